"""How lists of articles are narrowed."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest

from agencies.admin.scoped import staff
from agencies.models import User
from news.models import Article, Edition, Placement, Push
from news.models.stages import OPEN


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
                return queryset.filter(self._written_by(staff(request)))
            case "khac":
                return queryset.exclude(self._written_by(staff(request)))
        raise Http404

    @staticmethod
    def _written_by(user: User) -> Q:
        """Return the condition that somebody writes an article now, or, if nobody does, that they once began it."""
        begun = Edition.objects.open().filter(article=OuterRef("pk"))
        return Exists(begun.filter(begun_by=user)) | Q(created_by=user) & ~Exists(begun)


class StageFilter(admin.SimpleListFilter):
    """Narrows a list of articles by what is on its way to the public, or by what the public sees."""

    title = "tình trạng"
    parameter_name = "tinh-trang"
    AFTERWARDS = ("duyet-sau", "Đăng gấp, chờ duyệt sau")

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        opened = [(state.value, str(state.label)) for state in OPEN]
        public = [(status.value, str(status.label)) for status in Article.Status if status != Article.Status.DRAFT]
        return [*opened, *((f"bai-{value}", label) for value, label in public), self.AFTERWARDS]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        """Narrow the list. Raises Http404 for what none of the choices is."""
        asked = self.value()
        if asked is None:
            return queryset
        if asked not in dict(self.lookups(request, None)):
            raise Http404
        if asked == self.AFTERWARDS[0]:
            return queryset.filter(pk__in=Edition.objects.to_be_approved_afterwards().values("article"))
        if asked.startswith("bai-"):
            return queryset.filter(status=asked.removeprefix("bai-"))
        return queryset.filter(pk__in=Edition.objects.filter(state=asked).values("article"))


class OverdueFilter(admin.SimpleListFilter):
    """Narrows a list of pushes to suggestions that some sites should have answered by now."""

    title = "trả lời"
    parameter_name = "tra-loi"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("qua-han", "Còn trang quá hạn trả lời")]

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet[Push]:
        """Narrow the list. Raises Http404 for anything else."""
        if self.value() is None:
            return queryset
        if self.value() != "qua-han":
            raise Http404
        return queryset.with_overdue_answers()


class AnswerFilter(admin.SimpleListFilter):
    """Narrows a list of placements to what waits for an answer, and what should have been answered by now."""

    title = "trả lời"
    parameter_name = "tra-loi"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("cho", "Chờ trả lời"), ("qua-han", "Quá hạn trả lời")]

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet[Placement]:
        """Narrow the list. Raises Http404 for what neither of the choices is."""
        match self.value():
            case None:
                return queryset
            case "cho":
                return queryset.offered()
            case "qua-han":
                return queryset.overdue()
        raise Http404
