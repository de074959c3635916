"""What a poster needs besides the guide: the address as a QR code."""

from __future__ import annotations

from functools import lru_cache

import segno


@lru_cache(maxsize=512)
def qr_path(text: str) -> tuple[str, int]:
    """Return a QR code as the path of an SVG in units of one module, and how many of them it is wide."""
    code = segno.make_qr(text, error="m")
    rows = [list(row) for row in code.matrix]
    runs = [f"M{column} {row}h1v1h-1z" for row, cells in enumerate(rows) for column, dark in enumerate(cells) if dark]
    return "".join(runs), len(rows)
