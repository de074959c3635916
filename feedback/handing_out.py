"""Handing out what a sender enclosed: as the photo or the file that it is, and never to run in a page of ours."""

from __future__ import annotations

import io

from django.core.exceptions import SuspiciousFileOperation
from django.http import FileResponse, Http404, HttpResponseBase
from django.utils.http import content_disposition_header

from feedback.models import Enclosure
from feedback.storage import private_storage

# What a file may do if a browser shows it: nothing.
POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"
MEDIA_TYPES = {Enclosure.Type.JPEG: "image/jpeg", Enclosure.Type.PDF: "application/pdf"}
ENDINGS = {Enclosure.Type.JPEG: "jpg", Enclosure.Type.PDF: "pdf"}


def handed_out(enclosure: Enclosure) -> HttpResponseBase:
    """Return a file under a name of ours: photos to be seen, all else to be saved. Raises Http404 if it is missing.

    Who may have it is asked before. The portal sends it itself: the web server has no way to where it lies.
    """
    try:
        with private_storage().open(str(enclosure.file.name)) as file:
            response = FileResponse(io.BytesIO(file.read()))  # ten megabytes at most
    except (FileNotFoundError, SuspiciousFileOperation) as error:
        raise Http404("Tệp không còn trên máy chủ.") from error
    kind = Enclosure.Type(enclosure.type)
    filename = f"{enclosure.feedback.code}-{enclosure.place}.{ENDINGS[kind]}"
    saved = content_disposition_header(as_attachment=kind != Enclosure.Type.JPEG, filename=filename)
    response.headers["Content-Type"] = MEDIA_TYPES[kind]
    response.headers["Content-Disposition"] = str(saved or f'inline; filename="{filename}"')
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
