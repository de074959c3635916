"""Reading HTML into a tree of our few kinds of block, whatever it looked like where it comes from.

It reads what a parser has already brought into order (markup.cleaning): elements are closed where they must be.
"""

from __future__ import annotations

from html.parser import HTMLParser

from markup.document import BREAK, Container, Figure, Line, Run, has_words, seen_in
from markup.links import safe_address
from markup.lists import LISTS, as_drawn_item, may_hold_list, of_list
from markup.pasted import counted_by, is_word_marker, marks_after, word_level
from markup.tables import CELLS, finished_tables, of_cell

HEADINGS = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4"}
INLINE = frozenset({"a", "b", "strong", "i", "em", "sub", "sup", "span"})
HOLDER = {"blockquote": "body", "table": "body", "tr": "table"}  # what alone may hold them
LONE = frozenset({"br", "img", "hr"})  # elements that have no end

MOST_DIGITS = 18  # of the number of a picture

Attributes = dict[str, str]


def read(html: str) -> Container:
    """Return the text of orderly HTML."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_line()
    return _pruned(finished_tables(reader.body))


def _pruned(container: Container) -> Container:
    """Return a block without the empty ones in it; a cell may be empty, for its row would be too short."""
    for block in container.blocks:
        if isinstance(block, Container):
            _pruned(block)
    container.blocks = [
        block for block in container.blocks if has_words(block) or (isinstance(block, Container) and block.tag in CELLS)
    ]
    return container


class _Reader(HTMLParser):
    """Keeps in mind where it is: the blocks that are open, how text looks here, the line that is being read."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.body = Container("body")
        self.open: list[Container] = [self.body]
        self.entered: list[int] = []  # for each element that is open: how many blocks of ours it opened
        self.looks: list[tuple[frozenset[str], str]] = [(frozenset(), "")]  # marks and link, of each inline element
        self.runs: list[Run] = []  # of the line
        self.kind = "p"
        self.level = 0  # in a list that Word drew
        self.marker: str | None = None  # what it drew before the item
        self.in_marker = 0  # how many elements deep
        self.in_head = False  # of a table
        self.figure: Figure | None = None
        self.caption: Line | None = None  # of a figure whose picture comes after it

    @property
    def here(self) -> Container:
        return self.open[-1]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element."""
        told = {name: value or "" for name, value in attrs}
        if tag == "br":
            self.runs.append(Run(BREAK))
        elif tag in INLINE:
            self.begin_inline(tag, told)
        else:
            self.end_line()
            if tag == "img":
                self.see(told)
            elif tag not in LONE:
                before = len(self.open)
                self.begin_block(tag, told)
                self.entered.append(len(self.open) - before)

    def handle_endtag(self, tag: str) -> None:
        """End an element."""
        if tag in INLINE:
            self.looks.pop()
            self.in_marker -= bool(self.in_marker)
        elif tag not in LONE:
            self.end_line()
            self.end_block(tag)

    def handle_data(self, data: str) -> None:
        """Read text."""
        if self.in_marker:
            self.marker = (self.marker or "") + data
        else:
            self.runs.append(Run(data.replace(BREAK, " "), *self.looks[-1]))

    def begin_inline(self, tag: str, told: Attributes) -> None:
        style = told.get("style", "")
        marks, href = self.looks[-1]
        href = safe_address(told.get("href", "")) if tag == "a" else href
        self.looks.append((marks_after(marks, tag, style), href))
        if self.in_marker or (self.level and is_word_marker(style)):
            self.in_marker += 1

    def begin_block(self, tag: str, told: Attributes) -> None:
        """Begin an element, with a block of ours if there is one for it here."""
        if tag == "p":
            self.level = word_level(told.get("style", ""))
        elif tag in HEADINGS or tag == "figcaption":
            self.kind = HEADINGS.get(tag, tag)
        elif tag == "figure":
            self.figure = self.caption = None
        elif tag in LISTS:
            self.begin_list(tag, told)
        elif tag == "li":
            self.begin_item(told)
        elif tag == "thead" and self.here.tag == "table":
            self.in_head = True
        else:
            self.begin_container(tag, told)

    def begin_list(self, tag: str, told: Attributes) -> None:
        if self.here.tag in LISTS:  # a list right in a list belongs to the item before it
            self.open.append(self.item_of(self.here))
        if may_hold_list(self.open):
            self.enter(Container(tag, attributes=of_list(tag, told)))

    def begin_item(self, told: Attributes) -> None:
        if self.here.tag not in LISTS:
            return
        counted = counted_by(told.get("style", ""))
        if counted and self.here.tag == "ol" and not self.here.blocks:
            self.here.attributes.setdefault("type", counted)
        self.enter(Container("li"))

    def begin_container(self, tag: str, told: Attributes) -> None:
        here = self.here.tag
        if HOLDER.get(tag) == here:
            self.enter(Container(tag))
        elif tag in CELLS and here == "tr":
            self.enter(Container("th" if self.in_head else tag, attributes=of_cell(told)))

    def end_block(self, tag: str) -> None:
        if tag in HEADINGS or tag == "figcaption":
            self.kind = "p"
        elif tag == "p":
            self.level = 0
        elif tag == "thead":
            self.in_head = False
        elif tag == "figure":
            if self.caption:
                self.put(Line("p", self.caption.runs))
            self.figure = self.caption = None
        for _ in range(self.entered.pop()):
            self.open.pop()

    def enter(self, block: Container) -> None:
        self.here.blocks.append(block)
        self.open.append(block)

    def see(self, told: Attributes) -> None:
        """Put a picture of ours after the block that is being read; of others nothing is kept."""
        pk = told.get("data-picture", "")
        if not (pk.isascii() and pk.isdecimal() and len(pk) <= MOST_DIGITS):
            return
        alt = seen_in(told.get("alt", ""))
        self.figure = Figure(pk, alt, self.caption)
        self.caption = None
        self.body.blocks.append(self.figure)

    def end_line(self) -> None:
        """Put what was read since the last block where it belongs."""
        runs, self.runs = self.runs, []
        marker, self.marker = self.marker, None
        for line in (part.tidy() for part in Line(self.kind, runs).parts()):
            if not line.words.strip():
                continue
            if self.kind == "p" and self.here.tag not in ("li", "table"):
                as_drawn_item(self.home, line, self.level, marker)
            else:
                self.put(line)

    def put(self, line: Line) -> None:
        if line.tag == "figcaption":
            if self.figure and not self.figure.caption:
                self.figure.caption = line
                return
            if not self.figure and not self.caption:
                self.caption = line
                return
        if self.home.tag != "body" or line.tag == "figcaption":
            line.tag = "p"
        if self.here.tag == "table":  # its caption
            place = next(n for n, block in enumerate(reversed(self.body.blocks), start=1) if block is self.here)
            self.body.blocks.insert(len(self.body.blocks) - place, line)
        else:
            self.home.blocks.append(line)

    @property
    def home(self) -> Container:
        """The block that a line here belongs to."""
        if self.here.tag in LISTS:
            return self.item_of(self.here)
        return self.body if self.here.tag in ("table", "tr") else self.here

    @staticmethod
    def item_of(held: Container) -> Container:
        """Return the last item of a list, or its first."""
        if not held.blocks:
            held.blocks.append(Container("li"))
        last = held.blocks[-1]
        assert isinstance(last, Container)  # noqa: S101 - a list holds items
        return last
