"""Streets, bridges, markets and canals."""

from __future__ import annotations

import math

from portal.demo.drawings.canvas import Canvas, star


def bridge(canvas: Canvas) -> None:
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


def night(canvas: Canvas) -> None:
    canvas.fade("#131f3f", "#4f4a75", y1=0.6)
    canvas.disc(0.82, 0.16, 0.05, "#f7efcf")
    canvas.disc(0.845, 0.145, 0.045, "#1c2848")
    for step in range(40):
        canvas.disc((step * 0.7549) % 1, 0.3 * ((step * 0.5698) % 1), 0.0024, "#e9e2c9")
    canvas.fade("#3a3f68", "#0f1a33", y0=0.68)
    for depth, colour, lift in ((0, "#343b66", 1.0), (1, "#232b50", 0.72)):
        for step in range(17):
            x = step * 0.062 - 0.02 * depth
            high = lift * (0.12 + 0.26 * abs(math.sin(step * (2.4 + depth) + 1.7 * depth)))
            canvas.box(x, 0.68 - high, x + 0.05, 0.68, colour)
            _lit(canvas, x, high, step + depth * 7)
    canvas.shape("#2a3259", (0.5, 0.68), (0.512, 0.16), (0.538, 0.16), (0.55, 0.68))
    for step in range(12):
        canvas.box(0.516, 0.2 + step * 0.038, 0.534, 0.212 + step * 0.038, "#f6d27a")
    canvas.line("#d3222a", 0.004, (0.525, 0.16), (0.525, 0.1))
    for step in range(30):  # the lights upon the water
        x, y = (step * 0.7549) % 1, 0.7 + 0.02 * (step % 3)
        canvas.line("#b98f55" if step % 3 else "#7a6a7f", 0.004, (x, y), (x, y + 0.05 + 0.1 * ((step * 0.5698) % 1)))
    canvas.box(0, 0.672, 1, 0.69, "#171f3d")
    for step in range(20):
        canvas.disc(0.025 + step * 0.05, 0.668, 0.006, "#ffe4a0")
    canvas.ripples(0.76, 0.98, "#46507c", count=26)


def _lit(canvas: Canvas, x: float, high: float, seed: int) -> None:
    """Windows of one house by night, some of them lit."""
    for row in range(int(high / 0.045)):
        for column in range(3):
            if (seed * 7 + row * 5 + column * 11) % 4 < 2:
                left, upper = x + 0.007 + column * 0.014, 0.68 - high + 0.018 + row * 0.045
                canvas.box(left, upper, left + 0.008, upper + 0.018, "#f2c76b" if (seed + row) % 3 else "#fbe6b0")


def street(canvas: Canvas) -> None:
    canvas.fade("#9fd2ea", "#f5f4e6", y1=0.7)
    fronts = (
        (0.0, 0.17, 0.3, "#edc267"), (0.17, 0.31, 0.22, "#f0d38c"), (0.31, 0.47, 0.34, "#e3a95a"),
        (0.47, 0.6, 0.26, "#f2dca6"), (0.6, 0.78, 0.31, "#e9b95f"), (0.78, 1.0, 0.2, "#f0cf83"),
    )  # fmt: skip
    for number, (x0, x1, top, colour) in enumerate(fronts):
        _front(canvas, x0, x1, top, colour, number)
    canvas.box(0, 0.78, 1, 0.86, "#d9cbb0")
    for step in range(26):
        canvas.line("#c3b394", 0.003, (step * 0.04, 0.78), (step * 0.044 - 0.05, 0.86))
    canvas.box(0, 0.86, 1, 0.875, "#b5a78c")
    canvas.box(0, 0.875, 1, 1, "#8f9298")
    for x in (0.31, 0.78):
        for step in range(16):
            dx, dy = 0.05 * math.sin(step * 2.4), 0.06 * math.cos(step * 1.7)
            canvas.disc(x + dx, 0.4 + dy, 0.024, "#c9417a" if step % 3 else "#4f8f5f")
        canvas.line("#6a4a35", 0.008, (x, 0.78), (x + 0.004, 0.44))
    canvas.line("#3b3f45", 0.01, (0.55, 0.84), (0.55, 0.36))
    canvas.line("#3b3f45", 0.008, (0.52, 0.38), (0.58, 0.38))
    for x in (0.52, 0.58):
        canvas.disc(x, 0.4, 0.018, "#fff0bd")
    canvas.person(0.2, 0.85, 1.15, "#7a4b8c")
    canvas.line("#6a5138", 0.006, (0.15, 0.745), (0.25, 0.745))
    for x in (0.15, 0.25):
        canvas.shape("#b98b5a", (x - 0.025, 0.8), (x + 0.025, 0.8), (x + 0.017, 0.835), (x - 0.017, 0.835))
        canvas.disc(x, 0.795, 0.018, "#6fa34d")
        canvas.line("#6a5138", 0.003, (x, 0.745), (x - 0.022, 0.8))
        canvas.line("#6a5138", 0.003, (x, 0.745), (x + 0.022, 0.8))
    canvas.person(0.68, 0.84, 1.0, "#2f6a86")


