"""The sections that a site can have: what the law names, in the order in which the site lists them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class SectionCode(models.TextChoices):
    """A section of a site; the value stands in its address. Source: NĐ 224/2026/NĐ-CP art. 9(1)(b) and (c)."""

    FUNCTIONS = "chuc-nang-nhiem-vu", _("Chức năng, nhiệm vụ, quyền hạn")
    CHART = "so-do-to-chuc", _("Sơ đồ tổ chức")
    APPARATUS = "to-chuc-bo-may", _("Tổ chức bộ máy")
    LEADERS = "lanh-dao", _("Lãnh đạo")
    HISTORY = "lich-su", _("Lịch sử hình thành và phát triển")
    BOUNDARY_MAP = "ban-do-dia-gioi", _("Bản đồ địa giới hành chính")
    NATURE = "dieu-kien-tu-nhien", _("Điều kiện tự nhiên")
    CULTURE = "truyen-thong-van-hoa", _("Truyền thống văn hóa")
    SIGHTS = "di-tich-danh-thang", _("Di tích, danh thắng")
    CONTACTS = "lien-he", _("Liên hệ")

    @property
    def is_written(self) -> bool:
        """Tell whether the section is a text of its own."""
        return self in WRITTEN


# Drawn from the tree of agencies: always there.
DRAWN = frozenset({SectionCode.CHART})

# Texts of their own; leaders have rows of theirs, and contacts stand in the agency's profile (agencies.models.profile).
WRITTEN = tuple(code for code in SectionCode if code not in {*DRAWN, SectionCode.LEADERS, SectionCode.CONTACTS})
