"""Seas, rivers and lakes."""

from __future__ import annotations

import math

from portal.demo.drawings.canvas import Canvas


def storm(canvas: Canvas) -> None:
    canvas.fade("#5b6c80", "#c3ccd0", y1=0.62)
    for depth, colour in ((0.1, "#56667a"), (0.04, "#4a596b"), (-0.03, "#3f4d5f")):
        for step in range(14):
            canvas.disc(step * 0.08, depth + 0.05 * math.sin(step * 1.9 + depth * 40), 0.11, colour)
    for step in range(60):
        x, y = (step * 0.7549) % 1, 0.25 + (step * 0.5698) % 0.35
        canvas.line("#aebbc4", 0.003, (x, y), (x - 0.012, y + 0.06))
    canvas.hills(0.6, 0.12, "#75868f", waves=4, shift=5)
    for step, colour in enumerate(("#54788a", "#476b7e", "#3a5d70", "#2f4f62")):
        canvas.hills(0.66 + step * 0.09, 0.045, colour, waves=17 - step * 2, shift=step * 2)
    for x, y, size, colour in (
        (0.24, 0.7, 1.0, "#a3141b"),
        (0.46, 0.76, 1.25, "#1f5c8a"),
        (0.7, 0.72, 1.05, "#2f7a4f"),
    ):
        reach, deck = 0.07 * size, 0.05 * size
        canvas.shape(colour, (x - reach, y), (x + reach, y), (x + reach * 0.75, y + deck), (x - reach * 0.7, y + deck))
        canvas.box(x - reach * 0.35, y - deck * 1.2, x + reach * 0.2, y, "#f4efe3")
        canvas.line("#3b3f45", 0.006, (x + reach * 0.4, y), (x + reach * 0.4, y - deck * 2.4))
    canvas.hills(0.97, 0.05, "#27445a", waves=9, shift=1)


def lake(canvas: Canvas) -> None:
    canvas.fade("#f3b58b", "#fdeccb", y1=0.58)
    canvas.sun(0.33, 0.4, 0.1, "#fff1c9", "#ffd08a")
    canvas.hills(0.56, 0.07, "#8fa58f", waves=16)
    canvas.hills(0.575, 0.05, "#5f8168", waves=22, shift=2)
    canvas.fade("#e7b98d", "#5f8c8a", y0=0.575)
    canvas.ripples(0.6, 0.98, "#d9c3a0", count=45)
    for step in range(26):  # the way of the sun upon the water
        y, reach = 0.583 + step * 0.016, 0.045 - 0.02 * math.cos(step * 2.4) + step * 0.0012
        canvas.line("#fbe3b4", 0.0075, (0.33 - reach, y), (0.33 + reach, y))
    canvas.shape("#4c7355", (0.55, 0.66), (0.6, 0.63), (0.78, 0.63), (0.83, 0.66), (0.76, 0.68), (0.62, 0.68))
    for x0, x1, y0, y1 in ((0.63, 0.75, 0.52, 0.64), (0.648, 0.732, 0.43, 0.52), (0.668, 0.712, 0.36, 0.43)):
        canvas.box(x0, y0, x1, y1, "#cdbf9f")
        middle, reach = (x0 + x1) / 2, (x1 - x0) / 2
        canvas.shape(
            "#7b5d47",
            (x0 - 0.012, y0),
            (x1 + 0.012, y0),
            (middle + reach * 0.7, y0 - 0.025),
            (middle - reach * 0.7, y0 - 0.025),
        )
        for part in (-0.5, 0, 0.5):
            canvas.box(middle + part * reach - 0.007, y0 + 0.03, middle + part * reach + 0.007, y1, "#5d4a3c")
    canvas.shape("#7b5d47", (0.672, 0.335), (0.708, 0.335), (0.69, 0.27))
    for x, y, size in ((0.57, 0.65, 0.13), (0.8, 0.655, 0.12)):
        canvas.tree(x, y, size, "#3d6b4b")


