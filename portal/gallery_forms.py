"""The form of the examples on `/_components/`: every kind of question, untouched, filled in wrongly, and closed."""

from __future__ import annotations

from typing import Any

from django import forms

LONG_LABEL = "Câu hỏi dài đến mức phải xuống dòng trên màn hình của điện thoại và vẫn đọc được đến hết"
HINT = "Ghi như trên giấy tờ. Ví dụ: Nguyễn Thị Hương"


class SampleForm(forms.Form):
    """One question of each kind."""

    name = forms.CharField(
        label="Họ và tên",
        help_text=HINT,
        error_messages={"required": "Hãy ghi họ và tên."},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    long = forms.CharField(label=LONG_LABEL, required=False)
    phone = forms.CharField(
        label="Số điện thoại",
        error_messages={"required": "Hãy ghi số điện thoại để cơ quan gọi lại."},
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    born_on = forms.DateField(
        label="Ngày sinh",
        help_text="Ngày/tháng/năm. Ví dụ: 02/09/1985",
        input_formats=["%d/%m/%Y"],
        widget=forms.DateInput(attrs={"autocomplete": "bday", "inputmode": "numeric"}),
    )
    commune = forms.ChoiceField(
        label="Phường, xã",
        choices=[("", "Chọn"), ("1", "Phường Ba Đình"), ("2", "Xã Ba Vì")],
        error_messages={"required": "Hãy chọn phường, xã nơi bạn ở."},
    )
    paper = forms.FileField(
        label="Giấy tờ kèm theo",
        help_text="Tệp PDF hoặc ảnh, không quá 10 MB.",
        error_messages={"required": "Hãy chọn một tệp."},
    )
    words = forms.CharField(
        label="Nội dung", help_text="Nhiều nhất 1.000 ký tự.", widget=forms.Textarea(attrs={"rows": 4})
    )
    level = forms.ChoiceField(
        label="Mức độ hài lòng",
        choices=[("1", "Rất hài lòng"), ("2", "Hài lòng"), ("3", "Chưa hài lòng")],
        error_messages={"invalid_choice": "Hãy chọn một mức độ hài lòng."},
        widget=forms.RadioSelect,
    )
    ways = forms.MultipleChoiceField(
        label="Nhận kết quả",
        help_text="Có thể chọn nhiều cách.",
        choices=[("1", "Tại bộ phận một cửa"), ("2", "Qua bưu điện"), ("3", LONG_LABEL)],
        error_messages={"invalid_choice": "Hãy chọn cách nhận kết quả trong các cách đã cho."},
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, closed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **{"use_required_attribute": False, **kwargs})
        for field in self.fields.values():
            field.disabled = closed


def sample_forms() -> dict[str, SampleForm]:
    """Return the form by the name of its state."""
    wrong = {"sai-born_on": "31/02/1985", "sai-words": "Đã gõ đến đây.", "sai-level": "9", "sai-ways": ["9"]}
    return {
        "Thường": SampleForm(prefix="thuong", initial={"level": "2", "ways": ["1"]}),
        "Lỗi": SampleForm(wrong, {}, prefix="sai"),
        "Khóa": SampleForm(prefix="khoa", closed=True, initial={"name": "Nguyễn Thị Hương", "level": "1"}),
    }
