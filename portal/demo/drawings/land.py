"""Fields, hills and forests."""

from __future__ import annotations

import math

from portal.demo.drawings.canvas import Canvas


def terraces(canvas: Canvas) -> None:
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


def harvest(canvas: Canvas) -> None:
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


def forest(canvas: Canvas) -> None:
    canvas.fade("#dfe9c8", "#f8f4dc", y1=0.75)
    for step in range(30):  # the far trunks, pale
        x = (step * 0.7549) % 1
        canvas.line("#b9c8a4", 0.016, (x, 0), (x, 0.72))
    canvas.hills(0.66, 0.06, "#a9c08b", waves=5)
    for x, width, colour in ((0.08, 0.05, "#6c5a45"), (0.24, 0.036, "#7d6a52"), (0.7, 0.042, "#75624c")):
        canvas.line(colour, width, (x, 0), (x + 0.004, 0.8))
    for x, wide in ((0.34, 0.03), (0.47, 0.055), (0.62, 0.035), (0.76, 0.05)):  # rays
        canvas.veil("#fffbe0", 0.5, (x, 0), (x + wide, 0), (x + wide - 0.2, 0.8), (x - 0.24, 0.8))
    canvas.hills(0.74, 0.05, "#7fa266", waves=4, shift=2)
    canvas.shape("#e6d7ae", (0.46, 0.72), (0.52, 0.72), (0.6, 0.82), (0.66, 1), (0.3, 1), (0.44, 0.82))
    for x, y, size in ((0.16, 0.8, 0.5), (0.34, 0.76, 0.34), (0.62, 0.77, 0.4), (0.8, 0.8, 0.56), (0.93, 0.86, 0.7)):
        canvas.pine(x, y, size, "#3f7049")
    canvas.pine(0.04, 0.94, 0.9, "#2f5a3d")
    for step in range(12):
        x = (step * 0.381966) % 1
        canvas.disc(x, 0.9 + 0.08 * ((step * 0.7) % 1), 0.02, "#5f8f53")


def road(canvas: Canvas) -> None:
    canvas.fade("#a9cfe2", "#f2f5ea", y1=0.6)
    canvas.cloud(0.74, 0.17, 0.06, "#ffffff")
    layers = ((0.4, 0.24, "#a9bfc9", 6, 1), (0.48, 0.24, "#84a6ac", 5, 3), (0.58, 0.22, "#5f9080", 4, 5))
    for y, height, colour, waves, shift in layers:
        canvas.hills(y, height, colour, waves=waves, shift=shift)
    canvas.shape("#4d8363", (0, 0.52), (0.22, 0.46), (0.5, 0.6), (0.8, 0.74), (1, 0.8), (1, 1), (0, 1))
    bends = ((0.2, 0.5), (0.34, 0.54), (0.3, 0.6), (0.52, 0.66), (0.44, 0.74), (0.7, 0.82), (0.62, 1.02))
    for width, colour in ((0.075, "#e9e2cf"), (0.062, "#6d7278")):
        smooth = _through(bends)
        for part, place in enumerate(smooth[:-1]):
            grown = width * (0.35 + 0.9 * part / len(smooth))
            canvas.line(colour, grown, place, smooth[part + 1])
            canvas.disc(*smooth[part + 1], grown / 2, colour)
    for part, place in enumerate(_through(bends)[::3]):
        canvas.disc(*place, 0.002 + 0.0002 * part, "#f4e7a8")
    for x, y, size in ((0.08, 0.66, 0.2), (0.14, 0.78, 0.26), (0.86, 0.92, 0.34), (0.94, 0.98, 0.4), (0.2, 0.94, 0.3)):
        canvas.pine(x, y, size, "#2f6148")


def _through(bends: tuple[tuple[float, float], ...]) -> list[tuple[float, float]]:
    """Return a smooth way through places (Catmull and Rom's)."""
    places = [bends[0], *bends, bends[-1]]
    way = []
    for before, here, there, after in zip(places, places[1:], places[2:], places[3:], strict=False):
        for step in range(12):
            t = step / 12
            way.append(tuple(_spline(t, *pair) for pair in zip(before, here, there, after, strict=True)))
    return [(x, y) for x, y in way]


def _spline(t: float, a: float, b: float, c: float, d: float) -> float:
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)


