"""Procedures in the catalogue of the small country, made of the sample record."""

from __future__ import annotations

from procedures.actions import import_records
from procedures.models import ProcedureVersion
from procedures.reading import read_text
from procedures.sources import Found
from tests.procedures.samples import text


def take_in(*changes: dict[str, str]) -> list[ProcedureVersion]:
    """Bring the sample into the catalogue once for each set of changes, and return the versions now in force."""
    import_records([Found(str(number), read_text(text(**one))) for number, one in enumerate(changes)], by=None)
    return list(ProcedureVersion.objects.current().order_by("procedure__code"))


BIRTH: dict[str, str] = {}
MEDICINE = {
    "Mã thủ tục": "1.000002",
    "Tên thủ tục": "Cấp giấy phép nhập khẩu thuốc",
    "Số quyết định": "5/QĐ-BYT",
    "Cấp thực hiện": "Cấp Bộ/Trung ương",
    "Lĩnh vực": "Dược phẩm",
    "Đối tượng thực hiện": "Doanh nghiệp",
    "Cơ quan thực hiện": "Bộ Y tế",
}
BOTH = {"Mã thủ tục": "1.000003", "Tên thủ tục": "Ấn bản khai tử", "Cấp thực hiện": "Cấp Tỉnh, Cấp Xã"}
