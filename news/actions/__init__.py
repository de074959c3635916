"""What people do with articles and pushes.

Every act checks who may, changes the rows and writes its event in one transaction.
"""

from news.actions.articles import EDITORS, READERS, WRITERS, pin, publish, save_article, withdraw
from news.actions.categories import save_category
from news.actions.classification import classify
from news.actions.delivery import advance, settle_branch
from news.actions.pushes import order_push, recall
from news.actions.topics import save_topic
from news.actions.translations import remove_translation, save_translation
from news.actions.views import fold_views

__all__ = [
    "EDITORS",
    "READERS",
    "WRITERS",
    "advance",
    "classify",
    "fold_views",
    "order_push",
    "pin",
    "publish",
    "recall",
    "remove_translation",
    "save_article",
    "save_category",
    "save_topic",
    "save_translation",
    "settle_branch",
    "withdraw",
]