def highland(canvas: Canvas) -> None:
    canvas.fade("#cfe0e6", "#fbf3e2", y1=0.6)
    canvas.sun(0.78, 0.28, 0.06, "#fff7dc", "#ffe6ad")
    canvas.hills(0.48, 0.16, "#b7c9cc", waves=6, shift=2)
    canvas.hills(0.54, 0.12, "#93b3a5", waves=5, shift=5)
    for step in range(13):
        canvas.pine(0.03 + step * 0.08, 0.58 + 0.02 * math.sin(step * 2), 0.13, "#6b9480")
    canvas.hills(0.6, 0.06, "#d9e6dc", waves=3, shift=1)
    for hill, green in enumerate(("#8dbb6f", "#6fa75c", "#55924d")):
        y, shift = 0.66 + hill * 0.11, 1.5 + hill * 2.2
        for row in range(7):  # rows of tea
            canvas.hills(y + row * 0.028, 0.12, green, waves=3.1, shift=shift)
            canvas.hills(y + row * 0.028 + 0.016, 0.12, "#3f7a41" if hill == 2 else "#5c9650", waves=3.1, shift=shift)
    for x, y, size in ((0.2, 0.66, 1.0), (0.29, 0.68, 0.8), (0.72, 0.7, 0.9)):
        _cottage(canvas, x, y, size)
    canvas.person(0.5, 0.86, 0.9, "#a3414a")
    canvas.person(0.58, 0.9, 1.0, "#3c6a8c")


def _cottage(canvas: Canvas, x: float, y: float, size: float) -> None:
    wide, high = 0.04 * size, 0.07 * size
    canvas.box(x - wide, y - high, x + wide, y, "#fbf6ea")
    canvas.shape("#b5483a", (x - wide * 1.25, y - high), (x + wide * 1.25, y - high), (x, y - high * 2))
    canvas.box(x - wide * 0.2, y - high * 0.7, x + wide * 0.2, y, "#7a4b35")


def drying(canvas: Canvas) -> None:
    canvas.fade("#a9d6ee", "#fdf6df", y1=0.55)
    canvas.cloud(0.2, 0.16, 0.055, "#ffffff")
    canvas.hills(0.52, 0.08, "#9cc08f", waves=8)
    canvas.box(0, 0.52, 1, 1, "#cbb98a")
    canvas.fade("#f0cd62", "#dda93a", y0=0.62)
    for step in range(22):  # the marks of the rake
        y = 0.64 + step * 0.0165
        ridge = [(part / 40, y + 0.004 * math.sin(part * 0.9 + step)) for part in range(41)]
        canvas.line("#e9bf4c" if step % 2 else "#c99732", 0.004, *ridge)
    canvas.box(0.5, 0.36, 0.92, 0.62, "#f3e4c3")
    canvas.shape("#b0533d", (0.46, 0.38), (0.96, 0.38), (0.88, 0.22), (0.54, 0.22))
    for step in range(15):
        canvas.line("#97432f", 0.004, (0.545 + step * 0.024, 0.225), (0.47 + step * 0.0345, 0.378))
    for x in (0.55, 0.67, 0.79):
        canvas.box(x, 0.44, x + 0.07, 0.62, "#7a5138")
        canvas.line("#c79a6b", 0.005, (x + 0.035, 0.44), (x + 0.035, 0.62))
    canvas.box(0.48, 0.6, 0.94, 0.625, "#a9977a")
    canvas.shape("#8a6b43", (0.04, 0.62), (0.2, 0.62), (0.12, 0.36))
    canvas.shape("#a98450", (0.06, 0.62), (0.17, 0.62), (0.12, 0.38))
    canvas.palm(0.34, 0.62, 0.42, "#4d8a4f", lean=0.1)
    canvas.palm(0.41, 0.62, 0.3, "#5c9a59", lean=-0.06)
    for x, y, size, clothes in ((0.3, 0.84, 1.25, "#3c6a8c"), (0.62, 0.78, 1.05, "#a3414a")):
        canvas.line("#6a5138", 0.007, (x + 0.02, y - 0.09), (x + 0.09, y + 0.01))
        canvas.box(x + 0.07, y, x + 0.11, y + 0.012, "#6a5138")
        canvas.person(x, y, size, clothes)


