"""A draft: begun, written on, sent or dropped. Its key is the token of the case: sent twice, it becomes one case."""

from __future__ import annotations

import datetime
import uuid
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from feedback.actions.sending import Sent, send
from feedback.files import MOST_FILES, forget, keep
from feedback.models import Draft, Enclosure, Feedback, Sender
from procedures.models import Procedure

DRAFTS_KEPT = datetime.timedelta(days=7)
AT_A_TIME = 500
TOO_MANY = _("Nhiều nhất 5 tệp. Hãy bỏ bớt một tệp trước khi thêm tệp khác.")

Answers = dict[str, Any]


def begin_draft(**answers: Any) -> Draft:
    """Begin a draft with what is known already, under a key that nobody can guess."""
    return Draft.objects.create(key=uuid.uuid4(), answers=answers)


@transaction.atomic
def write_draft(key: uuid.UUID, **answers: Any) -> Draft:
    """Write answers over those that stand in a draft. Raises Draft.DoesNotExist once it was sent or dropped."""
    draft = Draft.objects.select_for_update().get(pk=key)
    draft.answers = {**draft.answers, **answers}
    draft.save()
    return draft


def enclose(key: uuid.UUID, upload: File) -> Draft:
    """Put a photo or file to a draft. Raises ValidationError for what is not accepted, and Draft.DoesNotExist."""
    if len(Draft.objects.get(pk=key).answers.get("files", [])) >= MOST_FILES:
        raise ValidationError(TOO_MANY)  # before it is looked at, which takes a while
    kept = keep(upload)
    try:
        with transaction.atomic():
            draft = Draft.objects.select_for_update().get(pk=key)
            files = [*draft.answers.get("files", []), kept.as_answer()]
            if len(files) > MOST_FILES:  # of another window, meanwhile
                raise ValidationError(TOO_MANY)
            draft.answers["files"] = files
            draft.save()
    except BaseException:
        forget(kept.stored)
        raise
    return draft


@transaction.atomic
def take_out(key: uuid.UUID, stored: str) -> Draft:
    """Take a file out of a draft, for good; one that is not in it changes nothing. Raises Draft.DoesNotExist."""
    draft = Draft.objects.select_for_update().get(pk=key)
    files = draft.answers.get("files", [])
    draft.answers["files"] = [one for one in files if one["stored"] != stored]
    if len(draft.answers["files"]) < len(files):
        draft.save()
        transaction.on_commit(partial(forget, stored), robust=True)
    return draft


@transaction.atomic
def send_draft(key: uuid.UUID) -> Feedback:
    """Send what stands in a draft, which goes with it; of one that was sent already, return its case.

    Who sends it a second time at once waits for the first. Raises Draft.DoesNotExist for one that is neither;
    ValidationError as `send`.
    """
    draft = Draft.objects.select_for_update().filter(pk=key).first()
    if draft is None:
        case = Feedback.objects.select_related("addressee", "sender").filter(token=key).first()
        if case is None:
            raise Draft.DoesNotExist(key)
        return case
    case = send(_sent(draft.answers), token=draft.key)
    draft.delete()
    return case


@transaction.atomic
def forget_draft(key: uuid.UUID) -> bool:
    """Remove a draft and its files, on request; tell whether there was one."""
    draft = Draft.objects.select_for_update().filter(pk=key).first()
    if draft is None:
        return False
    for one in draft.answers.get("files", []):
        transaction.on_commit(partial(forget, one["stored"]), robust=True)
    draft.delete()
    return True


def forget_old_drafts(now: datetime.datetime | None = None) -> int:
    """Remove drafts that nobody has touched for DRAFTS_KEPT, with their files; return how many."""
    old = Draft.objects.filter(changed_at__lt=(now or timezone.now()) - DRAFTS_KEPT).order_by("changed_at")
    return sum(forget_draft(key) for key in list(old.values_list("pk", flat=True)[:AT_A_TIME]))


def _sent(answers: Answers) -> Sent:
    addressee = Agency.objects.filter(pk=answers.get("addressee")).first()
    if addressee is None:
        raise ValidationError({"addressee": _("Hãy chọn nơi nhận.")})
    case = Feedback(
        kind=answers.get("kind", ""),
        about=answers.get("about", ""),
        text=answers.get("text", ""),
        language=answers.get("language", "vi"),
        addressee=addressee,
        procedure=Procedure.objects.filter(code=answers.get("procedure", "")).first(),
        place=Agency.objects.filter(pk=answers.get("place")).first(),
    )
    sender = Sender(**{name: answers.get(name, "") for name in ("name", "address", "phone", "email")})
    return Sent(case, sender, [_enclosure(one) for one in answers.get("files", [])])


def _enclosure(kept: Answers) -> Enclosure:
    return Enclosure(file=kept["stored"], type=kept["type"], size=kept["size"], name=kept["name"])
