"""The pages of staff, each in every state that it can be in: whose, where, and what is done there first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

from tests.browser.dossier_states import DOSSIER_STATES
from tests.browser.feedback_admin_states import FEEDBACK_STATES, FEEDBACK_STATES_OVER
from tests.browser.import_states import IMPORT_STATES
from tests.browser.procedure_states import STAFF_STATES
from tests.browser.section_states import SECTION_STATES


def nothing(page: Page) -> None:
    """Look at the page as it comes."""


def send(page: Page) -> None:
    """Send the form of the page as it is."""
    page.locator("#content form[method=post] [type=submit]").last.click()
    page.wait_for_load_state()


def choose(page: Page) -> None:
    """Open the first field where one of thousands is chosen by typing."""
    page.locator(".select2-selection").first.click()
    page.locator(".select2-results__option[role=option]").first.wait_for()


def take_a_day(page: Page) -> None:
    """Open the calendar of the first day on the page."""
    page.locator(".datetimeshortcuts a[id^=calendarlink]").first.click()


def ask_whom(page: Page) -> None:
    """Ask whom a push to all would reach, and look at every branch."""
    page.get_by_label("Đề nghị", exact=False).first.check()
    page.get_by_label("Tất cả cơ quan cấp dưới").check()
    page.get_by_role("button", name="Xem bài sẽ đến đâu").click()
    page.wait_for_load_state()
    for summary in page.locator("#content summary").all():
        summary.click()


def ask_whom_but_all(page: Page) -> None:
    """Ask whom a push would reach that leaves out everybody whom it names."""
    page.get_by_label("Chỉ những nơi chọn dưới đây").check()
    page.get_by_label("Thành phố Hà Nội", exact=True).check()
    page.locator("#id_exceptions").evaluate(
        "box => box.append(new Option('Hà Nội', box.form.querySelector('[name=branches]:checked').value, true, true))"
    )
    page.get_by_role("button", name="Xem bài sẽ đến đâu").click()
    page.get_by_text("Không có trang nào khớp").wait_for()


def look_at_an_emergency(page: Page) -> None:
    """Fill in an emergency of the whole country, and look at it; send it without the word that is asked for."""
    page.get_by_label("Khẩn cấp").check()
    page.locator("#id_text").fill("khôngdấucách" * 20)
    page.get_by_label("Hiện đến lúc").fill("2099-12-31T08:00")
    page.get_by_role("button", name="Xem trước").click()
    page.locator("[name=_raise]").click()
    page.get_by_text("Hãy đọc lại nội dung").wait_for()


def save_late(page: Page) -> None:
    """Save what somebody else has saved meanwhile."""
    page.locator("[name=seen]").evaluate("field => { field.value = '9.9' }")
    page.get_by_label("Tóm tắt").fill("Bão vào sáng mai.")
    page.get_by_role("button", name="Lưu", exact=True).click()
    page.get_by_text("Bản đã lưu trước bạn").wait_for()


def ask_for_an_address(page: Page) -> None:
    """Ask in the editor where a link is to lead, with an address that none may lead to."""
    page.locator(".ProseMirror").wait_for()
    page.get_by_role("textbox", name="Nội dung").press("Control+k")
    page.get_by_label("Dẫn đến địa chỉ").fill("javascript:x")
    page.keyboard.press("Enter")


def put_in_a_table(page: Page) -> None:
    """Put a table into the text; its own row of buttons shows."""
    page.get_by_role("button", name="Bảng", exact=True).click()
    page.get_by_role("button", name="Bỏ bảng").wait_for()


OUTSIDE_LANDMARKS = ("region",)  # a rule of axe


@dataclass(frozen=True)
class State:
    """A page in one state: whose, where it is, and what is done there first."""

    path: str
    act: Callable[[Page], None] = nothing
    who: str = "van-hanh"
    without: tuple[str, ...] = ()  # rules of axe that mean nothing here, each with its reason where it is named
    over: bool = False  # a calendar or a list lies over the page: outside its landmarks, and where the window had it

    @property
    def unasked(self) -> tuple[str, ...]:
        """The rules of axe that are not asked."""
        return self.without + (OUTSIDE_LANDMARKS if self.over else ())


STATES = {
    "sign in": State("login/", who=""),
    "sign in, refused": State("login/", send, who=""),
    "desk": State(""),
    "desk of an author": State("", who="viet-bai-ba-dinh"),
    "desk of nobody": State("", who="chua-co-quyen"),
    "app": State("news/"),
    "password": State("password_change/"),
    "password, refused": State("password_change/", send),
    "agencies": State("agencies/agency/"),
    "agencies, none found": State("agencies/agency/?q=khong-co"),
    "agency": State("agencies/agency/{agency}/change/"),
    "agency, day": State("agencies/agency/{agency}/change/", take_a_day, over=True),
    "agency, new": State("agencies/agency/add/"),
    "agency, parent": State("agencies/agency/add/", choose, over=True),
    "agency, refused": State("agencies/agency/add/", send),
    "agency, log": State("agencies/agency/{agency}/history/"),
    "agency, profile": State("agencies/agency/{agency}/gioi-thieu/"),
    "agencies, export": State("agencies/agency/export/"),
    "agencies, lacking": State("agencies/agency/con-thieu/"),
    "tree": State("agencies/agency/cay/?mo={government}&mo={province}"),
    "tree, searched": State("agencies/agency/cay/?tim=ba+dinh"),
    "tree, none found": State("agencies/agency/cay/?tim=khong+co"),
    "move": State("agencies/agency/{agency}/chuyen/"),
    "move, searched": State("agencies/agency/{agency}/chuyen/?tim=hue"),
    "move, asked": State("agencies/agency/{agency}/chuyen/?cha={other}"),
    "move, refused": State("agencies/agency/{province}/chuyen/?cha={other}", send),
    "banners": State("agencies/banner/"),
    "banner": State("agencies/banner/{banner}/change/"),
    "banner, new": State("agencies/banner/add/"),
    "banner, refused": State("agencies/banner/add/", send),
    "banner, not confirmed": State("agencies/banner/add/", look_at_an_emergency, who="bien-tap"),
    "banner, to be ended": State("agencies/banner/{banner}/ket-thuc/"),
    "banner, over": State("agencies/banner/{ended}/ket-thuc/"),
    "accounts": State("agencies/user/"),
    "account": State("agencies/user/{user}/change/"),
    "account, new": State("agencies/user/add/"),
    "account, refused": State("agencies/user/add/", send),
    "account, password": State("agencies/user/{user}/password/"),
    "memberships": State("agencies/membership/"),
    "membership": State("agencies/membership/{membership}/change/"),
    "membership, new": State("agencies/membership/add/"),
    "membership, ended": State("agencies/membership/{membership}/delete/"),
    "articles": State("news/article/"),
    "articles, none yet": State("news/article/", who="quan-tri-hue"),
    "article": State("news/article/{article}/change/"),
    "article, endless": State("news/article/{endless}/change/"),
    "article, new": State("news/article/add/"),
    "article, refused": State("news/article/add/", send),
    "article, English": State("news/article/{article}/ban-tieng-anh/"),
    "article, classified": State("news/article/{article}/phan-loai/"),
    "topics": State("news/topic/"),
    "topic": State("news/topic/{topic}/change/"),
    "topic, new": State("news/topic/add/"),
    "topic, refused": State("news/topic/add/", send),
    "categories": State("news/category/"),
    "category": State("news/category/{category}/change/"),
    "article, files": State("news/article/{article}/anh-va-tep/"),
    "article, files to come": State("news/article/{draft}/anh-va-tep/"),
    "article, files to look at": State("news/article/{submitted}/anh-va-tep/"),
    "article, file refused": State("news/article/{draft}/anh-va-tep/", send),
    "article, log": State("news/article/{endless}/history/"),
    "article, push": State("news/article/{endless}/phat-hanh/"),
    "article, push refused": State("news/article/{endless}/phat-hanh/", send),
    "article, push to whom": State("news/article/{endless}/phat-hanh/", ask_whom),
    "article, push to nobody": State("news/article/{endless}/phat-hanh/", ask_whom_but_all),
    "article, feature": State("news/article/{of_ward}/dua-len/"),
    "article, draft": State("news/article/{draft}/change/"),
    "article, saved meanwhile": State("news/article/{draft}/change/", save_late),
    "article, urgent refused": State("news/article/{draft}/dang-gap/", send),
    # A new table is empty until its headers are typed.
    "article, table": State("news/article/{draft}/change/", put_in_a_table, without=("empty-table-header",)),
    "article, link": State("news/article/{draft}/change/", ask_for_an_address),
    "article, to be approved": State("news/article/{submitted}/change/"),
    "article, sent back": State("news/article/{submitted}/tra-lai/"),
    "article, not open": State("news/article/{submitted}/dang/"),
    "article, approved": State("news/article/{approved}/change/"),
    "article, hour refused": State("news/article/{approved}/hen-gio/", send),
    "article, editions": State("news/article/{corrected}/cac-ban/"),
    "article, preview": State("news/article/{draft}/xem-truoc/"),
    "article, withdraw": State("news/article/{article}/go-bai/"),
    "calendar of a year": State("deadlines/calendarday/lich/?nam=2026"),
    "calendar of a year, read": State("deadlines/calendarday/lich/?nam=2026", who="quan-tri-hue"),
    "calendar of a year not loaded": State("deadlines/calendarday/lich/?nam=2090"),
    "days": State("deadlines/calendarday/"),
    "day, new": State("deadlines/calendarday/add/?day=2026-05-02"),
    "day, refused": State("deadlines/calendarday/add/", send),
    "office hours": State("deadlines/officehours/"),
    "office hours, new": State("deadlines/officehours/add/"),
    "rules of time": State("deadlines/deadlinerule/"),
    "rule of time, new": State("deadlines/deadlinerule/add/"),
    "formulas of the index": State("results/indexrule/"),
    "formula of the index": State("results/indexrule/{formula}/change/"),
    "formula of the index, new": State("results/indexrule/add/"),
    "formula of the index, refused": State("results/indexrule/add/", send),
    "ratings": State("feedback/pagerating/"),
    "ratings by page": State("feedback/pagerating/theo-trang/"),
    "pushes": State("news/push/"),
    "push": State("news/push/{push}/change/"),
    "push under way": State("news/push/{under_way}/change/"),
    "push, recall": State("news/push/{push}/thu-hoi/"),
    "push, ledger": State("news/push/{push}/so-theo-doi/"),
    "push, ledger of a branch": State("news/push/{suggested}/so-theo-doi/?nhanh={province}&tinh_trang=offered"),
    "push, answers overdue": State("news/push/{suggested}/change/"),
    "placements": State("news/placement/"),
    "placement": State("news/placement/{placed}/change/"),
    "placement, offered": State("news/placement/{offered}/change/"),
    "placement, refused without a reason": State("news/placement/{offered}/khong-nhan/", send),
    "placement, reworded": State("news/placement/{adapted}/change/"),
    "placement, to be reworded": State("news/placement/{adapted}/dieu-chinh/"),
    "placement, nothing to accept": State("news/placement/{placed}/nhan-dang/"),
    "placements, export": State("news/placement/export/"),
    **{
        name: State(path, act or nothing, who)
        for name, (path, act, who) in (
            SECTION_STATES | IMPORT_STATES | STAFF_STATES | DOSSIER_STATES | FEEDBACK_STATES
        ).items()
    },
    **{name: State(path, act, who, over=True) for name, (path, act, who) in FEEDBACK_STATES_OVER.items()},
}
