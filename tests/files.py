"""Files of rows for the tests of imports, and what the pages of an import say of them."""

from __future__ import annotations

import csv
import io
import json

from openpyxl import Workbook

Rows = list[dict[str, str]]


def named(name: str, content: bytes) -> io.BytesIO:
    """Return content as a browser would send it."""
    upload = io.BytesIO(content)
    upload.name = name
    return upload


def file_of(rows: Rows, name: str = "tep.csv") -> io.BytesIO:
    """Return an uploaded file of rows, of the kind that its name says."""
    columns = list(dict.fromkeys(column for row in rows for column in row))
    if name.endswith(".json"):
        return named(name, json.dumps(rows).encode())
    if name.endswith(".xlsx"):
        return named(name, workbook(columns, *([row.get(column, "") for column in columns] for row in rows)))
    text = io.StringIO()
    writer = csv.DictWriter(text, columns)
    writer.writeheader()
    writer.writerows(rows)
    return named(name, text.getvalue().encode())


def workbook(*rows: list) -> bytes:
    """Return a workbook with one sheet of these rows."""
    book, file = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(file)
    return file.getvalue()


def preview(browser, address: str, *rows: dict[str, str], name: str = "tep.csv"):
    """Return the page that shows what would become of rows."""
    response = browser.post(address, {"file": file_of(list(rows), name)})
    assert response.status_code == 200
    return response


def faults(response) -> list[tuple[int, str, str]]:
    """Return what a preview says against rows: their numbers, the columns, why."""
    return [(row.number, one.column, one.reason) for row in response.context["outcome"].bad for one in row.faults]


def confirm(browser, address: str, shown, **more):
    """Say yes to a preview; return the page that follows."""
    return browser.post(address, {"rows": shown.context["rows"], **more}, follow=True)


def exported(browser, address: str, resource: str, columns, *, form: int = 1, query: str = "") -> bytes:
    """Return the file that the export of an admin page gives: 0 a workbook, 1 a CSV, 2 JSON."""
    chosen = {f"{resource}_{column}": "on" for column in columns}
    response = browser.post(f"{address}{query}", {"format": str(form), "resource": "", **chosen})
    assert response.status_code == 200
    return response.content
