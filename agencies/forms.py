"""What staff fill in to say what an agency's site says of it; and how an act follows from any form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from agencies.actions import save_profile
from agencies.english import english_name
from agencies.models import Agency, AgencyProfile, AgencyProfileText, User
from uploads.pictures import check_picture, plain_picture

LARGEST_PICTURE = (1600, 600)  # pixels: a strip across the head of the page

TEXT_FIELDS = ("introduction", "owner", "responsible", "address", "hours")
TRANSLATED_ONLY = ("name", "short_name", "picture_alt")  # the Vietnamese ones stand elsewhere


def carried_out(form: Any, act: Callable[[], Any]) -> bool:
    """Do `act` if the form is rightly filled in; tell whether it was done. What it refuses is shown on the form."""
    if not form.is_valid():
        return False
    try:
        act()
    except forms.ValidationError as refusal:
        show_refusal(form, refusal)
        return False
    return True


def show_refusal(form: Any, refusal: forms.ValidationError) -> None:
    """Show on a form what an act has refused, each fault at its field if the form has it."""
    faults = refusal.message_dict if hasattr(refusal, "error_dict") else {"": refusal.messages}
    for field, messages in faults.items():
        form.add_error(field if field in form.fields else None, messages)


class MinuteField(forms.DateTimeField):
    """A minute, chosen with what the browser has for it."""

    def __init__(self, **kwargs: Any) -> None:
        """Take what any field takes."""
        look = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(widget=look, **kwargs)


class ReasonField(forms.CharField):
    """Why something is done, in a line: kept in the log, where others read it."""

    def __init__(self, **kwargs: Any) -> None:
        """Take what any field takes."""
        wide = forms.TextInput(attrs={"class": "vTextField"})
        told = {"label": "Lý do", "max_length": 300, "help_text": "Người khác sẽ đọc lý do này trong nhật ký."}
        super().__init__(**{"widget": wide, **told, **kwargs})


class ReasonedForm(forms.ModelForm):
    """Asks why, besides the row itself."""

    reason = ReasonField()


class LinesField(forms.CharField):
    """Several values, one a line."""

    widget = forms.Textarea

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        lines = (line.strip() for line in (super().to_python(value) or "").splitlines())
        return list(dict.fromkeys(line for line in lines if line))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (initial or []) != self.to_python(data)


class ProfileForm(forms.ModelForm):
    """What a site shows in every language."""

    links = LinesField(
        label="Kênh thông tin khác",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=AgencyProfile._meta.get_field("links").help_text,
    )

    class Meta:
        model = AgencyProfile
        fields = ("phone", "email", "links", "accent", "picture", "picture_alt")
        # Not the stock field for images, which tries every format that Pillow knows before ours are asked for.
        field_classes = {"picture": forms.FileField}
        widgets = {
            "accent": forms.RadioSelect,
            "phone": forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
            "picture_alt": forms.TextInput(attrs={"class": "vTextField"}),
        }

    def clean_picture(self) -> Any:
        """Keep of a new picture what the public may see. Refuses what cannot be shown."""
        picture = self.cleaned_data["picture"]
        if not isinstance(picture, UploadedFile):
            return picture
        check_picture(picture)
        return plain_picture(picture, within=LARGEST_PICTURE)


class ProfileTextForm(forms.ModelForm):
    """What a site says of its agency in one language."""

    class Meta:
        model = AgencyProfileText
        fields = (*TEXT_FIELDS, *TRANSLATED_ONLY)  # so the columns of two languages stand level
        widgets = {
            "introduction": forms.Textarea(attrs={"rows": 12}),
            **{field: forms.TextInput(attrs={"class": "vTextField"}) for field in (*TRANSLATED_ONLY, *TEXT_FIELDS[1:])},
        }

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        """Offer names only in a translation, with the one that a rule gives where none is typed."""
        super().__init__(*args, **kwargs)
        self.language_name = self.instance.get_language_display()
        if self.instance.language == settings.LANGUAGE_CODE:
            for field in TRANSLATED_ONLY:
                del self.fields[field]
            return
        for field, vietnamese in (("name", agency.name), ("short_name", agency.short_name)):
            by_rule = english_name(vietnamese)
            told = f"Bỏ trống: “{by_rule}”." if by_rule else "Bỏ trống: dùng tên tiếng Việt."
            self.fields[field].help_text = told
        for translated in self.fields.values():
            translated.widget.attrs["lang"] = self.instance.language


class ProfileForms:
    """The whole page: one form for what every language shares, and one for each language."""

    def __init__(self, agency: Agency, data: Any = None, files: Any = None) -> None:
        stored = AgencyProfile.objects.with_texts().filter(agency=agency).first()
        profile, known = (stored, stored.by_language) if stored else (AgencyProfile(agency=agency), {})
        self.profile = ProfileForm(data, files, instance=profile)
        self.texts = [
            ProfileTextForm(
                data, instance=known.get(code) or AgencyProfileText(language=code), prefix=code, agency=agency
            )
            for code, _name in settings.LANGUAGES
        ]

    @property
    def forms(self) -> list[forms.ModelForm]:
        return [self.profile, *self.texts]

    @property
    def errors(self) -> bool:
        return any(form.errors for form in self.forms)

    def is_valid(self) -> bool:
        judged = [form.is_valid() for form in self.forms]  # all of them: each says what is wrong in it
        return all(judged)

    def save(self, *, by: User) -> AgencyProfile:
        """Keep what was filled in. Raises what save_profile raises."""
        return save_profile(self.profile.instance, [text.instance for text in self.texts], by=by)
