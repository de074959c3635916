"""`make pictures`: the main pages, desk and telephone, public and admin, as they look in the running demo.

Start `make demo` first. The pictures go to docs/pictures, where the README shows them.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "pictures"
DESK = {"width": 1280, "height": 900}
TELEPHONE = {"width": 390, "height": 844}

PUBLIC = {
    "chinh-phu": "/",
    "ha-noi": "/co-quan/ha-noi/",
    "english": "/en/co-quan/ha-noi/",
    "tin-tuc": "/co-quan/ha-noi/phuong-ba-dinh/tin-tuc/",
    "danh-gia": "/co-quan/ha-noi/danh-gia/?muc=not",
}
STAFF = {
    "ban-lam-viec": "/quan-tri/",
    "bai-viet": "/quan-tri/news/article/",
    "cay-co-quan": "/quan-tri/agencies/agency/cay/",
}


def main() -> int:
    """Take all pictures; return the exit code."""
    options = argparse.ArgumentParser(prog="python -m bench.pictures", description=__doc__)
    options.add_argument("--portal", default="http://127.0.0.1:8000", help="where the demo runs")
    options.add_argument("--person", default="hanoi", help="an account of the demo")
    options.add_argument("--password", default="thong-suot-2026")
    asked = options.parse_args()
    chromium = shutil.which("chromium")
    if chromium is None:
        print("Chromium is missing: install the package chromium.", file=sys.stderr)
        return 2
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for size, viewport in (("desk", DESK), ("phone", TELEPHONE)):
            _take(_window(browser, viewport), asked.portal, PUBLIC, size)
            _take(_signed_in(browser, viewport, asked), asked.portal, STAFF, size)
        browser.close()
    return 0


def _window(browser: Browser, viewport: dict[str, int]) -> Page:
    return browser.new_context(viewport=viewport, locale="vi-VN", color_scheme="light").new_page()


def _signed_in(browser: Browser, viewport: dict[str, int], asked: argparse.Namespace) -> Page:
    page = _window(browser, viewport)
    page.goto(f"{asked.portal}/quan-tri/login/")
    page.fill("#id_username", asked.person)
    page.fill("#id_password", asked.password)
    page.press("#id_password", "Enter")
    page.wait_for_load_state()
    return page


def _take(page: Page, portal: str, pages: dict[str, str], size: str) -> None:
    page.goto(portal + next(iter(pages.values())))  # the letters come with the first page and are there for the second
    page.wait_for_timeout(500)
    for name, address in pages.items():
        page.goto(portal + address)
        page.wait_for_timeout(300)
        page.screenshot(path=FOLDER / f"{name}-{size}.png")


if __name__ == "__main__":
    sys.exit(main())
