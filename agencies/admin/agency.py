"""Agencies as their administrators keep them: founding, renaming, moving within what is entrusted to them."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminDateWidget
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html

from agencies.actions import found_agency, revise_agency
from agencies.admin.move import WithMoving
from agencies.admin.scoped import EVERYONE, ScopedExport, WithinFilter, staff
from agencies.admin.search import FoundByName
from agencies.admin.site import LackingFilter, WithProfile
from agencies.admin.tree import WithTree
from agencies.models import Agency, AgencyIdentifier, AgencyRecord, FieldOfWork
from agencies.resources import AgencyResource
from vietnamese.slugs import slug

AREA = ("latitude", "longitude", "area_km2")


class AgencyForm(forms.ModelForm):
    """The facts of one agency, and from which day a change of name or parent counts."""

    fields_of_work = forms.MultipleChoiceField(
        label="Lĩnh vực",
        required=False,
        choices=FieldOfWork,
        widget=forms.CheckboxSelectMultiple,
        help_text="Để phát hành theo lĩnh vực, ví dụ tới mọi sở y tế. Bỏ trống: lấy theo tên của bộ, sở.",
    )
    effective_on = forms.DateField(
        label="Thay đổi có hiệu lực từ ngày",
        required=False,
        widget=AdminDateWidget,
        help_text="Áp dụng cho tên và cơ quan cấp trên. Bỏ trống: hôm nay.",
    )

    class Meta:
        model = Agency
        fields = ("parent", "kind", "fields_of_work", "name", "short_name", "slug", "live_from", *AREA)

    def clean_slug(self) -> str:
        """Return what was typed, or one made from the name; the Government has none."""
        if self.instance.pk and self.instance.parent_id is None:
            return ""
        return self.cleaned_data["slug"] or slug(self.cleaned_data.get("short_name", ""))

    def clean_parent(self) -> Agency | None:
        """Refuse a parent that is the agency itself or stands below it."""
        parent: Agency | None = self.cleaned_data["parent"]
        if parent is None and (self.instance.pk is None or self.instance.parent_id):
            raise forms.ValidationError("Hãy chọn cơ quan cấp trên.")
        if parent and self.instance.pk and Agency.objects.within(self.instance).filter(pk=parent.pk).exists():
            raise forms.ValidationError("Một cơ quan không thể nằm dưới chính nó hoặc dưới đơn vị của nó.")
        return parent

    def clean_effective_on(self) -> datetime.date | None:
        """Refuse a day that is to come, or before the present names began."""
        day: datetime.date | None = self.cleaned_data["effective_on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError("Ngày có hiệu lực không được ở sau hôm nay.")
        record = AgencyRecord.objects.filter(agency=self.instance.pk, valid__upper_inf=True).first()
        if day and record and record.valid.lower and day < record.valid.lower:
            raise forms.ValidationError(f"Ngày có hiệu lực phải từ {record.valid.lower:%d/%m/%Y}.")
        return day


class Facts(admin.TabularInline):
    """Rows that are shown below an agency and kept elsewhere, with when each is valid."""

    template = "admin/agencies/facts.html"
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Agency | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Agency | None = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Agency | None = None) -> bool:
        return True

    @admin.display(description="có hiệu lực")
    def period(self, row: AgencyRecord | AgencyIdentifier) -> str:
        first, last = row.valid.lower, row.valid.upper
        until = f" đến trước {last:%d/%m/%Y}" if last else ""
        return f"từ {first:%d/%m/%Y}{until}" if first else until.strip() or "không rõ"


class IdentifierInline(Facts):
    """The codes of an agency: shown here, kept by loading and by reorganisations."""

    model = AgencyIdentifier
    readonly_fields = fields = ("scheme", "value", "period")


class RecordInline(Facts):
    """What the agency was called and stood under before."""

    model = AgencyRecord
    fk_name = "agency"
    readonly_fields = fields = ("period", "name", "parent")


@admin.register(Agency)
class AgencyAdmin(ScopedExport, FoundByName, WithProfile, WithTree, WithMoving):
    """The agencies entrusted to a person. The topmost of them keeps the name and place that those above gave it."""

    scope = "pk"
    view_roles = EVERYONE
    form = AgencyForm
    resource_classes = [AgencyResource]
    list_display = ("indented_name", "kind", "parent", "site")
    list_filter = (WithinFilter, "kind", LackingFilter)
    list_select_related = ("parent",)
    list_links = (
        ("Cây cơ quan", "admin:agencies_agency_tree"),
        ("Nội dung còn thiếu", "admin:agencies_agency_lacking"),
    )
    when_empty = "Bạn chưa được giao cơ quan nào. Hãy hỏi quản trị của cơ quan cấp trên."
    autocomplete_fields = ("parent",)
    inlines = (RecordInline, IdentifierInline)
    fieldsets = (
        ("Tên gọi", {"fields": ("kind", "fields_of_work", "name", "short_name")}),
        (
            "Vị trí và địa chỉ",
            {
                "fields": ("parent", "slug"),
                "description": "Đổi cấp trên hoặc tên trong địa chỉ thì địa chỉ của mọi đơn vị bên dưới đổi theo; "
                "địa chỉ cũ vẫn dẫn tới trang mới. Thứ tự giữa các đơn vị cùng cấp do loại và tên quyết định.",
            },
        ),
        ("Thời gian", {"fields": ("live_from", "effective_on")}),
        ("Địa bàn", {"fields": AREA}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Agency]:
        return super().get_queryset(request).order_by("tree_id", "lft")

    def get_readonly_fields(self, request: HttpRequest, obj: Agency | None = None) -> tuple[str, ...]:
        """Leave the name and place of the topmost agency of a person's scope to those above; past days stay."""
        if obj is None:
            return ()
        if obj.parent is None:
            return ("parent", "kind", "fields_of_work", "slug", "live_from")
        if not staff(request).is_superuser and not self.has_change_permission(request, obj.parent):
            return ("parent", "kind", "fields_of_work", "name", "short_name", "slug", "live_from")
        return ("live_from",)

    def save_model(self, request: HttpRequest, obj: Agency, form: AgencyForm, change: bool) -> None:  # noqa: FBT001
        if change:
            revise_agency(obj, by=staff(request), on=form.cleaned_data.get("effective_on"))
        else:
            found_agency(obj, by=staff(request))

    def get_inlines(self, request: HttpRequest, obj: Agency | None) -> Any:
        return self.inlines if obj else ()

    @admin.display(description="cơ quan", ordering="lft")
    def indented_name(self, agency: Agency) -> str:
        return format_html('<span class="tree-level-{}">{}</span>', agency.level, agency.short_name)

    @admin.display(description="trang")
    def site(self, agency: Agency) -> str:
        return format_html('<a href="{0}">{0}</a>', agency.get_absolute_url())
