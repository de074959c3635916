"""The public pages of results and their files."""

from __future__ import annotations

import csv
import io
import json

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agencies.models import SiteVersion
from portal.page_cache.versions import _read, sites_that_matter
from procedures.models import ProcedureField
from results.actions import fold
from results.definitions import BY_CODE
from tests.dossiers.conftest import new_version
from tests.results.histories import finished, open_until

PAGES = ("", "cach-tinh/", "ho-so/", "ban-do/", "so-lieu.csv", "so-lieu.xlsx", "so-lieu.json")
SITES = ("/", "/co-quan/ha-noi/", "/co-quan/ha-noi/phuong-ba-dinh/", "/co-quan/bo-y-te/", "/en/co-quan/hue/")


def test_anyone_reads_them_on_every_site(history, client):
    answers = {site + page: client.get(f"{site}thong-ke/{page}") for site in SITES for page in PAGES}

    assert {path: answer.status_code for path, answer in answers.items() if answer.status_code != 200} == {}
    assert not any(answer.cookies for answer in answers.values())


MEANINGLESS = (
    "nam=abc", "nam=2099", "thang=2026-13", "thang=2026-00", "nam=99999", "trang=1&so=tre-han", "thang=1999-01",
    "linh-vuc=%00", "thu-tuc=' OR 1=1", "nam=2026&thang=2025-01", "nam=2026&nam=2027", "trang=-1", "so=",
)  # fmt: skip


def test_parameters_that_mean_nothing_break_nothing(history, client):
    codes = {client.get(f"/thong-ke/{page}?{query}").status_code for page in PAGES for query in MEANINGLESS}

    assert codes <= {200, 400, 404}


@pytest.mark.parametrize("query", ["linh-vuc=khong-co", "thu-tuc=9.999999", "so=khong-co", "trang=99999"])
def test_what_does_not_exist_is_not_found(query, history, client):
    assert client.get(f"/co-quan/ha-noi/thong-ke/ho-so/?{query}").status_code == 404


def test_the_dossiers_behind_a_number_are_as_many_as_it_says(history, client):
    expected = {
        "tiep-nhan": 6, "da-giai-quyet": 3, "ty-le-dung-han": 4, "dung-han": 2, "tre-han": 2, "thoi-gian": 3,
        "ty-le-bo-sung": 1, "hai-long": 1, "dang-giai-quyet": 2, "qua-han-chua-xong": 1, "cho-bo-sung": 1,
        "tam-dung": 0,
    }  # fmt: skip
    address = "/co-quan/ha-noi/phuong-ba-dinh/thong-ke/ho-so/?so="

    assert {code: client.get(address + code).content.decode().count("-••••") for code in BY_CODE} == expected


def test_the_lists_hold_nothing_that_leads_to_a_person(dossier, client):
    page = client.get("/co-quan/ha-noi/phuong-ba-dinh/thong-ke/ho-so/").content.decode()

    assert "000.03.12.H26-261102-••••" in page
    assert dossier.code not in page
    assert dossier.applicant.name not in page


def test_each_number_links_to_its_definition(history, client):
    page = client.get("/co-quan/ha-noi/thong-ke/").content.decode()
    meanings = client.get("/co-quan/ha-noi/thong-ke/cach-tinh/").content.decode()

    for code in BY_CODE:
        assert f"cach-tinh/#{code}" in page
        assert f'id="{code}"' in meanings


@pytest.mark.parametrize(("path", "most"), [("/thong-ke/", 16), ("/co-quan/ha-noi/thong-ke/", 16)])
def test_a_page_takes_few_queries_however_many_units_there_are(path, most, history, client):
    client.get(path)
    with CaptureQueriesContext(connection) as taken:
        client.get(path)

    assert len(taken) <= most


def test_the_files_say_what_the_page_says(history, client):
    rows = list(csv.DictReader(io.StringIO(client.get("/thong-ke/so-lieu.csv").content.decode("utf-8-sig"))))
    sheet = openpyxl.load_workbook(io.BytesIO(client.get("/thong-ke/so-lieu.xlsx").content)).active
    told = json.loads(client.get("/thong-ke/so-lieu.json").content)

    assert (rows[0]["phan"], rows[0]["tiep-nhan"], rows[0]["ty-le-dung-han"]) == ("toan-bo", "7", "40.0")
    assert [cell.value for cell in sheet[1]] == list(rows[0])
    assert told["rows"][0]["qua-han-chua-xong"] == 2
    assert {one["code"] for one in told["definitions"]} == set(BY_CODE)
    assert len(rows) == len(told["rows"]) == sheet.max_row - 1


def test_a_page_can_be_about_one_field_or_one_procedure(history, version, country, client):
    field = ProcedureField.objects.create(name="Hộ tịch", slug="ho-tich", sort_key="ho tich")
    type(version).objects.filter(pk=version.pk).update(field=field)
    finished(new_version("1.000656", "Khai tử"), country.ba_dinh, "2026-11-02 09:00", "2026-11-03 09:00", due=None)
    fold()

    def received(query: str) -> int:
        return json.loads(client.get(f"/thong-ke/so-lieu.json?{query}").content)["rows"][0]["tiep-nhan"]

    assert (received(""), received("linh-vuc=ho-tich"), received("thu-tuc=1.000656")) == (8, 7, 1)


def test_only_statistics_of_the_branch_and_above_are_made_anew(history, version, country):
    pages = ("/thong-ke/", "/co-quan/ha-noi/thong-ke/", "/co-quan/ha-noi/", "/co-quan/hue/thong-ke/", "/en/thong-ke/")
    before = {page: _read(sites_that_matter(page)) for page in pages}
    open_until(version, country.ba_dinh, "2026-12-09 17:30")
    fold()
    after = {page: _read(sites_that_matter(page)) for page in pages}

    assert [page for page in pages if before[page] != after[page]] == [pages[0], pages[1], pages[4]]
    assert SiteVersion.objects.filter(path="ha-noi/phuong-ba-dinh/thong-ke").exists()


def test_nothing_new_leaves_every_page_as_it_is(history):
    before = list(SiteVersion.objects.order_by("path").values_list())
    fold()

    assert list(SiteVersion.objects.order_by("path").values_list()) == before


def test_the_site_leads_there(country, client):
    assert reverse("root-results") in client.get("/").content.decode()
