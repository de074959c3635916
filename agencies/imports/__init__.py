"""Bringing in rows by file: reading the file, understanding its cells, and doing with each row what its action does.

For an import of its own an app needs a subclass of ImportResource, and WithImport (agencies.admin.imports) on its admin
class.
"""

from agencies.imports.bringing import bring_in
from agencies.imports.cells import AgencyCell, ChoiceCell, DayCell, LineCell, NumberCell, TextCell, YesNoCell
from agencies.imports.entrusted import EntrustedAgencies
from agencies.imports.outcome import Change, Excerpt, Fault, Outcome, RowOutcome
from agencies.imports.resource import ImportResource
from agencies.imports.table import MOST_BYTES, MOST_ROWS, Table, TableRow, read_table

__all__ = [
    "MOST_BYTES",
    "MOST_ROWS",
    "AgencyCell",
    "Change",
    "ChoiceCell",
    "DayCell",
    "EntrustedAgencies",
    "Excerpt",
    "Fault",
    "ImportResource",
    "LineCell",
    "NumberCell",
    "Outcome",
    "RowOutcome",
    "Table",
    "TableRow",
    "TextCell",
    "YesNoCell",
    "bring_in",
    "read_table",
]
