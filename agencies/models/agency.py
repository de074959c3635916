"""An agency (cơ quan, đơn vị): a node of the one tree of the administration, from the Government to the last commune.

An agency is one row for life. Its name, parent, address and codes may change, and their history stands in
`agencies.models.history`; it is never deleted, it closes.

`parent` and `sort_key` are what people decide. Everything that follows from them (`tree_id`, `lft`, `rght`, `level`
and `path`) is written by the database itself, in `agencies/sql/0002_arrange.sql`, whoever changes a row and however.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import BrinIndex
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Exists, F, FilteredRelation, OuterRef, Q
from django.utils import timezone
from mptt.managers import TreeManager
from mptt.models import MPTTModel, TreeForeignKey
from mptt.querysets import TreeQuerySet

from agencies.addresses import page_address
from agencies.english import in_language
from agencies.models.field import FieldOfWork, fields_by_name
from agencies.models.kind import TOP_KINDS, AdministrativeLevel, AgencyKind
from agencies.units import UNIT_WORDS
from agencies.words import Words
from vietnamese.sorting import sort_key

if TYPE_CHECKING:
    import datetime

    from agencies.models.staff import Role, User

# The key of the advisory lock that every change of the tree takes first, here and in agencies/sql/0002_arrange.sql:
# two writers at once corrupt a nested-set tree (docs/decisions/0002).
TREE_LOCK = 20150423

# Words that follow an agency's path in an address, so that no agency may be called by them.
RESERVED_SLUGS = frozenset(
    [
        "tin-tuc",
        "chuyen-de",
        "thu-tuc",
        "ho-so",
        "phan-anh",
        "gioi-thieu",
        "thong-ke",
        "tim-kiem",
        "so-do",
        "danh-gia",
        "co-quan",
        "quan-tri",
    ]
)

MAX_PATH = 400  # characters

TREE_FIELDS = ("tree_id", "lft", "rght", "level", "path")


class AgencyQuerySet(TreeQuerySet["Agency"]):
    """Which agencies: by place in the tree, by life, by whom they are entrusted to."""

    def live(self) -> Self:
        """Return the agencies that have not closed yet."""
        return self.filter(Q(live_to=None) | Q(live_to__gt=timezone.localdate()))

    def below(self, agency: Agency) -> Self:
        """Return all descendants of `agency`, itself not included."""
        return self.filter(tree_id=agency.tree_id, lft__gt=agency.lft, rght__lt=agency.rght)

    def within(self, agency: Agency) -> Self:
        """Return `agency` and all its descendants."""
        return self.filter(tree_id=agency.tree_id, lft__gte=agency.lft, rght__lte=agency.rght)

    def above(self, agency: Agency) -> Self:
        """Return the ancestors of `agency`, the Government first, itself not included."""
        slugs = agency.path.split("/")
        paths = ["/".join(slugs[:length]) for length in range(len(slugs))]  # found by their index, without a scan
        higher = self.filter(path__in=paths, tree_id=agency.tree_id, lft__lt=agency.lft, rght__gt=agency.rght)
        return higher.in_tree_order()

    def directly_below(self, agency: Agency) -> Self:
        """Return the children of `agency` in their order."""
        return self.filter(parent=agency).in_tree_order()

    def in_tree_order(self) -> Self:
        """Order as the tree is read: each agency before those below it, siblings by kind and Vietnamese alphabet."""
        return self.order_by("tree_id", "lft")

    def with_names_in(self, language: str) -> Self:
        """Read with each the names given to it in `language`, which name_in and short_name_in prefer to their rule.

        As `given_name` and `given_short_name`, None where none is given. One join; none for Vietnamese.
        """
        if language == settings.LANGUAGE_CODE:
            return self
        return self.annotate(
            told=FilteredRelation("profile__texts", condition=Q(profile__texts__language=language)),
            given_name=F("told__name"),
            given_short_name=F("told__short_name"),
        )

    def entrusted_to(self, user: User, roles: frozenset[Role]) -> Self:
        """Return the agencies at which `user` holds one of `roles` today, there or anywhere above."""
        if user.is_superuser:
            return self.all()
        memberships = user.memberships.in_force().filter(
            role__in=roles,
            agency__tree_id=OuterRef("tree_id"),
            agency__lft__lte=OuterRef("lft"),
            agency__rght__gte=OuterRef("rght"),
        )
        return self.filter(Exists(memberships))

    def on(self, date: datetime.date) -> Self:
        """Return the agencies alive on `date`, with the name and parent of that day as `name_then`, `parent_id_then`.

        Agencies of which nothing is known for that day are left out.
        """
        return self.filter(records__valid__contains=date).annotate(
            name_then=F("records__name"), parent_id_then=F("records__parent_id")
        )


def between(least: int, most: int) -> list[Any]:
    """Return the validators of a number from `least` to `most`."""
    return [MinValueValidator(least), MaxValueValidator(most)]


class Agency(MPTTModel):
    """One agency of the administration, for life."""

    kind = models.CharField("loại cơ quan", max_length=20, choices=AgencyKind)
    fields_of_work = ArrayField(
        models.CharField(max_length=20, choices=FieldOfWork), verbose_name="lĩnh vực", default=list, blank=True
    )
    name = models.CharField("tên đầy đủ", max_length=250, help_text="Ví dụ: Ủy ban nhân dân phường Ba Đình")
    short_name = models.CharField("tên gọi", max_length=150, help_text="Ví dụ: Phường Ba Đình")
    slug = models.CharField(
        "tên trong địa chỉ",
        max_length=80,
        blank=True,
        validators=[RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*$", "Chỉ dùng chữ thường không dấu, số và dấu gạch nối.")],
        help_text="Không dấu, nối bằng gạch ngang. Ví dụ: phuong-ba-dinh. Để trống: lấy từ tên gọi.",
    )
    sort_key = models.CharField("khóa sắp xếp", max_length=600, editable=False, db_collation="C")
    parent = TreeForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,  # agency_slug_unique_below_parent begins with it
        related_name="children",
        verbose_name="cơ quan cấp trên",
    )
    live_from = models.DateField("hoạt động từ ngày", null=True, blank=True)
    live_to = models.DateField("kết thúc hoạt động ngày", null=True, blank=True, editable=False)
    closed_reason = models.CharField("lý do kết thúc", max_length=250, blank=True, editable=False)
    latitude = models.DecimalField(
        "vĩ độ", max_digits=9, decimal_places=6, null=True, blank=True, validators=between(-90, 90)
    )
    longitude = models.DecimalField(
        "kinh độ", max_digits=9, decimal_places=6, null=True, blank=True, validators=between(-180, 180)
    )
    area_km2 = models.DecimalField(
        "diện tích (km²)", max_digits=10, decimal_places=3, null=True, blank=True, validators=between(0, 1_000_000)
    )

    tree_id = models.PositiveIntegerField(default=0, editable=False)
    lft = models.PositiveIntegerField(default=0, editable=False)
    rght = models.PositiveIntegerField(default=0, editable=False)
    level = models.PositiveIntegerField(default=0, editable=False)
    path = models.CharField("đường dẫn", max_length=MAX_PATH, editable=False, default="")

    objects = TreeManager.from_queryset(AgencyQuerySet)()

    class MPTTMeta:
        order_insertion_by = ["sort_key"]

    class Meta:
        verbose_name = "cơ quan"
        verbose_name_plural = "cơ quan"
        constraints = [
            models.UniqueConstraint(
                fields=["parent", "slug"],
                condition=Q(live_to=None),
                name="agency_slug_unique_below_parent",
                violation_error_message="Đã có một cơ quan cùng cấp dùng tên này trong địa chỉ.",
            ),
            models.UniqueConstraint(fields=["kind"], condition=Q(parent=None), name="agency_one_root"),
            models.CheckConstraint(
                condition=Q(parent=None, kind=AgencyKind.GOVERNMENT, slug="")
                | (Q(parent__isnull=False) & ~Q(kind=AgencyKind.GOVERNMENT) & ~Q(slug="")),
                name="agency_root_is_the_government",
            ),
            models.CheckConstraint(
                condition=Q(live_to=None) | Q(live_from=None) | Q(live_to__gte=F("live_from")),
                name="agency_closes_after_it_opens",
            ),
            models.CheckConstraint(
                condition=Q(live_to=None, closed_reason="") | (Q(live_to__isnull=False) & ~Q(closed_reason="")),
                name="agency_closed_with_reason",
            ),
        ]
        indexes = [
            # Of ranges of pages, not of rows: so a row can be numbered anew in place (agencies/sql/0002_arrange.sql).
            BrinIndex(fields=["tree_id", "lft"], name="agency_tree_order", pages_per_range=4),
            models.Index(fields=["path"], name="agency_path"),
        ]

    def __str__(self) -> str:
        return self.short_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save what people decide, and read back what the database made of it."""
        self.sort_key = self.order_among_siblings()
        with type(self).objects.disable_mptt_updates():
            super().save(*args, **kwargs)
        self.refresh_from_db(fields=TREE_FIELDS)

    def take_fields_from_name(self) -> None:
        """Let the name tell the fields of work, unless they were said."""
        self.fields_of_work = self.fields_of_work or fields_by_name(self.kind, self.name)

    def clean(self) -> None:
        """Refuse a place in the tree, an address or a day that cannot be."""
        if self.parent is None and self.kind != AgencyKind.GOVERNMENT:
            raise ValidationError({"parent": "Hãy chọn cơ quan cấp trên."})
        if self.parent and self.kind == AgencyKind.GOVERNMENT:
            raise ValidationError({"kind": "Chỉ có một Chính phủ, ở đầu hệ thống."})
        if self.parent and self.kind in TOP_KINDS and self.parent.kind != AgencyKind.GOVERNMENT:
            raise ValidationError({"kind": f"{self.get_kind_display()} chỉ nằm ngay dưới Chính phủ."})
        if self.live_from and self.live_from > timezone.localdate():
            raise ValidationError({"live_from": "Ngày bắt đầu hoạt động không được ở sau hôm nay."})
        self._check_slug()

    def _check_slug(self) -> None:
        if bool(self.slug) != bool(self.parent):
            raise ValidationError({"slug": "Mọi cơ quan trừ Chính phủ có tên trong địa chỉ, ví dụ: phuong-ba-dinh."})
        if self.slug in RESERVED_SLUGS:
            raise ValidationError({"slug": f"“{self.slug}” là tên dành riêng. Hãy chọn tên khác."})
        if len(self.path_to_be()) > MAX_PATH:
            raise ValidationError({"slug": "Đường dẫn đến cơ quan này sẽ quá dài. Hãy chọn tên ngắn hơn."})

    def path_to_be(self) -> str:
        """Return the path that the database will give: that of the parent and the slug."""
        return f"{self.parent.path}/{self.slug}".strip("/") if self.parent else self.slug

    def order_among_siblings(self) -> str:
        """Return the key that orders siblings: by kind, then by proper name in the Vietnamese alphabet; none equal."""
        rank = list(AgencyKind).index(AgencyKind(self.kind))
        return f"{rank:02} {sort_key(self.proper_name)} {self.slug}"

    @property
    def proper_name(self) -> str:
        """The name without the word for the kind of unit: "Ba Đình" of "Phường Ba Đình"."""
        for word in UNIT_WORDS:
            if self.short_name.startswith(word + " "):
                return self.short_name.removeprefix(word + " ")
        return self.short_name

    def name_in(self, language: str) -> Words:
        """Return the full name in `language`, or else in Vietnamese. No query: see AgencyQuerySet.with_names_in."""
        return in_language(language, self.name, getattr(self, "given_name", "") or "")

    def short_name_in(self, language: str) -> Words:
        """Return the short name in `language`, or else in Vietnamese. No query."""
        return in_language(language, self.short_name, getattr(self, "given_short_name", "") or "")

    @property
    def is_live(self) -> bool:
        """Tell whether the agency has not closed yet, as AgencyQuerySet.live() does."""
        return self.live_to is None or self.live_to > timezone.localdate()

    @property
    def administrative_level(self) -> AdministrativeLevel:
        return AgencyKind(self.kind).administrative_level

    def url(self, name: str, **kwargs: Any) -> str:
        """Return the address of the page `name` on this agency's site; the root's site is the portal's front."""
        return page_address(self.path, name, **kwargs)

    def get_absolute_url(self) -> str:
        return self.url("home")
