"""Bringing in rows by file: reading the file, understanding its cells, and doing with each row what its action does.

For an import of its own an app needs a subclass of ImportResource, and WithImport (agencies.admin.imports) on its admin
class.
"""

from agencies.imports.cells import AgencyCell, ChoiceCell, DayCell, EntrustedAgencies, NumberCell, TextCell
from agencies.imports.resource import Fault, ImportResource, Outcome, RowOutcome, bring_in
from agencies.imports.table import MOST_BYTES, MOST_ROWS, Table, TableRow, read_table

__all__ = [
    "MOST_BYTES",
    "MOST_ROWS",
    "AgencyCell",
    "ChoiceCell",
    "DayCell",
    "EntrustedAgencies",
    "Fault",
    "ImportResource",
    "NumberCell",
    "Outcome",
    "RowOutcome",
    "Table",
    "TableRow",
    "TextCell",
    "bring_in",
    "read_table",
]
