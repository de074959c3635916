"""What a sender does with her case after looking it up: rate the answer, dispute it, see and remove her own data.

Each is asked, shown once more, and then done. The ticket of the look-up travels in the forms, never in an address.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from agencies.sites import Site, linked, on_agency_site
from agencies.words import Words
from feedback import actions
from feedback.look_up_forms import DisputeForm, VerdictForm
from feedback.models import Feedback, Level, Sender, State
from feedback.tickets import confirmed_by, feedback_of

# What the buttons say is to be done ("viec"); whatever else is sent is to be looked at first.
BEGIN, SEND, REMOVE, CHANGE = "bat-dau", "gui", "xoa", "sua-"


@dataclass(frozen=True)
class Act:
    """One thing that a sender may do: what is asked, whether she may, and how it is done."""

    page: str  # the name of its address
    title: Any
    button: Any
    note: Any  # beside the button that does it
    form: type[forms.Form]
    may: Callable[[Feedback], bool]
    do: Callable[[Feedback, dict[str, Any]], None]
    done: Any
    then: Any  # what comes of it


def _rated(case: Feedback, said: dict[str, Any]) -> None:
    actions.rate(case, Level(said["level"]), comment=said["comment"])


def _may_rate(case: Feedback) -> bool:
    return case.is_closed and case.answer is not None and not case.verdicts.filter(answer=case.answer).exists()


def _disputed(case: Feedback, said: dict[str, Any]) -> None:
    actions.dispute(case, reason=said["reason"])


RATE = Act(
    page="feedback-rate",
    title=_("Đánh giá câu trả lời"),
    button=_("Gửi đánh giá"),
    note=_(
        "Mỗi câu trả lời được đánh giá một lần, gửi rồi không sửa được. Mức hài lòng được công bố, không kèm tên bạn."
    ),
    form=VerdictForm,
    may=_may_rate,
    do=_rated,
    done=_("Đã nhận đánh giá của bạn"),
    then=_("Cảm ơn bạn. Mức độ hài lòng được tính vào kết quả phục vụ của cơ quan và công bố cho mọi người xem."),
)
DISPUTE = Act(
    page="feedback-dispute",
    title=_("Không đồng ý với câu trả lời"),
    button=_("Gửi yêu cầu xem xét lại"),
    note=_(
        "Lần đầu, cơ quan đã trả lời phải xem xét lại. Lần thứ hai, việc được đưa lên cơ quan cấp trên. "
        "Nhiều nhất hai lần."
    ),
    form=DisputeForm,
    may=lambda case: case.may_be_disputed,
    do=_disputed,
    done=_("Đã nhận yêu cầu xem xét lại"),
    then="",
)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@on_agency_site
def rate(request: HttpRequest, site: Site) -> HttpResponse:
    """Ask how the sender finds the answer."""
    return _acted(request, site, RATE)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@on_agency_site
def dispute(request: HttpRequest, site: Site) -> HttpResponse:
    """Ask why the answer, or the refusal, does not settle it."""
    return _acted(request, site, DISPUTE)


def _acted(request: HttpRequest, site: Site, act: Act) -> HttpResponse:
    if request.method != "POST":
        return HttpResponseRedirect(site.address("feedback-look-up"))
    ticket, to_do = request.POST.get("ticket", ""), request.POST.get("viec", "")
    case = feedback_of(ticket)
    if case is None or not act.may(case):
        return _page(request, site, "feedback/act_over.html", act=act, case=case, ticket=ticket)
    form = act.form(None if to_do == BEGIN else request.POST, use_required_attribute=False)
    facts = {"act": act, "case": case, "ticket": ticket, "form": form}
    if to_do == BEGIN or not form.is_valid() or to_do.startswith(CHANGE):
        if (name := to_do.removeprefix(CHANGE)) in form.fields and not form.errors:
            form.fields[name].widget.attrs["autofocus"] = True
        return _page(request, site, "feedback/act_form.html", **facts)
    if to_do != SEND:
        return _page(request, site, "feedback/act_check.html", **facts)
    try:
        act.do(case, form.cleaned_data)
    except ValidationError:  # in another window, a moment ago
        return _page(request, site, "feedback/act_over.html", act=act, case=case, ticket=ticket)
    case.refresh_from_db()
    return _page(request, site, "feedback/act_done.html", holder=linked(case.holder, site.language), **facts)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@on_agency_site
def own_data(request: HttpRequest, site: Site) -> HttpResponse:
    """Show a sender what is kept of her; remove it when she asks for it a second time."""
    if request.method != "POST":
        return HttpResponseRedirect(site.address("feedback-look-up"))
    ticket, to_do = request.POST.get("ticket", ""), request.POST.get("viec", "")
    case = feedback_of(ticket)
    if case is None:
        return _page(request, site, "feedback/act_over.html", act=None, case=None, ticket=ticket)
    if to_do == SEND:
        actions.forget_sender(case)
    context = {
        "case": case,
        "ticket": ticket,
        "sender": Sender.objects.filter(feedback=case).first(),
        "files": list(case.enclosures.all()),
        "is_asked": to_do == REMOVE and case.is_closed,
        "is_removed": to_do == SEND,
    }
    return _page(request, site, "feedback/own_data.html", **context)


@require_http_methods(["GET", "HEAD", "POST"])
@on_agency_site
def confirm(request: HttpRequest, site: Site, ticket: str) -> HttpResponse:
    """Confirm the sender's address by a button: programs that look through letters open links, but press nothing."""
    case = confirmed_by(ticket)
    is_new = request.method == "POST" and case is not None
    if is_new and case is not None and case.verified_at is None:
        actions.verify(case)
        case.refresh_from_db()
    return _page(request, site, "feedback/confirm.html", case=case, ticket=ticket)


def _page(request: HttpRequest, site: Site, template: str, **context: Any) -> HttpResponse:
    vietnamese = Words("", "vi", site.language).lang
    facts = {"site": site, "vietnamese": vietnamese, "is_refused": _is_refused(context.get("case"))}
    return render(request, template, {**facts, **context})


def _is_refused(case: Feedback | None) -> bool:
    return case is not None and case.state == State.REFUSED
