"""Reports and proposals as citizens see them: each page of sending, confirming, looking up, rating, in every state."""

from __future__ import annotations

import datetime
import secrets
import uuid
from collections.abc import Callable

import time_machine
from django.utils import timezone
from playwright.sync_api import Page

from agencies.models import Agency
from feedback import actions
from feedback.codes import secret_of
from feedback.models import Answer, Classification, Feedback
from feedback.tickets import confirmation_for
from tests.feedback.conftest import drafted, handler
from tests.news.files import SVG, picture

Act = Callable[[Page], None]
SITE = "/co-quan/ha-noi/phuong-ba-dinh/phan-anh/"
ENDLESS = ("khôngdấucách" * 30)[:250]
WORDS = "Đèn đường ngõ 5 phố Đội Cấn hỏng đã hai tuần, buổi tối rất nguy hiểm cho trẻ em đi học về."


def ba_dinh() -> Agency:
    return Agency.objects.get(path="ha-noi/phuong-ba-dinh")


def received(text: str = WORDS) -> Feedback:
    """Return a case that came just now."""
    return actions.send(drafted(ba_dinh(), text=text), token=uuid.uuid4())


def answered(words: str = f"Đã thay bóng đèn.\n\n{ENDLESS}") -> Feedback:
    """Return a case with an answer in endless words."""
    case, officer = received(), handler(ba_dinh())
    actions.classify(case, Classification.CONDUCT, by=officer)
    actions.answer([case], Answer(text=words), by=officer)
    return case


def published() -> Feedback:
    case = answered()
    actions.publish(case, title=ENDLESS[:150], text=WORDS, by=handler(ba_dinh()))
    return case


def refused() -> Feedback:
    case = received()
    actions.classify(case, Classification.NOT_ACCEPTED, reason=f"Đây là đơn tố cáo. {ENDLESS}", by=handler(ba_dinh()))
    return case


def offered() -> Feedback:
    """Return a case that one ward declined, and that is offered to another office now."""
    case, officer = received(), handler(ba_dinh())
    other = Agency.objects.get(path="ha-noi/phuong-hoan-kiem")
    actions.classify(case, Classification.ANOTHERS, to=other, reason="Ngõ này thuộc Hoàn Kiếm.", by=officer)
    actions.decline(case, reason=ENDLESS, by=handler(other))
    actions.hand_over(case, Agency.objects.get(path="ha-noi/so-y-te"), reason="Xin chuyển Sở.", by=officer)
    return case


def late() -> Feedback:
    with time_machine.travel(timezone.now() - datetime.timedelta(days=60)):
        return received()


def opened_again() -> Feedback:
    case = answered()
    actions.dispute(case, reason="Đèn vẫn tắt.")
    actions.dispute(answered_again(case), reason="Đèn vẫn tắt.")
    return case


def answered_again(case: Feedback) -> Feedback:
    actions.answer([case], Answer(text="Đã xem lại."), by=handler(case.holder))
    return case


def press(page: Page, button: str = "") -> None:
    """Press the last button of the page, or the last that has a value."""
    chosen = f"main form button[value='{button}']" if button else "main form button"
    page.locator(chosen).last.click()
    page.wait_for_load_state()


def pressing(*buttons: str) -> Act:
    """Return the act of pressing buttons one after the other."""

    def act(page: Page) -> None:
        for button in buttons:
            press(page, button)

    return act


def choose(value: str) -> Act:
    def act(page: Page) -> None:
        page.locator(f"main input[type=radio][value='{value}']").check()
        press(page)

    return act


def fill(**words: str) -> Act:
    """Return the act of typing, and going on."""

    def act(page: Page) -> None:
        for name, text in words.items():
            page.locator(f"#id_{name}").fill(text)
        press(page)

    return act


def enclose(name: str, content: bytes) -> Act:
    def act(page: Page) -> None:
        page.locator("#tep").set_input_files([{"name": name, "mimeType": "image/jpeg", "buffer": content}])
        press(page, "them")

    return act


def find(words: str) -> Act:
    def act(page: Page) -> None:
        page.locator("#id_find").fill(words)
        press(page, "tim")

    return act


def past_the_same(page: Page) -> None:
    """Go on, where public cases that say much the same are shown first: other states may have published some."""
    if "/tuong-tu/" in page.url:
        press(page)


def trap(page: Page) -> None:
    """Fill in what nobody sees."""
    page.locator("#id_website").evaluate("field => { field.value = 'x' }")
    press(page)


def anew(*acts: Act) -> Act:
    """Return the acts of somebody whose browser knows nothing yet."""

    def act(page: Page) -> None:
        page.context.clear_cookies()
        page.reload()
        for one in acts:
            one(page)

    return act


def somebody(page: Page) -> None:
    """Say who one is: nobody else has the number, so that nobody runs into the limits of another state."""
    phone = f"09{secrets.randbelow(10**8):08}"
    fill(name="Trần Thị Lan", address=f"12 phố Đội Cấn {ENDLESS}", phone=phone, email="")(page)


