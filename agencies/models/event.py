"""What was done to agencies and to the rights of their staff: who, what, when. The database lets no row be changed."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from agencies.models.agency import Agency


class Event(models.Model):
    """One act: who did it, when, and what is to be known of it. Each kind adds upon what, and its `verb`."""

    get_verb_display: Callable[[], str]

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="người")
    at = models.DateTimeField("lúc", auto_now_add=True)
    details = models.JSONField("chi tiết", default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        abstract = True
        verbose_name = "việc đã làm"
        verbose_name_plural = "nhật ký"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.get_verb_display()


class AgencyEvent(Event):
    """One act upon an agency. Append-only: a trigger refuses all else (agencies/sql/0002_append_only.sql)."""

    class Verb(models.TextChoices):
        LOADED = "loaded", "nạp danh mục"
        CREATED = "created", "thành lập"
        REVISED = "revised", "thay đổi"
        GRANTED = "granted", "trao quyền"
        REVOKED = "revoked", "thu quyền"
        ACCOUNT_OPENED = "account_opened", "mở tài khoản"
        ACCOUNT_CHANGED = "account_changed", "sửa tài khoản"
        PASSWORD_SET = "password_set", "đặt lại mật khẩu"
        PROFILE_SAVED = "profile_saved", "sửa giới thiệu, liên hệ"
        BANNER_RAISED = "banner_raised", "đăng thông báo khẩn"
        BANNER_SHOWN = "banner_shown", "hiện thông báo khẩn đúng giờ"
        BANNER_ENDED = "banner_ended", "kết thúc thông báo khẩn"

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="events", verbose_name="cơ quan")
    verb = models.CharField("việc", max_length=20, choices=Verb)

    def in_words(self) -> str:
        """Return the details as staff read them: what changed from what to what, whose role, until when."""
        return "; ".join(
            f"{_label(key)}: {_told(value)}"
            for key, value in self.details.items()
            if value not in ("", None) and key not in UNTOLD
        )


FORMER = "former"  # whole texts as they were: kept, and too long for a list
UNTOLD = (FORMER, "banner")

LABELS = {"user": "tài khoản", "role": "vai trò", "starts_on": "từ ngày", "ends_on": "đến hết ngày"}
LABELS |= {"level": "mức", "text": "nội dung", "reason": "lý do"}
LABELS |= {"edition": "danh mục", "agencies": "số cơ quan", "is_active": "đang dùng", "changed": "đã sửa"}


def _label(key: str) -> str:
    """Return the name that people know a detail by."""
    if key in LABELS:
        return LABELS[key]
    return str(Agency._meta.get_field(key.removesuffix("_id")).verbose_name)


def _told(value: object) -> str:
    """Return a detail, or a change from one to another."""
    if isinstance(value, list):
        return " → ".join(_told(part) for part in value)
    return {None: "trống", True: "có", False: "không"}.get(value, str(value))  # type: ignore[call-overload]
