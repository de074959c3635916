"""One event as a feed writes it: read, held against the schema that senders are given, and understood."""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass
from typing import Any

from django.utils.crypto import salted_hmac
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError as Misfit
from jsonschema.exceptions import best_match

from dossiers.codes import DossierCode
from dossiers.openapi import validator_of

MOST_EVENTS = 1_000  # in one request
MOST_BYTES = 5 * 1024 * 1024

_EVENT: Draft202012Validator = validator_of("Event")

# What each rule of the schema says to whoever broke it; "{}" is what the rule asks for.
_WORDS = {
    "type": "phải có kiểu {}",
    "enum": "chỉ nhận một trong: {}",
    "const": "phải là {}",
    "minLength": "phải có ít nhất {} ký tự",
    "maxLength": "dài hơn {} ký tự",
    "minimum": "phải từ {} trở lên",
    "maximum": "phải từ {} trở xuống",
    "pattern": "không đúng dạng",
    "anyOf": "cần số định danh hoặc điện thoại",
    "dependentRequired": "thiếu trường đi cùng (applicant cần procedure)",
}


class Unreadable(ValueError):  # noqa: N818 it reads as a sentence where it is raised
    """An event that nobody can understand; says which, if that can be read, and what is wrong with it."""

    def __init__(self, external_id: str, reason: str) -> None:
        super().__init__(reason)
        self.external_id = external_id


@dataclass(frozen=True)
class Sent:
    """One event as it was sent. `digest` is the same whenever the same is said again."""

    external_id: str
    code: DossierCode
    sequence: int
    kind: str
    happened_at: datetime.datetime
    body: dict[str, Any]
    digest: str


def read_event(said: Any) -> Sent:
    """Understand one event. Raises Unreadable."""
    external_id = str(said.get("external_id", ""))[:100] if isinstance(said, dict) else ""
    fault = _unwritable(said) or _misfit(said)
    if fault:
        raise Unreadable(external_id if _unwritable(external_id) == "" else "", fault)
    try:
        code = DossierCode.parse(said["code"])
        happened_at = moment(said["happened_at"])
        if "until" in said:
            moment(said["until"])
    except ValueError as error:
        raise Unreadable(external_id, str(error)) from error
    return Sent(external_id, code, said["sequence"], said["kind"], happened_at, said, digest_of(said))


def moment(text: str) -> datetime.datetime:
    """Return an ISO 8601 moment. Raises ValueError for one without its zone."""
    try:
        read = datetime.datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"“{text[:40]}” không phải thời điểm. Hãy viết như 2026-11-02T09:00:00+07:00.") from None
    if read.tzinfo is None or not 2000 <= read.year < 2100:
        raise ValueError(f"“{text[:40]}” thiếu múi giờ hoặc sai năm. Hãy viết như 2026-11-02T09:00:00+07:00.")
    return read


def digest_of(said: dict[str, Any]) -> str:
    """Return a keyed digest of an event: it holds personal data, which a plain one would let others guess."""
    told = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return salted_hmac("dossiers.feed.event", told, algorithm="sha256").hexdigest()


def _unwritable(said: Any) -> str:
    """Return why a text cannot be kept at all: NUL, or half a character."""
    try:
        told = json.dumps(said, ensure_ascii=False, allow_nan=False)
        told.encode()
    except (ValueError, RecursionError):
        return "Có ký tự hoặc số không đọc được."
    return "Có ký tự NUL." if "\\u0000" in told else ""


def _misfit(said: Any) -> str:
    """Return in Vietnamese what the schema has most against an event, "" if it fits."""
    error = best_match(_EVENT.iter_errors(said))
    return _in_words(error) if error else ""


def _in_words(error: Misfit) -> str:
    field = ".".join(str(part) for part in error.absolute_path) or "sự kiện"
    rule = str(error.validator)
    if rule == "required":
        lacking = [name for name in error.validator_value if name not in error.instance]
        return f"Thiếu trường: {', '.join(lacking)}."
    if rule in ("additionalProperties", "unevaluatedProperties"):
        known = error.schema.get("properties", {})
        unknown = ", ".join(str(name)[:40] for name in error.instance if name not in known)
        return f"Có trường không dùng đến: {unknown}."
    wanted = error.validator_value
    told = ", ".join(map(str, wanted)) if isinstance(wanted, list) and rule == "enum" else str(wanted)
    return f"“{field}” {_WORDS.get(rule, 'không hợp lệ').format(told)}."
