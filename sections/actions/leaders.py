"""Saying who leads an agency."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from agencies.actions import SPEAKERS, require_at_all, sites_changed
from agencies.models import FORMER, User
from sections.models import Leader, SectionEvent

# What the events keep of a leader, by the names that people know it by.
FACTS = {
    field.name: str(field.verbose_name)
    for field in Leader._meta.concrete_fields
    if field.name not in {"id", "agency", "updated_at"}
}
KEPT = [field.name for field in Leader._meta.concrete_fields if field.name != "id"]


def save_leader(leader: Leader, *, by: User) -> Leader:
    """Keep what a site says of one leader. See save_leaders."""
    (saved,) = save_leaders([leader], by=by)
    return saved


@transaction.atomic
def save_leaders(leaders: Iterable[Leader], *, by: User) -> list[Leader]:
    """Keep what sites say of their leaders; what is there already is noted as still right. A fixed number of queries.

    Raises PermissionDenied unless `by` speaks for all their agencies, before and after; ValidationError for what
    cannot be.
    """
    told = list(leaders)
    known = Leader.objects.filter(pk__in=[leader.pk for leader in told if leader.pk]).select_related("agency")
    before = {leader.pk: leader for leader in known.order_by("pk").select_for_update(of=("self",), no_key=True)}
    agencies = {leader.agency for leader in (*told, *before.values())}
    require_at_all(by, SPEAKERS, agencies)
    for leader in told:
        leader.updated_at = timezone.now()
        leader.clean_fields(exclude=["agency"])
        leader.clean()
    _store([leader for leader in told if leader.pk is None])
    _store([leader for leader in told if leader.pk in before], update=True)
    SectionEvent.objects.bulk_create(_event(leader, before.get(leader.pk), by) for leader in told)
    sites_changed(*agencies)
    return told


def _store(leaders: list[Leader], *, update: bool = False) -> None:
    """Write rows, new ones or those that there are. Raises ValidationError for somebody who is there already."""
    conflict: dict[str, Any] = {"update_conflicts": True, "unique_fields": ["id"], "update_fields": KEPT}
    try:
        with transaction.atomic():
            Leader.objects.bulk_create(leaders, **(conflict if update else {}))
    except IntegrityError as error:
        raise ValidationError("Đã ghi người này với chức vụ đó từ ngày đó.") from error


def _event(leader: Leader, before: Leader | None, by: User) -> SectionEvent:
    known, told = (_facts(before) if before else {}), _facts(leader)
    changed = [label for label in FACTS.values() if known.get(label) != told.get(label)]
    details: dict[str, Any] = {"lãnh đạo": str(leader), "đã sửa": ", ".join(changed) if before else ""}
    former = {label: known[label] for label in changed if label in known}
    return SectionEvent(
        agency=leader.agency,
        leader=leader,
        verb=SectionEvent.Verb.LEADER_SAVED if changed else SectionEvent.Verb.CONFIRMED,
        about="lanh-dao",
        by=by,
        details=details | ({FORMER: former} if former else {}),
    )


def _facts(leader: Leader) -> dict[str, Any]:
    return {label: value for field, label in FACTS.items() if (value := getattr(leader, field)) not in ("", None)}
