"""A canvas for pictures of a few flat shapes, and what stands in many of them: trees, clouds, water."""

from __future__ import annotations

import math

from PIL import Image, ImageDraw, ImageFilter

Colour = str

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
        upper, lower = round(y0 * self.image.height), round(y1 * self.image.height)
        shade = Image.linear_gradient("L").resize((1, lower - upper))  # one column, then pulled wide
        band = Image.composite(Image.new("RGB", shade.size, bottom), Image.new("RGB", shade.size, top), shade)
        wide = band.resize((self.image.width, lower - upper), Image.Resampling.NEAREST)
        self.image.paste(wide, (0, upper))

    def sun(self, x: float, y: float, radius: float, colour: Colour, glow: Colour) -> None:
        """A disc in a soft ring of light; the radius is in parts of the height."""
        (across, down), reach = self.at(x, y), radius * self.image.height
        side = round(reach * 8)
        mask = Image.new("L", (side, side))
        near, far = side / 2 - reach * 1.9, side / 2 + reach * 1.9
        ImageDraw.Draw(mask).ellipse((near, near, far, far), fill=120)
        mask = mask.filter(ImageFilter.GaussianBlur(reach * 0.55))
        corner = (round(across - side / 2), round(down - side / 2))
        self.image.paste(Image.new("RGB", mask.size, glow), corner, mask)
        self.disc(x, y, radius, colour)

    def veil(self, colour: Colour, opacity: float, *points: tuple[float, float]) -> None:
        """A shape that lets what is behind it show through."""
        mask = Image.new("L", self.image.size)
        ImageDraw.Draw(mask).polygon([self.at(*point) for point in points], fill=round(255 * opacity))
        self.image.paste(Image.new("RGB", self.image.size, colour), mask=mask)

    def disc(self, x: float, y: float, radius: float, colour: Colour) -> None:
        (across, down), reach = self.at(x, y), radius * self.image.height
        self.draw.ellipse((across - reach, down - reach, across + reach, down + reach), fill=colour)

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

    def pine(self, x: float, y: float, height: float, leaves: Colour, trunk: Colour = "#5b4636") -> None:
        self.line(trunk, height * 0.06, (x, y), (x, y - height * 0.4))
        for low, wide in ((0.18, 0.2), (0.42, 0.16), (0.64, 0.11)):
            reach = height * wide * 0.5625
            top = y - height * (low + 0.36)
            self.shape(leaves, (x - reach, y - height * low), (x + reach, y - height * low), (x, top))

    def palm(self, x: float, y: float, height: float, leaves: Colour, lean: float = 0.12) -> None:
        """A coconut palm; it leans to the right by `lean` of its height."""
        bend = [(x + lean * height * (step / 8) ** 2, y - height * step / 8) for step in range(9)]
        self.line("#7a6248", height * 0.045, *bend)
        top_x, top_y = bend[-1]
        for turn in (-2.9, -2.4, -1.9, -1.2, -0.7, -0.2, 0.25, 2.9):
            reach = height * 0.42
            leaf = [
                (
                    top_x + math.cos(turn) * reach * part * 0.5625,
                    top_y + math.sin(turn) * reach * part * 0.7 + reach * 0.5 * part**2,
                )
                for part in (0, 0.25, 0.5, 0.75, 1)
            ]
            self.line(leaves, height * 0.035, *leaf)

    def boat(self, x: float, y: float, size: float, colour: Colour, cabin: Colour = "#f4efe3") -> None:
        """A fishing boat whose deck is at `y`."""
        reach, deck = 0.07 * size, 0.05 * size
        self.shape(colour, (x - reach, y), (x + reach, y), (x + reach * 0.75, y + deck), (x - reach * 0.7, y + deck))
        self.box(x - reach * 0.35, y - deck * 1.2, x + reach * 0.2, y, cabin)
        self.line("#3b3f45", 0.006, (x + reach * 0.4, y), (x + reach * 0.4, y - deck * 2.4))

    def sampan(self, x: float, y: float, size: float, colour: Colour, *, rower: bool = True) -> None:
        """A narrow boat with a person in a conical hat."""
        reach, deep = 0.085 * size, 0.035 * size
        hull = ((x - reach, y - deep * 0.7), (x - reach * 0.7, y), (x + reach * 0.7, y), (x + reach, y - deep * 0.7))
        self.shape(colour, *hull, (x + reach * 0.62, y + deep), (x - reach * 0.62, y + deep))
        if rower:
            self.person(x + reach * 0.35, y + deep * 0.2, 0.75 * size, "#2f5d7c")
            self.line("#6a5138", 0.006, (x + reach * 0.2, y - 0.06 * size), (x + reach * 0.9, y + 0.06 * size))

    def person(self, x: float, y: float, size: float, clothes: Colour) -> None:
        """Somebody in a conical hat, standing at `y`."""
        wide, narrow = 0.025 * size, 0.018 * size
        self.shape(clothes, (x - wide, y), (x + wide, y), (x + narrow, y - 0.1 * size), (x - narrow, y - 0.1 * size))
        self.disc(x, y - 0.115 * size, 0.022 * size, "#e3b58f")
        brim = 0.034 * size
        self.shape("#f3e6c1", (x - brim, y - 0.118 * size), (x + brim, y - 0.118 * size), (x, y - 0.175 * size))

    def bird(self, x: float, y: float, size: float, colour: Colour) -> None:
        """A bird far off: two strokes."""
        wing = [(x + t * size, y - abs(math.sin(t * math.pi)) * size * 0.6) for t in (-1, -0.7, -0.4, 0, 0.4, 0.7, 1)]
        self.line(colour, 0.005, *wing)

    def finished(self) -> Image.Image:
        """Return the picture in its own size."""
        return self.image.reduce(FINE)


def _rise(x: float) -> float:
    """Return a wave that does not look like one, from 0 to 1."""
    return (math.sin(x) + 0.5 * math.sin(2.3 * x + 1) + 0.25 * math.sin(4.1 * x + 2)) / 3.5 + 0.5


def star(x: float, y: float, radius: float, *, flatness: float = 9 / 16) -> list[tuple[float, float]]:
    """Return the corners of a five-pointed star; `flatness` is the height of the picture by its width."""
    turns = [(math.pi * corner / 5 - math.pi / 2, 1 if corner % 2 == 0 else 0.382) for corner in range(10)]
    return [(x + math.cos(a) * radius * r * flatness, y + math.sin(a) * radius * r) for a, r in turns]
