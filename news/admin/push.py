"""Pushes: how far each has come, its ledger, and taking it back."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import path, reverse

from agencies.admin.scoped import ScopedAdmin, WithinFilter, staff
from agencies.forms import carried_out
from news.actions import EDITORS, READERS, recall
from news.admin.filters import OverdueFilter
from news.forms import ReasonForm
from news.ledger import STATES, branches_of, in_words, keys_of, rows_of, told
from news.ledger_file import TYPES, as_file
from news.models import ArticleEvent, Push
from news.pushing import LedgerForm

LEDGER_ROWS = 100  # a page


@admin.register(Push)
class PushAdmin(ScopedAdmin):
    """The pushes of the agencies entrusted to a person. They are ordered from an article and never edited."""

    scope = "article__origin"
    view_roles = READERS
    change_roles = EDITORS
    list_display = ("article", "obligation", "state", "ordered_by", "ordered_at", "delivered_at", "recalled_at")
    list_filter = (WithinFilter, "state", "obligation", OverdueFilter)
    list_select_related = ("article__origin", "ordered_by")
    search_fields = ("article__title",)
    search_help_text = "Tìm theo tiêu đề bài."
    when_empty = "Chưa phát hành bài nào. Mở một bài đã xuất bản rồi bấm “Phát hành xuống cấp dưới”."

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def events_of(self, row: Push) -> QuerySet[ArticleEvent]:
        return row.article.events.filter(details__push=row.pk)

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        return [
            path("<path:object_id>/tien-do/", view(self.progress_view), name="news_push_progress"),
            path("<path:object_id>/so-theo-doi/", view(self.ledger_view), name="news_push_ledger"),
            path("<path:object_id>/thu-hoi/", view(self.recall_view), name="news_push_recall"),
            *super().get_urls(),
        ]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show how far the push has come, and branch by branch; the page follows it."""
        push = self._push(request, object_id)
        context = {"progress": push.progress(), "branches": branches_of(push), "states": STATES}
        return self._page(request, push, "admin/news/push.html", title=str(push), **context)

    def ledger_view(self, request: HttpRequest, object_id: str) -> HttpResponseBase:
        """List the agencies that the push means with what became of it at each, or give the list as a file."""
        push = self._push(request, object_id)
        asked = LedgerForm(request.GET or None, push=push)
        if request.GET and not asked.is_valid():
            raise Http404
        chosen = asked.cleaned_data if request.GET else {}
        asked_for = {"branch": chosen.get("nhanh"), "state": chosen.get("tinh_trang", "")}
        if chosen.get("tep"):
            return self._exported(push, rows_of(push, **asked_for), chosen["tep"])
        page = Paginator(keys_of(push, **asked_for), LEDGER_ROWS).get_page(request.GET.get("trang"))
        rows = list(rows_of(push).filter(pk__in=list(page)).only("name"))
        for row in rows:
            row.in_words = in_words(row)
        narrowed = {name: request.GET[name] for name in ("nhanh", "tinh_trang") if request.GET.get(name)}
        context = {"form": asked, "page": page, "rows": rows, "narrowed": urlencode(narrowed)}
        return self._page(request, push, "admin/news/ledger.html", title="Sổ theo dõi", **context)

    def _exported(self, push: Push, rows: Any, name: str) -> StreamingHttpResponse:
        """Return a ledger as a file, sent while it is read."""
        response = StreamingHttpResponse(as_file(told(rows), name), content_type=TYPES[name])
        response["Content-Disposition"] = f'attachment; filename="so-theo-doi-{push.pk}.{name}"'
        return response

    def progress_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Return the same figures for the page to follow."""
        return JsonResponse(self._push(request, object_id).progress())

    def recall_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Take the push back, with the reason."""
        push = self._push(request, object_id)
        if not self.has_change_permission(request, push):
            raise PermissionDenied
        form = ReasonForm(request.POST or None)
        if carried_out(form, lambda: recall(push, by=staff(request), **form.cleaned_data)):
            messages.success(request, "Đã thu hồi: bài không còn hiển thị ở cấp dưới.")
            return HttpResponseRedirect(reverse("admin:news_push_change", args=[push.pk]))
        title = "Thu hồi khỏi mọi trang cấp dưới"
        return self._page(request, push, "admin/news/article_act.html", title=title, act="Thu hồi", form=form)

    def _push(self, request: HttpRequest, object_id: str) -> Push:
        push: Push = self.get_object(request, unquote(object_id))
        return push

    def _page(self, request: HttpRequest, push: Push, template: str, **context: Any) -> HttpResponse:
        may_recall = not push.is_recalled and self.has_change_permission(request, push)
        common = {"push": push, "article": push.article, "opts": self.opts, "may_recall": may_recall}
        return TemplateResponse(request, template, {**self.admin_site.each_context(request), **common, **context})
