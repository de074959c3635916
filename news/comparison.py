"""Two texts side by side: what was struck out of the one, and what was put into the other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from markup import outline
from news.models import Attachment
from news.models.content import Content

TEXTS = ("title", "lead", "body", "keywords", "author", "source", "photo_alt", "photo_caption")
LABELS = {field.name: str(field.verbose_name) for field in Content._meta.fields}
# Beyond this, paragraphs are compared rather than words: the time grows with the square.
MOST_WORDS = 4_000
_WORDS = re.compile(r"\s+|[^\s]+")
LOOKS_ONLY = "Chữ như nhau, chỉ khác chỗ đậm, chỗ nghiêng hoặc cách chia ô, chia danh sách."


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that differs, and its two texts as HTML, with what differs marked."""

    label: str
    before: SafeString
    after: SafeString


def compared(before: Content, after: Content) -> list[Difference]:
    """Return the fields in which two contents differ."""
    found = []
    for name in TEXTS:
        old, new = (_plain(name, getattr(one, name)) for one in (before, after))
        if old != new:
            found.append(Difference(LABELS[name], *marked(old, new)))
    if before.body != after.body and outline(before.body) == outline(after.body):
        found.append(Difference(LABELS["body"], *(escape(LOOKS_ONLY),) * 2))
    if before.photo_id != after.photo_id:
        found.append(Difference("ảnh", *(_whole(str(one.photo or "không có ảnh")) for one in (before, after))))
    if before.attachments != after.attachments:
        found.append(Difference("tệp đính kèm", *marked(*(_titles(one.attachments) for one in (before, after)))))
    return found


def marked(before: str, after: str) -> tuple[SafeString, SafeString]:
    """Return two texts as HTML: what only the first has in <del>, what only the second has in <ins>."""
    old, new = _parts(before), _parts(after)
    left, right = [], []
    for what, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        same = what == "equal"
        left.append(_whole("".join(old[i:j]), "" if same else "del"))
        right.append(_whole("".join(new[k:m]), "" if same else "ins"))
    return mark_safe("".join(left)), mark_safe("".join(right))  # noqa: S308 - each part is escaped


def _parts(text: str) -> list[str]:
    words = _WORDS.findall(text)
    return words if len(words) <= MOST_WORDS else text.splitlines(keepends=True)


def _whole(text: str, tag: str = "") -> SafeString:
    told = escape(text)
    return mark_safe(f"<{tag}>{told}</{tag}>") if tag and text else told  # noqa: S308 - escaped above


def _titles(attachments: list[int]) -> str:
    listed = Attachment.objects.listed(attachments)
    return "\n".join(f"{one.title} ({one.facts})" for one in listed) or "không có tệp"


def _plain(name: str, value: object) -> str:
    """Return what a field says as text: keywords between commas, the body with what its words stand in."""
    if isinstance(value, list):
        return ", ".join(value)
    text = str(value or "")
    return outline(text) if name == "body" else text.strip()
