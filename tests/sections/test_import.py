"""Bringing in sections and leaders by file: a preview row by row, then all, or none, or those that can be."""

import io

import pytest
from django.urls import reverse

from agencies.models import AgencyKind, Role, SiteVersion
from sections.models import Leader, Section, SectionEvent
from tests.conftest import person
from tests.country import Country, found
from tests.files import confirm, faults, file_of, preview
from tests.sections.writing import lead, write

pytestmark = pytest.mark.django_db

SECTIONS = reverse("admin:sections_section_import")
LEADERS = reverse("admin:sections_leader_import")


def section(agency: str = "ha-noi/phuong-ba-dinh", code: str = "Điều kiện tự nhiên", body: str = "Bằng phẳng.", **more):
    return {"Cơ quan": agency, "Mục": code, "Nội dung": body, **more}


def test_nothing_is_written_before_it_is_confirmed_and_then_all_is(sign_in, administrator, country: Country):
    browser = sign_in(administrator)
    write(country.hoan_kiem, administrator, code="dieu-kien-tu-nhien", body="Cũ")
    rows = [section(), section("Phường Hoàn Kiếm", "lich-su"), section("/co-quan/ha-noi/phuong-hoan-kiem/")]

    shown = preview(browser, SECTIONS, *rows)

    assert [row.is_new for row in shown.context["outcome"].rows] == [True, True, False]
    assert Section.objects.count() == SectionEvent.objects.count() == 1
    done = confirm(browser, SECTIONS, shown)
    assert "Đã nhập 3 dòng: 2 thêm mới, 1 cập nhật." in done.content.decode()
    assert Section.objects.filter(body="Bằng phẳng.", updated_by=administrator).count() == 3
    assert SectionEvent.objects.count() == 4


def test_a_bad_row_says_its_number_its_column_and_why(sign_in, administrator, country: Country):
    found(AgencyKind.DEPARTMENT, "Phường Ba Đình", country.ha_noi_health)
    shown = preview(
        sign_in(administrator),
        SECTIONS,
        section(),
        section("hue"),
        section("khong-co"),
        section("Phường Ba Đình"),
        section(code="Lãnh đạo"),
        section(code="lich-su", body=""),
        section(),
        section(body="x" * 50_001, code="lich-su"),
        section(""),
    )

    found_bad = faults(shown)
    assert [(number, column) for number, column, _ in found_bad] == [
        (3, "Cơ quan"), (4, "Cơ quan"), (5, "Cơ quan"), (6, "Mục"), (7, "Nội dung"), (8, ""), (9, "Nội dung"),
        (10, "Cơ quan"),
    ]  # fmt: skip
    assert found_bad[0][2] == "Không tìm thấy cơ quan “hue” trong phạm vi của bạn."
    assert found_bad[1][2] == "Không tìm thấy cơ quan “khong-co” trong phạm vi của bạn."
    assert "Có 2 cơ quan tên" in found_bad[2][2]
    assert found_bad[5][2] == "Trùng với dòng 2."


def test_one_bad_row_keeps_all_out_unless_bad_rows_are_to_be_skipped(sign_in, administrator, country: Country):
    browser = sign_in(administrator)
    shown = preview(browser, SECTIONS, section(), section("hue"))

    refused = confirm(browser, SECTIONS, shown)
    assert "Chưa ghi dòng nào" in refused.content.decode()
    assert not Section.objects.exists()
    assert not SiteVersion.objects.filter(path="ha-noi/phuong-ba-dinh").exists()

    done = confirm(browser, SECTIONS, shown, skip_bad="on")
    assert "Bỏ qua 1 dòng lỗi." in done.content.decode()
    assert [one.agency for one in Section.objects.all()] == [country.ba_dinh]
    assert SiteVersion.objects.filter(path="ha-noi/phuong-ba-dinh").exists()


def test_rights_are_asked_again_when_it_is_confirmed(sign_in, administrator, country: Country):
    browser = sign_in(administrator)
    shown = preview(browser, SECTIONS, section())
    administrator.memberships.update(agency=country.hue)

    refused = confirm(browser, SECTIONS, shown)

    assert "Không tìm thấy cơ quan" in refused.content.decode()
    assert not Section.objects.exists()


def test_what_another_was_shown_is_not_taken(sign_in, administrator, outsider, country: Country):
    shown = preview(sign_in(administrator), SECTIONS, section())

    for stolen in (shown.context["rows"], "x", ""):
        response = sign_in(outsider).post(SECTIONS, {"rows": stolen}, follow=True)
        assert "đã quá hạn" in response.content.decode()
    response = sign_in(administrator).post(LEADERS, {"rows": shown.context["rows"]}, follow=True)
    assert "đã quá hạn" in response.content.decode()


def test_who_only_writes_articles_may_not(sign_in, author, country: Country):
    assert sign_in(author).get(SECTIONS).status_code == 403
    assert sign_in(author).post(SECTIONS, {"file": file_of([section()])}).status_code == 403
    assert "Nhập từ tệp" not in sign_in(author).get(reverse("admin:sections_section_changelist")).content.decode()


