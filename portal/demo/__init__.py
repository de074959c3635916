"""What the demo shows: accounts, all with one password, articles and sites. Every person here is made up."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

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
    Account("kiemtra", "Người kiểm tra (mẫu)", "", Role.AUDITOR, "xem mọi đơn vị, không sửa được gì"),
    Account("boyte", "Biên tập viên Bộ Y tế (mẫu)", "bo-y-te", Role.EDITOR, "viết, duyệt bài của Bộ Y tế"),
    Account("hanoi", "Quản trị Hà Nội (mẫu)", "ha-noi", Role.ADMINISTRATOR, "quản trị Hà Nội và mọi đơn vị bên dưới"),
    Account("soyte", "Biên tập viên Sở Y tế (mẫu)", "ha-noi/so-y-te", Role.EDITOR, "trang của Sở Y tế Hà Nội"),
    Account("badinh", "Người viết Ba Đình (mẫu)", "ha-noi/phuong-ba-dinh", Role.AUTHOR, "viết bài cho phường Ba Đình"),
    Account(
        "phananh",
        "Người xử lý phản ánh Ba Đình (mẫu)",
        "ha-noi/phuong-ba-dinh",
        Role.FEEDBACK,
        "xử lý phản ánh, kiến nghị của phường Ba Đình",
    ),
    Account(
        "benthanh",
        "Quản trị Bến Thành (mẫu)",
        "ho-chi-minh/phuong-ben-thanh",
        Role.ADMINISTRATOR,
        "trang của phường Bến Thành: có bài đề nghị quá hạn trả lời",
    ),
    Account(
        "lamdong",
        "Quản trị Lâm Đồng (mẫu)",
        "lam-dong",
        Role.ADMINISTRATOR,
        "quản trị Lâm Đồng, nơi còn mục thiếu, trống, quá hạn rà soát",
    ),
)


def articles() -> list[dict[str, Any]]:
    """Return the articles of the demo, the newest of each agency first."""
    return _tables("articles", "article")


def profiles() -> list[dict[str, Any]]:
    """Return what the sites of the demo say of their agencies."""
    return _table("profiles.toml")["profile"]


def topics() -> list[dict[str, Any]]:
    """Return the campaign topics of the demo."""
    return _table("topics.toml")["topic"]


def sections() -> list[dict[str, Any]]:
    """Return what the sites of the demo say in the sections that the law asks for, and who leads their agencies."""
    return _tables("sections", "site")


def drafts() -> list[dict[str, Any]]:
    """Return what is being written in the demo, at each stage."""
    return _table("drafts.toml")["draft"]


def procedures() -> list[dict[str, Any]]:
    """Return everyday procedures: facts from the national records, in fewer words."""
    return _tables("procedures", "procedure")


def _tables(folder: str, kind: str) -> list[dict[str, Any]]:
    files = sorted(path.name for path in (Path(__file__).parent / folder).glob("*.toml"))
    return [row for name in files for row in _table(f"{folder}/{name}")[kind]]


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / name).read_text(encoding="utf-8"))
