"""How the code of a case stands in an address: nothing else below phan-anh/ looks like it."""

from __future__ import annotations


class CodeInAddress:
    """The code of a case, perhaps in small letters: "PA-7K3M-9QXD"."""

    regex = "[Pp][Aa]-[0-9A-Za-z]{4}-?[0-9A-Za-z]{4}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
