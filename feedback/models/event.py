"""What happened to cases: who, when, at which agency, why, and in which state it left them. No row is ever changed."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from agencies.models import Agency, Event
from feedback.models.feedback import Feedback
from feedback.models.stages import State


class FeedbackEvent(Event):
    """One act upon a case. What passes between offices alone (`PRIVATE`) is not told to its sender."""

    class Verb(models.TextChoices):
        RECEIVED = "received", "Nhận"
        VERIFIED = "verified", "Người gửi xác nhận thư điện tử"
        CLASSIFIED = "classified", "Phân loại"
        REFUSED = "refused", "Không tiếp nhận"
        HANDED_OVER = "handed_over", "Chuyển cơ quan khác"
        ORDERED = "ordered", "Giao cơ quan cấp dưới"
        ACCEPTED = "accepted", "Nơi nhận tiếp nhận"
        DECLINED = "declined", "Nơi nhận không nhận, chuyển trả"
        LAPSED = "lapsed", "Nơi nhận không trả lời đúng hạn, chuyển trả"
        CLIMBED = "climbed", "Chuyển lên cơ quan cấp trên chung"
        TAKEN_UP = "taken_up", "Bắt đầu xem xét"
        ASSIGNED = "assigned", "Giao người xử lý"
        EXTENDED = "extended", "Gia hạn"
        EXAMINED = "examined", "Xem xét theo sáu tiêu chí"
        LINKED = "linked", "Gộp cùng nội dung"
        ANSWERED = "answered", "Trả lời"
        PUBLISHED = "published", "Công khai"
        HIDDEN = "hidden", "Thôi công khai"
        RATED = "rated", "Người gửi đánh giá"
        DISPUTED = "disputed", "Người gửi không đồng ý"
        REOPENED = "reopened", "Mở lại"
        ESCALATED = "escalated", "Chuyển lên cơ quan cấp trên"
        RULE_CHANGED = "rule_changed", "Quy định đã được sửa"
        SUCCEEDED = "succeeded", "Chuyển sang cơ quan kế tục"
        FORGOTTEN = "forgotten", "Xóa dữ liệu người gửi"

    feedback = models.ForeignKey(
        Feedback, models.PROTECT, db_index=False, related_name="events", verbose_name="phản ánh, kiến nghị"
    )
    verb = models.CharField("việc", max_length=20, choices=Verb)
    state = models.CharField("tình trạng sau đó", max_length=15, choices=State)
    agency = models.ForeignKey(Agency, models.PROTECT, db_index=False, related_name="+", verbose_name="cơ quan")
    happened_at = models.DateTimeField("lúc", default=timezone.now)
    reason = models.TextField("lý do, nội dung", max_length=2_000, blank=True, help_text="Người gửi được đọc.")

    class Meta(Event.Meta):
        verbose_name = "việc đã làm với phản ánh"
        verbose_name_plural = "quá trình xử lý"
        ordering = ["happened_at", "pk"]
        indexes = [models.Index(fields=["feedback", "happened_at"], name="feedback_event_in_order")]


# What passes between offices alone, or says nothing that the sender does not know.
PRIVATE = frozenset(
    {FeedbackEvent.Verb.ASSIGNED, FeedbackEvent.Verb.LINKED, FeedbackEvent.Verb.EXAMINED, FeedbackEvent.Verb.HIDDEN}
)
