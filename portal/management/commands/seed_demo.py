"""`manage.py seed_demo`: a portal to look at: the real country, accounts for each kind of work, articles, sites.

For the demo only: it refuses to run where DATABASE_URL is not that of development. Running it again changes nothing.
"""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from agencies.models import User
from news.models import Article
from portal.demo import ACCOUNTS, articles, drafts, profiles, sections, topics
from portal.demo.catalogue import open_catalogue
from portal.demo.dossiers import fill_desks
from portal.demo.dossiers.corrected import enter_answers_late
from portal.demo.feedback import fill_feedback
from portal.demo.newsroom import leave_on_the_desks, tell
from portal.demo.people import open_account
from portal.demo.readers import read_and_rate
from portal.demo.seed import ask_to_look_yearly, introduce, open_topic, tell_of

# In this order: what comes later stands on what came before.
PUT_IN = (
    (profiles, introduce),
    (sections, tell_of),
    (topics, open_topic),
    (articles, tell),
    (drafts, leave_on_the_desks),
)


class Command(BaseCommand):
    help = "Load the country, make accounts, publish and push articles, introduce agencies, fill desks with dossiers."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEVELOPMENT:
            raise CommandError("This makes accounts with a known password: it is for development only.")
        if Article.objects.exists():
            return
        call_command("load_units", edition="2025")
        with transaction.atomic():
            for account in ACCOUNTS:
                open_account(account)
            operator = User.objects.get(is_superuser=True)
            for samples, put in PUT_IN:
                for sample in samples():
                    put(sample, by=operator)
            ask_to_look_yearly(by=operator)
            read_and_rate()
            open_catalogue(by=operator)
            fill_desks()
            fill_feedback()
        call_command("keep_index", stdout=self.stdout)
        enter_answers_late()
