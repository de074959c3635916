"""Articles for the tests of the newsroom."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable

from django.core.files import File
from django.db import connection

from agencies.models import Agency, User
from news.actions import keep_picture, publish, save_article
from news.models import Article, Placement, Push

URGENT = "Bão đến tối nay."
TITLE = "Thông báo về bão số 5"


def draft(origin: Agency, by: User, title: str = TITLE, **fields: object) -> Article:
    """Return a new draft of `origin`."""
    fields = {"lead": "Bão vào chiều mai.", "body": "Tàu thuyền về nơi trú ẩn.", **fields}
    if isinstance(photo := fields.get("photo"), File):
        fields["photo"] = keep_picture(origin, photo, by=by)
    return save_article(Article(origin=origin, title=title, **fields), by=by)


def published(origin: Agency, by: User, title: str = TITLE, **fields: object) -> Article:
    """Return a new article of `origin` that the public can read there."""
    return publish_now(draft(origin, by, title, **fields), by=by)


def publish_now(article: Article, by: User) -> Article:
    """Let one editor publish what is being written of an article."""
    return publish(article, by=by, urgent=URGENT)


def corrected(article: Article, by: User, **fields: object) -> Article:
    """Return a published article with other words, which the public reads."""
    article = Article.objects.get(pk=article.pk)
    for name, value in fields.items():
        setattr(article, name, value)
    return publish_now(save_article(article, by=by), by=by)


def shown_at(article: Article) -> set[str]:
    """Return the short names of the agencies on whose sites the public sees `article`."""
    placements = Placement.objects.visible().filter(article=article)
    names = [placement.agency.short_name for placement in placements.select_related("agency")]
    assert len(names) == len(set(names))
    return set(names)


def ledger(push: Push) -> dict[str, str]:
    """Return the state of each placement of `push`, by the short name of the agency."""
    rows = Placement.objects.filter(push=push).select_related("agency")
    return {placement.agency.short_name: placement.state for placement in rows}


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Run `acts` at the same time, each with a database connection of its own; return what each returned or raised."""
    results: list[object] = [None] * len(acts)
    start = threading.Barrier(len(acts))

    def run(number: int, act: Callable[[], object]) -> None:
        try:
            start.wait(timeout=10)
            results[number] = act()
        except Exception as error:
            results[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number, act)) for number, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return results


def errors(results: Iterable[object]) -> list[object]:
    """Return the exceptions among what `at_once` returned."""
    return [result for result in results if isinstance(result, Exception)]
