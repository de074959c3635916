"""From an article to other sites: pushing it down, with who would be reached, and taking it up to a site above."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse

from agencies.admin.scoped import staff
from agencies.forms import carried_out
from agencies.models import Agency
from news.actions import EDITORS, feature, order_push
from news.admin.workflow import WithWorkflow
from news.ledger import reach_of
from news.models import Article, Obligation
from news.pushing import FeatureForm, PushForm


class WithPushing(WithWorkflow):
    """Adds pushing and featuring to the admin of articles."""

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        return [
            path("<path:object_id>/phat-hanh/", view(self.push_view), name="news_article_push"),
            path("<path:object_id>/dua-len/", view(self.feature_view), name="news_article_feature"),
            *super().get_urls(),
        ]

    def push_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Choose whom to push to, see who that is, and order that and nothing else."""
        article: Article = self.get_object(request, unquote(object_id))
        if not self._may(request, EDITORS, article):
            raise PermissionDenied
        form = PushForm(request.POST or None, origin=article.origin, admin_site=self.admin_site)
        context = {"title": "Phát hành xuống cấp dưới", "article": article, "form": form}
        if form.is_bound and form.is_valid():
            obligation = Obligation(form.cleaned_data["obligation"])
            target, reach = form.cleaned_data["target"], reach_of(form.cleaned_data["target"], article.origin)
            seen = f"{reach.total}: {obligation}, {target.in_words()}"
            was_seen = request.POST.get("seen", seen) == seen  # the page always sends it
            if "_order" in request.POST and was_seen and self._ordered(request, article, form):
                return HttpResponseRedirect(reverse("admin:news_push_change", args=[form.push.pk]))
            context |= {"reach": reach, "target": target, "seen": seen, "obligation": obligation}
            context["otherwise"] = "_order" in request.POST and not was_seen
        return self.step_page(request, "admin/news/push_form.html", context)

    def _ordered(self, request: HttpRequest, article: Article, form: PushForm) -> bool:
        """Order the push as it was chosen; tell whether that was done."""
        chosen = form.cleaned_data

        def order() -> None:
            form.push = order_push(
                article,
                by=staff(request),
                target=chosen["target"],
                obligation=Obligation(chosen["obligation"]),
                answer_by=chosen["answer_by"],
            )

        return carried_out(form, order)

    def feature_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Choose one of one's own sites above the article's, and show the article there too."""
        article: Article = self.get_object(request, unquote(object_id))
        above = self.sites_above(request, article)
        if not above.exists():
            raise PermissionDenied
        form = FeatureForm(request.POST or None, agencies=above)
        if carried_out(form, lambda: feature(article, at=form.cleaned_data["at"], by=staff(request))):
            messages.success(request, f"Đã đưa bài lên trang của {form.cleaned_data['at']}.")
            return self.back_to(article)
        context = {"title": "Đưa lên trang cấp trên", "act": "Đưa lên trang", "article": article, "form": form}
        return self.step_page(request, "admin/news/article_act.html", context)

    def sites_above(self, request: HttpRequest, article: Article) -> Any:
        """Return the agencies above the article's where the person at work edits."""
        return Agency.objects.entrusted_to(staff(request), EDITORS).live().above(article.origin)
