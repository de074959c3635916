"""Legal bases: number and abstract as the record gives them, day and issuer as far as these tell."""

from __future__ import annotations

import datetime
import re

from procedures.reading.record import LegalBasis

# Who issues documents whose number ends so. The longest that fits decides.
_ISSUERS = {
    "NĐ-CP": "Chính phủ",
    "NQ-CP": "Chính phủ",
    "QĐ-TTG": "Thủ tướng Chính phủ",
    "CT-TTG": "Thủ tướng Chính phủ",
    "QĐ-CTN": "Chủ tịch nước",
    "TT-NHNN": "Ngân hàng Nhà nước Việt Nam",
    "TT-TTCP": "Thanh tra Chính phủ",
    "TT-VPCP": "Văn phòng Chính phủ",
    "TT-UBDT": "Ủy ban Dân tộc",
    "TT-TANDTC": "Tòa án nhân dân tối cao",
    "TT-VKSTC": "Viện kiểm sát nhân dân tối cao",
    "BCA": "Bộ Công an",
    "BCT": "Bộ Công Thương",
    "BDTTG": "Bộ Dân tộc và Tôn giáo",
    "BGDĐT": "Bộ Giáo dục và Đào tạo",
    "BGTVT": "Bộ Giao thông vận tải",
    "BKHCN": "Bộ Khoa học và Công nghệ",
    "BKHĐT": "Bộ Kế hoạch và Đầu tư",
    "BLĐTBXH": "Bộ Lao động - Thương binh và Xã hội",
    "BNG": "Bộ Ngoại giao",
    "BNN": "Bộ Nông nghiệp và Phát triển nông thôn",
    "BNNPTNT": "Bộ Nông nghiệp và Phát triển nông thôn",
    "BNNMT": "Bộ Nông nghiệp và Môi trường",
    "BNV": "Bộ Nội vụ",
    "BQP": "Bộ Quốc phòng",
    "BTC": "Bộ Tài chính",
    "BTNMT": "Bộ Tài nguyên và Môi trường",
    "BTP": "Bộ Tư pháp",
    "BTTTT": "Bộ Thông tin và Truyền thông",
    "BVHTTDL": "Bộ Văn hóa, Thể thao và Du lịch",
    "BXD": "Bộ Xây dựng",
    "BYT": "Bộ Y tế",
}
_PARLIAMENT = re.compile(r"(?:/|-)(?:NQ-)?QH\d+\b", re.IGNORECASE)
_STANDING_COMMITTEE = re.compile(r"UBTVQH\d*", re.IGNORECASE)
_NUMBER = re.compile(r"\d+(?:\.\d+)?/(?:\d{4}/)?[\w-]+(?:[-/][\w-]+)*")
_DAY = re.compile(r"ngày\s+(\d{1,2})\s*(?:[/.-]|tháng)\s*(\d{1,2})\s*(?:[/.-]|năm)\s*(\d{4})", re.IGNORECASE)


def read_basis(text: str) -> LegalBasis:
    """Return the legal basis that "abstract (number)" says; the number may have brackets of its own."""
    text = text.strip()
    abstract, number = _number_at_end(text)
    return with_origin(number, abstract)


def with_origin(number: str, abstract: str) -> LegalBasis:
    """Return a legal basis with the day and the issuer that its number and abstract tell."""
    return LegalBasis(number, abstract, _issued_on(number, abstract), _issuer(number or abstract))


def _number_at_end(text: str) -> tuple[str, str]:
    if not text.endswith(")"):
        return text, ""
    depth = 0
    for place in range(len(text) - 1, -1, -1):
        depth += (text[place] == ")") - (text[place] == "(")
        if not depth:
            return text[:place].rstrip(), text[place + 1 : -1].strip()
    return text, ""


def _issued_on(number: str, abstract: str) -> datetime.date | None:
    """Return the day that stands behind the very number: an abstract also tells days of the documents it amends."""
    if found := _DAY.search(number):
        return _day(found)
    bare = _NUMBER.search(number)
    if not bare:
        return None
    place = abstract.casefold().find(bare[0].casefold())
    if place < 0:
        return None
    found = _DAY.match(abstract[place + len(bare[0]) :].lstrip(" ,("))
    return _day(found) if found else None


def _day(found: re.Match[str]) -> datetime.date | None:
    try:
        return datetime.date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return None


def _issuer(number: str) -> str:
    """Return who issued a document, by its number; joint circulars and what is local stay open."""
    found = _NUMBER.search(number)
    if not found:
        return ""
    bare = found[0].upper()
    if _STANDING_COMMITTEE.search(bare):
        return "Ủy ban Thường vụ Quốc hội"
    if _PARLIAMENT.search(bare):
        return "Quốc hội"
    if "TTLT" in bare:
        return ""
    fitting = [issuer for suffix, issuer in _ISSUERS.items() if re.search(rf"(?:^|[-/]){suffix}$", bare)]
    return fitting[0] if fitting else ""
