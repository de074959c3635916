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
    Account("hanoi", "Quản trị Hà Nội (mẫu)", "ha-noi", Role.ADMINISTRATOR, "quản trị Hà Nội và mọi đơn vị bên dưới"),
    Account("badinh", "Người viết Ba Đình (mẫu)", "ha-noi/phuong-ba-dinh", Role.AUTHOR, "viết bài cho phường Ba Đình"),
)


def articles() -> list[dict[str, Any]]:
    """Return the articles of the demo, the newest of each agency first."""
    return _table("articles.toml")["article"]


def profiles() -> list[dict[str, Any]]:
    """Return what the sites of the demo say of their agencies."""
    return _table("profiles.toml")["profile"]


def topics() -> list[dict[str, Any]]:
    """Return the campaign topics of the demo."""
    return _table("topics.toml")["topic"]


def sections() -> list[dict[str, Any]]:
    """Return what the sites of the demo say in the sections that the law asks for, and who leads their agencies."""
    return _table("sections.toml")["site"]


def drafts() -> list[dict[str, Any]]:
    """Return what is being written in the demo, at each stage."""
    return _table("drafts.toml")["draft"]


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / name).read_text(encoding="utf-8"))
