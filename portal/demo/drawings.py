"""The pictures of the demo: landscapes of a few flat shapes, drawn here, so that nobody's photograph is needed."""

from __future__ import annotations

import io
import math
from collections.abc import Callable

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw, ImageFilter

Colour = str
Scene = Callable[["Canvas"], None]

FINE = 2  # everything is drawn larger and then shrunk, which smooths its edges


class Canvas:
    """A picture whose places are named in parts of its width and height, from 0 to 1, the upper left first."""

    def __init__(self, width: int, height: int) -> None:
        self.size = (width, height)
        self.image = Image.new("RGB", (width * FINE, height * FINE))
        self.draw = ImageDraw.Draw(self.image)

    def at(self, x: float, y: float) -> tuple[float, float]:
        return (x * self.image.width, y * self.image.height)

    def fade(self, top: Colour, bottom: Colour, *, y0: float = 0, y1: float = 1) -> None:
        """Fill a band over the whole width, from one colour to another."""
        left, upper = (round(part) for part in self.at(0, y0))
        right, lower = (round(part) for part in self.at(1, y1))
        shade = Image.linear_gradient("L").resize((right - left, lower - upper))
        band = Image.composite(Image.new("RGB", shade.size, bottom), Image.new("RGB", shade.size, top), shade)
        self.image.paste(band, (left, upper))

    def sun(self, x: float, y: float, radius: float, colour: Colour, glow: Colour) -> None:
        """A disc in a soft ring of light; the radius is in parts of the height."""
        mask = Image.new("L", self.image.size)
        self._disc(ImageDraw.Draw(mask), x, y, radius * 1.9, 120)
        mask = mask.filter(ImageFilter.GaussianBlur(radius * self.image.height * 0.55))
        self.image.paste(Image.new("RGB", self.image.size, glow), mask=mask)
        self._disc(self.draw, x, y, radius, colour)

    def _disc(self, draw: ImageDraw.ImageDraw, x: float, y: float, radius: float, fill: Colour | int) -> None:
        (across, down), reach = self.at(x, y), radius * self.image.height
        draw.ellipse((across - reach, down - reach, across + reach, down + reach), fill=fill)

    def disc(self, x: float, y: float, radius: float, colour: Colour) -> None:
        self._disc(self.draw, x, y, radius, colour)

    def hills(self, y: float, height: float, colour: Colour, *, waves: float, shift: float = 0) -> None:
        """A range of hills down to the lower edge, its crests about `height` above `y`."""
        crest = [self.at(step / 200, y - height * _rise(step / 200 * waves + shift)) for step in range(201)]
        self.draw.polygon([self.at(0, 1), *crest, self.at(1, 1)], fill=colour)

    def box(self, x0: float, y0: float, x1: float, y1: float, colour: Colour) -> None:
        self.draw.rectangle((*self.at(x0, y0), *self.at(x1, y1)), fill=colour)

    def shape(self, colour: Colour, *points: tuple[float, float]) -> None:
        self.draw.polygon([self.at(*point) for point in points], fill=colour)

    def line(self, colour: Colour, width: float, *points: tuple[float, float]) -> None:
        thickness = max(1, round(width * self.image.height))
        self.draw.line([self.at(*point) for point in points], fill=colour, width=thickness, joint="curve")

    def tree(self, x: float, y: float, height: float, leaves: Colour, trunk: Colour = "#5b4636") -> None:
        self.line(trunk, height * 0.09, (x, y), (x, y - height * 0.5))
        for dx, dy, size in ((-0.2, 0.55, 0.28), (0.2, 0.58, 0.27), (0, 0.75, 0.32)):
            self.disc(x + dx * height * 0.5625, y - dy * height, size * height, leaves)

    def cloud(self, x: float, y: float, size: float, colour: Colour) -> None:
        for dx, dy, part in ((-0.9, 0.1, 0.6), (-0.3, -0.2, 0.8), (0.4, -0.1, 0.7), (1.0, 0.12, 0.5)):
            self.disc(x + dx * size * 0.6, y + dy * size, part * size, colour)
        self.box(x - size * 0.85, y + size * 0.1, x + size * 0.87, y + size * 0.66, colour)

    def ripples(self, y0: float, y1: float, colour: Colour, *, count: int) -> None:
        """Short strokes on water, longer towards the viewer."""
        for step in range(count):
            part = step / count
            y, x = y0 + (y1 - y0) * part**1.3, (step * 0.381966) % 1
            reach = 0.015 + 0.05 * part
            self.line(colour, 0.003 + 0.003 * part, (x - reach, y), (x + reach, y))

    def jpeg(self) -> ContentFile:
        content = io.BytesIO()
        self.image.resize(self.size, Image.Resampling.LANCZOS).save(content, "JPEG", quality=88)
        return ContentFile(content.getvalue(), name="picture.jpg")


