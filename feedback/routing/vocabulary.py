"""What words mean for routing: a field of work, a level of the administration, an agency by its name (data, dated)."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from feedback.routing.reading import Reading, Run, Syllable, letters, name_of, rows

LEAST_LETTERS = 7  # of a phrase that is known though a letter is missing, too many, or another
MOST_OF_A_SLIP = 3  # syllables
MOST_GUESSES = 200  # runs of a text that are held against phrases with one letter wrong: this bounds the time
GUESSED = 0.7  # what a phrase counts that was mistyped


@dataclass(frozen=True, slots=True, eq=False)
class Phrase:
    """One phrase of the data, and what it points to. Points say how surely: 2 is a hint, 6 names the agency."""

    words: str
    name: tuple[Syllable, ...]
    field: str  # FieldOfWork, or nothing
    level: str  # commune, province, department, ministry, or nothing
    agency: str  # the name of an agency, or nothing
    points: float


@dataclass(frozen=True, slots=True)
class Heard:
    """One phrase in a text, and how surely it is there: from 0 to 1."""

    phrase: Phrase
    run: Run
    sure: float

    @property
    def points(self) -> float:
        return self.phrase.points * self.sure


@dataclass
class Vocabulary:
    """All phrases of a day, by their letters, and by their letters less one."""

    by_letters: defaultdict[str, list[Phrase]] = field(default_factory=lambda: defaultdict(list))
    by_fewer: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    known: set[str] = field(default_factory=set)  # syllables

    def add(self, phrase: Phrase) -> None:
        """Take a phrase in."""
        said = letters(phrase.name)
        self.by_letters[said].append(phrase)
        self.known.update(one.plain for one in phrase.name)
        if len(said) >= LEAST_LETTERS:
            for fewer in _less_one(said):
                self.by_fewer[fewer].add(said)

    def heard(self, reading: Reading, known: frozenset[str]) -> list[Heard]:
        """Return the phrases of a text, each once; of one that is a part of another, nothing.

        `known` are syllables of names of places: a slip is looked for only where a syllable is one that nobody knows.
        """
        strange = [one.plain not in self.known and one.plain not in known for one in reading.syllables]
        guesses = MOST_GUESSES
        taken: list[Run] = []
        found: dict[Phrase, Heard] = {}
        for run in reading.runs:
            there = list(self._exactly(reading, run)) if run.letters in self.by_letters else []
            if not there and guesses and self._may_be_a_slip(run) and any(strange[run.begin : run.end]):
                guesses -= 1
                there = list(self._nearly(run))
            if not there or any(other.begin <= run.begin and run.end <= other.end for other in taken):
                continue
            taken.append(run)
            for one in there:
                if one.phrase not in found or found[one.phrase].sure < one.sure:
                    found[one.phrase] = one
        return list(found.values())

    @staticmethod
    def _may_be_a_slip(run: Run) -> bool:
        return run.end - run.begin <= MOST_OF_A_SLIP and len(run.letters) >= LEAST_LETTERS - 1

    def _exactly(self, reading: Reading, run: Run) -> Iterator[Heard]:
        for phrase in self.by_letters.get(run.letters, ()):
            if sure := reading.fits(run, phrase.name):
                yield Heard(phrase, run, sure)

    def _nearly(self, run: Run) -> Iterator[Heard]:
        meant = set(self.by_fewer.get(run.letters, ()))
        for fewer in _less_one(run.letters):
            if len(fewer) >= LEAST_LETTERS and fewer in self.by_letters:
                meant.add(fewer)
            meant |= {said for said in self.by_fewer.get(fewer, ()) if len(said) == len(run.letters)}
        for said in meant:
            if said[0] == run.letters[0]:
                for phrase in self.by_letters[said]:
                    yield Heard(phrase, run, GUESSED)


def _less_one(said: str) -> list[str]:
    return [said[:place] + said[place + 1 :] for place in range(len(said))]


@lru_cache(maxsize=2)
def vocabulary(day: datetime.date) -> Vocabulary:
    """Return the phrases that count on a day."""
    made = Vocabulary()
    for row in rows("routing_words.csv"):
        if row["since"] <= day.isoformat() and (not row["until"] or day.isoformat() <= row["until"]):
            for words in filter(None, map(str.strip, row["words"].split(";"))):
                made.add(Phrase(words, name_of(words), row["field"], row["level"], row["agency"], float(row["points"])))
    return made
