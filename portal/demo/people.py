"""Who does what in the demo: the account nearest to an agency that holds the role, as it would be in life."""

from __future__ import annotations

from agencies.models import Agency, Membership, Role, User
from news.actions import EDITORS, WRITERS
from portal.demo import ACCOUNTS, PASSWORD, Account

OPERATOR = next(account for account in ACCOUNTS if account.role is None)


def open_account(account: Account) -> None:
    """Open an account, with the role that it holds."""
    agency = Agency.objects.get(path=account.path)
    user = User(username=account.username, last_name=account.name, agency=agency, is_staff=True)
    user.is_superuser = account.role is None
    user.set_password(PASSWORD)
    user.save()
    if account.role:
        Membership.objects.create(user=user, agency=agency, role=Role(account.role))


def writer_at(path: str) -> User:
    """Return who writes for the agency at `path`."""
    return _user(_nearest(path, WRITERS))


def editor_at(path: str) -> User:
    """Return who decides of the site of the agency at `path`."""
    return _user(_nearest(path, EDITORS))


def second_at(path: str) -> User:
    """Return who approves what `writer_at` wrote: somebody else."""
    return _user(_nearest(path, EDITORS, but=_nearest(path, WRITERS)))


def _nearest(path: str, roles: frozenset[Role], but: Account = OPERATOR) -> Account:
    """Return the account with one of `roles` nearest above `path`, the operator if there is none."""
    fitting = [
        account
        for account in ACCOUNTS
        if account.role in roles and account != but and f"{path}/".startswith(account.path and f"{account.path}/")
    ]
    return max(fitting, key=lambda account: len(account.path), default=OPERATOR)


def _user(account: Account) -> User:
    return User.objects.get(username=account.username)
