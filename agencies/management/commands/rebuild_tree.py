"""`manage.py rebuild_tree`: derive the tree's numbers and paths anew from the parents of the agencies."""

from typing import Any

from django.core.management.base import BaseCommand

from agencies.tree import rebuild_tree


class Command(BaseCommand):
    help = "Derive the numbers, levels and paths of all agencies anew from their parents."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{rebuild_tree()} agencies were put right.")
