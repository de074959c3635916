"""Who may do what with a case: one table of every act and every role, looked at with real people and cases."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.core.exceptions import PermissionDenied

from agencies.models import Role, User
from feedback import actions
from feedback.models import (
    Answer,
    AnswerTemplate,
    Channel,
    Classification,
    Criterion,
    Feedback,
    Finding,
    Notice,
    RetentionRule,
    RuleChange,
    Subject,
    TimeRule,
)
from notices.promises import MOST_TRIES
from tests.conftest import person
from tests.country import Country
from tests.feedback.conftest import drafted, handler, sent_to
from tests.feedback.staff import REPLY, answered, examined, published

pytestmark = pytest.mark.usefixtures("rules")

# Each person holds one role, and does what concerns a case of Phường Ba Đình, in Hà Nội.
#   feedback, admin, auditor, officer, editor   at the ward itself
#   above      handles cases at Hà Nội: rights go down the tree
#   receiver   handles cases at Phường Hoàn Kiếm, to which Ba Đình has offered the case
#   beside     administers Huế, where all this is not theirs
#   top        administers the Government's site
#   operator   she keeps the portal running
WHO = ("feedback", "admin", "auditor", "officer", "editor", "above", "receiver", "beside", "top", "operator")
TABLE = """
    act                 feedback admin auditor officer editor above receiver beside top operator
    write down          yes      yes   -       -       -      yes   -        -      yes yes
    classify            yes      yes   -       -       -      yes   -        -      yes yes
    hand over           yes      yes   -       -       -      yes   -        -      yes yes
    accept              -        -     -       -       -      yes   yes      -      yes yes
    decline             -        -     -       -       -      yes   yes      -      yes yes
    climb               yes      yes   -       -       -      yes   -        -      yes yes
    assign              yes      yes   -       -       -      yes   -        -      yes yes
    examine             yes      yes   -       -       -      yes   -        -      yes yes
    extend              yes      yes   -       -       -      yes   -        -      yes yes
    answer              yes      yes   -       -       -      yes   -        -      yes yes
    publish             yes      yes   -       -       -      yes   -        -      yes yes
    hide                yes      yes   -       -       -      yes   -        -      yes yes
    link                yes      yes   -       -       -      yes   -        -      yes yes
    unlink              yes      yes   -       -       -      yes   -        -      yes yes
    write a note        yes      yes   -       -       -      yes   -        -      yes yes
    read the sender     yes      yes   -       -       -      yes   -        -      yes yes
    use an answer again yes      yes   -       -       -      yes   -        -      yes yes
    tell of a change    yes      yes   -       -       -      yes   -        -      yes yes
    keep a template     yes      yes   -       -       -      yes   -        -      yes yes
    send again          -        yes   -       -       -      -     -        -      yes yes
    keep a limit        -        -     -       -       -      -     -        -      yes yes
    keep retention      -        -     -       -       -      -     -        -      yes yes
"""
MAY = {
    (" ".join(words[: -len(WHO)]), who): said == "yes"
    for words in (line.split() for line in TABLE.strip().splitlines()[1:])
    for who, said in zip(WHO, words[-len(WHO) :], strict=True)
}


@dataclass
class Office:
    """The ward's office, and those who are there before the person whose rights are looked at."""

    country: Country
    clerk: User

    def received(self) -> Feedback:
        return sent_to(self.country.ba_dinh)

    def offered(self) -> Feedback:
        case = self.received()
        actions.hand_over(case, self.country.hoan_kiem, reason="Việc của Hoàn Kiếm.", by=self.clerk)
        return case

    def examined(self, subject: Subject = Subject.CONDUCT) -> Feedback:
        return examined(self.received(), self.clerk, subject=subject)

    def linked(self) -> Feedback:
        case = self.received()
        actions.link(case, self.received(), by=self.clerk)
        return case

    def given_up(self) -> Notice:
        notice = self.received().events.get().notices.earliest("pk")
        Notice.objects.filter(pk=notice.pk).update(tries=MOST_TRIES)
        return notice

    def change(self) -> RuleChange:
        return RuleChange(
            agency=self.country.ba_dinh, title="Bớt một bản sao", before="Hai bản.", after="Một bản.",
            document="Quyết định 1/QĐ-UBND", in_force_from=datetime.date(2026, 1, 1),
        )  # fmt: skip


