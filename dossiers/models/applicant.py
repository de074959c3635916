"""Who handed in a dossier: personal data, apart from the dossier, and read only by those who handle it."""

from __future__ import annotations

import re
from hmac import compare_digest

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models

from dossiers.models.dossier import Dossier

LAST_DIGITS = 4  # of a telephone or identity number: what a citizen says beside the code
_DIGITS = re.compile(r"[^0-9]")


def digits(text: str) -> str:
    """Return the digits of a number as people type it."""
    return _DIGITS.sub("", text)


def told_by(typed: str, *numbers: str) -> bool:
    """Tell whether `typed` is the last four digits of one of `numbers`, in the same time whether it is or not."""
    wanted = digits(typed)
    same = [compare_digest(wanted, digits(number)[-LAST_DIGITS:]) for number in numbers]
    return len(wanted) == LAST_DIGITS and any(same)


NO_NUMBER = "Ghi số định danh hoặc điện thoại: bốn số cuối dùng để tra cứu hồ sơ."


class Applicant(models.Model):
    """One applicant of one dossier."""

    dossier = models.OneToOneField(
        Dossier, models.CASCADE, primary_key=True, related_name="applicant", verbose_name="hồ sơ"
    )
    name = models.CharField("họ tên hoặc tên tổ chức", max_length=250)
    identity = models.CharField(
        "số định danh, căn cước hoặc mã số tổ chức",
        max_length=20,
        blank=True,
        validators=[
            RegexValidator(r"^[0-9A-Za-z .-]{4,20}$", "Chỉ gồm chữ số, chữ cái, dấu cách, dấu chấm, gạch nối.")
        ],
    )
    phone = models.CharField(
        "điện thoại",
        max_length=20,
        blank=True,
        validators=[RegexValidator(r"^\+?[0-9 .()-]{8,20}$", "Số điện thoại gồm 8 đến 15 chữ số.")],
    )
    email = models.EmailField("thư điện tử", blank=True)
    address = models.CharField("địa chỉ", max_length=500, blank=True)

    class Meta:
        verbose_name = "người nộp hồ sơ"
        verbose_name_plural = "người nộp hồ sơ"
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(identity="", phone=""),
                name="applicant_can_look_up",
                violation_error_message=NO_NUMBER,
            )
        ]

    def __str__(self) -> str:
        return self.name

    def require_number(self) -> None:
        """Refuse whoever could not look her dossier up, as the constraint does, without asking the database.

        Raises ValidationError.
        """
        if not (self.identity or self.phone):
            raise ValidationError(NO_NUMBER)

    def is_told_by(self, typed: str) -> bool:
        """Tell whether `typed` is the last four digits of a number of hers."""
        return told_by(typed, self.phone, self.identity)
