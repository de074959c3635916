"""What people fill in about procedures."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from procedures.models import LocalAddition, Procedure
from procedures.reading.codes import national_code
from procedures.sources import Found, records_of


class LocalAdditionForm(forms.ModelForm):
    """What an agency adds: the procedure is named by its code, in any form."""

    code = forms.CharField(
        label="Mã thủ tục",
        max_length=40,
        required=False,
        help_text="Ví dụ: 1.001193. Bỏ trống: cho mọi thủ tục của cơ quan (chỉ nơi, quầy, giờ và lưu ý).",
    )

    class Meta:
        model = LocalAddition
        fields = (
            *("agency", "for_all_below", "address", "desk", "hours"),
            *("limit_value", "limit_unit", "fee", "note"),
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.procedure_id:
            self.initial["code"] = self.instance.procedure.code

    def clean_code(self) -> str:
        """Find the procedure that is meant. Raises ValidationError."""
        said: str = self.cleaned_data["code"]
        self.instance.procedure = None
        if said:
            found = Procedure.objects.published().filter(code=national_code(said)).first()
            if found is None:
                raise ValidationError("Không có thủ tục đang áp dụng với mã này.")
            self.instance.procedure = found
        return said


class RecordsForm(forms.Form):
    """A file of national records."""

    file = forms.FileField(
        label="Tệp",
        widget=forms.ClearableFileInput(attrs={"accept": ".txt,.csv,.xlsx,.json"}),
        help_text="Bản xuất văn bản (.txt), CSV, XLSX hoặc JSON với 20 trường; tối đa 100 MB.",
    )
    confirmed = forms.BooleanField(
        label="Ghi vào danh mục ngay",
        required=False,
        help_text="Không chọn: chỉ xem trước, không ghi gì.",
    )

    MOST_BYTES = 100 * 1024 * 1024

    def clean_file(self) -> list[Found]:
        """Return what stands in the file."""
        file = self.cleaned_data["file"]
        if file.size > self.MOST_BYTES:
            raise ValidationError("Tệp lớn hơn 100 MB. Hãy chia thành nhiều tệp, hoặc nhập bằng dòng lệnh.")
        return list(records_of(file.name, file.read()))
