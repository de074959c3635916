"""Limits and retention, kept at the highest agency; words for answers, kept where they are used."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from agencies.admin.national import NationalAdmin
from agencies.admin.scoped import ScopedAdmin, WithinFilter, staff
from agencies.forms import ReasonedForm, ReasonField
from feedback.actions import save_rule, save_template
from feedback.models import AnswerTemplate, RetentionRule, RuleEvent, TimeRule
from feedback.rights import OFFICERS


class WithReason(ReasonedForm):
    """Asks why, and says what a rule does not reach."""

    reason = ReasonField(help_text="Người khác sẽ đọc lý do này trong nhật ký. Phản ánh đã có hạn giữ hạn cũ.")


class RuleAdmin(NationalAdmin):
    """An admin of rules about reports and proposals that hold for everybody."""

    form = WithReason
    verb: RuleEvent.Verb

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001 Django calls it so
        save_rule(obj, reason=form.cleaned_data["reason"], by=staff(request))

    def events_of(self, row: Any) -> QuerySet[RuleEvent]:
        return RuleEvent.objects.filter(verb=self.verb, about=row.pk)


@admin.register(TimeRule)
class TimeRuleAdmin(RuleAdmin):
    """How long each step may take: a new decree, or a local decision, is a new row."""

    verb = RuleEvent.Verb.LIMIT
    list_display = ("term", "kind", "where", "in_words", "source", "begins", "ends", "checked")
    list_display_links = ("term",)
    list_filter = ("term", "to_check")
    list_select_related = ("agency",)
    search_fields = ("source",)
    search_help_text = "Tìm theo căn cứ."
    when_empty = "Chưa có quy định nào: không phản ánh nào tính được hạn."
    autocomplete_fields = ("agency",)
    fields = ("term", "classification", "agency", ("value", "unit"), "source", ("begins", "ends"), "to_check", "reason")

    @admin.display(description="loại")
    def kind(self, row: TimeRule) -> str:
        return row.get_classification_display() or "mọi loại"

    @admin.display(description="áp dụng tại")
    def where(self, row: TimeRule) -> str:
        return row.agency.short_name if row.agency else "cả nước"

    @admin.display(description="thời hạn")
    def in_words(self, row: TimeRule) -> str:
        return str(row.limit)


@admin.register(RetentionRule)
class RetentionRuleAdmin(RuleAdmin):
    """How long senders' data stay after a case has ended."""

    verb = RuleEvent.Verb.RETENTION
    list_display = ("months", "source", "begins", "checked")
    when_empty = "Chưa có quy định: dữ liệu người gửi không tự xóa."
    fields = ("months", "source", "begins", "to_check", "reason")


@admin.register(AnswerTemplate)
class AnswerTemplateAdmin(ScopedAdmin):
    """Words that answers begin with. Officers below an agency begin with its words too, on the page of a case."""

    view_roles = change_roles = add_roles = OFFICERS
    list_display = ("title", "agency", "in_use")
    list_filter = (WithinFilter, "is_active")
    list_select_related = ("agency",)
    search_fields = ("title",)
    search_help_text = "Tìm theo tên mẫu."
    when_empty = "Chưa có mẫu trả lời nào."
    autocomplete_fields = ("agency",)
    fields = ("agency", "title", "text", "is_active")

    @admin.display(description="tình trạng", ordering="is_active")
    def in_use(self, template: AnswerTemplate) -> str:
        return "Đang dùng" if template.is_active else "Đã ngừng"

    def save_model(self, request: HttpRequest, obj: AnswerTemplate, form: Any, change: bool) -> None:  # noqa: FBT001
        save_template(obj, by=staff(request))

    def events_of(self, row: AnswerTemplate) -> QuerySet[RuleEvent]:
        return RuleEvent.objects.filter(verb=RuleEvent.Verb.TEMPLATE, about=row.pk)
