"""What the formulas of the index are made of, in words, and why a criterion is not measured on this portal."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dossiers.models import Channel, Dossier
from dossiers.models.stages import RECEIVED
from procedures.models import ProcedureVersion
from procedures.models.choices import Channel as Way
from procedures.models.version import VersionQuerySet
from results.definitions import BY_CODE, INDEX, Measure, Unit
from results.models import Criterion


def complete_versions() -> VersionQuerySet:
    """Return the versions in which nothing of these is missing: decision, field, levels, ways to apply, audience."""
    filled = {"levels__len__gt": 0, "channels__len__gt": 0, "audiences__len__gt": 0, "field__isnull": False}
    return ProcedureVersion.objects.published().filter(**filled).exclude(decision="")


def online_versions() -> VersionQuerySet:
    """Return the versions by which one may apply online."""
    return ProcedureVersion.objects.published().filter(channels__contains=[Way.ONLINE])


def filed_online() -> Any:
    """Return the dossiers that the administration has taken in and that came through the national portal."""
    return Dossier.objects.received().filter(channel=Channel.NATIONAL)


def _received_under(versions: VersionQuerySet) -> Q:
    return Q(state__in=RECEIVED, version__procedure__in=versions.values("procedure"))


def _measure(code: str, name: Any, meaning: Any, behind: Q, moment: str = "received_at") -> Measure:
    """Return a measure that only the index has: it is counted by the hour, not in the tallies of the other pages."""
    return Measure(code, name, meaning, name, "", INDEX, Unit.DOSSIERS, lambda _figures: None, behind, moment)


def _own_measures() -> tuple[Measure, ...]:
    return (
        _measure(
            "du-noi-dung",
            _("Hồ sơ theo thủ tục công khai đủ nội dung"),
            _(
                "Hồ sơ tiếp nhận trong kỳ mà thủ tục đang công khai trên cổng có đủ quyết định công bố, lĩnh vực, cấp "
                "thực hiện, cách nộp và đối tượng."
            ),
            _received_under(complete_versions()),
        ),
        _measure(
            "thu-tuc-truc-tuyen",
            _("Hồ sơ theo thủ tục cho nộp trực tuyến"),
            _(
                "Hồ sơ tiếp nhận trong kỳ mà thủ tục đang công khai cho nộp trực tuyến, dù người dân "
                "có nộp như thế hay không."
            ),
            _received_under(online_versions()),
        ),
        _measure(
            "nop-truc-tuyen",
            _("Hồ sơ nộp trực tuyến"),
            _("Hồ sơ tiếp nhận trong kỳ đến từ Cổng Dịch vụ công quốc gia."),
            Q(state__in=RECEIVED, channel=Channel.NATIONAL),
        ),
        _measure(
            "danh-gia",
            _("Hồ sơ đã được đánh giá"),
            _("Hồ sơ mà người nộp đã nói mức độ hài lòng trong kỳ."),
            Q(satisfaction__isnull=False),
            "satisfaction__said_on",
        ),
    )


OWN = {measure.code: measure for measure in _own_measures()}
MEASURE_OF = {**BY_CODE, **OWN}

# What is counted, where the name of a measure is that of a share.
COUNTED = {
    "ty-le-dung-han": _("Hồ sơ đã đến lúc phải có kết quả, kể cả quá hạn chưa xong"),
    "hai-long": _("Đánh giá chung “hài lòng” và “rất hài lòng”"),
    "tiep-nhan": _("Hồ sơ tiếp nhận"),
    "dung-han": _("Hồ sơ có kết quả không muộn hơn hạn"),
    "tra-loi-dung-han": _("Phản ánh, kiến nghị được trả lời không muộn hơn hạn"),
    "phai-tra-loi": _("Phản ánh, kiến nghị đã đến lúc phải trả lời, kể cả quá hạn chưa trả lời"),
}


def counted_as(code: str) -> Any:
    """Return in words what a numerator or a denominator counts."""
    return COUNTED[code] if code in COUNTED else MEASURE_OF[code].name


WHY_NOT = {
    Criterion.PUNCTUAL: _("Dữ liệu quốc gia về thủ tục không ghi ngày ký và ngày đăng quyết định công bố."),
    Criterion.SYNCHRONISED: _("Cổng không thấy được hồ sơ nào đã đến Cổng Dịch vụ công quốc gia."),
    Criterion.AVERAGE_TIME: _(
        "Cổng công bố thời gian trung bình, nhưng cách quy ra điểm nằm ở phụ lục của quyết định, chưa đối chiếu được."
    ),
    Criterion.PAID: _("Thanh toán diễn ra ở Cổng Dịch vụ công quốc gia; cổng này không giữ dữ liệu thanh toán."),
    Criterion.RESULTS: _("Cổng ghi số và nội dung của kết quả, không giữ bản điện tử."),
    Criterion.COMPONENTS: _("Cổng không giữ giấy tờ của hồ sơ."),
    Criterion.REUSED: _("Cổng không giữ giấy tờ của hồ sơ."),
    Criterion.ANSWERED: _("Trước tháng 11/2026 cổng chưa nhận phản ánh, kiến nghị."),
}


def why_not(criterion: str) -> Any:
    """Return why a criterion is not measured here."""
    return WHY_NOT.get(Criterion(criterion), _("Cổng không có dữ liệu để đo tiêu chí này."))
