"""What staff fill in to write, push, recall and withdraw."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from agencies.forms import MinuteField
from agencies.prose import ProseEditor, ProseField
from news.figures import offered
from news.models import MOST_PINS, Article, ArticleTranslation, LocalWording, keywords_in
from news.photos import check_photo

WITHOUT_WORDS = "Hãy mô tả ảnh bằng một câu, cho người không nhìn thấy ảnh."

HOW_TO_WRITE = "Dán từ Word cũng được: chỉ giữ đề mục, chữ đậm, danh sách, bảng, trích dẫn và liên kết."


class KeywordsField(forms.CharField):
    """Keywords as people type them: between commas, with a comma too many or a word twice."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        return keywords_in(super().to_python(value) or "")

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (initial or []) != self.to_python(data)


class BodyField(ProseField):
    """What an article says after its lead."""

    def __init__(self, **kwargs: Any) -> None:
        """Take what any field takes."""
        super().__init__(label="Nội dung", widget=ProseEditor(attrs={"rows": 20}), help_text=HOW_TO_WRITE, **kwargs)


class ArticleForm(forms.ModelForm):
    """One article."""

    body = BodyField()
    keywords = KeywordsField(label="Từ khóa", required=False, help_text="Cách nhau bằng dấu phẩy.")
    # Not the stock field for images, which tries every format that Pillow knows before ours are asked for.
    photo_file = forms.FileField(
        label="Ảnh",
        required=False,
        allow_empty_file=True,  # told of in our words
        validators=[check_photo],
        widget=forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        help_text="JPEG, PNG hoặc WebP, tối đa 10 MB.",
    )

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
            "photo_alt",
            "photo_caption",
        )
        widgets = {"lead": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Show the photo that there is; offer the pictures of the article to its text."""
        super().__init__(*args, **kwargs)
        offer_pictures(self, self.instance)
        if self.instance.photo and "photo_file" in self.fields:
            self.fields["photo_file"].initial = self.instance.photo.file

    def clean(self) -> dict[str, Any]:
        """Refuse a new photo that some readers would not perceive; leave one out that is to go."""
        filled = super().clean() or {}
        photo = filled.get("photo_file")
        if photo is False:
            self.instance.photo = None
        elif isinstance(photo, UploadedFile) and not filled.get("photo_alt", "").strip():
            self.add_error("photo_alt", WITHOUT_WORDS)
        return filled

    @property
    def new_photo(self) -> UploadedFile | None:
        """The photo that was sent with the form, if any."""
        photo = self.cleaned_data.get("photo_file")
        return photo if isinstance(photo, UploadedFile) else None


class TranslationForm(forms.ModelForm):
    """One article in another language."""

    body = BodyField()

    class Meta:
        model = ArticleTranslation
        fields = ("title", "lead", "body", "photo_alt", "photo_caption")
        widgets = {
            "title": forms.TextInput(attrs={"class": "vTextField"}),
            "lead": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask about the photo only if there is one; say in which language the fields are to be filled in."""
        super().__init__(*args, **kwargs)
        offer_pictures(self, self.instance.article)
        if self.instance.article.photo:
            self.fields["photo_alt"].required = True
        else:
            del self.fields["photo_alt"], self.fields["photo_caption"]
        for field in self.fields.values():
            field.widget.attrs["lang"] = self.instance.language


def offer_pictures(form: forms.ModelForm, article: Article) -> None:
    """Let the text of a form show the pictures of an article, and take in more of them."""
    editor = form.fields["body"].widget  # declared, so it is there for those too who may only read
    if isinstance(editor, ProseEditor):
        editor.pictures = offered(article)


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
