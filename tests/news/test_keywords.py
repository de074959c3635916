"""The database writes a keyword as an address does: it and Python must not differ."""

from __future__ import annotations

import unicodedata

import pytest
from django.db import connection

from news.models.keyword import keyword_slug

pytestmark = pytest.mark.django_db

VOWELS = "aăâeêioôơuưy"
TONES = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]
LETTERS = [unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES] + list("đbcdghklmnpqrstvx")
WORDS = [
    *LETTERS,
    *(letter.upper() for letter in LETTERS),
    "Cải cách hành chính",
    unicodedata.normalize("NFD", "Đường Hồ Chí Minh"),
    "hoà / hòa",
    "  a -- b  ",
    "COVID-19",
    "NĐ 61/2018",
    "“Ngoặc”",
    "Ðà Nẵng",  # with the letter eth, as old keyboards write it
    "ｆｕｌｌ",
    "a\u200bb\u00adc",
    "çéñ ü",
    "Привет",
    "汉字",
    "...",
    "x" * 60,
]


@pytest.mark.parametrize("word", WORDS)
def test_the_database_and_python_write_the_same_address(word):
    with connection.cursor() as cursor:
        cursor.execute("SELECT news_keyword_slug(%s)", [word])
        assert cursor.fetchone()[0] == keyword_slug(word)
