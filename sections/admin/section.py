"""The texts of sections, one a row: to be searched, corrected one by one, and brought in by file."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.text import Truncator

from agencies.actions import SPEAKERS
from agencies.admin.imports import WithImport
from agencies.admin.scoped import ScopedExport, WithinFilter, staff
from sections.actions import save_section
from sections.models import Section, SectionEvent
from sections.resources import SectionResource

WORDS_IN_LIST = 20


@admin.register(Section)
class SectionAdmin(ScopedExport, WithImport):
    """The texts of the sites entrusted to a person. New ones begin on the page of their agency."""

    change_roles = SPEAKERS
    add_roles = frozenset()
    resource_classes = [SectionResource]
    import_resource = SectionResource
    import_advice = (
        "Mục ghi bằng tên, ví dụ Điều kiện tự nhiên. Ngôn ngữ bỏ trống là tiếng Việt.",
        "Nội dung là văn bản thường, cách đoạn bằng một dòng trống.",
        "Văn bản đang có được thay; bản cũ còn trong nhật ký.",
    )
    import_sample = {
        "agency": "ha-noi/phuong-ba-dinh",
        "code": "Điều kiện tự nhiên",
        "language": "Tiếng Việt",
        "body": "Nội dung mẫu.",
    }
    list_display = ("code", "agency", "language", "words", "updated_at", "updated_by")
    list_filter = (WithinFilter, "code", "language")
    list_select_related = ("agency", "updated_by")
    list_links = (("Nội dung bắt buộc của từng cơ quan", "admin:sections_agencycontent_changelist"),)
    search_fields = ("body", "agency__short_name")
    search_help_text = "Tìm theo chữ trong nội dung hoặc tên cơ quan."
    when_empty = "Chưa có mục nào được viết. Mở “Nội dung bắt buộc”, chọn cơ quan rồi viết; hoặc nhập từ tệp."
    ordering = ("-updated_at", "-pk")
    fields = ("agency", "code", "language", "body", "updated_at", "updated_by")
    readonly_fields = ("agency", "code", "language", "updated_at", "updated_by")
    actions = None

    def events_of(self, row: Section) -> Any:
        return SectionEvent.objects.filter(agency=row.agency, about=f"{row.code} {row.language}")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Section, form: Any, change: bool) -> None:  # noqa: FBT001
        save_section(obj, by=staff(request))

    @admin.display(description="nội dung", ordering="body")
    def words(self, section: Section) -> str:
        return Truncator(section.body).words(WORDS_IN_LIST)
