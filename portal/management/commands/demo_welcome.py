"""`manage.py demo_welcome --port 8000`: say where to look and who to be."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from agencies.models import Agency
from dossiers.models import LAST_DIGITS
from feedback.codes import secret_of
from news.models import Push
from portal.demo import ACCOUNTS, PASSWORD
from portal.demo.dossiers import samples
from portal.demo.feedback import sample_case

PATHS = ("", "bo-y-te", "ha-noi", "ha-noi/so-y-te", "ha-noi/phuong-ba-dinh", "an-giang/dac-khu-phu-quoc")
PATIENCE = 20  # seconds for the first push to arrive everywhere


class Command(BaseCommand):
    help = "Print the addresses and accounts of the demo."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, port: int, **options: Any) -> None:
        portal = f"http://127.0.0.1:{port}"
        self.stdout.write("\nThông Suốt is running. Open:\n")
        for agency in Agency.objects.filter(path__in=PATHS).in_tree_order():
            self.stdout.write(f"  {portal}{agency.get_absolute_url():<40} {agency.name}")
        everywhere = Push.objects.in_force().filter(article__origin__parent=None, kinds=[], fields=[], branches=None)
        push = everywhere.select_related("article__origin").first()
        if push:
            progress = _when_delivered(push)
            shown, targets = progress["shown"], progress["targets"]
            self.stdout.write(f"\nThe demo article is shown on {shown} of the {targets} sites below the Government's.")
        self._tell_of_dossiers(portal)
        self._tell_of_feedback(portal)
        self.stdout.write(f"\nStaff sign in at {portal}/quan-tri/ with the password {PASSWORD}:\n")
        for account in ACCOUNTS:
            self.stdout.write(f"  {account.username:<10} {account.what}")
        self.stdout.write("\nCtrl-C stops everything. `make demo` goes on with the same data, `make clean` forgets it.")

    def _tell_of_dossiers(self, portal: str) -> None:
        self.stdout.write(
            f"\nLook up a dossier at {portal}/ho-so/ with its code and the last four digits of a number:\n"
        )
        for applicant in samples():
            self.stdout.write(
                f"  {applicant.dossier.code}  {applicant.phone[-LAST_DIGITS:]}  {applicant.dossier.get_state_display()}"
            )

    def _tell_of_feedback(self, portal: str) -> None:
        case = sample_case()
        if case:
            secret = secret_of(case.code, case.nonce)
            self.stdout.write(f"\nLook up a report at {portal}/phan-anh/tra-cuu/ with its code and its secret:\n")
            self.stdout.write(f"  {case.code}  {secret}  {case.get_state_display()}")


def _when_delivered(push: Push) -> dict[str, int | str | bool]:
    """Return how far the push has come once it is done, or after PATIENCE at the latest."""
    until = time.monotonic() + PATIENCE
    while not (progress := push.progress())["done"] and time.monotonic() < until:
        time.sleep(0.1)
        push.refresh_from_db()
    return progress
