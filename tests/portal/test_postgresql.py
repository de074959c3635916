"""A connection that was kept is asked whether it is alive only when the server has something to say."""

from __future__ import annotations

import pytest
from django.db import connection, connections

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_idle_connection_is_taken_to_be_alive_without_a_query(django_assert_num_queries):
    connection.ensure_connection()

    with django_assert_num_queries(0):
        assert connection.is_usable()


def test_a_connection_that_the_server_has_ended_is_not_usable():
    connection.ensure_connection()
    with connections.create_connection("default").cursor() as another:
        another.execute("SELECT pg_terminate_backend(%s, 5000)", [connection.connection.info.backend_pid])
        another.connection.close()

    assert not connection.is_usable()
    connection.close()


def test_a_connection_with_something_to_read_is_asked():
    with connection.cursor() as cursor:
        cursor.execute("LISTEN something")
    with connections.create_connection("default").cursor() as another:
        another.execute("NOTIFY something")
        another.connection.close()

    assert connection.is_usable()
    connection.close()


def test_a_closed_connection_is_not_usable():
    connection.ensure_connection()
    connection.connection.close()

    assert not connection.is_usable()
    connection.close()
