"""The fields of a record that JSON gives in their structure; whatever has no place is returned beside."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from procedures.reading.legal import read_basis, with_origin
from procedures.reading.limits import read_amount, read_fees, read_limit
from procedures.reading.record import Case, Component, Fee, LegalBasis, Method, Step, TimeLimit
from procedures.reading.words import UNITS, channel, composed, said


def text(value: Any) -> str:
    """Return a value as a text; nothing is ""."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return composed(str(value)).replace("\r\n", "\n").strip()


def steps(values: list[Any]) -> tuple[tuple[Step, ...], list[str]]:
    """Return steps, each given as a text or as {title, paragraphs}."""
    return tuple(_step(value) for value in values), []


def _step(value: Any) -> Step:
    if not isinstance(value, Mapping):
        return Step(None, tuple(line.strip() for line in text(value).split("\n") if line.strip()))
    title = _of(value, "title", "name", "tên bước", "tiêu đề")
    paragraphs = _of(value, "paragraphs", "text", "content", "nội dung")
    lines = paragraphs if isinstance(paragraphs, list) else text(paragraphs).split("\n")
    return Step(None if title is None else text(title), tuple(line for one in lines if (line := text(one))))


def methods(values: list[Any]) -> tuple[tuple[Method, ...], list[str]]:
    """Return ways of applying: {channel, limit, fees, note}; limit and fees as texts or in their structure."""
    found, stray = [], []
    for value in values:
        if isinstance(value, Mapping):
            found.append(_method(value))
        else:
            stray.append(text(value))
    return tuple(found), stray


def _method(value: Mapping[str, Any]) -> Method:
    fees = _of(value, "fees", "fee", "phí, lệ phí", "phí")
    if isinstance(fees, list):
        said_fees = tuple(
            fee for one in fees for fee in ([_fee(one)] if isinstance(one, Mapping) else read_fees(text(one)))
        )
    else:
        said_fees = (_fee(fees),) if isinstance(fees, Mapping) else read_fees(text(fees))
    return Method(
        channel=channel(text(_of(value, "channel", "hình thức nộp", "hình thức"))),
        limit=_limit(_of(value, "limit", "time_limit", "thời hạn giải quyết", "thời hạn")),
        fees=said_fees,
        note=said(text(_of(value, "note", "description", "mô tả", "ghi chú"))),
    )


def _limit(value: Any) -> TimeLimit | None:
    if not isinstance(value, Mapping):
        return read_limit(text(value))
    number, unit = read_amount(text(value.get("value"))), text(value.get("unit"))
    prose = text(value.get("prose") or value.get("text"))
    written = text(value.get("written")) or " ".join(filter(None, [prose or text(value.get("value")), unit]))
    if number is None and not prose and not unit:
        return None
    return TimeLimit(number, UNITS.get(unit, unit), prose, written)


def _fee(value: Mapping[str, Any]) -> Fee:
    amount = read_amount(text(value.get("amount")))
    currency = text(value.get("currency")) or ("VNĐ" if amount is not None else "")
    return Fee(amount, currency, text(value.get("condition") or value.get("note")))


def cases(values: list[Any]) -> tuple[tuple[Case, ...], list[str]]:
    """Return papers by case: {name, components}, or papers alone, which are then of one case."""
    found: list[Case] = []
    alone: list[Component] = []
    for value in values:
        if isinstance(value, Mapping) and isinstance(papers := _of(value, "components", "papers", "giấy tờ"), list):
            name = text(_of(value, "name", "case", "trường hợp"))
            found.append(Case(name, tuple(map(_component, papers))))
        else:
            alone.append(_component(value))
    return tuple([Case("", tuple(alone)), *found] if alone else found), []


def _component(value: Any) -> Component:
    if not isinstance(value, Mapping):
        return Component(text(value))
    return Component(
        name=text(_of(value, "name", "tên giấy tờ", "tên")),
        form=text(_of(value, "form", "form_file", "biểu mẫu", "mẫu")),
        originals=_count(_of(value, "originals", "bản chính")),
        copies=_count(_of(value, "copies", "bản sao")),
    )


def _count(value: Any) -> int | None:
    digits = text(value)
    return int(digits) if digits.isdecimal() else None


def legal_bases(values: list[Any]) -> tuple[tuple[LegalBasis, ...], list[str]]:
    """Return legal bases: {number, abstract, issued_on, issuer} or texts as an export has them."""
    return tuple(_basis(value) if isinstance(value, Mapping) else read_basis(text(value)) for value in values), []


def _basis(value: Mapping[str, Any]) -> LegalBasis:
    number = text(_of(value, "number", "số", "số, ký hiệu", "số hiệu"))
    told = with_origin(number, text(_of(value, "abstract", "trích yếu", "name")))
    day = text(_of(value, "issued_on", "date", "ngày ban hành"))
    issuer = text(_of(value, "issuer", "cơ quan ban hành"))
    return LegalBasis(number, told.abstract, _day(day) or told.issued_on, issuer or told.issuer)


def _day(said_day: str) -> datetime.date | None:
    for written in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.datetime.strptime(said_day, written).date()  # noqa: DTZ007 a day has no zone
        except ValueError:
            continue
    return None


def _of(value: Mapping[str, Any], *names: str) -> Any:
    """Return what stands under the first of some names, in any case."""
    folded = {str(key).strip().casefold(): part for key, part in value.items()}
    return next((folded[name] for name in names if name in folded), None)
