"""Whether words that everybody will read tell who sent a case: her name, numbers, addresses, as far as known."""

from __future__ import annotations

import re

from feedback.models import Feedback, Sender
from vietnamese.folding import fold

LEAST = 5  # letters of a name or an address: shorter ones stand in many words


def names_the_sender(feedback: Feedback, words: str) -> str:
    """Return what of the sender's data stands in `words` ("họ tên", "số điện thoại", …), "" if nothing does.

    Compared without marks and small, as people write. What an officer must find out alone: other people's names.
    """
    sender = Sender.objects.filter(feedback=feedback.pk).first()
    if sender is None:
        return ""
    plain, digits = fold(words), re.sub(r"[ .()+-]", "", words)
    known = (
        ("họ tên", len(sender.name) >= LEAST and re.search(rf"\b{re.escape(fold(sender.name))}\b", plain)),
        ("số điện thoại", _digits(sender.phone) and _digits(sender.phone)[-9:] in digits),
        ("thư điện tử", sender.email and sender.email.casefold() in words.casefold()),
        ("địa chỉ", len(sender.address) >= LEAST and fold(sender.address) in plain),
    )
    return next((what for what, found in known if found), "")


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)