def _front(canvas: Canvas, x0: float, x1: float, top: float, colour: str, number: int) -> None:
    """A house of the old quarter: tiles above, shutters, a shop below."""
    canvas.box(x0, top, x1, 0.78, colour)
    eaves = 0.012
    canvas.shape("#9c4a34", (x0 - eaves, top), (x1 + eaves, top), (x1 - 0.012, top - 0.07), (x0 + 0.012, top - 0.07))
    middle, shutter = (x0 + x1) / 2, ("#4f7f73", "#3f6f8a", "#7a5a3c")[number % 3]
    for x in (middle - 0.045, middle + 0.015):
        canvas.box(x, top + 0.08, x + 0.03, top + 0.21, shutter)
        for step in range(4):
            canvas.line("#e9efe9", 0.002, (x, top + 0.1 + step * 0.028), (x + 0.03, top + 0.1 + step * 0.028))
    canvas.box(x0 + 0.02, 0.57, x1 - 0.02, 0.78, "#5a3f30")
    canvas.box(x0 + 0.03, 0.6, x1 - 0.03, 0.78, "#7a5842" if number % 2 else "#6a4a38")
    awning = ("#b3262d", "#2f6a86", "#3d7a4a")[number % 3]
    canvas.shape(awning, (x0 + 0.015, 0.55), (x1 - 0.015, 0.55), (x1 - 0.002, 0.61), (x0 + 0.002, 0.61))


def market(canvas: Canvas) -> None:
    canvas.fade("#a9d9ec", "#fbf3dd", y1=0.6)
    canvas.hills(0.5, 0.08, "#a3c79b", waves=9)
    canvas.box(0, 0.52, 1, 1, "#d8c39b")
    for step in range(5):
        canvas.tree(0.06 + step * 0.23, 0.54, 0.2, "#6fa86f")
    stripes = (("#c9383f", "#fbf3e4"), ("#3d7a5a", "#fbf3e4"), ("#2f6a86", "#fbf3e4"))
    for stall, x in enumerate((0.03, 0.36, 0.69)):
        _stall(canvas, x, stripes[stall], stall)
    for x, y, size, clothes in (
        (0.3, 0.97, 1.5, "#7a4b8c"),
        (0.5, 0.94, 1.35, "#3c6a8c"),
        (0.66, 0.98, 1.5, "#b3622e"),
    ):
        canvas.person(x, y, size, clothes)
    for x in (0.345, 0.705):
        canvas.shape("#b98b5a", (x - 0.022, 0.9), (x + 0.022, 0.9), (x + 0.016, 0.95), (x - 0.016, 0.95))
        canvas.disc(x, 0.895, 0.022, "#6fa34d")


