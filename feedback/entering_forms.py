"""What staff fill in to write down a call, a letter or a visit."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.admin import site
from django.db.models import QuerySet

from agencies.admin.scoped import KeyedAutocomplete
from agencies.forms import MinuteField
from agencies.models import Agency
from feedback.models import MAX_TEXT, About, Channel, Feedback, Kind, Sender
from procedures.models import Procedure

BY_STAFF = [choice for choice in Channel.choices if choice[0] != Channel.WEB]


class CaseForm(forms.Form):
    """What was said, as it was said."""

    channel = forms.ChoiceField(label="Đến bằng cách nào", choices=BY_STAFF, widget=forms.RadioSelect)
    addressee = forms.ModelChoiceField(Agency.objects.none(), label="Cơ quan nhận")
    at = MinuteField(
        label="Nhận lúc",
        required=False,
        help_text="Giờ Việt Nam. Bỏ trống: lúc này. Thư: lúc nhận được; thời hạn tính từ đó.",
    )
    kind = forms.ChoiceField(label="Loại", choices=Kind, widget=forms.RadioSelect, initial=Kind.REPORT)
    about = forms.ChoiceField(label="Về", choices=About, widget=forms.RadioSelect, initial=About.UNSURE)
    text = forms.CharField(
        label="Nội dung, đúng như người gửi nói hoặc viết",
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="Ghi nguyên lời, đừng tóm tắt. Bản gốc bằng giấy lưu theo quy định.",
    )
    procedure = forms.CharField(
        label="Mã thủ tục liên quan", required=False, max_length=20, help_text="Nếu biết. Ví dụ: 1.001193."
    )

    def __init__(self, data: Any = None, *, places: QuerySet[Agency], **kwargs: Any) -> None:
        """Offer the agencies at which the person writes down."""
        super().__init__(data, **kwargs)
        field: Any = self.fields["addressee"]
        field.queryset = places
        field.widget = KeyedAutocomplete(Feedback._meta.get_field("addressee"), site, choices=field.choices)

    def clean_procedure(self) -> Procedure | None:
        """Find the procedure by its code."""
        code = self.cleaned_data["procedure"].strip()
        found = Procedure.objects.filter(code=code).first() if code else None
        if code and found is None:
            raise forms.ValidationError("Không có thủ tục mang mã này.")
        return found

    def case(self) -> Feedback:
        """Return the case that was filled in, not kept yet."""
        told = ("channel", "addressee", "kind", "about", "text", "procedure")
        return Feedback(**{name: self.cleaned_data[name] for name in told})


class SenderForm(forms.ModelForm):
    """Who said it."""

    class Meta:
        model = Sender
        fields = ("name", "address", "phone", "email")
        widgets = {
            "name": forms.TextInput(attrs={"class": "vTextField", "autocomplete": "off"}),
            "address": forms.TextInput(attrs={"class": "vTextField", "autocomplete": "off"}),
            "phone": forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
            "email": forms.EmailInput(attrs={"autocomplete": "off"}),
        }
        help_texts = {"phone": "Cần điện thoại hoặc thư điện tử để báo tin.", "email": "Nhận thư mỗi khi có thay đổi."}
