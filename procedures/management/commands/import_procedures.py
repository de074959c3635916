"""`manage.py import_procedures PATH`: bring national records into the catalogue. Running it again changes nothing."""

import json
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Count
from tqdm import tqdm

from procedures.actions import Outcome, import_records
from procedures.models import VersionAgency
from procedures.sources import Found, files_at, records_in

SHOWN = 20


class Command(BaseCommand):
    help = (
        "Bring national records of procedures into the catalogue: text exports, CSV, XLSX, JSON, or a folder of them."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, help="a file, or a folder with files")
        parser.add_argument("--dry-run", action="store_true", help="say what would become of each, and keep nothing")
        parser.add_argument(
            "--withdraw-missing", action="store_true", help="withdraw the procedures that are not among the records"
        )

    def handle(self, *args: Any, path: Path, dry_run: bool, withdraw_missing: bool, **options: Any) -> None:
        try:
            files, ignored = files_at(path)
        except FileNotFoundError as error:
            raise CommandError(f"There is nothing at {path}.") from error
        found = list(self._read(files, path, shown=options["verbosity"] > 0))
        if withdraw_missing and not any(one.record for one in found):
            raise CommandError("No record could be read: nothing is withdrawn because of that.")
        outcome = import_records(found, by=None, dry_run=dry_run, withdraw_missing=withdraw_missing)
        self._tell(outcome, found, ignored, dry_run=dry_run, every=options["verbosity"] > 1)
        self.stdout.write(json.dumps({**outcome.counts(), "ignored": len(ignored), "dry_run": dry_run}))

    def _read(self, files: list[Path], below: Path, *, shown: bool) -> Iterator[Found]:
        bar = tqdm(files, desc="Reading records", unit=" files", disable=not shown or len(files) < 2)
        yield from records_in(bar, below)

    def _tell(self, outcome: Outcome, found: list[Found], ignored: list[Path], *, dry_run: bool, every: bool) -> None:
        """Print what became of the records: each that changed or was refused, and how many there were of each."""
        for kind in ("created", "new_version", "withdrawn", "restored"):
            codes = getattr(outcome, kind)
            shown = codes if every else codes[:SHOWN]
            self._lines(f"{kind.replace('_', ' ')}: {code}" for code in shown)
            if len(shown) < len(codes):
                self.stdout.write(f"{kind.replace('_', ' ')}: and {len(codes) - len(shown)} more (--verbosity 2)")
        for one in found:
            if one.record and one.record.remainder:
                self.stdout.write(f"kept beside the fields: {one.place}: {'; '.join(one.record.remainder)}")
        self._lines(f"ignored: {path} (no text export, CSV, XLSX or JSON)" for path in ignored)
        self._lines(f"rejected: {place}: {reason}" for place, reason in outcome.rejected)
        self._tell_unmatched()
        counts = outcome.counts()
        said = ", ".join(f"{count} {kind.replace('_', ' ')}" for kind, count in counts.items())
        self.stdout.write(f"{said}{' (nothing was kept)' if dry_run else ''}")

    def _tell_unmatched(self) -> None:
        """Print the names of agencies that mean none of the tree, the most frequent first."""
        rows = VersionAgency.objects.unmatched().filter(version__valid_to=None)
        names = rows.values_list("text").annotate(times=Count("pk")).order_by("-times", "text")
        total = names.count()
        if total:
            self.stdout.write(f"{total} names of agencies mean no agency of the tree. The most frequent:")
            self._lines(f"  {times} × {text}" for text, times in names[:SHOWN])

    def _lines(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.stdout.write(line)
