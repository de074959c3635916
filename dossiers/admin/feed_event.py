"""What feeds sent: what was written down, what waits, what was refused and why; to be exported, and tried again."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from import_export.fields import Field
from import_export.resources import ModelResource

from agencies.actions import ADMINISTRATORS
from agencies.admin.scoped import ScopedAdmin, ScopedExport, WithinFilter, staff
from dossiers.actions import retry_events
from dossiers.models import FeedEvent
from dossiers.rights import READERS


class FeedEventResource(ModelResource):
    """The columns of an export: no word on who applied."""

    external_id = Field("external_id", "Mã sự kiện")
    code_key = Field("code_key", "Mã hồ sơ")
    sequence = Field("sequence", "Thứ tự")
    kind = Field("kind", "Việc")
    happened_at = Field("happened_at", "Lúc")
    state = Field("get_state_display", "Tình trạng")
    fault = Field("fault", "Mã lỗi")
    reason = Field("reason", "Lý do")
    received_at = Field("received_at", "Nhận lúc")

    class Meta:
        model = FeedEvent
        fields = (
            *("external_id", "code_key", "sequence", "kind", "happened_at"),
            *("state", "fault", "reason", "received_at"),
        )


@admin.register(FeedEvent)
class FeedEventAdmin(ScopedExport, ScopedAdmin):
    """The events of the feeds of the agencies entrusted to a person: to be read. They come in by their feed."""

    scope = "feed__agency"
    view_roles = READERS
    resource_classes = [FeedEventResource]
    list_display = ("external_id", "code_key", "sequence", "act", "happened_at", "state", "reason", "feed_name")
    list_filter = (WithinFilter, "state", "fault")
    list_select_related = ("feed",)
    search_fields = ("=external_id", "=code_key", "code_key")
    search_help_text = "Tìm theo mã sự kiện hoặc mã hồ sơ."
    ordering = ("-received_at", "-pk")
    actions = ("try_again",)
    when_empty = "Chưa có sự kiện nào. Mở một nguồn đồng bộ, rồi hệ thống kia gửi sự kiện hoặc bạn nhập từ tệp."
    fields = readonly_fields = (
        *("feed", "external_id", "code_key", "sequence", "act", "happened_at"),
        *("state", "fault", "reason", "received_at", "settled_at", "written"),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return the events without their bodies, which may tell who applied."""
        return super().get_queryset(request).defer("body")

    @admin.display(description="việc", ordering="kind")
    def act(self, event: FeedEvent) -> str:
        return event.kind_in_words

    @admin.display(description="nguồn", ordering="feed")
    def feed_name(self, event: FeedEvent) -> str:
        return event.feed.name

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Let the page of a feed lead to its events."""
        return lookup == "feed__id__exact" or super().lookup_allowed(lookup, value, request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_retry_permission(self, request: HttpRequest) -> bool:
        """Tell whether to offer trying again; where, is asked of each feed."""
        return staff(request).holds_anywhere(ADMINISTRATORS)

    @admin.action(description="Thử lại những sự kiện không ghi được", permissions=["retry"])
    def try_again(self, request: HttpRequest, chosen: QuerySet[FeedEvent]) -> None:
        """Try the chosen events once more, after what was wrong has been mended."""
        by_feed = defaultdict(list)
        for event in chosen.filter(state=FeedEvent.State.REFUSED).select_related("feed__agency"):
            by_feed[event.feed].append(event.pk)
        try:
            for feed, keys in by_feed.items():
                retry_events(feed, keys, by=staff(request))
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
            return
        tried = [key for keys in by_feed.values() for key in keys]
        done = FeedEvent.objects.done().filter(pk__in=tried).count()
        messages.success(request, f"Đã thử lại {len(tried)} sự kiện: ghi được {done}.")

    def events_of(self, row: FeedEvent) -> QuerySet[Any]:
        return row.feed.acts.all()
