"""Raising and ending emergency banners, by hand and by the clock."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from agencies.actions.freshness import banners_changed
from agencies.actions.guards import require
from agencies.actions.profile import SPEAKERS
from agencies.models import Agency, AgencyEvent, Banner, User

LONGEST = datetime.timedelta(days=30)
MOST_IN_FORCE = 5  # of one agency: whoever reads ten warnings reads none

Verb = AgencyEvent.Verb


@transaction.atomic
def raise_banner(banner: Banner, *, by: User) -> Banner:
    """Put a banner on top of every page of its agency's site and of all sites below, now or when its hour comes.

    Raises PermissionDenied unless `by` speaks for the agency; ValidationError for hours that cannot be, hostile links
    and one banner too many.
    """
    agency = Agency.objects.select_for_update(of=("self",), no_key=True).get(pk=banner.agency_id)
    require(by, SPEAKERS, agency)
    banner.agency, banner.raised_by = agency, by
    _refuse_what_cannot_be(banner)
    begins_now = banner.starts_at <= timezone.now()
    banner.state = Banner.State.SHOWN if begins_now else Banner.State.WAITING
    banner.text, banner.text_en = banner.text.strip(), banner.text_en.strip()
    banner.full_clean(exclude=["raised_by", "ended_at"])
    banner.save()
    _note(banner, Verb.BANNER_RAISED, by, level=banner.get_level_display(), text=banner.text)
    return banner


@transaction.atomic
def end_banner(banner: Banner, *, by: User, reason: str = "") -> Banner:
    """Take a banner off every page before its time. Raises PermissionDenied; ValidationError for one that is over."""
    banner = Banner.objects.select_for_update(of=("self",), no_key=True).select_related("agency").get(pk=banner.pk)
    require(by, SPEAKERS, banner.agency)
    if banner.is_over:
        raise ValidationError("Thông báo này đã kết thúc.")
    return _ended(banner, by, reason)


def show_banners_due() -> int:
    """Show the banners whose hour has come; return how many. May be called any number of times, at once."""
    return _each(Banner.objects.to_be_shown, _shown)


def end_banners_over() -> int:
    """End the banners whose time is over; return how many. May be called any number of times, at once."""
    return _each(Banner.objects.to_be_ended, lambda banner: _ended(banner, None, ""))


def _refuse_what_cannot_be(banner: Banner) -> None:
    now = timezone.now()
    if banner.ends_at <= max(now, banner.starts_at):
        raise ValidationError({"ends_at": "Giờ kết thúc phải ở sau lúc này và sau giờ bắt đầu."})
    if banner.ends_at - max(now, banner.starts_at) > LONGEST:
        raise ValidationError({"ends_at": f"Một thông báo hiện nhiều nhất {LONGEST.days} ngày."})
    if banner.agency.banners.in_force().count() >= MOST_IN_FORCE:
        raise ValidationError(
            f"Cơ quan đang có {MOST_IN_FORCE} thông báo. Hãy kết thúc bớt: nhiều quá thì không ai đọc."
        )


def _shown(banner: Banner) -> None:
    banner.state = Banner.State.SHOWN
    banner.save(update_fields=["state"])
    _note(banner, Verb.BANNER_SHOWN, None, text=banner.text)


def _ended(banner: Banner, by: User | None, reason: str) -> Banner:
    banner.state, banner.ended_at = Banner.State.OVER, timezone.now()
    banner.save(update_fields=["state", "ended_at"])
    _note(banner, Verb.BANNER_ENDED, by, text=banner.text, reason=reason.strip())
    return banner


def _note(banner: Banner, verb: Verb, by: User | None, **details: object) -> None:
    """Write down what was done, and have every site that is concerned show it."""
    said = {"banner": banner.pk, **details}
    AgencyEvent.objects.create(agency=banner.agency, verb=verb, by=by, details=said)
    banners_changed(banner.agency)


def _each(due: Callable[[], QuerySet[Banner]], act: Callable[[Banner], object]) -> int:
    """Act upon each banner that is due, in a transaction of its own; whoever is at one now is left alone."""
    done = 0
    for pk in list(due().order_by("pk").values_list("pk", flat=True)):
        with transaction.atomic():
            rows = due().select_for_update(skip_locked=True, of=("self",), no_key=True)
            banner = rows.select_related("agency").filter(pk=pk).first()
            if banner is not None:
                act(banner)
                done += 1
    return done
