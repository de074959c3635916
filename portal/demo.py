"""What the demo shows: accounts, all with one password, and one article. Every person here is made up."""

from __future__ import annotations

from dataclasses import dataclass

from agencies.models import Role

PASSWORD = "thong-suot-2026"  # noqa: S105 the demo says it aloud


@dataclass(frozen=True)
class Account:
    """A demo account: at which agency, in which role (none: operator of the portal)."""

    username: str
    name: str
    path: str
    role: Role | None
    what: str


ACCOUNTS = (
    Account("vanhanh", "Người vận hành (mẫu)", "", None, "vận hành cổng, thấy tất cả"),
    Account("bientap", "Biên tập viên Chính phủ (mẫu)", "", Role.EDITOR, "viết, xuất bản, phát hành bài của Chính phủ"),
    Account("hanoi", "Quản trị Hà Nội (mẫu)", "ha-noi", Role.ADMINISTRATOR, "quản trị Hà Nội và mọi đơn vị bên dưới"),
    Account("badinh", "Người viết Ba Đình (mẫu)", "ha-noi/phuong-ba-dinh", Role.AUTHOR, "viết bài cho phường Ba Đình"),
)

ARTICLE = {
    "title": "Khai trương Cổng thông tin thống nhất, thông suốt từ Trung ương đến địa phương",
    "lead": "Từ hôm nay, mỗi cơ quan hành chính từ Chính phủ đến xã, phường, đặc khu có một trang trong cùng một cổng. "
    "Tin do cấp trên phát hành đến ngay trang của cấp dưới.",
    "body": "Đây là bài mẫu của bản trình diễn.\n\n"
    "Bài được viết một lần tại trang của Chính phủ, rồi phát hành xuống 22 bộ, cơ quan ngang bộ, cơ quan thuộc "
    "Chính phủ, 34 tỉnh, thành phố cùng các sở, và 3.321 xã, phường, đặc khu. "
    "Mỗi trang cấp dưới ghi rõ bài từ đâu đến.\n\n"
    "Khi bài được sửa, mọi trang hiển thị bản mới. Khi bài được thu hồi, bài không còn ở bất kỳ trang cấp dưới nào.",
    "keywords": ["cổng thông tin", "thông suốt", "bản trình diễn"],
    "author": "Ban biên tập (mẫu)",
    "source": "Thông Suốt",
}
