"""`manage.py seed_demo`: a portal to look at: the real country, accounts for each kind of work, an article pushed down.

For the demo only: it refuses to run where DATABASE_URL is not that of development. Running it again changes nothing.
"""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from agencies.models import Agency, Membership, Role, User
from news.actions import order_push, publish, save_article
from news.models import Article
from portal.demo import ACCOUNTS, ARTICLE, PASSWORD, Account


class Command(BaseCommand):
    help = "Load the country, make demo accounts, publish one article of the Government and push it down."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEVELOPMENT:
            raise CommandError("This makes accounts with a known password: it is for development only.")
        if Article.objects.exists():
            return
        call_command("load_units", edition="2025")
        with transaction.atomic():
            for account in ACCOUNTS:
                _open(account)
            editor = User.objects.get(username="bientap")
            article = Article(origin=Agency.objects.get(parent=None), **ARTICLE)
            save_article(article, by=editor)
            publish(article, by=editor)
            order_push(article, by=editor)


def _open(account: Account) -> None:
    agency = Agency.objects.get(path=account.path)
    user = User(username=account.username, last_name=account.name, agency=agency, is_staff=True)
    user.is_superuser = account.role is None
    user.set_password(PASSWORD)
    user.save()
    if account.role:
        Membership.objects.create(user=user, agency=agency, role=Role(account.role))
