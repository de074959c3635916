"""Finding a dossier by its code and a second factor: a wrong code and a wrong factor are the same nothing."""

from __future__ import annotations

from dossiers.codes import DossierCode
from dossiers.models import Applicant, Dossier, told_by

NOBODY = (0, "", "")  # whose numbers no factor ends


def find(code: DossierCode, factor: str) -> Dossier | None:
    """Return the dossier of `code` if `factor` is the last four digits of a number of its applicant.

    Asks the database the same question, and compares as often, whatever is wrong.
    """
    asked = Applicant.objects.filter(dossier__code_key=code.key).order_by()
    pk, phone, identity = next(iter(asked.values_list("dossier_id", "phone", "identity")[:1]), NOBODY)
    if not told_by(factor, phone, identity):
        return None
    shown = Dossier.objects.select_related("receiver", "decider", "officer", "version__procedure", "satisfaction")
    return shown.get(pk=pk)
