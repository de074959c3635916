"""The colours of tokens.css: contrast enough in both schemes, with every accent (WCAG 2.2, 1.4.3 and 1.4.11)."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest
from django.conf import settings

from agencies.models import Accent

TOKENS = (Path(settings.BASE_DIR) / "static/css/tokens.css").read_text()

Colours = dict[str, str]


def declared(text: str) -> Colours:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", text))


def accents(text: str) -> dict[str, Colours]:
    return {name: declared(body) for name, body in re.findall(r'\[data-accent="(\w+)"\] \{(.*?)\}', text, re.DOTALL)}


BRIGHT, DARK = TOKENS.split("@media (prefers-color-scheme: dark)")
DARK = DARK.split("@media")[0]
OF_ACCENT = {Accent.RED.value: {}, **accents(BRIGHT)}
LIGHT_SCHEME = declared(BRIGHT.split("[data-accent")[0])
SCHEMES = {
    f"{scheme}, {accent}": {**LIGHT_SCHEME, **colours, **more}
    for (scheme, more), (accent, colours) in product(
        {"light": {}, "dark": declared(DARK.split("[data-accent]")[0])}.items(), OF_ACCENT.items()
    )
}

TEXT = [
    *product(("ink", "ink-soft", "link", "link-visited"), ("paper", "ground")),
    *product(("on-accent",), ("accent", "accent-deep")),
    ("focus-ink", "focus"),
    *((name, f"{name}-ground") for name in ("danger", "success", "notice", "info")),
    *(("ink", f"{name}-ground") for name in ("danger", "success", "notice", "info")),
    *product(("danger", "success"), ("paper",)),
]
EDGES = [("edge", "paper"), ("edge", "ground"), ("gold", "accent")]


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_that_of_the_rule():
    assert round(contrast("#ffffff", "#000000")) == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


def test_every_accent_that_an_agency_may_choose_has_its_colours():
    assert set(OF_ACCENT) == set(Accent.values)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_what_is_read_stands_out_from_its_ground(scheme: str):
    colours = SCHEMES[scheme]

    faint = [(over, ground) for over, ground in TEXT if contrast(colours[over], colours[ground]) < 4.5]
    faint += [(over, ground) for over, ground in EDGES if contrast(colours[over], colours[ground]) < 3]
    assert faint == []