def islands(canvas: Canvas) -> None:
    canvas.fade("#8fcbe6", "#f3f8ee", y1=0.52)
    canvas.sun(0.24, 0.24, 0.06, "#fffbe6", "#fff0b8")
    canvas.cloud(0.7, 0.16, 0.06, "#ffffff")
    canvas.fade("#6fb7c9", "#2b7f9c", y0=0.5)
    rocks = ((0.1, 0.09, 0.2, "#8fb3ad"), (0.46, 0.1, 0.26, "#7ba69c"), (0.9, 0.12, 0.22, "#87ada6"))
    for x, wide, high, colour in (*rocks, (0.28, 0.11, 0.3, "#4f8a72"), (0.7, 0.15, 0.36, "#3f7a62")):
        _islet(canvas, x, 0.52 if wide < 0.105 else 0.56, wide, high, colour)
    canvas.ripples(0.58, 0.98, "#a9dce4", count=46)
    for x, y, size in ((0.18, 0.7, 1.0), (0.5, 0.64, 0.7), (0.84, 0.78, 1.3)):
        _sail(canvas, x, y, size)
    for x, y in ((0.4, 0.2), (0.46, 0.24), (0.53, 0.18)):
        canvas.bird(x, y, 0.016, "#4c6470")


def _islet(canvas: Canvas, x: float, y: float, wide: float, high: float, colour: str) -> None:
    """A limestone rock that stands in the sea."""
    crest = ((-1, 0), (-0.9, 0.4), (-0.66, 0.72), (-0.4, 0.66), (-0.12, 1), (0.2, 0.94), (0.42, 0.6), (0.72, 0.66))
    canvas.shape(colour, *((x + wide * dx, y - high * dy) for dx, dy in (*crest, (0.92, 0.3), (1, 0))))
    canvas.shape(
        "#e8efe2", (x - wide * 1.02, y), (x + wide * 1.02, y), (x + wide * 0.9, y + 0.012), (x - wide, y + 0.01)
    )


def _sail(canvas: Canvas, x: float, y: float, size: float) -> None:
    canvas.shape("#ffffff", (x, y - 0.17 * size), (x + 0.055 * size, y - 0.02 * size), (x, y - 0.02 * size))
    canvas.shape(
        "#f0e6d2", (x - 0.004, y - 0.14 * size), (x - 0.04 * size, y - 0.02 * size), (x - 0.004, y - 0.02 * size)
    )
    hull = ((x - 0.05 * size, y - 0.012 * size), (x + 0.06 * size, y - 0.012 * size))
    canvas.shape("#7a3b2e", *hull, (x + 0.035 * size, y + 0.022 * size), (x - 0.03 * size, y + 0.022 * size))


def harbour(canvas: Canvas) -> None:
    canvas.fade("#f7cfa3", "#fdf0da", y1=0.5)
    canvas.sun(0.62, 0.36, 0.07, "#fff6d8", "#ffdca0")
    canvas.hills(0.48, 0.18, "#b9a9b4", waves=5, shift=1)
    canvas.hills(0.5, 0.1, "#8f8f9f", waves=7, shift=4)
    canvas.fade("#e4bf9c", "#4f8294", y0=0.5)
    for step in range(20):
        y, reach = 0.51 + step * 0.022, 0.04 - 0.02 * math.cos(step * 2.1)
        canvas.line("#fbe6bd", 0.006, (0.62 - reach, y), (0.62 + reach, y))
    canvas.ripples(0.56, 0.98, "#c9d3cd", count=36)
    colours = ("#1f5c8a", "#a3141b", "#2f7a4f", "#8a5a2b", "#1f6f7a")
    for step, colour in enumerate(colours):
        canvas.boat(0.09 + step * 0.13, 0.6 + 0.008 * (step % 2), 0.85, colour)
    for step, colour in enumerate(("#a3141b", "#1f5c8a", "#3d7a4a")):
        x, y = 0.2 + step * 0.27, 0.77 + 0.02 * (step % 2)
        canvas.boat(x, y, 1.7, colour)
        canvas.shape("#d3222a", (x + 0.05, y - 0.2), (x + 0.09, y - 0.19), (x + 0.05, y - 0.16))
        canvas.line("#e8f0ee", 0.004, (x - 0.12, y + 0.088), (x + 0.13, y + 0.088))
    canvas.shape("#8f7d68", (0, 0.93), (1, 0.9), (1, 1), (0, 1))
    for step in range(8):
        canvas.box(0.04 + step * 0.13, 0.87, 0.052 + step * 0.13, 0.94, "#5f4f3f")


