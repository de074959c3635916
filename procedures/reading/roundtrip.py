"""Whether every word of a source is in the record that was read from it, as often as it stands there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from procedures.reading.data import as_data
from procedures.reading.record import Record
from procedures.reading.structures import text
from procedures.reading.words import SPOKEN_CHANNELS
from procedures.reading.writing import as_text

_SIGNS = ",;:.|()[]{}*-–+•“”\"'‘’"


def lost_words(source: str, record: Record) -> list[str]:
    """Return the words of `source` that the record lacks, sorted; they are compared without the signs around them.

    The record is written out for it, as the national database does, so that its labels are counted as well.
    """
    written = as_text(record)
    if written.split() == source.split():  # as most records are: nothing else to look for
        return []
    kept = Counter(chain.from_iterable(map(_words_of, (written, *record.remainder))))
    lost = Counter(_words_of(source)) - kept
    return sorted(lost.elements())


def lost_from(sources: Iterable[str], record: Record) -> list[str]:
    """Return the words of an object's texts that the record made of it lacks altogether.

    A channel may be said in words, which it is kept without. How often a word stands there does not count: an object
    may say the same twice, as value and as it is written.
    """
    kept = set(chain.from_iterable(map(_words_of, (as_text(record), *SPOKEN_CHANNELS, *texts(as_data(record))))))
    return list(dict.fromkeys(word for source in sources for word in _words_of(source) if word not in kept))


def texts(value: Any) -> Iterator[str]:
    """Yield every text and number within a value of JSON."""
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from texts(part)
    elif value is not None and not isinstance(value, bool):
        yield text(value)


def _words_of(text: str) -> list[str]:
    return [word for part in text.split() if (word := part.strip(_SIGNS))]
