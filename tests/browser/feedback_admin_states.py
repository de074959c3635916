"""The staff pages about reports and proposals, in the states in which test_admin_pages.py looks at them."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import time_machine
from django.utils import timezone
from playwright.sync_api import Page

from agencies.models import Role, User
from feedback import actions
from feedback.models import (
    About,
    Answer,
    AnswerTemplate,
    Channel,
    Classification,
    Criterion,
    Feedback,
    Finding,
    Level,
    Notice,
    RuleChange,
    SenderReading,
    Subject,
    TimeRule,
)
from notices.promises import MOST_TRIES
from tests.browser.public_states import ENDLESS
from tests.browser.section_states import press_last
from tests.conftest import person
from tests.country import Country
from tests.feedback.conftest import handler, sent_to
from tests.feedback.staff import enclose, published

LIST = "feedback/feedback/"
AUDITOR = "kiem-tra-phan-anh"


def type_an_agency(page: Page) -> None:
    """Look for an agency to hand a case over to, by a part of its name."""
    page.locator(".select2-selection").first.click()
    page.keyboard.type("thuan hoa")
    page.locator(".select2-results__option", has_text="Phường Thuận Hóa").wait_for()


def use_a_template(page: Page) -> None:
    """Let an answer begin with the words of a template."""
    page.locator("#id_template").select_option(index=1)
    page.get_by_role("button", name="Đưa mẫu này vào nội dung").click()
    page.wait_for_load_state()


def show(page: Page) -> None:
    """Ask to be shown the sender."""
    page.get_by_role("button", name="Xem họ tên, địa chỉ, số điện thoại").click()
    page.get_by_text("Lượt xem này đã được ghi lại").wait_for()


def unfold(page: Page) -> None:
    """Open what is folded."""
    for summary in page.locator("#content summary").all():
        summary.click()


def find_without_a_word(page: Page) -> None:
    """Find that a criterion is not met, and do not say why."""
    page.locator("[name=feasible][value=not_met]").check()
    press_last(page)
    page.get_by_text("Hãy giải thích vì sao chưa đáp ứng").wait_for()


def send_late(page: Page) -> None:
    """Send what was filled in before somebody else did something."""
    page.locator("[name=seen]").evaluate("field => { field.value = '1' }")
    page.get_by_label("Lý do").fill("Chờ nơi khác trả lời.")
    press_last(page)
    page.get_by_text("Trong lúc bạn mở trang này đã có việc mới").wait_for()


# Where the page is, what is done there first, and by whom.
FEEDBACK_STATES: dict[str, tuple[str, Callable[[Page], None] | None, str]] = {
    "cases": (LIST, None, "van-hanh"),
    "cases, overdue": (LIST + "?hang-doi=qua-han", None, "van-hanh"),
    "cases, none found": (LIST + "?q=khong-co", None, "van-hanh"),
    "cases, none yet": (LIST, None, "quan-tri-hue"),
    "case": (LIST + "{case}/change/", unfold, "van-hanh"),
    "case, late": (LIST + "{late_case}/change/", unfold, "van-hanh"),
    "case, offered": (LIST + "{offered_case}/change/", None, "van-hanh"),
    "case, about a rule": (LIST + "{ruled_case}/change/", None, "van-hanh"),
    "case, published": (LIST + "{published_case}/change/", None, "van-hanh"),
    "case, refused": (LIST + "{refused_case}/change/", None, "van-hanh"),
    "case, audited": (LIST + "{case}/change/", None, AUDITOR),
    "case, gone elsewhere": (LIST + "{gone_case}/change/", None, AUDITOR),
    "case, log": (LIST + "{case}/history/", None, "van-hanh"),
    "case, sender": (LIST + "{case}/change/", show, "van-hanh"),
    "case, sender to be asked for": (LIST + "{case}/nguoi-gui/", None, "van-hanh"),
    "case, classified": (LIST + "{late_case}/phan-loai/", press_last, "van-hanh"),
    "case, accepted": (LIST + "{offered_case}/tiep-nhan/", None, "van-hanh"),
    "case, declined": (LIST + "{offered_case}/chuyen-tra/", press_last, "van-hanh"),
    "case, handed over": (LIST + "{case}/chuyen/", None, "van-hanh"),
    "case, given": (LIST + "{case}/giao-nguoi/", None, "van-hanh"),
    "case, not open": (LIST + "{published_case}/phan-loai/", None, "van-hanh"),
    "case, somebody was before": (LIST + "{case}/gia-han/", send_late, "van-hanh"),
    "case, examined": (LIST + "{ruled_case}/sau-tieu-chi/", None, "van-hanh"),
    "case, examined without a word": (LIST + "{ruled_case}/sau-tieu-chi/", find_without_a_word, "van-hanh"),
    "case, answered": (LIST + "{ruled_case}/tra-loi/", None, "van-hanh"),
    "case, answered from a template": (LIST + "{ruled_case}/tra-loi/", use_a_template, "van-hanh"),
    "case, to be published": (LIST + "{answered_case}/cong-khai/", press_last, "van-hanh"),
    "case, not to be published": (LIST + "{case}/cong-khai/", None, "van-hanh"),
    "case, linked": (LIST + "{case}/gop/", press_last, "van-hanh"),
    "case, noted": (LIST + "{case}/ghi-chu/", None, "van-hanh"),
    "call": (LIST + "add/", None, "van-hanh"),
    "call, refused": (LIST + "add/", press_last, "van-hanh"),
    "call, receipt": (LIST + "{called_case}/giay-bao/", None, "van-hanh"),
    "call, receipt shown": (LIST + "{called_case}/giay-bao/", press_last, "van-hanh"),
    "no receipt": (LIST + "{case}/giay-bao/", None, "van-hanh"),
    "messages to senders": ("feedback/notice/?gui=hong", None, "van-hanh"),
    "message to a sender": ("feedback/notice/{given_up}/change/", None, "van-hanh"),
    "message to a sender, again": ("feedback/notice/{given_up}/gui-lai/", None, "van-hanh"),
    "readings of senders": ("feedback/senderreading/", None, AUDITOR),
    "reading of a sender": ("feedback/senderreading/{reading}/change/", None, AUDITOR),
    "limits": ("feedback/timerule/", None, "van-hanh"),
    "limit": ("feedback/timerule/{limit}/change/", None, "van-hanh"),
    "limit, refused": ("feedback/timerule/add/", press_last, "van-hanh"),
    "retention": ("feedback/retentionrule/", None, "van-hanh"),
    "templates": ("feedback/answertemplate/", None, "van-hanh"),
    "template": ("feedback/answertemplate/{template}/change/", None, "van-hanh"),
    "changed rules": ("feedback/rulechange/", None, "van-hanh"),
    "changed rule": ("feedback/rulechange/{change}/change/", None, "van-hanh"),
    "changed rule, new": ("feedback/rulechange/add/?cases={ruled_case}", None, "van-hanh"),
    "changed rule, refused": ("feedback/rulechange/add/", press_last, "van-hanh"),
    "desk of an officer": ("", None, "phan-anh-phuong-ba-dinh"),
}
# A list of choices lies over these.
FEEDBACK_STATES_OVER = {"case, agency typed": (LIST + "{case}/chuyen/", type_an_agency, "van-hanh")}


def feedback_rows(country: Country, operator: User) -> dict[str, int]:
    """An office at work in Ba Đình: cases in every state, one of endless words that bounced, and one gone elsewhere."""
    clerk, beside = handler(country.ba_dinh), handler(country.hoan_kiem)
    person(AUDITOR, country.ba_dinh, Role.AUDITOR)
    with time_machine.travel(timezone.now() - datetime.timedelta(days=40), tick=True):
        late = sent_to(country.ba_dinh, text="Đèn đường hỏng đã hai tuần, tối đi không thấy gì.")
    case = sent_to(country.ba_dinh, text=ENDLESS[:5000])
    enclose(case)
    actions.hand_over(case, country.hoan_kiem, reason=ENDLESS[:900], by=clerk)
    actions.decline(case, reason=ENDLESS[:900], by=beside)
    actions.classify(case, Classification.CONDUCT, by=clerk)
    actions.write_note(case, ENDLESS[:900], by=clerk)
    actions.read_sender(case, by=clerk)
    gone, offered, called, refused = (_case(country, words) for words in ("Đã đi", "Chờ nhận", "Đã gọi", "Tố cáo"))
    actions.hand_over(gone, country.hue, reason="Việc ở Huế.", by=clerk)
    actions.accept(gone, by=operator)
    actions.hand_over(offered, country.hoan_kiem, reason="Việc ở Hoàn Kiếm.", by=clerk)
    actions.classify(refused, Classification.NOT_ACCEPTED, reason="Đây là đơn tố cáo.", by=clerk)
    Feedback.objects.filter(pk=called.pk).update(channel=Channel.PHONE)
    answered, shown = _answered(country, clerk), published(_case(country, "Trả kết quả chậm."), clerk)
    actions.rate(shown, Level.NOT, comment="Vẫn chậm.")
    ruled = _ruled(country, clerk)
    actions.link(late, case, by=clerk)
    notice = Notice.objects.earliest("pk")
    Notice.objects.filter(pk=notice.pk).update(tries=MOST_TRIES, error="TimeoutError: hết giờ chờ")
    return {
        "case": case.pk,
        "late_case": late.pk,
        "gone_case": gone.pk,
        "offered_case": offered.pk,
        "called_case": called.pk,
        "refused_case": refused.pk,
        "answered_case": answered.pk,
        "published_case": shown.pk,
        "ruled_case": ruled.pk,
        "given_up": notice.pk,
        "reading": SenderReading.objects.earliest("pk").pk,
        "limit": TimeRule.objects.earliest("pk").pk,
        "template": AnswerTemplate.objects.create(
            agency=country.ba_dinh, title=ENDLESS[:150], text="Cảm ơn bạn đã phản ánh."
        ).pk,
        "change": actions.tell_of_change(_change(country), [ruled, case], by=clerk).pk,
    }


def _case(country: Country, text: str) -> Feedback:
    return sent_to(country.ba_dinh, text=text)


def _answered(country: Country, clerk: User) -> Feedback:
    """Return one with a photo and a file that was answered in endless words."""
    case = _case(country, "Hồ sơ khai sinh nộp ba tuần chưa có kết quả.")
    enclose(case), enclose(case, "pdf")
    actions.classify(case, Classification.CONDUCT, by=clerk)
    actions.answer([case], Answer(text=ENDLESS[:3000]), by=clerk)
    return case


def _ruled(country: Country, clerk: User) -> Feedback:
    """Return one about a regulation, of which something was examined."""
    case = sent_to(country.ba_dinh, about=About.REGULATION, text="Mẫu đơn bắt khai lại điều đã có trong dữ liệu.")
    other = sent_to(country.ba_dinh, about=About.REGULATION, text=ENDLESS[:2000])
    for one in (case, other):
        actions.classify(one, Classification.OWN, subject=Subject.UNSUITED, by=clerk)
    found = dict.fromkeys(Criterion, (Finding.Verdict.MET, ""))
    actions.examine(case, {**found, Criterion.SIMPLE: (Finding.Verdict.NOT_MET, ENDLESS[:900])}, by=clerk)
    return case


def _change(country: Country) -> RuleChange:
    return RuleChange(
        agency=country.ba_dinh,
        title=ENDLESS[:250],
        before=ENDLESS[:900],
        after="Không phải khai lại.",
        document="Quyết định 1/QĐ-UBND",
        in_force_from=timezone.localdate(),
    )
