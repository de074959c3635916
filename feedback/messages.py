"""What senders are told of each step. No personal data and no words of hers: others may read her post."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone
from django.utils.text import Truncator

from agencies.addresses import page_address
from feedback.codes import secret_of
from feedback.models import Feedback, FeedbackEvent
from feedback.tickets import confirmation_for
from notices.sending import Message

Verb = FeedbackEvent.Verb
LONGEST_SMS = 300  # characters

# What each step is called towards its sender. {agency} took the step, {holder} holds the case after it.
SAID = {
    Verb.RECEIVED: "{holder} đã nhận phản ánh, kiến nghị của bạn",
    Verb.VERIFIED: "Bạn đã xác nhận thư điện tử",
    Verb.CLASSIFIED: "{agency} đã phân loại phản ánh, kiến nghị của bạn",
    Verb.REFUSED: "{agency} không tiếp nhận phản ánh, kiến nghị của bạn",
    Verb.HANDED_OVER: "{agency} chuyển phản ánh, kiến nghị của bạn cho cơ quan khác; trong lúc chờ, {holder} vẫn giữ",
    Verb.ORDERED: "{agency} giao {holder} xem xét và trả lời bạn",
    Verb.ACCEPTED: "{holder} đã tiếp nhận để xem xét và trả lời bạn",
    Verb.DECLINED: "{agency} không nhận; {holder} tiếp tục giữ phản ánh, kiến nghị của bạn",
    Verb.LAPSED: "{agency} không trả lời việc chuyển đúng hạn; {holder} tiếp tục giữ phản ánh, kiến nghị của bạn",
    Verb.CLIMBED: "Phản ánh, kiến nghị của bạn được đưa lên {holder}, cơ quan cấp trên chung",
    Verb.TAKEN_UP: "{holder} đang xem xét phản ánh, kiến nghị của bạn",
    Verb.EXTENDED: "{agency} gia hạn trả lời",
    Verb.ANSWERED: "{agency} đã trả lời bạn",
    Verb.PUBLISHED: "{agency} đã công khai câu trả lời, không kèm tên và địa chỉ của bạn",
    Verb.RATED: "Bạn đã đánh giá câu trả lời",
    Verb.DISPUTED: "Bạn không đồng ý với câu trả lời",
    Verb.REOPENED: "{holder} xem xét lại phản ánh, kiến nghị của bạn",
    Verb.ESCALATED: "Phản ánh, kiến nghị của bạn được đưa lên {holder}",
    Verb.RULE_CHANGED: "Quy định mà bạn nêu đã được sửa",
    Verb.SUCCEEDED: "{holder} kế tục cơ quan trước và giữ phản ánh, kiến nghị của bạn",
    Verb.FORGOTTEN: "Dữ liệu người gửi đã được xóa",
}
# What the sender has just done herself needs no letter; of removed data nobody can be told any more.
UNTOLD = frozenset({Verb.RATED, Verb.DISPUTED, Verb.FORGOTTEN, Verb.VERIFIED})
FOOT = (
    "Thư này gửi tự động, xin đừng trả lời. Cơ quan không bao giờ xin mật khẩu hay tiền qua thư hoặc tin nhắn. "
    "Ai có mã và mã bí mật thì đọc được toàn bộ nội dung: xin giữ kín mã bí mật."
)


def said(event: FeedbackEvent) -> str:
    """Return what a step is called towards the sender: one sentence without its full stop."""
    return SAID[Verb(event.verb)].format(agency=event.agency.short_name, holder=event.feedback.holder.short_name)


def message_about(event: FeedbackEvent) -> Message:
    """Return what the sender is told of an event: what, by whom, why, until when, and how to see all of it."""
    case = event.feedback
    what = said(event)
    lines = [
        f"{what}, lúc {timezone.localtime(event.happened_at):%H:%M ngày %d/%m/%Y}.",
        f"Mã: {case.code}",
        f"Lý do, nội dung: {_one_line(event.reason)}" if event.reason else "",
        _until(case),
        *(_of_receipt(case) if event.verb == Verb.RECEIVED else ()),
        f"Xem cả quá trình và câu trả lời: {_address(case, 'feedback-look-up')}",
        FOOT,
    ]
    short = " ".join(part for part in (f"{case.code}: {what}.", _until(case)) if part)
    return Message(
        f"{case.code}: {what}", "\n".join(line for line in lines if line), Truncator(short).chars(LONGEST_SMS)
    )


def _of_receipt(case: Feedback) -> list[str]:
    """Return what is told once only: the secret, and the link that confirms the address."""
    return [
        f"Mã bí mật để tra cứu: {secret_of(case.code, case.nonce)}",
        f"Xác nhận đây là thư điện tử của bạn: {_address(case, 'feedback-confirm', ticket=confirmation_for(case))}",
    ]


def _address(case: Feedback, page: str, **named: str) -> str:
    return settings.PORTAL_ORIGIN + page_address(case.addressee.path, page, **named)


def _until(case: Feedback) -> str:
    if not case.is_open or case.due_at is None:
        return ""
    return f"Bước tiếp theo xong trước: {timezone.localtime(case.due_at):%H:%M ngày %d/%m/%Y}."


def _one_line(text: str) -> str:
    return " ".join(text.split())
