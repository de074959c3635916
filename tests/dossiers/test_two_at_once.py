"""Two people act on one dossier in the same moment: each is done or refused, and nothing is lost on the way."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction

from dossiers import actions
from dossiers.models import Dossier, DossierEvent
from tests.country import Country

Verb = DossierEvent.Verb


@pytest.fixture(autouse=True)
def _committed(transactional_db) -> None:
    """Commit, so that other threads see."""


def in_a_thread(act: Callable[[], object]) -> object:
    try:
        return act()
    except (PermissionDenied, ValidationError) as refusal:
        return refusal
    finally:
        connection.close()


def test_whoever_waits_while_a_dossier_is_forwarded_is_refused_and_finds_it(country: Country, dossier, desk, officer):
    begun = threading.Event()
    same = Dossier.objects.get(pk=dossier.pk)

    def forward() -> None:
        with transaction.atomic():
            actions.forward(dossier, to=country.ha_noi_health, by=desk)
            begun.set()
            threading.Event().wait(0.5)  # the other waits for the lock by now

    def take_up() -> object:
        begun.wait()
        return in_a_thread(lambda: actions.take_up(same, by=officer))

    with ThreadPoolExecutor(2) as threads:
        forwarded, taken = threads.submit(in_a_thread, forward), threads.submit(take_up)

    assert forwarded.result() is None
    assert isinstance(taken.result(), PermissionDenied)
    assert Dossier.objects.get(pk=dossier.pk).decider == country.ha_noi_health
    assert list(dossier.events.values_list("verb", flat=True))[-1] == Verb.FORWARDED