def pines(canvas: Canvas) -> None:
    canvas.fade("#c9dbe8", "#f9efe0", y1=0.56)
    canvas.hills(0.44, 0.14, "#a7bccb", waves=5, shift=4)
    canvas.hills(0.5, 0.1, "#86a69b", waves=6, shift=1)
    for step in range(34):
        canvas.pine(step * 0.031, 0.57 + 0.008 * math.sin(step * 3), 0.16 + 0.05 * math.sin(step * 1.7), "#4d7b62")
    canvas.fade("#b6ccd2", "#6f9aa6", y0=0.56)
    for step in range(34):  # their reflection
        x, deep = step * 0.031, 0.12 + 0.04 * math.sin(step * 1.7)
        canvas.shape("#8fb0ac", (x - 0.012, 0.56), (x + 0.012, 0.56), (x, 0.56 + deep))
    canvas.ripples(0.6, 0.96, "#d4e2e2", count=30)
    canvas.shape("#5c8a55", (0, 0.7), (0.2, 0.66), (0.42, 0.72), (0.36, 0.86), (0.1, 1), (0, 1))
    canvas.box(0.12, 0.5, 0.26, 0.7, "#f6ecd7")
    canvas.shape("#8c3f36", (0.09, 0.51), (0.29, 0.51), (0.19, 0.3))
    canvas.box(0.17, 0.58, 0.21, 0.7, "#6a4632")
    for x in (0.135, 0.225):
        canvas.box(x, 0.56, x + 0.022, 0.63, "#f3d488")
    canvas.box(0.36, 0.74, 0.74, 0.762, "#8a6b4b")
    for step in range(9):
        canvas.line("#6f5439", 0.008, (0.38 + step * 0.043, 0.7), (0.38 + step * 0.043, 0.85))
    canvas.box(0.36, 0.695, 0.74, 0.706, "#9c7c58")
    for x, y, size in ((0.04, 0.9, 0.5), (0.3, 0.82, 0.3), (0.88, 1.0, 0.5), (0.97, 0.98, 0.62)):
        canvas.pine(x, y, size, "#2f5a45")


def lotus(canvas: Canvas) -> None:
    canvas.fade("#bfe3dc", "#f3f6e2", y1=0.4)
    canvas.hills(0.36, 0.1, "#94bfa4", waves=9)
    canvas.fade("#8fc4b7", "#3f8577", y0=0.38)
    canvas.ripples(0.42, 0.96, "#b9ddd0", count=24)
    for step in range(46):
        part = step / 46
        x, y = (step * 0.618) % 1, 0.42 + 0.58 * part**1.2
        size = 0.022 + 0.065 * part
        _pad(canvas, x, y, size, "#5a9d5e" if step % 3 else "#47874f")
    for x, y, size in ((0.16, 0.56, 0.7), (0.34, 0.66, 1.0), (0.82, 0.6, 0.85), (0.74, 0.84, 1.5), (0.2, 0.9, 1.6)):
        _bloom(canvas, x, y, size)
    _egret(canvas, 0.53, 0.74)


def _pad(canvas: Canvas, x: float, y: float, size: float, green: str) -> None:
    across, down = canvas.at(x, y)
    wide, high = size * canvas.image.height * 1.25, size * canvas.image.height * 0.48
    canvas.draw.pieslice((across - wide, down - high, across + wide, down + high), 300, 640, fill=green)
    canvas.line("#7fbb78", 0.003, (x - size * 0.4, y), (x + size * 0.1, y))


def _bloom(canvas: Canvas, x: float, y: float, size: float) -> None:
    canvas.line("#4d8a4f", 0.008 * size, (x, y + 0.1 * size), (x, y))
    for turn, colour in ((-1.0, "#d9698c"), (1.0, "#d9698c"), (-0.55, "#e98aa6"), (0.55, "#e98aa6"), (0, "#f7b5c6")):
        tip_x, tip_y = x + math.sin(turn) * 0.075 * size * 0.7, y - math.cos(turn) * 0.09 * size
        half = 0.02 * size
        canvas.shape(
            colour,
            (x, y),
            ((x + tip_x) / 2 - half, (y + tip_y) / 2),
            (tip_x, tip_y),
            ((x + tip_x) / 2 + half, (y + tip_y) / 2),
        )


def _egret(canvas: Canvas, x: float, y: float) -> None:
    for dx in (-0.008, 0.008):
        canvas.line("#55504a", 0.006, (x + dx, y), (x + dx * 1.4, y + 0.15))
    canvas.shape("#ffffff", (x - 0.07, y + 0.02), (x - 0.02, y - 0.07), (x + 0.035, y - 0.06), (x + 0.02, y + 0.02))
    canvas.line(
        "#ffffff", 0.022, (x + 0.025, y - 0.04), (x + 0.04, y - 0.12), (x + 0.022, y - 0.18), (x + 0.03, y - 0.23)
    )
    canvas.disc(x + 0.034, y - 0.235, 0.021, "#ffffff")
    canvas.shape("#e0a33a", (x + 0.042, y - 0.25), (x + 0.085, y - 0.228), (x + 0.042, y - 0.222))
