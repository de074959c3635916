"""What applicants are told of each act. No personal data: a message may be read by whoever holds the phone."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from agencies.addresses import page_address
from dossiers.models import Dossier, DossierEvent

Verb = DossierEvent.Verb

# What happens between offices alone concerns nobody else.
TOLD = frozenset(Verb) - {Verb.ASSIGNED, Verb.CONSULTED, Verb.ANSWERED}
LONGEST_SMS = 300  # characters


@dataclass(frozen=True)
class Message:
    """One message, as a letter and as a short text."""

    subject: str
    body: str
    short: str


def message_about(event: DossierEvent) -> Message:
    """Return what the applicant is told of an event: what, by whom, what is asked of her, when it will be done."""
    dossier = event.dossier
    what = f"Hồ sơ {dossier.code}: {event.get_verb_display().lower()}"
    until = _until(dossier)
    lines = [
        f"{what}, lúc {timezone.localtime(event.happened_at):%H:%M ngày %d/%m/%Y}.",
        f"Thủ tục: {dossier.version.name}.",
        f"Cơ quan: {event.agency.name}.",
        f"Nội dung: {event.reason}" if event.reason else "",
        f"Tình trạng: {dossier.get_state_display()}.",
        until,
        f"Xem cả quá trình: {settings.PORTAL_ORIGIN}{page_address(dossier.receiver.path, 'dossiers')}",
    ]
    short = f"{what}. {event.reason} {until}".strip()
    return Message(what, "\n".join(line for line in lines if line), short[:LONGEST_SMS])


def _until(dossier: Dossier) -> str:
    if not dossier.is_running or dossier.due_at is None:
        return ""
    return f"Hẹn trả kết quả: {timezone.localtime(dossier.promised_at or dossier.due_at):%H:%M ngày %d/%m/%Y}."
