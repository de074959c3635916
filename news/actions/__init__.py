"""What people do with articles and pushes.

Every act checks who may, changes the rows and writes its event in one transaction.
"""

from news.actions.approval import (
    approve,
    approve_afterwards,
    discard,
    restore,
    schedule,
    send_back,
    submit,
    take_back,
    unschedule,
)
from news.actions.articles import (
    EDITORS,
    READERS,
    WRITERS,
    SavedMeanwhileError,
    limit,
    pin,
    publish,
    remove,
    save_article,
    withdraw,
)
from news.actions.categories import save_category
from news.actions.classification import classify
from news.actions.clock import publish_what_is_due, withdraw_what_is_over
from news.actions.delivery import advance, settle_branch
from news.actions.pushes import order_push, recall
from news.actions.topics import save_topic
from news.actions.translations import remove_translation, save_translation
from news.actions.views import fold_views

__all__ = [
    "EDITORS",
    "READERS",
    "WRITERS",
    "SavedMeanwhileError",
    "advance",
    "approve",
    "approve_afterwards",
    "classify",
    "discard",
    "fold_views",
    "limit",
    "order_push",
    "pin",
    "publish",
    "publish_what_is_due",
    "recall",
    "remove",
    "remove_translation",
    "restore",
    "save_article",
    "save_category",
    "save_topic",
    "save_translation",
    "schedule",
    "send_back",
    "settle_branch",
    "submit",
    "take_back",
    "unschedule",
    "withdraw",
    "withdraw_what_is_over",
]
