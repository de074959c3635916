"""`manage.py check_tree`: hold the tree against its parents, one line per fault, exit code 1 if there is any."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from agencies.tree import tree_faults


class Command(BaseCommand):
    help = "Check that the tree's numbers, levels and paths are what the parents of the agencies say."

    def handle(self, *args: Any, **options: Any) -> None:
        faults = tree_faults()
        for fault in faults:
            self.stderr.write(fault)
        if faults:
            raise CommandError(f"The tree has {len(faults)} faults. `manage.py rebuild_tree` mends it.")
        self.stdout.write("The tree is valid.")
