"""What applicants say of the handling, after the result, once."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from dossiers.models import Satisfaction, State

TOLD = "Bạn đã đánh giá hồ sơ này. Cảm ơn bạn."


def rate(said: Satisfaction) -> Satisfaction:
    """Keep what an applicant says. Raises ValidationError before the result, for a second time, for no such level."""
    if said.dossier.state not in (State.FINISHED, State.RETURNED):
        raise ValidationError("Bạn có thể đánh giá sau khi có kết quả.")
    said.clean_fields(exclude=["dossier"])
    try:
        with transaction.atomic():
            said.save(force_insert=True)
    except IntegrityError as error:
        raise ValidationError(TOLD) from error
    return said
