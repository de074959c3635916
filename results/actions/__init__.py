"""What is done with tallies and with the index: bringing them up to date, counting anew, closing months.

Formulas of the index are kept by those who administer the Government's site.
"""

from results.actions.feedback import fold_feedback
from results.actions.folding import calendar_corrected, count_anew, fold, tree_changed
from results.actions.index import close, close_months, reckon
from results.actions.rules import save_rule

__all__ = [
    "calendar_corrected",
    "close",
    "close_months",
    "count_anew",
    "fold",
    "fold_feedback",
    "reckon",
    "save_rule",
    "tree_changed",
]
