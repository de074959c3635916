"""How the cases of the demo go: each follows one course through the acts of people, as far as the present has come."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from agencies.models import Agency, User
from feedback import actions
from feedback.models import (
    Answer,
    Channel,
    Classification,
    Criterion,
    Enclosure,
    Feedback,
    Finding,
    Level,
    RuleChange,
    Subject,
    Verdict,
)
from portal.demo.drawings import drawn
from portal.demo.feedback.clock import at
from portal.demo.feedback.people import Officers, sender
from procedures.models import Procedure

PHOTO = (1200, 800)  # pixels
SPACE = uuid.UUID("6d0b7a52-2b0e-4ad1-8f53-0c8f6f0e9f10")


@dataclass
class Story:
    """One case while it is being told: what the file says of it, and who handles cases where."""

    told: dict[str, Any]
    number: int
    officers: Officers
    case: Feedback
    begun: datetime.datetime

    def after(self, days: float, act: Callable[[], Any]) -> None:
        """Let something happen so many days after the case came, unless that has not come yet."""
        moment = min(self.begun + datetime.timedelta(days=days), timezone.now())
        with at(moment):
            act()
        self.case.refresh_from_db()

    def handler(self, agency: Agency | None = None) -> User:
        return self.officers[agency.pk if agency else self.case.holder_id]

    def agency(self, name: str) -> Agency:
        return Agency.objects.get(path=self.told[name])

    @property
    def is_of_rules(self) -> bool:
        return self.told.get("about") == "regulation"


def send(told: dict[str, Any], number: int, officers: Officers) -> Story:
    """Let somebody send what the file tells."""
    begun = timezone.now() - datetime.timedelta(days=told["days"])
    agency = Agency.objects.get(path=told["path"])
    code = told.get("procedure")
    case = Feedback(
        kind=told.get("kind", "report"),
        about=told.get("about", "conduct"),
        channel=told.get("channel", Channel.WEB),
        text=told["text"],
        addressee=agency,
        procedure=Procedure.objects.get(code=code) if code else None,
    )
    by = officers[agency.pk] if case.channel != Channel.WEB else None
    with at(begun):
        kept = actions.send(actions.Sent(case, sender(number)), token=uuid.uuid5(SPACE, str(number)), by=by)
    return Story(told, number, officers, kept, begun)


def received(story: Story) -> None:
    """It lies there: some not long, others over their limit."""


def refused(story: Story) -> None:
    refuse = partial(actions.classify, story.case, Classification.NOT_ACCEPTED, reason=story.told["reason"])
    story.after(2, partial(refuse, by=story.handler()))


def examining(story: Story) -> None:
    kind = Classification.OWN if story.is_of_rules else Classification.CONDUCT
    subject = Subject.UNSUITED if story.is_of_rules else Subject.CONDUCT
    story.after(1, partial(actions.classify, story.case, kind, subject=subject, by=story.handler()))


def extended(story: Story) -> None:
    examining(story)
    story.after(14, partial(actions.extend, story.case, reason=story.told["reason"], by=story.handler()))


def handed_over(story: Story, to: str = "to", days: float = 1) -> None:
    offer = partial(actions.hand_over, story.case, story.agency(to), reason=story.told["reason"])
    story.after(days, partial(offer, by=story.handler()))


def bounced(story: Story, to: str = "to", days: float = 1) -> None:
    handed_over(story, to, days)
    decline = partial(actions.decline, story.case, reason=story.told["why_not"])
    story.after(days + 1, partial(decline, by=story.handler(story.agency(to))))


def climbed(story: Story) -> None:
    bounced(story)
    bounced(story, "second", 4)


def lapsed(story: Story) -> None:
    handed_over(story)
    story.after(8, partial(actions.lapse, story.case))


def escalated(story: Story) -> None:
    story.after(24, partial(actions.escalate, story.case))


def ordered(story: Story) -> None:
    handed_over(story)


def answered(story: Story, days: float = 9) -> None:
    if story.case.state == "received":
        examining(story)
    if story.is_of_rules:
        story.after(days - 1, partial(_examine, story))
    story.after(days, partial(actions.answer, [story.case], _answer(story), by=story.handler()))
    _rated(story, days + 1)


def answered_elsewhere(story: Story) -> None:
    handed_over(story)
    story.after(2, partial(actions.accept, story.case, by=story.handler(story.agency("to"))))
    published(story)


def published(story: Story) -> None:
    shown = [_photo(story).pk] if "photo" in story.told else []
    answered(story)
    if story.told.get("reusable") and story.case.answer:
        actions.reuse(story.case.answer, is_reusable=True, by=story.handler())
    _publish(story, shown)


def joint(story: Story) -> None:
    """Three say the same, and get one answer; the first is published."""
    shown = [_photo(story).pk]
    others = [send({**story.told, "channel": "web"}, story.number + 100 * more, story.officers) for more in (1, 2)]
    for one in (story, *others):
        examining(one)
    story.after(9, partial(actions.answer, [one.case for one in (story, *others)], _answer(story), by=story.handler()))
    _rated(story, 10)
    _publish(story, shown)


def disputed(story: Story) -> None:
    answered(story)
    story.after(14, partial(actions.dispute, story.case, reason=story.told["reason"]))


def disputed_twice(story: Story) -> None:
    disputed(story)
    answered(story, 24)
    story.after(28, partial(actions.dispute, story.case, reason=story.told["reason"]))


def changed(story: Story) -> None:
    published(story)
    told, day = story.told, story.begun.date() + datetime.timedelta(days=80)
    change = RuleChange(
        agency=story.case.holder,
        title=told["changed"],
        before=told["before"],
        after=told["after"],
        document=told["document"],
        in_force_from=day,
        procedure=story.case.procedure,
    )
    story.after(75, partial(actions.tell_of_change, change, [story.case], by=story.handler()))


COURSES: dict[str, Callable[[Story], None]] = {
    course.__name__: course
    for course in (
        received, refused, examining, extended, handed_over, bounced, climbed, lapsed, escalated, ordered, answered,
        answered_elsewhere, published, joint, disputed, disputed_twice, changed,
    )
}  # fmt: skip


def _examine(story: Story) -> None:
    findings = dict.fromkeys(Criterion, (Finding.Verdict.MET, ""))
    if story.told.get("outcome") != "no_change":
        findings[Criterion.REASONABLE] = (Finding.Verdict.NOT_MET, "Yêu cầu trùng với dữ liệu cơ quan đã có (mẫu).")
    actions.examine(story.case, findings, by=story.handler())


def _answer(story: Story) -> Answer:
    told = story.told
    given = {name: told.get(name, "") for name in ("outcome", "clause")}
    return Answer(text=told["answer"], procedure=story.case.procedure, **given)


def _publish(story: Story, shown: list[int]) -> None:
    told = story.told
    publish = partial(actions.publish, story.case, title=told["title"], text=told["public"], shown=shown)
    story.after(11, partial(publish, by=story.handler()))
    Feedback.objects.filter(pk=story.case.pk).update(weight=told.get("weight", 1))


def _rated(story: Story, days: float) -> None:
    if "level" not in story.told:
        return
    story.after(days, partial(actions.rate, story.case, Level(story.told["level"])))
    moment = min(story.begun + datetime.timedelta(days=days), timezone.now())
    Verdict.objects.filter(feedback=story.case).update(at=moment)


def _photo(story: Story) -> Enclosure:
    """Return a drawing among what was sent: nobody's photograph is needed."""
    picture = drawn(story.told["photo"], *PHOTO)
    photo = Enclosure(
        feedback=story.case,
        place=1,
        type=Enclosure.Type.JPEG,
        size=picture.size,
        name="anh-mau.jpg",
        alternative=story.told["alternative"],
    )
    photo.file.save(f"{uuid.uuid4().hex}.jpg", ContentFile(picture.read()), save=True)
    return photo