def lighthouse(canvas: Canvas) -> None:
    canvas.fade("#24385c", "#e2a68a", y1=0.64)
    for step in range(26):
        canvas.disc((step * 0.7549) % 1, 0.02 + 0.3 * ((step * 0.5698) % 1), 0.0028, "#f3ead2")
    canvas.veil("#fff3cf", 0.42, (0.645, 0.232), (0, 0.06), (0, 0.2))
    canvas.veil("#fff3cf", 0.3, (0.655, 0.232), (1, 0.16), (1, 0.26))
    canvas.fade("#8f7f8c", "#22405a", y0=0.62)
    for step, colour in enumerate(("#5b6f86", "#46607a", "#35516b", "#28445d")):
        canvas.hills(0.7 + step * 0.08, 0.03, colour, waves=19 - step * 3, shift=step * 2)
    canvas.ripples(0.66, 0.8, "#e2b79c", count=16)
    canvas.shape(
        "#3d3a42", (0.42, 0.9), (0.5, 0.74), (0.56, 0.7), (0.74, 0.68), (0.84, 0.76), (0.95, 0.9), (1, 1), (0.38, 1)
    )
    canvas.shape("#55505a", (0.5, 0.76), (0.57, 0.72), (0.73, 0.7), (0.66, 0.8), (0.55, 0.84))
    for part in range(5):
        y0, y1 = 0.7 - part * 0.088, 0.7 - (part + 1) * 0.088
        w0, w1 = 0.042 - part * 0.0035, 0.042 - (part + 1) * 0.0035
        colour = "#f2ede4" if part % 2 == 0 else "#b3262d"
        canvas.shape(colour, (0.65 - w0, y0), (0.65 + w0, y0), (0.65 + w1, y1), (0.65 - w1, y1))
    canvas.box(0.622, 0.255, 0.678, 0.268, "#2c2f38")
    canvas.sun(0.65, 0.232, 0.022, "#fff8dc", "#ffe6a6")
    canvas.box(0.634, 0.208, 0.666, 0.256, "#fff0bd")
    canvas.shape("#2c2f38", (0.625, 0.21), (0.675, 0.21), (0.65, 0.16))
    canvas.hills(0.96, 0.03, "#e6ecec", waves=23, shift=3)
    canvas.hills(0.975, 0.03, "#28445d", waves=23, shift=3)


