"""What a procedure says, from one day to another: the text of a national record, with what is searched as columns."""

from __future__ import annotations

import datetime
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeBoundary, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q

from agencies.models import Agency, AgencyKind, FieldOfWork
from procedures.models.choices import Level, Part, level_at
from procedures.models.procedure import Procedure, ProcedureField


class DateRange(Func):
    """The days from one to the day before another."""

    function = "DATERANGE"
    output_field = DateRangeField()


class VersionQuerySet(models.QuerySet["ProcedureVersion"]):
    """Which versions of procedures."""

    def current(self) -> Self:
        """Return the last version of each procedure, withdrawn or not."""
        return self.filter(valid_to=None)

    def published(self) -> Self:
        """Return what is in force and public: one version of each procedure that is not withdrawn."""
        return self.current().filter(procedure__withdrawn_on=None)

    def performed_at(self, agency: Agency) -> Self:
        """Return those that `agency` carries out: by its level, and above the commune by what it works in.

        What is particular to one province stays within it. A ministry carries out what it, or a unit of its, is named
        for or has announced; a department what departments of its field, or it itself, are named for.
        """
        if agency.kind == AgencyKind.GOVERNMENT:
            return self
        level = level_at(agency.kind)
        here = self.filter(levels__contains=[level])
        if level == Level.CENTRAL:
            return here.filter(_named_within(agency) | Q(announced_by=agency))
        within_its_province = Q(territory=None) | Q(
            territory__tree_id=agency.tree_id, territory__lft__lte=agency.lft, territory__rght__gte=agency.rght
        )
        here = here.filter(within_its_province)
        if agency.kind == AgencyKind.DEPARTMENT:
            return here.filter(_named_within(agency) | _named_by_field(agency))
        return here


def _named_within(agency: Agency) -> Q:
    rows = VersionAgency.objects.filter(
        version=OuterRef("pk"),
        agency__tree_id=agency.tree_id,
        agency__lft__gte=agency.lft,
        agency__rght__lte=agency.rght,
    )
    return Q(Exists(rows))


def _named_by_field(agency: Agency) -> Q:
    """Return the condition that departments of the same field are named, wherever they stand ("Sở Xây dựng")."""
    rows = VersionAgency.objects.filter(
        version=OuterRef("pk"), kind=AgencyKind.DEPARTMENT, fields_of_work__overlap=agency.fields_of_work
    )
    return Q(Exists(rows))


class ProcedureVersion(models.Model):
    """One version. It is never changed: a changed record is the next version, and a dossier keeps its own.

    `record` is the national record whole, in the structure of procedures.reading.as_data; what lists filter by and
    count stands beside it in columns of its own.
    """

    procedure = models.ForeignKey(
        Procedure, models.PROTECT, db_index=False, related_name="versions", verbose_name="thủ tục"
    )
    number = models.PositiveSmallIntegerField("phiên bản")
    valid_from = models.DateField("có hiệu lực từ ngày")
    valid_to = models.DateField("đến trước ngày", null=True, blank=True)
    decision = models.CharField("số quyết định", max_length=250, blank=True)
    name = models.TextField("tên thủ tục")
    sort_key = models.CharField("khóa sắp xếp", max_length=1200, editable=False, db_collation="C")
    field = models.ForeignKey(
        ProcedureField, models.PROTECT, null=True, blank=True, related_name="versions", verbose_name="lĩnh vực"
    )
    levels = ArrayField(models.CharField(max_length=20, choices=Level), verbose_name="cấp thực hiện", default=list)
    channels = ArrayField(models.CharField(max_length=60), verbose_name="cách nộp", default=list)
    audiences = ArrayField(models.CharField(max_length=250), verbose_name="đối tượng", default=list)
    announced_by = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="cơ quan công bố"
    )
    territory = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="chỉ áp dụng tại",
        help_text="Tỉnh, thành phố có thủ tục riêng này.",
    )
    record = models.JSONField("nội dung")
    content_hash = models.CharField("dấu nội dung", max_length=64)
    created_at = models.DateTimeField("ghi vào cổng lúc", auto_now_add=True)

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = "phiên bản thủ tục"
        verbose_name_plural = "phiên bản thủ tục"
        ordering = ["procedure", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["procedure", "number"], name="procedure_version_number_once"),
            models.UniqueConstraint(
                fields=["procedure"], condition=Q(valid_to=None), name="procedure_one_current_version"
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="procedure_version_ends_after_start"
            ),
            ExclusionConstraint(
                name="procedure_one_version_a_day",
                expressions=[
                    (DateRange("valid_from", "valid_to", RangeBoundary()), RangeOperators.OVERLAPS),
                    ("procedure", RangeOperators.EQUAL),
                ],
            ),
        ]
        indexes = [
            models.Index(fields=["sort_key"], condition=Q(valid_to=None), name="procedure_version_by_name"),
            models.Index(fields=["field", "sort_key"], condition=Q(valid_to=None), name="procedure_version_by_field"),
            GinIndex(fields=["levels"], name="procedure_version_levels"),
            GinIndex(fields=["channels"], name="procedure_version_channels"),
            GinIndex(fields=["audiences"], name="procedure_version_audiences"),
        ]

    def __str__(self) -> str:
        return self.name

    def is_in_force(self, on: datetime.date) -> bool:
        """Tell whether this is the version of that day."""
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)


class VersionAgencyQuerySet(models.QuerySet["VersionAgency"]):
    """Which agencies of versions."""

    def unmatched(self) -> Self:
        """Return those whose text names no agency of the tree, nor a kind of agency."""
        return self.filter(agency=None, kind="")


class VersionAgency(models.Model):
    """An agency that a version names: the text as it stands there, and which agency of the tree it means.

    "Sở Xây dựng" means the departments of a field, in each province: a kind and fields of work instead of an agency.
    """

    version = models.ForeignKey(
        ProcedureVersion, models.CASCADE, db_index=False, related_name="agencies", verbose_name="phiên bản"
    )
    part = models.CharField("vai trò", max_length=20, choices=Part)
    order = models.PositiveSmallIntegerField("thứ tự")
    text = models.TextField("cơ quan, theo văn bản")
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="cơ quan trên cổng"
    )
    kind = models.CharField("loại cơ quan", max_length=20, choices=AgencyKind, blank=True)
    fields_of_work = ArrayField(
        models.CharField(max_length=20, choices=FieldOfWork), verbose_name="lĩnh vực", default=list, blank=True
    )

    objects = VersionAgencyQuerySet.as_manager()

    class Meta:
        verbose_name = "cơ quan trong thủ tục"
        verbose_name_plural = "cơ quan trong thủ tục"
        ordering = ["version", "part", "order"]
        constraints = [
            models.UniqueConstraint(fields=["version", "part", "order"], name="procedure_agency_once"),
            models.CheckConstraint(condition=Q(agency=None) | Q(kind=""), name="procedure_agency_one_or_a_kind"),
            models.CheckConstraint(condition=Q(part__in=Part.values), name="procedure_agency_known_part"),
        ]
        indexes = [models.Index(fields=["kind", "version"], name="procedure_agency_by_kind")]

    def __str__(self) -> str:
        return self.text
