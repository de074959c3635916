"""Tables: which of their rows and cells are kept, and which cells are headers."""

from __future__ import annotations

from collections.abc import Iterator

from markup.document import Block, Container, has_words, lines_of, replace_marks
from markup.numbers import small_number

CELLS = frozenset({"td", "th"})
MOST_CELLS = 100  # that one may stand for, across or down


def of_cell(told: dict[str, str]) -> dict[str, str]:
    """Return of the attributes of a cell how many it stands for, across and down."""
    spans = {name: small_number(told.get(name, ""), MOST_CELLS) for name in ("colspan", "rowspan")}
    return {name: str(span) for name, span in spans.items() if span > 1}


def finished_tables(body: Container) -> Container:
    """Return a text with its tables in order; one of a single cell is only a frame, and is taken away."""
    blocks: list[Block] = []
    for block in body.blocks:
        if not (isinstance(block, Container) and block.tag == "table"):
            blocks.append(block)
            continue
        block.blocks = _rows_with_words(block)
        cells = list(_cells(block))
        if len(cells) == 1:
            blocks += cells[0].blocks
        elif cells:
            _find_headers(block)
            blocks.append(block)
    body.blocks = blocks
    return body


def _rows_with_words(table: Container) -> list[Block]:
    """Return the rows without the empty ones, unless a cell reaches over several."""
    if any("rowspan" in cell.attributes for cell in _cells(table)):
        return [row for row in table.blocks if isinstance(row, Container) and row.blocks]
    return [row for row in table.blocks if has_words(row)]


def _cells(block: Container) -> Iterator[Container]:
    for row in block.blocks:
        if isinstance(row, Container):
            yield from (cell for cell in row.blocks if isinstance(cell, Container))


def _find_headers(table: Container) -> None:
    """Make headers of a first row that is all in bold, in a table that has none: so programs for writing mean them."""
    if len(table.blocks) < 2 or any(cell.tag == "th" for cell in _cells(table)):
        return
    first = list(_cells(Container("table", table.blocks[:1])))
    if not all(_is_bold(cell) for cell in first):
        return
    for cell in first:
        cell.tag = "th"
        for line in lines_of(cell):
            line.runs = [replace_marks(run, run.marks - {"strong"}) for run in line.runs]


def _is_bold(cell: Container) -> bool:
    runs = [run for line in lines_of(cell) for run in line.runs if run.text.strip()]
    return bool(runs) and all("strong" in run.marks for run in runs)
