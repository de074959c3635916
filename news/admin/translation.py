"""Articles in English: the form beside the Vietnamese text, and which articles lack it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from agencies.admin.scoped import ScopedAdmin, staff
from agencies.forms import carried_out
from news.actions import EDITORS, WRITERS, remove_translation, save_translation
from news.bodies import shown_body
from news.forms import TranslationForm
from news.models import Article, ArticleTranslation

ENGLISH = "en"


class EnglishFilter(admin.SimpleListFilter):
    """Narrows a list of articles to published ones without English, or whose English is older than a correction."""

    title = "bản tiếng Anh"
    parameter_name = "tieng-anh"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("thieu", "Thiếu bản tiếng Anh"), ("cu", "Cũ hơn bản tiếng Việt"), ("co", "Có bản tiếng Anh")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        """Narrow the list. Raises Http404 for what none of the choices is."""
        english = ArticleTranslation.objects.filter(article=OuterRef("pk"), language=ENGLISH)
        match self.value():
            case None:
                return queryset
            case "thieu":
                return queryset.published().filter(~Exists(english))  # type: ignore[attr-defined]
            case "cu":
                return queryset.published().filter(Exists(english.behind()))  # type: ignore[attr-defined]
            case "co":
                return queryset.filter(Exists(english))
        raise Http404


class WithTranslation(ScopedAdmin):
    """Adds the English text to the admin of articles."""

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.translation_view)
        return [
            path("<path:object_id>/ban-tieng-anh/", view, name="news_article_translation"),
            *super().get_urls(),
        ]

    def translation_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Keep the English text of an article beside the Vietnamese one, or take it back."""
        article: Article = self.get_object(request, unquote(object_id))
        if not self._may(request, WRITERS if article.is_draft else EDITORS, article):
            raise PermissionDenied
        stored = article.translations.filter(language=ENGLISH).first()
        if stored and "_remove" in request.POST:
            remove_translation(stored, by=staff(request))
            messages.success(request, "Đã bỏ bản tiếng Anh. Trang tiếng Anh hiện bài tiếng Việt.")
            return self._again(article)
        translation = stored or ArticleTranslation(article=article, language=ENGLISH)
        form = TranslationForm(request.POST or None, instance=translation)
        if carried_out(form, lambda: save_translation(form.instance, by=staff(request))):
            messages.success(request, "Đã lưu bản tiếng Anh.")
            return self._again(article)
        behind = stored is not None and article.corrected_at is not None and article.corrected_at > stored.saved_at
        context = {
            "title": "Bản tiếng Anh",
            "article": article,
            "body": shown_body(article, article.body),
            "form": form,
            "stored": stored,
            "behind": behind,
        }
        common = {**self.admin_site.each_context(request), "opts": self.opts}
        return TemplateResponse(request, "admin/news/translation.html", {**common, **context})

    def _again(self, article: Article) -> HttpResponse:
        return HttpResponseRedirect(reverse("admin:news_article_translation", args=[article.pk]))
