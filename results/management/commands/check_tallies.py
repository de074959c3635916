from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from results.actions import count_anew, fold, fold_feedback
from results.checking import tally_faults
from results.feedback.checking import feedback_faults
from results.models import FeedbackChange, FeedbackTally, Tally

MOST_TOLD = 20


class Command(BaseCommand):
    """Bring the tallies up to date and hold every number against the dossiers."""

    help = "Cộng các thay đổi còn lại rồi đối chiếu từng con số với hồ sơ. Lệch thì kết thúc với mã 1."

    def add_arguments(self, parser: Any) -> None:
        """Take --mend."""
        parser.add_argument("--mend", action="store_true", help="lệch thì đếm lại toàn bộ")

    def handle(self, *args: Any, mend: bool, **options: Any) -> None:
        """Say what is wrong, and count anew if asked to."""
        fold()
        fold_feedback()
        faults = [*tally_faults(), *feedback_faults()]
        for fault in faults[:MOST_TOLD]:
            self.stdout.write(fault)
        if not faults:
            self.stdout.write(f"{_count()} bảng cộng, số nào cũng khớp với hồ sơ và phản ánh.")
        elif mend:
            count_anew()
            FeedbackChange.objects.create(agency_id=None)
            fold_feedback()
            self.stdout.write(f"{len(faults)} số lệch. Đã đếm lại: {_count()} bảng cộng.")
        else:
            raise CommandError(f"{len(faults)} số lệch. Đếm lại: manage.py check_tallies --mend")


def _count() -> int:
    return Tally.objects.count() + FeedbackTally.objects.count()