def coast(canvas: Canvas) -> None:
    canvas.fade("#7fc6e8", "#eaf7f5", y1=0.44)
    canvas.cloud(0.24, 0.14, 0.05, "#ffffff")
    canvas.cloud(0.6, 0.2, 0.04, "#ffffff")
    canvas.fade("#3f9fc0", "#8fd5d6", y0=0.42)
    canvas.shape("#6f9a8c", (0.56, 0.43), (0.68, 0.32), (0.78, 0.3), (0.86, 0.22), (1, 0.26), (1, 0.46))
    canvas.shape("#55836f", (0.7, 0.45), (0.84, 0.36), (1, 0.32), (1, 0.48))
    for step, (colour, grow) in enumerate((("#ffffff", 0.0), ("#bfe6e2", 0.02), ("#ffffff", 0.05), ("#f3e3bd", 0.07))):
        shore = [(t / 40, 0.98 - 0.5 * (t / 40) ** 1.6 + grow + 0.008 * math.sin(t * 0.9 + step)) for t in range(41)]
        canvas.shape(colour, *shore, (1, 1), (0, 1.1))
    canvas.hills(1.02, 0.06, "#e2cc9a", waves=3)
    for x, y in ((0.2, 0.6), (0.36, 0.52), (0.5, 0.66)):
        canvas.line("#d8f0f2", 0.004, (x - 0.05, y), (x + 0.05, y))
    canvas.boat(0.3, 0.5, 0.6, "#b3262d")
    for x, y, size, lean in ((0.82, 0.84, 0.46, -0.14), (0.91, 0.9, 0.56, -0.1), (0.98, 0.8, 0.42, -0.12)):
        canvas.palm(x, y, size, "#3f8a55", lean=lean)
    for x, colour in ((0.66, "#d3222a"), (0.74, "#f0b429")):
        canvas.line("#7a6248", 0.006, (x, 0.94), (x, 0.82))
        canvas.shape(colour, (x - 0.05, 0.84), (x + 0.05, 0.84), (x, 0.765))


def delta(canvas: Canvas) -> None:
    canvas.fade("#f2a978", "#fbe6bf", y1=0.46)
    canvas.sun(0.5, 0.38, 0.09, "#fff1c9", "#ffcf8a")
    canvas.hills(0.44, 0.03, "#7d8f6c", waves=14)
    for step in range(26):
        canvas.palm(0.01 + step * 0.04, 0.45, 0.13 + 0.04 * math.sin(step * 2.2), "#56714f", lean=0.1 * math.sin(step))
    canvas.fade("#eebb86", "#7c8a72", y0=0.45)
    for step in range(24):
        y, reach = 0.46 + step * 0.023, 0.06 - 0.03 * math.cos(step * 2.4)
        canvas.line("#fde3b0", 0.006, (0.5 - reach, y), (0.5 + reach, y))
    canvas.shape("#4d6b45", (0, 0.46), (0.16, 0.47), (0.1, 0.52), (0, 0.57))
    canvas.shape("#4d6b45", (1, 0.46), (0.85, 0.47), (0.9, 0.52), (1, 0.56))
    for x in (0.02, 0.87):
        for post in range(3):
            canvas.line("#5a4331", 0.008, (x + 0.02 + post * 0.04, 0.42), (x + 0.02 + post * 0.04, 0.54))
        canvas.box(x, 0.36, x + 0.12, 0.45, "#a9845c")
        canvas.shape("#7b4a33", (x - 0.02, 0.37), (x + 0.14, 0.37), (x + 0.06, 0.28))
        canvas.box(x + 0.045, 0.39, x + 0.075, 0.45, "#f6d68d")
    canvas.ripples(0.52, 0.98, "#dcc49b", count=36)
    for x, y, size, colour, load in (
        (0.3, 0.58, 0.8, "#6a4a35", "#e0a33a"),
        (0.72, 0.66, 1.1, "#55422f", "#c9483a"),
        (0.36, 0.82, 1.7, "#4d3a2b", "#6fa34d"),
    ):
        for heap in range(4):
            canvas.disc(x - 0.055 * size + heap * 0.025 * size, y - 0.028 * size, 0.026 * size, load)
        canvas.sampan(x, y, size, colour)


def mangrove(canvas: Canvas) -> None:
    canvas.fade("#e98f6f", "#f8d9a6", y1=0.5)
    canvas.sun(0.3, 0.4, 0.08, "#fff0c4", "#ffc98a")
    canvas.hills(0.46, 0.05, "#6c7f62", waves=15)
    canvas.fade("#e3ac80", "#5d6a5c", y0=0.47)
    for step in range(20):
        y, reach = 0.48 + step * 0.026, 0.05 - 0.02 * math.cos(step * 2.4)
        canvas.line("#fbdcae", 0.006, (0.3 - reach, y), (0.3 + reach, y))
    canvas.ripples(0.52, 0.98, "#d9b48f", count=26)
    for x, y, size in ((0.12, 0.6, 0.5), (0.56, 0.6, 0.55), (0.9, 0.66, 0.8), (0.72, 0.74, 0.9), (0.02, 0.86, 1.2)):
        _rooted(canvas, x, y, size)
    canvas.sampan(0.42, 0.8, 1.4, "#4a3a2c")


