"""Writing an article, and the steps from draft to published, pushed and withdrawn."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html

from agencies.admin.scoped import ScopedAdmin, WithinFilter, staff
from news.actions import EDITORS, READERS, WRITERS, order_push, publish, save_article, withdraw
from news.admin.classification import WithClassification
from news.admin.translation import EnglishFilter, WithTranslation
from news.forms import ArticleForm, PushForm, ReasonForm, carried_out
from news.models import Article


class WriterFilter(admin.SimpleListFilter):
    """Narrows a list of articles to one's own, or to those of others."""

    title = "người viết"
    parameter_name = "nguoi-viet"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("toi", "Bài của tôi"), ("khac", "Bài của người khác")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        """Narrow the list. Raises Http404 for what neither of the choices is."""
        match self.value():
            case None:
                return queryset
            case "toi":
                return queryset.filter(created_by=staff(request))
            case "khac":
                return queryset.exclude(created_by=staff(request))
        raise Http404


@admin.register(Article)
class ArticleAdmin(WithTranslation, WithClassification, ScopedAdmin):
    """Articles of the agencies entrusted to a person; their buttons are the acts of news.actions."""

    scope = "origin"
    view_roles = READERS
    change_roles = add_roles = WRITERS
    form = ArticleForm
    change_form_template = "admin/news/article_form.html"
    list_display = ("title", "origin", "status", "published_at", "created_by")
    list_filter = (WithinFilter, "status", WriterFilter, EnglishFilter)
    list_select_related = ("origin", "created_by")
    search_fields = ("title",)
    search_help_text = "Tìm theo tiêu đề."
    when_empty = "Chưa có bài nào. Bấm “Thêm bài viết” để viết bài đầu tiên; bài chỉ hiện ra công chúng khi xuất bản."
    autocomplete_fields = ("origin",)
    date_hierarchy = "created_at"
    fieldsets = (
        ("Bài viết", {"fields": ("origin", "title", "lead", "body")}),
        ("Ảnh", {"fields": ("photo", "photo_alt", "photo_caption"), "description": "Không bắt buộc."}),
        (
            "Ghi nguồn",
            {"fields": ("author", "source", "keywords"), "description": "Hiện ở cuối bài, để người đọc biết từ đâu."},
        ),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Article | None = None) -> tuple[str, ...]:
        return ("origin",) if obj else ()

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """Let authors keep their drafts; what is public is corrected by editors."""
        if obj and not obj.is_draft:
            return self._may(request, EDITORS, obj)
        return super().has_change_permission(request, obj)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"origin": staff(request).agency_id, "author": str(staff(request))}

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:  # noqa: FBT001
        save_article(obj, by=staff(request))
        if "_publish" in request.POST:
            publish(obj, by=staff(request))

    def response_add(self, request: HttpRequest, obj: Article, post_url_continue: str | None = None) -> HttpResponse:
        return self._response_published(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Article) -> HttpResponse:
        return self._response_published(request, obj) or super().response_change(request, obj)

    def _response_published(self, request: HttpRequest, article: Article) -> HttpResponse | None:
        """Tell where the article can be seen now, and stay with it: the next step is often to push it."""
        if "_publish" not in request.POST:
            return None
        seen = format_html('Đã xuất bản. <a href="{}">Xem trên trang</a>', article.get_absolute_url())
        messages.success(request, seen)
        return HttpResponseRedirect(reverse("admin:news_article_change", args=[article.pk]))

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        return [
            path("<path:object_id>/phat-hanh/", view(self.push_view), name="news_article_push"),
            path("<path:object_id>/go-bai/", view(self.withdraw_view), name="news_article_withdraw"),
            *super().get_urls(),
        ]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        article = kwargs.get("obj")
        context["may_edit"] = self._may(request, EDITORS, article)
        context["push_in_force"] = article.pushes.in_force().first() if article else None
        return super().render_change_form(request, context, *args, **kwargs)

    def push_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Choose whom to push to, and order it."""
        article = self._article_for_editor(request, object_id)
        form = PushForm(request.POST or None, origin=article.origin, admin_site=self.admin_site)

        def order(chosen: dict[str, Any]) -> None:
            order_push(article, by=staff(request), kinds=chosen["kinds"], branches=chosen["branches"])

        if carried_out(form, order):
            push = article.pushes.in_force().get()
            return HttpResponseRedirect(reverse("admin:news_push_change", args=[push.pk]))
        return self._act_page(request, article, form, title="Phát hành xuống cấp dưới", act="Phát hành")

    def withdraw_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Take an article off every site, with the reason."""
        article = self._article_for_editor(request, object_id)
        form = ReasonForm(request.POST or None)
        if carried_out(form, lambda filled: withdraw(article, by=staff(request), reason=filled["reason"])):
            messages.success(request, "Đã gỡ bài khỏi mọi trang.")
            return HttpResponseRedirect(reverse("admin:news_article_change", args=[article.pk]))
        return self._act_page(request, article, form, title="Gỡ bài khỏi mọi trang", act="Gỡ bài")

    def _article_for_editor(self, request: HttpRequest, object_id: str) -> Article:
        article: Article = self.get_object(request, unquote(object_id))
        if not self._may(request, EDITORS, article):
            raise PermissionDenied
        return article

    def _act_page(self, request: HttpRequest, article: Article, form: Form, *, title: str, act: str) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "act": act,
            "article": article,
            "form": form,
        }
        return TemplateResponse(request, "admin/news/act.html", {**context, "opts": self.opts})
