"""The public pages of results, and their files."""

from results.views.feedback import (
    feedback_as_csv,
    feedback_as_json,
    feedback_as_xlsx,
    feedback_definitions,
    feedback_results,
)
from results.views.files import as_csv, as_json, as_xlsx
from results.views.index import index, index_as_csv, index_as_json, index_as_xlsx
from results.views.pages import definitions, dossiers_behind, dots, overview

__all__ = [
    "as_csv",
    "as_json",
    "as_xlsx",
    "definitions",
    "dossiers_behind",
    "dots",
    "feedback_as_csv",
    "feedback_as_json",
    "feedback_as_xlsx",
    "feedback_definitions",
    "feedback_results",
    "index",
    "index_as_csv",
    "index_as_json",
    "index_as_xlsx",
    "overview",
]
