"""The calendar in memory is that of the tables: read once for each version, anew at once when somebody changes it."""

from __future__ import annotations

import datetime

import pytest
from django.db import transaction

from deadlines.actions import correct_day
from deadlines.errors import DeadlineError, OutsideCalendarError, RuleMissingError
from deadlines.limits import Limit, Unit
from deadlines.loading import calendar_on_demand, current_calendar, read_calendar
from deadlines.models import CalendarDay, DeadlineRule, OfficeHours
from deadlines.reckoning import due
from deadlines.rules import RuleCode
from tests.deadlines.calendar import at, usual

pytestmark = pytest.mark.django_db

CULTURE_DAY = datetime.date(2026, 11, 24)


def day_off(day: datetime.date) -> CalendarDay:
    return CalendarDay(day=day, kind="day_off", name="Nghỉ", source="Công điện")


def test_what_is_loaded_is_what_the_tests_reckon_with(country):
    loaded = read_calendar()

    assert loaded.differences(usual()) == []
    assert set(loaded.rules) == set(usual().rules)


def test_as_long_as_nothing_changes_it_costs_one_query(country, operator, django_assert_num_queries):
    correct_day(day_off(datetime.date(2026, 6, 1)), by=operator, reason="Vì")

    with django_assert_num_queries(4):
        first = current_calendar()
    with django_assert_num_queries(1):
        second = current_calendar()
    on_demand = calendar_on_demand()
    with django_assert_num_queries(1):
        third = [on_demand(), on_demand()]

    assert first is second is third[0] is third[1]


def test_a_change_is_seen_at_once(country, operator):
    before = due(at("2026-06-01 09:00"), Limit(1, Unit.WORKING_DAYS), current_calendar()).at

    correct_day(day_off(datetime.date(2026, 6, 2)), by=operator, reason="Vì")

    after = due(at("2026-06-01 09:00"), Limit(1, Unit.WORKING_DAYS), current_calendar()).at
    assert (before, after) == (at("2026-06-02 17:30"), at("2026-06-03 17:30"))


def test_what_was_rolled_back_is_not_remembered(country, operator):
    day = datetime.date(2026, 6, 3)

    try:
        with transaction.atomic():
            correct_day(day_off(day), by=operator, reason="Vì")
            assert not current_calendar().is_working(day)
            raise RuntimeError
    except RuntimeError:
        pass
    assert current_calendar().is_working(day)

    correct_day(day_off(datetime.date(2026, 6, 4)), by=operator, reason="Vì")
    assert current_calendar().is_working(day)


def test_the_years_are_those_without_a_gap(country):
    CalendarDay.objects.filter(day__year=2031).delete()

    with pytest.raises(OutsideCalendarError, match="2015–2030; thiếu năm 2031"):
        read_calendar().number(datetime.date(2031, 1, 4))


def test_without_days_or_hours_it_says_what_is_missing(country):
    with pytest.raises(DeadlineError, match="“rieng” chưa có giờ làm việc"):
        current_calendar("rieng")
    CalendarDay.objects.all().delete()
    with pytest.raises(DeadlineError, match="seed_holidays"):
        read_calendar()


def test_another_schedule_has_hours_of_its_own(country):
    hours = {"morning_from": "07:00", "morning_to": "11:30", "afternoon_from": "13:00", "afternoon_to": "16:30"}
    OfficeHours.objects.create(schedule="mua-he", begins=datetime.date(2015, 1, 1), source="UBND", **hours)

    found = due(at("2026-03-25 09:00"), Limit(1, Unit.WORKING_DAYS), read_calendar("mua-he"))

    assert found.at == at("2026-03-26 16:30")


def test_a_new_decree_applies_from_its_day_on(country):
    DeadlineRule.objects.create(
        code=RuleCode.SUPPLEMENT_REQUEST,
        title="Yêu cầu bổ sung",
        value=2,
        unit="working_days",
        source="NĐ mới",
        begins=datetime.date(2027, 1, 1),
    )
    calendar = read_calendar()

    assert calendar.rule(RuleCode.SUPPLEMENT_REQUEST, datetime.date(2026, 12, 31)).value == 3
    assert calendar.rule(RuleCode.SUPPLEMENT_REQUEST, datetime.date(2027, 1, 1)).limit == Limit(2, Unit.WORKING_DAYS)
    with pytest.raises(RuleMissingError, match=r"apology.*01/01/2017"):
        calendar.rule(RuleCode.APOLOGY, datetime.date(2017, 1, 1))
