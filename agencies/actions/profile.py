"""Saving what an agency says of itself on its site."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from agencies.actions.freshness import agencies_changed
from agencies.actions.guards import require
from agencies.models import FORMER, Agency, AgencyEvent, AgencyProfile, AgencyProfileText, Role, User

SPEAKERS = frozenset({Role.EDITOR, Role.ADMINISTRATOR})

PROFILE_FIELDS = ("accent", "picture", "picture_alt", "phone", "email", "links")
TEXT_FIELDS = ("name", "short_name", "introduction", "owner", "responsible", "address", "hours", "picture_alt")


@transaction.atomic
def save_profile(profile: AgencyProfile, texts: Iterable[AgencyProfileText] = (), *, by: User) -> AgencyProfile:
    """Keep what the site of `profile.agency` shows of it, and what `texts` say, each in its language; others stay.

    Raises PermissionDenied unless `by` edits at the agency or administers it, ValidationError for what cannot be.
    """
    require(by, SPEAKERS, profile.agency)
    AgencyProfile.objects.get_or_create(agency=profile.agency)
    AgencyProfile.objects.select_for_update(no_key=True).get(agency=profile.agency)  # one writer at a time
    before = _facts(profile.agency)
    profile.clean_fields(exclude=["agency"])
    profile.clean()
    profile.save()
    for text in texts:
        _keep(profile, text)
    after = _facts(profile.agency)
    changed = [label for label in {**before, **after} if after.get(label) != before.get(label)]
    if changed:
        former = {label: before[label] for label in changed if label in before}
        details = {"changed": ", ".join(changed), FORMER: former}
        AgencyEvent.objects.create(agency=profile.agency, verb=AgencyEvent.Verb.PROFILE_SAVED, by=by, details=details)
    agencies_changed(profile.agency)
    return profile


def _keep(profile: AgencyProfile, text: AgencyProfileText) -> None:
    """Store a text in place of the one in its language, whichever row it was read from."""
    text.profile = profile
    text.clean_fields(exclude=["profile"])
    values = {field: getattr(text, field) for field in TEXT_FIELDS}
    AgencyProfileText.objects.update_or_create(profile=profile, language=text.language, defaults=values)


def _facts(agency: Agency) -> dict[str, Any]:
    """Return what is stored, by the names that people know it by."""
    profile = AgencyProfile.objects.with_texts().get(agency=agency)
    facts = {_label(profile, field): str(getattr(profile, field) or "") for field in PROFILE_FIELDS if field != "links"}
    facts[_label(profile, "links")] = " ".join(profile.links)
    for text in profile.by_language.values():
        language = text.get_language_display()
        facts |= {f"{_label(text, field)} ({language})": getattr(text, field) for field in TEXT_FIELDS}
    return {label: value for label, value in facts.items() if value}


def _label(row: AgencyProfile | AgencyProfileText, field: str) -> str:
    return next(str(known.verbose_name) for known in row._meta.fields if known.name == field)
