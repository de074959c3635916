"""Reports and proposals of the demo: stories in every state, told by acts, and a year of others for the statistics.

Everybody is made up, and nobody is written to.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from agencies.actions import changed_together
from feedback.models import Feedback, Notice
from portal.demo.feedback.courses import COURSES, send
from portal.demo.feedback.crowd import fill
from portal.demo.feedback.people import Officers


def stories() -> list[dict[str, Any]]:
    """Return what people of the demo have reported and proposed."""
    return tomllib.loads((Path(__file__).parent / "cases.toml").read_text(encoding="utf-8"))["case"]


def fill_feedback() -> None:
    """Let people report and propose, and agencies answer, over the last year."""
    officers = Officers()
    with changed_together():
        for number, told in enumerate(stories(), start=1):
            COURSES[told["course"]](send(told, number, officers))
        fill(officers)
    Notice.objects.all().delete()  # their numbers do not exist


def sample_case() -> Feedback | None:
    """Return the case by which the look-up can be tried."""
    text = next(told["text"] for told in stories() if told.get("sample"))
    return Feedback.objects.filter(text=text).first()
