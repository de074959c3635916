"""The canonical address of an article, as search engines want it: whole."""

import pytest

from news.actions import advance, order_push
from tests.country import Country
from tests.news.newsroom import published

pytestmark = pytest.mark.django_db


def test_the_canonical_address_is_absolute_and_at_the_origin(client, editor, country: Country, settings):
    article = published(country.government, editor)
    advance(order_push(article, by=editor).pk)

    page = client.get(article.url_at(country.ha_noi), headers={"host": "forged.example"})

    assert f'href="{settings.PORTAL_ORIGIN}{article.get_absolute_url()}"' in page.content.decode()
