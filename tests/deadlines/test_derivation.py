"""A deadline tells why it is when it is, in both languages, with the articles that were applied."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from deadlines.limits import Limit, Unit
from deadlines.reasons import Why
from deadlines.reckoning import due
from tests.deadlines.calendar import at, early, usual


def test_the_example_of_the_two_holidays_in_both_languages():
    found = due(at("2026-04-29 16:20"), Limit(3, Unit.WORKING_DAYS), early())

    assert str(found.derivation).startswith(
        "Nhận lúc 16:20 thứ Tư 29/4/2026, trong giờ làm việc cuối cùng; 30/4 và 1/5 là ngày nghỉ lễ; "
        "tính từ thứ Hai 4/5/2026; thời hạn 3 ngày làm việc; hết hạn lúc 17:00 thứ Tư 6/5/2026; nguồn: "
    )
    with override("en"):
        assert str(found.derivation).startswith(
            "Received at 16:20 on Wednesday 29 April 2026, within the last working hour; public holidays: 30 April and "
            "1 May; counted from Monday 4 May 2026; limit: 3 working days; ends at 17:00 on Wednesday 6 May 2026; "
            "source: "
        )


def test_the_sources_are_those_of_what_was_applied_each_once():
    found = due(at("2026-04-29 16:40"), Limit(3, Unit.WORKING_DAYS), usual())

    (sources,) = [reason.sources for reason in found.derivation.reasons if reason.why is Why.SOURCES]

    assert len(sources) == len(set(sources))
    assert "BLDS 2015 Điều 147(2)" in sources
    assert any("Điều 112" in source for source in sources)
    assert any("cần đối chiếu" in source for source in sources)


@pytest.mark.parametrize(
    ("received", "limit", "told"),
    [
        ("2026-03-25 09:00", Limit(2, Unit.WORKING_HOURS), []),
        ("2026-03-28 09:00", Limit(2, Unit.WORKING_HOURS), ["vào ngày nghỉ"]),
        ("2026-03-25 18:00", Limit(2, Unit.WORKING_HOURS), ["sau giờ làm việc"]),
        ("2026-03-25 16:30", Limit(2, Unit.WORKING_HOURS), ["trong giờ làm việc cuối cùng"]),
        ("2026-03-25 15:30", Limit(0, Unit.WORKING_DAYS), ["sau 15:00", "trong ngày làm việc"]),
        ("2026-08-21 09:00", Limit(1, Unit.WORKING_DAYS), ["22/8 là ngày làm bù"]),
        ("2026-03-25 09:00", Limit(3, Unit.CALENDAR_DAYS), ["thứ Bảy 28/3/2026 là ngày nghỉ", "148(5)"]),
        ("2024-01-31 09:00", Limit(1, Unit.MONTHS), ["cuối tháng, thứ Năm 29/2/2024", "148(3)"]),
        ("2024-01-31 09:00", Limit(60, Unit.MONTHS), ["ngày nghỉ lễ trong thời hạn không tính"]),
    ],
)
def test_each_reason_is_told_where_it_applies(received: str, limit: Limit, told: list[str]):
    words = str(due(at(received), limit, usual()).derivation)

    assert [part for part in told if part not in words] == []
    assert told or "ngày nghỉ" not in words


@pytest.mark.parametrize(
    ("limit", "vietnamese", "english"),
    [
        (Limit(15, Unit.WORKING_DAYS), "15 ngày làm việc", "15 working days"),
        (Limit(1, Unit.WORKING_HOURS), "1 giờ làm việc", "1 working hour"),
        (Limit(30, Unit.CALENDAR_DAYS), "30 ngày", "30 days"),
        (Limit(24, Unit.HOURS), "24 giờ", "24 hours"),
        (Limit(1, Unit.MONTHS), "1 tháng", "1 month"),
        (Limit(0, Unit.WORKING_DAYS), "trong ngày làm việc", "within the working day"),
    ],
)
def test_a_limit_is_said_as_it_was_written(limit: Limit, vietnamese: str, english: str):
    assert str(limit) == vietnamese
    with override("en"):
        assert str(limit) == english


@pytest.mark.parametrize(("value", "unit"), [(0, Unit.HOURS), (-1, Unit.WORKING_DAYS), (2501, Unit.WORKING_DAYS)])
def test_what_is_no_limit_is_refused(value: int, unit: Unit):
    with pytest.raises(ValueError, match="Thời hạn phải từ"):
        Limit(value, unit)


@pytest.mark.parametrize("value", [True, 1.5, "3", None])
def test_a_part_of_a_unit_is_refused(value: object):
    with pytest.raises(ValueError, match="số nguyên"):
        Limit(value, Unit.WORKING_DAYS)  # type: ignore[arg-type]
