"""What the admins of days, office hours and rules of time share."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest

from agencies.admin.national import NationalAdmin
from agencies.forms import ReasonedForm, ReasonField


class WithNotedReason(ReasonedForm):
    """Asks why; open dossiers whose date changes keep the answer, too."""

    reason = ReasonField(
        help_text="Người khác sẽ đọc lý do này trong nhật ký, và trong ghi chú của mọi hồ sơ có hạn thay đổi."
    )


class KeptAdmin(NationalAdmin):
    """An admin of a part of the working calendar, with the log of what was done to it."""

    form = WithNotedReason

    def told(self, request: HttpRequest, changed: int) -> None:
        """Say how many open deadlines changed with what was saved."""
        if changed:
            messages.info(request, f"{changed} hồ sơ đang mở có hạn mới, kèm ghi chú lý do.")
