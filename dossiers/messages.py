"""What applicants are told of each act. No personal data: a message may be read by whoever holds the phone."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone, translation
from django.utils.text import Truncator

from agencies.addresses import page_address
from dossiers.models import Dossier, DossierEvent, State
from dossiers.wording import STEPS
from notices.sending import Message

Verb = DossierEvent.Verb

# What happens between offices alone concerns nobody else.
TOLD = frozenset(Verb) - {Verb.ASSIGNED, Verb.CONSULTED, Verb.ANSWERED}
LONGEST_SMS = 300  # characters

TO_DO = {
    State.WAITING: "Bạn cần làm: mang đủ giấy tờ nêu trên đến {place}.",
    State.PAYING: "Bạn cần làm: nộp tiền theo nội dung nêu trên tại {place}.",
    State.FINISHED: "Bạn cần làm: đến {place} nhận kết quả.",
}
FOOT = (
    "Để xem, bạn cần mã hồ sơ và bốn số cuối của số điện thoại hoặc số căn cước đã ghi khi nộp.\n"
    "Thư này gửi tự động, xin đừng trả lời. Cơ quan không bao giờ xin mật khẩu hay tiền qua thư hoặc tin nhắn."
)


def message_about(event: DossierEvent) -> Message:
    """Return what the applicant is told of an event: what, by whom, what is asked of her, when it will be done."""
    with translation.override(settings.LANGUAGE_CODE):
        step = str(STEPS[Verb(event.verb)])
    dossier = event.dossier
    reason, until, to_do = _one_line(event.reason), _until(dossier), _to_do(event)
    what = f"Hồ sơ {dossier.code}: {step[:1].lower()}{step[1:]}"
    lines = [
        f"{what}, lúc {timezone.localtime(event.happened_at):%H:%M ngày %d/%m/%Y}.",
        f"Thủ tục: {dossier.version.name}.",
        f"Cơ quan: {event.agency.name}.",
        f"Nội dung: {reason}" if reason else "",
        to_do,
        until,
        f"Xem cả quá trình: {settings.PORTAL_ORIGIN}{page_address(dossier.receiver.path, 'dossiers')}",
        FOOT,
    ]
    short = " ".join(part for part in (f"{what}.", to_do, until, reason) if part)
    return Message(what, "\n".join(line for line in lines if line), Truncator(short).chars(LONGEST_SMS))


def _to_do(event: DossierEvent) -> str:
    """Return what the citizen has to do since this event; nothing once the dossier has moved on."""
    dossier = event.dossier
    words = TO_DO.get(State(event.state), "") if event.state == dossier.state else ""
    return words.format(place=dossier.receiver.short_name)


def _until(dossier: Dossier) -> str:
    if not dossier.is_running or dossier.due_at is None:
        return ""
    return f"Hẹn trả kết quả: {timezone.localtime(dossier.promised_at or dossier.due_at):%H:%M ngày %d/%m/%Y}."


def _one_line(text: str) -> str:
    return " ".join(text.split())
