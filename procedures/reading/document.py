"""One text export of the national database, read into a record."""

from __future__ import annotations

from dataclasses import replace

from procedures.reading import words
from procedures.reading.blocks import read_bases, read_cases, read_methods, read_steps
from procedures.reading.codes import national_code
from procedures.reading.labels import parts
from procedures.reading.record import Record, Unreadable
from procedures.reading.roundtrip import lost_words
from procedures.reading.words import said

TITLE = "Chi tiết thủ tục hành chính"


def read_text(text: str) -> Record:
    """Return the record that an export says. Raises Unreadable for what is none, or only a part of one.

    Whatever has no place in the fields goes to the remainder, so that no word is dropped.
    """
    found = parts(text.split("\n"))
    record = _record(found)
    lost = lost_words(text, record)
    return replace(record, remainder=(*record.remainder, " ".join(lost))) if lost else record


def _record(found: dict[str, list[str]]) -> Record:
    def text(key: str) -> str:
        return said("\n".join(line.strip() for line in found.get(key, [])))

    def line(key: str) -> str:
        return " ".join(text(key).split())

    methods, stray_methods = read_methods(found.get("methods", []))
    cases, stray_papers = read_cases(found.get("cases", []))
    bases, stray_bases = read_bases(found.get("legal_bases", []))
    before = [part.strip() for part in found[""] if part.strip() and part.strip() != TITLE]
    return Record(
        code=checked_code(line("code")),
        decision=line("decision"),
        name=checked_name(line("name")),
        levels=words.levels(line("levels")),
        kind=line("kind"),
        field=line("field"),
        steps=read_steps(found.get("steps", [])),
        methods=methods,
        cases=cases,
        audiences=words.audiences(line("audiences")),
        performing=words.agencies(text("performing")),
        deciding=words.agencies(text("deciding")),
        address=text("address"),
        authorised=words.agencies(text("authorised")),
        coordinating=words.agencies(text("coordinating")),
        result=text("result"),
        legal_bases=bases,
        conditions=text("conditions"),
        keywords=words.keywords(text("keywords")),
        description=_whole(text("description")),
        remainder=(*before, *stray_methods, *stray_papers, *stray_bases),
    )


def checked_code(text: str) -> str:
    """Return a code as it is written. Raises Unreadable for what is no code of a procedure."""
    if not text:
        raise Unreadable("Thiếu mã thủ tục.")
    if not national_code(text):
        raise Unreadable(f"“{text[:60]}” không phải là mã thủ tục. Mã có dạng 1.001193.")
    return text


def checked_name(text: str) -> str:
    """Return a name. Raises Unreadable if there is none."""
    if not text:
        raise Unreadable("Thiếu tên thủ tục.")
    return text


def _whole(text: str) -> str:
    """Return the last field of a file. Raises Unreadable where it breaks off in the very word that ends most files."""
    if len(text) > 1 and text != words.NOTHING and words.NOTHING.startswith(text) and text not in ("Không", "Không có"):
        raise Unreadable("Tệp bị cắt cụt ở mục cuối.")
    return text
