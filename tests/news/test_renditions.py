"""The renditions of a picture: made by workers, once, whatever happens to them."""

import datetime
import os
import signal
import subprocess
import sys
import time

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone
from PIL import Image

from agencies.models import SiteVersion
from news.actions import describe_picture, keep_picture, render
from news.actions import renditions as making
from news.models import Article, Picture
from news.models.picture import CLAIM, MOST_ATTEMPTS
from news.photos import FORMATS, rendition
from news.tasks import sweep
from tests.country import Country
from tests.news.files import picture, saved, upload
from tests.news.newsroom import at_once, published


@pytest.fixture
def large(country: Country, author) -> Picture:
    """A picture of 1,500 × 1,000 points, of the ward of Ba Đình."""
    return keep_picture(country.ba_dinh, upload(picture(size=(1_500, 1_000))), by=author)


def files(settings) -> list[str]:
    """Return the names of all files that are kept."""
    return sorted(str(path.relative_to(settings.MEDIA_ROOT)) for path in settings.MEDIA_ROOT.rglob("*.*"))


def one_set(picture: Picture, widths: list[int]) -> list[str]:
    """Return the names of a picture's file and of one set of renditions."""
    name = picture.file.name
    return sorted([name, *(rendition(name, width, kind) for width in widths for kind in FORMATS)])


WIDTHS = [320, 640, 960, 1280, 1500]


def test_a_picture_gets_every_width_up_to_its_own_in_three_formats(large: Picture, settings):
    assert render(large.pk)

    large.refresh_from_db()
    assert large.widths == WIDTHS
    assert files(settings) == one_set(large, WIDTHS)
    for width in WIDTHS:
        for extension, (kind, _how) in FORMATS.items():
            with default_storage.open(rendition(large.file.name, width, extension)) as file, Image.open(file) as image:
                assert (image.format, image.size) == (kind, (width, round(width * 2 / 3)))


def test_a_small_picture_is_not_made_larger(country: Country, author):
    small = keep_picture(country.ba_dinh, upload(picture(size=(200, 100))), by=author)

    render(small.pk)

    small.refresh_from_db()
    assert small.widths == [200]


def test_transparent_parts_are_white_in_a_jpeg(country: Country, author):
    clear = keep_picture(country.ba_dinh, upload(saved(Image.new("RGBA", (40, 40), (0, 0, 0, 0)), "PNG")), by=author)

    render(clear.pk)

    with default_storage.open(rendition(clear.file.name, 40, "jpg")) as file, Image.open(file) as image:
        assert min(image.getpixel((20, 20))) > 250


def test_until_then_pages_show_the_file_itself(large: Picture, client, country: Country, operator):
    article = published(country.ba_dinh, operator, photo=large, photo_alt="Bão")
    assert f'src="/media/{large.file.name}"' in client.get(article.get_absolute_url()).text

    render(large.pk)

    page = client.get(article.get_absolute_url()).text
    assert 'type="image/avif"' in page
    assert f"{large.file.name[:-4]}-960.webp 960w" in page
    assert 'width="1500"' in page
    assert 'fetchpriority="high"' in page


def test_the_pages_that_show_it_are_made_anew(large: Picture, country: Country, operator):
    published(country.ba_dinh, operator, photo=large, photo_alt="Bão")
    before = SiteVersion.objects.get(path=country.ba_dinh.path).version

    render(large.pk)
    rendered = SiteVersion.objects.get(path=country.ba_dinh.path).version
    describe_picture(large, by=operator, alt="", credit="TTXVN", focus=(10, 20))

    assert before < rendered < SiteVersion.objects.get(path=country.ba_dinh.path).version


def test_once_made_they_are_not_made_again(large: Picture):
    assert render(large.pk)

    assert not render(large.pk)
    assert not Picture.objects.to_render().exists()


def test_a_picture_that_cannot_be_rendered_is_left_alone_after_three_attempts(large: Picture, settings, caplog):
    (settings.MEDIA_ROOT / large.file.name).write_bytes(b"damaged")

    assert [render(large.pk) for _ in range(5)] == [False] * 5

    assert Picture.objects.get(pk=large.pk).attempts == MOST_ATTEMPTS
    assert Picture.objects.parked().get() == large
    assert files(settings) == [large.file.name]


def test_a_worker_that_was_killed_is_forgotten_after_a_while(large: Picture):
    Picture.objects.update(claimed_at=timezone.now(), attempts=1)
    assert not render(large.pk)

    Picture.objects.update(claimed_at=timezone.now() - CLAIM - datetime.timedelta(seconds=1))

    assert render(large.pk)


def test_a_picture_that_kills_its_workers_is_left_alone(large: Picture):
    long_ago = timezone.now() - 2 * CLAIM
    Picture.objects.update(claimed_at=long_ago, attempts=MOST_ATTEMPTS)

    assert not render(large.pk)
    assert not Picture.objects.to_render().exists()


def test_the_clock_finds_what_nobody_was_told_of(large: Picture, monkeypatch):
    rung = []
    monkeypatch.setattr("news.tasks.ring", lambda pk, task="": rung.append((pk, task)))

    sweep()

    assert rung == [(large.pk, "news.render")]


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_one_picture_make_one_set(large: Picture, settings):
    done = at_once(*[lambda: render(large.pk)] * 4)

    assert sorted(done, key=str) == [False, False, False, True]
    large.refresh_from_db()
    assert (large.attempts, files(settings)) == (1, one_set(large, WIDTHS))


def test_what_is_made_for_a_file_that_moved_away_meanwhile_goes_too(large: Picture, settings, monkeypatch):
    former = large.file.name

    def moved(file, name):
        yield from real(file, name)
        default_storage.save("news/elsewhere.jpg", upload(picture()))
        default_storage.delete(former)
        Picture.objects.update(file="news/elsewhere.jpg")

    real = making.renditions
    monkeypatch.setattr(making, "renditions", moved)

    assert not render(large.pk)

    assert files(settings) == ["news/elsewhere.jpg"]


SLOW = """
import sys, time, django
django.setup()
from news.actions import render, renditions
made = renditions.renditions
def slowly(file, name):
    for number, one in enumerate(made(file, name)):
        yield one
        if number == 4:
            print("half-way", flush=True)
            time.sleep(60)
renditions.renditions = slowly
render(int(sys.argv[1]))
"""


@pytest.mark.processes
@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_half_way_leaves_nothing_that_the_next_does_not_set_right(large: Picture, settings):
    database = connection.settings_dict
    host = database["OPTIONS"].get("host", database["HOST"])
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "DEVELOPMENT": "1",
        "DATABASE_URL": f"postgres://postgres@/{database['NAME']}?host={host}",
        "MEDIA_ROOT": str(settings.MEDIA_ROOT),
        "FEEDBACK_ROOT": str(settings.FEEDBACK_ROOT),
    }
    argv = [sys.executable, "-c", SLOW, str(large.pk)]
    with subprocess.Popen(argv, env=environment, stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"half-way\n"
        os.kill(process.pid, signal.SIGKILL)
    assert 1 < len(files(settings)) < 16
    assert not Picture.objects.get(pk=large.pk).widths

    Picture.objects.update(claimed_at=timezone.now() - 2 * CLAIM)
    begin = time.monotonic()
    assert render(large.pk)

    assert time.monotonic() - begin < 60
    large.refresh_from_db()
    assert (large.attempts, files(settings)) == (2, one_set(large, WIDTHS))
    assert not Article.objects.exists()
