"""`renditions`: how many photos one worker process brings into all widths and formats in a second.

The baseline is the least that any portal does with a photo: one JPEG of 1,280 pixels, resized from the same file.
"""

from __future__ import annotations

import io
from functools import partial
from statistics import median

from PIL import Image

from bench.figures import Figure
from bench.stage import Stage, progress
from bench.timing import seconds, spread
from news.photos import plain_photo, renditions
from portal.demo.drawings import SCENES, drawn

PHOTO = (2_560, 1_440)  # pixels: as large as any that is kept


def measure(stage: Stage) -> list[Figure]:
    """Make the renditions of several photos, and of the same ones one plain JPEG each, in turns."""
    scenes = list(SCENES)[: 2 if stage.quick else len(SCENES)]
    progress(f"  {len(scenes)} photos of {PHOTO[0]} × {PHOTO[1]} pixels")
    photos = [plain_photo(drawn(scene, *PHOTO)) for scene in scenes]
    made: list[list[tuple[str, bytes]]] = [[] for _ in photos]
    plain, whole = [], []
    for photo, files in zip(photos, made, strict=True):
        plain.append(seconds(partial(_one_jpeg, photo)))
        whole.append(seconds(lambda photo=photo, files=files: files.extend(renditions(photo, "news/x.jpg"))))
    middling = max(sum(len(content) for name, content in files if "-640." in name) for files in made)
    jpeg = {"baseline_name": "one plain JPEG"}
    return [
        Figure(
            f"renditions, {len(made[0])} files a photo",
            len(whole) / sum(whole),
            "photos/s",
            baseline=len(plain) / sum(plain),
            more_is_better=True,
            ratio_at_least=0.01,
            **jpeg,
        ),
        Figure("renditions of one photo", median(whole), "s", spread(whole), baseline=median(plain), **jpeg),
        Figure("three files 640 pixels wide, of the heaviest photo", middling / 1000, "kB", at_most=250),
    ]


def _one_jpeg(photo: io.BytesIO) -> None:
    photo.seek(0)
    with Image.open(photo) as image:
        image.resize((1_280, 720), Image.Resampling.LANCZOS).save(io.BytesIO(), "JPEG", quality=80)
