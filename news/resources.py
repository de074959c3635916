"""What is exported of the newsroom, and brought in by file."""

from __future__ import annotations

import datetime
from collections.abc import Hashable, Iterable, Iterator
from itertools import islice
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from import_export.fields import Field
from import_export.resources import ModelResource
from import_export.widgets import Widget
from tablib import Dataset

from agencies.actions import hold_tree
from agencies.imports import AgencyCell, ChoiceCell, ImportResource, LineCell, NumberCell, TextCell
from agencies.models import Agency
from agencies.prose import kept
from news.actions import WRITERS, categorise, save_articles
from news.models import Article, Category, Placement, keywords_in, read_open_editions

AT_ONCE = 200  # articles read together for an export, each with its body


def local_minute(moment: datetime.datetime) -> str:
    """Return a moment as people write it, in local time: "23/11/2026 13:54"."""
    return f"{timezone.localtime(moment):%d/%m/%Y %H:%M}"


class LocalTime(Widget):
    """A moment in local time."""

    def render(self, value: datetime.datetime, obj: object = None, **kwargs: object) -> str:
        return local_minute(value)


class PlacementResource(ModelResource):
    """One row for each article on each site: the ledger of delivery."""

    article = Field("article__title", column_name="Bài viết")
    origin = Field("article__origin__name", column_name="Cơ quan đăng")
    agency = Field("agency__name", column_name="Trên trang của")
    state = Field("get_state_display", column_name="Tình trạng")
    published_at = Field("published_at", column_name="Xuất bản lúc", widget=LocalTime())
    placed_at = Field("placed_at", column_name="Đến lúc", widget=LocalTime())

    class Meta:
        model = Placement
        name = "Bài trên các trang"
        fields = ("article", "origin", "agency", "state", "published_at", "placed_at")
        export_order = fields


class KeywordsCell(Widget):
    """Keywords between commas."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> list[str]:
        try:
            return keywords_in(TextCell().clean(value))
        except ValidationError as error:
            raise ValueError(error.messages[0]) from error

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return ", ".join(value or ())


class SeenCell(Widget):
    """What an article was when it was exported: what Edition.seen says, marked so that it is no number and no day."""

    MARK = "b"

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str | None:
        """Return None if nothing is said. Raises ValueError."""
        if not value:
            return None
        if not value.startswith(self.MARK):
            raise ValueError("Cột này do cổng ghi khi xuất tệp: hãy để nguyên hoặc để trống.")
        return value.removeprefix(self.MARK)


class CategoryCell(ChoiceCell):
    """A category of the national list; none where none is said. The list is read when the first is asked for."""

    def __init__(self) -> None:
        super().__init__([])
        self.categories: dict[str, Category] = {}

    def read(self) -> None:
        """Read the list. One query."""
        self.categories = {category.slug: category for category in Category.objects.all()}
        super().__init__([(category.slug, category.name) for category in self.categories.values()])

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        return self.categories[super().clean(value)] if value else None

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return str(value or "")


class BodyCell(TextCell):
    """The text of an article, plain or HTML, as it is kept: so a text that says the same changes nothing."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        text = super().clean(value)
        try:
            return kept(text) if text.strip() else ""
        except ValidationError as refusal:
            raise ValueError(" ".join(refusal.messages)) from refusal


