"""What people do to the calendar: every act checks who may, writes its event, raises the version, tells the apps."""

from deadlines.actions.days import correct_day, seed_days
from deadlines.actions.kept import require_keeper
from deadlines.actions.rules import save_hours, save_rule

__all__ = ["correct_day", "require_keeper", "save_hours", "save_rule", "seed_days"]
