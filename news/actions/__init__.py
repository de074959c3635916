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
    limit,
    publish,
    remove,
    withdraw,
)
from news.actions.categories import save_category
from news.actions.classification import categorise, classify
from news.actions.clock import (
    hide_what_is_over,
    publish_what_is_due,
    show_what_is_due,
    withdraw_what_is_over,
)
from news.actions.delivery import advance, settle_branch
from news.actions.hiding import move
from news.actions.placing import accept, feature, hide, pin, refuse, reword
from news.actions.pushes import order_push, recall
from news.actions.renditions import render
from news.actions.topics import save_topic
from news.actions.translations import remove_translation, save_translation
from news.actions.uploads import add_pictures, attach, describe_picture, keep_picture, list_attachments
from news.actions.views import fold_views
from news.actions.writing import WRITERS, SavedMeanwhileError, save_article, save_articles

__all__ = [
    "EDITORS",
    "READERS",
    "WRITERS",
    "SavedMeanwhileError",
    "accept",
    "add_pictures",
    "advance",
    "approve",
    "approve_afterwards",
    "attach",
    "categorise",
    "classify",
    "describe_picture",
    "discard",
    "feature",
    "fold_views",
    "hide",
    "hide_what_is_over",
    "keep_picture",
    "limit",
    "list_attachments",
    "move",
    "order_push",
    "pin",
    "publish",
    "publish_what_is_due",
    "recall",
    "refuse",
    "remove",
    "remove_translation",
    "render",
    "restore",
    "reword",
    "save_article",
    "save_articles",
    "save_category",
    "save_topic",
    "save_translation",
    "schedule",
    "send_back",
    "settle_branch",
    "show_what_is_due",
    "submit",
    "take_back",
    "unschedule",
    "withdraw",
    "withdraw_what_is_over",
]
