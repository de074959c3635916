"""A record as JSON or as a row of a table: fields as texts in the form of the export, or in their structure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from procedures.reading import structures, words
from procedures.reading.cells import block
from procedures.reading.codes import national_code
from procedures.reading.document import checked_code, checked_name
from procedures.reading.headings import field_of
from procedures.reading.record import Record, Unreadable
from procedures.reading.roundtrip import lost_from, texts
from procedures.reading.words import said

_LISTS = {
    "levels": words.levels,
    "audiences": words.audiences,
    "performing": words.agencies,
    "deciding": words.agencies,
    "authorised": words.agencies,
    "coordinating": words.agencies,
    "keywords": words.keywords,
}
_STRUCTURES = {
    "steps": structures.steps,
    "methods": structures.methods,
    "cases": structures.cases,
    "legal_bases": structures.legal_bases,
}
_LINES = frozenset({"code", "decision", "name", "kind", "field"})
_PLAIN = _LINES | {"address", "result", "conditions", "description"}


def read_object(source: Mapping[str, Any]) -> Record:
    """Return the record that an object says: keys are our names or the national labels. Raises Unreadable."""
    if not isinstance(source, Mapping):
        raise Unreadable("Mỗi thủ tục trong tệp JSON phải là một đối tượng.")
    values: dict[str, Any] = {}
    stray: list[str] = []
    for heading, written in source.items():
        key = field_of(str(heading))
        value = _unpacked(key, written)
        if key and key not in values:
            values[key] = value
        else:
            stray.extend(filter(None, texts(value)))
    try:
        record = _record(values, stray)
    except (TypeError, AttributeError) as error:
        raise Unreadable("Có trường không đúng cấu trúc.") from error
    lost = lost_from(
        (text for key, value in values.items() for text in texts(value) if not _is_code(key, text)), record
    )
    return replace(record, remainder=(*record.remainder, " ".join(lost))) if lost else record


def _is_code(key: str, text: str) -> bool:
    """Tell whether a text is a code, which is compared as such and not as a word."""
    return key == "code" and bool(national_code(text))


def _record(values: Mapping[str, Any], stray: list[str]) -> Record:
    fields: dict[str, Any] = {"remainder": stray}
    for key, value in values.items():
        fields[key], more = _read(key, value)
        stray.extend(more)
    return Record(
        **{
            **fields,
            "code": checked_code(fields.get("code", "")),
            "name": checked_name(fields.get("name", "")),
            "remainder": tuple(stray),
        }
    )


def _read(key: str, value: Any) -> tuple[Any, list[str]]:
    """Return the value of a field, and what of it has no place."""
    if key in _STRUCTURES:
        return _STRUCTURES[key](value) if isinstance(value, list) else block(key, structures.text(value))
    if key in _LISTS:
        if isinstance(value, list):
            return tuple(one for item in value if (one := said(structures.text(item)))), []
        return _LISTS[key](structures.text(value)), []
    text = said(structures.text(value))
    return (" ".join(text.split()) if key in _LINES else text), []


def _unpacked(key: str, value: Any) -> Any:
    """Return what a cell holds: some tables keep structure as JSON in their cells."""
    if isinstance(value, dict) and key in _STRUCTURES:
        return [value]
    if isinstance(value, str) and value.lstrip()[:2] in ('["', "[{", "[]") and key not in _PLAIN:
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value
