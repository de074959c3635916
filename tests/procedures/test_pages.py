"""The public pages of the catalogue, as a reader meets them."""

from __future__ import annotations

import json
import re

import pytest

from procedures.models import LocalAddition, Procedure, ProcedureVersion
from procedures.reading import as_data, read_text
from tests.procedures.catalogue import BIRTH, BOTH, MEDICINE, take_in
from tests.procedures.samples import TEXT

WARD = "/co-quan/ha-noi/phuong-ba-dinh"


@pytest.fixture(autouse=True)
def _catalogue(country):
    take_in(BIRTH, MEDICINE, BOTH)


def page(client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


def names(html: str) -> list[str]:
    return re.findall(r'class="p-procedures__name"[^>]*>([^<]+)<', html)


def test_the_root_lists_all_in_the_order_of_the_alphabet(client):
    assert names(page(client, "/thu-tuc/")) == [
        "Ấn bản khai tử",
        "Cấp giấy phép nhập khẩu thuốc",
        "Đăng ký khai sinh",
    ]


def test_a_site_lists_what_its_agency_carries_out(client):
    assert names(page(client, f"{WARD}/thu-tuc/")) == ["Ấn bản khai tử", "Đăng ký khai sinh"]
    assert names(page(client, "/co-quan/bo-y-te/thu-tuc/")) == ["Cấp giấy phép nhập khẩu thuốc"]
    assert names(page(client, "/co-quan/ha-noi/thu-tuc/")) == ["Ấn bản khai tử"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("linh-vuc=duoc-pham", 1),
        ("doi-tuong=doanh-nghiep", 1),
        ("doi-tuong=can-bo-cong-chuc-vien-chuc", 2),
        ("cap=xa", 2),
        ("cap=tinh", 1),
        ("hinh-thuc=truc-tuyen", 3),
        ("co-quan=bo-y-te", 1),
        ("linh-vuc=ho-tich&cap=tinh", 1),
    ],
)
def test_a_list_can_be_narrowed(client, query, found):
    html = page(client, f"/thu-tuc/?{query}")

    assert len(names(html)) == found
    assert f"{found} thủ tục" in html
    assert "bỏ lọc" in html


@pytest.mark.parametrize("query", ["linh-vuc=khong-co", "cap=lang", "hinh-thuc=fax", "trang=99", "co-quan=khong-co"])
def test_what_does_not_exist_is_not_found(client, query):
    page(client, f"/thu-tuc/?{query}", 404)


def test_choices_say_how_many_they_leave(client):
    html = page(client, "/thu-tuc/?cap=xa")

    assert re.search(r'href="\?cap=xa&amp;linh-vuc=ho-tich"[^>]*><span>Hộ tịch</span> <span[^>]*>2<', html)
    assert "duoc-pham" not in html


def test_a_list_takes_a_fixed_number_of_queries(client, django_assert_num_queries):
    take_in(*({**BIRTH, "Mã thủ tục": f"1.{number:06}", "Tên thủ tục": f"Việc {number}"} for number in range(50, 90)))
    client.get("/thu-tuc/")

    with django_assert_num_queries(9):
        html = page(client, "/thu-tuc/?trang=2")

    assert len(names(html)) == 20
    assert "?trang=3" in html


def test_a_procedure_says_all_that_its_record_says(client):
    html = page(client, "/thu-tuc/1.001193/")
    shown = " ".join(re.sub(r"<[^>]+>", " ", html).split())

    for said in (
        "Giấy khai sinh",
        "Cán bộ, công chức, viên chức",
        "1 ngày làm việc",
        "Không thu phí",
        "8.000 đồng (Cấp bản sao, một bản)",
        "2,5 ngày",
        "Tờ khai đăng ký khai sinh theo Mẫu số 01",
        "bản sao: 2",
        "60/2014/QH13",
        "Cha hoặc mẹ đăng ký trong 60 ngày.",
        "Ghi việc sinh vào sổ hộ tịch.",
        "163/QĐ-BTP",
        "Bộ Công an",
        "Quầy số 2",
        "khai sinh, trẻ em",
    ):
        assert said in shown, said
    assert html.count('type="checkbox"') == 2
    assert 'data-checklist="1.001193"' in html
    assert "Mẫu số 01" in html.split("Biểu mẫu được nhắc đến")[1]


def test_a_procedure_describes_itself_to_machines(client):
    html = page(client, "/thu-tuc/1.001193/")

    told = json.loads(re.search(r'<script type="application/ld\+json">(.+?)</script>', html, re.DOTALL)[1])
    assert told["@type"] == "GovernmentService"
    assert told["identifier"] == "1.001193"
    assert [channel["name"] for channel in told["availableChannel"]] == ["Trực tuyến", "Trực tiếp", "Bưu chính"]


@pytest.mark.parametrize("written", ["1.001193.000.00.00.H56", "1.001193.H56"])
def test_other_forms_of_a_code_lead_to_the_national_one(client, written):
    response = client.get(f"{WARD}/thu-tuc/{written}/")

    assert (response.status_code, response.url) == (301, f"{WARD}/thu-tuc/1.001193/")


