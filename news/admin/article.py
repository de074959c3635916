"""Writing an article, and the steps from draft to published, pushed and withdrawn."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from agencies.admin.imports import WithImport
from agencies.admin.scoped import ScopedExport, WithinFilter, staff
from agencies.imports import MOST_ROWS
from news.actions import EDITORS, READERS, WRITERS, SavedMeanwhileError, keep_picture, save_article, submit
from news.admin.classification import WithClassification
from news.admin.files import WithFiles
from news.admin.filters import StageFilter, WriterFilter
from news.admin.pushing import WithPushing
from news.admin.translation import EnglishFilter, WithTranslation
from news.bodies import shown_body
from news.comparison import compared
from news.figures import EDITORS_WIDTH
from news.forms import ArticleForm
from news.models import Article
from news.resources import ArticleResource

ARTICLE_FIELDS = ("origin", "title", "lead", "body")


@admin.register(Article)
class ArticleAdmin(ScopedExport, WithImport, WithPushing, WithTranslation, WithFiles, WithClassification):
    """Articles of the agencies entrusted to a person, as they are being written; the steps are in news.admin.steps."""

    scope = "origin"
    resource_classes = [ArticleResource]
    most_exported = MOST_ROWS  # so that what was exported can be imported again
    import_resource = ArticleResource
    import_advice = (
        "Mã bài để trống là bài mới; có mã là sửa bài ấy.",
        "Nhập chỉ ghi vào bản đang soạn, không đăng gì: bài vẫn được trình, duyệt và đăng như thường.",
        "Cột “Bản” do cổng ghi khi xuất: để nguyên thì cổng báo nếu bài đã được người khác sửa từ lúc xuất.",
        "Nội dung là văn bản, cách đoạn bằng một dòng trống, hoặc HTML như trong tệp xuất ra.",
        "Từ khóa cách nhau bằng dấu phẩy. Ảnh và tệp đính kèm không nằm trong tệp.",
        "Ô trống xóa nội dung cũ; cột không có trong tệp thì giữ nguyên.",
        "Chuyên mục của bài đã xuất bản đổi ngay, không qua bản đang soạn.",
    )
    import_sample = {
        "origin": "ha-noi/phuong-ba-dinh",
        "title": "Lịch tiếp công dân tháng 12",
        "lead": "Ủy ban nhân dân phường tiếp công dân sáng thứ Ba và thứ Năm hằng tuần.",
        "body": "Địa điểm: trụ sở Ủy ban nhân dân phường.\n\nNgười dân mang theo căn cước.",
        "keywords": "tiếp công dân, lịch",
    }
    view_roles = READERS
    change_roles = add_roles = WRITERS
    form = ArticleForm
    change_form_template = "admin/news/article_form.html"
    list_display = ("title", "origin", "stage", "published_at", "created_by")
    list_filter = (WithinFilter, StageFilter, WriterFilter, EnglishFilter)
    list_select_related = ("origin", "created_by")
    search_fields = ("title",)
    search_help_text = "Tìm theo tiêu đề."
    when_empty = (
        "Chưa có bài nào. Bấm “Thêm bài viết” để viết bài đầu tiên; bài chỉ hiện ra công chúng khi được duyệt và đăng."
    )
    autocomplete_fields = ("origin",)
    date_hierarchy = "created_at"
    fieldsets = (
        ("Bài viết", {"fields": ARTICLE_FIELDS}),
        ("Ảnh", {"fields": ("photo_file", "photo_alt", "photo_caption"), "description": "Không bắt buộc."}),
        (
            "Ghi nguồn",
            {"fields": ("author", "source", "keywords"), "description": "Hiện ở cuối bài, để người đọc biết từ đâu."},
        ),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Article | None = None) -> tuple[str, ...]:
        return ("origin",) if obj else ()

    def get_fieldsets(self, request: HttpRequest, obj: Article | None = None) -> Any:
        """Show the text of an article as it looks, to those who may only read it."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            return fieldsets
        seen: dict[Any, str] = {"body": "body_seen", "photo_file": "photo_seen"}
        return [
            (name, {**options, "fields": tuple(seen.get(field, field) for field in options["fields"])})
            for name, options in fieldsets
        ]

    @admin.display(description="nội dung")
    def body_seen(self, article: Article) -> SafeString:
        """The text of an article as its page shows it."""
        return format_html('<div class="prose">{}</div>', shown_body(article, article.body))

    @admin.display(description="ảnh")
    def photo_seen(self, article: Article) -> SafeString | str:
        """The photo of an article; its words stand in the next field."""
        if article.photo is None:
            return "Không có ảnh."
        return format_html('<img src="{}" alt="" class="photo-seen">', article.photo.shown.source(EDITORS_WIDTH))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        return super().get_queryset(request).with_stage()  # type: ignore[attr-defined]

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Article:
        """Return the article with what is being written of it. Raises Http404."""
        article: Article = super().get_object(request, object_id, from_field)
        return article.as_written()

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """Let writers write, except while others judge what they have written."""
        judged = obj is not None and obj.open_edition is not None and not obj.open_edition.is_writable
        return not judged and super().has_change_permission(request, obj)

    @admin.display(description="tình trạng", ordering="status")
    def stage(self, article: Article) -> str:
        """What the public sees, and what is on its way there."""
        return article.stage_in_words()

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"origin": staff(request).agency_id, "author": str(staff(request))}

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:  # noqa: FBT001
        with transaction.atomic():  # no picture is kept for an article that is not
            if form.new_photo:
                obj.photo = keep_picture(obj.origin, form.new_photo, by=staff(request), alt=obj.photo_alt)
            saved = save_article(obj, by=staff(request), seen=request.POST.get("seen") if change else None)
        if "_submit" in request.POST:
            submit(saved, by=staff(request))

    def response_add(self, request: HttpRequest, obj: Article, post_url_continue: str | None = None) -> HttpResponse:
        return self._response_submitted(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Article) -> HttpResponse:
        return self._response_submitted(request, obj) or super().response_change(request, obj)

    def _response_submitted(self, request: HttpRequest, article: Article) -> HttpResponse | None:
        """Say who comes next, and stay with the article."""
        if "_submit" not in request.POST:
            return None
        messages.success(request, "Đã trình duyệt. Một biên tập viên khác sẽ duyệt hoặc trả lại kèm lý do.")
        return self.back_to(article)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        article: Article | None = kwargs.get("obj")
        context["may_edit"] = self._may(request, EDITORS, article)
        if article:
            context["push_in_force"] = article.pushes.in_force().first()
            context["edition"] = article.open_edition
            context["own_pictures"] = article.pictures.all()
            context["may_feature"] = article.is_published and self.sites_above(request, article).exists()
            context["steps"] = self.steps_open_to(request, article)
            refusal = getattr(request, "refusal", None)
            if isinstance(refusal, SavedMeanwhileError) and refusal.edition:
                context["meanwhile"] = refusal.edition
                context["differences"] = compared(refusal.edition, context["adminform"].form.instance)
        return super().render_change_form(request, context, *args, **kwargs)
