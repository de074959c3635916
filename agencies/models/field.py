"""What an agency works in (lĩnh vực): how "all health departments" are found, whatever each is called."""

from __future__ import annotations

from django.db import models

from agencies.models.kind import AgencyKind


class FieldOfWork(models.TextChoices):
    """The fields into which the work of ministries and departments is divided since the mergers of 2025."""

    HOME_AFFAIRS = "home_affairs", "Nội vụ, lao động"
    FINANCE = "finance", "Tài chính, kế hoạch, đầu tư"
    JUSTICE = "justice", "Tư pháp"
    HEALTH = "health", "Y tế, an toàn thực phẩm"
    EDUCATION = "education", "Giáo dục, đào tạo"
    CULTURE = "culture", "Văn hóa, thể thao, du lịch"
    SCIENCE = "science", "Khoa học, công nghệ, truyền thông"
    AGRICULTURE = "agriculture", "Nông nghiệp"
    ENVIRONMENT = "environment", "Tài nguyên, môi trường"
    CONSTRUCTION = "construction", "Xây dựng, giao thông"
    TRADE = "trade", "Công thương"
    ETHNIC_RELIGIOUS = "ethnic_religious", "Dân tộc, tôn giáo"
    FOREIGN = "foreign", "Ngoại giao"
    SECURITY = "security", "Công an"
    DEFENCE = "defence", "Quốc phòng"
    INSPECTION = "inspection", "Thanh tra"
    BANKING = "banking", "Ngân hàng"


# The words of a name that tell a field. They are those of the ministries and departments of 2024 and 2025.
WORDS = {
    FieldOfWork.HOME_AFFAIRS: ("Nội vụ", "Lao động"),
    FieldOfWork.FINANCE: ("Tài chính", "Kế hoạch và Đầu tư"),
    FieldOfWork.JUSTICE: ("Tư pháp",),
    FieldOfWork.HEALTH: ("Y tế", "An toàn thực phẩm"),
    FieldOfWork.EDUCATION: ("Giáo dục",),
    FieldOfWork.CULTURE: ("Văn hóa", "Thể thao", "Du lịch"),
    FieldOfWork.SCIENCE: ("Khoa học và Công nghệ", "Thông tin và Truyền thông"),
    FieldOfWork.AGRICULTURE: ("Nông nghiệp",),
    FieldOfWork.ENVIRONMENT: ("Môi trường",),
    FieldOfWork.CONSTRUCTION: ("Xây dựng", "Giao thông vận tải", "Quy hoạch"),
    FieldOfWork.TRADE: ("Công Thương",),
    FieldOfWork.ETHNIC_RELIGIOUS: ("Dân tộc", "Tôn giáo"),
    FieldOfWork.FOREIGN: ("Ngoại giao", "Ngoại vụ"),
    FieldOfWork.SECURITY: ("Công an",),
    FieldOfWork.DEFENCE: ("Quốc phòng",),
    FieldOfWork.INSPECTION: ("Thanh tra",),
    FieldOfWork.BANKING: ("Ngân hàng",),
}

# Territories work in every field, so their names tell of none.
SECTORAL_KINDS = frozenset(
    [
        AgencyKind.MINISTRY,
        AgencyKind.MINISTERIAL_AGENCY,
        AgencyKind.GOVERNMENT_AGENCY,
        AgencyKind.MINISTRY_UNIT,
        AgencyKind.DEPARTMENT,
    ]
)


def fields_by_name(kind: str, name: str) -> list[str]:
    """Return the fields of work that the name of an agency tells, as codes: ["health"] of "Sở Y tế thành phố Huế"."""
    if kind not in SECTORAL_KINDS:
        return []
    return [field.value for field, words in WORDS.items() if any(word in name for word in words)]
