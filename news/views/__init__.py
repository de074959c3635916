"""News on the sites: one article, lists of them, and what programs read instead of pages."""

from news.views.article import article, preview
from news.views.attachment import attachment, previewed_attachment
from news.views.feeds import atom, json_feed, rss
from news.views.lists import by_category, by_keyword, by_month, months, news_list
from news.views.topics import topic, topics
from news.views.viewing import viewed

__all__ = [
    "article",
    "atom",
    "attachment",
    "by_category",
    "by_keyword",
    "by_month",
    "json_feed",
    "months",
    "news_list",
    "preview",
    "previewed_attachment",
    "rss",
    "topic",
    "topics",
    "viewed",
]
