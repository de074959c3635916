"""Bringing in articles by file: each row writes the open edition of an article, and publishes nothing."""

from __future__ import annotations

import csv
import io
import json
import time

import pytest
from django.db import connection
from django.urls import reverse

from agencies.models import AgencyKind, Role
from news.actions import advance, order_push, save_article, submit
from news.models import Article, ArticleEvent, Category, Edition, Placement
from news.resources import ArticleResource
from tests.conftest import person
from tests.country import Country, found
from tests.files import confirm, exported, faults, file_of, named, preview
from tests.news.newsroom import draft, published

pytestmark = pytest.mark.django_db

IMPORT = reverse("admin:news_article_import")
EXPORT = reverse("admin:news_article_export")
COLUMNS = ArticleResource._meta.fields


def row(title: str = "Lịch tiếp công dân", agency: str = "ha-noi/phuong-ba-dinh", **more: str) -> dict[str, str]:
    return {
        "Cơ quan đăng": agency,
        "Tiêu đề": title,
        "Tóm tắt": "Sáng thứ Ba hằng tuần.",
        "Nội dung": "Tại trụ sở.\n\nMang theo căn cước.",
        **more,
    }


def of(article: Article, **more: str) -> dict[str, str]:
    """Return a row that changes an article of Ba Đình."""
    return {"Mã bài": str(article.pk), "Cơ quan đăng": "ha-noi/phuong-ba-dinh", **more}


def export(browser, form: int = 1, query: str = "") -> bytes:
    return exported(browser, EXPORT, "articleresource", COLUMNS, form=form, query=query)


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode())))


@pytest.fixture
def browser(sign_in, author):
    """The browser of an author at Ba Đình."""
    return sign_in(author)


@pytest.fixture
def news(db) -> Category:
    return Category.objects.get_or_create(slug="tin-tuc", defaults={"name": "Tin tức", "english_name": "News"})[0]


@pytest.mark.parametrize("name", ["tep.csv", "tep.json", "tep.xlsx"])
def test_new_articles_are_drafts_written_by_the_person(name, browser, author, country: Country, news: Category):
    told = row(**{"Từ khóa": "lịch, tiếp dân,lịch", "Chuyên mục": "tin tức", "Tác giả": "Ban biên tập"})
    shown = preview(browser, IMPORT, told, row("Nghỉ lễ"), name=name)
    assert not Article.objects.exists()

    done = confirm(browser, IMPORT, shown)

    assert "Đã nhập 2 dòng: 2 thêm mới, 0 cập nhật." in done.content.decode()
    article = Article.objects.get(title="Lịch tiếp công dân")
    assert article.is_draft
    assert (article.origin, article.created_by, article.slug) == (country.ba_dinh, author, "lich-tiep-cong-dan")
    assert (article.keywords, article.category, article.author) == (["lịch", "tiếp dân"], news, "Ban biên tập")
    edition = article.open_edition
    assert (edition.state, edition.number, edition.saved_by, edition.hands) == ("draft", 1, author, [author.pk])
    assert "Mang theo căn cước." in edition.body
    assert [event.verb for event in article.events.order_by("pk")] == ["written", "classified"]
    assert not Placement.objects.exists()


def test_a_row_with_a_number_changes_what_is_being_written_and_the_preview_shows_from_what_to_what(
    browser, author, country: Country
):
    article = draft(country.ba_dinh, author, "Tựa cũ", body="Mở đầu. " * 100 + "Thứ Ba." + " Kết." * 100)
    body = article.body.replace("Thứ Ba", "Thứ Năm")

    shown = preview(browser, IMPORT, of(article, **{"Tiêu đề": "Tựa mới", "Nội dung": body}))

    (told,) = shown.context["outcome"].rows
    title, text = told.changes
    assert (title.column, title.old, title.new) == ("Tiêu đề", "Tựa cũ", "Tựa mới")
    old, new = text.excerpts
    assert (old.different, new.different) == ("Ba", "Năm")
    assert len(old.before + old.different + old.after) < 200
    assert "<del>Ba</del>" in shown.content.decode()
    assert "<ins>Năm</ins>" in shown.content.decode()
    confirm(browser, IMPORT, shown)
    article = Article.objects.get(pk=article.pk)
    assert article.title == "Tựa mới"
    assert "Thứ Năm" in article.open_edition.body
    assert article.lead == "Bão vào chiều mai."  # a column that is not there changes nothing
    assert article.events.latest("pk").details["former"]["title"] == "Tựa cũ"


