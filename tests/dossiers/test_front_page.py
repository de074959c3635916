"""The front page of staff counts every queue as its list does, and shows who stands at the head, in two queries."""

from __future__ import annotations

import pytest
import time_machine
from django.urls import reverse

from agencies.desk import ROWS, Person
from agencies.models import Role
from dossiers.admin.desk import queues
from dossiers.models import Consultation, State
from dossiers.queues import QUEUES
from tests.conftest import person
from tests.country import Country
from tests.dossiers.conftest import at
from tests.results.histories import dossier_like, finished

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(at("2026-11-25 10:00"), tick=False):
        yield


@pytest.fixture
def administrator(country: Country):
    return person("quan-tri-ba-dinh", country.ba_dinh, Role.ADMINISTRATOR)


@pytest.fixture
def in_every_queue(version, administrator, country: Country):
    """Dossiers of every queue in Ba Đình, more overdue ones than a front page shows; and some of another ward."""
    for ward in (country.ba_dinh, country.hoan_kiem):
        for day in (1, 3, 2, 7, 5, 4, 6):
            dossier_like(version, ward, received_at=at("2026-10-01 09:00"), due_at=at(f"2026-11-0{day} 17:30"))
        for due in ("2026-11-25 17:30", "2026-11-26 17:30", "2026-12-24 17:30"):
            asking = dossier_like(
                version, ward, received_at=at("2026-11-01 09:00"), due_at=at(due), state=State.PROCESSING,
                officer=administrator if ward == country.ba_dinh else None,
            )  # fmt: skip
        Consultation.objects.create(
            dossier=asking, agency=country.ha_noi, question="?", asked_by=administrator, due_at=at("2026-12-01 09:00")
        )
        dossier_like(version, ward, received_at=at("2026-11-20 09:00"), state=State.REGISTERED)
        finished(version, ward, "2026-11-02 09:00", "2026-11-03 09:00", due=None)
        waiting_since = at("2026-11-21 09:00")
        dossier_like(
            version, ward, received_at=waiting_since, state=State.WAITING, supplemented=1, waiting_since=waiting_since
        )


def test_every_queue_is_counted_as_its_list_counts_it(in_every_queue, administrator, sign_in):
    browser = sign_in(administrator)
    tasks = {task.title: task for task in queues(Person(administrator))}

    assert set(tasks) == {queue.title for queue in QUEUES}
    for queue in QUEUES:
        task = tasks[queue.title]
        listed = browser.get(reverse("admin:dossiers_dossier_changelist"), {"hang-doi": queue.code}).context["cl"]
        codes = [one.code for one in listed.result_list]
        assert task.count == len(codes) > 0, queue.code
        assert [row.label for row in task.rows] == codes[:ROWS], queue.code


def test_they_take_two_queries_however_many_there_are(in_every_queue, administrator, django_assert_num_queries):
    somebody = Person(administrator)
    assert administrator.holds_anywhere(frozenset(Role))  # the roles of a person are asked once

    with django_assert_num_queries(2):
        list(queues(somebody))


def test_whoever_handles_no_dossiers_is_asked_nothing(country: Country, django_assert_num_queries):
    author = Person(person("viet-bai", country.ba_dinh, Role.AUTHOR))
    assert not author.user.holds_anywhere(frozenset({Role.OFFICER}))

    with django_assert_num_queries(0):
        assert list(queues(author)) == []
