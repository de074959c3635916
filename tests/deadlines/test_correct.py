"""Correcting the calendar: who may, with a reason, kept for ever, and told to those who have deadlines running."""

from __future__ import annotations

import datetime
from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from agencies.models import Role
from deadlines import hooks
from deadlines.actions import correct_day, save_hours, save_rule, seed_days
from deadlines.affected import affected
from deadlines.clock import Clock, ClockEvent, What
from deadlines.limits import Limit, Unit
from deadlines.models import CalendarDay, CalendarEvent, DeadlineRule, OfficeHours
from tests.conftest import person
from tests.deadlines.calendar import at, usual

pytestmark = pytest.mark.django_db

FRIDAY = datetime.date(2026, 6, 5)


def day_off(day: datetime.date = FRIDAY, kind: str = "day_off") -> CalendarDay:
    return CalendarDay(day=day, kind=kind, name="Nghỉ bão", source="Công điện")


def test_a_correction_is_kept_with_who_why_and_what_was_before(operator):
    correct_day(day_off(), by=operator, reason="Bão số 3")
    correct_day(day_off(kind="ordinary"), by=operator, reason="Bão không vào")

    event = CalendarEvent.objects.filter(about="2026-06-05").first()
    assert (event.by, event.reason) == (operator, "Bão không vào")
    assert event.details["trước"] == "Nghỉ bão (ngày nghỉ; Công điện)"
    assert CalendarDay.objects.get(day=FRIDAY).origin == "person"


def test_who_administers_the_country_may_and_nobody_else(country, administrator, editor, author, outsider):
    keeper = person("quan-tri-chinh-phu", country.government, Role.ADMINISTRATOR)
    correct_day(day_off(), by=keeper, reason="Vì")

    for somebody in (administrator, editor, author, outsider):
        with pytest.raises(PermissionDenied):
            correct_day(day_off(), by=somebody, reason="Vì")
        with pytest.raises(PermissionDenied):
            seed_days(range(2026, 2027), by=somebody)
        with pytest.raises(PermissionDenied):
            save_rule(DeadlineRule.objects.first(), by=somebody, reason="Vì")
        with pytest.raises(PermissionDenied):
            save_hours(OfficeHours.objects.first(), by=somebody, reason="Vì")


def test_without_a_reason_nothing_is_done(operator):
    with pytest.raises(ValidationError, match="lý do"):
        correct_day(day_off(), by=operator, reason=" ")
    assert not CalendarDay.objects.filter(day=FRIDAY).exists()


def test_only_weekends_are_worked_to_make_up(operator):
    with pytest.raises(ValidationError, match="thứ Bảy, Chủ nhật"):
        correct_day(day_off(kind="make_up"), by=operator, reason="Vì")
    with pytest.raises(IntegrityError, match="day_made_up_on_a_weekend"), transaction.atomic():
        day_off(kind="make_up").save()


def test_the_log_is_never_changed(operator):
    correct_day(day_off(), by=operator, reason="Vì")

    for change in (lambda: CalendarEvent.objects.update(reason="x"), lambda: CalendarEvent.objects.all().delete()):
        with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
            change()


def test_hours_and_rules_that_cannot_be_are_refused(operator):
    hours = OfficeHours.objects.first()
    hours.morning_to = datetime.time(7)
    with pytest.raises(ValidationError, match="thứ tự"):
        save_hours(hours, by=operator, reason="Vì")
    rule = DeadlineRule.objects.get(code="supplement-request")
    rule.value = 0
    rule.unit = "hours"
    with pytest.raises(ValidationError, match="Thời hạn phải từ"):
        save_rule(rule, by=operator, reason="Vì")


def test_seeding_twice_changes_nothing_and_corrections_stay(operator):
    culture_day = CalendarDay.objects.get(day=datetime.date(2026, 11, 24))
    correct_day(day_off(culture_day.day, "ordinary"), by=operator, reason="Chưa áp dụng")
    CalendarDay.objects.filter(day=datetime.date(2026, 9, 2)).update(name="Sai")
    CalendarDay.objects.filter(day=datetime.date(2026, 1, 1)).delete()
    CalendarDay.objects.create(day=FRIDAY, kind="day_off", name="Lạ", source="cũ", origin="loaded")

    first, again = seed_days(range(2026, 2027)), seed_days(range(2026, 2027))

    assert (first.created, first.updated, first.corrected) == (1, 2, 1)
    assert (again.created, again.updated, again.corrected) == (0, 0, 1)
    assert CalendarDay.objects.get(day=culture_day.day).kind == "ordinary"
    assert CalendarDay.objects.get(day=FRIDAY).kind == "ordinary"
    assert "thư viện holidays" in CalendarDay.objects.get(day=datetime.date(2026, 9, 2)).source


def test_the_command_says_what_it_did_and_refuses_what_are_no_years(country):
    told = StringIO()
    call_command("seed_holidays", "--years", "2036-2037", stdout=told)

    assert told.getvalue().startswith("2036-2037: ")
    assert CalendarDay.objects.filter(day__year=2037).exists()
    for years in ("2030-2020", "mười", "1990", "2026-"):
        with pytest.raises(CommandError, match="ears"):
            call_command("seed_holidays", "--years", years)


def started(moment: str, *more: ClockEvent) -> Clock:
    return Clock(Limit(3, Unit.WORKING_DAYS), (ClockEvent(at(moment), What.STARTED), *more))


def test_the_apps_above_are_told_in_the_same_transaction_which_deadlines_change(operator, monkeypatch):
    clocks = {"một": started("2026-06-03 09:00"), "hai": started("2026-05-25 09:00"), "ba": started("2026-06-08 09:00")}
    found = []

    def recompute(correction: hooks.Correction) -> int:
        found.extend(affected(clocks.items(), correction.before, correction.after))
        assert correction.note == "Bão số 3"
        return len(found)

    monkeypatch.setattr(hooks, "_recomputing", [recompute])

    assert correct_day(day_off(), by=operator, reason="Bão số 3") == 1
    ((key, before, after),) = [(one.key, one.before, one.after) for one in found]
    assert (key, before, after) == ("một", at("2026-06-08 17:30"), at("2026-06-09 17:30"))


def test_a_calendar_that_did_not_change_affects_nothing():
    assert list(affected([("một", started("2026-06-03 09:00"))], usual(), usual())) == []
