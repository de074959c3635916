"""What the fields of a record are called in tables and JSON: the national labels, their short forms, our own names."""

from __future__ import annotations

import unicodedata

from procedures.reading.labels import LABELS

HEADINGS = {label.key: label.text for label in LABELS}

_ALSO = {
    "code": ("mã", "mã tthc", "mã số", "procedure_code"),
    "decision": ("quyết định", "số quyết định công bố", "decision_number"),
    "name": ("tên", "tên tthc", "title"),
    "levels": ("cấp", "level"),
    "kind": ("loại", "type"),
    "field": ("lĩnh vực thực hiện", "linh vuc"),
    "steps": ("trình tự", "procedure_steps"),
    "methods": ("cách thức",),
    "cases": ("hồ sơ", "dossier", "components", "dossier_components"),
    "audiences": ("đối tượng", "audience"),
    "performing": ("performing_agency", "performing_agencies"),
    "deciding": ("cơ quan có thẩm quyền quyết định", "deciding_agency", "deciding_agencies"),
    "address": ("địa chỉ tiếp nhận hồ sơ", "địa chỉ tiếp nhận", "receiving_address"),
    "authorised": ("authorised_agency", "authorized_agency", "authorised_agencies"),
    "coordinating": ("coordinating_agency", "coordinating_agencies"),
    "result": ("kết quả", "results"),
    "legal_bases": ("căn cứ", "legal_basis"),
    "conditions": ("yêu cầu, điều kiện", "yêu cầu điều kiện", "condition", "requirements"),
    "keywords": ("từ khoá", "keyword"),
    "description": ("ghi chú", "summary"),
}


def field_of(heading: str) -> str:
    """Return the key of the field that a heading names; "" for a heading that means nothing here."""
    return _KEYS.get(_comparable(heading), "")


def _comparable(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).replace("uỷ", "ủy").split()).rstrip(":* ").casefold()


_KEYS = {_comparable(name): key for key, heading in HEADINGS.items() for name in (key, heading, *_ALSO[key])}
