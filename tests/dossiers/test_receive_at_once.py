"""Twenty officers receive at one desk at the same time, on a real PostgreSQL: no number is given out twice."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from dossiers.actions import receive
from dossiers.models import Dossier
from tests.dossiers.conftest import applicant, draft

CLIENTS, EACH = 20, 5


@pytest.mark.django_db(transaction=True)
def test_no_code_is_given_twice(version, country, desk):
    def take_in(_client: int) -> list[str]:
        try:
            return [receive(draft(version, country.ba_dinh), applicant(), by=desk).code for _ in range(EACH)]
        finally:
            connection.close()

    with ThreadPoolExecutor(CLIENTS) as clients:
        codes = [code for some in clients.map(take_in, range(CLIENTS)) for code in some]

    assert len(set(codes)) == Dossier.objects.count() == CLIENTS * EACH
    assert sorted(int(code[-4:]) for code in codes) == list(range(1, CLIENTS * EACH + 1))
