"""Bringing in events by file on the page of a feed: a file, a preview row by row, then all or nothing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from tablib import Dataset

from agencies.admin.imports import BAD_SHOWN, GOOD_SHOWN, KEPT_FOR, FileForm
from agencies.admin.scoped import ScopedAdmin, staff
from agencies.formats import PlainCSV
from agencies.imports import Outcome, Table
from dossiers.actions import upload
from dossiers.feed_tables import COLUMNS, NEEDED, SAMPLE
from dossiers.models import Feed
from dossiers.rights import DESK

ADVICE = (
    "Mỗi tệp nhiều nhất 1.000 sự kiện.",
    "Mỗi dòng là một việc đã làm với một hồ sơ; cơ quan ghi bằng mã định danh điện tử có hiệu lực ngày đó.",
    "“Việc” ghi như trong quá trình xử lý (Tiếp nhận, Xử lý xong, Trả kết quả…) hoặc bằng từ của hệ thống quốc gia.",
    "“Lúc” viết như 02/11/2026 09:00, giờ Việt Nam.",
    "Dòng đầu tiên của một hồ sơ cần mã thủ tục, người nộp, và số định danh hoặc điện thoại.",
    "Bỏ trống “Mã sự kiện” và “Thứ tự” được: cổng xếp theo thời điểm. Nhập lại cùng một tệp không ghi gì hai lần.",
)


class WithUpload(ScopedAdmin):
    """Adds to the pages of a feed its import at `<feed>/nhap/`, and a file to begin with at `<feed>/nhap/mau/`."""

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        return [
            path("<path:object_id>/nhap/mau/", view(self.sample_view), name="dossiers_feed_sample"),
            path("<path:object_id>/nhap/", view(self.upload_view), name="dossiers_feed_upload"),
            *super().get_urls(),
        ]

    def has_upload_permission(self, request: HttpRequest, feed: Feed) -> bool:
        """Tell whether the person writes down dossiers where the feed belongs."""
        return staff(request).holds(DESK, feed.agency)

    def upload_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Take a file, show what would become of it, and do it once the person says so."""
        feed = self._feed_to_fill(request, object_id)
        if "rows" in request.POST:
            return self._confirmed_upload(request, feed)
        form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
        outcome, table = None, None
        if form.is_bound and form.is_valid():
            table = form.cleaned_data["file"]
            try:
                outcome = upload(feed, table, by=staff(request))
            except ValidationError as refusal:
                form.add_error("file", refusal)
        return self._upload_page(request, feed, form, table, outcome)

    def sample_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Give a file with the columns and one sample row, marked as UTF-8 so that spreadsheets read it rightly."""
        self._feed_to_fill(request, object_id)
        sample = Dataset([SAMPLE.get(field, "") for field in COLUMNS], headers=list(COLUMNS.values()))
        response = HttpResponse("\ufeff" + PlainCSV().export_data(sample), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="mau-su-kien.csv"'
        return response

    def _feed_to_fill(self, request: HttpRequest, object_id: str) -> Feed:
        feed: Feed = self.get_object(request, unquote(object_id))
        if not self.has_upload_permission(request, feed):
            raise PermissionDenied
        return feed

    def _confirmed_upload(self, request: HttpRequest, feed: Feed) -> HttpResponse:
        here = reverse("admin:dossiers_feed_upload", args=[feed.pk])
        try:
            kept = signing.loads(request.POST["rows"], salt=self._upload_salt(request, feed), max_age=KEPT_FOR)
        except signing.BadSignature:
            messages.error(request, "Bản xem trước đã quá hạn. Hãy chọn lại tệp.")
            return HttpResponseRedirect(here)
        table, skip_bad = Table.of(kept), request.POST.get("skip_bad") == "on"
        try:
            outcome = upload(feed, table, by=staff(request), write=True, skip_bad=skip_bad)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
            return HttpResponseRedirect(here)
        if not outcome.written:
            messages.error(request, "Chưa ghi dòng nào: còn dòng lỗi.")
            return self._upload_page(request, feed, FileForm(), table, outcome)
        skipped = f" Bỏ qua {len(outcome.bad)} dòng lỗi." if outcome.bad else ""
        messages.success(request, f"Đã nhập {len(outcome.good)} sự kiện, {outcome.new} mới.{skipped}")
        return HttpResponseRedirect(reverse("admin:dossiers_feed_change", args=[feed.pk]))

    def _upload_salt(self, request: HttpRequest, feed: Feed) -> str:
        return f"import events of feed {feed.pk} {staff(request).pk}"

    def _upload_page(
        self, request: HttpRequest, feed: Feed, form: FileForm, table: Table | None, outcome: Outcome | None
    ) -> HttpResponse:
        salt = self._upload_salt(request, feed)
        context = {
            **self.admin_site.each_context(request),
            "title": f"Nhập sự kiện từ tệp: {feed.name}",
            "opts": self.opts,
            "form": form,
            "outcome": outcome,
            "bad": outcome.bad[:BAD_SHOWN] if outcome else [],
            "good": outcome.good[:GOOD_SHOWN] if outcome else [],
            "rows": signing.dumps(table.kept(), salt=salt, compress=True) if table and outcome else "",
            "columns": [(heading, field in NEEDED) for field, heading in COLUMNS.items()],
            "advice": ADVICE,
            "listed": reverse("admin:dossiers_feed_change", args=[feed.pk]),
            "sample": reverse("admin:dossiers_feed_sample", args=[feed.pk]),
        }
        return TemplateResponse(request, "admin/dossiers/feed_upload.html", context)