def test_what_the_public_reads_is_not_touched(browser, administrator, country: Country):
    article = published(country.ba_dinh, administrator, "Tin đã đăng")

    confirm(browser, IMPORT, preview(browser, IMPORT, of(article, **{"Tiêu đề": "Tin sửa"})))

    article = Article.objects.get(pk=article.pk)
    assert (article.title, article.open_edition.title, article.open_edition.number) == ("Tin đã đăng", "Tin sửa", 2)
    assert article.is_published


def test_a_row_that_says_nothing_new_begins_no_edition(browser, administrator, country: Country):
    article = published(country.ba_dinh, administrator, "Tin đã đăng")
    events = ArticleEvent.objects.count()

    shown = preview(browser, IMPORT, of(article, **{"Tiêu đề": "Tin đã đăng"}))
    done = confirm(browser, IMPORT, shown)

    assert shown.context["outcome"].same == 1
    assert "1 không đổi" in done.content.decode()
    assert Article.objects.get(pk=article.pk).open_edition is None
    assert ArticleEvent.objects.count() == events


def test_rows_that_cannot_be_say_which_column_and_why(browser, author, outsider, country: Country, news: Category):
    elsewhere = draft(country.hue, outsider)
    there = draft(country.ba_dinh, author, "Có rồi", lead="Tóm tắt.")
    shown = preview(
        browser,
        IMPORT,
        row(agency="ha-noi"),
        row(""),
        row("x" * 251),
        row(**{"Tóm tắt": "x" * 1001}),
        row(**{"Từ khóa": "x" * 61}),
        row(**{"Chuyên mục": "Bói toán"}),
        row(**{"Mã bài": str(elsewhere.pk)}),
        row(**{"Mã bài": "không số"}),
        row(),
        row(),
        row("Có rồi", **{"Tóm tắt": "Tóm tắt."}),
        row(**{"Bản": "2.1", "Mã bài": str(there.pk)}),
    )

    found = faults(shown)
    assert [(number, column) for number, column, _ in found] == [
        (2, "Cơ quan đăng"), (3, "Tiêu đề"), (4, "Tiêu đề"), (5, "Tóm tắt"), (6, "Từ khóa"), (7, "Chuyên mục"),
        (8, "Mã bài"), (9, "Mã bài"), (11, ""), (12, "Tiêu đề"), (13, "Bản"),
    ]  # fmt: skip
    reasons = [reason for _, _, reason in found]
    assert "Không tìm thấy cơ quan “ha-noi” trong phạm vi của bạn." in reasons
    assert "Nhiều nhất 1000 ký tự; đang có 1001." in reasons
    assert f"Không tìm thấy bài số {elsewhere.pk} tại cơ quan này, trong phạm vi của bạn." in reasons
    assert "Trùng với dòng 10." in reasons
    assert any(f"đã có bài số {there.pk}" in reason for reason in reasons)


def test_what_others_judge_is_said_and_the_rest_can_be_kept(browser, author, country: Country):
    judged, free = draft(country.ba_dinh, author, "Chờ duyệt"), draft(country.ba_dinh, author, "Đang viết")
    submit(judged, by=author)
    rows = [row("Một", **of(judged)), row("Hai", **of(free)), row("Ba")]

    shown = preview(browser, IMPORT, *rows)

    assert faults(shown) == [(2, "", "Bản này chờ duyệt: hãy lấy lại trước khi sửa.")]
    assert "Chưa ghi dòng nào" in confirm(browser, IMPORT, shown).content.decode()
    assert not Article.objects.filter(title__in=["Hai", "Ba"]).exists()
    confirm(browser, IMPORT, shown, skip_bad="on")
    assert set(Article.objects.values_list("title", flat=True)) == {"Chờ duyệt", "Hai", "Ba"}


