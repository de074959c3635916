"""Links to what is not public yet, for those who are to look at it first: each for some days, then no longer."""

from __future__ import annotations

from datetime import timedelta

from django.core import signing
from django.urls import reverse

from agencies.models import Agency
from news.models import Attachment, Edition

KEPT_DAYS = 7
SALT = "news.preview"


class PreviewOverError(Exception):
    """The link was good once, and its days are over."""


def preview_address(edition: Edition, site: Agency) -> str:
    """Return the address at which anybody who is given it sees `edition` as it would look on `site`."""
    token = signing.dumps([edition.pk, site.pk], salt=SALT, compress=True)
    return reverse("preview", args=[token])


def previewed_attachment_address(token: str, attachment: Attachment) -> str:
    """Return where those who were given a link get a document of the edition that it shows."""
    return reverse("previewed-attachment", args=[token, attachment.pk])


def previewed(token: str) -> tuple[Edition, Agency]:
    """Return what a link shows. Raises PreviewOverError, or LookupError for what never was a link of ours."""
    try:
        edition, site = signing.loads(token, salt=SALT, max_age=timedelta(days=KEPT_DAYS))
        return Edition.objects.select_related("article__origin").get(pk=edition), Agency.objects.get(pk=site)
    except signing.SignatureExpired as error:
        raise PreviewOverError from error
    except (signing.BadSignature, Edition.DoesNotExist, Agency.DoesNotExist) as error:
        raise LookupError(token) from error
