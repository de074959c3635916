"""Handing out a document: to be saved under its title, and never to run in a page of ours."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.utils.http import content_disposition_header

from news.models import Attachment

# What a document may do if a browser shows it nevertheless: nothing.
POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"


def handed_out(attachment: Attachment) -> HttpResponseBase:
    """Return the file of an attachment under its title (RFC 6266). Raises Http404 if the file is missing.

    In production nginx sends it: the portal only says which file, and under which name.
    """
    name = str(attachment.file.name)
    response: HttpResponseBase
    if settings.DEVELOPMENT:
        try:
            response = FileResponse(default_storage.open(name))
        except (FileNotFoundError, SuspiciousFileOperation) as error:
            raise Http404("Tệp không còn trên máy chủ.") from error
    else:
        response = HttpResponse()
        response.headers["X-Accel-Redirect"] = default_storage.url(name)
    response.headers["Content-Type"] = attachment.media_type
    response.headers["Content-Disposition"] = str(
        content_disposition_header(as_attachment=True, filename=attachment.filename)
    )
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
