"""How a number is said to readers, in the language of the moment."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from results.definitions import Measure, Unit


def measured(figures: Any, measure: Measure) -> str:
    """Return a number of these figures with its unit: "93,4 %", "1.234", "2,5 ngày"; in words that there is none."""
    value = measure.value(figures)
    if value is None:
        return _("chưa có số liệu")
    if measure.unit == Unit.DOSSIERS:
        return decimal(int(value), 0)
    if measure.unit == Unit.PERCENT:
        return f"{decimal(value)} %"
    return _("%(days)s ngày") % {"days": decimal(value)}


def points(value: Decimal | None) -> str:
    """Return points as they are read: "13,5"; in words that there are none."""
    if value is None:
        return _("chưa có số liệu")
    said = f"{value:.2f}".rstrip("0").rstrip(".")
    return said.replace(".", ",") if get_language() == settings.LANGUAGE_CODE else said


def decimal(value: float, places: int = 1) -> str:
    """Return a number as it is read: 1.234,5 or 1,234.5; without a decimal that is nought."""
    said = f"{value:,.{places}f}".removesuffix(".0")
    if get_language() == settings.LANGUAGE_CODE:
        return said.translate({ord(","): ".", ord("."): ","})
    return said
