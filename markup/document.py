"""A rich text as a tree of the few kinds of block that there are, and how it is written down as HTML."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html import escape
from itertools import groupby
from typing import NamedTuple

BREAK = "\n"  # in a line of text: a new line of the same paragraph
MARKS = ("strong", "em", "sub", "sup")  # from the outside inwards; a link stands around them

_SPACES = re.compile(r"\s+")
# Nothing that is seen: parts of words joined or turned round behind the reader's back, characters no XML can hold.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]"
)


class Run(NamedTuple):
    """A stretch of text that looks the same all along."""

    text: str
    marks: frozenset[str] = frozenset()
    href: str = ""

    @property
    def tags(self) -> list[tuple[str, str]]:
        """The elements around it, from the outside inwards: (name, how it begins)."""
        link = [("a", f'<a href="{escape(self.href)}">')] if self.href else []
        return [*link, *((mark, f"<{mark}>") for mark in MARKS if mark in self.marks)]


@dataclass
class Line:
    """A paragraph, a heading, or a caption."""

    tag: str
    runs: list[Run] = field(default_factory=list)

    def tidy(self) -> Line:
        """Return the line with single spaces, none at its ends, and no link around nothing."""
        runs = _without_blank_links(_merged(_spaced(self.runs)))
        if self.tag.startswith("h"):
            runs = _merged([replace_marks(run, run.marks - {"strong"}) for run in runs])
        return replace(self, runs=runs)

    @property
    def words(self) -> str:
        return "".join(run.text for run in self.runs)

    def parts(self) -> Iterator[Line]:
        """Yield the paragraphs that a line really is: an empty line in it parts them."""
        runs: list[Run] = []
        for number, run in enumerate(self.runs):
            if run.text == BREAK and number and self.runs[number - 1].text == BREAK:
                yield replace(self, runs=runs)
                runs = []
            else:
                runs.append(run)
        yield replace(self, runs=runs)

    def html(self) -> str:
        """Return the line as HTML."""
        return f"<{self.tag}>{inline_html(self.runs)}</{self.tag}>"


@dataclass
class Figure:
    """A picture of ours, by its number, with the words for those who do not see it."""

    pk: str
    alt: str
    caption: Line | None = None

    def html(self) -> str:
        """Return the figure as it is stored."""
        caption = self.caption.html() if self.caption else ""
        return f'<figure><img data-picture="{self.pk}" alt="{escape(self.alt)}">{caption}</figure>'


@dataclass
class Container:
    """A block that holds others: the text itself ("body"), a quote, a list, an item, a table, a row, a cell."""

    tag: str
    blocks: list[Block] = field(default_factory=list)
    attributes: dict[str, str] = field(default_factory=dict)
    drawn: bool = False  # a list that the writer's program drew with paragraphs and bullets

    def html(self) -> str:
        """Return the block as HTML."""
        inner = "".join(block.html() for block in self.blocks)
        if self.tag == "body":
            return inner
        told = "".join(f' {name}="{escape(value)}"' for name, value in self.attributes.items())
        inner = f"<tbody>{inner}</tbody>" if self.tag == "table" else inner
        return f"<{self.tag}{told}>{inner}</{self.tag}>"


Block = Line | Figure | Container


def has_words(block: Block) -> bool:
    """Tell whether there is anything in a block."""
    if isinstance(block, Line):
        return bool(block.words.strip())
    return isinstance(block, Figure) or any(has_words(inner) for inner in block.blocks)


def lines_of(block: Block) -> Iterator[Line]:
    """Yield the lines in a block, outside of captions."""
    if isinstance(block, Line):
        yield block
    elif isinstance(block, Container):
        for inner in block.blocks:
            yield from lines_of(inner)


def inline_html(runs: list[Run]) -> str:
    """Return runs as HTML: an element that goes on is not closed in between."""
    told: list[str] = []
    opened: list[tuple[str, str]] = []
    for run in runs:
        tags = [] if run.text == BREAK else run.tags
        common = next((n for n, (old, new) in enumerate(zip(opened, tags, strict=False)) if old != new), None)
        common = min(len(opened), len(tags)) if common is None else common
        told += [f"</{name}>" for name, _begin in reversed(opened[common:])]
        told += [begin for _name, begin in tags[common:]]
        told.append("<br>" if run.text == BREAK else escape(run.text, quote=False))
        opened = tags
    told += [f"</{name}>" for name, _begin in reversed(opened)]
    return "".join(told)


def replace_marks(run: Run, marks: frozenset[str]) -> Run:
    """Return the run with other marks."""
    return run._replace(marks=marks)


def _spaced(runs: list[Run]) -> list[Run]:
    """Return runs with single spaces between words, none at the ends of a line."""
    tidy: list[Run] = []
    after_space = True
    for run in runs:
        if run.text == BREAK:
            _cut_space(tidy)
            tidy.append(Run(BREAK))
            after_space = True
            continue
        text = _SPACES.sub(" ", _UNSEEN.sub("", run.text))
        text = text[1:] if after_space and text.startswith(" ") else text
        if text:
            tidy.append(run._replace(text=text))
            after_space = text.endswith(" ")
    _cut_space(tidy)
    while tidy and tidy[-1].text == BREAK:
        tidy.pop()
        _cut_space(tidy)
    while tidy and tidy[0].text == BREAK:
        tidy.pop(0)
    return tidy


def _cut_space(runs: list[Run]) -> None:
    """Take the space from the end of what was said so far."""
    if runs and runs[-1].text.endswith(" "):
        cut = runs[-1].text[:-1]
        if cut:
            runs[-1] = runs[-1]._replace(text=cut)
        else:
            runs.pop()


def seen_in(text: str) -> str:
    """Return a short text with single spaces and composed letters, and without what nobody sees."""
    return unicodedata.normalize("NFC", " ".join(_UNSEEN.sub("", text).split()))


def _merged(runs: list[Run]) -> list[Run]:
    merged: list[Run] = []
    for run in runs:
        same = merged and BREAK not in (run.text, merged[-1].text) and merged[-1][1:] == run[1:]
        if same:
            merged[-1] = run._replace(text=merged[-1].text + run.text)
        else:
            merged.append(run)
    # Letters are composed here, not in the HTML: there a mark behind a tag would become part of its end.
    return [run._replace(text=unicodedata.normalize("NFC", run.text)) for run in merged]


def _without_blank_links(runs: list[Run]) -> list[Run]:
    """Return runs with no link that nobody could see."""
    kept: list[Run] = []
    for href, group in groupby(runs, key=lambda run: run.href):
        linked = list(group)
        blank = bool(href) and not any(run.text.strip() for run in linked)
        kept += [run._replace(href="") for run in linked] if blank else linked
    return _merged(kept)
