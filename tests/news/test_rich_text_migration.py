"""Yesterday's plain bodies become rich text, those of public editions too, and these stay unchangeable afterwards."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from markup import clean, from_plain, to_text
from news.actions import save_translation
from news.models import Article, ArticleTranslation, Edition
from tests.country import Country
from tests.news.newsroom import draft, published

pytestmark = pytest.mark.django_db

SQL = (Path(settings.BASE_DIR) / "news/sql/0010_rich_text.sql").read_text()

PLAIN = [
    "Một đoạn.",
    "Một.\r\n\r\nHai.\n \t\n\n\nBa,\ndòng hai.  \n  dòng ba.",
    "\n\n  Có khoảng   trắng \u00a0 và\u2003rộng. \n",
    "a < b && c > d <b>không đậm</b> &amp; &lt;",
    "Ủy ban (a\u0302\u0301) – tổ hợp; mềm\u00ad, không\u200bthấy\ufeff.",
    "Kết\rdòng cũ",
    "'nháy' \"kép\" \\ % {{ x }}",
    "x" * 30_000,
]


def put_back(plain: str, article: Article) -> None:
    """Let an article, its translation and its editions say what they said before there was rich text."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE news_edition DISABLE TRIGGER public_edition_stays")
        for table, key in (("article", "id"), ("articletranslation", "article_id"), ("edition", "article_id")):
            cursor.execute(f"UPDATE news_{table} SET body = %s WHERE {key} = %s", [plain, article.pk])
        cursor.execute("ALTER TABLE news_edition ENABLE TRIGGER public_edition_stays")


def migrate() -> None:
    assert import_module("news.migrations.0010_rich_text").Migration.operations[-1].sql == SQL
    with connection.cursor() as cursor:
        cursor.execute(SQL)


def test_every_body_says_what_it_said_in_paragraphs(operator, country: Country):
    articles = [published(country.ha_noi, operator, f"Tin {number}") for number, _plain in enumerate(PLAIN)]
    waiting = draft(country.ha_noi, operator, "Nháp")
    for article, plain in zip([*articles, waiting], [*PLAIN, PLAIN[1]], strict=True):
        fields = {"title": "News", "lead": "Lead.", "body": "Body."}
        save_translation(ArticleTranslation(article=article, language="en", **fields), by=operator)
        put_back(plain, article)

    migrate()

    for article, plain in zip([*articles, waiting], [*PLAIN, PLAIN[1]], strict=True):
        expected = clean(from_plain(plain))
        assert Article.objects.get(pk=article.pk).body == expected
        assert article.translations.get().body == expected
        assert Edition.objects.get(article=article).body == expected
        assert clean(expected) == expected
    assert to_text(Article.objects.get(pk=articles[1].pk).body) == "Một.\nHai.\nBa,\ndòng hai.\ndòng ba."


def test_what_was_published_cannot_be_rewritten_afterwards(operator, country: Country):
    article = published(country.ha_noi, operator)
    put_back("Cũ.", article)

    migrate()

    with pytest.raises(DatabaseError, match="is public"), transaction.atomic():
        article.editions.update(body="<p>Khác.</p>")
    assert article.editions.get().body == "<p>Cũ.</p>"


def test_a_body_of_nothing_that_is_seen_stays(operator, country: Country):
    """The database wants every translation whole: the migration must not stop at one that says nothing."""
    article = published(country.ha_noi, operator)
    save_translation(ArticleTranslation(article=article, language="en", title="T", lead="L", body="B"), by=operator)
    put_back("\u200b", article)

    migrate()

    assert article.translations.get().body == "\u200b"
