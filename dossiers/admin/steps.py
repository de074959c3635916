"""The acts that the page of a dossier offers: one table for its buttons and their pages."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any

from django.utils import timezone

from agencies.admin.stepping import Step
from agencies.models import User
from dossiers import actions
from dossiers.forms import staff as forms
from dossiers.models import TRANSITIONS, Dossier, State
from dossiers.rights import DESK, OFFICERS

RECEIVER, DECIDER = attrgetter("receiver"), attrgetter("decider")
Offered = Callable[[Dossier, User], bool]


def _in(*states: State) -> Offered:
    return lambda dossier, _user: dossier.state in states


def _running(dossier: Dossier, _user: User) -> bool:
    return dossier.is_running


def _open(dossier: Dossier, _user: User) -> bool:
    return dossier.is_open


def _not_closed(*states: State) -> Offered:
    return lambda dossier, _user: dossier.state in states and dossier.closed_at is None


def _why_not_ask(dossier: Any) -> list[str]:
    return actions.why_not_ask(dossier, timezone.now())


def _why_not_appoint(dossier: Any) -> list[str]:
    return actions.why_not_appoint(dossier, timezone.now())


def _consult(dossier: Dossier, user: User, filled: dict[str, Any]) -> object:
    return actions.consult(dossier, by=user, **filled)


AT_DESK: dict[str, Any] = {"roles": DESK, "agency_of": RECEIVER, "form": forms.ActForm}
AT_OFFICE: dict[str, Any] = {"roles": OFFICERS, "agency_of": DECIDER, "form": forms.ActForm}

STEPS = (
    Step(
        "accept",
        "tiep-nhan",
        "Tiếp nhận",
        "Đã tiếp nhận. Thời hạn bắt đầu tính.",
        offered=_in(State.REGISTERED),
        act=lambda dossier, user, _filled: actions.accept(dossier, by=user),
        main=True,
        **AT_DESK,
    ),
    Step(
        "takenup",
        "nhan-giai-quyet",
        "Nhận giải quyết",
        "Hồ sơ đang do bạn giải quyết.",
        offered=_in(State.ACCEPTED),
        act=lambda dossier, user, _filled: actions.take_up(dossier, by=user),
        main=True,
        **AT_OFFICE,
    ),
    Step(
        "finish",
        "xu-ly-xong",
        "Xử lý xong",
        "Đã ghi kết quả. Bộ phận một cửa trả cho người nộp.",
        offered=_in(State.ACCEPTED, State.PROCESSING),
        act=lambda dossier, user, filled: actions.finish(dossier, by=user, **filled),
        explained="Có kết quả, hoặc từ chối bằng văn bản có lý do. Thời hạn dừng tính từ lúc này.",
        main=True,
        **{**AT_OFFICE, "form": forms.FinishForm},
    ),
    Step(
        "giveback",
        "tra-ket-qua",
        "Trả kết quả",
        "Đã trả kết quả cho người nộp.",
        offered=_in(State.FINISHED),
        act=lambda dossier, user, _filled: actions.give_back(dossier, by=user),
        main=True,
        **AT_DESK,
    ),
    Step(
        "supplement",
        "da-bo-sung",
        "Đã bổ sung đủ",
        "Đã nhận giấy tờ bổ sung. Thời hạn tính lại từ đầu.",
        offered=_in(State.WAITING),
        act=lambda dossier, user, filled: actions.supplement(dossier, by=user, **filled),
        explained="Chỉ ghi khi đã đủ mọi giấy tờ được yêu cầu: thời hạn tính lại từ đầu.",
        main=True,
        **{**AT_DESK, "form": forms.RemarkForm},
    ),
    Step(
        "paid",
        "da-nop-tien",
        "Đã thực hiện nghĩa vụ tài chính",
        "Đã ghi. Thời hạn tính tiếp.",
        offered=_in(State.PAYING),
        act=lambda dossier, user, _filled: actions.confirm_payment(dossier, by=user),
        main=True,
        **AT_DESK,
    ),
    Step(
        "resume",
        "xu-ly-tiep",
        "Xử lý tiếp",
        "Hồ sơ được xử lý tiếp. Thời hạn tính tiếp.",
        offered=_not_closed(State.STOPPED),
        act=lambda dossier, user, filled: actions.resume(dossier, by=user, **filled),
        main=True,
        **{**AT_OFFICE, "form": forms.ReasonForm},
    ),
    Step(
        "assign",
        "giao-nguoi",
        "Giao người giải quyết",
        "Đã giao hồ sơ.",
        offered=_open,
        act=lambda dossier, user, filled: actions.assign(dossier, by=user, **filled),
        **{**AT_OFFICE, "form": forms.OfficerForm},
    ),
    Step(
        "forward",
        "chuyen",
        "Chuyển cơ quan giải quyết",
        "Đã chuyển hồ sơ.",
        offered=_running,
        act=lambda dossier, user, filled: actions.forward(dossier, by=user, **filled),
        explained="Người đang giải quyết được bỏ trống; thời hạn không đổi.",
        **{**AT_DESK, "form": forms.ForwardForm},
    ),
    Step(
        "papersatdesk",
        "yeu-cau-giay-to",
        "Yêu cầu bổ sung",
        "Đã yêu cầu bổ sung. Thời hạn tạm dừng.",
        offered=_in(State.REGISTERED, State.ACCEPTED),
        act=lambda dossier, user, filled: actions.ask_supplement(dossier, what=filled["reason"], by=user),
        why_not=_why_not_ask,
        **{**AT_DESK, "form": forms.PapersForm},
    ),
    Step(
        "papers",
        "yeu-cau-bo-sung",
        "Yêu cầu bổ sung",
        "Đã yêu cầu bổ sung. Thời hạn tạm dừng.",
        offered=_in(State.PROCESSING),
        act=lambda dossier, user, filled: actions.ask_supplement(dossier, what=filled["reason"], by=user),
        why_not=_why_not_ask,
        **{**AT_OFFICE, "form": forms.PapersForm},
    ),
    Step(
        "payment",
        "yeu-cau-nop-tien",
        "Yêu cầu nghĩa vụ tài chính",
        "Đã yêu cầu. Thời hạn tạm dừng.",
        offered=_in(*TRANSITIONS[State.PAYING]),
        act=lambda dossier, user, filled: actions.ask_payment(dossier, what=filled["reason"], by=user),
        **{**AT_OFFICE, "form": forms.PaymentForm},
    ),
    Step(
        "consult",
        "lay-y-kien",
        "Lấy ý kiến",
        "Đã gửi câu hỏi. Thời hạn của hồ sơ vẫn chạy.",
        offered=_running,
        act=_consult,
        explained="Cơ quan được hỏi xem được hồ sơ này, không xem được dữ liệu người nộp.",
        **{**AT_OFFICE, "form": forms.ConsultForm},
    ),
    Step(
        "apology",
        "xin-loi",
        "Xin lỗi, hẹn lại",
        "Đã gửi lời xin lỗi và ngày hẹn mới.",
        offered=_running,
        act=lambda dossier, user, filled: actions.apologise(dossier, by=user, **filled),
        explained="Chỉ một lần, trước khi hết hạn (Nghị định 61/2018/NĐ-CP, điều 19 khoản 9). Hạn theo luật không đổi.",
        why_not=_why_not_appoint,
        **{**AT_OFFICE, "form": forms.ApologyForm},
    ),
    Step(
        "stop",
        "dung",
        "Dừng xử lý",
        "Đã dừng xử lý. Thời hạn tạm dừng.",
        offered=_in(*TRANSITIONS[State.STOPPED]),
        act=lambda dossier, user, filled: actions.stop(dossier, by=user, **filled),
        takes_off=True,
        **{**AT_OFFICE, "form": forms.ReasonForm},
    ),
    Step(
        "withdraw",
        "rut-ho-so",
        "Người nộp rút hồ sơ",
        "Đã ghi: người nộp rút hồ sơ.",
        offered=_not_closed(*TRANSITIONS[State.WITHDRAWN]),
        act=lambda dossier, user, filled: actions.withdraw(dossier, by=user, **filled),
        takes_off=True,
        **{**AT_DESK, "form": forms.ReasonForm},
    ),
    Step(
        "deny",
        "khong-tiep-nhan",
        "Không tiếp nhận",
        "Đã ghi: không tiếp nhận.",
        offered=_in(State.REGISTERED),
        act=lambda dossier, user, filled: actions.deny(dossier, by=user, **filled),
        takes_off=True,
        **{**AT_DESK, "form": forms.ReasonForm},
    ),
)
