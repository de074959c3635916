"""One procedure as people read it: what it is, for whom, what to bring, how long, how much, where."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from procedures.models import AUDIENCES, KINDS, Channel, Level, ProcedureVersion, Unit

_BULLET = re.compile(r"^\s*(?:[-–+*•]\s*)+")
_FORM = re.compile(r"\b[Mm]ẫu\s+(?:(?:đơn|tờ khai)\s+)?(?:số\s+)?[0-9A-ZĐ][\w./-]*[\w]|\b[Mm]ẫu\s+số\s+\w+")


@dataclass(frozen=True, slots=True)
class MethodRow:
    """One way of applying: its name, how long it takes, what it costs, what else is to be known."""

    channel: str
    limit: str
    fees: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper to bring: its number on the page, and how many of it; what is not counted is a remark."""

    number: int
    name: str
    form: str
    originals: int
    copies: int
    is_counted: bool


@dataclass(frozen=True, slots=True)
class PaperCase:
    """The papers of one case; `name` is "" where there is one case only."""

    name: str
    papers: tuple[Paper, ...]


@dataclass(frozen=True, slots=True)
class Guide:
    """A version of a procedure, ready to be shown."""

    version: ProcedureVersion

    @property
    def record(self) -> dict[str, Any]:
        found: dict[str, Any] = self.version.record
        return found

    def levels(self) -> list[str]:
        """Return the levels that carry it out."""
        return [str(Level(level).label) for level in self.version.levels]

    def audiences(self) -> list[str]:
        """Return who may apply."""
        return [str(AUDIENCES.get(said, said)) for said in self.record["audiences"]]

    def kind(self) -> str:
        """Return by whom it was laid down."""
        return str(KINDS.get(self.record["kind"], self.record["kind"]))

    def methods(self) -> list[MethodRow]:
        """Return the ways of applying."""
        return [
            MethodRow(channel_words(one["channel"]), limit_words(one), tuple(map(fee_words, one["fees"])), one["note"])
            for one in self.record["methods"]
        ]

    def cases(self) -> list[PaperCase]:
        """Return the papers by case, numbered over the whole page so that each keeps its tick."""
        return list(_cases(self.record["cases"]))

    def forms(self) -> list[str]:
        """Return the forms that the papers name: a file, or "Mẫu số 02" of some document."""
        named: list[str] = []
        for case in self.record["cases"]:
            for paper in case["components"]:
                named += [paper["form"]] if paper["form"] else _FORM.findall(paper["name"])
        return list(dict.fromkeys(_capital(name) for name in named))

    def steps(self) -> list[tuple[str, list[str]]]:
        """Return the steps: the heading, and the paragraphs below it; the first paragraph where there is no heading."""
        found = []
        for step in self.record["steps"]:
            paragraphs = list(step["paragraphs"])
            title = step["title"] if step["title"] is not None else paragraphs.pop(0) if paragraphs else ""
            found.append((without_bullet(title), paragraphs))
        return found

    def description(self) -> str:
        """Return the description, where it says more than the conditions: many records give both the same text."""
        said: str = self.record["description"]
        return "" if _same(said, self.record["conditions"]) or _is_nothing(said) else said

    def conditions(self) -> str:
        """Return the conditions, "" where the record says that there are none."""
        said: str = self.record["conditions"]
        return "" if _is_nothing(said) else said

    def summary(self, length: int = 160) -> str:
        """Return one line on what it is."""
        return " ".join((self.record["result"] or self.version.name).split())[:length]


def _cases(cases: Iterable[dict[str, Any]]) -> Iterator[PaperCase]:
    number = 0
    for case in cases:
        papers = []
        for paper in case["components"]:
            name = without_bullet(paper["name"])
            if not name:
                continue
            number += 1
            originals, copies = paper["originals"] or 0, paper["copies"] or 0
            counted = bool(originals or copies) or paper["originals"] is None
            papers.append(Paper(number, name, paper["form"], originals, copies, counted))
        yield PaperCase(without_bullet(case["name"]).rstrip(":"), tuple(papers))


def without_bullet(text: str) -> str:
    """Return a text without the signs of a list before it."""
    return _BULLET.sub("", text).strip()


def channel_words(code: str) -> str:
    """Return what a channel is called; an unknown one as the record calls it."""
    return str(Channel(code).label) if code in Channel.values else code


def limit_words(method: dict[str, Any]) -> str:
    """Return how long handling takes, as the record says it: a number of units, or prose."""
    limit = method["limit"]
    if limit is None:
        return _("Chưa có thông tin")
    if limit["value"] is not None and limit["unit"] in Unit.values:
        return f"{amount_words(limit['value'])} {Unit(limit['unit']).label}"
    if limit["prose"]:
        return str(limit["prose"])
    return _("Xem ghi chú") if method["note"] else _("Không nêu rõ")


def fee_words(fee: dict[str, Any]) -> str:
    """Return what is to be paid, with the condition on which it is."""
    if fee["amount"] is None:
        return str(fee["condition"])
    if fee["amount"] == 0:
        # "0 VNĐ (mức thu do … quy định)": the amount is a blank that nobody filled in, the condition says what is due.
        return str(fee["condition"]) or _("Không thu phí")
    currency = "đồng" if fee["currency"].upper() in ("VNĐ", "VND", "ĐỒNG") else fee["currency"]
    amount = f"{amount_words(fee['amount'])} {currency}"
    return f"{amount} ({fee['condition']})" if fee["condition"] else amount


def amount_words(value: float) -> str:
    """Return a number as Vietnamese write it: 1.500.000 and 2,5."""
    number = Decimal(str(value))
    whole, _point, part = f"{number:f}".partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    return f"{grouped},{part}" if part.strip("0") else grouped


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()) == " ".join(other.split())


def _is_nothing(text: str) -> bool:
    folded = text.strip(" .").casefold()
    return folded in ("", "không", "không có", "không quy định", "không yêu cầu", "không có yêu cầu")
