"""Folding: what somebody types without marks is what stands there with them."""

import unicodedata

import pytest

from tests.vietnamese.places import every_name
from vietnamese.folding import fold, without_marks


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đăng ký khai sinh", "dang ky khai sinh"),
        ("Phường Ba Đình", "phuong ba dinh"),
        ("ĐẶC KHU PHÚ QUỐC", "dac khu phu quoc"),
        ("Thừa Thiên Huế", "thua thien hue"),
        ("Xã Ea H'leo", "xa ea h'leo"),
        ("  Sở\tNội\n vụ\u00a0Hà Nội ", "so noi vu ha noi"),
        ("", ""),
    ],
)
def test_fold_takes_marks_case_and_spaces(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(("old", "new"), [("hòa", "hoà"), ("thủy", "thuỷ"), ("khỏe", "khoẻ")])
def test_fold_does_not_mind_where_the_tone_is_placed(old: str, new: str) -> None:
    assert fold(old) == fold(new)


@pytest.mark.parametrize("lookalike", ["\u00d0", "\u0189", "\u00f0", "\u0256", "Đ", "đ"])
def test_fold_knows_what_only_looks_like_d_with_stroke(lookalike: str) -> None:
    assert fold(f"{lookalike}à Nẵng") == "da nang"


@pytest.mark.parametrize("invisible", ["\u00ad", "\u200b", "\u200d", "\ufeff"])
def test_fold_drops_what_nobody_sees(invisible: str) -> None:
    assert fold(f"Hà{invisible} Nội") == "ha noi"


def test_fold_knows_full_width_letters() -> None:
    assert fold("\uff28\uff21 \uff2e\uff2f\uff29") == "ha noi"


@pytest.mark.parametrize("vowel", "aăâeêioôơuưy")
@pytest.mark.parametrize("tone", ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"])
def test_fold_knows_every_vowel_with_every_tone(vowel: str, tone: str) -> None:
    plain = unicodedata.normalize("NFD", vowel)[0]

    written = {unicodedata.normalize(form, vowel + tone) for form in ("NFC", "NFD")}
    written |= {text.upper() for text in written}

    assert {fold(text) for text in written} == {plain}


def test_fold_of_every_place_is_plain_whatever_its_normal_form() -> None:
    for name in every_name():
        folded = fold(name)
        assert folded.isascii(), name
        assert fold(folded) == folded
        assert {fold(unicodedata.normalize(form, name)) for form in ("NFC", "NFD")} == {folded}
        assert fold(name.upper()) == folded


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_marks_go_and_case_stays(form):
    assert without_marks(unicodedata.normalize(form, "Đặc khu Phú Quốc, ở đó")) == "Dac khu Phu Quoc, o do"
