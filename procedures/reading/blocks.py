"""The four blocks of an export that have a form of their own: steps, methods, papers, legal bases.

Each reader takes the lines below its label. What fits no place is returned beside what was read, never dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from procedures.reading.legal import read_basis
from procedures.reading.limits import read_fees, read_limit
from procedures.reading.record import Case, Component, LegalBasis, Method, Step
from procedures.reading.words import channel, said

_HEADING = re.compile(r" {2}\* ?(.*)")
_STEP_MARK = re.compile(r"\s*(Bước\s+\d+|\(?\d+(?:\.\d+)*[.)]|\(?[a-zđ][.)]|\([ivx]+\)|[-–+*•])", re.IGNORECASE)

_METHOD = re.compile(r" {2}\* Hình thức nộp\s*:(.*)")
_METHOD_PARTS = (("limit", "Thời hạn giải quyết"), ("fees", "Phí, lệ phí"), ("note", "Mô tả"))

_CASE = re.compile(r" {2}\[(.*?)\]?\s*")
_COMPONENT = re.compile(r" {4}-(?: (.*))?")
_COUNTS = re.compile(r"\s*Số lượng\s*:\s*Bản chính\s*:\s*(\d*)\s*,\s*Bản sao\s*:\s*(\d*)\s*")
_FORM = re.compile(r" {6}(?:Mẫu đơn, tờ khai|Biểu mẫu|Tên mẫu|Mẫu)\s*:\s*(.*)")


def read_steps(lines: list[str]) -> tuple[Step, ...]:
    """Return the steps in order: those that headings part, or else those that the marks of the lines part."""
    lines = [line for line in lines if said(line)]
    if not any(_HEADING.fullmatch(line) for line in lines):
        return _steps_by_marks([line.strip() for line in lines])
    steps: list[tuple[str | None, list[str]]] = []
    for line in lines:
        if heading := _HEADING.fullmatch(line):
            steps.append((heading[1].strip(), []))
        else:
            if not steps:
                steps.append((None, []))
            steps[-1][1].append(line.strip())
    return tuple(Step(title, tuple(paragraphs)) for title, paragraphs in steps)


def _steps_by_marks(lines: list[str]) -> tuple[Step, ...]:
    """Return the steps of plain lines: one begins where a line is marked as the first one is ("Bước 1", "-", "a)")."""
    if not lines:
        return ()
    numbered = any(_mark(line) == "Bước" for line in lines)
    first = "Bước" if numbered else _mark(lines[0])
    steps: list[list[str]] = []
    for line in lines:
        if not steps or _mark(line) == first:
            steps.append([line])
        else:
            steps[-1].append(line)
    return tuple(Step(None, tuple(paragraphs)) for paragraphs in steps)


def _mark(line: str) -> str:
    """Return the kind of mark before a line: "Bước", "1" for numbers, "a" for letters, the sign itself, or ""."""
    found = _STEP_MARK.match(line)
    if not found:
        return ""
    mark = found[1].strip("(.) ")
    if mark.casefold().startswith("bước"):
        return "Bước"
    return "1" if mark[:1].isdecimal() else "a" if mark[:1].isalpha() else mark


def read_methods(lines: list[str]) -> tuple[tuple[Method, ...], list[str]]:
    """Return the ways of applying, and the lines before the first of them."""
    stray, blocks = _blocks(lines, _METHOD)
    return tuple(_method(first, following) for first, following in blocks), stray


def _method(said_channel: str, lines: list[str]) -> Method:
    """Return one method. Its parts have an order, so a label inside the prose of one part is prose."""
    texts: dict[str, list[str]] = {"": []}
    current, expected = "", list(_METHOD_PARTS)
    for line in lines:
        part = next((one for one in expected if line.startswith(f"    {one[1]}:")), None)
        if part:
            expected = expected[expected.index(part) + 1 :]
            current = part[0]
            line = line.partition(":")[2]
        texts.setdefault(current, []).append(line)
    limit, fees, note = (_prose(texts.get(key, [])) for key, _ in _METHOD_PARTS)
    return Method(
        channel=" ".join([channel(said_channel), *_prose(texts[""]).split()]),
        limit=read_limit(limit),
        fees=read_fees(fees),
        note=said(note),
    )


def read_cases(lines: list[str]) -> tuple[tuple[Case, ...], list[str]]:
    """Return the papers by case, and the lines that belong to none."""
    stray, cases = [], []
    components: list[Component] = []
    for kind, text in _dossier(lines):
        if kind == "case":
            components = []
            cases.append((text, components))
        elif kind == "component":
            if not cases:
                cases.append(("", components))
            components.append(Component(text))
        elif components and kind in _CHANGES:
            components[-1] = _CHANGES[kind](components[-1], text)
        elif cases and not components and kind == "more":
            cases[-1] = (f"{cases[-1][0]}\n{text}", components)
        else:
            stray.append(text)
    return tuple(Case(_name(name), tuple(found)) for name, found in cases), stray


def _name(text: str) -> str:
    return text.strip().removesuffix("]").strip()


def _dossier(lines: list[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        if not said(line):
            continue
        if found := _CASE.fullmatch(line):
            yield "case", found[1].strip()
        elif found := _COMPONENT.fullmatch(line):
            yield "component", (found[1] or "").strip()
        elif _COUNTS.fullmatch(line):
            yield "counts", line
        elif found := _FORM.fullmatch(line):
            yield "form", found[1].strip()
        else:
            yield "more", line.strip()


def _counted(component: Component, line: str) -> Component:
    found = _COUNTS.fullmatch(line)
    originals, copies = (int(number) if number else None for number in (found.groups() if found else ("", "")))
    return Component(component.name, component.form, originals, copies)


def _with_form(component: Component, text: str) -> Component:
    form = "; ".join(filter(None, (component.form, text)))
    return Component(component.name, form, component.originals, component.copies)


def _continued(component: Component, text: str) -> Component:
    return Component(f"{component.name}\n{text}", component.form, component.originals, component.copies)


_CHANGES = {"counts": _counted, "form": _with_form, "more": _continued}


def read_bases(lines: list[str]) -> tuple[tuple[LegalBasis, ...], list[str]]:
    """Return the legal bases, each of which may go over several lines, and the lines before the first."""
    stray, blocks = _blocks(lines, _HEADING)
    return tuple(read_basis("\n".join([first.strip(), *map(str.strip, rest)])) for first, rest in blocks), stray


def _blocks(lines: list[str], begins: re.Pattern[str]) -> tuple[list[str], list[tuple[str, list[str]]]]:
    """Return the lines before the first block, and each block: what its first line says, and its other lines."""
    stray: list[str] = []
    blocks: list[tuple[str, list[str]]] = []
    for line in lines:
        if found := begins.fullmatch(line):
            blocks.append((found[1], []))
        elif blocks:
            blocks[-1][1].append(line)
        elif said(line):
            stray.append(line.strip())
    for _, rest in blocks:
        while rest and not rest[-1].strip():
            rest.pop()
    return stray, blocks


def _prose(lines: list[str]) -> str:
    return "\n".join(line.strip() for line in lines).strip()
