"""The staff pages of imports, in the states in which tests/browser/test_admin_pages.py looks at them."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser.public_states import ENDLESS

State = tuple[str, Callable[[Page], None] | None, str]


def bring(*lines: str, open_all: bool = True) -> Callable[[Page], None]:
    """Return what looks at what would become of a file of these lines."""

    def act(page: Page) -> None:
        content = "\n".join(lines).encode()
        page.locator("#id_file").set_input_files({"name": "tep.csv", "mimeType": "text/csv", "buffer": content})
        page.get_by_role("button", name="Xem trước").click()
        page.get_by_role("status").first.wait_for()
        page.wait_for_load_state()
        for summary in page.locator("#content summary").all() if open_all else ():
            summary.click()

    return act


def press_last(page: Page) -> None:
    """Send the form of the page as it is."""
    page.locator("#content form[method=post] [type=submit]").last.click()
    page.wait_for_load_state()


ARTICLES = bring(
    "Cơ quan đăng,Tiêu đề,Tóm tắt,Nội dung,Ghi chú",
    "ha-noi,Lịch tiếp công dân,Sáng thứ Ba.,Tại trụ sở.,x",
    f"ha-noi,Dài,{ENDLESS[:900]},{ENDLESS},x",
    "khong-co,Sai,Sai,Sai,x",
)
ACCOUNTS = bring(
    "Tên đăng nhập,Họ,Tên,Cơ quan công tác",
    "lan,Nguyễn,Lan,ha-noi",
    f"viet-bai-ba-dinh,Trần,{ENDLESS[:100]},ha-noi/phuong-ba-dinh",
    "minh,Lê,Minh,khong-co",
)
ROLES = bring(
    "Tài khoản,Cơ quan,Vai trò,Đến hết ngày",
    "viet-bai-ba-dinh,ha-noi/phuong-ba-dinh,Người viết bài,31/12/2030",
    "khong-co,ha-noi,Biên tập viên,",
)

IMPORT_STATES: dict[str, State] = {
    "articles, import": ("news/article/nhap/", None, "van-hanh"),
    "articles, import refused": ("news/article/nhap/", press_last, "van-hanh"),
    "articles, import preview": ("news/article/nhap/", ARTICLES, "van-hanh"),
    "articles, export": ("news/article/export/", None, "van-hanh"),
    "accounts, import": ("agencies/user/nhap/", None, "van-hanh"),
    "accounts, import preview": ("agencies/user/nhap/", ACCOUNTS, "van-hanh"),
    "memberships, import": ("agencies/membership/nhap/", None, "van-hanh"),
    "memberships, import preview": ("agencies/membership/nhap/", ROLES, "van-hanh"),
}
