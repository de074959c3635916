"""Saying who leads an agency."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from agencies.actions import SPEAKERS, require, sites_changed
from agencies.models import FORMER, User
from sections.models import Leader, SectionEvent

# What the events keep of a leader, by the names that people know it by.
FACTS = {
    field.name: str(field.verbose_name)
    for field in Leader._meta.concrete_fields
    if field.name not in {"id", "agency", "updated_at"}
}


@transaction.atomic
def save_leader(leader: Leader, *, by: User) -> Leader:
    """Keep what a site says of one leader; saving what is there already notes that it is still right.

    Raises PermissionDenied unless `by` speaks for the agency, before and after; ValidationError for what cannot be.
    """
    before = Leader.objects.select_for_update(of=("self",), no_key=True).filter(pk=leader.pk).first()
    require(by, SPEAKERS, leader.agency, *([before.agency] if before else []))
    leader.updated_at = timezone.now()
    leader.full_clean()
    leader.save()
    _note(leader, before, by)
    sites_changed(leader.agency, *([before.agency] if before else []))
    return leader


def _note(leader: Leader, before: Leader | None, by: User) -> None:
    known, told = (_facts(before) if before else {}), _facts(leader)
    changed = [label for label in FACTS.values() if known.get(label) != told.get(label)]
    details: dict[str, Any] = {"lãnh đạo": str(leader), "đã sửa": ", ".join(changed) if before else ""}
    former = {label: known[label] for label in changed if label in known}
    SectionEvent.objects.create(
        agency=leader.agency,
        leader=leader,
        verb=SectionEvent.Verb.LEADER_SAVED if changed else SectionEvent.Verb.CONFIRMED,
        about="lanh-dao",
        by=by,
        details=details | ({FORMER: former} if former else {}),
    )


def _facts(leader: Leader) -> dict[str, Any]:
    return {label: value for field, label in FACTS.items() if (value := getattr(leader, field)) not in ("", None)}
