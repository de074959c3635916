"""Vietnamese alphabetical order as plain text, which any database can index without knowing the language.

The order is that of Vietnamese dictionaries (Hoàng Phê's "Từ điển tiếng Việt") and of the Unicode CLDR's rules for vi:

1. letters decide first, over the whole text: a ă â b c d đ e ê g h i k l m n o ô ơ p q r s t u ư v x y, with the
   foreign f j w z where the Latin alphabet has them; a space comes before every letter, so "Ba Đình" before "Bắc";
2. where all letters are equal the tones decide, syllable by syllable: ngang, huyền, hỏi, ngã, sắc, nặng.

Numbers are compared as numbers and stand before letters. Case, punctuation and the placement of a tone ("hòa", "hoà")
do not count. The keys themselves compare by code point: COLLATE "C" in PostgreSQL, plain `sorted` in Python.
"""

import re
from collections.abc import Iterator

from vietnamese.letters import MARKS, decompose

# A letter that the alphabet puts behind a plain one is that one and a character above all others: "a", "a{", "a|", "b".
# Thus "az" < "ă" < "b", and a person can still read a key.
_SECOND, _THIRD, _FOREIGN = "{", "|", "~"
_BREVE, _CIRCUMFLEX, _HORN = "\u0306", "\u0302", "\u031b"
_WEIGHTS = {
    "a" + _BREVE: "a" + _SECOND,
    "a" + _CIRCUMFLEX: "a" + _THIRD,
    "đ": "d" + _SECOND,
    "e" + _CIRCUMFLEX: "e" + _SECOND,
    "o" + _CIRCUMFLEX: "o" + _SECOND,
    "o" + _HORN: "o" + _THIRD,
    "u" + _HORN: "u" + _SECOND,
}
_LEVEL_TONE = "0"
_TONES = {
    "\u0300": "1",  # huyền
    "\u0309": "2",  # hỏi
    "\u0303": "3",  # ngã
    "\u0301": "4",  # sắc
    "\u0323": "5",  # nặng
}
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{MARKS}])*")
_NUMBER_OR_LETTER = re.compile(rf"[0-9]+|.[{MARKS}]*")


def sort_key(text: str) -> str:
    """Return ASCII whose code-point order is the alphabetical order of `text`: the letters, two spaces, the tones.

    At most three bytes for a character, and two more. Whoever appends a tie-breaker puts a space before it: then no
    longer text slips in between.
    """
    words = _WORD.findall(decompose(text))
    return f"{' '.join(map(_letters, words))}  {''.join(map(_tone, words))}"


def _letters(word: str) -> str:
    return "".join(_weights(word))


def _weights(word: str) -> Iterator[str]:
    for part in _NUMBER_OR_LETTER.findall(word):
        yield _number(part) if part[0] in "0123456789" else _letter(part[0], part[1:])


def _letter(base: str, marks: str) -> str:
    """Return the weight of one letter; those that the Latin alphabet lacks all stand behind z."""
    for mark in marks:
        if weight := _WEIGHTS.get(base + mark):
            return weight
    return _WEIGHTS.get(base) or (base if "a" <= base <= "z" else _FOREIGN)


def _number(digits: str) -> str:
    """Return `digits` behind their own count, so that the longer number is the greater: "19", "210", "3100".

    Ten digits and more have a colon, which is above 9, for each ten.
    """
    significant = digits.lstrip("0") or "0"
    tens, ones = divmod(len(significant), 10)
    return f"{':' * tens}{ones}{significant}"


def _tone(word: str) -> str:
    """Return the tone of a syllable, as Vietnamese writes each by itself; a foreign word may have several or none."""
    return "".join(_TONES[mark] for mark in word if mark in _TONES) or _LEVEL_TONE
