"""The list of cases with its queues: what helps a tired reader to see what comes next."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import BooleanField, Case, F, Q, QuerySet, Value, When
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator, capfirst

from agencies.admin.scoped import ScopedAdmin, WithinFilter, staff
from agencies.models import Agency
from feedback.codes import PREFIX, parsed
from feedback.models import Channel, Feedback
from feedback.queues import BY_CODE, QUEUES, Reach, concerning
from feedback.rights import READERS

WORDS_SHOWN = 110  # letters of what the sender wrote; the page has all of them


def reach_of(request: HttpRequest) -> Reach:
    """Return how far the person at work reads cases; asked once for a request."""
    if not hasattr(request, "reach_of_feedback"):
        request.reach_of_feedback = Reach(staff(request), READERS)  # type: ignore[attr-defined]
    return request.reach_of_feedback  # type: ignore[attr-defined]


class QueueFilter(admin.SimpleListFilter):
    """Narrows the list to a queue of the person at work."""

    title = "hàng đợi"
    parameter_name = "hang-doi"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(queue.code, capfirst(queue.title.removeprefix("Phản ánh "))) for queue in QUEUES]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Feedback]) -> QuerySet[Feedback]:
        """Narrow the list. Raises Http404 for a queue that there is not."""
        if self.value() is None:
            return queryset
        queue = BY_CODE.get(self.value() or "")
        if queue is None:
            raise Http404
        return queue.of(queryset, reach_of(request)).order_by()


class WithList(ScopedAdmin):
    """The cases that agencies entrusted to a person hold, held, or were offered."""

    list_display = ("code", "words", "standing", "due", "holding", "signs")
    list_display_links = ("code",)
    list_filter = (QueueFilter, WithinFilter, "state", "classification", "channel")
    list_select_related = ("holder", "officer")
    sortable_by = ()
    search_fields = ("code",)
    search_help_text = "Tìm theo mã, viết theo cách nào cũng được. Nội dung và người gửi không tìm được."
    when_empty = "Chưa có phản ánh, kiến nghị nào. Bấm “Thêm” để ghi lại cuộc gọi, thư hoặc lời nói trực tiếp."

    def lying_at(self, agencies: QuerySet[Agency]) -> Q:
        """Return the condition with its keys in it: each of its parts then has an index."""
        return concerning(list(agencies.order_by().values_list("pk", flat=True)))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return the cases within reach; whoever reads everywhere is not compared with thousands of agencies.

        `is_near` tells of each whether its words may be shown: it is held by, or offered to, one's agencies.
        """
        reach = reach_of(request)
        cases = Feedback.objects.all()
        if not reach.everywhere:
            # What stands in a queue is held or offered: the thousands that a province once held need not be named.
            queued = request.GET.get(QueueFilter.parameter_name)
            cases = cases.filter(reach.handling if queued else concerning(reach.keys))
        return cases.select_related("holder", "officer").annotate(is_near=_near(reach)).order_by("-pk")

    def get_ordering(self, request: HttpRequest) -> Any:
        """Return a queue by its limits, all cases by their arrival."""
        if request.GET.get(QueueFilter.parameter_name):
            return [F("due_at").asc(nulls_last=True), "pk"]
        return ["-pk"]

    def get_search_results(self, request: HttpRequest, queryset: QuerySet[Any], term: str) -> Any:
        """Find a case by its code in any form, or by how its code begins."""
        typed = "".join(term.upper().split())
        if not typed:
            return queryset, False
        try:
            return queryset.filter(code=parsed(term)), False
        except ValueError:
            return queryset.filter(code__startswith=typed if typed.startswith(PREFIX) else f"{PREFIX}-{typed}"), False

    @admin.display(description="nội dung")
    def words(self, case: Any) -> str:
        """Return what it is about, as everybody may read it, else how it begins, to those who may read that."""
        if case.public_title:
            return str(case.public_title)
        return Truncator(" ".join(case.text.split())).chars(WORDS_SHOWN) if case.is_near else "(nơi khác đang giữ)"

    @admin.display(description="tình trạng")
    def standing(self, case: Feedback) -> SafeString:
        return format_html('<span class="mark mark--{}">{}</span>', case.state, case.get_state_display())

    @admin.display(description="hạn bước này")
    def due(self, case: Feedback) -> str | SafeString:
        """Return until when, and how near that is, in words and not by colour alone."""
        if case.due_at is None or not case.is_open:
            return "-"
        at, left = timezone.localtime(case.due_at), case.due_at - timezone.now()
        if case.is_overdue:
            return format_html('<strong class="due due--late">quá hạn {}</strong> {}', _span(-left), _minute(at))
        return format_html('<span class="due">còn {}</span> {}', _span(left), _minute(at))

    @admin.display(description="nơi giữ, người xử lý")
    def holding(self, case: Feedback) -> SafeString:
        return format_html("{}<br>{}", case.holder.short_name, case.officer or "chưa giao")

    @admin.display(description="lưu ý")
    def signs(self, case: Feedback) -> str:
        """Return what is special about a case, in few words."""
        unverified = case.channel == Channel.WEB and case.verified_at is None
        told = (
            (case.disputes, f"mở lại lần {case.disputes}"),
            (case.extended_at, "đã gia hạn"),
            (case.weight > 1, f"{case.weight} người cùng nêu"),
            (unverified and case.is_open, "chưa xác nhận thư"),
            (case.same_as_id, "đã gộp"),
            (case.channel != Channel.WEB, case.get_channel_display().lower()),
        )
        return "; ".join(words for is_so, words in told if is_so)


def _near(reach: Reach) -> Any:
    """Return, as a column, whether a case is held by, or offered to, one's agencies."""
    if reach.everywhere:
        return Value(value=True, output_field=BooleanField())
    return Case(When(reach.handling, then=True), default=False, output_field=BooleanField())


def _span(time: Any) -> str:
    """Return a span of time as people say it: days, below that hours."""
    hours = int(time.total_seconds() // 3600)
    return f"{hours // 24} ngày" if hours >= 24 else f"{max(hours, 1)} giờ"


def _minute(at: Any) -> str:
    return f"({at:%H:%M %d/%m/%Y})"
