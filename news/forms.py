"""What staff fill in to write, push, recall and withdraw."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.admin import AdminSite
from django.contrib.admin.widgets import AutocompleteSelectMultiple
from django.core.files.uploadedfile import UploadedFile

from agencies.models import AdministrativeLevel, Agency, AgencyKind
from news.models import Article, ArticleTranslation, Push
from news.photos import check_photo, plain_photo


class KeywordsField(forms.CharField):
    """Keywords as people type them: between commas, with a comma too many or a word twice."""

    LONGEST = 60  # characters of one keyword

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        words = (" ".join(word.split()) for word in (super().to_python(value) or "").split(","))
        return list(dict.fromkeys(word for word in words if word))

    def validate(self, value: list[str]) -> None:
        for word in value:
            if len(word) > self.LONGEST:
                raise forms.ValidationError(f"Từ khóa “{word[:20]}…” dài quá {self.LONGEST} ký tự.")

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (initial or []) != self.to_python(data)


class ArticleForm(forms.ModelForm):
    """One article."""

    keywords = KeywordsField(label="Từ khóa", required=False, help_text="Cách nhau bằng dấu phẩy.")

    class Meta:
        model = Article
        fields = (
            "origin",
            "title",
            "lead",
            "body",
            "keywords",
            "author",
            "source",
            "photo",
            "photo_alt",
            "photo_caption",
        )
        widgets = {"lead": forms.Textarea(attrs={"rows": 3}), "body": forms.Textarea(attrs={"rows": 20})}

    def clean_photo(self) -> Any:
        """Keep of a new photo what the public may see. Refuses what cannot be shown."""
        photo = self.cleaned_data["photo"]
        if not isinstance(photo, UploadedFile):
            return photo
        check_photo(photo)
        return plain_photo(photo)


class TranslationForm(forms.ModelForm):
    """One article in another language."""

    class Meta:
        model = ArticleTranslation
        fields = ("title", "lead", "body", "photo_alt", "photo_caption")
        widgets = {
            "title": forms.TextInput(attrs={"class": "vTextField"}),
            "lead": forms.Textarea(attrs={"rows": 3}),
            "body": forms.Textarea(attrs={"rows": 20}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask about the photo only if there is one; say in which language the fields are to be filled in."""
        super().__init__(*args, **kwargs)
        if self.instance.article.photo:
            self.fields["photo_alt"].required = True
        else:
            del self.fields["photo_alt"], self.fields["photo_caption"]
        for field in self.fields.values():
            field.widget.attrs["lang"] = self.instance.language


class ReasonForm(forms.Form):
    """Why something public is taken away. The reason is kept for good."""

    reason = forms.CharField(label="Lý do", max_length=250, widget=forms.Textarea(attrs={"rows": 3}))


class MinuteField(forms.DateTimeField):
    """A minute, chosen with what the browser has for it."""

    def __init__(self, **kwargs: Any) -> None:
        """Take what any field takes."""
        look = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(widget=look, **kwargs)


class NoteForm(forms.Form):
    """What changed, for the public."""

    note = forms.CharField(
        label="Thay đổi gì",
        max_length=250,
        required=False,
        help_text="Hiện trong lịch sử của bài cho người đọc. Bỏ trống nếu chỉ sửa nhỏ, hoặc nếu đây là lần đăng đầu.",
    )


class UrgentForm(NoteForm):
    """Why one person alone publishes."""

    reason = forms.CharField(label="Lý do đăng gấp", max_length=250, widget=forms.Textarea(attrs={"rows": 3}))
    field_order = ("reason", "note")


class ScheduleForm(NoteForm):
    """When an edition is to be published."""

    at = MinuteField(label="Đăng lúc", help_text="Giờ Việt Nam, đúng đến phút.")
    field_order = ("at", "note")


class LimitForm(forms.Form):
    """When an article is to be withdrawn by itself."""

    until = MinuteField(
        label="Gỡ xuống lúc", required=False, help_text="Giờ Việt Nam. Bỏ trống nếu bài không có thời hạn."
    )


class PushForm(forms.Form):
    """Whom an article is pushed to: everybody below, or only some levels, kinds and branches."""

    to = forms.ChoiceField(
        label="Phát hành tới",
        choices=[("everyone", "Tất cả cơ quan cấp dưới"), ("some", "Chỉ những nơi chọn dưới đây")],
        widget=forms.RadioSelect,
    )
    levels = forms.MultipleChoiceField(
        label="Cấp", required=False, choices=AdministrativeLevel, widget=forms.CheckboxSelectMultiple
    )
    kinds = forms.MultipleChoiceField(
        label="Loại cơ quan", required=False, choices=AgencyKind, widget=forms.CheckboxSelectMultiple
    )
    branches = forms.ModelMultipleChoiceField(
        label="Nhánh",
        required=False,
        queryset=Agency.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text="Mỗi nhánh là một cơ quan cùng mọi đơn vị bên dưới. Không chọn nhánh nào: mọi nhánh.",
    )
    deeper_branches = forms.ModelMultipleChoiceField(
        label="Nhánh ở sâu hơn",
        required=False,
        queryset=Agency.objects.none(),
        help_text="Gõ tên một cơ quan không nằm ngay bên dưới, ví dụ: Phường Ba Đình.",
    )

    def __init__(self, *args: Any, origin: Agency, admin_site: AdminSite, **kwargs: Any) -> None:
        """Offer the levels, kinds and branches that there are below `origin`."""
        super().__init__(*args, **kwargs)
        below = Agency.objects.live().below(origin)
        present = {AgencyKind(kind) for kind in below.order_by().values_list("kind", flat=True).distinct()}
        levels = {kind.administrative_level for kind in present}
        self.fields["kinds"].choices = [(kind.value, kind.label) for kind in AgencyKind if kind in present]  # type: ignore[attr-defined]
        self.fields["levels"].choices = [(level.value, level.label) for level in AdministrativeLevel if level in levels]  # type: ignore[attr-defined]
        self.fields["branches"].queryset = Agency.objects.live().directly_below(origin)  # type: ignore[attr-defined]
        self.fields["deeper_branches"].queryset = below  # type: ignore[attr-defined]
        self.fields["deeper_branches"].widget = AutocompleteSelectMultiple(
            Push._meta.get_field("branches"),
            admin_site,
            choices=self.fields["deeper_branches"].choices,  # type: ignore[attr-defined]
        )

    def clean(self) -> dict[str, Any]:
        """Turn levels into the kinds they are made of, and refuse a choice that says two things.

        Whoever ticks a place and leaves "everyone" would reach thousands of sites by mistake: they are asked.
        """
        cleaned = super().clean() or {}
        chosen = {AgencyKind(kind) for kind in cleaned.get("kinds", [])}
        for level in cleaned.get("levels", []):
            chosen.update(AgencyKind.of_level(AdministrativeLevel(level)))
        branches = [*cleaned.get("branches", []), *cleaned.get("deeper_branches", [])]
        some = bool(chosen or branches)
        if cleaned.get("to") == "everyone" and some:
            self.add_error("to", "Bạn vừa chọn tất cả, vừa chọn riêng một số nơi. Hãy giữ một trong hai.")
        if cleaned.get("to") == "some" and not some and not self.errors:
            self.add_error("to", "Hãy chọn ít nhất một cấp, một loại cơ quan hoặc một nhánh.")
        return {**cleaned, "kinds": sorted(chosen), "branches": branches}
