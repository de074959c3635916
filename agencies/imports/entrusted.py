"""The agencies that a person may name in a file, and how they are found by what people call them."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from functools import cached_property

from agencies.addresses import SITES
from agencies.models import Agency, AgencyAddress, AgencyRecord, Role, User


def folded(text: str) -> str:
    """Return a text as it is compared: however it is composed, spaced, and in whichever case."""
    return " ".join(unicodedata.normalize("NFC", text).split()).casefold()


class EntrustedAgencies:
    """The live agencies at which a person holds one of some roles, by what people call them, or once called them.

    One query; two more when something is not found by what it is called today.
    """

    def __init__(self, user: User, roles: frozenset[Role]) -> None:
        self._by_path: dict[str, Agency] = {}
        self._by_name: defaultdict[str, list[Agency]] = defaultdict(list)
        for agency in Agency.objects.entrusted_to(user, roles).live():
            self._by_path[agency.path] = agency
            for name in {folded(agency.name), folded(agency.short_name)}:
                self._by_name[name].append(agency)

    def find(self, said: str) -> Agency:
        """Return the agency of an address, a path or a name. Raises ValueError: whatever is outside is not found."""
        path = said.strip("/").removeprefix(f"{SITES}/").strip("/")
        if path in self._by_path and (path or said == "/"):
            return self._by_path[path]
        named = self._by_name.get(folded(said)) or self._once(path, folded(said))
        if len(named) > 1:
            raise ValueError(f"Có {len(named)} cơ quan tên “{said}”. Hãy ghi địa chỉ trang, ví dụ {named[0].path}.")
        if not named:
            raise ValueError(f"Không tìm thấy cơ quan “{said}” trong phạm vi của bạn.")
        return named[0]

    def _once(self, path: str, name: str) -> list[Agency]:
        """Return the agency whose address this was last, or else those that bore this name."""
        if path in self._by_former_path:
            return [self._by_former_path[path]]
        return self._by_former_name.get(name, [])

    @cached_property
    def _keys(self) -> dict[int, Agency]:
        return {agency.pk: agency for agency in self._by_path.values()}

    @cached_property
    def _by_former_path(self) -> dict[str, Agency]:
        addresses = AgencyAddress.objects.filter(agency__in=self._keys).order_by("since")
        return {path: self._keys[key] for path, key in addresses.values_list("path", "agency") if path}

    @cached_property
    def _by_former_name(self) -> dict[str, list[Agency]]:
        bearers: defaultdict[str, dict[int, Agency]] = defaultdict(dict)
        records = AgencyRecord.objects.filter(agency__in=self._keys).values_list("name", "short_name", "agency")
        for full, short, key in records:
            for name in (full, short):
                bearers[folded(name)][key] = self._keys[key]
        return {name: list(agencies.values()) for name, agencies in bearers.items()}
