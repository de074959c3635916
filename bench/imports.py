"""`imports`: 5,000 articles in one workbook, from the file to its preview and from there to what is written.

Beside it, in the same run, the same rows of articles alone, put in by one bulk_create and by one COPY: no rights, no
editions, no events, nothing read, nothing compared.
"""

from __future__ import annotations

import io
from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook

from agencies.imports import Table, bring_in, read_table
from agencies.models import Agency, User
from bench.figures import Figure
from bench.stage import Stage, progress, tidy
from bench.timing import seconds
from bench.trees import plant
from bench.writers import PARAGRAPH, editor_of
from news.models import Article
from news.resources import ArticleResource

ROWS = 5_000
FEW = 100
AGENCIES = 500
HEADINGS = ("Cơ quan đăng", "Tiêu đề", "Tóm tắt", "Nội dung", "Từ khóa", "Tác giả")


def measure(stage: Stage) -> list[Figure]:
    """Bring in one file, by the functions and through the admin's pages."""
    count = FEW if stage.quick else ROWS
    with stage.database("imports", like=stage.empty):
        plant(AGENCIES)
        editor = editor_of(Agency.objects.get(parent=None))
        content = _workbook(count)
        progress(f"  {count:,} articles by the functions")
        figures = _by_functions(read_table("x.xlsx", content), content, editor)
        progress(f"  {count:,} articles through the admin's pages")
        return [*figures, *_by_pages(content, editor, count)]


def _workbook(count: int) -> bytes:
    """Return a file of articles of an ordinary length (about 1,200 letters), for many agencies."""
    book, file = Workbook(), io.BytesIO()
    book.active.append(HEADINGS)
    body = "\n\n".join([2 * PARAGRAPH] * 3)
    paths = list(Agency.objects.exclude(path="").order_by("pk").values_list("path", flat=True))
    for number in range(count):
        title = f"Nộp hồ sơ tại bất kỳ trung tâm nào, đợt {number}"
        book.active.append([paths[number % len(paths)], title, PARAGRAPH, body, "hồ sơ, bưu chính", "Ban biên tập"])
    book.save(file)
    return file.getvalue()


def _by_functions(table: Table, content: bytes, editor: User) -> list[Figure]:
    count = len(table.rows)
    read = count / seconds(lambda: read_table("x.xlsx", content))
    tidy()
    bulk = count / seconds(lambda: _taken_back(lambda: Article.objects.bulk_create(_articles(table, editor))))
    copied = count / seconds(lambda: _taken_back(lambda: _copy(_articles(table, editor))))
    preview = count / seconds(lambda: _must_be_good(bring_in(ArticleResource, table, by=editor)))
    written = count / seconds(lambda: _must_be_good(bring_in(ArticleResource, table, by=editor, write=True)))
    again = count / seconds(lambda: _taken_back(lambda: bring_in(ArticleResource, _changed(table), by=editor)))
    return [
        Figure(f"import, {count:,} articles: the workbook read", read, "rows/s"),
        *(_beside(f"import, {count:,} articles: preview", preview, kind, rate) for kind, rate in _named(bulk, copied)),
        *(_beside(f"import, {count:,} articles: written", written, kind, rate) for kind, rate in _named(bulk, copied)),
        Figure(f"import, {count:,} articles changed: preview", again, "rows/s"),
    ]


def _named(bulk: float, copied: float) -> list[tuple[str, float]]:
    return [("bulk_create of the articles alone", bulk), ("COPY of the articles alone", copied)]


def _beside(name: str, rate: float, kind: str, baseline: float) -> Figure:
    return Figure(name, rate, "rows/s", baseline=baseline, baseline_name=kind, more_is_better=True)


def _must_be_good(outcome: object) -> None:
    if outcome.bad:  # type: ignore[attr-defined]
        raise AssertionError(outcome.bad[0].faults)  # type: ignore[attr-defined]


def _taken_back(act: Callable[[], object]) -> None:
    with transaction.atomic():
        act()
        transaction.set_rollback(True)


def _articles(table: Table, by: User) -> list[Article]:
    agencies = dict(Agency.objects.values_list("path", "pk"))
    found = []
    for number, row in enumerate(table.rows):
        path, title, lead, body, _keywords, author = row.cells.values()
        told = {"title": title, "lead": lead, "body": body, "author": author, "slug": f"bai-{number}"}
        found.append(Article(origin_id=agencies[path], created_by=by, keywords=["hồ sơ", "bưu chính"], **told))
    return found


def _copy(articles: list[Article]) -> None:
    """Put articles in by one COPY: every column but the key, as the model has it."""
    fields = [field for field in Article._meta.concrete_fields if not field.primary_key]
    lines = io.StringIO()
    for article in articles:
        article.created_at = timezone.now()
        lines.write("\t".join(_as_copied(getattr(article, field.attname)) for field in fields) + "\n")
    lines.seek(0)
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY news_article ({', '.join(field.column for field in fields)}) FROM STDIN", lines)


def _as_copied(value: object) -> str:
    """Return a value as COPY reads it."""
    if value is None:
        return "\\N"
    if isinstance(value, list):
        return "{" + ",".join(f'"{part}"' for part in value) + "}"
    return str(value).replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")


def _changed(table: Table) -> Table:
    """Return the same rows with the numbers that the articles now have, and other bodies."""
    keys = dict(Article.objects.values_list("title", "pk"))
    columns = ["Mã bài", *table.columns]
    rows = [[row.number, str(keys[row.cells["Tiêu đề"]]), *row.cells.values()] for row in table.rows]
    for row in rows:
        row[5] = f"{row[5]} Bổ sung."
    return Table.of({"columns": columns, "rows": rows})


def _by_pages(content: bytes, editor: User, count: int) -> list[Figure]:
    """Return how long a browser waits for the preview, and for the import."""
    call_command("collectstatic", interactive=False, verbosity=0)
    Article.objects.update(title="Khác")  # else all of them would be there already
    address = reverse("admin:news_article_import")
    browser = Client()
    browser.force_login(editor)
    shown: list[str] = []

    def preview() -> None:
        page = browser.post(address, {"file": SimpleUploadedFile("x.xlsx", content)})
        shown.append(page.content.decode().partition('name="rows" value="')[2].partition('"')[0])

    waited = seconds(preview)
    confirmed = seconds(lambda: browser.post(address, {"rows": shown[0]}))
    if Article.objects.exclude(title="Khác").count() != count:
        raise AssertionError("the pages did not bring in every row")
    return [
        Figure(f"import, {count:,} articles: from the file sent to the preview seen", waited, "s", at_most=10),
        Figure(f"import, {count:,} articles: from saying yes to its end", confirmed, "s", at_most=10),
    ]