def test_what_was_saved_since_the_export_is_not_overwritten(browser, author, administrator, country: Country):
    article = draft(country.ba_dinh, author, "Tựa")
    (told,) = rows_of(export(browser))
    article.title = "Tựa của người khác"
    save_article(article, by=administrator)

    shown = preview(browser, IMPORT, told | {"Tiêu đề": "Tựa của tôi"})

    ((number, _column, reason),) = faults(shown)
    assert number == 2
    assert "quan-tri-ha-noi đã lưu bài này" in reason


def test_what_was_saved_since_the_preview_is_not_overwritten(browser, author, administrator, country: Country):
    article = draft(country.ba_dinh, author, "Tựa")
    shown = preview(browser, IMPORT, of(article, **{"Tiêu đề": "Tựa của tôi"}))
    article.title = "Tựa của người khác"
    save_article(article, by=administrator)

    again = confirm(browser, IMPORT, shown)

    assert "đã được người khác đổi sau khi bạn xem trước" in faults(again)[0][2]
    assert Article.objects.get().title == "Tựa của người khác"


def test_a_preview_confirmed_twice_writes_once(browser, country: Country):
    shown = preview(browser, IMPORT, row("Một"), row("Hai"))

    confirm(browser, IMPORT, shown)
    again = confirm(browser, IMPORT, shown)

    assert "Chưa ghi dòng nào" in again.content.decode()
    assert Article.objects.count() == 2


@pytest.mark.parametrize(("form", "name"), [(0, "x.xlsx"), (1, "x.csv"), (2, "x.json")])
def test_what_was_exported_can_be_brought_in_again_and_changes_nothing(
    form, name, sign_in, administrator, country: Country, news: Category
):
    browser = sign_in(administrator)
    words = {"lead": "-1 + 2", "body": "=cmd|' /C calc'!A0\n\n'+quoted", "author": "@ban", "keywords": ["a", "b c"]}
    article = draft(country.ba_dinh, administrator, "=1+1", **words)
    Article.objects.filter(pk=article.pk).update(category=news)
    published(country.hoan_kiem, administrator, "Tin đã đăng")
    content = export(browser, form)

    shown = browser.post(IMPORT, {"file": named(name, content)})

    outcome = shown.context["outcome"]
    assert (faults(shown), outcome.same, outcome.ignored) == ([], 2, [])


def test_no_exported_cell_begins_a_formula(browser, author, country: Country):
    for start in "=+-@":
        draft(country.ba_dinh, author, f"{start}SUM(A1)")

    for line in rows_of(export(browser)):
        assert line["Tiêu đề"].startswith("'")


def test_an_export_holds_what_is_being_written_of_the_branch_and_the_filter(
    sign_in, administrator, outsider, country: Country
):
    ours = published(country.ba_dinh, administrator, "Đã đăng")
    ours.title = "Đang sửa"
    save_article(ours, by=administrator)
    draft(country.hoan_kiem, administrator, "Hoàn Kiếm")
    draft(country.hue, outsider, "Huế")
    browser = sign_in(administrator)

    everything = rows_of(export(browser))
    narrowed = rows_of(export(browser, query=f"?trong={country.hoan_kiem.pk}"))

    assert {line["Tiêu đề"] for line in everything} == {"Đang sửa", "Hoàn Kiếm"}
    assert {line["Bản"] for line in everything} == {"b2.1", "b1.1"}
    assert [line["Tiêu đề"] for line in narrowed] == ["Hoàn Kiếm"]
    assert browser.post(f"{EXPORT}?trong={country.hue.pk}", {"format": "1"}).status_code == 404


def test_an_export_asks_as_often_for_many_articles_as_for_few(
    sign_in, administrator, country: Country, django_assert_num_queries, django_assert_max_num_queries
):
    browser = sign_in(administrator)
    draft(country.ba_dinh, administrator)
    with django_assert_max_num_queries(30) as few:
        export(browser)
    for number in range(10):
        draft(country.ba_dinh, administrator, f"Bài {number}")

    with django_assert_num_queries(len(few)):
        export(browser)


def test_more_than_a_file_holds_is_not_exported(sign_in, administrator, country: Country, monkeypatch):
    from news.admin.article import ArticleAdmin

    monkeypatch.setattr(ArticleAdmin, "most_exported", 1)
    for number in range(2):
        draft(country.ba_dinh, administrator, f"Bài {number}")

    answer = sign_in(administrator).post(EXPORT, {"format": "1"}, follow=True)

    assert "Hãy lọc bớt danh sách" in answer.content.decode()


