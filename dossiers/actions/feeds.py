"""Opening and closing feeds, and giving them new secrets."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from agencies.actions import ADMINISTRATORS, require
from agencies.models import Role, User
from dossiers.models import FORMER_SECRET_FOR, Feed, FeedAct
from dossiers.signing import new_key, new_salt, secret_of

Verb = FeedAct.Verb


@transaction.atomic
def open_feed(feed: Feed, *, by: User) -> str:
    """Give a system a key and a secret; return the secret, which can never be read again.

    Raises PermissionDenied unless `by` administers the agency; ValidationError for a feed without a name.
    """
    require(by, ADMINISTRATORS, feed.agency)
    feed.key, feed.salt = new_key(), new_salt()
    feed.clean_fields(exclude=["agency"])
    feed.save(force_insert=True)
    FeedAct.objects.create(feed=feed, verb=Verb.OPENED, by=by)
    return secret_of(feed.salt)


@transaction.atomic
def rotate_feed(feed: Feed, *, by: User, at_once: bool = False) -> str:
    """Give a feed a new secret, and return it. The former one goes on for a day, unless it must end `at_once`.

    Raises as `open_feed`, and ValidationError for a feed that is closed.
    """
    feed = locked_feed(feed, by)
    if at_once:
        feed.former_salt, feed.former_until = "", None
    else:
        feed.former_salt, feed.former_until = feed.salt, timezone.now() + FORMER_SECRET_FOR
    feed.salt = new_salt()
    feed.save(update_fields=["salt", "former_salt", "former_until"])
    FeedAct.objects.create(feed=feed, verb=Verb.ROTATED, by=by, details={"at_once": at_once})
    return secret_of(feed.salt)


@transaction.atomic
def close_feed(feed: Feed, *, by: User) -> None:
    """Let a feed send no more. What it sent stays. Raises as `rotate_feed`."""
    feed = locked_feed(feed, by)
    feed.closed_at, feed.former_salt, feed.former_until = timezone.now(), "", None
    feed.save(update_fields=["closed_at", "former_salt", "former_until"])
    FeedAct.objects.create(feed=feed, verb=Verb.CLOSED, by=by)


def locked_feed(feed: Feed, by: User, roles: frozenset[Role] = ADMINISTRATORS) -> Feed:
    """Return the feed as it stands, for one act at a time."""
    locked = Feed.objects.select_for_update(of=("self",)).select_related("agency").get(pk=feed.pk)
    require(by, roles, locked.agency)
    if not locked.is_open:
        raise ValidationError("Nguồn đồng bộ này đã đóng.")
    return locked
