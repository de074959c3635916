"""`manage.py demo_welcome --port 8000`: say where to look and who to be."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from agencies.models import Agency
from news.models import Push
from portal.demo import ACCOUNTS, PASSWORD

PATHS = ("", "bo-y-te", "ha-noi", "ha-noi/so-y-te", "ha-noi/phuong-ba-dinh", "an-giang/dac-khu-phu-quoc")


class Command(BaseCommand):
    help = "Print the addresses and accounts of the demo."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, port: int, **options: Any) -> None:
        portal = f"http://127.0.0.1:{port}"
        self.stdout.write("\nThông Suốt is running. Open:\n")
        for agency in Agency.objects.filter(path__in=PATHS).in_tree_order():
            self.stdout.write(f"  {portal}{agency.get_absolute_url():<40} {agency.name}")
        push = Push.objects.select_related("article__origin").first()
        if push:
            progress = push.progress()
            self.stdout.write(f"\nThe demo article is shown on {progress['shown']} of {progress['targets']} sites below.")
        self.stdout.write(f"\nStaff sign in at {portal}/quan-tri/ with the password {PASSWORD}:\n")
        for account in ACCOUNTS:
            self.stdout.write(f"  {account.username:<10} {account.what}")
        self.stdout.write("\nCtrl-C stops everything; `make demo` goes on with the same data; `make clean` forgets it.\n")
