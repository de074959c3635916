"""The acts that the page of a case offers: one table for its buttons and their pages."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any

from django.db import transaction

from agencies.admin.stepping import Step
from agencies.models import Agency, User
from feedback import actions, answer_forms
from feedback import staff_forms as forms
from feedback.models import Answer, Feedback, HandOver, State
from feedback.rights import OFFICERS

HOLDER = attrgetter("holder")
Offered = Callable[[Feedback, User], bool]
IN_HAND = (State.RECEIVED, State.EXAMINING)


def offer_of(case: Feedback) -> HandOver | None:
    """Return the hand-over of a case that waits for its receiver; asked once for each page."""
    if not hasattr(case, "waiting_offer"):
        waiting = case.hand_overs.waiting().select_related("giver", "receiver", "by")
        case.waiting_offer = waiting.first()  # type: ignore[attr-defined]
    return case.waiting_offer  # type: ignore[attr-defined]


def receiver_of(case: Feedback) -> Agency:
    """Return the agency that a case is offered to; its holder if it is offered to none."""
    offer = offer_of(case)
    return offer.receiver if offer else case.holder


def _in(*states: State) -> Offered:
    return lambda case, _user: case.state in states


def _is_offered(case: Feedback, _user: User) -> bool:
    return offer_of(case) is not None


def _is_open(case: Feedback, _user: User) -> bool:
    return case.is_open


def _always(_case: Feedback, _user: User) -> bool:
    return True


def _untaken(case: Feedback, user: User) -> bool:
    return case.is_open and case.officer_id != user.pk


def _ruled(case: Feedback, _user: User) -> bool:
    return case.state == State.EXAMINING and actions.is_about_regulation(case)


def _is_linked(case: Feedback, _user: User) -> bool:
    return case.same_as_id is not None


def _why_not_climb(case: Any) -> list[str]:
    return [] if case.holder.parent_id else ["Không có cơ quan nào cao hơn."]


def _why_not_answer(case: Any) -> list[str]:
    if not actions.is_about_regulation(case):
        return []
    missing = actions.missing_criteria([case])
    return [f"Phản ánh về quy định: chưa xem xét {', '.join(missing).lower()}."] if missing else []


def _why_not_publish(case: Any) -> list[str]:
    return [] if case.answer_id else ["Chưa có câu trả lời."]


def _answer(case: Feedback, by: User, filled: dict[str, Any]) -> object:
    filled.pop("template", None)
    others = filled.pop("cases", [])
    return actions.answer([case, *others], Answer(**filled), by=by)


def _take(act: Callable[..., object]) -> Callable[[Any, User, dict[str, Any]], object]:
    """Return how a page takes an act: with what was filled in, unless something was done that it did not show."""

    @transaction.atomic
    def taken(case: Feedback, by: User, filled: dict[str, Any]) -> object:
        told = dict(filled)
        actions.require_seen(case, told.pop("seen", None))
        return act(case, by=by, **told)

    return taken


AT_HOLDER: dict[str, Any] = {"roles": OFFICERS, "agency_of": HOLDER, "form": forms.ActForm}
AT_RECEIVER: dict[str, Any] = {**AT_HOLDER, "agency_of": receiver_of}
WITH_REASON: dict[str, Any] = {**AT_HOLDER, "form": forms.ReasonForm}

STEPS = (
    Step(
        "accept",
        "tiep-nhan",
        "Tiếp nhận",
        "Đã tiếp nhận. Từ bây giờ cơ quan giữ phản ánh này và phải trả lời.",
        offered=_is_offered,
        act=_take(actions.accept),
        explained="Từ lúc tiếp nhận, cơ quan giữ phản ánh và phải trả lời trong hạn. Không thuộc thẩm quyền thì chuyển "
        "trả và nêu lý do.",
        main=True,
        **AT_RECEIVER,
    ),
    Step(
        "decline",
        "chuyen-tra",
        "Không nhận, chuyển trả",
        "Đã chuyển trả.",
        offered=_is_offered,
        act=_take(actions.decline),
        explained="Nơi chuyển tiếp tục giữ. Bị trả hai lần thì phản ánh lên cơ quan cấp trên chung.",
        takes_off=True,
        **{**AT_RECEIVER, "form": forms.ReasonForm},
    ),
    Step(
        "classify",
        "phan-loai",
        "Phân loại",
        "Đã phân loại.",
        offered=_in(State.RECEIVED),
        act=_take(actions.classify),
        main=True,
        **{**AT_HOLDER, "form": forms.ClassifyForm},
    ),
    Step(
        "answer",
        "tra-loi",
        "Trả lời",
        "Đã trả lời. Người gửi được báo tin.",
        offered=_in(State.EXAMINING),
        act=_take(lambda case, by, **filled: _answer(case, by, filled)),
        why_not=_why_not_answer,
        main=True,
        template="admin/feedback/answer.html",
        **{**AT_HOLDER, "form": answer_forms.AnswerForm},
    ),
    Step(
        "examine",
        "sau-tieu-chi",
        "Xem xét theo sáu tiêu chí",
        "Đã ghi nhận định.",
        offered=_ruled,
        act=_take(actions.examine),
        explained="Nghị định 20/2008/NĐ-CP, điều 14. Ghi lại được cho đến khi trả lời.",
        template="admin/feedback/examine.html",
        **{**AT_HOLDER, "form": forms.ExamineForm},
    ),
    Step(
        "publish",
        "cong-khai",
        "Công khai",
        "Đã công khai.",
        offered=_in(State.ANSWERED),
        act=_take(actions.publish),
        why_not=_why_not_publish,
        main=True,
        template="admin/feedback/publish.html",
        **{**AT_HOLDER, "form": answer_forms.PublishForm},
    ),
    Step(
        "reword",
        "sua-cong-khai",
        "Sửa nội dung công khai",
        "Đã sửa. Mọi người đọc nội dung mới ngay.",
        offered=_in(State.PUBLISHED),
        act=_take(actions.publish),
        template="admin/feedback/publish.html",
        **{**AT_HOLDER, "form": answer_forms.PublishForm},
    ),
    Step(
        "takenup",
        "nhan-xu-ly",
        "Nhận xử lý",
        "Phản ánh đang do bạn xử lý.",
        offered=_untaken,
        act=_take(lambda case, by: actions.assign(case, by, by=by)),
        **AT_HOLDER,
    ),
    Step(
        "assign",
        "giao-nguoi",
        "Giao người xử lý",
        "Đã giao.",
        offered=_is_open,
        act=_take(actions.assign),
        **{**AT_HOLDER, "form": forms.OfficerForm},
    ),
    Step(
        "handover",
        "chuyen",
        "Chuyển cơ quan khác",
        "Đã chuyển.",
        offered=_in(*IN_HAND),
        act=_take(actions.hand_over),
        **{**AT_HOLDER, "form": forms.HandOverForm},
    ),
    Step(
        "climb",
        "len-cap-tren",
        "Chuyển lên cấp trên",
        "Đã chuyển lên cơ quan cấp trên.",
        offered=_in(*IN_HAND),
        act=_take(actions.climb),
        explained="Khi không tìm được cơ quan có thẩm quyền, hoặc việc vượt thẩm quyền của cơ quan.",
        why_not=_why_not_climb,
        **WITH_REASON,
    ),
    Step(
        "extend",
        "gia-han",
        "Gia hạn",
        "Đã gia hạn. Người gửi được báo hạn mới và lý do.",
        offered=_in(State.EXAMINING),
        act=_take(actions.extend),
        explained="Chỉ một lần, trước khi hết hạn.",
        why_not=actions.why_not_extend,
        **WITH_REASON,
    ),
    Step(
        "link",
        "gop",
        "Gộp cùng nội dung",
        "Đã gộp. Mỗi người gửi vẫn được trả lời.",
        offered=_always,
        act=_take(actions.link),
        explained="Hai phản ánh nói cùng một việc: phản ánh đến trước nặng thêm, và trả lời chung một lần được.",
        **{**AT_HOLDER, "form": forms.LinkForm},
    ),
    Step(
        "unlink",
        "thoi-gop",
        "Thôi gộp",
        "Đã thôi gộp.",
        offered=_is_linked,
        act=_take(actions.unlink),
        **AT_HOLDER,
    ),
    Step(
        "note",
        "ghi-chu",
        "Ghi chú nội bộ",
        "Đã ghi chú.",
        offered=_always,
        act=lambda case, user, filled: actions.write_note(case, filled["text"], by=user),
        **{**AT_HOLDER, "form": forms.NoteForm},
    ),
    Step(
        "hide",
        "thoi-cong-khai",
        "Thôi công khai",
        "Đã thôi công khai.",
        offered=_in(State.PUBLISHED),
        act=_take(actions.hide),
        explained="Trang công khai mất ngay; người gửi vẫn đọc được câu trả lời.",
        takes_off=True,
        **{**AT_HOLDER, "form": forms.InternalReasonForm},
    ),
)