Ready = Callable[[Office], object]
Do = Callable[..., object]
ACTS: dict[str, tuple[Ready, Do]] = {
    "write down": (
        lambda office: drafted(office.country.ba_dinh, channel=Channel.PHONE),
        lambda sent, by: actions.send(sent, token=uuid.uuid4(), by=by),
    ),
    "classify": (
        Office.received,
        lambda case, by: actions.classify(case, Classification.OWN, subject=Subject.OTHER, by=by),
    ),
    "hand over": (
        lambda office: (office.received(), office.country.hue),
        lambda what, by: actions.hand_over(what[0], what[1], reason="Việc ở Huế.", by=by),
    ),
    "accept": (Office.offered, lambda case, by: actions.accept(case, by=by)),
    "decline": (Office.offered, lambda case, by: actions.decline(case, reason="Không.", by=by)),
    "climb": (Office.received, lambda case, by: actions.climb(case, reason="Không rõ của ai.", by=by)),
    "assign": (
        lambda office: (office.received(), office.clerk),
        lambda what, by: actions.assign(what[0], what[1], by=by),
    ),
    "examine": (
        lambda office: office.examined(Subject.OTHER),
        lambda case, by: actions.examine(case, {Criterion.SIMPLE: (Finding.Verdict.MET, "")}, by=by),
    ),
    "extend": (Office.examined, lambda case, by: actions.extend(case, reason="Chờ nơi khác.", by=by)),
    "answer": (Office.examined, lambda case, by: actions.answer([case], Answer(text=REPLY), by=by)),
    "publish": (
        lambda office: answered(office.received(), office.clerk),
        lambda case, by: actions.publish(case, title="Chậm", text="Chậm.", by=by),
    ),
    "hide": (
        lambda office: published(office.received(), office.clerk),
        lambda case, by: actions.hide(case, reason="Có tên.", by=by),
    ),
    "link": (
        lambda office: (office.received(), office.received()),
        lambda what, by: actions.link(what[0], what[1], by=by),
    ),
    "unlink": (Office.linked, lambda case, by: actions.unlink(case, by=by)),
    "write a note": (Office.received, lambda case, by: actions.write_note(case, "Đã gọi.", by=by)),
    "read the sender": (Office.offered, lambda case, by: actions.read_sender(case, by=by)),
    "use an answer again": (
        lambda office: answered(office.received(), office.clerk).answer,
        lambda answer, by: actions.reuse(answer, is_reusable=True, by=by),
    ),
    "tell of a change": (
        lambda office: (office.change(), office.received()),
        lambda what, by: actions.tell_of_change(what[0], [what[1]], by=by),
    ),
    "keep a template": (
        lambda office: AnswerTemplate(agency=office.country.ba_dinh, title="Mẫu", text="Cảm ơn bạn."),
        lambda template, by: actions.save_template(template, by=by),
    ),
    "send again": (Office.given_up, lambda notice, by: actions.retry(notice, by=by)),
    "keep a limit": (
        lambda office: TimeRule.objects.earliest("pk"),
        lambda rule, by: actions.save_rule(rule, reason="Nghị định mới.", by=by),
    ),
    "keep retention": (
        lambda office: RetentionRule.objects.earliest("pk"),
        lambda rule, by: actions.save_rule(rule, reason="Nghị định mới.", by=by),
    ),
}
# Acts of the clock, of senders and of readers of pages, and questions. All else stands in the table.
OF_NO_OFFICER = {
    "begin_draft",
    "dispute",
    "enclose",
    "escalate",
    "forget_comments",
    "forget_draft",
    "forget_old_drafts",
    "forget_old_senders",
    "forget_sender",
    "is_about_regulation",
    "lapse",
    "last_act",
    "may_read_sender",
    "missing_criteria",
    "rate",
    "rate_page",
    "require_seen",
    "send_draft",
    "support",
    "sweep",
    "take_out",
    "verify",
    "why_not_extend",
    "write_draft",
}


def person_in(who: str, country: Country) -> User:
    if who == "operator":
        return User.objects.create_superuser("van-hanh-hai", password="mat-khau-thu")
    places = {
        "admin": (country.ba_dinh, Role.ADMINISTRATOR),
        "above": (country.ha_noi, Role.FEEDBACK),
        "receiver": (country.hoan_kiem, Role.FEEDBACK),
        "beside": (country.hue, Role.ADMINISTRATOR),
        "top": (country.government, Role.ADMINISTRATOR),
    }
    agency, role = places.get(who) or (country.ba_dinh, Role(who))
    return person("nguoi-thu", agency, role)


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("act", ACTS)
def test_who_may_do_what(act: str, who: str, country: Country):
    ready, do = ACTS[act]
    what = ready(Office(country, handler(country.ba_dinh)))
    somebody = person_in(who, country)

    if MAY[act, who]:
        do(what, by=somebody)
    else:
        with pytest.raises(PermissionDenied):
            do(what, by=somebody)


def test_every_act_of_officers_stands_in_the_table():
    assert {act for act, _who in MAY} == set(ACTS)
    used = {name for _ready, do in ACTS.values() for name in do.__code__.co_names}
    acts = {name for name in actions.__all__ if name[0].islower()} - OF_NO_OFFICER
    assert acts - used == set()


def test_roles_end(case, country: Country, at_ba_dinh):
    at_ba_dinh.memberships.update(ends_on=datetime.date(2020, 1, 2), starts_on=datetime.date(2020, 1, 1))

    with pytest.raises(PermissionDenied):
        actions.climb(case, reason="Không rõ của ai.", by=User.objects.get(pk=at_ba_dinh.pk))
