"""The queues of those who handle cases: what waits for whom. One table for the front page and for the list.

Keys are read before anything else is asked, so that each queue walks one index, with 500,000 cases as with ten.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import CharField, Count, F, Q, QuerySet, Value, Window

from agencies.models import Agency, Role, User
from feedback.models import Channel, Feedback, HandOver, Holding, State
from feedback.rights import OFFICERS, READERS

SHOWN = 5  # of a queue, on the front page
Cases = Any  # FeedbackQuerySet: a query set with the words of cases


class Reach:
    """How far a person reaches with some roles: everywhere, or at certain agencies. Asked once."""

    def __init__(self, user: User, roles: frozenset[Role] = READERS) -> None:
        self.user, self.roles = user, roles

    @cached_property
    def everywhere(self) -> bool:
        """Whether it is the whole country: then nothing is compared with thousands of keys."""
        return self.user.holds_at_the_top(self.roles)

    @cached_property
    def keys(self) -> list[int]:
        """The keys of the agencies."""
        found = Agency.objects.entrusted_to(self.user, self.roles) if self.user.is_active else Agency.objects.none()
        return list(found.order_by().values_list("pk", flat=True))

    @cached_property
    def offered(self) -> list[int]:
        """The keys of the cases that wait for these agencies to accept or decline them."""
        waiting = HandOver.objects.waiting()
        return list(waiting.filter(receiver__in=self.keys).values_list("feedback", flat=True))

    @property
    def holding(self) -> Q:
        """The condition that one of these agencies holds a case."""
        return Q() if self.everywhere else Q(holder__in=self.keys)

    @property
    def being_offered(self) -> Q:
        """The condition that a case waits for one of them to accept or decline it."""
        return Q() if self.everywhere else Q(pk__in=self.offered)

    @property
    def handling(self) -> Q:
        """The condition that a case is held by, or offered to, one of them."""
        return self.holding | self.being_offered


def concerning(keys: list[int]) -> Q:
    """Return the condition that agencies hold a case, held it, or were offered it. Two queries for keys."""
    held = Holding.objects.filter(agency__in=keys, until__isnull=False).values_list("feedback", flat=True)
    offered = HandOver.objects.filter(receiver__in=keys).values_list("feedback", flat=True)
    return Q(holder__in=keys) | Q(pk__in={*held, *offered})


@dataclass(frozen=True)
class Queue:
    """One queue: how it is called in addresses and in words, and which cases stand in it."""

    code: str
    title: str
    advice: str
    which: Callable[[Cases, Reach], Cases]
    rank: int  # as in agencies.desk: 1, somebody waits; 2, a day is near; 3, whenever there is time

    def of(self, cases: Cases, reach: Reach) -> Cases:
        """Return those of `cases` that stand in this queue of a person, what is due first at the head."""
        return self.which(cases, reach).order_by(F("due_at").asc(nulls_last=True), "pk")


QUEUES = (
    Queue(
        "qua-han",
        "Phản ánh quá hạn",
        "Làm ngay bước tiếp theo; để lâu hơn nữa, phản ánh tự chuyển lên cơ quan cấp trên.",
        lambda cases, reach: cases.overdue().filter(reach.holding),
        rank=1,
    ),
    Queue(
        "duoc-chuyen-den",
        "Phản ánh nơi khác chuyển đến",
        "Tiếp nhận, hoặc chuyển trả và nêu lý do, trước hạn.",
        lambda cases, reach: cases.filter(reach.being_offered, state=State.HANDED_OVER),
        rank=1,
    ),
    Queue(
        "chua-phan-loai",
        "Phản ánh mới, chưa phân loại",
        "Đọc, rồi phân loại: xem xét tại đây, chuyển nơi có thẩm quyền, hoặc không tiếp nhận và nêu lý do.",
        lambda cases, reach: cases.filter(reach.holding, state=State.RECEIVED),
        rank=1,
    ),
    Queue(
        "mo-lai",
        "Phản ánh mở lại vì người gửi không đồng ý",
        "Đọc lý do của người gửi trước khi trả lời lần nữa.",
        lambda cases, reach: cases.open().filter(reach.holding, disputes__gt=0),
        rank=1,
    ),
    Queue(
        "sap-han",
        "Phản ánh sắp đến hạn",
        "Hết hạn trong hai ngày tới. Không kịp thì gia hạn một lần, có lý do, trước khi hết hạn.",
        lambda cases, reach: cases.warned_of().filter(reach.holding),
        rank=2,
    ),
    Queue(
        "cua-toi",
        "Phản ánh bạn đang xử lý",
        "Phản ánh hết hạn trước đứng trước.",
        lambda cases, reach: cases.open().filter(reach.holding, officer=reach.user),
        rank=2,
    ),
    Queue(
        "cho-cong-khai",
        "Phản ánh đã trả lời, chờ công khai",
        "Viết lại câu hỏi, bỏ mọi điều cho biết ai gửi, rồi công khai cùng câu trả lời.",
        lambda cases, reach: cases.to_be_published().filter(reach.holding),
        rank=2,
    ),
    Queue(
        "cho-noi-nhan",
        "Phản ánh chờ nơi khác tiếp nhận",
        "Bạn vẫn giữ cho đến khi nơi nhận tiếp nhận. Nhắc nơi chưa trả lời.",
        lambda cases, reach: cases.filter(reach.holding, state=State.HANDED_OVER),
        rank=3,
    ),
    Queue(
        "chua-xac-nhan",
        "Phản ánh gửi qua trang, người gửi chưa xác nhận",
        "Vẫn xử lý; có thể gọi điện cho người gửi để hỏi lại.",
        lambda cases, reach: cases.open().filter(reach.holding, channel=Channel.WEB, verified_at=None),
        rank=3,
    ),
)

BY_CODE: dict[str, Queue] = {queue.code: queue for queue in QUEUES}


def waiting_for(reach: Reach) -> dict[str, tuple[int, list[Feedback]]]:
    """Return of each queue how many cases stand in it, and the first few. Three queries, however many queues."""
    if not reach.user.holds_anywhere(OFFICERS):
        return {}
    parts = [_head(queue, reach) for queue in QUEUES]
    heads = list(parts[0].union(*parts[1:], all=True))
    cases = cases_in_lists().in_bulk({head["pk"] for head in heads})
    found: dict[str, tuple[int, list[Feedback]]] = {}
    for head in heads:
        shown = found.setdefault(head["queue"], (head["in_all"], []))[1]
        shown.append(cases[head["pk"]])
    return found


def _head(queue: Queue, reach: Reach) -> Any:
    """Return the first few keys of a queue, each with how many there are in all."""
    counted = queue.of(Feedback.objects.all(), reach).annotate(
        queue=Value(queue.code, CharField()), in_all=Window(Count("pk"))
    )
    return counted.values("queue", "pk", "in_all")[:SHOWN]


def cases_in_lists() -> QuerySet[Feedback]:
    """Return cases as lists show them."""
    return Feedback.objects.select_related("holder", "officer")
