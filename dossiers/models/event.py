"""What happened to dossiers: who, when, why, and in which state it left them. The database lets no row be changed."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from agencies.models import Agency, Event
from dossiers.models.dossier import Dossier
from dossiers.models.stages import State


class DossierEvent(Event):
    """One act upon a dossier. `at` is when it was written down here, `happened_at` when it was done."""

    class Verb(models.TextChoices):
        REGISTERED = "registered", "Nộp trực tuyến"
        ACCEPTED = "accepted", "Tiếp nhận"
        DENIED = "denied", "Không tiếp nhận"
        FORWARDED = "forwarded", "Chuyển đến cơ quan giải quyết"
        TAKEN_UP = "taken_up", "Bắt đầu xử lý"
        ASSIGNED = "assigned", "Giao người xử lý"
        SUPPLEMENT_ASKED = "supplement_asked", "Yêu cầu bổ sung giấy tờ"
        SUPPLEMENTED = "supplemented", "Đã bổ sung đủ, thời hạn tính lại từ đầu"
        PAYMENT_ASKED = "payment_asked", "Yêu cầu thực hiện nghĩa vụ tài chính"
        PAID = "paid", "Đã thực hiện nghĩa vụ tài chính"
        STOPPED = "stopped", "Dừng xử lý"
        RESUMED = "resumed", "Xử lý tiếp"
        CONSULTED = "consulted", "Lấy ý kiến cơ quan liên quan"
        ANSWERED = "answered", "Cơ quan liên quan trả lời"
        APOLOGISED = "apologised", "Xin lỗi và hẹn lại ngày trả kết quả"
        WITHDRAWN = "withdrawn", "Người nộp rút hồ sơ"
        CLOSED = "closed", "Kết thúc vì không bổ sung trong thời hạn"
        FINISHED = "finished", "Xử lý xong"
        RETURNED = "returned", "Trả kết quả"
        RECKONED = "reckoned", "Tính lại thời hạn"

    dossier = models.ForeignKey(Dossier, models.PROTECT, db_index=False, related_name="events", verbose_name="hồ sơ")
    verb = models.CharField("việc", max_length=20, choices=Verb)
    state = models.PositiveSmallIntegerField("tình trạng sau đó", choices=State)
    agency = models.ForeignKey(Agency, models.PROTECT, db_index=False, related_name="+", verbose_name="cơ quan")
    happened_at = models.DateTimeField("lúc", default=timezone.now)
    reason = models.CharField("lý do, nội dung", max_length=2000, blank=True, help_text="Người nộp hồ sơ được đọc.")

    class Meta(Event.Meta):
        verbose_name = "việc đã làm với hồ sơ"
        verbose_name_plural = "quá trình xử lý"
        ordering = ["happened_at", "pk"]
        indexes = [models.Index(fields=["dossier", "happened_at"], name="dossier_event_in_order")]
