"""Feeds as administrators keep them: opening, a new secret, closing, what came; and events by file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from agencies.admin.scoped import ScopedAdmin, WithinFilter, staff
from agencies.forms import carried_out
from dossiers.actions import close_feed, open_feed, rotate_feed
from dossiers.admin.feed_upload import WithUpload
from dossiers.models import Feed, FeedEvent
from dossiers.rights import READERS

LEFT_SHOWN = 20


class RotateForm(forms.Form):
    """Whether the former secret ends now."""

    at_once = forms.BooleanField(
        label="Khóa cũ hết hiệu lực ngay",
        required=False,
        help_text="Chọn khi khóa đã lộ. Không chọn: khóa cũ còn dùng được 24 giờ, để kịp thay ở hệ thống kia.",
    )


@admin.register(Feed)
class FeedAdmin(WithUpload, ScopedAdmin):
    """The feeds of the agencies entrusted to a person. They are opened and closed, never edited."""

    view_roles = READERS
    list_display = ("name", "agency", "key", "standing", "done", "waiting", "refused")
    list_filter = (WithinFilter, ("closed_at", admin.EmptyFieldListFilter))
    list_select_related = ("agency",)
    search_fields = ("name", "key")
    search_help_text = "Tìm theo tên hệ thống hoặc mã khóa."
    ordering = ("agency", "pk")
    fields = ("agency", "name")
    autocomplete_fields = ("agency",)
    when_empty = "Chưa có nguồn đồng bộ nào. Bấm “Thêm vào” để cấp khóa cho một hệ thống, hoặc để nhập sự kiện từ tệp."
    list_links = (("Mọi sự kiện", "admin:dossiers_feedevent_changelist"),)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return the feeds with how many of their events stand where."""
        states = FeedEvent.State
        counts = {f"count_{state}": Count("events", filter=Q(events__state=state)) for state in states}
        return super().get_queryset(request).annotate(**counts)

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        return [
            path("<path:object_id>/doi-khoa/", view(self.rotate_view), name="dossiers_feed_rotate"),
            path("<path:object_id>/dong/", view(self.close_view), name="dossiers_feed_close"),
            *super().get_urls(),
        ]

    def events_of(self, row: Feed) -> QuerySet[Any]:
        return row.acts.all()

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Open a feed, and show its secret this once."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = self.get_form(request)(request.POST or None, initial={"agency": staff(request).agency_id})
        feed = form.instance
        told: list[str] = []
        if carried_out(form, lambda: told.append(open_feed(feed, by=staff(request)))):
            return self._secret_page(request, feed, told[0])
        context = {"title": "Mở nguồn đồng bộ", "form": form, "act": "Mở nguồn và lấy khóa"}
        return self._page(
            request, "admin/dossiers/feed_act.html", {**context, "back": reverse("admin:dossiers_feed_changelist")}
        )

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show what came by a feed, what waits, what was refused."""
        feed: Feed = self.get_object(request, unquote(object_id))
        if not self.has_view_permission(request, feed):
            raise PermissionDenied
        left = feed.events.exclude(state=FeedEvent.State.DONE).defer("body").order_by("-received_at", "-pk")
        context = {
            "title": feed.name,
            "feed": feed,
            "left": left[:LEFT_SHOWN],
            "may_change": feed.is_open and self.has_change_permission(request, feed),
            "may_upload": feed.is_open and self.has_upload_permission(request, feed),
            "listed": f"{reverse('admin:dossiers_feedevent_changelist')}?feed__id__exact={feed.pk}",
        }
        return self._page(request, "admin/dossiers/feed.html", context)

    def rotate_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Give a feed a new secret, and show it this once."""
        feed = self._feed_to_change(request, object_id)
        form = RotateForm(request.POST if request.method == "POST" else None)
        told: list[str] = []
        if carried_out(form, lambda: told.append(rotate_feed(feed, by=staff(request), **form.cleaned_data))):
            return self._secret_page(request, feed, told[0])
        return self._act_page(request, feed, form, "Đổi khóa bí mật", "Tạo khóa mới")

    def close_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Let a feed send no more."""
        feed = self._feed_to_change(request, object_id)
        form = forms.Form(request.POST if request.method == "POST" else None)
        if carried_out(form, lambda: close_feed(feed, by=staff(request))):
            messages.success(request, "Đã đóng: khóa này không gửi được nữa, những gì đã ghi vẫn còn.")
            return HttpResponseRedirect(reverse("admin:dossiers_feed_change", args=[feed.pk]))
        return self._act_page(request, feed, form, "Đóng nguồn đồng bộ", "Đóng nguồn này")

    def _feed_to_change(self, request: HttpRequest, object_id: str) -> Feed:
        feed: Feed = self.get_object(request, unquote(object_id))
        if not self.has_change_permission(request, feed):
            raise PermissionDenied
        return feed

    def _secret_page(self, request: HttpRequest, feed: Feed, secret: str) -> HttpResponse:
        return self._page(
            request, "admin/dossiers/feed_secret.html", {"title": "Khóa bí mật", "feed": feed, "secret": secret}
        )

    def _act_page(self, request: HttpRequest, feed: Feed, form: forms.Form, title: str, act: str) -> HttpResponse:
        back = reverse("admin:dossiers_feed_change", args=[feed.pk])
        return self._page(
            request,
            "admin/dossiers/feed_act.html",
            {"title": title, "feed": feed, "form": form, "act": act, "back": back},
        )

    def _page(self, request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
        told = {**self.admin_site.each_context(request), "opts": self.opts, **context}
        return TemplateResponse(request, template, told)

    @admin.display(description="tình trạng", ordering="closed_at")
    def standing(self, feed: Feed) -> str:
        return "Đang mở" if feed.is_open else "Đã đóng"

    @admin.display(description="đã ghi")
    def done(self, feed: Any) -> int:
        return int(feed.count_done)

    @admin.display(description="đang chờ")
    def waiting(self, feed: Any) -> int:
        return int(feed.count_waiting)

    @admin.display(description="không ghi được")
    def refused(self, feed: Any) -> int:
        return int(feed.count_refused)
