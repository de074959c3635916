"""The portal's addresses, and pages that always answer the same: what any page costs at least, all the way through."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import path

import portal.urls

CONSTANT = "bench/constant/"


def constant(request: HttpRequest, name: str = "") -> HttpResponse:
    """Answer without a template and without the database: with the bytes of a page that was kept in a file."""
    return HttpResponse(_bytes(name) if name else "constant")


@lru_cache
def _bytes(name: str) -> bytes:
    return (Path(settings.STATIC_ROOT) / "bench" / name).read_bytes()


urlpatterns = [path(CONSTANT, constant), path(f"{CONSTANT}<str:name>/", constant), *portal.urls.urlpatterns]
