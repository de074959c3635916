"""Keeping agencies through the forms of the admin."""

from __future__ import annotations

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from agencies.models import Agency, AgencyKind, User
from tests.country import Country, found
from tests.portal.test_admin_scope_forms import NO_ROWS, change, errors, of_agency

pytestmark = pytest.mark.django_db

ADD = "/quan-tri/agencies/agency/add/"


@pytest.fixture
def browser(administrator: User, sign_in):
    """The browser of the administrator of Hà Nội."""
    return sign_in(administrator)


def a_ward(parent: Agency, **facts: object) -> dict[str, object]:
    facts = {"name": "UBND phường Cửa Nam", "short_name": "Phường Cửa Nam", **facts}
    return {"kind": "commune", "parent": parent.pk, "slug": "", **NO_ROWS, **facts}


def test_founding_an_agency(browser, administrator: User, country: Country):
    assert browser.post(ADD, a_ward(country.ha_noi, live_from="01/09/2025")).status_code == 302

    ward = Agency.objects.get(short_name="Phường Cửa Nam")
    assert ward.path == "ha-noi/phuong-cua-nam"  # the address was left to its name
    assert ward.records.get().valid.lower == datetime.date(2025, 9, 1)
    assert ward.events.get().by == administrator


def test_renaming_from_a_day(browser, country: Country):
    posted = of_agency(country.ba_dinh, name="UBND phường Mới", short_name="Phường Mới", effective_on="15/01/2026")

    assert browser.post(change(country.ba_dinh), posted).status_code == 302

    assert Agency.objects.on(datetime.date(2026, 1, 14)).get(pk=country.ba_dinh.pk).name_then == "Phường Ba Đình"
    assert Agency.objects.on(datetime.date(2026, 1, 15)).get(pk=country.ba_dinh.pk).name_then == "UBND phường Mới"
    page = browser.get(change(country.ba_dinh)).content.decode()
    assert "Phường Ba Đình" in page  # its former name, in the history below the form


def test_moving_within_the_province(browser, country: Country):
    posted = of_agency(country.ba_dinh, parent=country.ha_noi_health.pk)

    assert browser.post(change(country.ba_dinh), posted).status_code == 302

    country.ba_dinh.refresh_from_db()
    assert country.ba_dinh.path == "ha-noi/so-y-te/phuong-ba-dinh"


@pytest.mark.parametrize(
    ("facts", "field", "words"),
    [
        ({"slug": "phuong-hoan-kiem"}, None, "Đã có một cơ quan cùng cấp dùng tên này trong địa chỉ."),
        ({"slug": "tin-tuc"}, "slug", "“tin-tuc” là tên dành riêng. Hãy chọn tên khác."),
        ({"slug": "Cửa Nam"}, "slug", "Chỉ dùng chữ thường không dấu, số và dấu gạch nối."),
        ({"effective_on": "01/01/2099"}, "effective_on", "Ngày có hiệu lực không được ở sau hôm nay."),
        ({"effective_on": "30/06/2025"}, "effective_on", "Ngày có hiệu lực phải từ 01/07/2025."),
        ({"effective_on": "hôm qua"}, "effective_on", "Nhập một ngày có thật, ví dụ 31/12/2026."),
        ({"name": ""}, "name", "Hãy điền mục này."),
        ({"parent": ""}, "parent", "Hãy chọn cơ quan cấp trên."),
    ],
)
def test_what_is_wrong_is_said_in_vietnamese_and_what_was_typed_is_kept(facts, field, words: str, browser, country):
    typed = {"name": "UBND phường Đang Gõ", "short_name": "Phường Đang Gõ", **facts}

    response = browser.post(change(country.ba_dinh), of_agency(country.ba_dinh, **typed))

    assert words in errors(response)[field or "__all__"]
    assert "Phường Đang Gõ" in response.content.decode()
    assert Agency.objects.get(pk=country.ba_dinh.pk).short_name == "Phường Ba Đình"


def test_an_agency_does_not_move_below_itself(browser, country: Country):
    hamlet = found(AgencyKind.COMMUNE, "Xã Nhỏ", country.ba_dinh)

    response = browser.post(change(country.ba_dinh), of_agency(country.ba_dinh, parent=hamlet.pk))

    assert errors(response)["parent"] == ["Một cơ quan không thể nằm dưới chính nó hoặc dưới đơn vị của nó."]


