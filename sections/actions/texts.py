"""Writing the sections of a site."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from agencies.actions import SPEAKERS, require_at_all, sites_changed
from agencies.models import FORMER, Agency, User
from sections.models import Section, SectionEvent

Key = tuple[int, str, str]  # agency, section, language


def save_section(section: Section, *, by: User) -> Section:
    """Keep what a site says in one section, in one language. See save_sections."""
    save_sections([section], by=by)
    return section


@transaction.atomic
def save_sections(sections: Iterable[Section], *, by: User) -> list[Section]:
    """Keep what sites say in their sections, each in its language; others stay. A fixed number of queries.

    What says what is stored already is noted as still right. An empty text where none is stored leaves nothing.
    Raises PermissionDenied unless `by` speaks for all the agencies, ValidationError for what cannot be.
    """
    told = {_key(section): section for section in sections}
    agencies = list({section.agency_id: section.agency for section in told.values()}.values())
    require_at_all(by, SPEAKERS, agencies)
    for section in told.values():
        _make_ready(section, by)
    stored = _stored(agencies)
    new = [section for key, section in told.items() if key not in stored and section.body]
    kept = [section for key, section in told.items() if key in stored]
    events = [_event(section, "", by) for section in new]
    events += [_event(section, stored[_key(section)].body, by) for section in kept]
    _create(new)
    Section.objects.bulk_create(
        kept,
        update_conflicts=True,
        unique_fields=["agency", "code", "language"],
        update_fields=["body", "updated_at", "updated_by"],
    )
    SectionEvent.objects.bulk_create(events)
    sites_changed(*agencies)
    return [*new, *kept]


def _key(section: Section) -> Key:
    return (section.agency_id, section.code, section.language)


def _make_ready(section: Section, by: User) -> None:
    """Clean a text as it will be stored. Raises ValidationError."""
    section.body = section.body.replace("\r\n", "\n").strip()
    section.updated_at, section.updated_by = timezone.now(), by
    section.clean_fields(exclude=["agency", "updated_by"])
    if "\0" in section.body:
        raise ValidationError({"body": "Nội dung có ký tự không đọc được."})


def _stored(agencies: Sequence[Agency]) -> dict[Key, Section]:
    """Return the texts that there are, and let nobody else write them until the end of the transaction."""
    there = Section.objects.filter(agency__in=[agency.pk for agency in agencies])
    return {_key(section): section for section in there.order_by("pk").select_for_update(no_key=True)}


def _create(sections: list[Section]) -> None:
    """Store new texts. Raises ValidationError if somebody else has just written one of them: it is not overwritten."""
    try:
        with transaction.atomic():
            Section.objects.bulk_create(sections)
    except IntegrityError as error:
        raise ValidationError("Người khác vừa lưu một mục này. Hãy mở lại trang rồi sửa tiếp.") from error


def _event(section: Section, former: str, by: User) -> SectionEvent:
    changed = section.body != former
    return SectionEvent(
        agency=section.agency,
        verb=SectionEvent.Verb.WRITTEN if changed else SectionEvent.Verb.CONFIRMED,
        about=f"{section.code} {section.language}",
        by=by,
        details={"mục": f"{section.get_code_display()} ({section.get_language_display()})"}
        | ({FORMER: former} if changed and former else {}),
    )
