"""What is exported of the sections of sites."""

from __future__ import annotations

from typing import Any

from import_export.fields import Field
from import_export.resources import ModelResource
from import_export.widgets import DateWidget

from sections.models import AgencyContent, Leader, SectionRule, State, standings_of


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


class LeaderResource(ModelResource):
    """One row a leader, in the columns that an import takes."""

    agency = Field("agency__path", column_name="Cơ quan")
    name = Field("name", column_name="Họ và tên")
    position = Field("position", column_name="Chức vụ")
    starts_on = Field("starts_on", column_name="Giữ chức từ ngày", widget=DateWidget("%d/%m/%Y"))

    class Meta:
        model = Leader
        name = "Lãnh đạo"
        fields = ("agency", "name", "position", "starts_on")
        export_order = fields
