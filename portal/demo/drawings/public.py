"""Where people go with what they need: the office, the clinic, the school, the library."""

from __future__ import annotations

import math

from portal.demo.drawings.canvas import Canvas, star


def clinic(canvas: Canvas) -> None:
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


def school(canvas: Canvas) -> None:
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
    canvas.shape("#ffdd33", *star(0.336, 0.22, 0.05))
    for x, y, size in ((0.07, 0.85, 0.34), (0.93, 0.86, 0.36)):
        canvas.tree(x, y, size, "#4c9a5b")


def desk(canvas: Canvas) -> None:
    canvas.fade("#fbf4e4", "#f3e6cc", y1=0.74)
    canvas.box(0, 0.72, 1, 1, "#d8bf98")
    for step in range(9):
        canvas.line("#c9ad83", 0.003, (0.5 + (step - 4) * 0.09, 0.72), (0.5 + (step - 4) * 0.2, 1))
    for x in (0.06, 0.76):  # windows with the town behind
        canvas.box(x, 0.14, x + 0.18, 0.5, "#a9d3e2")
        canvas.box(x + 0.01, 0.36, x + 0.17, 0.5, "#a3c79b")
        canvas.line("#ffffff", 0.012, (x + 0.09, 0.14), (x + 0.09, 0.5))
        canvas.line("#ffffff", 0.012, (x, 0.32), (x + 0.18, 0.32))
    canvas.box(0.34, 0.1, 0.66, 0.22, "#8c1d22")
    for step in range(3):
        canvas.box(0.38 + step * 0.085, 0.15, 0.445 + step * 0.085, 0.17, "#f3e6c1")
    canvas.disc(0.5, 0.33, 0.06, "#ffffff")
    canvas.disc(0.5, 0.33, 0.052, "#f7f0df")
    canvas.line("#3b3f45", 0.007, (0.5, 0.33), (0.5, 0.29))
    canvas.line("#3b3f45", 0.007, (0.5, 0.33), (0.521, 0.345))
    for x, clothes, hair in ((0.38, "#2f6a86", "#2b2522"), (0.62, "#3d7a5a", "#3a2c24")):
        canvas.shape(clothes, (x - 0.05, 0.64), (x + 0.05, 0.64), (x + 0.035, 0.5), (x - 0.035, 0.5))
        canvas.disc(x, 0.45, 0.05, hair)
        canvas.disc(x, 0.462, 0.042, "#e8bf99")
    canvas.shape("#b98b5a", (0.24, 0.62), (0.76, 0.62), (0.79, 0.86), (0.21, 0.86))
    canvas.box(0.23, 0.6, 0.77, 0.635, "#8a623b")
    for x in (0.3, 0.53):
        canvas.box(x, 0.68, x + 0.17, 0.8, "#c79d6c")
    canvas.box(0.29, 0.555, 0.34, 0.6, "#5a6470")
    canvas.box(0.53, 0.575, 0.575, 0.6, "#ffffff")
    for x in (0.1, 0.17, 0.84, 0.91):
        canvas.box(x - 0.028, 0.7, x + 0.028, 0.8, "#2f6a86")
        canvas.box(x - 0.032, 0.79, x + 0.032, 0.82, "#26566d")
        canvas.line("#5a6470", 0.008, (x, 0.82), (x, 0.92))
    canvas.shape("#b5653c", (0.785, 0.56), (0.835, 0.56), (0.828, 0.64), (0.792, 0.64))
    for turn in (-0.9, -0.45, 0, 0.45, 0.9):
        canvas.line("#4f8f5f", 0.016, (0.81, 0.56), (0.81 + math.sin(turn) * 0.045, 0.56 - math.cos(turn) * 0.12))


