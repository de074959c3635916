"""The pictures of the demo: landscapes of a few flat shapes, drawn here, so that nobody's photograph is needed."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import lru_cache

from django.core.files.base import ContentFile
from PIL import Image, ImageOps

from portal.demo.drawings import land, public, town, water
from portal.demo.drawings.canvas import Canvas

Scene = Callable[[Canvas], None]

SCENES: dict[str, Scene] = {
    "terraces": land.terraces,
    "harvest": land.harvest,
    "forest": land.forest,
    "road": land.road,
    "highland": land.highland,
    "drying": land.drying,
    "pines": land.pines,
    "lotus": land.lotus,
    "storm": water.storm,
    "lake": water.lake,
    "islands": water.islands,
    "harbour": water.harbour,
    "lighthouse": water.lighthouse,
    "coast": water.coast,
    "delta": water.delta,
    "mangrove": water.mangrove,
    "dyke": water.dyke,
    "bridge": town.bridge,
    "clinic": public.clinic,
    "school": public.school,
    "desk": public.desk,
    "office": public.office,
    "night": town.night,
    "street": town.street,
    "library": public.library,
    "market": town.market,
    "canal": town.canal,
    "citadel": town.citadel,
    "lanterns": town.lanterns,
}


def drawn(scene: str, width: int = 1280, height: int = 720, *, mirrored: bool = False) -> ContentFile:
    """Return the picture `scene`, always the same; `mirrored`, for the second article that shows it."""
    picture, content = _picture(scene, width, height), io.BytesIO()
    (ImageOps.mirror(picture) if mirrored else picture).save(content, "JPEG", quality=86)
    return ContentFile(content.getvalue(), name="picture.jpg")


@lru_cache(maxsize=len(SCENES))
def _picture(scene: str, width: int, height: int) -> Image.Image:
    canvas = Canvas(width, height)
    SCENES[scene](canvas)
    return canvas.finished()
