"""What staff fill in to write, push, recall and withdraw."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from agencies.forms import MinuteField
from news.models import MOST_PINS, Article, ArticleTranslation, LocalWording
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


class HoursForm(forms.Form):
    """From when until when a site shows an article that it may leave out."""

    show_from = MinuteField(label="Hiện từ lúc", required=False, help_text="Giờ Việt Nam, đúng đến phút.")
    show_until = MinuteField(label="Đến lúc", required=False)


class WordingForm(forms.ModelForm):
    """What a site says of its own with an article from above."""

    class Meta:
        model = LocalWording
        fields = ("title", "lead", "note")
        widgets = {
            "title": forms.TextInput(attrs={"class": "vTextField"}),
            "lead": forms.Textarea(attrs={"rows": 3}),
            "note": forms.Textarea(attrs={"rows": 5}),
        }
        help_texts = {"note": "Hiện trước nội dung bài, dưới tên cơ quan của trang. Cách đoạn bằng một dòng trống."}


class PositionForm(forms.Form):
    """Where an article stands in the order that a site has above its other news."""

    position = forms.TypedChoiceField(
        label="Vị trí",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "Không ghim: xếp theo ngày"), *((n, f"Thứ {n} từ trên xuống") for n in range(1, MOST_PINS + 1))],
        help_text="Nếu hai bài cùng một vị trí, bài mới hơn đứng trước.",
    )
