"""What is done to the catalogue: records are brought in, agencies add what is theirs."""

from procedures.actions.importing import Outcome, content_hash, import_records
from procedures.actions.local import remove_addition, save_addition

__all__ = ["Outcome", "content_hash", "import_records", "remove_addition", "save_addition"]
