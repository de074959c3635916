"""Pinning an article on top of one agency's news."""

import pytest

from news.actions import advance, order_push, pin
from news.models import Placement
from tests.country import Country
from tests.news.newsroom import published

pytestmark = pytest.mark.django_db


def titles(agency) -> list[str]:
    return [placement.article.title for placement in Placement.objects.on_site(agency)]


def placement(article, agency) -> Placement:
    return Placement.objects.get(article=article, agency=agency)


def test_a_pinned_article_stands_on_top_until_it_is_unpinned(administrator, country: Country):
    old = published(country.ha_noi, administrator, "Cũ")
    published(country.ha_noi, administrator, "Mới")

    pin(placement(old, country.ha_noi), by=administrator, position=1)
    assert titles(country.ha_noi) == ["Cũ", "Mới"]

    pin(placement(old, country.ha_noi), by=administrator, position=None)
    assert titles(country.ha_noi) == ["Mới", "Cũ"]


def test_a_pin_counts_on_one_site_only(editor, administrator, country: Country):
    article = published(country.government, editor, "Từ trên")
    advance(order_push(article, by=editor).pk)
    for site in (country.ba_dinh, country.hoan_kiem):
        published(site, administrator, f"Riêng của {site}")

    pin(placement(article, country.ba_dinh), by=administrator, position=1)

    assert titles(country.ba_dinh)[0] == "Từ trên"
    assert titles(country.hoan_kiem)[0] == "Riêng của Phường Hoàn Kiếm"


def test_pinning_is_written_down_once(administrator, country: Country):
    article = published(country.ha_noi, administrator)

    for _ in range(2):
        pin(placement(article, country.ha_noi), by=administrator, position=1)

    event = article.events.get(verb="pinned")
    assert (event.by, event.details) == (
        administrator,
        {"agency": country.ha_noi.pk, "push": None, "position": 1},
    )