def office(canvas: Canvas) -> None:
    canvas.fade("#a5d5ee", "#f2f9f6", y1=0.78)
    canvas.cloud(0.16, 0.2, 0.055, "#ffffff")
    canvas.cloud(0.84, 0.16, 0.07, "#ffffff")
    canvas.hills(0.7, 0.12, "#a9d0a6", waves=8, shift=2)
    canvas.box(0, 0.76, 1, 1, "#dccdaa")
    canvas.shape("#ece0c2", (0.42, 0.76), (0.58, 0.76), (0.72, 1), (0.28, 1))
    canvas.box(0.2, 0.4, 0.8, 0.77, "#f4dfa9")
    canvas.box(0.4, 0.33, 0.6, 0.77, "#f8e8be")
    canvas.shape("#a9472f", (0.17, 0.41), (0.23, 0.31), (0.4, 0.31), (0.4, 0.41))
    canvas.shape("#a9472f", (0.83, 0.41), (0.77, 0.31), (0.6, 0.31), (0.6, 0.41))
    canvas.shape("#8f3a26", (0.37, 0.34), (0.63, 0.34), (0.5, 0.2))
    canvas.disc(0.5, 0.295, 0.03, "#f3d06a")
    for y in (0.46, 0.62):
        for x in (0.235, 0.305, 0.645, 0.715):
            canvas.box(x, y, x + 0.045, y + 0.1, "#6fa8c4")
            canvas.line("#ffffff", 0.006, (x + 0.0225, y), (x + 0.0225, y + 0.1))
    for x in (0.43, 0.5, 0.57):
        canvas.box(x - 0.018, 0.42, x + 0.018, 0.52, "#6fa8c4")
    canvas.box(0.44, 0.58, 0.56, 0.77, "#7a4b35")
    canvas.line("#c9a36b", 0.005, (0.5, 0.58), (0.5, 0.77))
    for x in (0.41, 0.585):
        canvas.box(x, 0.54, x + 0.014, 0.77, "#fffaf0")
    canvas.box(0.38, 0.76, 0.62, 0.79, "#c9bda4")
    canvas.line("#7d838a", 0.01, (0.14, 0.88), (0.14, 0.18))
    canvas.shape("#d3222a", (0.142, 0.19), (0.25, 0.19), (0.25, 0.31), (0.142, 0.31))
    canvas.shape("#ffdd33", *star(0.196, 0.25, 0.042))
    for step in range(9):
        canvas.disc(0.06 + step * 0.034, 0.92, 0.022, ("#d9698c", "#e9b44c", "#6fa34d")[step % 3])
        canvas.disc(0.68 + step * 0.034, 0.92, 0.022, ("#e9b44c", "#6fa34d", "#d9698c")[step % 3])
    for x, y, size in ((0.06, 0.82, 0.3), (0.93, 0.84, 0.36)):
        canvas.tree(x, y, size, "#4c9a5b")


def library(canvas: Canvas) -> None:
    canvas.fade("#f2dfba", "#e2c493")
    books = ("#a3414a", "#2f6a86", "#3d7a5a", "#c98f3a", "#6a4a7c", "#d9c9a4", "#7a4b35", "#4f8f8a")
    for x0, x1 in ((0.03, 0.31), (0.36, 0.64), (0.69, 0.97)):
        canvas.box(x0, 0.08, x1, 0.72, "#7a5236")
        for shelf in range(5):
            y = 0.2 + shelf * 0.12
            canvas.box(x0 + 0.01, y - 0.1, x1 - 0.01, y, "#5a3a26")
            x, number = x0 + 0.014, shelf * 5 + round(x0 * 40)
            while x < x1 - 0.024:
                wide, high = 0.009 + 0.004 * (number % 3), 0.062 + 0.009 * (number * 7 % 4)
                canvas.box(x, y - high, x + wide, y, books[number * 5 % len(books)])
                x, number = x + wide + 0.0015, number + 1
            canvas.box(x0, y, x1, y + 0.016, "#8f6443")
    canvas.box(0, 0.72, 1, 1, "#b98b5a")
    for step in range(11):
        canvas.line("#a87a4a", 0.003, (0.5 + (step - 5) * 0.09, 0.72), (0.5 + (step - 5) * 0.19, 1))
    for x in (0.2, 0.5, 0.8):
        canvas.line("#3b3f45", 0.005, (x, 0), (x, 0.1))
        canvas.sun(x, 0.165, 0.022, "#fff3cf", "#ffe2a0")
        canvas.shape("#2f6a4f", (x - 0.05, 0.16), (x + 0.05, 0.16), (x + 0.02, 0.09), (x - 0.02, 0.09))
    for x, clothes, hair in ((0.26, "#2f6a86", "#2b2522"), (0.5, "#a3414a", "#cfcac2"), (0.74, "#3d7a5a", "#2b2522")):
        canvas.shape(clothes, (x - 0.05, 0.82), (x + 0.05, 0.82), (x + 0.032, 0.68), (x - 0.032, 0.68))
        canvas.disc(x, 0.635, 0.048, hair)
        canvas.disc(x, 0.648, 0.04, "#e8bf99")
    canvas.shape("#8a623b", (0.1, 0.8), (0.9, 0.8), (0.96, 0.87), (0.04, 0.87))
    canvas.box(0.04, 0.87, 0.96, 0.9, "#6f4c2c")
    for x in (0.26, 0.5, 0.74):
        canvas.shape("#ffffff", (x - 0.05, 0.838), (x, 0.848), (x, 0.818), (x - 0.044, 0.81))
        canvas.shape("#f3ecd9", (x + 0.05, 0.838), (x, 0.848), (x, 0.818), (x + 0.044, 0.81))
