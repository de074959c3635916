"""A year of reports at some dozens of agencies, closed or open, written in sets: so that statistics have something."""

from __future__ import annotations

import datetime
import random
import uuid

from django.utils import timezone

from agencies.models import Agency, AgencyKind, User
from deadlines.calendars import WorkCalendar
from deadlines.loading import current_calendar
from feedback.codes import new_code, new_nonce
from feedback.models import (
    About,
    Answer,
    Classification,
    Feedback,
    FeedbackEvent,
    Holding,
    Kind,
    Level,
    Sender,
    State,
    Subject,
    Verdict,
)
from portal.demo.dossiers.offices import PROVINCES
from portal.demo.feedback.people import Officers, sender

CASES = 700
DAYS = 365
COMMUNES = 4  # of each province
FIRST_NUMBER = 1_000  # of the people
ON_TIME = 0.88
ANSWER = "Cơ quan đã xem xét và giải quyết, cảm ơn bạn (câu trả lời mẫu)."
TEXT = "(Mẫu) Phản ánh mẫu của bản trình diễn."
TITLES = (
    "Chờ lâu ở bộ phận một cửa",
    "Hồ sơ trả chậm so với giấy hẹn",
    "Biển chỉ dẫn ở trụ sở khó hiểu",
    "Trang của cơ quan ghi sai giờ làm việc",
    "Bị yêu cầu thêm giấy tờ ngoài danh mục",
    "Không ai nghe điện thoại hỗ trợ",
)
LEVELS = (Level.VERY, Level.VERY, Level.SATISFIED, Level.SATISFIED, Level.SATISFIED, Level.NOT)


def fill(officers: Officers) -> None:
    """Let a year of reports have come and been answered."""
    chance, calendar, now = random.Random(20_008), current_calendar(), timezone.now()  # noqa: S311 no secret
    places = _places()
    cases = [_case(chance.choice(places), officers, chance, calendar, now) for _ in range(CASES)]
    answers = Answer.objects.bulk_create(case.answer for case in cases if case.answer)
    assert all(answer.pk for answer in answers)  # noqa: S101 cases name them
    for case in cases:
        case.answer_id = case.answer.pk if case.answer else None
    Feedback.objects.bulk_create(cases)
    Holding.objects.bulk_create(Holding(feedback=case, agency=case.holder, since=case.received_at) for case in cases)
    FeedbackEvent.objects.bulk_create(event for case in cases for event in _events(case, officers[case.holder_id]))
    Sender.objects.bulk_create(_sender(number, case) for number, case in enumerate(cases, FIRST_NUMBER))
    Verdict.objects.bulk_create(
        Verdict(feedback=case, answer=case.answer, level=chance.choice(LEVELS), at=case.answered_at)
        for case in cases
        if case.answer and case.answered_at and chance.random() < 0.4
    )


def _places() -> list[Agency]:
    provinces = list(Agency.objects.filter(path__in=(*PROVINCES, "bo-y-te")))
    communes = [
        commune
        for province in provinces
        for commune in Agency.objects.live().filter(parent=province, kind=AgencyKind.COMMUNE).in_tree_order()[:COMMUNES]
    ]
    return [*provinces, *communes, *communes]


def _case(
    agency: Agency, officers: Officers, chance: random.Random, calendar: WorkCalendar, now: datetime.datetime
) -> Feedback:
    received_at = now - datetime.timedelta(days=chance.uniform(0.2, DAYS))
    due_at = calendar.working_day(timezone.localdate(received_at), 15)
    limit = timezone.make_aware(datetime.datetime.combine(due_at, datetime.time(17)))
    taken = chance.uniform(0.15, 0.95) if chance.random() < ON_TIME else chance.uniform(1.05, 1.6)
    answered_at = received_at + (limit - received_at) * taken
    case = Feedback(
        code=new_code(),
        nonce=new_nonce(),
        token=uuid.uuid4(),
        kind=Kind.REPORT,
        about=About.CONDUCT,
        subject=Subject.CONDUCT,
        classification=Classification.CONDUCT,
        text=TEXT,
        addressee=agency,
        holder=agency,
        held_since=received_at,
        received_at=received_at,
        state=State.EXAMINING,
        due_at=limit,
    )
    if answered_at < now:
        _answer(case, answered_at, officers[agency.pk], chance)
    return case


def _answer(case: Feedback, moment: datetime.datetime, by: User, chance: random.Random) -> None:
    case.answer = Answer(agency=case.holder, text=ANSWER, by=by, at=moment)
    case.answered_at, case.was_due_at, case.due_at = moment, case.due_at, None
    case.on_time = case.was_due_at is not None and moment <= case.was_due_at
    case.state = State.ANSWERED
    if chance.random() < 0.3:
        case.state, case.published_at, case.weight = State.PUBLISHED, moment, chance.randint(1, 6)
        case.public_title = f"{chance.choice(TITLES)} ({case.holder.short_name})"
        case.public_text = "Phản ánh mẫu của bản trình diễn, do cán bộ mẫu viết lại."


def _events(case: Feedback, by: User) -> list[FeedbackEvent]:
    verb = FeedbackEvent.Verb
    told = [
        (verb.RECEIVED, State.RECEIVED, case.received_at),
        (verb.CLASSIFIED, State.EXAMINING, case.received_at),
        (verb.ANSWERED, State.ANSWERED, case.answered_at),
        (verb.PUBLISHED, State.PUBLISHED, case.published_at),
    ]
    return [
        FeedbackEvent(
            feedback=case,
            verb=what,
            state=state,
            by=None if what == verb.RECEIVED else by,
            agency=case.holder,
            happened_at=moment,
        )
        for what, state, moment in told
        if moment
    ]


def _sender(number: int, case: Feedback) -> Sender:
    somebody = sender(number)
    somebody.feedback = case
    return somebody
