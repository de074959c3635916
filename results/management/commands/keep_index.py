from __future__ import annotations

import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from results.actions import close, close_months, fold, fold_feedback, reckon


class Command(BaseCommand):
    """Bring the service index up to date, and close months."""

    help = "Tính lại bộ chỉ số phục vụ, rồi chốt các tháng đã đến ngày chốt; --month chốt ngay một tháng đã hết."

    def add_arguments(self, parser: Any) -> None:
        """Take --month."""
        parser.add_argument("--month", help="tháng cần chốt ngay, dạng 2026-10")

    def handle(self, *args: Any, month: str | None, **options: Any) -> None:
        """Say how much has changed and what was closed."""
        wanted = _month(month) if month else None
        fold()
        fold_feedback()
        self.stdout.write(f"Số đếm thay đổi: {reckon()} (cơ quan, tháng).")
        if wanted is None:
            for closed in close_months():
                self.stdout.write(f"Đã chốt tháng {closed:%m/%Y}.")
            return
        try:
            written = close(wanted)
        except ValueError as error:
            raise CommandError(str(error)) from error
        said = f"Đã chốt tháng {wanted:%m/%Y}: {written} điểm." if written else "Không có gì để chốt, hoặc đã chốt rồi."
        self.stdout.write(said)


def _month(said: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(f"{said}-01")
    except ValueError as error:
        raise CommandError(f"“{said}” không phải là tháng; viết như 2026-10.") from error