class ArticleResource(ImportResource):
    """One row an article as it is being written: exported and imported in the same columns. Nothing is published."""

    number = Field("pk", column_name="Mã bài", widget=NumberCell())
    seen = Field("seen_then", column_name="Bản", widget=SeenCell())
    origin = Field("origin", column_name="Cơ quan đăng", widget=AgencyCell())
    title = Field("title", column_name="Tiêu đề", widget=LineCell())
    lead = Field("lead", column_name="Tóm tắt", widget=TextCell())
    body = Field("body", column_name="Nội dung", widget=BodyCell())
    keywords = Field("keywords", column_name="Từ khóa", widget=KeywordsCell())
    category = Field("category", column_name="Chuyên mục", widget=CategoryCell())
    author = Field("author", column_name="Tác giả", widget=LineCell())
    source = Field("source", column_name="Nguồn", widget=LineCell())
    photo_alt = Field("photo_alt", column_name="Mô tả ảnh", widget=LineCell())
    photo_caption = Field("photo_caption", column_name="Chú thích ảnh", widget=LineCell())

    roles = WRITERS
    needed = ("origin",)

    class Meta:
        model = Article
        name = "Bài viết"
        fields = (
            *("number", "seen", "origin", "title", "lead", "body", "keywords", "category"),
            *("author", "source", "photo_alt", "photo_caption"),
        )
        import_order = export_order = fields

    def iter_queryset(self, queryset: QuerySet[Article]) -> Iterator[Article]:
        """Yield the articles as they are being written, a few at a time."""
        articles = queryset.select_related("origin", "category").iterator(chunk_size=AT_ONCE)
        while some := list(islice(articles, AT_ONCE)):
            yield from read_open_editions(some)

    def dehydrate_seen(self, article: Article) -> str:
        """Return what its open edition is, which was read with all others."""
        edition = article.__dict__.get("open_edition")
        return SeenCell.MARK + (edition.seen if edition else "")

    def key_of(self, row: Article) -> Hashable:
        return row.pk or (row.origin_id, row.title, row.lead)

    def key_in(self, row: dict[str, str]) -> Hashable:
        return NumberCell().clean(row.get(self.fields["number"].column_name))

    def before_import(self, dataset: Dataset, **kwargs: Any) -> None:
        self.fields["category"].widget.read()
        super().before_import(dataset, **kwargs)

    def stored_at(self, agencies: Iterable[Agency]) -> Iterable[Article]:
        """Return the articles named by their number; note which titles and leads their agencies have already."""
        there = Article.objects.filter(origin__in=agencies)
        titles = {LineCell().clean(title) for title in self.said("title")}
        alike = there.filter(title__in=titles).values_list("pk", "origin", "title", "lead")
        self._twins = {(origin, title, lead): pk for pk, origin, title, lead in alike}
        self._categories: dict[int, Category | None] = {}
        numbers = [int(said) for said in self.said("number") if said.isdecimal() and len(said) <= NumberCell.DIGITS]
        named = list(there.filter(pk__in=numbers).select_related("origin", "category"))
        self._categories = {article.pk: article.category for article in named}
        return read_open_editions(named)

    def further_faults(self, instance: Article) -> dict[str, Any]:
        """Refuse a number that nothing has here, and a new article that is there already."""
        if instance.pk and instance._state.adding:
            return {"pk": [f"Không tìm thấy bài số {instance.pk} tại cơ quan này, trong phạm vi của bạn."]}
        twin = None if instance.pk else self._twins.get((instance.origin_id, instance.title, instance.lead))
        told = f"Cơ quan đã có bài số {twin} cùng tiêu đề và tóm tắt. Muốn sửa bài ấy, hãy ghi mã bài."
        return {"title": [told]} if twin else {}

    def keep(self, rows: list[Article]) -> None:
        """Write the open editions, and put articles into their categories. Raises what the acts raise."""
        assert self.by is not None  # noqa: S101 as in before_import
        said = [row.category for row in rows]
        stood = [self._categories.get(row.pk) for row in rows]
        moving = [place for place, category in enumerate(said) if category != stood[place]]
        if moving:
            hold_tree(shared=True)  # first of all, as `categorise` would
        for row, category in zip(rows, stood, strict=True):
            row.category = category  # it is another act that says it
        new = [row for row in rows if row.pk is None]
        try:
            save_articles(rows, by=self.by, seen=[getattr(row, "seen_then", None) for row in rows])
            categorise([(rows[place], said[place]) for place in moving], by=self.by)
        except Exception:
            for row in new:  # what was given to them is taken back
                row.pk = None
            raise
        finally:
            for row, category in zip(rows, said, strict=True):
                row.category = category
