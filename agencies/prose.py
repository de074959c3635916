"""Writing rich text in the admin: the field, the editor in it, and what is kept of what was sent.

What a text may hold is decided in `markup`. Without JavaScript the field is a plain one, for HTML or for paragraphs
between empty lines.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, TypedDict

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from markup import LONGEST, WITHOUT_WORDS, check, clean, from_typed, is_html, to_text, with_sources


class OfferedPicture(TypedDict):
    """A picture that may be put into the text: its number, where the editor finds it, and what it shows in words."""

    pk: int
    src: str
    alt: str


class Kept(str):
    """A text as `kept` gave it. To keep it once more, as acts do with what files and forms have kept, costs nothing."""

    __slots__ = ()


def kept(typed: str) -> Kept:
    """Return a text as it is stored. Raises ValidationError if it is too long, or says nothing."""
    if isinstance(typed, Kept):
        return typed
    if too_long := check(typed):
        raise ValidationError(too_long)
    text = from_typed(typed)
    if wrong := check(text) or (WITHOUT_WORDS if not to_text(text) else ""):
        raise ValidationError(wrong)
    return Kept(text)


class ProseEditor(forms.Textarea):
    """An editor with headings, lists, tables, quotes, links and pictures (static/js/prose-editor.js)."""

    pictures: Sequence[OfferedPicture] = ()

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Tell the editor which pictures there are, and how long a text may be."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        told = {"data-pictures": json.dumps(list(self.pictures), ensure_ascii=False), "data-longest": LONGEST}
        context["widget"]["attrs"] |= told
        return context

    def format_value(self, value: Any) -> Any:
        """Return a text for the editor: with the addresses of its pictures, and clean even if it was just refused.

        What is too long for the editor, or plain, comes back as it was sent.
        """
        if not isinstance(value, str) or check(value) or not is_html(value):
            return value
        sources = {picture["pk"]: picture["src"] for picture in self.pictures}
        return with_sources(clean(value), sources.get)

    def use_required_attribute(self, initial: Any) -> bool:
        """Let the server say that nothing was written: a browser cannot point at a field that the editor covers."""
        return False

    def _render(self, template_name: str, context: dict[str, Any], renderer: Any = None) -> SafeString:
        return mark_safe(render_to_string("admin/widgets/prose.html", context))  # noqa: S308 - a template of ours


class ProseField(forms.CharField):
    """A rich text; what it gives is as it is stored."""

    widget = ProseEditor

    def clean(self, value: Any) -> str:
        """Return the text as it is stored. Raises ValidationError."""
        typed: str = super().clean(value)
        return kept(typed) if typed else ""

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Tell whether the text is another, however its HTML is written."""
        typed = data or ""
        return bool(check(typed)) or (initial or "") != from_typed(typed)
