"""Handing out a photo that an officer shows: never to run in a page of ours, and gone as soon as it is hidden."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase

from feedback.models import Enclosure

POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"


def handed_out(photo: Enclosure) -> HttpResponseBase:
    """Return a photo. In production nginx sends it: the portal only says which. Raises Http404 if it is missing."""
    name = str(photo.file.name)
    response: HttpResponseBase
    if settings.DEVELOPMENT:
        try:
            response = FileResponse(default_storage.open(name))
        except (FileNotFoundError, SuspiciousFileOperation) as error:
            raise Http404("Ảnh không còn trên máy chủ.") from error
    else:
        response = HttpResponse()
        response.headers["X-Accel-Redirect"] = default_storage.url(name)
    response.headers["Content-Type"] = "image/jpeg"
    response.headers["Cache-Control"] = "no-cache"  # whoever has it asks again whether it is still shown
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
