"""The sections of a site, as the public reads them."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from agencies.models import Agency, AgencyKind
from tests.country import Country, found
from tests.sections.writing import complete, lead, write

pytestmark = pytest.mark.django_db

SITE = "/co-quan/ha-noi/phuong-ba-dinh/gioi-thieu/"


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_introduction_leads_to_each_section_that_there_is(client, administrator, country: Country):
    write(country.ba_dinh, administrator)
    write(country.ba_dinh, administrator, code="dieu-kien-tu-nhien", body="")
    lead(country.ba_dinh, administrator)

    shown = page(client, SITE)

    for there in ("lich-su/", "lanh-dao/", "so-do-to-chuc/", "muc-do-day-du/"):
        assert f'href="{SITE}{there}"' in shown
    assert "dieu-kien-tu-nhien" not in shown


def test_a_section_shows_its_text_and_when_it_was_brought_up_to_date(client, administrator, country: Country):
    write(country.ba_dinh, administrator, body="Đoạn <một>.\n\nĐoạn hai.")

    shown = page(client, f"{SITE}lich-su/")

    assert "<p>Đoạn &lt;một&gt;.</p>" in shown
    assert f"{timezone.localdate():%d/%m/%Y}" in shown


def test_in_english_what_is_not_translated_is_vietnamese_and_says_so(client, administrator, country: Country):
    write(country.ba_dinh, administrator, body="Xưa kia.")
    shown = page(client, f"/en{SITE}lich-su/")
    assert "This part is not available in English" in shown or "Vietnamese" in shown
    assert '<div lang="vi"><p>Xưa kia.</p></div>' in shown

    write(country.ba_dinh, administrator, body="Once.", language="en")
    assert "<div><p>Once.</p></div>" in page(client, f"/en{SITE}lich-su/")


@pytest.mark.parametrize("code", ["lich-su", "khong-co", "lien-he"])
def test_what_is_not_written_is_not_found(code, client, country: Country):
    assert client.get(f"{SITE}{code}/").status_code == 404


def test_the_leaders_of_today_stand_in_their_order_with_their_duties(client, administrator, country: Country):
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    lead(country.ba_dinh, administrator, "Phó Mẫu", position="Phó Chủ tịch", order=2)
    lead(country.ba_dinh, administrator, "Trưởng Mẫu", position_en="Chairman", starts_on=datetime.date(2025, 7, 1))
    lead(country.ba_dinh, administrator, "Người Cũ", ends_on=yesterday)

    shown = page(client, f"{SITE}lanh-dao/")

    assert shown.index("Trưởng Mẫu") < shown.index("Phó Mẫu")
    assert "từ ngày 01/07/2025" in shown
    assert "Người Cũ" not in shown
    assert "<strong>Chairman</strong>" in page(client, f"/en{SITE}lanh-dao/")


def test_the_chart_is_a_nested_list_of_two_steps_where_that_is_not_too_much(client, country: Country):
    shown = page(client, "/gioi-thieu/so-do-to-chuc/")

    for name in ("Bộ Y tế", "Thành phố Hà Nội", "Phường Ba Đình", "Phường Thuận Hóa"):
        assert name in shown
    assert "Xem tiếp sơ đồ" not in shown


def test_of_many_it_draws_one_step_and_leads_on(client, country: Country):
    for number in range(80):
        found(AgencyKind.COMMUNE, f"Xã Số {number}", Agency.objects.get(pk=country.ha_noi.pk))

    shown = page(client, "/gioi-thieu/so-do-to-chuc/")

    assert "Phường Ba Đình" not in shown
    assert 'href="/co-quan/ha-noi/gioi-thieu/so-do-to-chuc/"' in shown


def test_how_complete_the_sites_are_is_public_by_branch(client, operator, country: Country):
    complete(country.ba_dinh, operator)
    complete(country.hue, operator)

    shown = page(client, "/gioi-thieu/muc-do-day-du/")

    assert "2 trên 8 trang đầy đủ" in shown
    for branch, figure in [("ha-noi", "1/4"), ("hue", "1/2"), ("bo-y-te", "0/1")]:
        assert f"<td>{figure}</td>" in shown.split(f'href="/co-quan/{branch}/gioi-thieu/muc-do-day-du/"')[1]


@pytest.mark.parametrize(
    ("address", "queries"),
    [("", 3), ("lich-su/", 4), ("lanh-dao/", 4), ("so-do-to-chuc/", 5), ("muc-do-day-du/", 5)],
)
@pytest.mark.parametrize("units", [0, 12])
def test_the_queries_do_not_grow(address, queries, units, client, operator, country, django_assert_num_queries):
    complete(country.ba_dinh, operator)
    lead(country.ba_dinh, operator, "Người thứ hai")
    for number in range(units):
        found(AgencyKind.MINISTRY_UNIT, f"Đơn vị {number}", Agency.objects.get(pk=country.ba_dinh.pk))
    client.get(SITE)

    with django_assert_num_queries(queries):
        page(client, SITE + address)


def test_a_change_shows_on_the_next_request(visitor, administrator, country: Country):
    write(country.ba_dinh, administrator, body="Cũ")
    assert "Cũ" in visitor.get(f"{SITE}lich-su/").text

    write(country.ba_dinh, administrator, body="Mới")

    assert "Mới" in visitor.get(f"{SITE}lich-su/").text
