"""The pages of the sending form, one function each: what is asked there, and what becomes of the answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from agencies.models import Agency
from agencies.sites import Site
from agencies.words import Words
from feedback import tries
from feedback.actions import enclose, forget_draft, send_draft, support, take_out, write_draft
from feedback.drafts import forget_key, remember, remember_sent
from feedback.files import MOST_FILES
from feedback.models import About, Draft, Feedback, Kind
from feedback.sending_forms import AboutForm, AgencyForm, CheckForm, KindForm, SenderForm, StepForm, TextForm, name_of
from feedback.sending_forms import procedure_named as named_by
from feedback.similar import similar
from feedback.steps import ABOUT, AGENCY, CHECK, COUNTED, FILES, KIND, SAME, SENDER, TEXT, after, before, place_in_line
from feedback.views.waiting import sent_away, too_often
from feedback.wording import ABOUT_NAMES, KIND_NAMES
from visitors.tries import give_back, take

# What the buttons say is to be done ("viec"); whatever else is sent is the answer.
FIND, ADD, SAME_FOR_ME, TAKE_OUT, CHANGE, SEND = "tim", "them", "cung-", "bo-", "sua-", "gui"


@dataclass(frozen=True)
class Visit:
    """Somebody at one page of her draft."""

    request: HttpRequest
    site: Site
    draft: Draft
    step: str

    @property
    def to_do(self) -> str:
        """What the button that was pressed says."""
        return self.request.POST.get("viec", "")

    @property
    def is_answered(self) -> bool:
        return self.request.method == "POST"

    @property
    def agency(self) -> Agency:
        """The agency to which it goes."""
        return Agency.objects.get(pk=self.draft.answers["addressee"])

    def page(self, template: str, **context: Any) -> HttpResponse:
        """Show the page."""
        place = {"now": place_in_line(self.step), "all": len(COUNTED)}
        vietnamese = Words("", "vi", self.site.language).lang
        earlier = before(self.step)
        back = self.site.address("feedback-step", step=earlier) if earlier else self.site.address("feedback-send")
        told = {"site": self.site, "draft": self.draft, "step": self.step, "place": place, "vietnamese": vietnamese}
        told |= {"back": back, "action": self.site.address("feedback-step", step=self.step)}
        return render(self.request, template, {**told, **context})

    def go(self, step: str) -> HttpResponse:
        """Go to another page of the draft."""
        response = HttpResponseRedirect(self.site.address("feedback-step", step=step))
        remember(response, self.draft)
        return response

    def keep(self, **answers: Any) -> HttpResponse:
        """Keep answers, and go on."""
        draft = write_draft(self.draft.key, **answers)
        return self.go(after(self.step, draft.answers))


def _asked(form_class: type[StepForm], template: str) -> Callable[[Visit], HttpResponse]:
    """Return the page of one form."""

    def page(visit: Visit) -> HttpResponse:
        data = visit.request.POST if visit.is_answered else None
        form = form_class(visit.draft.answers, visit.site.agency, data)
        if visit.is_answered and form.is_valid():
            return visit.keep(**form.said)
        return visit.page(template, form=form)

    return page


def _agency(visit: Visit) -> HttpResponse:
    """Ask to whom it goes. Looking for an agency by its name shows the page again, with what was found on top."""
    sent, site = visit.request.POST, visit.site.agency
    if visit.to_do == FIND and sent.get("find", "").strip():
        typed = {name: sent.get(name, "") for name in ("procedure", "find")}
        return visit.page("feedback/send_agency.html", form=AgencyForm({**visit.draft.answers, **typed}, site))
    form = AgencyForm(visit.draft.answers, site, sent if visit.is_answered else None)
    if visit.is_answered and form.is_valid():
        return visit.keep(**form.said)
    return visit.page("feedback/send_agency.html", form=form)


def _same(visit: Visit) -> HttpResponse:
    """Show public cases that say much the same: one of them may gain weight instead of a duplicate."""
    cases = similar(visit.draft.answers["text"], agency=visit.agency)
    if not visit.is_answered:
        return (
            visit.page("feedback/send_same.html", cases=cases) if cases else visit.go(after(SAME, visit.draft.answers))
        )
    chosen = next((case for case in cases if visit.to_do == f"{SAME_FOR_ME}{case.code}"), None)
    if chosen is None:
        return visit.keep()
    return _supported(visit, chosen, cases)


def _supported(visit: Visit, case: Feedback, cases: list[Feedback]) -> HttpResponse:
    if wait := take(tries.supporting(visit.request)):
        problem = too_often(_("Từ mạng bạn đang dùng đã có nhiều người bấm."), wait)
        return sent_away(visit.page("feedback/send_same.html", cases=cases, problem=problem), wait)
    try:
        support(case, token=visit.draft.key)
    except ValidationError:  # taken off the public pages a moment ago
        return visit.go(SAME)
    forget_draft(visit.draft.key)
    response = HttpResponseRedirect(visit.site.address("feedback-supported"))
    forget_key(response)
    return response


def _files(visit: Visit) -> HttpResponse:
    """Take photos and files, and take them out again."""
    if not visit.is_answered:
        return _files_page(visit)
    if visit.to_do.startswith(TAKE_OUT):
        take_out(visit.draft.key, visit.to_do.removeprefix(TAKE_OUT))
        return visit.go(FILES)
    faults, wait = _enclosed(visit)
    if faults:
        visit.draft.refresh_from_db()
        page = _files_page(visit, faults=faults)
        return sent_away(page, wait) if wait else page
    return visit.go(FILES) if visit.to_do == ADD else visit.keep()


def _files_page(visit: Visit, *, faults: list[str] | None = None) -> HttpResponse:
    return visit.page(
        "feedback/send_files.html", files=visit.draft.answers.get("files", []), faults=faults or [], most=MOST_FILES
    )


def _enclosed(visit: Visit) -> tuple[list[str], int]:
    """Put what was chosen to the draft; return what was not taken, each with the reason, and how long to wait."""
    faults = []
    for upload in visit.request.FILES.getlist("files")[: 2 * MOST_FILES]:
        if wait := take(tries.enclosing(visit.request)):
            return [too_often(_("Từ mạng bạn đang dùng đã có rất nhiều tệp."), wait)], wait
        try:
            enclose(visit.draft.key, upload)
        except ValidationError as error:
            faults.append(f"{(upload.name or '')[:60]}: {error.messages[0]}")
    return faults, 0


def _check(visit: Visit) -> HttpResponse:
    """Show all answers once more, and send them."""
    form = CheckForm(visit.draft.answers, visit.site.agency, visit.request.POST if visit.is_answered else None)
    if (page := visit.to_do.removeprefix(CHANGE)) in PAGES:
        return visit.go(page)
    if not visit.is_answered or visit.to_do != SEND or not form.is_valid():
        if not visit.draft.answers.get("reviewed"):
            write_draft(visit.draft.key, reviewed=True)
        return _check_page(visit, form)
    return _sent(visit, form)


def _sent(visit: Visit, form: CheckForm) -> HttpResponse:
    counters = tries.sending(visit.request, visit.draft.answers["phone"], visit.draft.answers["email"])
    if wait := take(counters):
        text = _("Đã có rất nhiều phản ánh từ số điện thoại, thư điện tử hoặc mạng này. Bản nháp của bạn vẫn còn.")
        form.add_error(None, too_often(text, wait))
        return sent_away(_check_page(visit, form), wait)
    try:
        case = send_draft(visit.draft.key)
    except ValidationError as error:
        give_back(counters)
        form.add_error(None, error.messages[0])
        return _check_page(visit, form)
    response = HttpResponseRedirect(visit.site.address("feedback-sent"))
    remember_sent(response, case)
    return response


def _check_page(visit: Visit, form: CheckForm) -> HttpResponse:
    return visit.page("feedback/send_check.html", form=form, answers=_answers(visit))


def _answers(visit: Visit) -> list[dict[str, Any]]:
    """Return the answers once more, each with the page that asks for it."""
    said, agency = visit.draft.answers, visit.agency
    named = named_by(said.get("procedure", ""))
    files = ", ".join(one["name"] for one in said.get("files", []))
    unsure = _("bạn không biết nơi nhận")
    to = f"{name_of(agency)} ({unsure})" if said.get("unsure") else name_of(agency)
    rows = [
        (_("Loại"), KIND_NAMES[Kind(said["kind"])], KIND),
        (_("Về"), ABOUT_NAMES[About(said["about"])], ABOUT),
        (_("Nội dung"), said["text"], TEXT),
        (_("Nơi nhận"), to, AGENCY),
        (_("Thủ tục"), f"{named.procedure.code} {named.name}" if named else "", AGENCY),
        (_("Ảnh, tệp"), files, FILES),
        (_("Họ tên"), said["name"], SENDER),
        (_("Địa chỉ"), said["address"], SENDER),
        (_("Điện thoại"), said["phone"], SENDER),
        (_("Thư điện tử"), said["email"], SENDER),
    ]
    return [{"label": label, "value": value, "act": f"{CHANGE}{page}"} for label, value, page in rows]


PAGES: dict[str, Callable[[Visit], HttpResponse]] = {
    KIND: _asked(KindForm, "feedback/send_kind.html"),
    ABOUT: _asked(AboutForm, "feedback/send_about.html"),
    TEXT: _asked(TextForm, "feedback/send_text.html"),
    AGENCY: _agency,
    SAME: _same,
    FILES: _files,
    SENDER: _asked(SenderForm, "feedback/send_sender.html"),
    CHECK: _check,
}