def _rooted(canvas: Canvas, x: float, y: float, size: float) -> None:
    """A mangrove on the arches of its roots."""
    for turn in (-3, -2, -1, 1, 2, 3):
        reach = turn * 0.028 * size
        arch = [(x + reach * t / 6, y - 0.16 * size * (1 - (t / 6) ** 2)) for t in range(7)]
        canvas.line("#4d3d2f", 0.011 * size, *arch)
    canvas.line("#4d3d2f", 0.022 * size, (x, y - 0.15 * size), (x, y - 0.36 * size))
    for dx, dy, part in ((-0.08, 0.36, 0.12), (0.08, 0.37, 0.12), (0, 0.45, 0.14), (-0.03, 0.34, 0.12)):
        canvas.disc(x + dx * size, y - dy * size, part * size, "#3f5f3f" if dy < 0.4 else "#4f7448")


def dyke(canvas: Canvas) -> None:
    canvas.fade("#77879a", "#d3d9d6", y1=0.5)
    for depth, colour in ((0.06, "#6b7a8d"), (0.0, "#5c6b7e")):
        for step in range(12):
            canvas.disc(step * 0.095, depth + 0.04 * math.sin(step * 2.1 + depth * 30), 0.11, colour)
    canvas.hills(0.46, 0.06, "#8d9d94", waves=9)
    canvas.fade("#a9b7b5", "#7f9698", y0=0.47, y1=0.8)
    canvas.ripples(0.5, 0.72, "#cdd6d3", count=26)
    for step in range(5):
        canvas.tree(0.06 + step * 0.09, 0.53, 0.11, "#5c7f63")
    canvas.shape("#5a8c4f", (0, 1), (0, 0.94), (0.4, 0.74), (1, 0.6), (1, 1))
    canvas.shape("#78a866", (0, 0.9), (0.34, 0.7), (1, 0.55), (1, 0.6), (0.44, 0.74), (0.06, 0.95), (0, 0.98))
    canvas.shape(
        "#d3c094", (0, 0.97), (0.06, 0.94), (0.44, 0.735), (1, 0.595), (1, 0.64), (0.5, 0.79), (0.2, 1), (0, 1)
    )
    for row in range(2):  # sandbags along the edge
        for step in range(17):
            part = step / 17
            x, y = 0.1 + part * 0.62 + row * 0.016, 0.915 - part * 0.28 - row * 0.026 * (1.3 - part) + 0.05 * part**2
            wide, high = 0.026 * (1.25 - part * 0.7), 0.03 * (1.25 - part * 0.7)
            colour = ("#e3d9b9", "#cfc4a0")[(step + row) % 2]
            canvas.shape(
                colour,
                (x - wide, y),
                (x - wide * 0.9, y - high * 0.8),
                (x, y - high),
                (x + wide * 0.9, y - high * 0.8),
                (x + wide, y),
            )
    for x, y, size, clothes in (
        (0.3, 0.93, 1.5, "#2f5d7c"),
        (0.47, 0.83, 1.2, "#a3414a"),
        (0.66, 0.74, 0.9, "#3d6a8c"),
    ):
        canvas.person(x, y, size, clothes)
        canvas.shape(
            "#e3d9b9",
            (x - 0.03 * size, y - 0.05 * size),
            (x - 0.02 * size, y - 0.085 * size),
            (x + 0.02 * size, y - 0.085 * size),
            (x + 0.03 * size, y - 0.05 * size),
        )
    for step in range(40):
        x, y = (step * 0.7549) % 1, 0.1 + (step * 0.5698) % 0.4
        canvas.line("#c3ccd2", 0.0025, (x, y), (x - 0.01, y + 0.05))