KIND = (press, choose("report"))
ABOUT = (*KIND, choose("conduct"))
TEXT = (*ABOUT, fill(text=f"Hồ sơ khai sinh nộp ba tuần chưa có kết quả, hỏi thì bảo chờ.\n{ENDLESS}"))
AGENCY = (*TEXT, choose("khong-biet"), past_the_same)
FILES = (*AGENCY, press)
CHECK = (*FILES, somebody)


def with_a_case(case: Callable[[], Feedback], *acts: Act) -> Act:
    """Return the act of looking up a case that is made now, and what is done then."""

    def act(page: Page) -> None:
        made = case()
        page.locator("#id_code").fill(made.code)
        page.locator("#id_secret").fill(secret_of(made.code, made.nonce))
        press(page)
        for one in acts:
            one(page)

    return act


def to(address: str) -> Act:
    """Return the act of pressing the button that leads to an address of the case."""

    def act(page: Page) -> None:
        page.locator(f"form[action$='{address}'] button").first.click()
        page.wait_for_load_state()

    return act


def with_an_old_ticket(page: Page) -> None:
    page.locator("form[action$='/du-lieu-cua-toi/'] input[name=ticket]").evaluate("field => { field.value = 'x' }")
    DATA(page)


def confirm(*acts: Act) -> Act:
    def act(page: Page) -> None:
        page.goto(page.url.replace("het-han", confirmation_for(received())))
        for one in acts:
            one(page)

    return act


def same(page: Page) -> None:
    """Write what somebody has written before, in public."""
    published()
    for one in (*ABOUT, fill(text=WORDS), choose("khong-biet")):
        one(page)


SEND, LOOK_UP = f"{SITE}gui/", f"{SITE}tra-cuu/"
RATE, DISPUTE, DATA = to("/danh-gia/"), to("/khong-dong-y/"), to("/du-lieu-cua-toi/")

PAGES: dict[str, tuple[str, Act]] = {
    "sending, first": (SEND, anew()),
    "sending, first, of a procedure": (f"{SEND}?thu-tuc=1.007777", anew()),
    "sending, a draft lost": (f"{SEND}kiem-tra/", anew()),
    "sending, kind, refused": (SEND, anew(press, press)),
    "sending, about": (SEND, anew(*KIND)),
    "sending, words, refused": (SEND, anew(*ABOUT, fill(text=ENDLESS * 21))),
    "sending, agency, refused": (SEND, anew(*TEXT, fill(procedure="9.9999"))),
    "sending, agency, found": (SEND, anew(*TEXT, find("ba dinh"))),
    "sending, the same": (SEND, anew(same)),
    "sending, the same, said so": (SEND, anew(same, lambda page: page.locator("[value^=cung-]").first.click())),
    "sending, files": (SEND, anew(*AGENCY, enclose(f"{ENDLESS[:90]}.jpg", picture()))),
    "sending, files, refused": (SEND, anew(*AGENCY, enclose("anh.jpg", SVG))),
    "sending, sender": (SEND, anew(*FILES)),
    "sending, sender, refused": (SEND, anew(*FILES, press)),
    "sending, once more": (SEND, anew(*CHECK)),
    "sending, once more, refused": (SEND, anew(*CHECK, trap)),
    "sending, a draft": (SEND, anew(*CHECK, lambda page: page.goto(page.url.replace("kiem-tra/", "")))),
    "sending, sent": (SEND, anew(*CHECK, press)),
    "confirming": (f"{SITE}xac-nhan/het-han/", confirm()),
    "confirmed": (f"{SITE}xac-nhan/het-han/", confirm(press)),
    "confirming, too late": (f"{SITE}xac-nhan/het-han/", anew()),
    "case looked up, first": (LOOK_UP, anew()),
    "case looked up, refused": (LOOK_UP, press),
    "case looked up, received": (LOOK_UP, with_a_case(received)),
    "case looked up, offered": (LOOK_UP, with_a_case(offered)),
    "case looked up, late": (LOOK_UP, with_a_case(late)),
    "case looked up, answered": (LOOK_UP, with_a_case(answered)),
    "case looked up, not accepted": (LOOK_UP, with_a_case(refused)),
    "case looked up, opened again": (LOOK_UP, with_a_case(opened_again)),
    "answer rated, refused": (LOOK_UP, with_a_case(answered, RATE, press)),
    "answer rated, once more": (LOOK_UP, with_a_case(answered, RATE, choose("not"))),
    "answer rated, thanks": (LOOK_UP, with_a_case(answered, RATE, choose("very"), press)),
    "answer disputed, refused": (LOOK_UP, with_a_case(answered, DISPUTE, press)),
    "answer disputed, once more": (LOOK_UP, with_a_case(answered, DISPUTE, fill(reason=ENDLESS))),
    "answer disputed, received": (LOOK_UP, with_a_case(answered, DISPUTE, fill(reason=ENDLESS), press)),
    "own data": (LOOK_UP, with_a_case(received, DATA)),
    "own data, to be removed": (LOOK_UP, with_a_case(answered, DATA, pressing("xoa"))),
    "own data, removed": (LOOK_UP, with_a_case(answered, DATA, pressing("xoa", "gui"))),
    "own data, too late": (LOOK_UP, with_a_case(answered, with_an_old_ticket)),
}
