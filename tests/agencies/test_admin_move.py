"""Moving an agency in the admin: searched for, asked once more, carried out by revise_agency, within one's branch."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from agencies.models import Agency, AgencyEvent, AgencyRecord
from tests.country import Country

pytestmark = pytest.mark.django_db


def address(agency: Agency) -> str:
    return reverse("admin:agencies_agency_move", args=[agency.pk])


def answer(agency: Agency, parent: Agency, **more: object) -> dict[str, object]:
    return {"cha": parent.pk, "tu": agency.parent_id, **more}


def test_a_new_parent_is_found_by_name(sign_in, administrator, country: Country):
    page = sign_in(administrator).get(address(country.ba_dinh), {"tim": "so y te"})

    assert [one.agency for one in page.context["found"]] == [country.ha_noi_health]
    assert f"?cha={country.ha_noi_health.pk}" in page.content.decode()


def test_neither_itself_nor_its_own_parent_is_offered(sign_in, operator, country: Country):
    page = sign_in(operator).get(address(country.ha_noi), {"tim": "ha noi"})

    assert page.context["found"] == []


def test_before_anything_moves_the_page_names_what_would(sign_in, operator, country: Country):
    page = sign_in(operator).get(address(country.ha_noi), {"cha": country.health_ministry.pk})

    text = " ".join(page.content.decode().split())
    assert "cùng 3 đơn vị bên dưới" in text
    assert "4 địa chỉ đổi" in text
    assert Agency.objects.get(pk=country.ha_noi.pk).parent == country.government


def test_a_ward_moves_with_its_history_and_its_address(sign_in, administrator, country: Country, client):
    browser = sign_in(administrator)

    response = browser.post(address(country.ba_dinh), answer(country.ba_dinh, country.ha_noi_health), follow=True)

    moved = Agency.objects.get(pk=country.ba_dinh.pk)
    assert moved.path == "ha-noi/so-y-te/phuong-ba-dinh"
    assert moved.parent == country.ha_noi_health
    assert AgencyRecord.objects.get(agency=moved, valid__upper_inf=True).parent == country.ha_noi_health
    assert AgencyEvent.objects.get(agency=moved).by == administrator
    assert "Đã chuyển Phường Ba Đình về Sở Y tế" in response.content.decode()
    assert f'id="co-quan-{moved.pk}"' in response.content.decode()
    assert client.get("/co-quan/ha-noi/phuong-ba-dinh/").status_code == 301


def test_from_which_day_may_be_said(sign_in, administrator, country: Country):
    day = timezone.localdate().replace(day=1)

    sent = answer(country.ba_dinh, country.ha_noi_health, effective_on=f"{day:%d/%m/%Y}")
    sign_in(administrator).post(address(country.ba_dinh), sent)

    assert AgencyRecord.objects.get(agency=country.ba_dinh, valid__upper_inf=True).valid.lower == day


@pytest.mark.parametrize("day", ["31/12/2999", "khong phai ngay"])
def test_a_day_that_cannot_be_is_refused(day: str, sign_in, administrator, country: Country):
    sent = answer(country.ba_dinh, country.ha_noi_health, effective_on=day)

    page = sign_in(administrator).post(address(country.ba_dinh), sent)

    assert page.context["form"].errors["effective_on"]
    assert Agency.objects.get(pk=country.ba_dinh.pk).parent == country.ha_noi


def test_what_the_act_refuses_is_said_on_the_page(sign_in, operator, country: Country):
    page = sign_in(operator).post(address(country.ha_noi), answer(country.ha_noi, country.hue))

    assert "chỉ nằm ngay dưới Chính phủ" in page.content.decode()
    assert Agency.objects.get(pk=country.ha_noi.pk).parent == country.government


def test_below_itself_is_refused(sign_in, operator, country: Country):
    page = sign_in(operator).post(address(country.ha_noi), answer(country.ha_noi, country.ba_dinh))

    assert "không thể nằm dưới chính nó" in page.content.decode()


def test_who_saw_an_older_place_is_told(sign_in, administrator, country: Country):
    sent = {**answer(country.ba_dinh, country.ha_noi_health), "tu": country.hoan_kiem.pk}

    page = sign_in(administrator).post(address(country.ba_dinh), sent)

    assert "Trong lúc bạn xem" in page.content.decode()
    assert Agency.objects.get(pk=country.ba_dinh.pk).parent == country.ha_noi


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_parent_outside_is_not_found(method: str, sign_in, administrator, country: Country):
    browser = sign_in(administrator)

    for parent in (country.hue, country.government):
        response = getattr(browser, method)(address(country.ba_dinh), answer(country.ba_dinh, parent))
        assert response.status_code == 404
    assert Agency.objects.get(pk=country.ba_dinh.pk).parent == country.ha_noi


@pytest.mark.parametrize("key", ["x", "", "9" * 40, "-1", "0"])
def test_a_parent_that_is_none_is_not_found(key: str, sign_in, administrator, country: Country):
    assert sign_in(administrator).get(address(country.ba_dinh), {"cha": key}).status_code == 404


def test_an_agency_outside_is_not_found(sign_in, outsider, country: Country):
    assert sign_in(outsider).get(address(country.ba_dinh)).status_code == 404


@pytest.mark.parametrize("who", ["author", "editor"])
def test_whoever_does_not_administer_may_not(who: str, request, sign_in, country: Country):
    assert sign_in(request.getfixturevalue(who)).get(address(country.ba_dinh)).status_code == 403


def test_nobody_moves_the_topmost_agency_entrusted_to_her(sign_in, administrator, operator, country: Country):
    assert sign_in(administrator).get(address(country.ha_noi)).status_code == 403
    assert sign_in(operator).get(address(country.government)).status_code == 403
