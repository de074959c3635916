"""Articles, where they are shown, and the orders that push them down: one subject a file."""

from news.models.article import Article, ArticleEvent
from news.models.edition import Edition
from news.models.placement import NewsItem, Placement
from news.models.push import Push, PushPiece
from news.models.translation import ArticleTranslation

__all__ = ["Article", "ArticleEvent", "ArticleTranslation", "Edition", "NewsItem", "Placement", "Push", "PushPiece"]