def _rise(x: float) -> float:
    """Return a wave that does not look like one, from 0 to 1."""
    return (math.sin(x) + 0.5 * math.sin(2.3 * x + 1) + 0.25 * math.sin(4.1 * x + 2)) / 3.5 + 0.5


def _terraces(canvas: Canvas) -> None:
    canvas.fade("#f6c99a", "#fdf1dc", y1=0.6)
    canvas.sun(0.7, 0.36, 0.085, "#fff3cf", "#ffd98a")
    canvas.hills(0.52, 0.2, "#b7b6c4", waves=7, shift=1)
    canvas.hills(0.58, 0.18, "#8d9db0", waves=5, shift=4)
    greens = ("#6f9a7c", "#8bb277", "#5f8f63", "#a3c57c", "#4f8157", "#86b067", "#3f7049", "#6d9d58")
    for step, green in enumerate(greens):
        y = 0.62 + step * 0.055
        canvas.hills(y, 0.11, "#eef3d2", waves=4.2, shift=2 + step * 0.23)
        canvas.hills(y + 0.009, 0.11, green, waves=4.2, shift=2 + step * 0.23)
    for x, y in ((0.13, 0.68), (0.17, 0.7), (0.86, 0.72)):
        canvas.tree(x, y, 0.12, "#2f5a3d")


def _bridge(canvas: Canvas) -> None:
    canvas.fade("#8fc1de", "#eef6f7", y1=0.66)
    canvas.cloud(0.2, 0.2, 0.07, "#ffffff")
    canvas.cloud(0.78, 0.14, 0.05, "#ffffff")
    for step in range(17):
        height = 0.1 + 0.17 * abs(math.sin(step * 2.4))
        canvas.box(step * 0.06, 0.64 - height, step * 0.06 + 0.045, 0.66, "#a9bccb" if step % 2 else "#94aabd")
    canvas.box(0, 0.63, 1, 0.67, "#5d8a66")
    canvas.fade("#6fa6bf", "#2f6a86", y0=0.67)
    canvas.ripples(0.7, 0.98, "#a8d0dd", count=40)
    for pier in (0.14, 0.38, 0.62, 0.86):
        canvas.shape("#8a8f96", (pier - 0.013, 0.62), (pier + 0.013, 0.62), (pier + 0.02, 0.8), (pier - 0.02, 0.8))
    for left in (-0.1, 0.14, 0.38, 0.62, 0.86):
        arch = [(left + 0.24 * t / 24, 0.6 - 0.17 * math.sin(math.pi * t / 24)) for t in range(25)]
        canvas.line("#a3141b", 0.014, *arch)
        for x, y in arch[2:-2:3]:
            canvas.line("#b9454a", 0.006, (x, y), (x, 0.61))
    canvas.box(0, 0.595, 1, 0.63, "#7b0d13")


def _clinic(canvas: Canvas) -> None:
    canvas.fade("#bfe0ea", "#f5fbf7", y1=0.75)
    canvas.hills(0.6, 0.2, "#a8cbb8", waves=6)
    canvas.hills(0.68, 0.16, "#7fb08f", waves=5, shift=3)
    canvas.hills(0.8, 0.03, "#a9cf8f", waves=2)
    canvas.box(0.3, 0.47, 0.72, 0.8, "#fdfaf2")
    canvas.box(0.3, 0.76, 0.72, 0.8, "#d9d2c2")
    canvas.shape("#b5483a", (0.27, 0.48), (0.35, 0.34), (0.67, 0.34), (0.75, 0.48))
    canvas.box(0.47, 0.58, 0.55, 0.8, "#3c7a8c")
    for x in (0.33, 0.4, 0.58, 0.65):
        canvas.box(x, 0.57, x + 0.045, 0.68, "#9cc9d6")
    canvas.box(0.478, 0.38, 0.542, 0.46, "#ffffff")
    canvas.box(0.504, 0.39, 0.516, 0.45, "#c22a32")
    canvas.box(0.4931, 0.4093, 0.5269, 0.4307, "#c22a32")
    canvas.shape("#e9ddbf", (0.47, 0.8), (0.55, 0.8), (0.66, 1), (0.38, 1))
    for x, y, size in ((0.12, 0.83, 0.3), (0.21, 0.86, 0.22), (0.84, 0.84, 0.32), (0.93, 0.88, 0.24)):
        canvas.tree(x, y, size, "#4f8f5f")


