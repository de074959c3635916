"""Finding a case by its code and its secret: a wrong code and a wrong secret are the same nothing."""

from __future__ import annotations

from feedback.codes import is_secret_of
from feedback.models import Feedback

NOBODYS = "0" * 32  # the nonce of no case


def find(code: str, secret: str) -> Feedback | None:
    """Return the case of `code` if `secret` is its secret.

    Asks the database the same question, and derives and compares as often, whatever is wrong.
    """
    asked = Feedback.objects.filter(code=code).order_by()
    nonce = next(iter(asked.values_list("nonce", flat=True)[:1]), "")
    if not is_secret_of(secret, code, nonce or NOBODYS) or not nonce:
        return None
    return Feedback.objects.select_related("holder", "addressee", "answer__agency", "answer__procedure").get(code=code)
