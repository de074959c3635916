"""What readers do: rate a page. What the clock does: forget what they wrote."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.utils import timezone

from agencies.models import Agency
from feedback.models import COMMENTS_KEPT, Level, PageRating


def rate_page(agency: Agency, page: str, *, language: str, level: Level, comment: str, token: UUID) -> PageRating:
    """Keep what a reader says of a page. Sent twice with one `token`, it is one rating, and the last words count."""
    said = {"agency": agency, "page": page, "language": language, "level": level, "comment": comment}
    rating, _ = PageRating.objects.update_or_create(token=token, defaults=said)
    return rating


def forget_comments(today: datetime.date | None = None) -> int:
    """Remove the words of ratings older than COMMENTS_KEPT, and return of how many. Their levels still count."""
    last = (today or timezone.localdate()) - COMMENTS_KEPT
    return PageRating.objects.rated_before(last).with_comment().update(comment="")