@pytest.mark.parametrize("name", ["tep.csv", "tep.json"])
def test_leaders_are_brought_in_and_brought_up_to_date(name, sign_in, administrator, country: Country):
    browser = sign_in(administrator)
    there = lead(country.ba_dinh, administrator, "Nguyễn Văn Mẫu", phone="024 1111")
    rows = [
        {"Cơ quan": "Phường Ba Đình", "Họ và tên": "Nguyễn Văn Mẫu", "Chức vụ": "Chủ tịch", "Thứ tự": "2"},
        {
            "Cơ quan": "Phường Ba Đình",
            "Họ và tên": "Lê Mẫu",
            "Chức vụ": "Phó Chủ tịch",
            "Giữ chức từ ngày": "01/07/2025",
        },
    ]

    confirm(browser, LEADERS, preview(browser, LEADERS, *rows, name=name))

    there.refresh_from_db()
    assert (there.order, there.phone) == (2, "024 1111")  # a column that is not there changes nothing
    assert f"{Leader.objects.get(name='Lê Mẫu').starts_on}" == "2025-07-01"


def test_what_the_action_refuses_is_said_at_its_row(sign_in, administrator, country: Country):
    facts = {"Cơ quan": "ha-noi", "Chức vụ": "Chủ tịch", "Thứ tự": "1"}
    shown = preview(
        sign_in(administrator),
        LEADERS,
        {**facts, "Họ và tên": "Một", "Giữ chức từ ngày": "01/07/2025", "Đến hết ngày": "01/07/2024", "Điện thoại": ""},
        {**facts, "Họ và tên": "Hai", "Giữ chức từ ngày": "hôm qua", "Điện thoại": "gọi tôi"},
        {**facts, "Họ và tên": "Ba", "Thứ tự": "-1"},
        {**facts, "Họ và tên": "Bốn"},
    )

    assert faults(shown) == [
        (2, "Đến hết ngày", "Ngày thôi giữ chức phải sau ngày bắt đầu."),
        (3, "Giữ chức từ ngày", "“hôm qua” không phải là ngày. Hãy viết như 23/04/2015."),
        (3, "Điện thoại", "Chỉ ghi một số, ví dụ: 024 3825 0000."),
        (4, "Thứ tự", "“-1” không phải là số nguyên."),
    ]
    assert len(shown.context["outcome"].good) == 1


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ({"Cơ quan": "ha-noi", "Mục": "lich-su"}, "Tệp thiếu cột: Nội dung."),
        ({"x": "y"}, "Tệp thiếu cột: Cơ quan, Mục"),
    ],
)
def test_a_file_without_its_columns_is_refused(row, why, sign_in, administrator, country: Country):
    response = sign_in(administrator).post(SECTIONS, {"file": file_of([row])})

    assert why in response.context["form"].errors["file"][0]


def test_columns_that_mean_nothing_are_named(sign_in, administrator, country: Country):
    shown = preview(sign_in(administrator), SECTIONS, section(**{"Ghi chú": "x"}))

    assert shown.context["outcome"].ignored == ["Ghi chú"]


def test_the_sample_can_be_brought_in_as_it_is_and_so_can_an_export(sign_in, administrator, country: Country):
    browser = sign_in(administrator)
    sample = io.BytesIO(browser.get(reverse("admin:sections_section_sample")).content)
    sample.name = "mau.csv"
    assert browser.post(SECTIONS, {"file": sample}).context["outcome"].bad == []
    write(country.ba_dinh, administrator, body="=cmd|' /C calc'!A0")
    columns = {f"sectionresource_{name}": "on" for name in ("agency", "code", "language", "body")}

    exported = browser.post(
        reverse("admin:sections_section_export"), {"format": "1", "resource": "", **columns}
    ).content

    assert b"'=cmd" in exported
    upload = io.BytesIO(exported)
    upload.name = "xuat.csv"
    confirm(browser, SECTIONS, browser.post(SECTIONS, {"file": upload}))
    assert Section.objects.get().body == "=cmd|' /C calc'!A0"
    assert country.ba_dinh.section_events.first().verb == "confirmed"


def test_the_queries_of_an_import_of_sections_do_not_grow_with_its_rows(
    sign_in, administrator, country: Country, django_assert_max_num_queries
):
    browser = sign_in(administrator)
    with django_assert_max_num_queries(40) as few:
        preview(browser, SECTIONS, section())
    codes = ("lich-su", "dieu-kien-tu-nhien", "to-chuc-bo-may", "ban-do-dia-gioi", "di-tich-danh-thang")
    rows = [section(name, code) for name in ("ha-noi", "Phường Ba Đình", "Phường Hoàn Kiếm") for code in codes]

    with django_assert_max_num_queries(len(few) + 2 * len(rows)):  # a savepoint a row is two
        preview(browser, SECTIONS, *rows)


def test_roles_elsewhere_do_not_help_here(sign_in, country: Country):
    user = person("hai-noi", country.hue, Role.EDITOR)

    shown = preview(sign_in(user), SECTIONS, section())

    assert "Không tìm thấy cơ quan" in faults(shown)[0][2]
