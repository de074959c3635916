"""A record as data of its 20 fields, for JSON: what is read of it again gives the same record."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from procedures.reading.record import Fee, Method, Record, TimeLimit


def as_data(record: Record) -> dict[str, Any]:
    """Return the fields of a record in their structure, under English names; what is unsaid is null or empty."""
    return {
        "code": record.code,
        "decision": record.decision,
        "name": record.name,
        "levels": list(record.levels),
        "kind": record.kind,
        "field": record.field,
        "steps": [{"title": step.title, "paragraphs": list(step.paragraphs)} for step in record.steps],
        "methods": [_method(method) for method in record.methods],
        "cases": [
            {
                "name": case.name,
                "components": [
                    {"name": one.name, "form": one.form, "originals": one.originals, "copies": one.copies}
                    for one in case.components
                ],
            }
            for case in record.cases
        ],
        "audiences": list(record.audiences),
        "performing": list(record.performing),
        "deciding": list(record.deciding),
        "address": record.address,
        "authorised": list(record.authorised),
        "coordinating": list(record.coordinating),
        "result": record.result,
        "legal_bases": [
            {
                "number": basis.number,
                "abstract": basis.abstract,
                "issued_on": basis.issued_on.isoformat() if basis.issued_on else None,
                "issuer": basis.issuer,
            }
            for basis in record.legal_bases
        ],
        "conditions": record.conditions,
        "keywords": list(record.keywords),
        "description": record.description,
        "remainder": list(record.remainder),
    }


def _method(method: Method) -> dict[str, Any]:
    return {
        "channel": method.channel,
        "limit": _limit(method.limit),
        "fees": [_fee(fee) for fee in method.fees],
        "note": method.note,
    }


def _limit(limit: TimeLimit | None) -> dict[str, Any] | None:
    if limit is None:
        return None
    return {"value": _number(limit.value), "unit": limit.unit, "prose": limit.prose, "written": limit.written}


def _fee(fee: Fee) -> dict[str, Any]:
    return {"amount": _number(fee.amount), "currency": fee.currency, "condition": fee.condition}


def _number(value: Decimal | None) -> int | float | None:
    """Return a whole number as such; halves and quarters of a day are exact in a float."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