def test_the_category_of_a_public_article_is_for_editors_and_shows_at_once(
    browser, sign_in, administrator, country: Country, news: Category
):
    article = published(country.ba_dinh, administrator)
    advance(order_push(published(country.ha_noi, administrator, "Đẩy xuống"), by=administrator).pk)
    told = of(article, **{"Chuyên mục": "Tin tức"})

    shown = preview(browser, IMPORT, told)
    assert [number for number, _, _ in faults(shown)] == [2]

    editor = sign_in(administrator)
    confirm(editor, IMPORT, preview(editor, IMPORT, told))
    assert Article.objects.get(pk=article.pk).category == news
    assert Placement.objects.get(article=article).category == news
    assert article.events.latest("pk").verb == "classified"


def test_others_neither_see_the_page_nor_bring_anything_in(sign_in, country: Country):
    auditor = person("kiem-tra", country.ha_noi, Role.AUDITOR)

    assert sign_in(auditor).get(IMPORT).status_code == 403
    assert sign_in(auditor).post(IMPORT, {"file": named("x.csv", b"x")}).status_code == 403


def test_an_agency_may_be_called_as_it_once_was(browser, sign_in, administrator, country: Country):
    other = found(AgencyKind.COMMUNE, "Phường Cũ", country.ha_noi)
    other.slug, other.name, other.short_name = "phuong-moi", "Phường Mới", "Phường Mới"
    other.save()
    by = sign_in(administrator)

    shown = preview(by, IMPORT, row("Một", "ha-noi/phuong-cu"), row("Hai", "Phường cũ"), row("Ba", "Phường Mới"))

    assert faults(shown) == []
    assert faults(preview(browser, IMPORT, row("Một", "ha-noi/phuong-cu")))[0][1] == "Cơ quan đăng"


def many(count: int) -> list[dict[str, str]]:
    paragraph = "Từ ngày 01 tháng 7, người dân nộp hồ sơ tại bất kỳ trung tâm nào trong tỉnh. " * 4
    return [
        row(f"Thông báo số {number}", **{"Nội dung": "\n\n".join([paragraph] * 3), "Từ khóa": "thông báo, hồ sơ"})
        for number in range(count)
    ]


def test_a_thousand_articles_in_one_file(browser, country: Country):
    """What 5,000 take says `make bench ONLY=imports`; here only that it stays far from what a web server allows."""
    rows = many(1_000)
    content = file_of(rows, "tep.xlsx").getvalue()
    began = time.process_time()

    shown = browser.post(IMPORT, {"file": named("tep.xlsx", content)})
    done = browser.post(IMPORT, {"rows": shown.context["rows"]})

    assert time.process_time() - began < 30
    assert done.status_code == 302
    assert Edition.objects.count() == Article.objects.count() == 1_000
    assert shown.content.count(b"<details") == 50
    with connection.cursor() as cursor:
        cursor.execute("DISCARD PLANS")  # those of other tests, for tables of a few rows: the keys are checked now


def test_the_queries_do_not_grow_with_the_rows(browser, country: Country, django_assert_max_num_queries):
    with django_assert_max_num_queries(50) as few:
        preview(browser, IMPORT, *many(1))

    with django_assert_max_num_queries(len(few)):
        preview(browser, IMPORT, *many(60))


def test_one_bad_row_among_many_is_found_quickly(browser, author, country: Country):
    judged = draft(country.ba_dinh, author, "Chờ duyệt")
    submit(judged, by=author)

    shown = preview(browser, IMPORT, *many(300), row("Khác", **of(judged)))

    assert [number for number, _, _ in faults(shown)] == [302]
    assert len(shown.context["outcome"].good) == 300


def test_json_of_lists_is_a_table_too(browser, country: Country):
    content = json.dumps([["Cơ quan đăng", "Tiêu đề", "Tóm tắt", "Nội dung"], ["ha-noi/phuong-ba-dinh", "A", "B", "C"]])

    shown = browser.post(IMPORT, {"file": named("x.json", content.encode())})

    assert [one.new for one in shown.context["outcome"].rows[0].changes][1:] == ["A", "B", "<p>C</p>"]
