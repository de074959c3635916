"""What staff fill in about the pictures and documents of an article."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from news.models import Picture

MOST_AT_ONCE = 6  # pictures in one go: within what nginx lets through


class SeveralFilesInput(forms.ClearableFileInput):
    """A field of the browser that takes several files."""

    allow_multiple_selected = True


class PicturesField(forms.FileField):
    """Several pictures; each is judged where it is kept."""

    widget = SeveralFilesInput(attrs={"accept": "image/jpeg,image/png,image/webp"})

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """Return all that was sent. Raises ValidationError for none, too many, or an empty one."""
        files = [super(PicturesField, self).clean(one, initial) for one in data or [None]]
        if len(files) > MOST_AT_ONCE:
            raise forms.ValidationError(f"Mỗi lần tải lên nhiều nhất {MOST_AT_ONCE} ảnh.")
        return files


class UploadForm(forms.Form):
    """New pictures for an article."""

    photos = PicturesField(
        label="Thêm ảnh",
        allow_empty_file=True,  # told of in our words
        help_text=f"JPEG, PNG hoặc WebP, mỗi ảnh tối đa 10 MB, mỗi lần nhiều nhất {MOST_AT_ONCE} ảnh.",
    )


class FocusInput(forms.NumberInput):
    """A slider: by keyboard as by mouse."""

    input_type = "range"


class PictureForm(forms.ModelForm):
    """What there is to say of one picture."""

    class Meta:
        model = Picture
        fields = ("alt", "credit", "focus_x", "focus_y")
        labels = {"focus_x": "Tâm ảnh: từ trái sang phải", "focus_y": "Tâm ảnh: từ trên xuống dưới"}
        widgets = {
            "alt": forms.TextInput(attrs={"class": "vTextField"}),
            "credit": forms.TextInput(attrs={"class": "vTextField"}),
            "focus_x": FocusInput(attrs={"min": 0, "max": 100, "step": 10}),
            "focus_y": FocusInput(attrs={"min": 0, "max": 100, "step": 10}),
        }

    is_open = True  # to the person who looks at it

    def _get_validation_exclusions(self) -> set[str]:
        """Judge only what was filled in: the file was judged when it came."""
        return {field.name for field in Picture._meta.fields} - set(self.fields)

    @property
    def focus(self) -> tuple[int, int]:
        """Where what matters is, in percent."""
        return self.cleaned_data["focus_x"], self.cleaned_data["focus_y"]


class AttachForm(forms.Form):
    """A document for an article."""

    title = forms.CharField(
        label="Tên tài liệu",
        max_length=200,
        help_text="Người đọc thấy tên này. Muốn đổi tên sau đó: bỏ tệp và tải lên lại.",
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
    file = forms.FileField(
        label="Tệp",
        allow_empty_file=True,
        help_text="PDF, DOCX, XLSX, ODT hoặc ODS, tối đa 20 MB; không có macro, không có mật khẩu.",
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.xlsx,.odt,.ods"}),
    )
