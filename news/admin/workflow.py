"""The pages of an article's way to the public: one for each step, its editions side by side, and its preview."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from agencies.admin.scoped import staff
from agencies.admin.stepping import WithSteps
from agencies.framing import holds_others
from agencies.models import Agency
from news.actions import WRITERS, restore
from news.admin.steps import STEPS
from news.comparison import compared
from news.models import Article, Edition
from news.preview import KEPT_DAYS, preview_address

SITES_OFFERED = 200


class WithWorkflow(WithSteps):
    """Adds the steps, the editions and the preview to the admin of articles."""

    steps = STEPS
    step_template = "admin/news/article_act.html"

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        return [
            path("<path:object_id>/cac-ban/", view(self.editions_view), name="news_article_editions"),
            path("<path:object_id>/xem-truoc/", view(self.preview_view), name="news_article_preview"),
            *super().get_urls(),
        ]

    def editions_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """List the editions of an article, two of them side by side, and take the text of an old one up again."""
        article: Article = self.get_object(request, unquote(object_id))
        if not self.has_view_permission(request, article):
            raise PermissionDenied
        editions = list(article.editions.select_related("begun_by", "saved_by", "approved_by", "published_by"))
        if request.method == "POST":
            return self._restored(request, article, self._numbered(editions, request.POST.get("_restore")))
        newer = self._numbered(editions, request.GET.get("moi"), editions[:1])
        older = self._numbered(editions, request.GET.get("cu"), editions[1:2] or editions[:1])
        context = {
            "title": "Các bản",
            "article": article,
            "editions": editions,
            "newer": newer,
            "older": older,
            "differences": compared(older, newer) if older and newer else [],
            "may_restore": staff(request).holds(WRITERS, article.origin) and article.open_edition is None,
        }
        return self.step_page(request, "admin/news/editions.html", context)

    def preview_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show an article as it would look on a phone and at a desk, on a site of one's choice; give a link to it."""
        article: Article = self.get_object(request, unquote(object_id))
        if not self.has_view_permission(request, article):
            raise PermissionDenied
        edition = article.open_edition or article.editions.first()
        if edition is None:
            raise Http404
        sites = Agency.objects.live().within(article.origin).in_tree_order()
        typed = " ".join(request.GET.get("tim", "").split())
        offered = list((sites.filter(short_name__icontains=typed) if typed else sites)[:SITES_OFFERED])
        chosen = sites.filter(pk=request.GET["trang"]).first() if request.GET.get("trang", "").isdecimal() else None
        address = preview_address(edition, chosen or article.origin)
        context = {
            "title": "Xem trước",
            "article": article,
            "edition": edition,
            "site": chosen or article.origin,
            "offered": offered,
            "typed": typed,
            "address": address,
            "link": request.build_absolute_uri(address),
            "days": KEPT_DAYS,
        }
        return holds_others(self.step_page(request, "admin/news/preview.html", context))

    def _restored(self, request: HttpRequest, article: Article, edition: Edition | None) -> HttpResponse:
        if edition is None:
            raise Http404
        try:
            restore(edition, by=staff(request))
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, f"Đã mở bản mới với nội dung của bản {edition.number}. Kiểm tra rồi trình duyệt.")
        return self.back_to(article)

    @staticmethod
    def _numbered(editions: list[Edition], asked: str | None, otherwise: list[Edition] | None = None) -> Edition | None:
        """Return the edition with the number that was asked for. Raises Http404 if there is none."""
        if not asked:
            return next(iter(otherwise or []), None)
        found = [edition for edition in editions if str(edition.number) == asked]
        if not found:
            raise Http404
        return found[0]

    def step_context(self, subject: Article) -> dict[str, Any]:
        return {"article": subject}

    def initial_of(self, subject: Article) -> dict[str, Any]:
        """Offer what was said of the article so far."""
        edition = subject.open_edition
        note = edition.change_note if edition else ""
        return {"note": note, "at": edition.scheduled_for if edition else None, "until": subject.expires_at}

    def back_to(self, subject: Article) -> HttpResponse:
        return HttpResponseRedirect(reverse("admin:news_article_change", args=[subject.pk]))

    def step_page(self, request: HttpRequest, template: str, context: dict[str, Any]) -> TemplateResponse:
        return TemplateResponse(
            request, template, {**self.admin_site.each_context(request), "opts": self.opts, **context}
        )
