"""What those who run a site may decide of an article on it: one table for buttons and pages."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from operator import attrgetter

from agencies.admin.stepping import Step
from agencies.models import User
from news import actions
from news.actions import EDITORS
from news.forms import HoursForm, PositionForm, ReasonForm, WordingForm
from news.models import Placement

State = Placement.State


def _theirs_in(*states: State) -> Callable[[Placement, User], bool]:
    return lambda placement, _user: placement.is_theirs_to_decide and placement.state in states


def _adaptable(placement: Placement, _user: User) -> bool:
    push = placement.push
    return push is not None and push.is_adaptable and not push.is_recalled


_step = partial(Step, roles=EDITORS, agency_of=attrgetter("agency"))

DECISIONS = (
    _step(
        page="accept",
        path="nhan-dang",
        label="Nhận đăng",
        told="Đã nhận đăng.",
        offered=_theirs_in(State.OFFERED, State.REFUSED, State.HIDDEN),
        act=lambda placement, user, filled: actions.accept(placement, by=user, **filled),
        form=HoursForm,
        explained="Bỏ trống cả hai giờ: bài hiện ngay và không có thời hạn.",
        main=True,
    ),
    _step(
        page="refuse",
        path="khong-nhan",
        label="Không nhận đăng",
        told="Đã trả lời: không nhận đăng, kèm lý do.",
        offered=_theirs_in(State.OFFERED),
        act=lambda placement, user, filled: actions.refuse(placement, by=user, **filled),
        form=ReasonForm,
        explained="Cơ quan phát hành thấy lý do này trong sổ theo dõi.",
    ),
    _step(
        page="reword",
        path="dieu-chinh",
        label="Điều chỉnh tại trang",
        told="Đã lưu lời của trang.",
        offered=_adaptable,
        act=lambda placement, user, filled: actions.reword(placement, by=user, **filled),
        form=WordingForm,
        explained="Bài gốc giữ nguyên; tên gốc và cơ quan đăng hiện cạnh lời của trang. Để trống ô nào, dùng bài gốc.",
    ),
    _step(
        page="hours",
        path="thoi-gian",
        label="Đặt thời gian hiển thị",
        told="Đã đặt thời gian hiển thị.",
        offered=_theirs_in(State.SHOWN, State.WAITING),
        act=lambda placement, user, filled: actions.accept(placement, by=user, **filled),
        form=HoursForm,
        explained="Bỏ trống giờ bắt đầu: hiện ngay. Bỏ trống giờ kết thúc: không có thời hạn.",
    ),
    _step(
        page="pin",
        path="thu-tu",
        label="Ghim, xếp thứ tự",
        told="Đã xếp thứ tự.",
        offered=lambda placement, _user: placement.state == State.SHOWN,
        act=lambda placement, user, filled: actions.pin(placement, by=user, **filled),
        form=PositionForm,
    ),
    _step(
        page="hide",
        path="an-bai",
        label="Ẩn khỏi trang",
        told="Đã ẩn khỏi trang này.",
        offered=_theirs_in(State.SHOWN, State.WAITING),
        act=lambda placement, user, filled: actions.hide(placement, by=user, **filled),
        form=ReasonForm,
        explained="Bài chỉ ẩn trên trang này; các trang khác không đổi.",
        takes_off=True,
    ),
)
