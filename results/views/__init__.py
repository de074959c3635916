"""The public pages of results, and their files."""

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
    "index",
    "index_as_csv",
    "index_as_json",
    "index_as_xlsx",
    "overview",
]
