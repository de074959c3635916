"""To which agency a case belongs: suggestions from its words, the place, and the procedure."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from agencies.models import Agency
from procedures.models import Procedure


@dataclass(frozen=True)
class Suggestion:
    """One agency, and in words for the citizen why it."""

    agency: Agency
    why: str


def suggest(
    text: str, *, site: Agency, place: Agency | None = None, procedure: Procedure | None = None
) -> list[Suggestion]:
    """Return the agencies that a text is most likely for: where it happened, the site's, and the one above it."""
    near = [Suggestion(place, _("nơi xảy ra"))] if place is not None and place != site else []
    here = [Suggestion(site, _("bạn đang ở trang của cơ quan này"))]
    above = [Suggestion(site.parent, _("cơ quan cấp trên"))] if site.parent is not None else []
    return [*near, *here, *above]
