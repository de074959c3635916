"""The staff pages about what sites contain, in the states in which tests/browser/test_admin_pages.py looks at them."""

from __future__ import annotations

from collections.abc import Callable

from django.utils import timezone
from playwright.sync_api import Page

from agencies.models import Agency, User
from sections.actions import remind
from tests.browser.public_states import ENDLESS
from tests.sections.writing import lead, write


def press_last(page: Page) -> None:
    """Send the form of the page as it is."""
    page.locator("#content form[method=post] [type=submit]").last.click()
    page.wait_for_load_state()


def write_too_much(page: Page) -> None:
    """Write more into a section than it takes, and save."""
    page.locator("#id_lich-su-vi").evaluate(
        "field => { field.removeAttribute('maxlength'); field.value = 'x'.repeat(50001) }"
    )
    press_last(page)


def choose_to_remind(page: Page) -> None:
    """Choose a site of the list, and to remind those who answer for it."""
    page.locator("input[name=_selected_action]").first.check()
    page.locator("select[name=action]").select_option("remind_selected")
    page.locator(".actions button[type=submit], .actions input[type=submit]").first.click()
    page.wait_for_load_state()


def bring_a_file(page: Page) -> None:
    """Look at what would become of a file of a good row, an endless one and a bad one."""
    rows = f"Cơ quan,Mục,Nội dung\nha-noi,lich-su,Xưa.\nhue,lich-su,{ENDLESS}\n{ENDLESS},lich-su,x\n"
    page.locator("#id_file").set_input_files({"name": "tep.csv", "mimeType": "text/csv", "buffer": rows.encode()})
    press_last(page)


# Where the page is, what is done there first, and by whom.
SECTION_STATES: dict[str, tuple[str, Callable[[Page], None] | None, str]] = {
    "content": ("sections/agencycontent/", None, "van-hanh"),
    "content of one site": ("sections/agencycontent/{agency}/change/", None, "van-hanh"),
    "content, refused": ("sections/agencycontent/{agency}/change/", write_too_much, "van-hanh"),
    "content, remind": ("sections/agencycontent/", choose_to_remind, "van-hanh"),
    "content, log": ("sections/agencycontent/{agency}/history/", None, "van-hanh"),
    "rules": ("sections/agencycontent/quy-dinh/", None, "van-hanh"),
    "rules, read": ("sections/agencycontent/quy-dinh/", None, "quan-tri-hue"),
    "sections": ("sections/section/", None, "van-hanh"),
    "sections, import": ("sections/section/nhap/", None, "van-hanh"),
    "sections, import refused": ("sections/section/nhap/", press_last, "van-hanh"),
    "sections, preview": ("sections/section/nhap/", bring_a_file, "van-hanh"),
    "section": ("sections/section/{section}/change/", None, "van-hanh"),
    "leaders": ("sections/leader/", None, "van-hanh"),
    "leader": ("sections/leader/{leader}/change/", None, "van-hanh"),
    "leaders, import": ("sections/leader/nhap/", None, "van-hanh"),
    "reminders": ("sections/reminder/", None, "van-hanh"),
    "reminder": ("sections/reminder/{reminder}/change/", None, "van-hanh"),
}


def section_rows(agency: Agency, operator: User) -> dict[str, int]:
    """Make a text of endless words, a leader and a reminder at an agency; return their keys."""
    return {
        "section": write(agency, operator, body=ENDLESS).pk,
        "leader": lead(agency, operator).pk,
        "reminder": remind([agency], due=timezone.localdate(), by=operator)[0].pk,
    }
