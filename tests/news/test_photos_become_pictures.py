"""The migration of yesterday's photos, on rows as they stood yesterday."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.utils import IntegrityError

from news.models import Article, Edition, Picture
from tests.country import Country

BEFORE = "0009_push_complete"

ARTICLE = """
    INSERT INTO news_article (title, lead, body, keywords, author, source, photo, photo_width, photo_height, photo_alt,
        photo_caption, origin_id, slug, status, published_at, withdrawn_at, withdrawn_reason, created_at, created_by_id)
    VALUES ('Bão', 'Bão.', 'Bão.', '{}', '', '', %(photo)s, 640, 360, 'Mắt bão', 'Ảnh mẫu', %(origin)s, 'bao',
        %(status)s, CASE WHEN %(status)s <> 'draft' THEN now() END, CASE WHEN %(status)s = 'withdrawn' THEN now() END,
        '', now(), %(by)s)
    RETURNING id
"""
EDITION = """
    INSERT INTO news_edition (article_id, number, state, saves, title, lead, body, keywords, author, source, photo,
        photo_width, photo_height, photo_alt, photo_caption, change_note, hands, begun_by_id, begun_at, saved_by_id,
        saved_at, returned_reason, published_at, urgent_reason)
    VALUES (%(article)s, %(number)s, %(state)s, 1, 'Bão', 'Bão.', 'Bão.', '{}', '', '', %(photo)s, 800, 450, 'Mắt bão',
        '', '', '{}', %(by)s, now(), %(by)s, now(), '', CASE WHEN %(state)s <> 'draft' THEN now() END, 'Gấp')
"""


@pytest.fixture
def yesterday(transactional_db, country: Country, operator):
    """The tables of yesterday; today's again afterwards. Gives what adds an article with its editions."""
    call_command("migrate", "news", BEFORE, verbosity=0)

    def told(status: str, photo: str, *editions: tuple[str, str]) -> int:
        with connection.cursor() as cursor:
            facts = {"origin": country.ba_dinh.pk, "by": operator.pk}
            cursor.execute(ARTICLE, {**facts, "status": status, "photo": photo})
            (article,) = cursor.fetchone()
            for number, (state, file) in enumerate(editions, start=1):
                cursor.execute(EDITION, {**facts, "article": article, "number": number, "state": state, "photo": file})
        return article

    yield told
    call_command("migrate", "news", verbosity=0)


def test_each_file_becomes_one_picture_and_nothing_that_was_said_is_lost(yesterday, operator):
    public = yesterday("published", "news/b.jpg", ("superseded", "news/a.jpg"), ("published", "news/b.jpg"))
    same = yesterday("published", "news/b.jpg", ("published", "news/b.jpg"), ("draft", ""))
    gone = yesterday("withdrawn", "news/c.png", ("published", "news/c.png"))
    written = yesterday("draft", "news/d.jpg", ("draft", "news/d.jpg"))
    plain = yesterday("published", "", ("published", ""))

    call_command("migrate", "news", verbosity=0)

    pictures = {picture.file.name: picture for picture in Picture.objects.all()}
    assert sorted(pictures) == ["news/a.jpg", "news/b.jpg", "news/c.png", "news/d.jpg"]
    photos = {article.pk: article.photo and article.photo.file.name for article in Article.objects.all()}
    assert photos == {
        public: "news/b.jpg", same: "news/b.jpg", gone: "news/c.png", written: "news/d.jpg", plain: None,
    }  # fmt: skip
    editions = Edition.objects.filter(article=public).order_by("number")
    assert [edition.photo.file.name for edition in editions] == ["news/a.jpg", "news/b.jpg"]
    shown = pictures["news/b.jpg"]
    assert (shown.width, shown.height, shown.alt, shown.uploaded_by) == (640, 360, "Mắt bão", operator)
    assert set(Article.objects.get(pk=public).pictures.all()) == {pictures["news/a.jpg"], shown}
    assert Picture.objects.to_render().count() == 4


def test_what_the_public_may_not_see_is_to_move_away(yesterday):
    yesterday("published", "news/b.jpg", ("superseded", "news/a.jpg"), ("published", "news/b.jpg"))
    yesterday("withdrawn", "news/c.png", ("published", "news/c.png"))
    yesterday("draft", "news/d.jpg", ("draft", "news/d.jpg"))

    call_command("migrate", "news", verbosity=0)

    moving = {picture.file.name: picture.next_name for picture in Picture.objects.to_move()}
    assert sorted(moving) == ["news/a.jpg", "news/c.png"]
    assert moving["news/c.png"].endswith(".png")
    assert len(moving["news/c.png"]) == len("news/") + 20 + len(".png")
    known = Picture.objects.filter(is_known=True).values_list("file", flat=True)
    assert sorted(known) == ["news/a.jpg", "news/b.jpg", "news/c.png"]


def test_public_editions_are_kept_as_before(yesterday):
    yesterday("published", "news/b.jpg", ("published", "news/b.jpg"))

    call_command("migrate", "news", verbosity=0)

    for change in ({"photo": None}, {"title": "Khác"}, {"attachments": [1]}):
        with pytest.raises(IntegrityError, match="is public"):
            Edition.objects.update(**change)
