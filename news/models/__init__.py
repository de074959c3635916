"""Articles, where they are shown, and the orders that push them down: one subject a file."""

from news.models.article import Article, ArticleEvent
from news.models.category import Category, CategoryEvent
from news.models.edition import Edition
from news.models.keyword import ArticleKeyword
from news.models.placement import NewsItem, Placement
from news.models.push import Push, PushPiece
from news.models.related import RelatedArticle
from news.models.topic import Topic, TopicArticle, TopicEvent
from news.models.translation import ArticleTranslation
from news.models.viewing import ViewBatch, ViewCount

__all__ = [
    "Article",
    "ArticleEvent",
    "ArticleKeyword",
    "ArticleTranslation",
    "Category",
    "CategoryEvent",
    "Edition",
    "NewsItem",
    "Placement",
    "Push",
    "PushPiece",
    "RelatedArticle",
    "Topic",
    "TopicArticle",
    "TopicEvent",
    "ViewBatch",
    "ViewCount",
]
