"""Formulas of the service index: kept by those who administer the Government's site, read by all in public."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from agencies.admin.national import NationalAdmin
from agencies.admin.scoped import staff
from results.actions import save_rule
from results.forms import IndexRuleForm
from results.models import IndexRule, IndexRuleEvent
from results.saying import points


@admin.register(IndexRule)
class IndexRuleAdmin(NationalAdmin):
    """How points are won, from when on. A new decree is a new row of the same criterion."""

    form = IndexRuleForm
    list_display = ("criterion", "most", "in_words", "begins", "ends", "checked")
    list_filter = ("group", "to_check")
    search_fields = ("source",)
    search_help_text = "Tìm theo căn cứ."
    when_empty = "Chưa có công thức nào."
    fieldsets = (
        ("Tiêu chí", {"fields": ("group", "criterion", "order")}),
        (
            "Công thức",
            {
                "fields": ("most", ("numerator", "denominator"), "full_at"),
                "description": "Tử số chia mẫu số đạt mức đủ điểm thì được trọn điểm; chưa đạt thì được theo tỷ lệ.",
            },
        ),
        (
            "Hiệu lực",
            {
                "fields": ("source", ("begins", "ends"), "to_check", "reason"),
                "description": "Quy định mới là một công thức mới của cùng tiêu chí, có hiệu lực từ ngày của nó; "
                "chỉ sửa công thức cũ khi nó ghi sai. Tháng đã chốt giữ nguyên điểm.",
            },
        ),
    )

    @admin.display(description="công thức")
    def in_words(self, row: IndexRule) -> str:
        return row.formula()

    def get_readonly_fields(self, request: HttpRequest, obj: IndexRule | None = None) -> tuple[str, ...]:
        return ("criterion",) if obj else ()

    def save_model(self, request: HttpRequest, obj: IndexRule, form: Any, change: bool) -> None:  # noqa: FBT001 Django calls it so
        total = save_rule(obj, by=staff(request), reason=form.cleaned_data["reason"])
        if total != 100:
            told = f"Từ {obj.begins:%d/%m/%Y} các tiêu chí cộng lại là {points(total)} điểm, chưa phải 100."
            messages.warning(request, f"{told} Hãy xem lại các công thức khác.")

    def events_of(self, row: IndexRule) -> QuerySet[Any]:
        return IndexRuleEvent.objects.filter(rule__criterion=row.criterion)
