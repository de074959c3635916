"""The code by which everybody may name a case, and the secret by which its sender alone opens it.

Both are written in 32 letters and digits that cannot be taken for each other when read aloud or copied by hand.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import unicodedata

from django.conf import settings

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # without I, L, O, U
READ_AS = str.maketrans("ILOUĐ", "110VD")
PREFIX = "PA"
CODE_LETTERS = 8  # 40 bits: nobody finds a case by counting
SECRET_LETTERS = 10  # 50 bits, tried a few times a day
SALT = b"feedback.secret"


def new_code() -> str:
    """Return a code that nobody can guess from others: "PA-7K3M-9QXD"."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LETTERS))
    return f"{PREFIX}-{letters[:4]}-{letters[4:]}"


def parsed(typed: str) -> str:
    """Return a code as it is kept, of however it was typed: small, without dashes, O for 0. Raises ValueError."""
    letters = _letters(typed).removeprefix(PREFIX)
    if len(letters) != CODE_LETTERS or not set(letters) <= set(ALPHABET):
        raise ValueError(typed)
    return f"{PREFIX}-{letters[:4]}-{letters[4:]}"


def new_nonce() -> str:
    """Return what makes one case's secret differ from all others."""
    return secrets.token_hex(16)


def secret_of(code: str, nonce: str) -> str:
    """Return the secret of a case. It is kept nowhere: without SECRET_KEY, the tables do not tell it."""
    return _grouped(_derived(settings.SECRET_KEY, code, nonce))


def is_secret_of(typed: str, code: str, nonce: str) -> bool:
    """Tell whether somebody typed the secret of a case, in the same time whether it is or not.

    Secrets given out under the keys of SECRET_KEY_FALLBACKS hold, so that a key may be changed.
    """
    told = _letters(typed)
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    same = [hmac.compare_digest(told.encode(), _derived(key, code, nonce).encode()) for key in keys]
    return any(same)


def _derived(key: str, code: str, nonce: str) -> str:
    digest = hmac.digest(key.encode(), b"|".join((SALT, code.encode(), nonce.encode())), hashlib.sha256)
    return "".join(ALPHABET[byte % 32] for byte in digest[:SECRET_LETTERS])


def _grouped(letters: str) -> str:
    return f"{letters[:5]}-{letters[5:]}"


def _letters(typed: str) -> str:
    """Return the letters and digits of what was typed, as the alphabet has them."""
    plain = unicodedata.normalize("NFKC", typed).upper()
    kept = "".join(letter for letter in plain if letter.isalnum())
    prefix, rest = (PREFIX, kept[len(PREFIX) :]) if kept.startswith(PREFIX) else ("", kept)
    return prefix + rest.translate(READ_AS)
