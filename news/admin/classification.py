"""What articles are about: the page “Phân loại” of an article, campaign topics, the national list of categories."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from agencies.admin.scoped import ScopedAdmin, WithinFilter, staff
from agencies.forms import carried_out
from news.actions import EDITORS, READERS, WRITERS, classify, save_category, save_topic
from news.classification import ClassificationForm, TopicForm
from news.models import Article, Category, Topic


class WithClassification(ScopedAdmin):
    """Adds what an article is about to the admin of articles."""

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.classification_view)
        return [path("<path:object_id>/phan-loai/", view, name="news_article_classification"), *super().get_urls()]

    def classification_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Put an article into a category and topics, and other articles beside it."""
        article: Article = self.get_object(request, unquote(object_id))
        if not self._may(request, WRITERS if article.is_draft else EDITORS, article):
            raise PermissionDenied
        form = ClassificationForm(request.POST or None, article=article, user=staff(request))

        def keep() -> None:
            chosen = form.cleaned_data
            said = {name: chosen[name] for name in ("category", "related")}
            classify(article, by=staff(request), topics=chosen.get("topics", ()), **said)

        if carried_out(form, keep):
            messages.success(request, "Đã lưu phân loại.")
            return HttpResponseRedirect(reverse("admin:news_article_classification", args=[article.pk]))
        context = {"article": article, "form": form, "title": "Phân loại", "opts": self.opts}
        return TemplateResponse(
            request, "admin/news/classification.html", {**self.admin_site.each_context(request), **context}
        )


@admin.register(Topic)
class TopicAdmin(ScopedAdmin):
    """The topics of the agencies entrusted to a person. None is deleted: it ends on its last day."""

    scope = "owner"
    view_roles = READERS
    change_roles = add_roles = EDITORS
    form = TopicForm
    list_display = ("title", "owner", "starts_on", "ends_on")
    list_filter = (WithinFilter,)
    list_select_related = ("owner",)
    search_fields = ("title",)
    search_help_text = "Tìm theo tên chuyên đề."
    when_empty = "Chưa có chuyên đề nào. Bấm “Thêm chuyên đề” để mở chuyên đề đầu tiên của cơ quan bạn."
    autocomplete_fields = ("owner",)
    fieldsets = (
        ("Chuyên đề", {"fields": ("owner", "title", "lead", "starts_on", "ends_on")}),
        ("Tiếng Anh", {"fields": ("english_title", "english_lead"), "description": "Không bắt buộc."}),
        ("Bài", {"fields": ("in_order",)}),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Topic | None = None) -> tuple[str, ...]:
        return ("owner",) if obj else ()

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"owner": staff(request).agency_id}

    def save_model(self, request: HttpRequest, obj: Topic, form: Any, change: bool) -> None:  # noqa: FBT001
        save_topic(obj, by=staff(request), articles=form.cleaned_data.get("in_order"))


@admin.register(Category)
class CategoryAdmin(ScopedAdmin):
    """The national list of categories: for operators of the portal alone; for anybody else there is none."""

    scope = "pk"
    list_display = ("name", "slug", "order")
    search_fields = ("name",)
    search_help_text = "Tìm theo tên chuyên mục."
    when_empty = "Chưa có chuyên mục nào."

    def get_queryset(self, request: HttpRequest) -> QuerySet[Category]:
        """Return all categories to operators, none to others."""
        return Category.objects.all() if staff(request).is_superuser else Category.objects.none()

    def _may(self, request: HttpRequest, roles: frozenset[Any], row: Any) -> bool:
        return staff(request).is_active and staff(request).is_superuser

    def get_readonly_fields(self, request: HttpRequest, obj: Category | None = None) -> tuple[str, ...]:
        return ("slug",) if obj else ()

    def save_model(self, request: HttpRequest, obj: Category, form: Any, change: bool) -> None:  # noqa: FBT001
        save_category(obj, by=staff(request))
