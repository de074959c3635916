"""What each published number about reports and proposals means: the one home of names, numerators and denominators."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from results.definitions import Measure, Unit
from results.feedback.figures import FeedbackFigures

RECEIVING = "Nghị định 20/2008/NĐ-CP, sửa đổi bởi Nghị định 92/2017/NĐ-CP"
ANSWERING = "Nghị định 43/2011/NĐ-CP, Điều 17 khoản 2"
RATING = "Nghị định 224/2026/NĐ-CP, Điều 10 khoản 3"


def _measure(
    code: str,
    name: Any,
    meaning: Any,
    value: Callable[[FeedbackFigures], float | None],
    *,
    numerator: Any,
    denominator: Any = "",
    unit: Unit = Unit.DOSSIERS,
    source: str = RECEIVING,
    now: bool = False,
) -> Measure:
    return Measure(code, name, meaning, numerator, denominator, source, unit, value, Q(), "", now)


FEEDBACK_MEASURES = (
    _measure(
        "tiep-nhan",
        _("Tiếp nhận"),
        _("Phản ánh, kiến nghị nhận trong kỳ, theo cơ quan đang giữ hoặc đã trả lời."),
        lambda f: f.received,
        numerator=_("Số phản ánh, kiến nghị có ngày nhận trong kỳ"),
    ),
    _measure(
        "da-tra-loi",
        _("Đã trả lời"),
        _("Phản ánh, kiến nghị được trả lời trong kỳ. Lần trả lời sau cùng tính, nếu đã mở lại."),
        lambda f: f.answered,
        numerator=_("Số phản ánh, kiến nghị có ngày trả lời trong kỳ"),
    ),
    _measure(
        "khong-tiep-nhan",
        _("Không tiếp nhận"),
        _("Không thuộc loại được tiếp nhận; người gửi được báo lý do."),
        lambda f: f.refused,
        numerator=_("Số phản ánh, kiến nghị bị từ chối tiếp nhận trong kỳ"),
    ),
    _measure(
        "ty-le-dung-han",
        _("Tỷ lệ đúng hạn"),
        _(
            "Trong số đã đến lúc phải trả lời, bao nhiêu được trả lời hoặc từ chối có lý do khi còn hạn. Chưa trả lời "
            "mà đã quá hạn là trễ. Để quá hạn đến mức bị chuyển đi nơi khác cũng là trễ, của nơi đã để quá hạn; nơi "
            "nhận tính theo hạn của mình. Trễ tính vào tháng hết hạn, nên trả lời bù không làm đẹp tháng đã qua."
        ),
        lambda f: f.on_time_rate,
        numerator=_("Số trả lời không muộn hơn hạn"),
        denominator=_("Số trả lời không muộn hơn hạn và số trễ hạn"),
        unit=Unit.PERCENT,
        source=ANSWERING,
    ),
    _measure(
        "tra-loi-dung-han",
        _("Trả lời đúng hạn"),
        _("Trả lời, hoặc từ chối có lý do, không muộn hơn hạn đang áp dụng, kể cả hạn đã gia hạn."),
        lambda f: f.on_time,
        numerator=_("Số trả lời trong kỳ không muộn hơn hạn"),
        source=ANSWERING,
    ),
    _measure(
        "tre-han",
        _("Trễ hạn"),
        _("Hạn hết trong kỳ mà chưa trả lời: đã trả lời muộn, vẫn chưa trả lời, hoặc bị chuyển đi khi đã quá hạn."),
        lambda f: f.all_late,
        numerator=_("Số lần hết hạn trong kỳ mà chưa trả lời"),
        source=ANSWERING,
    ),
    _measure(
        "thoi-gian",
        _("Thời gian trung bình"),
        _("Số ngày làm việc từ lúc nhận đến lúc trả lời, kể cả thời gian chuyển qua các cơ quan."),
        lambda f: f.average_days,
        numerator=_("Tổng số ngày làm việc của các phản ánh, kiến nghị trả lời trong kỳ"),
        denominator=_("Số phản ánh, kiến nghị trả lời trong kỳ"),
        unit=Unit.DAYS,
    ),
    _measure(
        "thoi-gian-giu",
        _("Thời gian giữ mỗi lượt"),
        _("Mỗi lần một cơ quan giữ phản ánh, kiến nghị: từ lúc nhận giữ đến lúc chuyển đi hoặc trả lời."),
        lambda f: f.average_held,
        numerator=_("Tổng số ngày làm việc của các lượt giữ kết thúc trong kỳ"),
        denominator=_("Số lượt giữ kết thúc trong kỳ"),
        unit=Unit.DAYS,
    ),
    _measure(
        "hai-long",
        _("Hài lòng"),
        _("Người gửi đánh giá câu trả lời: rất hài lòng hoặc hài lòng, trong số đã đánh giá."),
        lambda f: f.satisfied_rate,
        numerator=_("Số đánh giá “rất hài lòng” và “hài lòng” trong kỳ"),
        denominator=_("Số đánh giá trong kỳ"),
        unit=Unit.PERCENT,
        source=RATING,
    ),
    _measure(
        "danh-gia",
        _("Lượt đánh giá"),
        _("Mỗi câu trả lời được người gửi đánh giá một lần."),
        lambda f: f.rated,
        numerator=_("Số đánh giá trong kỳ"),
        source=RATING,
    ),
    _measure(
        "dang-xu-ly",
        _("Đang xử lý"),
        _("Chưa trả lời: chờ phân loại, đang chuyển, hoặc đang xem xét."),
        lambda f: f.open,
        numerator=_("Số phản ánh, kiến nghị chưa trả lời lúc này"),
        now=True,
    ),
    _measure(
        "qua-han-chua-tra-loi",
        _("Quá hạn, chưa trả lời"),
        _("Bước đang làm đã quá hạn."),
        lambda f: f.overdue,
        numerator=_("Số phản ánh, kiến nghị đang quá hạn lúc này"),
        source=ANSWERING,
        now=True,
    ),
)
FEEDBACK_BY_CODE = {measure.code: measure for measure in FEEDBACK_MEASURES}
OF_PERIOD = tuple(measure for measure in FEEDBACK_MEASURES if not measure.now)
OF_NOW = tuple(measure for measure in FEEDBACK_MEASURES if measure.now)
# What a table of many agencies shows.
COLUMNS = tuple(
    FEEDBACK_BY_CODE[code]
    for code in ("tiep-nhan", "da-tra-loi", "tre-han", "ty-le-dung-han", "thoi-gian", "thoi-gian-giu", "hai-long")
)
