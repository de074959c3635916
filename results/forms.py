"""The form of a formula of the service index."""

from __future__ import annotations

from typing import Any

from django import forms

from agencies.forms import ReasonedForm
from results.index.measures import counted_as
from results.models import COLUMN_OF


def counts() -> list[tuple[str, Any]]:
    """Return what a formula can be made of."""
    return [("", "không đo trên cổng"), *((code, counted_as(code)) for code in COLUMN_OF)]


class IndexRuleForm(ReasonedForm):
    """Asks what is divided by what, in words, and why the formula is written or corrected."""

    numerator = forms.ChoiceField(label="Tử số", choices=counts, required=False)
    denominator = forms.ChoiceField(label="Mẫu số", choices=counts, required=False)
