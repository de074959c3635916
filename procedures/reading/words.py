"""The fixed words of the national database, and what they are called here."""

from __future__ import annotations

import re
import unicodedata

NOTHING = "Không có thông tin"
_NOTHING = re.compile(rf"{NOTHING}(?: (?:thành phần hồ sơ|căn cứ pháp lý|trình tự thực hiện|cách thức thực hiện))?\.?")

LEVELS = {"Cấp Bộ/Trung ương": "central", "Cấp Tỉnh": "province", "Cấp Huyện": "district", "Cấp Xã": "commune"}
OTHER_LEVEL = "other"

KINDS = {
    "TTHC được luật giao quy định chi tiết": "by_law",
    "NOT_ASSIGNED_REGULATION": "not_assigned",
    "CENTRAL_REGULATION": "central",
    "LOCAL_REGULATION": "local",
    "OTHER": "other",
}

CHANNELS = {"ONLINE": "online", "DIRECT": "direct", "POSTAL": "postal"}
_SPOKEN = {"trực tuyến": "ONLINE", "trực tiếp": "DIRECT", "bưu chính": "POSTAL", "dịch vụ bưu chính": "POSTAL"}
SPOKEN_CHANNELS = (*_SPOKEN, "Trực tuyến", "Trực tiếp", "Bưu chính", "Dịch vụ bưu chính", "Nộp nộp")

AUDIENCES = {
    "Công dân Việt Nam": "citizen",
    "Người Việt Nam định cư ở nước ngoài": "overseas",
    "Người nước ngoài": "foreigner",
    "Cán bộ, công chức, viên chức": "official",
    "Doanh nghiệp": "enterprise",
    "Doanh nghiệp Việt Nam": "vietnamese_enterprise",
    "Doanh nghiệp có vốn đầu tư nước ngoài": "foreign_invested",
    "Hợp tác xã": "cooperative",
    "Tổ chức (không bao gồm doanh nghiệp, HTX)": "organisation",
    "Tổ chức nước ngoài": "foreign_organisation",
}

UNITS = {
    "WORKING_DAY": "WORKING_DAY",
    "WORKING_HOUR": "WORKING_HOUR",
    "DAY": "DAY",
    "HOUR": "HOUR",
    "MINUTE": "MINUTE",
    "WEEK": "WEEK",
    "MONTH": "MONTH",
    "YEAR": "YEAR",
    "OTHER": "OTHER",
    "ngày làm việc": "WORKING_DAY",
    "giờ làm việc": "WORKING_HOUR",
    "ngày": "DAY",
    "giờ": "HOUR",
    "phút": "MINUTE",
    "tuần": "WEEK",
    "tháng": "MONTH",
    "năm": "YEAR",
}

# Words that begin the name of an agency: a comma parts two agencies only where one of them follows
# ("Sở Văn hóa, Thể thao và Du lịch" is one).
AGENCY_WORDS = (
    *("Ban", "Báo", "Bảo hiểm", "Bảo tàng", "Bệnh viện", "Biên phòng", "Bộ", "Các", "Cảng", "Cấp", "Chi cục"),
    *("Chi nhánh", "Chính phủ", "Chủ tịch", "Cơ quan", "Cơ sở", "Công an", "Công ty", "Cục", "Doanh nghiệp"),
    *("Đại diện", "Đại học", "Đại sứ", "Đảng ủy", "Đội", "Đơn vị", "Đồn", "Đài", "Giám đốc", "Hải quan", "Hải đội"),
    *("HĐND", "Học viện", "Hội", "Kho bạc", "Kiểm toán", "Lãnh sự", "Liên đoàn", "Mặt trận", "Ngân hàng", "Nhà"),
    *("Người", "Phòng", "Quân khu", "Quốc hội", "Quỹ", "Sở", "Tập đoàn", "Thanh tra", "Thành phố", "Thi hành án"),
    *("Thống kê", "Thủ tướng", "Thuế", "Thư viện", "Tòa", "Toà", "Tổ", "Tổng", "Trại", "Trạm", "Trung tâm", "Trưởng"),
    *("Trường", "Tư lệnh", "UBND", "Ủy ban", "Uỷ ban", "Ủy Ban", "Văn phòng", "Viện", "Vụ"),
)
_NEXT_AGENCY = re.compile(rf",\s+(?=(?:{'|'.join(map(re.escape, AGENCY_WORDS))})\b)|\s*;\s+|\s*\n\s*")
_NEXT_AUDIENCE = re.compile(r",\s+(?=[^\W\d_])(?![^(]*\))")


def said(text: str) -> str:
    """Return a value without the space around it; "" where it says that there is no information."""
    text = text.strip()
    return "" if _NOTHING.fullmatch(text) else text


def agencies(text: str) -> tuple[str, ...]:
    """Return the agencies that a text names: "Bộ Công an, Bộ Ngoại giao" is two of them."""
    return tuple(name for part in _NEXT_AGENCY.split(said(text)) if (name := part.strip()))


def audiences(text: str) -> tuple[str, ...]:
    """Return who may apply; some of them have a comma in their name."""
    return _listed(said(text), sorted(AUDIENCES, key=len, reverse=True))


def levels(text: str) -> tuple[str, ...]:
    """Return the levels that carry a procedure out, as the record calls them."""
    return tuple(part.strip() for part in re.split(r"[,;]", said(text)) if part.strip())


def keywords(text: str) -> tuple[str, ...]:
    """Return the keywords of a text, which commas and semicolons part."""
    return tuple(word for part in re.split(r"[,;]", said(text)) if (word := " ".join(part.split())))


def channel(text: str) -> str:
    """Return the national word for a channel, however it is said; an unknown one stays as it is."""
    text = " ".join(text.split())
    if text.upper() in CHANNELS:
        return text.upper()
    return _SPOKEN.get(text.casefold().removeprefix("nộp ").strip(), text)


def composed(text: str) -> str:
    """Return a text in NFC, without the characters that no database takes."""
    return unicodedata.normalize("NFC", text).replace("\x00", "")


def _listed(text: str, known: list[str]) -> tuple[str, ...]:
    """Return the items of a list that commas part, the known ones whole."""
    found = []
    while text:
        item = next((one for one in known if re.match(rf"{re.escape(one)}\s*(?:[,;]|$)", text)), None)
        if item is None:
            item = _NEXT_AUDIENCE.split(text, maxsplit=1)[0]
        found.append(item.strip(" ;"))
        text = text[len(item) :].lstrip(" ,;")
    return tuple(one for one in found if one)
