"""The stages of an edition, as one table: from which states it comes into each."""

from __future__ import annotations

from django.db import models


class EditionState(models.TextChoices):
    """Where an edition stands on its way to the public."""

    DRAFT = "draft", "Đang soạn"
    SUBMITTED = "submitted", "Chờ duyệt"
    RETURNED = "returned", "Bị trả lại"
    APPROVED = "approved", "Đã duyệt"
    SCHEDULED = "scheduled", "Hẹn giờ đăng"
    PUBLISHED = "published", "Đang đăng"
    SUPERSEDED = "superseded", "Đã được thay"
    DISCARDED = "discarded", "Đã bỏ"


_S = EditionState
WRITABLE = (_S.DRAFT, _S.RETURNED)
JUDGED = (_S.SUBMITTED, _S.APPROVED, _S.SCHEDULED)
OPEN = (*WRITABLE, *JUDGED)

TRANSITIONS = {
    _S.DRAFT: (_S.RETURNED, *JUDGED),  # taken back
    _S.SUBMITTED: WRITABLE,
    _S.RETURNED: JUDGED,
    _S.APPROVED: (_S.SUBMITTED, _S.SCHEDULED),
    _S.SCHEDULED: (_S.APPROVED, _S.SCHEDULED),
    _S.PUBLISHED: OPEN,  # what was not approved, only urgently: the constraints say so too
    _S.SUPERSEDED: (_S.PUBLISHED,),
    _S.DISCARDED: OPEN,
}
