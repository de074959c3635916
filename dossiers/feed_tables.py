"""Events in a table, for those who have no system that could send them: a row an event, under Vietnamese headings."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils import timezone

from agencies.imports import Table, TableRow
from agencies.imports.entrusted import folded
from deadlines.limits import Unit
from dossiers.codes import DossierCode
from dossiers.feed_format import MOST_EVENTS
from dossiers.models import Channel, DossierEvent, Feed, FeedEvent, Outcome

COLUMNS = {
    "external_id": "Mã sự kiện",
    "code": "Mã hồ sơ",
    "sequence": "Thứ tự",
    "kind": "Việc",
    "happened_at": "Lúc",
    "procedure": "Mã thủ tục",
    "receiver": "Cơ quan tiếp nhận",
    "decider": "Cơ quan giải quyết",
    "home": "Nơi cư trú",
    "to": "Chuyển đến",
    "channel": "Cách nộp",
    "case": "Trường hợp",
    "limit.value": "Thời hạn",
    "limit.unit": "Thời hạn tính bằng",
    "applicant.name": "Người nộp",
    "applicant.identity": "Số định danh",
    "applicant.phone": "Điện thoại",
    "applicant.email": "Thư điện tử",
    "applicant.address": "Địa chỉ",
    "reason": "Lý do",
    "outcome": "Kết luận",
    "result": "Kết quả",
    "until": "Hẹn lại đến",
}
NEEDED = ("code", "kind", "happened_at")
SAMPLE = {
    "code": "H26.12.03-261102-0007",
    "kind": "Tiếp nhận",
    "happened_at": "02/11/2026 09:00",
    "procedure": "1.001193",
    "channel": "Trực tiếp tại Bộ phận Một cửa",
    "limit.value": "5",
    "limit.unit": "ngày làm việc",
    "applicant.name": "Nguyễn Văn Mẫu",
    "applicant.phone": "0900 000 000",
}

_UNITS = {
    "ngày làm việc": Unit.WORKING_DAYS,
    "giờ làm việc": Unit.WORKING_HOURS,
    "ngày": Unit.CALENDAR_DAYS,
    "giờ": Unit.HOURS,
    "tháng": Unit.MONTHS,
}
_WORDS: dict[str, dict[str, str]] = {
    "kind": {folded(verb.label): verb.value for verb in DossierEvent.Verb},
    "channel": {folded(channel.label): channel.value for channel in Channel},
    "outcome": {folded(outcome.label): outcome.value for outcome in Outcome},
    "limit.unit": {folded(word): unit.value for word, unit in _UNITS.items()},
}
_KNOWN = {folded(text): field for field, heading in COLUMNS.items() for text in (field, heading)}
_WRITTEN = ("%d/%m/%Y %H:%M", "%d/%m/%Y %H:%M:%S", "%d/%m/%Y")


def events_in(table: Table, feed: Feed) -> list[dict[str, Any]]:
    """Return the events of a table, row by row, each with a name and a place of its own.

    A name that is not given follows from the row, so that the same table may be brought in twice; a place, from when it
    happened. Raises ValidationError for a table without the columns that are needed.
    """
    fields = {column: _KNOWN[folded(column)] for column in table.columns if folded(column) in _KNOWN}
    if lacking := [COLUMNS[field] for field in NEEDED if field not in fields.values()]:
        raise ValidationError(f"Tệp thiếu cột: {', '.join(lacking)}. Tải tệp mẫu để xem các cột.")
    if len(table.rows) > MOST_EVENTS:
        raise ValidationError(f"Tệp có hơn {MOST_EVENTS} dòng. Hãy chia thành nhiều tệp.")
    events = [_event(row, fields) for row in table.rows]
    _put_in_place(events, feed)
    return events


def unknown_columns(table: Table) -> list[str]:
    """Return the columns that mean nothing here."""
    return [column for column in table.columns if folded(column) not in _KNOWN]


def _event(row: TableRow, fields: dict[str, str]) -> dict[str, Any]:
    event: dict[str, Any] = {}
    for column, field in fields.items():
        if cell := row.cells[column]:
            whole, _, part = field.partition(".")
            value = _value(field, cell)
            if part:
                event.setdefault(whole, {})[part] = value
            else:
                event[whole] = value
    told = json.dumps(event, sort_keys=True, ensure_ascii=False)
    event.setdefault("external_id", f"tep-{hashlib.sha256(told.encode()).hexdigest()[:24]}")
    return event


def _value(field: str, cell: str) -> Any:
    if field in _WORDS:
        return _WORDS[field].get(folded(cell), cell)
    if field in ("sequence", "limit.value"):
        return int(cell) if cell.isdecimal() and len(cell) < 10 else cell
    return _moment(cell) if field in ("happened_at", "until") else cell


def _moment(cell: str) -> str:
    """Return a moment as people write it in ISO 8601, in the time of Việt Nam; whatever else as it is."""
    for written in _WRITTEN:
        try:
            read = datetime.datetime.strptime(cell, written).replace(tzinfo=timezone.get_current_timezone())
        except ValueError:
            continue
        return read.isoformat()
    return cell


def _put_in_place(events: list[dict[str, Any]], feed: Feed) -> None:
    """Give those without a place the next one of their dossier, in the order in which they happened."""
    without = [one for one in events if "sequence" not in one]
    kept = feed.events.filter(external_id__in=[str(one["external_id"]) for one in without])
    places = dict(kept.values_list("external_id", "sequence"))
    last = _last_places(events, feed)
    for one in sorted(without, key=lambda one: str(one.get("happened_at", ""))):
        if one["external_id"] in places:
            one["sequence"] = places[one["external_id"]]
            continue
        key = _key(one)
        one["sequence"] = places[one["external_id"]] = last[key] = last.get(key, 0) + 1


def _last_places(events: Iterable[dict[str, Any]], feed: Feed) -> dict[str, int]:
    """Return the last place that is taken in each dossier: here, or by a row of the table."""
    keys = {_key(one) for one in events}
    taken = feed.events.filter(code_key__in=keys).exclude(state=FeedEvent.State.REFUSED).order_by()
    last = dict(taken.values_list("code_key").annotate(Max("sequence")))
    for one in events:
        if isinstance(one.get("sequence"), int):
            last[_key(one)] = max(last.get(_key(one), 0), one["sequence"])
    return last


def _key(event: dict[str, Any]) -> str:
    try:
        return DossierCode.parse(event.get("code", "")).key
    except ValueError:
        return ""