def _stall(canvas: Canvas, x: float, colours: tuple[str, str], number: int) -> None:
    wide = 0.28
    for post in (0.012, wide - 0.012):
        canvas.line("#7a5a3c", 0.01, (x + post, 0.34), (x + post, 0.86))
    canvas.box(x + 0.012, 0.46, x + wide - 0.012, 0.66, "#8f7a5c")
    for step in range(8):
        left, right = x + wide * step / 8, x + wide * (step + 1) / 8
        lower = x - 0.02 + (wide + 0.04) * step / 8, x - 0.02 + (wide + 0.04) * (step + 1) / 8
        canvas.shape(colours[step % 2], (left, 0.28), (right, 0.28), (lower[1], 0.42), (lower[0], 0.42))
        canvas.disc((lower[0] + lower[1]) / 2, 0.42, 0.032, colours[step % 2])
    goods = (("#d9483a", "#6fa34d", "#e9b44c"), ("#e98f3a", "#4f8f4f", "#c9417a"), ("#f0c94a", "#8fbf5a", "#a3414a"))
    for row in range(3):
        y = 0.66 + row * 0.055
        for step in range(10):
            canvas.disc(x + 0.028 + step * 0.025, y, 0.028, goods[number][(row + step // 4) % 3])
        canvas.box(x + 0.005, y + 0.014, x + wide - 0.005, y + 0.034, "#a97c4d")
    canvas.shape("#8a623b", (x, 0.8), (x + wide, 0.8), (x + wide - 0.012, 0.9), (x + 0.012, 0.9))
    canvas.person(x + wide / 2, 0.64, 1.1, ("#2f5d7c", "#a3414a", "#3d7a5a")[number])


def canal(canvas: Canvas) -> None:
    canvas.fade("#a9d6ea", "#f6f4e4", y1=0.5)
    for step in range(16):
        high = 0.12 + 0.16 * abs(math.sin(step * 2.3))
        colour = ("#e9d3a6", "#d9b98c", "#f0e2c3", "#cfa98a")[step % 4]
        canvas.box(step * 0.064, 0.5 - high, step * 0.064 + 0.058, 0.52, colour)
        for row in range(int(high / 0.06)):
            for column in range(2):
                x, y = step * 0.064 + 0.011 + column * 0.023, 0.52 - high + 0.01 + row * 0.06
                canvas.box(x, y, x + 0.013, y + 0.026, "#7fa9b9")
    canvas.box(0, 0.5, 1, 0.56, "#7fae78")
    for step in range(14):
        canvas.tree(0.02 + step * 0.075, 0.56, 0.17 + 0.03 * math.sin(step * 2), "#5f9f62" if step % 2 else "#4c8a55")
    canvas.box(0, 0.55, 1, 0.6, "#cdbf9f")
    canvas.line("#8f8468", 0.006, (0, 0.56), (1, 0.56))
    for step in range(34):
        canvas.line("#8f8468", 0.004, (step * 0.03, 0.56), (step * 0.03, 0.6))
    canvas.box(0, 0.6, 1, 0.64, "#a89a7c")
    canvas.fade("#7fb5ac", "#3f7f82", y0=0.64)
    canvas.ripples(0.67, 0.98, "#b4d8cc", count=34)
    for x, y, size in ((0.22, 0.74, 1.2), (0.68, 0.84, 2.0)):
        for heap in range(11):
            dx, dy = -0.062 + heap * 0.0088, 0.028 + 0.014 * (heap % 3)
            canvas.disc(
                x + dx * size, y - dy * size, 0.016 * size, ("#f0b429", "#d9483a", "#f3e0e6", "#d9698c")[heap % 4]
            )
        canvas.sampan(x, y, size, "#6a4a35")


def citadel(canvas: Canvas) -> None:
    canvas.fade("#f3c6a0", "#fbf0d9", y1=0.6)
    canvas.sun(0.2, 0.3, 0.07, "#fff6d8", "#ffdfa6")
    canvas.hills(0.56, 0.1, "#a9b39f", waves=7)
    for step in range(9):
        canvas.tree(0.04 + step * 0.12, 0.62, 0.2, "#6f8f66")
    canvas.box(0, 0.54, 1, 0.68, "#9a7b62")
    for step in range(34):
        canvas.line("#84674f", 0.003, (step * 0.03, 0.55), (step * 0.03, 0.67))
    canvas.shape("#8a6a52", (0.27, 0.44), (0.73, 0.44), (0.77, 0.69), (0.23, 0.69))
    for x, high in ((0.34, 0.13), (0.5, 0.17), (0.66, 0.13)):
        canvas.box(x - 0.032, 0.69 - high, x + 0.032, 0.69, "#4a372b")
        canvas.disc(x, 0.69 - high, 0.057, "#4a372b")
    canvas.box(0.32, 0.33, 0.68, 0.44, "#b3413a")
    for step in range(9):
        canvas.box(0.335 + step * 0.041, 0.33, 0.343 + step * 0.041, 0.44, "#7a2b26")
    canvas.box(0.32, 0.42, 0.68, 0.44, "#e0c27a")
    canvas.box(0.39, 0.2, 0.61, 0.28, "#b3413a")
    for step in range(6):
        canvas.box(0.4 + step * 0.039, 0.2, 0.407 + step * 0.039, 0.28, "#7a2b26")
    for x0, x1, y in ((0.28, 0.72, 0.335), (0.36, 0.64, 0.205)):
        _roof(canvas, x0, x1, y)
    canvas.line("#7d838a", 0.006, (0.5, 0.13), (0.5, 0.03))
    canvas.shape("#d3222a", (0.501, 0.032), (0.555, 0.032), (0.555, 0.085), (0.501, 0.085))
    canvas.shape("#ffdd33", *star(0.528, 0.058, 0.019))
    canvas.fade("#c9b49a", "#5f8a80", y0=0.69)
    canvas.shape("#a58a74", (0.23, 0.69), (0.77, 0.69), (0.72, 0.86), (0.28, 0.86))
    canvas.ripples(0.72, 0.98, "#dccdb4", count=32)
    _lotus_leaves(canvas)


def _lotus_leaves(canvas: Canvas) -> None:
    for step in range(22):
        x, y = (step * 0.7549) % 1, 0.84 + 0.14 * ((step * 0.5698) % 1)
        canvas.shape("#4f8a58", (x - 0.03, y), (x, y - 0.014), (x + 0.03, y), (x, y + 0.014))
        if step % 4 == 0:
            canvas.disc(x, y - 0.03, 0.018, "#e98aa6")


def _roof(canvas: Canvas, x0: float, x1: float, y: float) -> None:
    """A roof of yellow tiles, its corners turned up."""
    ridge = y - 0.075
    eaves = ((x0 - 0.02, y - 0.022), (x0, y), (x1, y), (x1 + 0.02, y - 0.022))
    canvas.shape("#d9a23a", *eaves, (x1 - 0.05, ridge), (x0 + 0.05, ridge))
    canvas.line("#a8772a", 0.008, (x0 + 0.05, ridge), (x1 - 0.05, ridge))


def lanterns(canvas: Canvas) -> None:
    canvas.fade("#1d2648", "#5a3f5c", y1=0.6)
    canvas.box(0, 0.6, 1, 0.67, "#3a2c3c")
    canvas.sun(0.5, 0.14, 0.055, "#fdf3d4", "#b9a988")
    for number, x in enumerate((0.0, 0.15, 0.29, 0.45, 0.6, 0.74, 0.88)):
        top = 0.34 + 0.05 * math.sin(number * 2.1)
        canvas.box(x, top, x + 0.145, 0.64, ("#b98a3f", "#a87a3a", "#c79a4d")[number % 3])
        canvas.shape("#5a3230", (x - 0.01, top), (x + 0.155, top), (x + 0.13, top - 0.06), (x + 0.015, top - 0.06))
        canvas.box(x + 0.03, top + 0.06, x + 0.06, top + 0.13, "#fbe0a0")
        canvas.box(x + 0.085, top + 0.06, x + 0.115, top + 0.13, "#fbe0a0")
        canvas.box(x + 0.04, 0.52, x + 0.105, 0.64, "#f6c875")
    canvas.box(0, 0.63, 1, 0.67, "#4a3a40")
    canvas.fade("#4d3f5c", "#141d38", y0=0.67)
    colours = ("#e9483a", "#f0b429", "#d9698c", "#5fae8a", "#f08a3a", "#7a8fd9")
    for line, (y, drop) in enumerate(((0.2, 0.08), (0.3, 0.07))):
        string = [(t / 30, y + drop * math.sin(math.pi * ((t / 10) % 1))) for t in range(31)]
        canvas.line("#2b2233", 0.004, *string)
        for step in range(1, 15):
            x = step / 15
            hang = y + drop * math.sin(math.pi * ((x * 3) % 1)) + 0.035
            _lantern(canvas, x, hang, 0.03, colours[(step + line * 2) % len(colours)])
    for step in range(34):
        x, y = (step * 0.7549) % 1, 0.7 + 0.2 * ((step * 0.5698) % 1)
        canvas.line(colours[step % len(colours)], 0.006, (x - 0.014, y), (x + 0.014, y))
    canvas.ripples(0.7, 0.98, "#6a5a7c", count=26)
    for x, y, size in ((0.28, 0.78, 1.1), (0.66, 0.86, 1.7)):
        canvas.sampan(x, y, size, "#2b2028")
        canvas.sun(x - 0.05 * size, y - 0.035 * size, 0.018 * size, "#ffe6a6", "#f0a84a")


def _lantern(canvas: Canvas, x: float, y: float, size: float, colour: str) -> None:
    canvas.disc(x, y, size, colour)
    canvas.box(x - size * 0.25, y - size * 1.15, x + size * 0.25, y - size * 0.85, "#3a2b2b")
    canvas.box(x - size * 0.25, y + size * 0.85, x + size * 0.25, y + size * 1.1, "#3a2b2b")
    canvas.disc(x, y, size * 0.45, "#fff0c4")
    canvas.line(colour, 0.004, (x, y + size), (x, y + size * 2))
