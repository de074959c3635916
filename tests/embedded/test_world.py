"""A world: PostgreSQL and Valkey, started, hurt and stopped."""

import os
from contextlib import closing, suppress

import psutil
import psycopg2
import pytest
import redis

from embedded import account, places, postgres
from embedded.clean import remove_all
from embedded.errors import EmbeddedError
from embedded.postgres import Postgres
from embedded.world import running

pytestmark = pytest.mark.processes

AS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="only root has another account run PostgreSQL")


@pytest.fixture
def world(world_name):
    with running(world_name, durable=False) as world:
        yield world


def value(world, statement):
    with closing(psycopg2.connect(world.database_url)) as connection, connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0]


def run(world, statement):
    with closing(psycopg2.connect(world.database_url)) as connection, connection, connection.cursor() as cursor:
        cursor.execute(statement)


def doorbell(world):
    return redis.Redis(unix_socket_path=str(places.redis_socket(world.name)))


def test_both_servers_answer_and_end_with_their_world(world_name):
    with running(world_name, durable=False) as world:
        pids = [world.postgres.pid, world.valkey.pid]

        assert value(world, "SELECT current_database()") == "portal"
        assert world.valkey.answers()

    assert not any(psutil.pid_exists(pid) for pid in pids)


def test_what_was_written_is_there_next_time(world_name):
    with running(world_name, durable=True) as world:
        run(world, "CREATE TABLE commune AS SELECT 'Cát Bà' AS name")

    with running(world_name, durable=True) as world:
        assert value(world, "SELECT name FROM commune") == "Cát Bà"


def test_durable_means_that_postgres_waits_for_the_disk(world_name):
    with running(world_name, durable=True) as world:
        assert value(world, "SHOW fsync") == "on"

    with running(world_name, durable=False) as world:
        assert value(world, "SHOW fsync") == "off"


def test_postgres_knows_the_capitals_of_vietnamese(world):
    assert value(world, "SELECT upper('đường Nguyễn Huệ')") == "ĐƯỜNG NGUYỄN HUỆ"


def test_no_server_listens_on_a_tcp_port(world):
    run(world, "SELECT 1")

    for pid in (world.postgres.pid, world.valkey.pid):
        server = psutil.Process(pid)
        for process in [server, *server.children(recursive=True)]:
            with suppress(psutil.NoSuchProcess):  # PostgreSQL's children come and go
                assert process.net_connections(kind="inet") == []


def test_a_second_owner_is_told_who_is_the_first(world):
    expected = rf"Another `make test` is running from this folder \(pid {os.getpid()}\)\. Stop it first"

    with pytest.raises(EmbeddedError, match=expected), running(world.name, durable=False):
        pass


@pytest.mark.parametrize("immediate", [False, True])
def test_postgres_restarts_without_forgetting(world, immediate):
    run(world, "CREATE TABLE commune AS SELECT 'Cát Bà' AS name")
    before = world.postgres.pid

    world.postgres.restart(immediate=immediate)

    assert world.postgres.pid != before
    assert value(world, "SELECT name FROM commune") == "Cát Bà"


def test_killed_postgres_starts_again(world):
    world.postgres.kill()
    assert not world.postgres.alive()

    world.postgres.start()

    assert value(world, "SELECT 1") == 1


def test_killed_valkey_starts_again_and_has_forgotten_everything(world):
    doorbell(world).rpush("celery", "ring")

    world.valkey.kill()
    assert not world.valkey.answers()
    world.valkey.start()

    assert doorbell(world).llen("celery") == 0


def test_flushed_valkey_has_forgotten_everything(world):
    doorbell(world).rpush("celery", "ring")

    world.valkey.flush()

    assert doorbell(world).llen("celery") == 0


@pytest.mark.parametrize("pid", [os.getpid(), 2**22 + 1], ids=["another program", "nobody"])
def test_a_pid_file_left_by_a_dead_server_does_not_matter(world, pid):
    world.postgres.stop()
    data = account.data_dir(world.name)
    (data / "postmaster.pid").write_text(f"{pid}\n{data}\n1700000000\n5432\n{world.postgres.sockets}\n\n  1  1\n")
    (world.postgres.sockets / ".s.PGSQL.5432.lock").write_text(f"{pid}\n{data}\n1700000000\n5432\n")

    world.postgres.start()

    assert value(world, "SELECT 1") == 1


def test_a_server_that_really_runs_is_named(world, monkeypatch):
    monkeypatch.setattr(postgres, "STOP_SECONDS", 0.1)

    with pytest.raises(EmbeddedError, match=rf"still running on .* \(pid {world.postgres.pid}\)"):
        Postgres(world.name, durable=False).start()


def test_data_of_another_postgres_version_is_left_alone(world):
    world.postgres.stop()
    version = account.data_dir(world.name) / "PG_VERSION"
    version.write_text("17\n")

    with pytest.raises(EmbeddedError, match="was made by PostgreSQL 17"):
        world.postgres.start()

    version.write_text("18\n")


def test_a_log_is_shown_when_postgres_does_not_start(world):
    world.postgres.stop()
    (account.data_dir(world.name) / "postgresql.conf").write_text("shared_bufers = 1MB\n")

    with pytest.raises(EmbeddedError, match="PostgreSQL does not start") as caught:
        world.postgres.start()

    assert "shared_bufers" in "\n".join(caught.value.last_lines())


@AS_ROOT
def test_sockets_that_somebody_else_put_there_are_not_used(world_name):
    places.socket_dir(world_name).mkdir()
    os.chown(places.socket_dir(world_name), 12345, 12345)

    with pytest.raises(EmbeddedError, match="belongs to another user"), running(world_name, durable=False):
        pass


@AS_ROOT
def test_root_with_a_closed_home_keeps_the_data_outside_of_it(tmp_path, monkeypatch, world_name):
    closed = tmp_path / "home"
    closed.mkdir(mode=0o700)
    monkeypatch.setattr(places, "CHECKOUT", closed)
    monkeypatch.setattr(account, "_anybody_can_enter", lambda path: False)

    with running(world_name, durable=False) as world:
        assert value(world, "SELECT 1") == 1
        assert account.data_dir(world_name).is_relative_to(places.outside_dir())

    remove_all()
    assert not places.outside_dir().exists()
    assert closed.stat().st_mode & 0o777 == 0o700
