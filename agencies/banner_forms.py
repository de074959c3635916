"""What staff fill in to raise an emergency banner, and to end one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.admin import AdminSite
from django.contrib.admin.widgets import AutocompleteSelect
from django.utils import timezone

from agencies.actions import SPEAKERS
from agencies.forms import MinuteField
from agencies.models import Agency, Banner, BannerLevel, User


class BannerForm(forms.ModelForm):
    """One banner: whose, how grave, what it says, from when until when."""

    starts_at = MinuteField(
        label="Hiện từ lúc", required=False, help_text="Giờ Việt Nam. Bỏ trống: hiện ngay khi đăng."
    )
    ends_at = MinuteField(
        label="Hiện đến lúc", help_text="Giờ Việt Nam. Tự kết thúc vào lúc này; kết thúc sớm hơn được."
    )

    class Meta:
        model = Banner
        fields = ("agency", "level", "text", "text_en", "link", "starts_at", "ends_at")
        widgets = {
            "level": forms.RadioSelect,
            "text": forms.Textarea(attrs={"rows": 3}),
            "text_en": forms.Textarea(attrs={"rows": 3, "lang": "en"}),
            "link": forms.TextInput(attrs={"class": "vTextField"}),
        }

    def __init__(self, *args: Any, by: User, admin_site: AdminSite, **kwargs: Any) -> None:
        """Offer the agencies for which `by` speaks."""
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = BannerLevel.choices  # type: ignore[attr-defined]
        field: Any = self.fields["agency"]
        field.queryset = Agency.objects.entrusted_to(by, SPEAKERS).live()
        field.widget = AutocompleteSelect(Banner._meta.get_field("agency"), admin_site, choices=field.choices)

    def clean_starts_at(self) -> Any:
        """Return the hour at which it begins: now, unless another is chosen."""
        return self.cleaned_data["starts_at"] or timezone.now()

    def _get_validation_exclusions(self) -> set[str]:
        """Leave what the hours must be to the act, which says it in words of its own."""
        return super()._get_validation_exclusions() | {"starts_at", "ends_at"}  # type: ignore[misc]


class ConfirmForm(forms.Form):
    """Said once more before every site of the country shows an emergency."""

    confirmed = forms.BooleanField(
        label="Tôi đã đọc lại nội dung và chịu trách nhiệm hiện thông báo khẩn cấp này trên mọi trang của cả nước.",
        error_messages={"required": "Hãy đọc lại nội dung rồi đánh dấu vào ô xác nhận."},
    )


class EndForm(forms.Form):
    """Why a banner ends before its time, for the log."""

    reason = forms.CharField(label="Lý do", required=False, max_length=250, widget=forms.TextInput)
