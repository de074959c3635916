"""A record of the national database of procedures: its 20 fields in their structure.

Texts are in NFC. What the record does not say is empty: "", () or None, never "Không có thông tin".
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal


class Unreadable(ValueError):  # noqa: N818 it reads as a sentence where it is raised
    """This is no record. The message says why, in Vietnamese, to the person who brought it."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step: its heading where the record gives one, and its paragraphs."""

    title: str | None
    paragraphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """How long handling takes: a number of units, or prose. `written` is what the record says, word for word.

    `unit` is one of UNITS; with OTHER and no value, or with "" it is the prose that counts.
    """

    value: Decimal | None
    unit: str
    prose: str = ""
    written: str = ""


@dataclass(frozen=True, slots=True)
class Fee:
    """An amount with the condition on which it is due; without an amount `condition` is prose on what is due."""

    amount: Decimal | None
    currency: str
    condition: str


@dataclass(frozen=True, slots=True)
class Method:
    """One way of applying: its channel, how long handling then takes, what it costs."""

    channel: str
    limit: TimeLimit | None = None
    fees: tuple[Fee, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Component:
    """A paper of a dossier: how many originals and copies, None where the record does not count."""

    name: str
    form: str = ""
    originals: int | None = None
    copies: int | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """The papers needed in one case; a record with one case only does not name it."""

    name: str
    components: tuple[Component, ...] = ()


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """A legal document: day and issuer are what its number and its abstract tell, or None and ""."""

    number: str
    abstract: str
    issued_on: datetime.date | None = None
    issuer: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """All that the national database says of a procedure.

    `remainder` holds what stood in the source and has no place in the fields, so that nothing is lost.
    """

    code: str
    decision: str = ""
    name: str = ""
    levels: tuple[str, ...] = ()
    kind: str = ""
    field: str = ""
    steps: tuple[Step, ...] = ()
    methods: tuple[Method, ...] = ()
    cases: tuple[Case, ...] = ()
    audiences: tuple[str, ...] = ()
    performing: tuple[str, ...] = ()
    deciding: tuple[str, ...] = ()
    address: str = ""
    authorised: tuple[str, ...] = ()
    coordinating: tuple[str, ...] = ()
    result: str = ""
    legal_bases: tuple[LegalBasis, ...] = ()
    conditions: str = ""
    keywords: tuple[str, ...] = ()
    description: str = ""
    remainder: tuple[str, ...] = ()
