"""The list of published cases of a branch, narrowed by what an address asks for, page by page at a bounded cost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from agencies.english import in_language
from agencies.models import Agency
from agencies.sites import Site
from agencies.words import Words
from feedback.models import Feedback, Kind, Outcome
from feedback.models.feedback import FeedbackQuerySet
from feedback.similar import matching
from procedures.models import ProcedureField, ProcedureVersion

ON_PAGE = 20
MOST_PAGES = 100  # of what is older, words, a field or an agency lead to some

KINDS = {"phan-anh": Kind.REPORT, "kien-nghi": Kind.PROPOSAL}
OUTCOMES = {
    "sua-doi": Outcome.AMEND,
    "kien-nghi-sua": Outcome.RECOMMEND,
    "de-xuat": Outcome.PROPOSE,
    "giu-nguyen": Outcome.NO_CHANGE,
}
KIND_WORDS = {Kind.REPORT: _("Phản ánh"), Kind.PROPOSAL: _("Kiến nghị")}
OUTCOME_WORDS = {
    Outcome.AMEND: _("Sửa đổi, bổ sung hoặc bãi bỏ quy định"),
    Outcome.RECOMMEND: _("Kiến nghị cơ quan có thẩm quyền sửa đổi"),
    Outcome.PROPOSE: _("Đề xuất ban hành quy định mới"),
    Outcome.NO_CHANGE: _("Giữ nguyên quy định, có lý do"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a list of choices."""

    value: str
    words: Words
    chosen: bool


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to narrow the list by, as the form asks for it."""

    name: str
    label: Any
    choices: tuple[Choice, ...]


class CasePages(Paginator):
    """The pages of a list of cases. Neither counting nor turning over looks at more than MOST_PAGES of them."""

    def __init__(self, cases: FeedbackQuerySet) -> None:
        super().__init__(cases, ON_PAGE)
        self.cases = cases

    @cached_property
    def count(self) -> int:
        return len(self.cases.order_by().values_list("pk")[: MOST_PAGES * ON_PAGE])

    @property
    def is_cut(self) -> bool:
        """Tell whether there are more than are listed."""
        return self.count == MOST_PAGES * ON_PAGE


@dataclass(frozen=True)
class Listing:
    """What an address asks for of the published cases of a site's branch."""

    site: Site
    asked: Mapping[str, str]

    @cached_property
    def chosen(self) -> dict[str, str]:
        return {name: self.asked[name] for name in (*NARROWED, "tim") if self.asked.get(name)}

    @property
    def words(self) -> str:
        return self.chosen.get("tim", "")

    @cached_property
    def page(self) -> Page:
        """The page that is asked for. Raises Http404 past the end, and for what does not exist."""
        pages, number = CasePages(self._found.order_by("-published_at", "-pk")), int(self.asked.get("trang") or 1)
        if number > pages.num_pages:
            raise Http404("Danh sách không có trang đó.")
        return pages.page(number)

    @cached_property
    def cases(self) -> list[Feedback]:
        """What the page shows. Two queries: turning over reads keys alone, then come twenty texts."""
        listed: FeedbackQuerySet = self.page.object_list  # type: ignore[assignment]
        keys = list(listed.values_list("pk", flat=True))
        found = {case.pk: case for case in Feedback.objects.for_everybody().filter(pk__in=keys)}
        return [found[key] for key in keys if key in found]

    @property
    def kept(self) -> str:
        """What the address of another page of the same list begins with."""
        return f"{urlencode(self.chosen)}&" if self.chosen else ""

    @property
    def questions(self) -> list[Question]:
        """The form: by agency below where there are some, field, kind and outcome."""
        reader = self.site.language
        kinds = ((code, Words(str(KIND_WORDS[kind]), reader, reader)) for code, kind in KINDS.items())
        outcomes = ((code, Words(str(OUTCOME_WORDS[one]), reader, reader)) for code, one in OUTCOMES.items())
        asked = [
            self._question("loai", _("Loại"), kinds),
            self._question("ket-qua", _("Kết quả đối với quy định"), outcomes),
            self._question("linh-vuc", _("Lĩnh vực"), self._fields),
            self._question("co-quan", _("Đơn vị"), self._units),
        ]
        return [question for question in asked if question.choices]

    @cached_property
    def procedure(self) -> ProcedureVersion | None:
        """The procedure that the list is narrowed to."""
        code = self.chosen.get("thu-tuc")
        if not code:
            return None
        current = ProcedureVersion.objects.current().select_related("procedure").defer("record")
        found = current.filter(procedure__code=code).first()
        if found is None:
            raise Http404("Không có thủ tục với mã này.")
        return found

    @property
    def without_procedure(self) -> str:
        """The address of the same list of all procedures."""
        query = urlencode({name: value for name, value in self.chosen.items() if name != "thu-tuc"})
        return self.site.address("feedback") + (f"?{query}" if query else "")

    @cached_property
    def _found(self) -> FeedbackQuerySet:
        found = Feedback.objects.published()
        if self._branch.parent_id is not None:
            # By their keys, so that PostgreSQL knows whether they are few; for a join it might read all cases.
            found = found.filter(holder__in=list(Agency.objects.within(self._branch).values_list("pk", flat=True)))
        for name, narrow in NARROWED.items():
            if name in self.chosen:
                found = narrow(found, self.chosen[name])
        if self.procedure:
            found = found.filter(procedure=self.procedure.procedure_id)
        return matching(found, self.words) if self.words else found

    @cached_property
    def _branch(self) -> Agency:
        path = self.chosen.get("co-quan")
        if not path:
            return self.site.agency
        below = Agency.objects.within(self.site.agency).filter(path=path).first()
        if below is None:
            raise Http404("Không có đơn vị này ở đây.")
        return below

    def _question(self, name: str, label: Any, values: Any) -> Question:
        chosen = self.chosen.get(name)
        return Question(name, label, tuple(Choice(value, words, value == chosen) for value, words in values))

    @property
    def _fields(self) -> list[tuple[str, Words]]:
        rows = ProcedureField.objects.values_list("slug", "name")
        return [(slug, Words(name, "vi", self.site.language)) for slug, name in rows]

    @property
    def _units(self) -> list[tuple[str, Words]]:
        if self.site.agency.is_leaf_node():
            return []
        rows = Agency.objects.directly_below(self.site.agency).values_list("path", "short_name")
        return [(path, in_language(self.site.language, name)) for path, name in rows]


def _by_kind(found: FeedbackQuerySet, value: str) -> FeedbackQuerySet:
    return found.filter(kind=KINDS[value]) if value in KINDS else found.none()


def _by_outcome(found: FeedbackQuerySet, value: str) -> FeedbackQuerySet:
    return found.filter(answer__outcome=OUTCOMES[value]) if value in OUTCOMES else found.none()


def _by_field(found: FeedbackQuerySet, value: str) -> FeedbackQuerySet:
    versions = ProcedureVersion.objects.current().filter(field__slug=value)
    return found.filter(procedure__in=versions.values("procedure"))


def _in_all(found: FeedbackQuerySet, _value: str) -> FeedbackQuerySet:
    return found  # the branch and the procedure are read by themselves: what does not exist is not found


NARROWED: dict[str, Callable[[FeedbackQuerySet, str], FeedbackQuerySet]] = {
    "loai": _by_kind,
    "ket-qua": _by_outcome,
    "linh-vuc": _by_field,
    "co-quan": _in_all,
    "thu-tuc": _in_all,
}
