"""The queues of those who handle dossiers: what waits for whom. One table for the front page and for the lists."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet

from agencies.models import Agency, Role, User
from dossiers.models import Consultation, Dossier, State
from dossiers.rights import DESK, OFFICERS

Dossiers = Any  # DossierQuerySet: a query set with the words of dossiers


@dataclass(frozen=True)
class Queue:
    """One queue: how it is called in addresses and in words, whose it is, and which dossiers stand in it."""

    code: str
    title: str
    advice: str
    roles: frozenset[Role]
    which: Callable[[Dossiers, User, QuerySet[Any]], Dossiers]
    rank: int  # as in agencies.desk: 1, somebody waits; 2, a day is near; 3, whenever there is time

    def of(self, dossiers: Dossiers, user: User) -> Dossiers:
        """Return those of `dossiers` that stand in this queue of a person, what is due first at the head."""
        places = Agency.objects.entrusted_to(user, self.roles).order_by().values("pk")
        return self.which(dossiers, user, places).order_by(F("due_at").asc(nulls_last=True), "pk")


def _asked_of_others(dossiers: Dossiers, _user: User, places: QuerySet[Any]) -> Dossiers:
    waiting = Consultation.objects.waiting().filter(dossier=OuterRef("pk"))
    return dossiers.running().filter(Exists(waiting), decider__in=places)


QUEUES = (
    Queue(
        "qua-han",
        "Hồ sơ quá hạn",
        "Giải quyết ngay; người nộp đang chờ.",
        OFFICERS,
        lambda dossiers, _user, places: dossiers.overdue().filter(decider__in=places),
        rank=1,
    ),
    Queue(
        "hom-nay",
        "Hồ sơ đến hạn hôm nay",
        "Xong trong hôm nay. Không kịp thì xin lỗi và hẹn lại trước khi hết hạn, chỉ một lần.",
        OFFICERS,
        lambda dossiers, _user, places: dossiers.due_today().filter(decider__in=places),
        rank=1,
    ),
    Queue(
        "sap-han",
        "Hồ sơ sắp đến hạn",
        "Hết hạn trong hai ngày tới.",
        OFFICERS,
        lambda dossiers, _user, places: dossiers.warned_of().filter(decider__in=places),
        rank=2,
    ),
    Queue(
        "cua-toi",
        "Hồ sơ bạn đang giải quyết",
        "Hồ sơ hết hạn trước đứng trước.",
        OFFICERS,
        lambda dossiers, user, _places: dossiers.of_officer(user).running(),
        rank=2,
    ),
    Queue(
        "chua-ai-nhan",
        "Hồ sơ chưa có người giải quyết",
        "Nhận giải quyết, hoặc giao cho một người.",
        OFFICERS,
        lambda dossiers, _user, places: dossiers.filter(state=State.ACCEPTED, officer=None, decider__in=places),
        rank=1,
    ),
    Queue(
        "cho-tiep-nhan",
        "Hồ sơ nộp trực tuyến, chờ tiếp nhận",
        "Kiểm tra giấy tờ, rồi tiếp nhận, yêu cầu bổ sung hoặc không tiếp nhận và nêu lý do.",
        DESK,
        lambda dossiers, _user, places: dossiers.filter(state=State.REGISTERED, receiver__in=places),
        rank=1,
    ),
    Queue(
        "cho-tra",
        "Kết quả chờ trả",
        "Trả kết quả cho người nộp rồi ghi lại.",
        DESK,
        lambda dossiers, _user, places: dossiers.filter(state=State.FINISHED, receiver__in=places),
        rank=2,
    ),
    Queue(
        "cho-nguoi-nop",
        "Hồ sơ chờ người nộp",
        "Chờ bổ sung giấy tờ hoặc nộp tiền; thời hạn đang dừng.",
        DESK | OFFICERS,
        lambda dossiers, _user, places: dossiers.waiting_for_citizen().filter(decider__in=places),
        rank=3,
    ),
    Queue(
        "cho-y-kien",
        "Hồ sơ chờ ý kiến cơ quan khác",
        "Thời hạn vẫn chạy. Nhắc nơi chưa trả lời.",
        OFFICERS,
        _asked_of_others,
        rank=3,
    ),
)

BY_CODE: dict[str, Queue] = {queue.code: queue for queue in QUEUES}


def queues_of(user: User) -> list[Queue]:
    """Return the queues that a person has, by the roles held anywhere."""
    return [queue for queue in QUEUES if user.holds_anywhere(queue.roles)]


def dossiers_with_officers() -> QuerySet[Dossier]:
    """Return dossiers as queues show them."""
    return Dossier.objects.select_related("version", "decider", "officer").defer("version__record")
