"""What is exported of the sections of sites, and brought in by file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from import_export.fields import Field
from import_export.resources import ModelResource

from agencies.actions import SPEAKERS
from agencies.imports import AgencyCell, ChoiceCell, DayCell, ImportResource, NumberCell, TextCell
from agencies.models import Agency
from sections.actions import save_leaders, save_sections
from sections.models import WRITTEN, AgencyContent, Leader, Section, SectionRule, State, standings_of
from sections.models.section import VIETNAMESE


class ContentResource(ModelResource):
    """One row an agency: how its site stands to the rules, and what falls short by which article."""

    name = Field("name", column_name="Cơ quan")
    parent = Field("parent__name", column_name="Cơ quan cấp trên")
    kind = Field("get_kind_display", column_name="Loại cơ quan")
    required = Field("required", column_name="Số mục phải có")
    lacks = Field("lacks", column_name="Số mục chưa đạt")
    missing = Field(column_name="Các mục thiếu")
    empty = Field(column_name="Các mục trống")
    old = Field(column_name="Các mục quá hạn rà soát")
    sources = Field(column_name="Căn cứ")
    address = Field("get_absolute_url", column_name="Địa chỉ trang")

    class Meta:
        model = AgencyContent
        name = "Nội dung bắt buộc"
        fields = ("name", "parent", "kind", "required", "lacks", "missing", "empty", "old", "sources", "address")
        export_order = fields

    def before_export(self, queryset: Any, **kwargs: Any) -> None:
        self.rules = list(SectionRule.objects.in_force())

    def dehydrate_missing(self, agency: Any) -> str:
        return self._names(agency, State.MISSING)

    def dehydrate_empty(self, agency: Any) -> str:
        return self._names(agency, State.EMPTY)

    def dehydrate_old(self, agency: Any) -> str:
        return self._names(agency, State.OLD)

    def dehydrate_sources(self, agency: Any) -> str:
        faults = [one for one in standings_of(agency, self.rules) if not one.is_met]
        return "; ".join(dict.fromkeys(one.rule.source for one in faults))

    def _names(self, agency: Any, state: State) -> str:
        return ", ".join(str(one.section.label) for one in standings_of(agency, self.rules) if one.state == state)


class SectionResource(ImportResource):
    """One row a section of a site, in one language: exported and imported in the same columns."""

    agency = Field("agency", column_name="Cơ quan", widget=AgencyCell())
    code = Field("code", column_name="Mục", widget=ChoiceCell([(code.value, code.label) for code in WRITTEN]))
    language = Field("language", column_name="Ngôn ngữ", widget=ChoiceCell(settings.LANGUAGES), default=VIETNAMESE)
    body = Field("body", column_name="Nội dung", widget=TextCell())

    roles = SPEAKERS
    key = ("agency", "code", "language")
    needed = ("agency", "code", "body")
    confirms = True

    class Meta:
        model = Section
        name = "Các mục của trang"
        fields = ("agency", "code", "language", "body")
        import_order = export_order = fields

    def stored_at(self, agencies: Iterable[Agency]) -> Iterable[Section]:
        return Section.objects.filter(agency__in=agencies).select_related("agency")

    def keep(self, rows: list[Section]) -> None:
        save_sections(rows, by=self.by)  # type: ignore[arg-type]


class LeaderResource(ImportResource):
    """One row a leader: exported and imported in the same columns."""

    agency = Field("agency", column_name="Cơ quan", widget=AgencyCell())
    name = Field("name", column_name="Họ và tên", widget=TextCell())
    position = Field("position", column_name="Chức vụ", widget=TextCell())
    duties = Field("duties", column_name="Nhiệm vụ đảm nhiệm", widget=TextCell())
    biography = Field("biography", column_name="Tiểu sử tóm tắt", widget=TextCell())
    starts_on = Field("starts_on", column_name="Giữ chức từ ngày", widget=DayCell())
    ends_on = Field("ends_on", column_name="Đến hết ngày", widget=DayCell())
    order = Field("order", column_name="Thứ tự", widget=NumberCell(), default=1)
    phone = Field("phone", column_name="Điện thoại", widget=TextCell())
    email = Field("email", column_name="Thư điện tử", widget=TextCell())
    position_en = Field("position_en", column_name="Chức vụ (tiếng Anh)", widget=TextCell())
    duties_en = Field("duties_en", column_name="Nhiệm vụ đảm nhiệm (tiếng Anh)", widget=TextCell())
    biography_en = Field("biography_en", column_name="Tiểu sử tóm tắt (tiếng Anh)", widget=TextCell())

    roles = SPEAKERS
    key = ("agency", "name", "position", "starts_on")
    needed = ("agency", "name", "position")
    confirms = True

    class Meta:
        model = Leader
        name = "Lãnh đạo"
        fields = (
            *("agency", "name", "position", "duties", "biography", "starts_on", "ends_on", "order"),
            *("phone", "email", "position_en", "duties_en", "biography_en"),
        )
        import_order = export_order = fields

    def stored_at(self, agencies: Iterable[Agency]) -> Iterable[Leader]:
        return Leader.objects.filter(agency__in=agencies).select_related("agency")

    def keep(self, rows: list[Leader]) -> None:
        save_leaders(rows, by=self.by)  # type: ignore[arg-type]
