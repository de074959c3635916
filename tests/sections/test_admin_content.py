"""The list of all sites below with what each lacks, and the page where the sections of one site are written."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from agencies.models import AgencyKind, Role
from sections.models import Reminder, Section, SectionRule
from tests.conftest import person
from tests.country import Country, found
from tests.sections.writing import complete, grown_old, lead, write

pytestmark = pytest.mark.django_db

LIST = reverse("admin:sections_agencycontent_changelist")


def change(agency) -> str:
    return reverse("admin:sections_agencycontent_change", args=[agency.pk])


def names(response) -> list[str]:
    assert response.status_code == 200
    return [agency.short_name for agency in response.context["cl"].result_list]


def test_each_site_is_listed_with_what_it_lacks_and_by_which_article(sign_in, administrator, operator, country):
    complete(country.ba_dinh, operator)
    write(country.hoan_kiem, operator)
    write(country.hoan_kiem, operator, body="")

    page = sign_in(administrator).get(LIST)

    assert names(page) == ["Thành phố Hà Nội", "Sở Y tế", "Phường Ba Đình", "Phường Hoàn Kiếm"]
    shown = page.content.decode()
    assert "Lịch sử hình thành và phát triển (trống)" in shown
    assert "NĐ 224/2026/NĐ-CP, điều 9 khoản 1 điểm c" in shown
    assert "Huế" not in shown


@pytest.mark.parametrize(
    ("asked", "found_there"),
    [
        ({"tinh-trang": "day-du"}, ["Phường Ba Đình"]),
        ({"tinh-trang": "trong"}, ["Phường Hoàn Kiếm"]),
        ({"tinh-trang": "qua-han"}, []),
        ({"muc": "ban-do-dia-gioi"}, ["Thành phố Hà Nội", "Phường Hoàn Kiếm"]),
        ({"kind__exact": "department"}, ["Sở Y tế"]),
        ({"q": "ba dinh"}, ["Phường Ba Đình"]),
        ({"o": "3"}, ["Phường Ba Đình", "Sở Y tế", "Phường Hoàn Kiếm", "Thành phố Hà Nội"]),
        ({"o": "-5.3"}, ["Phường Hoàn Kiếm", "Phường Ba Đình", "Sở Y tế", "Thành phố Hà Nội"]),
    ],
)
def test_the_list_is_narrowed_and_sorted(asked, found_there, sign_in, administrator, operator, country: Country):
    complete(country.ba_dinh, operator)
    write(country.hoan_kiem, operator)
    write(country.hoan_kiem, operator, body="")

    listed = names(sign_in(administrator).get(LIST, asked))

    assert (listed if "o" not in asked else listed[:1]) == (found_there if "o" not in asked else found_there[:1])


def test_what_is_too_old_is_found_where_a_rule_sets_an_age(sign_in, administrator, operator, country: Country):
    SectionRule.objects.filter(kind="commune", section="lich-su").update(oldest_days=365)
    write(country.ba_dinh, operator)
    grown_old(country.ba_dinh, 366)

    assert names(sign_in(administrator).get(LIST, {"tinh-trang": "qua-han"})) == ["Phường Ba Đình"]


@pytest.mark.parametrize("asked", [{"muc": "x"}, {"tinh-trang": "x"}])
def test_a_filter_that_means_nothing_is_not_found(asked, sign_in, administrator, country: Country):
    assert sign_in(administrator).get(LIST, asked).status_code == 404


def test_the_list_takes_as_many_queries_for_fifty_sites_as_for_four(
    sign_in, administrator, country: Country, django_assert_max_num_queries
):
    browser = sign_in(administrator)
    browser.get(LIST)
    with django_assert_max_num_queries(10) as few:
        browser.get(LIST)
    for number in range(40):
        found(AgencyKind.COMMUNE, f"Xã Số {number}", country.ha_noi)

    with django_assert_max_num_queries(len(few)):
        browser.get(LIST)


def test_the_list_is_exported_as_it_is_narrowed(sign_in, administrator, operator, country: Country):
    complete(country.ba_dinh, operator)
    columns = {f"contentresource_{name}": "on" for name in ("name", "missing", "sources")}

    response = sign_in(administrator).post(
        reverse("admin:sections_agencycontent_export") + "?tinh-trang=chua-du",
        {"format": "1", "resource": "", **columns},
    )

    exported = response.content.decode()
    assert "Phường Hoàn Kiếm" in exported
    assert "Điều kiện tự nhiên" in exported
    assert "Ba Đình" not in exported
    assert "Huế" not in exported


def test_the_page_of_a_site_says_why_each_section_is_required(sign_in, administrator, country: Country):
    shown = sign_in(administrator).get(change(country.ba_dinh)).content.decode()

    assert shown.count("Căn cứ: NĐ 224/2026/NĐ-CP, điều 9 khoản 1 điểm c") == 7
    assert "Căn cứ: TT 32/2017/TT-BTTTT" in shown
    assert reverse("admin:agencies_agency_profile", args=[country.ba_dinh.pk]) in shown


def test_what_is_written_is_kept_and_what_is_not_touched_stays(sign_in, administrator, operator, country: Country):
    write(country.ba_dinh, operator, code="dieu-kien-tu-nhien", body="Bằng phẳng.")
    sent = {"lich-su-vi": "Nghìn năm.", "lich-su-en": "A thousand years.", "dieu-kien-tu-nhien-vi": "Bằng phẳng."}

    response = sign_in(administrator).post(change(country.ba_dinh), sent)

    assert (response.status_code, response["Location"]) == (302, change(country.ba_dinh))
    assert set(Section.objects.values_list("code", "language", "updated_by__username")) == {
        ("lich-su", "vi", "quan-tri-ha-noi"),
        ("lich-su", "en", "quan-tri-ha-noi"),
        ("dieu-kien-tu-nhien", "vi", "van-hanh"),
    }


def test_a_text_is_confirmed_without_a_change(sign_in, administrator, operator, country: Country):
    write(country.ba_dinh, operator)
    grown_old(country.ba_dinh, 500)

    sign_in(administrator).post(change(country.ba_dinh), {"lich-su-vi": "Lịch sử.", "lich-su-still_right": "on"})

    assert Section.objects.get().updated_at.date() >= timezone.localdate() - datetime.timedelta(days=1)
    assert country.ba_dinh.section_events.first().verb == "confirmed"


def test_what_is_too_long_is_said_and_the_words_are_kept(sign_in, administrator, country: Country):
    response = sign_in(administrator).post(change(country.ba_dinh), {"lich-su-vi": "x" * 50_001})

    assert response.status_code == 200
    assert response.context["forms"].errors
    assert not Section.objects.exists()


def test_for_an_outsider_it_does_not_exist_and_an_author_may_not(sign_in, outsider, author, country: Country):
    for method in ("get", "post"):
        assert getattr(sign_in(outsider), method)(change(country.ba_dinh), {}).status_code == 404
        assert getattr(sign_in(author), method)(change(country.ba_dinh), {}).status_code == 403


def test_chosen_sites_are_reminded(sign_in, administrator, country: Country):
    person("bt", country.ba_dinh, Role.EDITOR)
    browser = sign_in(administrator)
    chosen = {"action": "remind_selected", "_selected_action": [country.ba_dinh.pk, country.hoan_kiem.pk]}

    asked = browser.post(LIST, chosen)
    assert asked.status_code == 200
    assert "2 trang chưa đầy đủ" in asked.content.decode()
    assert not Reminder.objects.exists()

    done = browser.post(LIST, {**chosen, "due": "31/12/2099", "note": ""}, follow=True)

    assert Reminder.objects.count() == 2
    assert "Đã nhắc 2 cơ quan." in done.content.decode()
    assert "1 cơ quan chưa có biên tập viên" in done.content.decode()


def test_an_editor_is_not_offered_to_remind(sign_in, country: Country):
    browser = sign_in(person("bt", country.ha_noi, Role.EDITOR))

    browser.post(LIST, {"action": "remind_selected", "_selected_action": [country.ba_dinh.pk], "due": "31/12/2099"})

    assert not Reminder.objects.exists()


def test_the_rules_are_read_by_all_and_changed_by_who_administers_the_government(sign_in, administrator, country):
    address = reverse("admin:sections_agencycontent_rules")
    ruler = person("cp", country.government, Role.ADMINISTRATOR)
    assert 'name="oldest_days"' not in sign_in(administrator).get(address).content.decode()
    assert sign_in(administrator).post(address).status_code == 403
    browser = sign_in(ruler)
    forms = browser.get(address).context["forms"]
    sent = {field.html_name: field.value() for field in forms.head} | {
        "quy-dinh-TOTAL_FORMS": "1", "quy-dinh-INITIAL_FORMS": "1",
    }  # fmt: skip
    first = forms.rules.forms[0]
    sent |= {bound.html_name: bound.value() for bound in first} | {first["oldest_days"].html_name: "90"}
    sent = {name: value for name, value in sent.items() if value not in (None, False)}

    response = browser.post(address, sent | {"in_force_from": "15/08/2026"})

    assert response.status_code == 302, response.context["forms"].head.errors
    assert SectionRule.objects.get(pk=first.instance.pk).oldest_days == 90
    assert browser.get(address, {"bo": "x"}).status_code == 404


def test_a_leader_is_written_by_who_speaks_for_the_agency_alone(sign_in, administrator, author, country: Country):
    facts = {"agency": country.ba_dinh.pk, "name": "Lê Mẫu", "position": "Chủ tịch", "order": "1"}
    address = reverse("admin:sections_leader_add")

    assert sign_in(author).post(address, facts).status_code == 403
    refused = sign_in(administrator).post(address, {**facts, "agency": country.hue.pk})
    assert "agency" in refused.context["adminform"].form.errors
    assert sign_in(administrator).post(address, facts).status_code == 302

    assert country.ba_dinh.section_events.get().verb == "leader_saved"


def test_a_leaders_office_ends_on_a_day(sign_in, administrator, country: Country):
    leader = lead(country.ba_dinh, administrator)
    facts = {"agency": country.ba_dinh.pk, "name": leader.name, "position": "Chủ tịch", "order": "1"}

    sign_in(administrator).post(
        reverse("admin:sections_leader_change", args=[leader.pk]), {**facts, "ends_on": "01/02/2026"}
    )

    leader.refresh_from_db()
    assert leader.ends_on == datetime.date(2026, 2, 1)


def test_one_text_is_corrected_from_the_list_of_texts(sign_in, administrator, operator, country: Country):
    section = write(country.ba_dinh, operator, body="Cũ")

    sign_in(administrator).post(reverse("admin:sections_section_change", args=[section.pk]), {"body": "Mới"})

    assert [(one.pk, one.body, one.updated_by) for one in Section.objects.all()] == [(section.pk, "Mới", administrator)]
    assert country.ba_dinh.section_events.first().details["former"] == "Cũ"
