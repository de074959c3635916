"""The year of the working calendar: everybody at work sees it, keepers correct it day by day, with a reason."""

from __future__ import annotations

import datetime

import pytest
from django.urls import reverse

from agencies.models import Role
from deadlines.models import CalendarDay, CalendarEvent, DeadlineRule, OfficeHours
from tests.conftest import person
from tests.country import Country

pytestmark = pytest.mark.django_db

YEAR = reverse("admin:deadlines_calendarday_year")
ADD = reverse("admin:deadlines_calendarday_add")
CORRECTION = {"day": "05/06/2026", "kind": "day_off", "name": "Nghỉ bão", "source": "Công điện", "reason": "Bão số 3"}


def test_everybody_at_work_sees_a_year_and_only_keepers_its_links(country: Country, operator, author, sign_in):
    seen = sign_in(author).get(YEAR, {"nam": "2026"}).content.decode()
    kept = sign_in(operator).get(YEAR, {"nam": "2026"}).content.decode()

    assert "Thứ Ba 24/11: Ngày Văn hóa Việt Nam, ngày nghỉ" in seen
    assert "Thứ Bảy 22/8: Ngày làm bù, ngày làm bù" in seen
    assert "21 ngày làm việc" in seen
    assert f"{ADD}?day=2026-06-05" not in seen
    assert f"{ADD}?day=2026-06-05" in kept


def test_who_has_no_role_sees_none(country: Country, sign_in, client):
    assert sign_in(person("chua-co-quyen", country.hue, None)).get(YEAR).status_code == 403
    assert client.get(YEAR).status_code == 302


def test_a_year_costs_a_fixed_number_of_queries(country: Country, author, sign_in, django_assert_max_num_queries):
    browser = sign_in(author)
    browser.get(YEAR)

    with django_assert_max_num_queries(8):
        browser.get(YEAR, {"nam": "2025"})


@pytest.mark.parametrize("typed", ["", "x", "99999", "-1", "1000", "２０２６"])
def test_a_year_that_cannot_be_is_the_present_one(typed: str, country: Country, operator, sign_in):
    page = sign_in(operator).get(YEAR, {"nam": typed})

    assert page.context["year"] == datetime.datetime.now(datetime.UTC).year


def test_a_day_that_was_pressed_is_filled_in(country: Country, operator, sign_in):
    page = sign_in(operator).get(ADD, {"day": "2026-06-06"}).content.decode()

    assert 'value="06/06/2026"' in page
    assert '<option value="make_up" selected>' in page


def test_a_keeper_corrects_a_day_and_reads_it_in_the_log(country: Country, sign_in):
    keeper = person("quan-tri-chinh-phu", country.government, Role.ADMINISTRATOR)
    browser = sign_in(keeper)

    assert browser.post(ADD, CORRECTION).status_code == 302

    row = CalendarDay.objects.get(day=datetime.date(2026, 6, 5))
    change = reverse("admin:deadlines_calendarday_change", args=[row.pk])
    assert browser.post(change, {**CORRECTION, "kind": "ordinary", "reason": "Bão tan"}).status_code == 302
    row.refresh_from_db()
    assert row.kind == "ordinary"
    log = browser.get(reverse("admin:deadlines_calendarday_history", args=[row.pk])).content.decode()
    assert "Bão số 3" in log
    assert "Bão tan" in log
    assert "6/2026" in browser.get(YEAR, {"nam": "2026"}).content.decode()


def test_without_a_reason_the_words_are_kept_and_nothing_is_done(country: Country, operator, sign_in):
    page = sign_in(operator).post(ADD, {**CORRECTION, "reason": ""})

    assert page.status_code == 200
    assert "Nghỉ bão" in page.content.decode()
    assert not CalendarDay.objects.filter(day=datetime.date(2026, 6, 5)).exists()


@pytest.mark.parametrize("who", ["administrator", "editor", "author", "outsider"])
def test_nobody_else_finds_anything_to_correct(who: str, country: Country, request, sign_in):
    browser = sign_in(request.getfixturevalue(who))

    assert browser.post(ADD, CORRECTION).status_code == 403
    assert browser.post(f"{YEAR}?nam=2026").status_code == 403
    for row in (CalendarDay.objects.first(), OfficeHours.objects.first(), DeadlineRule.objects.first()):
        change = reverse(f"admin:deadlines_{row._meta.model_name}_change", args=[row.pk])
        assert browser.get(change).status_code == 404
        assert browser.post(change, {"reason": "Vì"}).status_code == 404
    assert not CalendarEvent.objects.filter(about="2026-06-05").exists()


def test_a_year_is_loaded_by_a_keeper(country: Country, operator, sign_in):
    browser = sign_in(operator)
    assert "Chưa nạp ngày nghỉ năm 2036" in browser.get(YEAR, {"nam": "2036"}).content.decode()

    page = browser.post(f"{YEAR}?nam=2036", follow=True).content.decode()

    assert "Năm 2036: nạp" in page
    assert CalendarDay.objects.filter(day__year=2036).exists()


def test_hours_and_rules_are_saved_with_a_reason(country: Country, operator, sign_in):
    browser = sign_in(operator)
    rule = DeadlineRule.objects.get(code="silence-closes")
    sent = {"title": rule.title, "value": "20", "unit": "working_days", "source": "NĐ mới", "begins": "01/01/2015"}
    hours = {"schedule": "mua-he", "begins": "01/05/2026", "source": "UBND", "reason": "Nắng nóng"}
    hours |= {"morning_from": "07:00", "morning_to": "11:30", "afternoon_from": "13:30", "afternoon_to": "17:00"}

    changed = browser.post(reverse("admin:deadlines_deadlinerule_change", args=[rule.pk]), {**sent, "reason": "NĐ mới"})
    added = browser.post(reverse("admin:deadlines_officehours_add"), hours)

    assert (changed.status_code, added.status_code) == (302, 302)
    rule.refresh_from_db()
    assert rule.value == 20
    assert OfficeHours.objects.get(schedule="mua-he").in_words() == "07:00–11:30, 13:30–17:00"
