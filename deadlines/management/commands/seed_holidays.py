"""`manage.py seed_holidays [--years 2020-2030]`: load public holidays and make-up days; corrections by people stay."""

from __future__ import annotations

import re
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand

from deadlines.actions import seed_days
from deadlines.seeding import YEARS

EARLIEST, LATEST = 1995, 2100  # what the package knows of Tết


def years(typed: str) -> range:
    """Return the years of "2020-2030" or "2026". Raises ArgumentTypeError."""
    found = re.fullmatch(r"(\d{4})(?:-(\d{4}))?", typed)
    if not found:
        raise ArgumentTypeError("Write years as 2020-2030, or one as 2026.")
    first, last = int(found[1]), int(found[2] or found[1])
    if not EARLIEST <= first <= last < LATEST:
        raise ArgumentTypeError(f"Years go from {EARLIEST} to {LATEST - 1}, the earlier one first.")
    return range(first, last + 1)


class Command(BaseCommand):
    help = "Load the public holidays of some years. Running it again changes nothing; what people corrected stays."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--years", type=years, default=YEARS, help="2020-2030 (default: 2015-2035)")

    def handle(self, *args: Any, years: range, **options: Any) -> None:
        done = seed_days(years)
        self.stdout.write(
            f"{years[0]}-{years[-1]}: {done.created} created, {done.updated} updated, "
            f"{done.unchanged} unchanged, {done.corrected} corrected by people and left alone."
        )
