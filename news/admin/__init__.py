"""The newsroom's admin: writing and publishing, pushing down, and what stands on each site."""

from news.admin import desk
from news.admin.article import ArticleAdmin
from news.admin.classification import CategoryAdmin, TopicAdmin
from news.admin.placement import PlacementAdmin
from news.admin.push import PushAdmin

__all__ = ["ArticleAdmin", "CategoryAdmin", "PlacementAdmin", "PushAdmin", "TopicAdmin", "desk"]
