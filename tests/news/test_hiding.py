"""Pictures that nobody may find any longer: their address changes when the last public article that shows them goes."""

import pytest
from django.core.files.storage import default_storage

from news.actions import hiding, keep_picture, move, remove, render, save_article, save_translation, withdraw
from news.models import Article, ArticleTranslation, Picture
from news.photos import FORMATS, rendition
from news.tasks import sweep
from tests.country import Country
from tests.news.files import picture, upload
from tests.news.newsroom import corrected, publish_now, published


@pytest.fixture
def photo(country: Country, author) -> Picture:
    photo = keep_picture(country.ba_dinh, upload(picture(size=(700, 400))), by=author)
    render(photo.pk)
    return Picture.objects.get(pk=photo.pk)


def reachable(name: str) -> list[str]:
    """Return which files can be had under the name that a picture had."""
    names = [name, *(rendition(name, width, kind) for width in (320, 640, 700) for kind in FORMATS)]
    return [one for one in names if default_storage.exists(one)]


def settled() -> None:
    """Do what the workers would."""
    for key in Picture.objects.to_move().values_list("pk", flat=True):
        move(key)


@pytest.mark.parametrize("take_off", [withdraw, remove])
def test_the_photo_of_what_was_taken_off_is_at_its_address_no_longer(take_off, photo, operator, country: Country):
    article = published(country.ba_dinh, operator, photo=photo, photo_alt="Bão")
    assert len(reachable(photo.file.name)) == 10

    take_off(article, by=operator, reason="Đăng nhầm")
    settled()

    now = Picture.objects.get(pk=photo.pk)
    assert reachable(photo.file.name) == []
    assert default_storage.exists(now.file.name)  # the newsroom still has it
    assert now.file.name != photo.file.name


def test_a_photo_that_another_public_article_shows_stays(photo, operator, country: Country):
    first = published(country.ba_dinh, operator, photo=photo, photo_alt="Bão")
    second = published(country.ba_dinh, operator, "Bão lần nữa", photo=photo, photo_alt="Bão")

    remove(first, by=operator, reason="Đăng nhầm")
    settled()
    assert len(reachable(photo.file.name)) == 10

    withdraw(second, by=operator, reason="Hết bão")
    settled()
    assert reachable(photo.file.name) == []


def test_a_photo_in_the_text_of_a_public_article_stays(photo, operator, country: Country):
    first = published(country.ba_dinh, operator, photo=photo, photo_alt="Bão")
    figure = f'<figure><img data-picture="{photo.pk}" alt="Bão"></figure><p>Bão vào bờ.</p>'
    second = published(country.ba_dinh, operator, "Bão lần nữa", body=figure)

    remove(first, by=operator, reason="Đăng nhầm")
    settled()
    assert len(reachable(photo.file.name)) == 10

    corrected(second, operator, body="Không còn ảnh.")
    settled()
    assert reachable(photo.file.name) == []


def test_a_photo_in_a_translation_counts_too(photo, operator, country: Country):
    article = published(country.ba_dinh, operator, photo=photo, photo_alt="Bão")
    told = {"title": "Storm", "lead": "Storm", "photo_alt": "Storm", "photo_caption": ""}
    body = f'<figure><img data-picture="{photo.pk}" alt="Storm"></figure><p>A storm.</p>'
    save_translation(ArticleTranslation(article=article, language="en", body=body, **told), by=operator)

    article = corrected(article, operator, photo=None, photo_alt="")

    settled()
    assert len(reachable(photo.file.name)) == 10


def test_a_wrong_photo_that_was_replaced_is_gone(photo, operator, country: Country):
    article = published(country.ba_dinh, operator, photo=photo, photo_alt="Bão")
    other = keep_picture(country.ba_dinh, upload(picture()), by=operator)

    corrected(article, operator, photo=other)
    settled()

    assert reachable(photo.file.name) == []
    assert default_storage.exists(other.file.name)


def test_what_comes_back_is_shown_from_its_new_address(photo, client, operator, country: Country):
    article = published(country.ba_dinh, operator, photo=photo, photo_alt="Bão")
    withdraw(article, by=operator, reason="Xem lại")
    settled()
    article = Article.objects.get(pk=article.pk)
    publish_now(save_article(article, by=operator), by=operator)

    now = Picture.objects.get(pk=photo.pk)

    assert f"/media/{now.file.name}" in client.get(article.get_absolute_url()).text


def test_what_comes_back_before_anybody_moved_it_stays(photo, operator, country: Country):
    article = published(country.ba_dinh, operator, photo=photo, photo_alt="Bão")
    withdraw(article, by=operator, reason="Xem lại")
    assert Picture.objects.to_move().exists()

    publish_now(save_article(Article.objects.get(pk=article.pk), by=operator), by=operator)

    assert not Picture.objects.to_move().exists()
    settled()
    assert len(reachable(photo.file.name)) == 10


def test_what_was_never_public_is_left_where_it_is(photo, operator, country: Country):
    article = published(country.ba_dinh, operator)
    article.pictures.add(photo)

    withdraw(article, by=operator, reason="Hết bão")

    assert not Picture.objects.to_move().exists()


@pytest.mark.parametrize("step", ["_copy", "erase_renditions"])
def test_a_worker_that_fails_on_the_way_leaves_it_to_the_next(step, photo, operator, country: Country, monkeypatch):
    article = published(country.ba_dinh, operator, photo=photo, photo_alt="Bão")
    remove(article, by=operator, reason="Đăng nhầm")
    real = getattr(hiding, step)

    def fail(*arguments):
        real(*arguments)
        raise OSError("the disk is away")

    with monkeypatch.context() as broken:
        broken.setattr(hiding, step, fail)
        with pytest.raises(OSError, match="disk"):
            move(photo.pk)

    assert move(photo.pk)
    assert reachable(photo.file.name) == []
    kept = [path.name for path in (default_storage.base_location / "news").iterdir()]
    assert kept == [Picture.objects.get(pk=photo.pk).file.name.removeprefix("news/")]


def test_the_clock_finds_what_nobody_was_told_of(photo, operator, country: Country, monkeypatch):
    article = published(country.ba_dinh, operator, photo=photo, photo_alt="Bão")
    withdraw(article, by=operator, reason="Hết bão")
    rung = []
    monkeypatch.setattr("news.tasks.ring", lambda pk, task="": rung.append((pk, task)))

    sweep()

    assert rung == [(photo.pk, "news.move")]
