"""Who sends and who answers in the demo. Everybody is made up: nobody can be reached, and nobody can sign in."""

from __future__ import annotations

import datetime

from django.utils import timezone

from agencies.models import Agency, Membership, Role, User
from feedback.models import Sender

IN_OFFICE_FOR = datetime.timedelta(days=800)  # longer than anything of the demo goes back
FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng")


class Officers(dict[int, User]):
    """Who handles cases at each agency, by its key: made when first asked for."""

    def __missing__(self, key: int) -> User:
        agency = Agency.objects.get(pk=key)
        officer = User.objects.create(
            username=f"mau-pa-{key}",
            last_name=f"Người xử lý phản ánh {agency.short_name} (mẫu)",
            agency=agency,
            is_staff=True,
            password="!",  # noqa: S106 matches nothing
        )
        since = timezone.localdate() - IN_OFFICE_FOR
        Membership.objects.create(user=officer, agency=agency, role=Role.FEEDBACK, starts_on=since)
        self[key] = officer
        return officer


def sender(number: int) -> Sender:
    """Return somebody whom nobody can take for a real person."""
    name = f"{FAMILIES[number % len(FAMILIES)]} Thị Mẫu {number}"
    return Sender(name=name, address="Địa chỉ mẫu", phone=f"0000{number:06d}")
