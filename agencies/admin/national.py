"""What the admins of rows that hold for the whole country share: keepers correct them, and say why each time."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from agencies.actions import ADMINISTRATORS
from agencies.admin.scoped import ScopedAdmin, staff
from agencies.forms import ReasonedForm


class NationalAdmin(ScopedAdmin):
    """An admin of dated rows of law. Whoever does not administer the Government's site finds none of them."""

    scope = "pk"
    form = ReasonedForm

    def keeps(self, request: HttpRequest) -> bool:
        """Tell whether the person administers the country: no query beside that for her roles."""
        return staff(request).holds_at_the_top(ADMINISTRATORS)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return all rows to keepers, none to others."""
        rows = admin.ModelAdmin.get_queryset(self, request)
        return rows if self.keeps(request) else rows.none()

    def _may(self, request: HttpRequest, roles: frozenset[Any], row: Any) -> bool:
        return self.keeps(request)

    @admin.display(description="đối chiếu với văn bản", ordering="to_check")
    def checked(self, row: Any) -> str:
        """Tell whether the row is still to be held against the text of the law."""
        return "cần đối chiếu" if row.to_check else "-"