def test_what_only_the_act_finds_wrong_is_said_in_the_form_too(browser, country: Country, monkeypatch):
    """As when another administrator has taken the address while this one was typing."""

    def refuse(agency: Agency, **_: object) -> None:
        raise ValidationError({"slug": "Vừa có người dùng tên này.", "sort_key": "Khác."})

    monkeypatch.setattr("agencies.admin.agency.found_agency", refuse)

    response = browser.post(ADD, a_ward(country.ha_noi))

    assert errors(response) == {"slug": ["Vừa có người dùng tên này."], "__all__": ["Khác."]}
    assert "UBND phường Cửa Nam" in response.content.decode()


def test_an_author_looks_and_does_not_touch(author: User, country: Country, sign_in):
    browser = sign_in(author)

    assert browser.get(change(country.ba_dinh)).status_code == 200
    assert browser.post(change(country.ba_dinh), of_agency(country.ba_dinh, name="X")).status_code == 403
    assert browser.get(ADD).status_code == 403


@pytest.mark.parametrize("page", ["changelist", "export"])
def test_queries_do_not_grow_with_the_rows(page: str, browser, country: Country, django_assert_max_num_queries):
    address = reverse(f"admin:agencies_agency_{page}")
    posted = {"format": "1", "resource": "", "agencyresource_name": "on", "agencyresource_parent": "on"}

    def ask() -> int:
        with django_assert_max_num_queries(60) as queries:
            response = browser.post(address, posted) if page == "export" else browser.get(address)
        assert response.status_code == 200
        return len(queries)

    few = ask()
    for number in range(30):
        found(AgencyKind.COMMUNE, f"Xã Thứ {number}", country.ha_noi)

    assert ask() == few


def test_the_list_stands_in_the_order_of_the_tree(browser, country: Country):
    response = browser.get(reverse("admin:agencies_agency_changelist"))

    assert [str(agency) for agency in response.context["cl"].queryset] == [
        "Thành phố Hà Nội",
        "Sở Y tế",
        "Phường Ba Đình",
        "Phường Hoàn Kiếm",
    ]


def test_saving_the_government_unchanged_leaves_every_address(operator: User, client, sign_in, country: Country):
    root = {"name": "Chính phủ", "short_name": "Chính phủ", **NO_ROWS}

    assert sign_in(operator).post(change(country.government), root).status_code == 302

    assert client.get("/").status_code == 200
    assert client.get("/co-quan/ha-noi/phuong-ba-dinh/").status_code == 200


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"kind": "government"}, "kind"),
        ({"kind": "province"}, "kind"),
        ({"live_from": "01/01/2090"}, "live_from"),
        ({"latitude": "95"}, "latitude"),
        ({"longitude": "-181"}, "longitude"),
        ({"area_km2": "-5"}, "area_km2"),
    ],
)
def test_what_cannot_be_is_refused(facts, field: str, browser, country: Country):
    response = browser.post(ADD, a_ward(country.ha_noi, **facts))

    assert field in errors(response)
    assert not Agency.objects.filter(short_name="Phường Cửa Nam").exists()


def test_an_address_that_would_grow_too_long_is_refused(browser, country: Country):
    parent = country.ha_noi
    for letter in "abcd":
        parent = found(AgencyKind.DEPARTMENT, letter * 79, parent)

    response = browser.post(ADD, a_ward(parent, kind="department", slug="e" * 79))

    assert "quá dài" in " ".join(errors(response)["slug"])


def test_names_are_found_without_marks(browser, country: Country):
    found_there = browser.get("/quan-tri/agencies/agency/?q=ba dinh").context["cl"].queryset

    assert list(found_there) == [country.ba_dinh]


def test_the_log_tells_who_changed_what(browser, administrator: User, country: Country):
    browser.post(change(country.ba_dinh), of_agency(country.ba_dinh, short_name="Phường Mới"))

    page = browser.get(f"/quan-tri/agencies/agency/{country.ba_dinh.pk}/history/").content.decode()

    assert "tên gọi: Phường Ba Đình → Phường Mới" in page
    assert administrator.username in page
