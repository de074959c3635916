"""Pages of cases as staff open them, and cases in the states that these pages show."""

from __future__ import annotations

from django.core.files.base import ContentFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from agencies.models import User
from feedback import actions
from feedback.models import Answer, Classification, Criterion, Enclosure, Feedback, Finding, Subject
from tests.news.files import picture

REPLY = "Ủy ban đã trả kết quả và phê bình cán bộ để chậm."
LIST = "admin:feedback_feedback_changelist"


def page_of(case: Feedback, page: str = "change") -> str:
    return reverse(f"admin:feedback_feedback_{page}", args=[case.pk])


def text(response: HttpResponse) -> str:
    return response.content.decode()


def seen(browser: Client, case: Feedback, page: str) -> str:
    """Return what the page of an act says that it has seen."""
    last = browser.get(page_of(case, page)).context["last"]
    return str(last.pk)


def offered_to(browser: Client, case: Feedback) -> dict[str, list[str]]:
    """Return the acts that a page offers, each with the reasons why it is closed."""
    return {one.step.page: one.why_not for one in browser.get(page_of(case)).context["offered"]}


def enclose(case: Feedback, kind: Enclosure.Type = Enclosure.Type.JPEG) -> Enclosure:
    """Put a file into a case, past the form of citizens."""
    place = case.enclosures.count() + 1
    content = picture() if kind == Enclosure.Type.JPEG else b"%PDF-1.7\n%%EOF\n"
    new = Enclosure(feedback=case, place=place, type=kind, size=len(content), name=f"tran-thi-lan-{place}.{kind}")
    new.file.save(f"phan-anh-{place}.{kind}", ContentFile(content))
    return new


def examined(case: Feedback, by: User, *, subject: Subject = Subject.CONDUCT) -> Feedback:
    """Take a case in, to be examined where it is."""
    kind = Classification.CONDUCT if subject == Subject.CONDUCT else Classification.OWN
    actions.classify(case, kind, subject=subject, by=by)
    if subject != Subject.CONDUCT:
        actions.examine(case, dict.fromkeys(Criterion, (Finding.Verdict.MET, "")), by=by)
    return case


def answered(case: Feedback, by: User) -> Feedback:
    examined(case, by)
    actions.answer([case], Answer(text=REPLY), by=by)
    return case


def published(case: Feedback, by: User) -> Feedback:
    answered(case, by)
    actions.publish(case, title="Trả kết quả khai sinh chậm", text="Hồ sơ khai sinh ba tuần.", by=by)
    return case
