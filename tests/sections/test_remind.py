"""Reminding those who answer for sites of what these must still say."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from agencies.models import Membership, Role
from sections.actions import remind
from sections.models import Reminder
from tests.conftest import person
from tests.country import Country
from tests.sections.writing import complete, write

pytestmark = pytest.mark.django_db

TITLE = "Được nhắc bổ sung nội dung trang"


def in_a_week() -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=7)


@pytest.fixture
def responsible(country: Country):
    """She edits the ward of Ba Đình, and it alone."""
    return person("bien-tap-ba-dinh", country.ba_dinh, Role.EDITOR)


def waiting(sign_in, user) -> list:
    return [task for task in sign_in(user).get("/quan-tri/").context["tasks"] if task.title == TITLE]


def test_it_waits_on_the_desk_of_those_responsible_until_the_site_says_it_all(
    sign_in, administrator, responsible, outsider, operator, country: Country
):
    write(country.ba_dinh, operator)

    (reminder,) = remind([country.ba_dinh], due=in_a_week(), by=administrator, note="Gấp")

    assert "lich-su" not in reminder.sections
    (task,) = waiting(sign_in, responsible)
    assert task.count == 1
    assert "Lãnh đạo" in task.rows[0].label
    assert "“Gấp”" in task.rows[0].note
    assert waiting(sign_in, outsider) == waiting(sign_in, administrator) == []
    complete(country.ba_dinh, operator)
    assert waiting(sign_in, responsible) == []


def test_a_new_colleague_finds_it_and_one_whose_role_ended_does_not(sign_in, administrator, responsible, country):
    remind([country.ba_dinh], due=in_a_week(), by=administrator)
    Membership.objects.filter(user=responsible).update(
        starts_on=datetime.date(2026, 1, 1), ends_on=datetime.date(2026, 1, 2)
    )
    newcomer = person("moi", country.ba_dinh, Role.ADMINISTRATOR)

    assert waiting(sign_in, responsible) == []
    assert len(waiting(sign_in, newcomer)) == 1


def test_the_last_reminder_counts_and_the_event_says_whom_it_reached(sign_in, administrator, responsible, country):
    for _ in range(2):
        remind([country.ba_dinh, country.hoan_kiem], due=in_a_week(), by=administrator)

    assert waiting(sign_in, responsible)[0].count == 1
    assert country.ba_dinh.section_events.first().details["gửi tới"] == "bien-tap-ba-dinh"
    assert country.hoan_kiem.section_events.first().details["gửi tới"] == "chưa có ai phụ trách"


def test_sites_that_lack_nothing_are_left_out(administrator, operator, country: Country):
    complete(country.ba_dinh, operator)

    assert [one.agency for one in remind([country.ba_dinh, country.hoan_kiem], due=in_a_week(), by=administrator)] == [
        country.hoan_kiem
    ]
    with pytest.raises(ValidationError, match="không có gì để nhắc"):
        remind([country.ba_dinh], due=in_a_week(), by=administrator)


@pytest.mark.parametrize("who", ["author", "editor_here", "outsider"])
def test_only_who_administers_all_of_them_reminds(who, request, country: Country):
    by = person("bt", country.ha_noi, Role.EDITOR) if who == "editor_here" else request.getfixturevalue(who)

    with pytest.raises(PermissionDenied):
        remind([country.ba_dinh], due=in_a_week(), by=by)

    assert not Reminder.objects.exists()


def test_one_agency_outside_stops_all(administrator, country: Country):
    with pytest.raises(PermissionDenied):
        remind([country.ba_dinh, country.hue], due=in_a_week(), by=administrator)


def test_a_day_that_is_past_is_refused(administrator, country: Country):
    with pytest.raises(ValidationError, match="Hạn bổ sung"):
        remind([country.ba_dinh], due=timezone.localdate() - datetime.timedelta(days=1), by=administrator)


def test_the_list_of_reminders_says_what_each_still_waits_for(sign_in, administrator, operator, country: Country):
    remind([country.ba_dinh, country.hoan_kiem], due=in_a_week(), by=administrator)
    complete(country.ba_dinh, operator)

    shown = sign_in(administrator).get(reverse("admin:sections_reminder_changelist")).content.decode()

    assert shown.count("Đã bổ sung đủ") == 1
    assert "Điều kiện tự nhiên" in shown


def test_reminding_thousands_takes_as_many_queries_as_one(administrator, country: Country, django_assert_num_queries):
    with django_assert_num_queries(8):
        remind([country.ba_dinh, country.hoan_kiem, country.ha_noi_health], due=in_a_week(), by=administrator)
