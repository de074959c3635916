"""Articles, where they are shown, and the orders that push them down: one subject a file."""

from news.models.article import Article, ArticleEvent
from news.models.attachment import Attachment
from news.models.category import Category, CategoryEvent
from news.models.content import keywords_in
from news.models.edition import Edition, read_open_editions
from news.models.keyword import ArticleKeyword
from news.models.picture import Picture
from news.models.placement import BY_DATE, MOST_PINS, PINNED, NewsItem, Placement
from news.models.push import OBLIGATIONS_EXPLAINED, Obligation, Push, PushPiece
from news.models.related import RelatedArticle
from news.models.target import Target
from news.models.topic import Topic, TopicArticle, TopicEvent
from news.models.translation import ArticleTranslation
from news.models.viewing import ViewBatch, ViewCount
from news.models.wording import LocalWording

__all__ = [
    "BY_DATE",
    "MOST_PINS",
    "OBLIGATIONS_EXPLAINED",
    "PINNED",
    "Article",
    "ArticleEvent",
    "ArticleKeyword",
    "ArticleTranslation",
    "Attachment",
    "Category",
    "CategoryEvent",
    "Edition",
    "LocalWording",
    "NewsItem",
    "Obligation",
    "Picture",
    "Placement",
    "Push",
    "PushPiece",
    "RelatedArticle",
    "Target",
    "Topic",
    "TopicArticle",
    "TopicEvent",
    "ViewBatch",
    "ViewCount",
    "keywords_in",
    "read_open_editions",
]
