"""What is done with tallies: bringing them up to date, and counting anew."""

from results.actions.folding import calendar_corrected, count_anew, fold, tree_changed

__all__ = ["calendar_corrected", "count_anew", "fold", "tree_changed"]
