"""`make clean` removes what the servers keep, unless somebody is using it."""

import shutil

import pytest

from embedded import places
from embedded.clean import remove_all
from embedded.errors import EmbeddedError
from embedded.ownership import owning


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    monkeypatch.setattr(places, "CHECKOUT", tmp_path)
    for name in ("demo", "test"):
        places.log_file(name, "postgres").parent.mkdir(parents=True)
        places.socket_dir(name).mkdir()
    yield tmp_path
    for name in ("demo", "test"):
        shutil.rmtree(places.socket_dir(name), ignore_errors=True)


def test_everything_is_removed(checkout):
    remove_all()

    assert list((checkout / ".local").iterdir()) == []
    assert not places.socket_dir("demo").exists()


def test_nothing_is_removed_while_a_demo_runs(checkout):
    with owning("demo"), pytest.raises(EmbeddedError, match="Another `make demo` is running"):
        remove_all()

    assert places.log_file("test", "postgres").parent.exists()


def test_a_checkout_that_has_never_run_is_clean(tmp_path, monkeypatch):
    monkeypatch.setattr(places, "CHECKOUT", tmp_path)

    remove_all()

    assert list(tmp_path.iterdir()) == []
