"""Which agency of the tree a record means by a name: "Bộ Công thương", "Sở Y tế - Tỉnh Đắk Lắk", "UBND cấp xã"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from agencies.models import Agency, AgencyKind, fields_by_name
from vietnamese.folding import fold

_COMMITTEE = re.compile(r"^(?:chu tich |phong )?(?:uy ban nhan dan|ubnd)(?: cac)? (?:cap )?")
_PLACE = re.compile(r"^(?:tinh|thanh pho|tp\.?) ?")
_LOCAL_KINDS = (
    (re.compile(r"^(?:xa|phuong|dac khu|thi tran)\b"), AgencyKind.COMMUNE),
    (re.compile(r"^(?:huyen|quan|thi xa)\b"), AgencyKind.DISTRICT),
    (re.compile(r"^(?:tinh|thanh pho)\b"), AgencyKind.PROVINCE),
)
# The end of the number of a decision, and who announces procedures by it.
_ANNOUNCERS = {
    "BCA": "Bộ Công an",
    "BCT": "Bộ Công Thương",
    "BDTTG": "Bộ Dân tộc và Tôn giáo",
    "BGDĐT": "Bộ Giáo dục và Đào tạo",
    "BKHCN": "Bộ Khoa học và Công nghệ",
    "BNG": "Bộ Ngoại giao",
    "BNNMT": "Bộ Nông nghiệp và Môi trường",
    "BNV": "Bộ Nội vụ",
    "BQP": "Bộ Quốc phòng",
    "BTC": "Bộ Tài chính",
    "BTP": "Bộ Tư pháp",
    "BVHTTDL": "Bộ Văn hóa, Thể thao và Du lịch",
    "BXD": "Bộ Xây dựng",
    "BYT": "Bộ Y tế",
    "NHNN": "Ngân hàng Nhà nước Việt Nam",
    "TTCP": "Thanh tra Chính phủ",
    "VPCP": "Văn phòng Chính phủ",
}


@dataclass(frozen=True, slots=True)
class Meant:
    """What a name means: one agency, or a kind of agency with its fields of work, or nothing that is known."""

    agency_id: int | None = None
    kind: str = ""
    fields_of_work: tuple[str, ...] = ()


class Matcher:
    """The live agencies by what people call them. One query; a name of two agencies means neither."""

    def __init__(self) -> None:
        self._by_name: defaultdict[str, set[int]] = defaultdict(set)
        self._below: defaultdict[int, dict[str, int]] = defaultdict(dict)
        self._provinces: dict[str, int] = {}
        self._central: dict[str, int] = {}
        rows = Agency.objects.live().values_list("pk", "parent", "kind", "name", "short_name")
        for pk, parent, kind, name, short_name in rows:
            for said in {fold(name), fold(short_name)}:
                self._by_name[said].add(pk)
                if parent:
                    self._below[parent][said] = pk
            if kind == AgencyKind.PROVINCE:
                self._provinces[_PLACE.sub("", fold(short_name))] = pk
            elif kind in (AgencyKind.MINISTRY, AgencyKind.MINISTERIAL_AGENCY, AgencyKind.GOVERNMENT_AGENCY):
                self._central[fold(name)] = pk
        self._known: dict[str, Meant] = {}

    def meant(self, text: str) -> Meant:
        """Return what a name means."""
        if text not in self._known:
            self._known[text] = self._find(text)
        return self._known[text]

    def announcer(self, decision: str) -> int | None:
        """Return the ministry that a decision is of: "163/QĐ-BTP" is of the Ministry of Justice."""
        found = re.search(r"[-/]([A-ZĐ]+)\s*$", decision.upper().strip(" ."))
        name = _ANNOUNCERS.get(found[1]) if found else None
        return self._central.get(fold(name)) if name else None

    def territory(self, texts: Iterable[str]) -> int | None:
        """Return the one province that texts name ("… tỉnh Đắk Lắk"); None if they name several, or none."""
        folded = " ; ".join(map(fold, texts))
        named = {
            pk
            for name, pk in self._provinces.items()
            if re.search(rf"\b(?:tinh|thanh pho|tp\.?|ubnd) ?{re.escape(name)}\b", folded)
        }
        return named.pop() if len(named) == 1 else None

    def _find(self, text: str) -> Meant:
        folded = fold(text).strip(" .")
        if exact := self._only(folded):
            return Meant(exact)
        part, dash, whole = folded.rpartition(" - ")
        if dash and (above := self._central.get(whole) or self._province(whole)):
            return Meant(self._below[above].get(part.strip()) or above)
        return self._local(text, folded)

    def _local(self, text: str, folded: str) -> Meant:
        """Return what a name means that has a level, a kind or a province in it instead of a name of its own."""
        committee = _COMMITTEE.match(folded)
        where = folded[committee.end() :] if committee else ""
        if committee and (province := self._province(where)):
            return Meant(province)
        if committee and (kind := next((kind for form, kind in _LOCAL_KINDS if form.match(where)), None)):
            return Meant(kind=kind)
        if folded.startswith(("so ", "cac so ")):
            return self._department(text, folded)
        return Meant()

    def _department(self, text: str, folded: str) -> Meant:
        for name, pk in self._provinces.items():
            if folded.endswith(f" {name}"):
                bare = re.sub(rf"(?: cua)?(?: tinh| thanh pho| tp\.?)? {re.escape(name)}$", "", folded)
                return Meant(self._below[pk].get(bare) or pk)
        fields = fields_by_name(AgencyKind.DEPARTMENT, text[:1].upper() + text[1:])
        return Meant(kind=AgencyKind.DEPARTMENT, fields_of_work=tuple(fields)) if fields else Meant()

    def _only(self, folded: str) -> int | None:
        found = self._by_name.get(folded, set())
        return next(iter(found)) if len(found) == 1 else None

    def _province(self, folded: str) -> int | None:
        return self._provinces.get(_PLACE.sub("", folded))