def _storm(canvas: Canvas) -> None:
    canvas.fade("#5b6c80", "#c3ccd0", y1=0.62)
    for depth, colour in ((0.1, "#56667a"), (0.04, "#4a596b"), (-0.03, "#3f4d5f")):
        for step in range(14):
            canvas.disc(step * 0.08, depth + 0.05 * math.sin(step * 1.9 + depth * 40), 0.11, colour)
    for step in range(60):
        x, y = (step * 0.618) % 1, 0.25 + (step * 0.377) % 0.35
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


def _lake(canvas: Canvas) -> None:
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


def _school(canvas: Canvas) -> None:
    canvas.fade("#9fd0ee", "#eef8fb", y1=0.8)
    canvas.cloud(0.18, 0.18, 0.06, "#ffffff")
    canvas.cloud(0.8, 0.24, 0.08, "#ffffff")
    canvas.hills(0.72, 0.1, "#a9d2a0", waves=7)
    canvas.box(0.16, 0.36, 0.84, 0.78, "#f6dfa8")
    canvas.shape("#b5483a", (0.13, 0.37), (0.19, 0.27), (0.81, 0.27), (0.87, 0.37))
    for floor in (0.42, 0.61):
        canvas.box(0.16, floor + 0.135, 0.84, floor + 0.15, "#d7b878")
        for step in range(8):
            x = 0.19 + step * 0.083
            canvas.box(x, floor, x + 0.048, floor + 0.1, "#6fa8c4")
            canvas.line("#ffffff", 0.005, (x + 0.024, floor), (x + 0.024, floor + 0.1))
    canvas.box(0.46, 0.6, 0.54, 0.78, "#7a4b35")
    canvas.box(0, 0.78, 1, 1, "#d9c9a4")
    canvas.box(0, 0.78, 1, 0.8, "#8dbb74")
    canvas.line("#7d838a", 0.01, (0.27, 0.86), (0.27, 0.14))
    canvas.shape("#d3222a", (0.272, 0.15), (0.4, 0.15), (0.4, 0.29), (0.272, 0.29))
    canvas.shape("#ffdd33", *_star(0.336, 0.22, 0.05))
    for x, y, size in ((0.07, 0.85, 0.34), (0.93, 0.86, 0.36)):
        canvas.tree(x, y, size, "#4c9a5b")


def _star(x: float, y: float, radius: float, *, flatness: float = 9 / 16) -> list[tuple[float, float]]:
    """Return the corners of a five-pointed star; `flatness` is the height of the picture by its width."""
    turns = [(math.pi * corner / 5 - math.pi / 2, 1 if corner % 2 == 0 else 0.382) for corner in range(10)]
    return [(x + math.cos(a) * radius * r * flatness, y + math.sin(a) * radius * r) for a, r in turns]


def _harvest(canvas: Canvas) -> None:
    canvas.fade("#a5d3ea", "#fff6dd", y1=0.5)
    canvas.sun(0.2, 0.3, 0.07, "#fffbe6", "#ffe9a8")
    canvas.hills(0.46, 0.12, "#93b5a8", waves=6, shift=2)
    canvas.fade("#e8c75c", "#c9962f", y0=0.46)
    for step in range(-14, 15):
        canvas.line("#d9b04a", 0.004, (0.5 + step * 0.02, 0.46), (0.5 + step * 0.16, 1))
    for x, y, size in ((0.64, 0.47, 0.12), (0.7, 0.47, 0.15), (0.93, 0.48, 0.13)):
        canvas.tree(x, y, size, "#4f7d52")
    for x, y, size in ((0.32, 0.72, 1.0), (0.44, 0.66, 0.7), (0.62, 0.76, 1.15)):
        canvas.shape(
            "#2f5d7c",
            (x - 0.025 * size, y),
            (x + 0.025 * size, y),
            (x + 0.018 * size, y - 0.1 * size),
            (x - 0.018 * size, y - 0.1 * size),
        )
        canvas.disc(x, y - 0.115 * size, 0.022 * size, "#e3b58f")
        canvas.shape(
            "#f3e6c1", (x - 0.034 * size, y - 0.118 * size), (x + 0.034 * size, y - 0.118 * size), (x, y - 0.175 * size)
        )


SCENES: dict[str, Scene] = {
    "terraces": _terraces,
    "bridge": _bridge,
    "clinic": _clinic,
    "storm": _storm,
    "lake": _lake,
    "school": _school,
    "harvest": _harvest,
}


def drawn(scene: str, width: int = 1280, height: int = 720) -> ContentFile:
    """Return the picture `scene`, always the same."""
    canvas = Canvas(width, height)
    SCENES[scene](canvas)
    return canvas.jpeg()
