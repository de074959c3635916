"""The ledger of a push: who shows it, since when, who does not and why, on pages, at desks and as a file."""

from __future__ import annotations

import csv
import datetime
import io
import tracemalloc

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from news.actions import advance, order_push, refuse
from news.ledger_file import as_file
from news.models import Obligation, Placement, Push
from tests.country import Country
from tests.news.newsroom import published

pytestmark = pytest.mark.django_db

LAST_WEEK = datetime.timedelta(days=7)


def page(push: Push) -> str:
    return reverse("admin:news_push_ledger", args=[push.pk])


@pytest.fixture
def suggested(editor, administrator, country: Country) -> Push:
    """Suggested to everybody, to be answered a week ago; Hà Nội refuses in a word that looks like a formula."""
    article, today = published(country.government, editor), timezone.localdate()
    push = order_push(article, by=editor, obligation=Obligation.SUGGESTED, answer_by=today)
    advance(push.pk)
    Push.objects.filter(pk=push.pk).update(answer_by=today - LAST_WEEK)
    refuse(Placement.objects.get(push=push, agency=country.ha_noi), by=administrator, reason="=1+1")
    return push


def rows_of_file(browser, push: Push, kind: str) -> list[list[str]]:
    response = browser.get(page(push), {"tep": kind})
    assert f"so-theo-doi-{push.pk}.{kind}" in response["Content-Disposition"]
    content = b"".join(response.streaming_content)
    if kind == "csv":
        return list(csv.reader(io.StringIO(content.decode())))
    sheet = load_workbook(io.BytesIO(content)).active
    return [["" if cell is None else cell for cell in row] for row in sheet.iter_rows(values_only=True)]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_it_is_a_file_too(kind: str, suggested: Push, editor, administrator, sign_in):
    head, *rows = rows_of_file(sign_in(editor), suggested, kind)

    assert head[:3] == ["Cơ quan", "Đường dẫn", "Tình trạng"]
    assert [row[1] for row in rows] == [agency.path for agency in suggested.targets().in_tree_order()]
    by_path = {row[1]: row for row in rows}
    assert by_path["ha-noi"][2] == "Không nhận đăng"
    assert by_path["ha-noi"][5:] == [administrator.username, "'=1+1"]
    assert by_path["hue"][2:] == ["Chờ trả lời", by_path["hue"][3], "", "", ""]


def test_a_file_may_be_of_one_branch_and_one_state(suggested: Push, editor, country: Country, sign_in):
    response = sign_in(editor).get(page(suggested), {"tep": "csv", "nhanh": country.hue.pk, "tinh_trang": "offered"})

    told = b"".join(response.streaming_content).decode()
    assert "hue/phuong-thuan-hoa" in told
    assert "ha-noi" not in told


@pytest.mark.parametrize("asked", [{"tep": "pdf"}, {"nhanh": "999999"}, {"tinh_trang": "x"}, {"nhanh": "'--"}])
def test_what_is_not_to_be_had_is_not_found(asked, suggested: Push, editor, sign_in):
    assert sign_in(editor).get(page(suggested), asked).status_code == 404


def test_a_very_long_ledger_is_never_in_memory_as_a_whole():
    row = ("Ủy ban nhân dân phường Ba Đình", "ha-noi/phuong-ba-dinh", "Đang hiển thị", timezone.now(), None, None, "x")
    tracemalloc.start()

    written = sum(map(len, as_file((row for _ in range(30_000)), "csv")))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert written > 3_000_000
    assert peak < 500_000


def test_overdue_answers_are_told_to_those_who_must_answer_and_to_those_who_asked(
    suggested: Push, editor, outsider, sign_in
):
    asked = sign_in(editor).get("/quan-tri/").content.decode()
    answering = sign_in(outsider).get("/quan-tri/").content.decode()

    assert "Đề nghị đăng đã quá hạn trả lời" in asked
    assert "6 trang, quá hạn từ" in asked
    assert "Được đề nghị đăng, chờ trả lời" not in asked
    assert "Được đề nghị đăng, chờ trả lời" in answering
    assert "quá hạn từ" in answering
    assert "Đề nghị đăng đã quá hạn trả lời" not in answering


def test_the_list_of_pushes_narrows_to_what_is_overdue(suggested: Push, editor, country: Country, sign_in):
    other = order_push(published(country.government, editor, "Bài khác"), by=editor)
    advance(other.pk)
    browser, listed = sign_in(editor), reverse("admin:news_push_changelist")

    found = list(browser.get(listed, {"tra-loi": "qua-han"}).context["cl"].queryset)

    assert found == [suggested]
    assert browser.get(listed, {"tra-loi": "x"}).status_code == 404


def test_nothing_is_ordered_but_what_was_looked_at(editor, country: Country, sign_in):
    article = published(country.government, editor)
    browser, form = sign_in(editor), reverse("admin:news_article_push", args=[article.pk])
    looked = browser.post(form, {"obligation": "compulsory", "to": "some", "branches": [country.hue.pk]})
    seen = looked.context["seen"]
    assert (looked.context["reach"].total, Push.objects.exists()) == (2, False)

    wider = {"obligation": "compulsory", "to": "everyone", "seen": seen, "_order": "1"}
    again = browser.post(form, wider)
    assert "Chưa phát hành" in again.content.decode()
    assert not Push.objects.exists()

    browser.post(form, {**wider, "seen": again.context["seen"]})
    assert Push.objects.get().targets().count() == 7
