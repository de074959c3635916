"""Staff pages of the catalogue: one subject a file."""

from procedures.admin.local import LocalAdditionAdmin
from procedures.admin.procedure import ProcedureAdmin

__all__ = ["LocalAdditionAdmin", "ProcedureAdmin"]
