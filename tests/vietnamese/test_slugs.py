"""Slugs: names in addresses."""

import re
import unicodedata

import pytest

from tests.vietnamese.places import every_name
from vietnamese.slugs import slug


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Phường Ba Đình", "phuong-ba-dinh"),
        ("Đặc khu Phú Quốc", "dac-khu-phu-quoc"),
        ("Xã Ia O'", "xa-ia-o"),
        ("Xã Ea H'leo", "xa-ea-h-leo"),
        ("Phường Phan Rang - Tháp Chàm", "phuong-phan-rang-thap-cham"),
        ("“Một cửa” & 05 thủ tục: 50% trực tuyến!", "mot-cua-05-thu-tuc-50-truc-tuyen"),
        ("  --  ", ""),
        ("", ""),
        ("中文", ""),
    ],
)
def test_slug(name: str, expected: str) -> None:
    assert slug(name) == expected


@pytest.mark.parametrize(
    ("max_length", "expected"),
    [
        (16, "dac-khu-phu-quoc"),
        (15, "dac-khu-phu"),
        (11, "dac-khu-phu"),
        (10, "dac-khu"),
        (3, "dac"),
        (2, "da"),  # better than nothing
    ],
)
def test_slug_is_cut_at_a_word(max_length: int, expected: str) -> None:
    assert slug("Đặc khu Phú Quốc", max_length=max_length) == expected


def test_slug_of_every_place_can_stand_in_an_address() -> None:
    for name in every_name():
        made = slug(name)
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", made), name
        assert slug(made) == made
        assert slug(unicodedata.normalize("NFD", name)) == made
        assert made.startswith(slug(name, max_length=12))
