"""The dossiers of the demo: enough, in every state, and as the acts would have left them."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import transaction
from django.db.models import Count, F, Max, Min
from django.utils import timezone

from agencies.models import AgencyIdentifier, IdentifierScheme, User
from deadlines.loading import current_calendar
from deadlines.models import CalendarDay
from dossiers.clock import reckoned
from dossiers.codes import DossierCode
from dossiers.lookup import find
from dossiers.models import Applicant, Dossier, DossierEvent, Notice, Satisfaction, State
from portal.demo import procedures
from portal.demo.catalogue import open_catalogue
from portal.demo.dossiers import fill_desks, samples
from procedures.models import ProcedureVersion

# One worker runs them all, or each would make its own demo.
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded"), pytest.mark.xdist_group("demo dossiers")]

MOST_SECONDS = 60  # on a machine that does much else; it takes about ten


@pytest.fixture(scope="module")
def seeded(django_db_setup: None, django_db_blocker: Any) -> Iterator[float]:
    """Fill the desks once, and yield the seconds that it took."""
    with django_db_blocker.unblock(), transaction.atomic():
        if not CalendarDay.objects.exists():
            import_module("deadlines.migrations.0002_days_hours_rules").load(apps, None)
        call_command("load_units", edition="2025")
        began = time.process_time()
        open_catalogue(by=User.objects.create_superuser("van-hanh-demo"))
        fill_desks()
        yield time.process_time() - began
        transaction.set_rollback(True)


def test_it_is_quick(seeded: float):
    assert seeded < MOST_SECONDS


def test_there_are_forty_everyday_procedures_with_all_that_people_ask_for():
    versions = ProcedureVersion.objects.all()

    assert versions.count() == len(procedures()) >= 40
    for version in versions:
        record = version.record
        assert all(record[field] for field in ("steps", "methods", "cases", "legal_bases", "result")), version
        assert version.field, version
        assert "Bản rút gọn để trình diễn" in record["description"]
    assert len(set(versions.values_list("field", flat=True))) >= 12


def test_there_are_thousands_over_a_year_at_a_few_dozen_agencies_in_every_state():
    assert Dossier.objects.count() >= 3_000
    assert 24 <= Dossier.objects.values("receiver").distinct().count() <= 100
    assert set(Dossier.objects.values_list("state", flat=True)) == set(State)
    first, last = Dossier.objects.aggregate(Min("received_at"), Max("received_at")).values()
    assert (timezone.now() - first).days >= 350
    assert (timezone.now() - last).days <= 4
    assert set(DossierEvent.objects.values_list("verb", flat=True)) >= {"apologised", "closed", "paid", "returned"}


def test_some_are_late_still_and_some_were_late():
    assert Dossier.objects.overdue().count() >= 60
    assert Dossier.objects.decided().filter(finished_at__gt=F("due_at")).count() >= 100
    assert Dossier.objects.warned_of().exists()


def test_every_end_is_what_the_clock_says():
    calendar = current_calendar()
    for dossier in Dossier.objects.order_by("?")[:200]:
        assert dossier.due_at == reckoned(dossier, calendar=calendar), dossier


def test_nothing_happened_before_receipt_or_is_still_to_come_and_the_last_event_tells_the_state():
    now = timezone.now()
    for dossier in Dossier.objects.prefetch_related("events").order_by("?")[:300]:
        moments = [event.happened_at for event in dossier.events.all()]
        assert moments == sorted(moments)
        assert dossier.received_at == moments[0]
        assert moments[-1] <= now
        assert dossier.events.all()[len(moments) - 1].state == dossier.state


def test_every_code_can_be_read_and_is_plainly_a_sample():
    for dossier in Dossier.objects.order_by("?")[:300]:
        code = DossierCode.parse(dossier.code)
        assert code.key == dossier.code_key
        assert code.receiver.groups[0].startswith("Y")
        assert "mã định danh cơ quan trong mã hồ sơ là mã mẫu" in dossier.events.first().reason
    assert AgencyIdentifier.objects.filter(scheme=IdentifierScheme.ELECTRONIC).count() >= 24


def test_everybody_is_plainly_made_up_and_nobody_is_written_to():
    assert all(re.search(r" Mẫu \d+$", name) for name in Applicant.objects.values_list("name", flat=True))
    assert not Applicant.objects.exclude(phone__startswith="0000").exists()
    assert not Applicant.objects.exclude(email="").exists()
    assert not Notice.objects.exists()
    staff = User.objects.filter(username__startswith="mau-")
    assert all("(mẫu)" in str(user) and not user.has_usable_password() for user in staff)


def test_some_said_how_they_found_it():
    levels = Satisfaction.objects.values_list("overall").annotate(Count("pk"))

    assert len(levels) == 3
    assert Satisfaction.objects.count() >= 500


def test_the_samples_of_the_welcome_can_be_looked_up():
    assert len(samples()) == 3
    for applicant in samples():
        assert find(DossierCode.parse(applicant.dossier.code), applicant.phone[-4:]) == applicant.dossier
