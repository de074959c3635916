"""What the admins of days, office hours and rules share: keepers see and correct them, each time with a reason."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest

from agencies.admin.scoped import ScopedAdmin, staff
from deadlines.hooks import may_keep

WHY = "Người khác sẽ đọc lý do này trong nhật ký, và trong ghi chú của mọi hồ sơ có hạn thay đổi."


class WithReason(forms.ModelForm):
    """Asks why, besides the row itself."""

    reason = forms.CharField(
        label="Lý do", max_length=300, help_text=WHY, widget=forms.TextInput(attrs={"class": "vTextField"})
    )


class KeptAdmin(ScopedAdmin):
    """An admin of rows that hold for the whole country, with the log of what was done to them."""

    scope = "pk"
    form = WithReason

    def keeps(self, request: HttpRequest) -> bool:
        """Tell whether the person keeps the calendar; asked once for a request."""
        if not hasattr(request, "keeps_the_calendar"):
            request.keeps_the_calendar = may_keep(staff(request))  # type: ignore[attr-defined]
        return bool(request.keeps_the_calendar)  # type: ignore[attr-defined]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return all rows to keepers, none to others."""
        rows = self.model._default_manager.all()
        return rows if self.keeps(request) else rows.none()

    def _may(self, request: HttpRequest, roles: frozenset[Any], row: Any) -> bool:
        return self.keeps(request)

    def told(self, request: HttpRequest, changed: int) -> None:
        """Say how many open deadlines changed with what was saved."""
        if changed:
            messages.info(request, f"{changed} hồ sơ đang mở có hạn mới, kèm ghi chú lý do.")