@pytest.mark.parametrize("code", ["1.999999", "khai-sinh", "1.001193.x"])
def test_an_unknown_code_is_not_found(client, code):
    page(client, f"/thu-tuc/{code}/", 404)


def test_a_procedure_takes_a_fixed_number_of_queries(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        page(client, f"{WARD}/thu-tuc/1.001193/")


def test_a_reader_finds_where_to_go_by_province_and_commune(client, country):
    LocalAddition.objects.create(agency=country.ha_noi, for_all_below=True, hours="Sáng thứ Bảy")
    LocalAddition.objects.create(agency=country.ba_dinh, address="Số 1 phố Mẫu")

    begun = page(client, "/thu-tuc/1.001193/")
    in_ha_noi = page(client, "/thu-tuc/1.001193/?tinh=ha-noi")
    there = page(client, "/thu-tuc/1.001193/?tinh=ha-noi&xa=phuong-ba-dinh")
    changed = page(client, "/thu-tuc/1.001193/?tinh=hue&xa=phuong-ba-dinh")

    assert 'name="xa"' not in begun
    assert 'value="phuong-hoan-kiem"' in in_ha_noi
    assert "Số 1 phố Mẫu" in there
    assert "theo Thành phố Hà Nội" in there
    assert "Số 1 phố Mẫu" not in changed
    assert 'value="phuong-thuan-hoa"' in changed


def test_on_its_own_site_an_agency_says_where_it_is_at_once(client, country):
    LocalAddition.objects.create(agency=country.ba_dinh, address="Số 1 phố Mẫu")

    html = page(client, f"{WARD}/thu-tuc/1.001193/")

    assert "Số 1 phố Mẫu" in html
    assert 'name="tinh"' not in html


def test_versions_stay_readable(client):
    take_in({"Số quyết định": "200/QĐ-BTP"})

    now = page(client, "/thu-tuc/1.001193/")
    before = page(client, "/thu-tuc/1.001193/phien-ban/1/")

    assert "200/QĐ-BTP" in now
    assert "/thu-tuc/1.001193/phien-ban/1/" in now
    assert "163/QĐ-BTP" in before
    assert "Đây là phiên bản 1" in before
    assert client.get("/thu-tuc/1.001193/phien-ban/2/").status_code == 301
    page(client, "/thu-tuc/1.001193/phien-ban/3/", 404)


def test_a_withdrawn_procedure_leaves_publication_and_says_so(client):
    Procedure.objects.filter(code="1.001193").update(withdrawn_on="2026-07-01")

    html = page(client, "/thu-tuc/1.001193/", 410)

    assert "đã bãi bỏ" in html
    assert "Đăng ký khai sinh" not in names(page(client, "/thu-tuc/"))
    page(client, "/thu-tuc/1.001193/ap-phich/", 404)
    page(client, "/thu-tuc/1.001193/phien-ban/1/", 301)


def test_the_poster_has_the_address_as_a_code(client):
    html = page(client, f"{WARD}/thu-tuc/1.001193/ap-phich/")

    assert "c-qr-code__modules" in html
    assert f"{WARD}/thu-tuc/1.001193/" in html
    assert "Giấy chứng sinh" in html


def test_a_page_in_english_tells_what_stays_vietnamese(client):
    html = page(client, "/en/thu-tuc/1.001193/")

    assert re.search(r'<h1 lang="vi">Đăng ký khai sinh', html)
    assert "Papers you need" in html


@pytest.mark.parametrize("written", ["1.001193", "1.001193.000.00.00.H56", "1.001193.h56"])
def test_programs_get_all_fields_in_their_structure(client, written):
    response = client.get(f"/api/v1/procedures/{written}")

    told = response.json()
    assert told["code"] == "1.001193"
    assert told["methods"][0]["limit"] == {"value": 1, "unit": "WORKING_DAY", "prose": "", "written": "1 WORKING_DAY"}
    assert told["methods"][0]["fees"][1] == {"amount": 8000, "currency": "VNĐ", "condition": "Cấp bản sao, một bản"}
    assert told["cases"][0]["components"][1]["copies"] == 2
    assert told["legal_bases"][1]["issued_on"] == "2015-11-15"
    assert told["agencies"][0]["part"] == "performing"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert told.items() >= as_data(read_text(TEXT)).items()


def test_programs_are_told_what_is_not_there_or_gone(client):
    assert client.get("/api/v1/procedures/1.999999").status_code == 404
    assert client.get("/api/v1/procedures/x").json()["error"] == "not_found"
    Procedure.objects.update(withdrawn_on="2026-07-01")
    gone = client.get("/api/v1/procedures/1.001193")
    assert (gone.status_code, gone.json()["withdrawn_on"]) == (410, "2026-07-01")


def test_an_import_makes_every_page_fresh(visitor, country):
    first = visitor.get("/thu-tuc/1.001193/")
    take_in({"Số quyết định": "201/QĐ-BTP"})

    assert "163/QĐ-BTP" in first.text
    assert "201/QĐ-BTP" in visitor.get("/thu-tuc/1.001193/").text
    assert ProcedureVersion.objects.published().get(procedure__code="1.001193").number == 2
