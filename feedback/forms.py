"""What readers are asked of a page. All they have said travels in the form itself: no session knows it."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.http import QueryDict
from django.utils.formats import number_format
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from agencies.sites import Site
from feedback.actions import rate_page
from feedback.models import MAX_COMMENT, Level, PageRating
from feedback.pages import RatedPage, page_on

CHOOSE = _("Hãy chọn một mức độ hài lòng.")


class RatingForm(forms.Form):
    """How satisfied a reader of a page of `site` is, and what was missing there."""

    level = forms.ChoiceField(
        label=_("Bạn hài lòng với thông tin trên trang này ở mức nào?"),
        choices=Level.choices,
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )
    comment = forms.CharField(
        label=_("Điều gì còn thiếu hoặc chưa rõ? (không bắt buộc)"),
        help_text=_(
            "Nhiều nhất 1.000 ký tự. Không cần ghi họ tên, số điện thoại hay thông tin cá nhân: "
            "cơ quan đọc ý kiến này mà không biết ai đã viết."
        ),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off"}),
    )
    # Nobody sees it; programs that fill in whatever they find do.
    website = forms.CharField(
        label=_("Để trống ô này"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    trang = forms.CharField(required=False, widget=forms.HiddenInput)
    token = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, site: Site, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"use_required_attribute": False, **kwargs})
        self.site = site

    @classmethod
    def begun(cls, site: Site, asked: QueryDict) -> RatingForm:
        """Return the form as the links at the foot of a page begin it."""
        initial = {"trang": asked.get("trang", ""), "level": asked.get("muc", ""), "token": uuid4()}
        return cls(site, initial=initial)

    @cached_property
    def page(self) -> RatedPage:
        """The page that is rated."""
        return page_on(self.site, self["trang"].value() or "")

    def clean_comment(self) -> str:
        comment = "\n".join(self.cleaned_data["comment"].splitlines()).strip()
        if len(comment) > MAX_COMMENT:
            text = _("Hãy viết ngắn lại, nhiều nhất %(most)s ký tự. Bạn đã viết %(written)s ký tự.")
            counts = {"most": _number(MAX_COMMENT), "written": _number(len(comment))}
            raise forms.ValidationError(text, params=counts)
        return comment

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("Hãy xóa nội dung trong ô này: ô dành để nhận ra máy gửi tự động."))
        return ""

    def clean_token(self) -> UUID:
        """Return what tells this sending from others; a new one for whatever was not given out by us."""
        try:
            return UUID(self.cleaned_data["token"])
        except ValueError:
            return uuid4()

    @property
    def level_label(self) -> str:
        """What was chosen, in words."""
        return str(Level(self.cleaned_data["level"]).label)

    @property
    def sent_on(self) -> dict[str, str]:
        """What the next page has to send again."""
        said = {name: str(self.cleaned_data[name]) for name in ("level", "comment", "token")}
        return {**said, "trang": self.page.address}

    def save(self) -> PageRating:
        return rate_page(
            self.site.agency,
            self.page.page,
            language=self.page.language,
            level=Level(self.cleaned_data["level"]),
            comment=self.cleaned_data["comment"],
            token=self.cleaned_data["token"],
        )


def _number(value: int) -> str:
    return number_format(value, use_l10n=True, force_grouping=True)
