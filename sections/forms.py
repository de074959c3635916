"""What people fill in about the sections of a site, about reminders and rules."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.admin.widgets import AdminDateWidget
from django.utils import timezone

from agencies.models import Agency, User
from sections.actions import save_rules, save_sections
from sections.models import WRITTEN, RuleSet, Section, SectionCode, SectionRule, Standing
from sections.models.section import MAX_BODY, VIETNAMESE

DAYS_TO_ANSWER = 14  # of a reminder, unless another day is chosen


class SectionForm(forms.Form):
    """One section of a site: what it says in each language."""

    still_right = forms.BooleanField(
        label="Đã rà soát: nội dung vẫn đúng",
        required=False,
        help_text="Ghi nhận hôm nay là ngày rà soát, khi không có gì phải sửa.",
    )

    def __init__(self, data: Any, *, code: SectionCode, stored: dict[str, Section]) -> None:
        """Offer a text in each language, with what is stored; `still_right` only where something is."""
        super().__init__(data, prefix=code.value)
        self.code, self.stored = code, stored
        for language, name in settings.LANGUAGES:
            self.fields[language] = forms.CharField(
                label=name,
                required=False,
                max_length=MAX_BODY,
                initial=stored[language].body if language in stored else "",
                widget=forms.Textarea(attrs={"rows": 8, "lang": language, "class": "vLargeTextField"}),
            )
        if VIETNAMESE not in stored or not stored[VIETNAMESE].body:
            del self.fields["still_right"]

    @property
    def texts(self) -> list[Any]:
        """The fields of the texts, one a language."""
        return [self[language] for language, _name in settings.LANGUAGES]

    def sections(self, agency: Agency) -> list[Section]:
        """Return the texts to keep: those that were changed, and the Vietnamese one if it was looked through."""
        kept = set(self.changed_data) - {"still_right"}
        if self.cleaned_data.get("still_right"):
            kept.add(VIETNAMESE)
        return [
            Section(agency=agency, code=self.code.value, language=language, body=self.cleaned_data[language])
            for language in kept
        ]


class ContentForms:
    """All sections that the site of an agency can write, those that it must have first, each beside its rule."""

    def __init__(self, agency: Agency, standings: Iterable[Standing], data: Any = None) -> None:
        self.agency = agency
        self.refusals: list[str] = []
        stored: dict[str, dict[str, Section]] = {}
        for section in Section.objects.filter(agency=agency).select_related("updated_by"):
            stored.setdefault(section.code, {})[section.language] = section
        self.by_code = {code: SectionForm(data, code=code, stored=stored.get(code, {})) for code in WRITTEN}
        self.asked = [(standing, self.by_code.get(standing.section)) for standing in standings]
        required = {standing.section for standing, _form in self.asked}
        self.optional = [form for code, form in self.by_code.items() if code not in required]

    @property
    def errors(self) -> bool:
        return bool(self.refusals) or any(form.errors for form in self.by_code.values())

    def is_valid(self) -> bool:
        judged = [form.is_valid() for form in self.by_code.values()]  # all of them: each says what is wrong in it
        return all(judged)

    def add_error(self, _field: None, refusal: forms.ValidationError) -> None:
        """Show what the act refused."""
        self.refusals += refusal.messages

    def save(self, *, by: User) -> list[Section]:
        """Keep what was filled in. Raises what save_sections raises."""
        changed = [section for form in self.by_code.values() for section in form.sections(self.agency)]
        return save_sections(changed, by=by) if changed else []


def in_two_weeks() -> datetime.date:
    """Return the day by which a reminder asks for an answer, unless another is chosen."""
    return timezone.localdate() + datetime.timedelta(days=DAYS_TO_ANSWER)


class ReminderForm(forms.Form):
    """By when sites must be complete, and a word to those who answer for them."""

    due = forms.DateField(label="Hạn bổ sung", widget=AdminDateWidget, initial=in_two_weeks)
    note = forms.CharField(label="Lời nhắn", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}))


class RuleSetForm(forms.ModelForm):
    """A set of rules: its document, and when it is in force."""

    class Meta:
        model = RuleSet
        fields = ("code", "title", "source", "in_force_from", "in_force_to", "to_check")
        widgets = {"in_force_from": AdminDateWidget, "in_force_to": AdminDateWidget}


RuleForms = forms.modelformset_factory(
    SectionRule,
    fields=("kind", "section", "source", "oldest_days", "to_check"),
    extra=2,
    widgets={"source": forms.TextInput(attrs={"size": 40}), "oldest_days": forms.NumberInput(attrs={"min": 1})},
)


class RulesForms:
    """A set of rules with all its rules."""

    def __init__(self, rule_set: RuleSet, data: Any = None) -> None:
        self.head = RuleSetForm(data, instance=rule_set)
        rules = SectionRule.objects.filter(rule_set=rule_set.pk).order_by("kind", "section")
        self.rules = RuleForms(data, queryset=rules, prefix="quy-dinh")

    @property
    def errors(self) -> bool:
        return bool(self.head.errors) or bool(self.rules.total_error_count())

    def is_valid(self) -> bool:
        judged = [self.head.is_valid(), self.rules.is_valid()]
        return all(judged)

    def add_error(self, field: None, refusal: forms.ValidationError) -> None:
        """Show what the act refused."""
        self.head.add_error(field, "; ".join(refusal.messages))

    def save(self, *, by: User) -> RuleSet:
        """Keep the set and the rules that were changed. Raises what save_rules raises."""
        return save_rules(self.head.instance, self.rules.save(commit=False), by=by)
