"""Messages to applicants: which were given up, and trying them again."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from agencies.admin.scoped import WithinFilter
from agencies.admin.stepping import Step, WithSteps
from agencies.models import Agency
from dossiers.actions import retry
from dossiers.models import DossierEvent, Notice
from dossiers.rights import ADMINISTRATORS
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


def _receiver(notice: Any) -> Agency:
    found: Agency = notice.event.dossier.receiver
    return found


RETRY = Step(
    "retry",
    "gui-lai",
    "Gửi lại",
    "Tin báo được gửi lại.",
    ADMINISTRATORS,
    lambda notice, _user: notice.sent_at is None and notice.tries >= MOST_TRIES,
    lambda notice, user, _filled: retry(notice, by=user),
    main=True,
    agency_of=_receiver,
)


@admin.register(Notice)
class NoticeAdmin(WithSteps):
    """Messages about the dossiers that one's agencies received. The addresses stand with the applicants, not here."""

    steps = (RETRY,)
    step_template = "admin/dossiers/notice.html"
    scope = "event__dossier__receiver"
    view_roles = ADMINISTRATORS
    change_roles = add_roles = frozenset()
    actions = None
    list_display = ("__str__", "about", "tries", "error", "sent_at")
    list_filter = (
        WithinFilter,
        SentFilter,
    )
    list_select_related = ("event__dossier",)
    search_fields = ("event__dossier__code",)
    search_help_text = "Tìm theo mã hồ sơ."
    when_empty = "Chưa có tin báo nào."
    ordering = ("-pk",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("event__dossier__receiver")

    @admin.display(description="hồ sơ")
    def about(self, notice: Any) -> str:
        return str(notice.event.dossier)

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
        return HttpResponseRedirect(reverse("admin:dossiers_notice_change", args=[subject.pk]))

    def events_of(self, row: Notice) -> QuerySet[Any]:
        return DossierEvent.objects.filter(pk=row.event_id)
