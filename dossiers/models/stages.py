"""The life of a dossier as one table: the ten states of the national system, and from which each is reached."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models


class State(models.IntegerChoices):
    """Where a dossier stands. The numbers are those of the national system."""

    REGISTERED = 1, "Mới đăng ký"
    ACCEPTED = 2, "Được tiếp nhận"
    DENIED = 3, "Không được tiếp nhận"
    PROCESSING = 4, "Đang xử lý"
    WAITING = 5, "Yêu cầu bổ sung giấy tờ"
    PAYING = 6, "Yêu cầu thực hiện nghĩa vụ tài chính"
    WITHDRAWN = 7, "Công dân yêu cầu rút hồ sơ"
    STOPPED = 8, "Dừng xử lý"
    FINISHED = 9, "Đã xử lý xong"
    RETURNED = 10, "Đã trả kết quả"

    @property
    def national_word(self) -> str:
        """The word of the national system for it."""
        return NATIONAL_WORDS[self]


NATIONAL_WORDS = {
    State.REGISTERED: "receiving",
    State.ACCEPTED: "new",
    State.DENIED: "denied",
    State.PROCESSING: "processing",
    State.WAITING: "waiting",
    State.PAYING: "paying",
    State.WITHDRAWN: "cancelled",
    State.STOPPED: "unresolved",
    State.FINISHED: "releasing",
    State.RETURNED: "done",
}

# Who waits for what: the clock runs while the administration is at work, and never while it waits for the citizen.
NOT_RECEIVED = (State.REGISTERED, State.DENIED)
RUNNING = (State.ACCEPTED, State.PROCESSING)
WAITING_FOR_CITIZEN = (State.WAITING, State.PAYING)
PAUSED = (State.PAYING, State.STOPPED)
OPEN = (State.REGISTERED, *RUNNING, *WAITING_FOR_CITIZEN)
DONE = (State.FINISHED, State.RETURNED)
RECEIVED = tuple(state for state in State if state not in NOT_RECEIVED)

TRANSITIONS = {
    State.REGISTERED: (),
    State.ACCEPTED: (State.REGISTERED, State.WAITING),
    State.DENIED: (State.REGISTERED,),
    State.PROCESSING: (State.ACCEPTED, State.WAITING, State.PAYING, State.STOPPED),
    State.WAITING: (State.REGISTERED, State.ACCEPTED, State.PROCESSING),
    State.PAYING: (State.ACCEPTED, State.PROCESSING),
    State.WITHDRAWN: (State.REGISTERED, State.ACCEPTED, State.PROCESSING, State.WAITING, State.PAYING, State.STOPPED),
    State.STOPPED: (State.ACCEPTED, State.PROCESSING, State.WAITING, State.PAYING),
    State.FINISHED: (State.ACCEPTED, State.PROCESSING),
    State.RETURNED: (State.FINISHED,),
}


def may_come_to(state: State, wanted: Iterable[State]) -> bool:
    """Tell whether a dossier in `state` stands in one of the `wanted` states, or may still come there."""
    reached, new = set(), {state}
    while new:
        reached |= new
        new = {later for later, sources in TRANSITIONS.items() if reached.intersection(sources)} - reached
    return not reached.isdisjoint(wanted)
