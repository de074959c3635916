"""`manage.py load_units --edition 2025`: load the real country. Running it again changes nothing."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError
from tqdm import tqdm

from agencies.country import EDITIONS, OtherEditionError, load_country
from agencies.units import UnitsError


class Command(BaseCommand):
    help = "Load the country: the central bodies, the provinces with their departments, the units below them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--edition", choices=EDITIONS, default="2025", help="the country as it stood (default: 2025)"
        )
        parser.add_argument(
            "--units", type=Path, metavar="FILE", help="another file of units (agencies/data/README.md)"
        )

    def handle(self, *args: Any, edition: str, units: Path | None, **options: Any) -> None:
        with tqdm(desc="Loading agencies", unit=" agencies", disable=options["verbosity"] == 0) as bar:

            def show(done: int, total: int) -> None:
                bar.total = total
                bar.update(done - bar.n)

            try:
                loaded = load_country(EDITIONS[edition], units, progress=show)
            except (UnitsError, OtherEditionError) as error:
                bar.leave = False
                raise CommandError(str(error)) from error
            except IntegrityError as error:  # an agency founded by hand is in the way of one in the file
                bar.leave = False
                raise CommandError(f"The database refused the file. Nothing was changed. {error}") from error
        present = bar.total - loaded
        self.stdout.write(f"{loaded} agencies loaded, {present} were there already.")
