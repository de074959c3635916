"""The pages of the catalogue: lists, one procedure, its poster, and its record for programs."""

from procedures.views.api import record
from procedures.views.lists import procedures
from procedures.views.one import former_version, poster, procedure

__all__ = ["former_version", "poster", "procedure", "procedures", "record"]
