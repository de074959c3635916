"""The pages of procedures, public and of staff, in the states in which the browser's tests look at them."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

from agencies.models import Agency
from procedures.models import LocalAddition, Procedure
from tests.procedures.catalogue import BIRTH, BOTH, MEDICINE, take_in

LONG_WORD = "khôngdấucách" * 20
ENDLESS = {
    "Mã thủ tục": "1.000009",
    "Tên thủ tục": LONG_WORD,
    "Lĩnh vực": LONG_WORD[:200],
    "Cơ quan thực hiện": LONG_WORD,
    "Kết quả thực hiện": LONG_WORD,
    "Số quyết định": LONG_WORD[:200],
    "Mô tả": LONG_WORD,
}
GONE = {**BIRTH, "Mã thủ tục": "1.000008"}

# Where a public page is.
PUBLIC_PATHS = {
    "procedures": "/thu-tuc/",
    "procedures of a commune": "/co-quan/ha-noi/phuong-ba-dinh/thu-tuc/",
    "procedures, narrowed": "/thu-tuc/?linh-vuc=ho-tich&hinh-thuc=truc-tuyen",
    "procedures of nobody": "/co-quan/hue/thu-tuc/",
    "procedure": "/thu-tuc/1.001193/",
    "procedure near a province": "/thu-tuc/1.001193/?tinh=ha-noi",
    "procedure near a commune": "/thu-tuc/1.001193/?tinh=ha-noi&xa=phuong-ba-dinh",
    "procedure at a commune": "/co-quan/ha-noi/phuong-ba-dinh/thu-tuc/1.001193/",
    "procedure of endless words": "/co-quan/ha-noi/phuong-hoan-kiem/thu-tuc/1.000009/",
    "procedure as it was": "/thu-tuc/1.001193/phien-ban/1/",
    "procedure that was withdrawn": "/thu-tuc/1.000008/",
    "poster": "/co-quan/ha-noi/phuong-ba-dinh/thu-tuc/1.001193/ap-phich/",
    "poster of endless words": "/thu-tuc/1.000009/ap-phich/",
}


def press_last(page: Page) -> None:
    """Send the form of the page as it is."""
    page.locator("#content form[method=post] [type=submit]").last.click()
    page.wait_for_load_state()


def bring_a_record(page: Page) -> None:
    """Look at what would become of a file that is no record."""
    page.locator("#id_file").set_input_files({"name": "tep.txt", "mimeType": "text/plain", "buffer": b"x"})
    press_last(page)


# Where the page is, what is done there first, and by whom.
STAFF_STATES: dict[str, tuple[str, Callable[[Page], None] | None, str]] = {
    "procedures": ("procedures/procedure/", None, "van-hanh"),
    "procedures, import": ("procedures/procedure/nhap/", None, "van-hanh"),
    "procedures, import refused": ("procedures/procedure/nhap/", press_last, "van-hanh"),
    "procedures, preview": ("procedures/procedure/nhap/", bring_a_record, "van-hanh"),
    "procedures, unmatched": ("procedures/procedure/co-quan-chua-khop/", None, "van-hanh"),
    "additions": ("procedures/localaddition/", None, "van-hanh"),
    "addition": ("procedures/localaddition/add/", None, "van-hanh"),
    "addition, refused": ("procedures/localaddition/add/", press_last, "van-hanh"),
}


def fill_the_catalogue(ward: Agency) -> None:
    """Bring in procedures of all kinds, one of them twice changed, one withdrawn; let a ward add what it can."""
    take_in(BIRTH, MEDICINE, BOTH, ENDLESS, GONE)
    take_in({**BIRTH, "Số quyết định": "200/QĐ-BTP"})
    Procedure.objects.filter(code="1.000008").update(withdrawn_on="2026-07-01")
    LocalAddition.objects.create(agency=ward.parent, for_all_below=True, hours="Sáng thứ Bảy")
    LocalAddition.objects.create(agency=ward, address=LONG_WORD[:300], desk=LONG_WORD[:150], note=LONG_WORD)
