"""Articles, where they are shown, and the orders that push them down: one subject a file."""

from news.models.article import Article, ArticleEvent
from news.models.placement import Placement
from news.models.push import Push, PushPiece

__all__ = ["Article", "ArticleEvent", "Placement", "Push", "PushPiece"]
