"""What each published number means: the one home of names, numerators, denominators and sources.

Pages, downloads, lists of dossiers and tests are made of this table.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from dossiers.models import Level, State
from dossiers.models.stages import DONE, RECEIVED, RUNNING

ONE_STOP = "Nghị định 61/2018/NĐ-CP"
PUBLISHING = "Nghị định 224/2026/NĐ-CP, Điều 15 khoản 1"
INDEX = "Quyết định 766/QĐ-TTg ngày 23/6/2022"


class Unit(StrEnum):
    """In what a number is said."""

    DOSSIERS = "dossiers"
    PERCENT = "percent"
    DAYS = "working days"


@dataclass(frozen=True)
class Measure:
    """One number: how it is called, what it says, what is divided by what, and why it is published.

    `now` numbers say how things stand, whatever the period. `behind` finds the dossiers of the denominator, or of the
    number itself, and `moment` is the one that must lie in the period.
    """

    code: str
    name: Any
    meaning: Any
    numerator: Any
    denominator: Any
    source: str
    unit: Unit
    value: Callable[[Any], float | None]  # of the figures that it is about
    behind: Q
    moment: str
    now: bool = False


_JUDGED = Q(state__in=DONE, due_at__isnull=False) | Q(state__in=RUNNING, due_at__isnull=False)
_LATE = Q(state__in=DONE, finished_at__gt=F("due_at")) | Q(state__in=RUNNING, due_at__isnull=False)

MEASURES = (
    Measure(
        "tiep-nhan",
        _("Tiếp nhận"),
        _("Hồ sơ cơ quan đã tiếp nhận trong kỳ. Hồ sơ mới đăng ký và hồ sơ không được tiếp nhận không tính."),
        _("Số hồ sơ có ngày tiếp nhận trong kỳ"),
        "",
        PUBLISHING,
        Unit.DOSSIERS,
        lambda f: f.received,
        Q(state__in=RECEIVED),
        "received_at",
    ),
    Measure(
        "da-giai-quyet",
        _("Đã giải quyết"),
        _("Hồ sơ đã có kết quả trong kỳ, kể cả kết quả là từ chối giải quyết."),
        _("Số hồ sơ xử lý xong trong kỳ"),
        "",
        PUBLISHING,
        Unit.DOSSIERS,
        lambda f: f.done,
        Q(state__in=DONE),
        "finished_at",
    ),
    Measure(
        "ty-le-dung-han",
        _("Tỷ lệ đúng hạn"),
        _(
            "Trong tất cả hồ sơ đã đến lúc phải có kết quả, bao nhiêu có kết quả đúng hạn. Hồ sơ quá hạn mà chưa xong "
            "cũng nằm trong mẫu số: nếu chỉ tính hồ sơ đã xong thì nơi nào cũng gần như hoàn hảo. Hạn là "
            "hạn theo quy định; thư xin lỗi và hẹn lại không làm hồ sơ trễ thành đúng hạn. "
            "Hồ sơ đúng hạn tính vào tháng có kết quả, hồ sơ trễ hạn tính vào tháng hết hạn."
        ),
        _("Số hồ sơ có kết quả không muộn hơn hạn"),
        _("Số hồ sơ đúng hạn, cộng hồ sơ xong muộn, cộng hồ sơ quá hạn chưa xong"),
        f"{ONE_STOP}, Điều 19; {INDEX}",
        Unit.PERCENT,
        lambda f: f.on_time_rate,
        _JUDGED,
        "judged_at",
    ),
    Measure(
        "dung-han",
        _("Đúng hạn"),
        _("Hồ sơ có kết quả không muộn hơn hạn theo quy định."),
        _("Số hồ sơ xử lý xong trong kỳ, đúng hạn hoặc trước hạn"),
        "",
        f"{ONE_STOP}, Điều 19",
        Unit.DOSSIERS,
        lambda f: f.on_time,
        Q(state__in=DONE, finished_at__lte=F("due_at")),
        "finished_at",
    ),
    Measure(
        "tre-han",
        _("Trễ hạn"),
        _("Hồ sơ hết hạn trong kỳ mà lúc đó chưa có kết quả, dù nay đã xong hay chưa."),
        _("Số hồ sơ xong muộn, cộng hồ sơ quá hạn chưa xong, theo tháng hết hạn"),
        "",
        f"{ONE_STOP}, Điều 19 khoản 9",
        Unit.DOSSIERS,
        lambda f: f.all_late,
        _LATE,
        "due_at",
    ),
    Measure(
        "thoi-gian",
        _("Thời gian trung bình"),
        _(
            "Trung bình mất bao nhiêu ngày làm việc từ khi tiếp nhận đến khi có kết quả. Ngày tiếp nhận không tính; "
            "xong trong ngày là 0. Thời gian chờ người dân bổ sung giấy tờ cũng nằm trong đó."
        ),
        _("Tổng số ngày làm việc của các hồ sơ xử lý xong trong kỳ"),
        _("Số hồ sơ xử lý xong trong kỳ"),
        INDEX,
        Unit.DAYS,
        lambda f: f.average_days,
        Q(state__in=DONE),
        "finished_at",
    ),
    Measure(
        "ty-le-bo-sung",
        _("Tỷ lệ phải bổ sung"),
        _("Trong hồ sơ tiếp nhận trong kỳ, bao nhiêu bị yêu cầu bổ sung giấy tờ. Thấp là tốt."),
        _("Số hồ sơ tiếp nhận trong kỳ đã bị yêu cầu bổ sung"),
        _("Số hồ sơ tiếp nhận trong kỳ"),
        f"{ONE_STOP}, Điều 19 khoản 4",
        Unit.PERCENT,
        lambda f: f.supplement_rate,
        Q(state__in=RECEIVED, supplemented__gt=0),
        "received_at",
    ),
    Measure(
        "hai-long",
        _("Mức độ hài lòng"),
        _("Trong những người đã đánh giá sau khi nhận kết quả, bao nhiêu hài lòng hoặc rất hài lòng nhìn chung."),
        _("Số đánh giá chung “hài lòng” và “rất hài lòng” trong kỳ"),
        _("Số đánh giá trong kỳ"),
        f"{INDEX}; {ONE_STOP}",
        Unit.PERCENT,
        lambda f: f.satisfied_rate,
        Q(satisfaction__overall__gte=Level.QUITE),
        "satisfaction__said_on",
    ),
    Measure(
        "dang-giai-quyet",
        _("Đang giải quyết"),
        _("Hồ sơ đã tiếp nhận, chưa có kết quả và cơ quan đang phải làm, vào lúc này."),
        _("Số hồ sơ được tiếp nhận hoặc đang xử lý"),
        "",
        PUBLISHING,
        Unit.DOSSIERS,
        lambda f: f.in_progress,
        Q(state__in=RUNNING),
        "",
        now=True,
    ),
    Measure(
        "qua-han-chua-xong",
        _("Quá hạn chưa xong"),
        _("Hồ sơ đang giải quyết mà đã hết hạn theo quy định, vào lúc này."),
        _("Số hồ sơ đang giải quyết có hạn đã qua"),
        "",
        f"{ONE_STOP}, Điều 19 khoản 9",
        Unit.DOSSIERS,
        lambda f: f.overdue,
        Q(state__in=RUNNING, due_at__isnull=False),
        "due_at",
        now=True,
    ),
    Measure(
        "cho-bo-sung",
        _("Chờ người dân bổ sung"),
        _("Hồ sơ đang chờ giấy tờ người dân phải bổ sung, vào lúc này. Thời hạn không chạy."),
        _("Số hồ sơ đang ở tình trạng yêu cầu bổ sung giấy tờ"),
        "",
        f"{ONE_STOP}, Điều 19 khoản 4",
        Unit.DOSSIERS,
        lambda f: f.waiting,
        Q(state=State.WAITING),
        "",
        now=True,
    ),
    Measure(
        "tam-dung",
        _("Tạm dừng"),
        _("Hồ sơ chờ nghĩa vụ tài chính hoặc dừng xử lý có lý do, vào lúc này. Thời hạn không chạy."),
        _("Số hồ sơ chờ nghĩa vụ tài chính hoặc đang dừng xử lý"),
        "",
        PUBLISHING,
        Unit.DOSSIERS,
        lambda f: f.paused,
        Q(state=State.PAYING) | Q(state=State.STOPPED, closed_at=None),
        "",
        now=True,
    ),
)
BY_CODE = {measure.code: measure for measure in MEASURES}
OF_PERIOD = tuple(measure for measure in MEASURES if not measure.now)
OF_NOW = tuple(measure for measure in MEASURES if measure.now)
# What a table of many agencies or procedures shows.
COLUMNS = tuple(BY_CODE[code] for code in ("tiep-nhan", "da-giai-quyet", "tre-han", "ty-le-dung-han", "thoi-gian"))
