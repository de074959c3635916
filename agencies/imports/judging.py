"""What a row that was read must not be, before any action is asked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model, TextField


def faults_of(instance: Model, told: Iterable[str], errors: dict[str, Any]) -> dict[str, Any]:
    """Return `errors` with what else is wrong in the fields `told` of a row, and in the row as a whole."""
    told = set(told)
    excluded = {one.name for one in instance._meta.fields if one.name not in told or one.is_relation}
    try:
        instance.clean_fields(exclude=excluded | set(errors))
    except ValidationError as found:
        errors = found.update_error_dict(errors)
    texts = [one for one in instance._meta.fields if isinstance(one, TextField) and one.name in told - set(errors)]
    for one in texts:  # which only forms hold to their length
        length = len(getattr(instance, one.name))
        if one.max_length and length > one.max_length:
            errors[one.name] = [ValidationError(f"Nhiều nhất {one.max_length} ký tự; đang có {length}.")]
    if not errors:
        try:
            instance.clean()
        except ValidationError as found:
            errors = found.update_error_dict(errors)
    return errors


def messages_by_field(error: ValidationError) -> dict[str, list[str]]:
    """Return what an error says, by field."""
    return error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
