"""The public pages of the service index, and their files."""

from __future__ import annotations

import csv
import io
import json
from importlib import import_module

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agencies.sites import site_at
from results.actions import close, reckon
from results.index.reading import Index
from results.index.scoring import in_force
from results.models import OF_FEEDBACK, IndexRule
from results.reading import scope_of
from tests.results.test_index import NOVEMBER, OCTOBER

SITES = ("/", "/en/", "/co-quan/ha-noi/", "/co-quan/ha-noi/phuong-ba-dinh/", "/en/co-quan/hue/", "/co-quan/bo-y-te/")
PAGES = ("", "so-lieu.csv", "so-lieu.xlsx", "so-lieu.json")


@pytest.fixture
def closed(history):
    reckon()
    close(OCTOBER)


def text_of(client, path: str) -> str:
    return client.get(path).content.decode()


def test_anyone_reads_them_on_every_site(closed, client):
    answers = {site + page: client.get(f"{site}thong-ke/chi-so/{page}") for site in SITES for page in PAGES}

    assert {path: answer.status_code for path, answer in answers.items() if answer.status_code != 200} == {}
    assert not any(answer.cookies for answer in answers.values())


@pytest.mark.parametrize(
    "query", ["thang=2026-13", "nam=abc", "thang=1999-01", "so=' OR 1=1", "nam=2026&thang=2025-01"]
)
def test_parameters_that_mean_nothing_break_nothing(query, closed, client):
    assert {client.get(f"/thong-ke/chi-so/{page}?{query}").status_code for page in PAGES} == {200}


def test_what_is_not_measured_gives_no_points_and_says_why(closed, client):
    page = text_of(client, "/thong-ke/chi-so/")

    unmeasured = [rule for rule in in_force(IndexRule.objects.all(), NOVEMBER) if not rule.is_measured]
    assert page.count("không đo ở đây (tối đa") == len(unmeasured)
    assert "không giữ dữ liệu thanh toán" in page
    assert (
        "<strong>17,6</strong> trên 44 điểm đo được ở đây (40 %)" in page
    )  # 5.6 for two of five on time, 12 for satisfaction


def test_every_point_opens_to_the_dossiers_behind_it(closed, client):
    page = text_of(client, "/co-quan/ha-noi/phuong-ba-dinh/thong-ke/chi-so/")
    for rule in IndexRule.objects.exclude(numerator=""):
        for code in {rule.numerator, rule.denominator} - OF_FEEDBACK:
            address = f"/co-quan/ha-noi/phuong-ba-dinh/thong-ke/ho-so/?so={code}"
            assert address in page
            assert client.get(address).status_code == 200


def test_the_lists_are_as_long_as_the_counts(closed, client):
    index = Index(scope_of(site_at("ha-noi/phuong-ba-dinh", "vi"), {}))
    for score in index.sum.scores:
        if score.rule.is_measured and not score.is_of_feedback:
            found = [
                text_of(client, f"/co-quan/ha-noi/phuong-ba-dinh/thong-ke/ho-so/?so={code}").count("-••••")
                for code in (score.rule.numerator, score.rule.denominator)
            ]
            assert found == [score.numerator, score.denominator], score.rule.criterion


def test_what_would_raise_most_comes_first(closed):
    raising = Index(scope_of(site_at("ha-noi", "vi"), {})).raising

    assert [one.rule.criterion for one in raising] == ["dung-han", "noi-dung-day-du", "cung-cap", "nop-truc-tuyen"]
    assert raising[0].lacking == 3  # of five, two are on time


def test_league_tables_compare_like_with_like(closed, client):
    def league(path: str) -> list[tuple[int | None, str]]:
        return [(one.place, one.path) for one in Index(scope_of(site_at(path, "vi"), {})).league]

    assert league("")[0] == (1, "ha-noi")
    assert league("")[-1] == (None, "hue")
    assert league("ha-noi") == [(1, "ha-noi/phuong-ba-dinh"), (2, "ha-noi/phuong-hoan-kiem")]
    assert league("bo-y-te") == league("ha-noi/phuong-ba-dinh") == []
    assert "Xếp hạng các tỉnh, thành phố" in text_of(client, "/thong-ke/chi-so/")
    assert "Xếp hạng các xã, phường, đặc khu" in text_of(client, "/co-quan/ha-noi/thong-ke/chi-so/")


def test_whoever_has_no_dossiers_is_folded_away_and_so_is_all_but_the_head_of_the_table(closed, client, monkeypatch):
    page = text_of(client, "/thong-ke/chi-so/")
    assert "1 nơi chưa có hồ sơ trong kỳ" in page
    assert "nơi xếp sau" not in page

    monkeypatch.setattr(import_module("results.views.index"), "MOST_PLACES", 1)
    page = text_of(client, "/en/co-quan/ha-noi/thong-ke/chi-so/")
    assert "Hoan Kiem" in page.split("See the 1 that follow")[1]


def test_what_all_criteria_of_a_group_stand_on_is_said_once(closed, client):
    page = text_of(client, "/thong-ke/chi-so/")

    assert page.count("nhóm công khai, minh bạch (18 điểm)") == 1
    old = IndexRule.objects.get(criterion="dong-bo")
    IndexRule.objects.filter(pk=old.pk).update(source="một quyết định khác")
    scores = Index(scope_of(site_at("", "vi"), {})).groups[0]
    assert scores.basis is None


@pytest.mark.parametrize("path", ["/thong-ke/chi-so/", "/co-quan/ha-noi/thong-ke/chi-so/"])
def test_a_page_takes_few_queries_however_many_units_there_are(path, closed, client):
    client.get(path)
    with CaptureQueriesContext(connection) as taken:
        client.get(path)

    assert len(taken) <= 9


def test_the_files_say_what_the_page_says(closed, client):
    rows = list(csv.DictReader(io.StringIO(client.get("/thong-ke/chi-so/so-lieu.csv").content.decode("utf-8-sig"))))
    sheet = openpyxl.load_workbook(io.BytesIO(client.get("/thong-ke/chi-so/so-lieu.xlsx").content)).active
    told = json.loads(client.get("/thong-ke/chi-so/so-lieu.json").content)
    of_october = next(row for row in told["rows"] if row["phan"] == "tieu-chi-thang" and row["ma"] == "dung-han"
                      and row["thang"] == "2026-10")  # fmt: skip
    formula = {one["criterion"]: one for one in told["formulas"]}

    assert [cell.value for cell in sheet[1]] == list(rows[0])
    assert len(rows) == len(told["rows"]) == sheet.max_row - 1
    assert (of_october["tu-so"], of_october["mau-so"], of_october["diem-da-chot"]) == (1, 3, 4.66)
    assert formula["thanh-toan"]["not_measured_because"]
    assert formula["dung-han"]["to_check"]


def test_the_results_lead_there(closed, client):
    assert "/co-quan/ha-noi/thong-ke/chi-so/" in text_of(client, "/co-quan/ha-noi/thong-ke/")


def test_in_english(closed, client):
    page = text_of(client, "/en/thong-ke/chi-so/")

    assert "not measured here" in page
    assert "Dossiers" in page
    assert "Application" not in page
    assert "Bộ chỉ số phục vụ" not in page
