"""The body of an article as a page shows it."""

from __future__ import annotations

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from markup import render
from news.figures import shown_pictures
from news.models import Article


def shown_body(article: Article, body: str) -> SafeString:
    """Return `body`, what an article says in some language, as HTML for a page."""
    html = render(body, shown_pictures(article, body), table_name=gettext("Bảng, cuộn ngang được"))
    return mark_safe(html)  # noqa: S308 - nothing but the allow-list
