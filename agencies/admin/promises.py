"""What lists of promised messages share: which were given up, and trying again. The addresses stand elsewhere."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from agencies.actions import ADMINISTRATORS
from agencies.admin.scoped import WithinFilter
from agencies.admin.stepping import Step, WithSteps
from notices.promises import MOST_TRIES


class SentFilter(admin.SimpleListFilter):
    """Narrows the list to what was given up, waits, or was sent."""

    title = "tình trạng"
    parameter_name = "gui"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("hong", "Không gửi được"), ("cho", "Đang chờ gửi"), ("xong", "Đã gửi")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        narrowed: dict[str, dict[str, Any]] = {
            "hong": {"sent_at": None, "tries__gte": MOST_TRIES},
            "cho": {"sent_at": None, "tries__lt": MOST_TRIES},
            "xong": {"sent_at__isnull": False},
        }
        return queryset.filter(**narrowed.get(self.value() or "", {}))


def retrying(retry: Any, agency_of: Any) -> Step:
    """Return the one step there is: to try a message again that was given up, by an administrator of its agency."""
    return Step(
        "retry",
        "gui-lai",
        "Gửi lại",
        "Tin báo được gửi lại.",
        ADMINISTRATORS,
        lambda notice, _user: notice.sent_at is None and notice.tries >= MOST_TRIES,
        lambda notice, user, _filled: retry(notice, by=user),
        main=True,
        agency_of=agency_of,
    )


class PromiseAdmin(WithSteps):
    """Messages that were promised, for the administrators of the agencies concerned: seen, and tried again."""

    view_roles = ADMINISTRATORS
    change_roles = add_roles = frozenset()
    actions = None
    list_display = ("__str__", "about", "tries", "error", "sent_at")
    list_filter = (WithinFilter, SentFilter)
    when_empty = "Chưa có tin báo nào."
    ordering = ("-pk",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Messages follow from what happens."""
        return False

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show what became of a message."""
        notice = self.get_object(request, object_id)
        context = {"title": "Tin báo", "notice": notice, "steps": self.steps_open_to(request, notice), "form": None}
        return self.step_page(request, self.step_template, context)

    def step_context(self, subject: Any) -> dict[str, Any]:
        return {"notice": subject}

    def back_to(self, subject: Any) -> HttpResponse:
        return HttpResponseRedirect(reverse(f"admin:{self.opts.app_label}_notice_change", args=[subject.pk]))
