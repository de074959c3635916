"""What the national database says of a procedure, read into its parts: plain Python that knows no table.

`read_text` reads one text export, `read_rows` the rows of a table, `read_objects` JSON; each gives a `Record` or raises
`Unreadable` with a Vietnamese sentence. `as_text` writes a record as an export, `as_data` as JSON.
"""

from procedures.reading.data import as_data
from procedures.reading.document import read_text
from procedures.reading.encoding import decode
from procedures.reading.objects import read_object
from procedures.reading.record import (
    Case,
    Component,
    Fee,
    LegalBasis,
    Method,
    Record,
    Step,
    TimeLimit,
    Unreadable,
)
from procedures.reading.roundtrip import lost_words
from procedures.reading.tables import read_row
from procedures.reading.writing import as_text

__all__ = [
    "Case",
    "Component",
    "Fee",
    "LegalBasis",
    "Method",
    "Record",
    "Step",
    "TimeLimit",
    "Unreadable",
    "as_data",
    "as_text",
    "decode",
    "lost_words",
    "read_object",
    "read_row",
    "read_text",
]
