"""Examining a case, answering it alone or with others, and publishing what everybody may read (art. 14, 15, 19)."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from agencies.models import User
from feedback.actions.stepping import Verb, locked, require_state, said, write
from feedback.clock import ends
from feedback.models import About, Answer, Criterion, Enclosure, Feedback, FeedbackEvent, Finding, State, Subject, Term
from feedback.personal import names_the_sender


@transaction.atomic
def examine(feedback: Feedback, findings: Mapping[Criterion, tuple[Finding.Verdict, str]], *, by: User) -> None:
    """Write down what was found of each criterion, over what was written before (NĐ 20/2008 art. 14).

    Raises PermissionDenied, and ValidationError for a criterion that is not met and not explained.
    """
    case = locked(feedback, by=by)
    require_state(case, State.EXAMINING)
    for criterion, (verdict, note) in findings.items():
        finding = Finding(feedback=case, criterion=criterion, verdict=verdict, note=note.strip())
        finding.clean_fields(exclude=["feedback"])
        finding.validate_constraints(exclude=["feedback", "criterion"])
        Finding.objects.update_or_create(
            feedback=case, criterion=criterion, defaults={"verdict": verdict, "note": finding.note}
        )
    write(case, Verb.EXAMINED, by=by)


@transaction.atomic
def extend(feedback: Feedback, *, reason: str, by: User) -> FeedbackEvent:
    """Put off the answer, once, before its limit ends; the sender reads why.

    Raises PermissionDenied; ValidationError without a reason, too late, or a second time.
    """
    case = locked(feedback, by=by)
    require_state(case, State.EXAMINING)
    if refused := why_not_extend(case):
        raise ValidationError(refused)
    reason = said(reason)
    due_at = ends(Term.EXTENSION, case.holder, since=case.due_at or timezone.now(), classification=case.classification)
    Feedback.objects.filter(pk=case.pk).update(due_at=due_at, extended_at=timezone.now())
    case.refresh_from_db()
    event = write(case, Verb.EXTENDED, by=by, reason=reason, until=due_at)
    feedback.refresh_from_db()
    return event


def why_not_extend(case: Feedback) -> list[str]:
    """Return why the answer cannot be put off: an empty list if it can."""
    told = []
    if case.extended_at is not None:
        told.append("Đã gia hạn một lần.")
    if case.is_overdue:
        told.append("Đã quá hạn.")
    return told


@transaction.atomic
def answer(cases: Collection[Feedback], new: Answer, *, by: User) -> Answer:
    """Answer one case, or several that say the same, with one text. All of them, or none.

    `new` holds the text and, for a regulation, the outcome and the rule. Raises PermissionDenied unless `by` handles
    cases of the holder of each; ValidationError for one that is not being examined, held elsewhere than the first,
    without a text, with one that tells who a sender is (it will be public), and for a regulation without an outcome or
    one of the six criteria.
    """
    held = [locked(case, by=by) for case in sorted(cases, key=lambda case: case.pk)]
    if not held:
        raise ValidationError("Hãy chọn phản ánh cần trả lời.")
    for case in held:
        require_state(case, State.EXAMINING)
        if case.holder_id != held[0].holder_id:
            raise ValidationError("Chỉ trả lời chung các phản ánh do cùng một cơ quan giữ.")
    _check_regulation(held, new)
    new.text = new.text.strip()
    _check_words(held, new)
    new.agency, new.by, new.at = held[0].holder, by, timezone.now()
    new.clean_fields(exclude=["agency", "by", "at", "procedure"])
    new.validate_constraints()
    new.save()
    for case in held:
        case.move_to(
            State.ANSWERED,
            answer=new,
            answered_at=new.at,
            on_time=case.due_at is None or new.at <= case.due_at,
            was_due_at=case.due_at,
            due_at=None,
        )
        write(case, Verb.ANSWERED, by=by, answer=new.pk, joint=len(held) > 1)
    for case in cases:
        case.refresh_from_db()
    return new


def _check_words(cases: Collection[Feedback], new: Answer) -> None:
    for case in cases:
        if found := names_the_sender(case, new.text):
            raise ValidationError({"text": f"Câu trả lời sẽ công khai mà còn {found} của người gửi {case}: hãy bỏ."})


def is_about_regulation(case: Feedback) -> bool:
    """Tell whether a case asks for the six criteria: as intake has classed it, else as its sender sees it."""
    if case.subject:
        return case.subject != Subject.CONDUCT
    return case.about == About.REGULATION


def missing_criteria(cases: Collection[Feedback]) -> list[str]:
    """Return which of the six criteria nobody has looked at in cases about regulations, as they are called."""
    examined = set(Finding.objects.filter(feedback__in=cases).values_list("criterion", flat=True))
    return [criterion.label for criterion in Criterion if criterion not in examined]


def _check_regulation(cases: Collection[Feedback], new: Answer) -> None:
    about_rules = [case for case in cases if is_about_regulation(case)]
    if not about_rules:
        return
    if not new.outcome:
        raise ValidationError({"outcome": "Phản ánh về quy định phải có kết quả đối với quy định."})
    if missing := missing_criteria(about_rules):
        raise ValidationError(f"Chưa xem xét đủ sáu tiêu chí: {', '.join(missing).lower()}.")


@transaction.atomic
def publish(
    feedback: Feedback, *, title: str, text: str, shown: Mapping[int, str] | Collection[int] = (), by: User
) -> FeedbackEvent:
    """Publish an answered case with the question as an officer has worded it.

    `shown` are the keys of the files that everybody may see, with what is to be seen on each photo for those who do not
    see it. Raises PermissionDenied; ValidationError when it is not answered, without words, for a photo that is not
    described, or if the words tell who sent it.
    """
    case = locked(feedback, by=by)
    require_state(case, State.ANSWERED, State.PUBLISHED)
    title, text = title.strip(), text.strip()
    described = {key: shown[key].strip() if isinstance(shown, Mapping) else "" for key in shown}
    for field, words in (("title", title), ("text", text)):
        if not words:
            raise ValidationError({field: "Hãy ghi nội dung công khai."})
    for field, words in (("title", title), ("text", text), *(("shown", words) for words in described.values())):
        if found := names_the_sender(case, words):
            raise ValidationError({field: f"Nội dung công khai còn {found} của người gửi: hãy bỏ."})
    if case.state == State.PUBLISHED:
        case.move_to(State.ANSWERED)
    at = case.published_at or timezone.now()
    case.public_title, case.public_text = title, text
    case.clean_fields(exclude=[field.name for field in case._meta.fields if not field.name.startswith("public_t")])
    case.move_to(State.PUBLISHED, public_title=title, public_text=text, published_at=at)
    _show_files(case, described)
    event = write(case, Verb.PUBLISHED, by=by)
    feedback.refresh_from_db()
    return event


def _show_files(case: Feedback, described: Mapping[int, str]) -> None:
    for enclosure in case.enclosures.all():
        enclosure.is_public = enclosure.pk in described
        if enclosure.is_public:
            enclosure.alternative = described[enclosure.pk] or enclosure.alternative
            if enclosure.type == Enclosure.Type.JPEG and not enclosure.alternative:
                raise ValidationError({"shown": f"Hãy mô tả ảnh “{enclosure.name}” cho người không nhìn thấy."})
            enclosure.clean_fields(exclude=["feedback", "file"])
        enclosure.save(update_fields=["is_public", "alternative"])


@transaction.atomic
def hide(feedback: Feedback, *, reason: str, by: User) -> FeedbackEvent:
    """Take a case off the public pages: at once, and the sender still reads its answer. Raises as `publish`."""
    case = locked(feedback, by=by)
    require_state(case, State.PUBLISHED)
    case.move_to(State.ANSWERED)
    event = write(case, Verb.HIDDEN, by=by, reason=said(reason))
    feedback.refresh_from_db()
    return event
