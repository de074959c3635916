"""Cases brought to where tests of public pages need them, through the acts that people would use."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils import timezone

from agencies.models import Agency, User
from feedback import actions
from feedback.models import (
    Answer,
    Classification,
    Criterion,
    Feedback,
    Finding,
    Outcome,
    RuleChange,
    Subject,
)
from procedures.models import Procedure
from tests.feedback.conftest import handler, sent_to

REPLY = "Ủy ban đã trả kết quả và phê bình cán bộ để chậm. Xin lỗi bà."
TITLE = "Trả kết quả khai sinh chậm"
WORDS = "Người dân nộp hồ sơ khai sinh, ba tuần chưa có kết quả."


def answered_at(agency: Agency, *, reply: str = REPLY, by: User | None = None, **facts: Any) -> Feedback:
    """Return a case about conduct that an agency has answered."""
    by = by or handler(agency)
    case = sent_to(agency, **facts)
    actions.classify(case, Classification.CONDUCT, subject=Subject.CONDUCT, by=by)
    actions.answer([case], Answer(text=reply, procedure=case.procedure), by=by)
    return case


def published_at(
    agency: Agency,
    *,
    title: str = TITLE,
    text: str = WORDS,
    reply: str = REPLY,
    reusable: bool = False,
    **facts: Any,
) -> Feedback:
    """Return a case about conduct that an agency has answered and published."""
    by = handler(agency)
    case = answered_at(agency, reply=reply, by=by, **facts)
    if reusable:
        actions.reuse(case.answer, is_reusable=True, by=by)
    actions.publish(case, title=title, text=text, by=by)
    return case


def proposal_at(
    agency: Agency, outcome: Outcome, *, procedure: Procedure | None = None, title: str = TITLE
) -> Feedback:
    """Return a published case about a regulation, with what follows for it."""
    by = handler(agency)
    case = sent_to(agency, kind="proposal", about="regulation", procedure=procedure)
    actions.classify(case, Classification.OWN, subject=Subject.UNSUITED, by=by)
    actions.examine(case, dict.fromkeys(Criterion, (Finding.Verdict.MET, "")), by=by)
    actions.answer([case], Answer(text=REPLY, outcome=outcome, clause="khoản 2 Điều 5", procedure=procedure), by=by)
    actions.publish(case, title=title, text=WORDS, by=by)
    return case


def changed_after(*cases: Feedback, agency: Agency) -> RuleChange:
    """Return the change of a rule that these cases had raised."""
    change = RuleChange(
        agency=agency,
        title="Không phải nộp bản sao giấy chứng sinh",
        before="Nộp bản sao có chứng thực.",
        after="Cán bộ tự tra cứu.",
        document="Quyết định 12/QĐ-UBND ngày 02/11/2026",
        in_force_from=timezone.localdate() - datetime.timedelta(days=1),
    )
    return actions.tell_of_change(change, cases, by=handler(agency))
