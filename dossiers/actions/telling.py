"""Trying once more what could not be told, and noting who looks at the data of an applicant."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from agencies.actions import require
from agencies.models import User
from dossiers.models import Applicant, ApplicantLook, Dossier, Notice
from dossiers.notices import ring_after_commit
from dossiers.rights import ADMINISTRATORS, READERS
from notices.promises import MOST_TRIES


@transaction.atomic
def retry(notice: Notice, *, by: User) -> None:
    """Have a message that was given up tried anew. Raises PermissionDenied; ValidationError if it was not given up."""
    require(by, ADMINISTRATORS, notice.event.dossier.receiver)
    if not Notice.objects.failed().filter(pk=notice.pk).update(tries=0):
        raise ValidationError(f"Tin báo này đã gửi, hoặc chưa thử đủ {MOST_TRIES} lần.")
    ring_after_commit(notice.pk)


@transaction.atomic
def look_at_applicant(dossier: Dossier, *, by: User) -> Applicant | None:
    """Return the data of an applicant to somebody who handles the dossier, and note who looked.

    Raises PermissionDenied for others. None if the data has been removed.
    """
    if not any(by.holds(READERS, agency) for agency in (dossier.receiver, dossier.decider)):
        raise PermissionDenied("Chỉ nơi tiếp nhận và nơi giải quyết hồ sơ được xem dữ liệu người nộp.")
    found = Applicant.objects.filter(dossier=dossier).first()
    if found is not None:
        ApplicantLook.objects.create(dossier=dossier, by=by)
    return found
