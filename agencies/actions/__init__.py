"""What people do to agencies, and to the accounts and rights of their staff.

Every act checks who may, changes the rows and writes its event in one transaction. Views, admin, commands and tests all
come through here.
"""

from agencies.actions.banners import end_banner, end_banners_over, raise_banner, show_banners_due
from agencies.actions.freshness import (
    agencies_changed,
    banners_changed,
    changed_together,
    section_changed,
    sites_changed,
    statistics_changed,
)
from agencies.actions.guards import ADMINISTRATORS, hold_tree, require, require_at_all
from agencies.actions.profile import SPEAKERS, save_profile
from agencies.actions.refusals import EachRefusedError
from agencies.actions.staff import (
    grant,
    grant_all,
    note_password,
    revoke,
    revoke_all,
    save_account,
    save_accounts,
)
from agencies.actions.tree import found_agency, revise_agency

__all__ = [
    "ADMINISTRATORS",
    "SPEAKERS",
    "EachRefusedError",
    "agencies_changed",
    "banners_changed",
    "changed_together",
    "end_banner",
    "end_banners_over",
    "found_agency",
    "grant",
    "grant_all",
    "hold_tree",
    "note_password",
    "raise_banner",
    "require",
    "require_at_all",
    "revise_agency",
    "revoke",
    "revoke_all",
    "save_account",
    "save_accounts",
    "save_profile",
    "section_changed",
    "show_banners_due",
    "sites_changed",
    "statistics_changed",
]
