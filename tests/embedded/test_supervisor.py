"""Lan types `make demo`: what she reads, and what is left when it ends, in whatever way."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from embedded import places
from embedded.ownership import owning

pytestmark = pytest.mark.processes

STUB = Path(__file__).with_name("stub_portal.py")


class Demo:
    """A running supervisor, its output, and every process that it has started."""

    def __init__(self, world_name, port, kind, output):
        self.output = output
        with self.output.open("w") as output:
            self.process = subprocess.Popen(
                [sys.executable, STUB, world_name, str(port), kind],
                stdout=output,
                stderr=output,
                env={**os.environ, "PYTHONPATH": str(places.CHECKOUT)},
            )

    def text(self):
        return self.output.read_text()

    def await_line(self, line):
        wait_until(lambda: line in self.text() or self.process.poll() is not None)
        assert line in self.text()

    def family(self):
        return psutil.Process(self.process.pid).children(recursive=True)

    def child(self, word):
        return next(process for process in self.family() if word in command(process))

    def exit_code(self):
        return self.process.wait(timeout=40)


def command(process):
    try:
        return " ".join(process.cmdline())
    except psutil.Error:  # it has just ended
        return ""


def wait_until(condition, seconds=20):
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.05)
    return condition()


def all_gone(processes):
    return not any(process.is_running() and process.status() != psutil.STATUS_ZOMBIE for process in processes)


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def start(world_name, port, tmp_path):
    demos = []

    def start(kind="simple"):
        demos.append(Demo(world_name, port, kind, tmp_path / f"{len(demos)}.output"))
        return demos[-1]

    yield start
    for demo in demos:
        if demo.process.poll() is None:
            demo.process.terminate()
            demo.process.wait(timeout=60)


@pytest.fixture
def demo(start):
    demo = start()
    demo.await_line("Welcome, Lan")
    return demo


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_request_to_stop_stops_everything_quietly(demo, number):
    family = demo.family()
    assert len(family) >= 5

    demo.process.send_signal(number)

    assert demo.exit_code() == 0
    assert all_gone(family)
    assert "Stopped." in demo.text()
    assert "Traceback" not in demo.text()


def test_a_killed_supervisor_leaves_no_child(demo):
    family = demo.family()

    demo.process.kill()
    demo.process.wait()

    assert wait_until(lambda: all_gone(family))


def test_after_a_killed_supervisor_the_next_one_starts(demo, start):
    demo.process.kill()
    demo.process.wait()

    start().await_line("Welcome, Lan")


@pytest.mark.parametrize("word", ["ThreadingHTTPServer", "bin/postgres", "valkey-server"])
def test_a_program_that_dies_is_started_again(demo, word):
    demo.child(word).kill()

    demo.await_line("died; starting it again")
    assert wait_until(lambda: any(word in command(process) for process in demo.family()))


def test_a_second_demo_is_told_about_the_first(demo, start):
    second = start()

    assert second.exit_code() == 1
    assert f"is running from this folder (pid {demo.process.pid}). Stop it first" in second.text()


def test_a_taken_port_is_said_in_one_line(start, port):
    with socket.create_server(("127.0.0.1", port)):
        demo = start()

        assert demo.exit_code() == 1
    assert demo.text().splitlines() == [
        f"Port {port} cannot be used (Address already in use). Choose another one: make demo PORT={port + 1}"
    ]


def test_a_failing_step_shows_its_last_lines(start):
    demo = start("failing step")

    assert demo.exit_code() == 1
    assert "prepare failed (exit code 1)" in demo.text()
    assert "    The table is missing" in demo.text()


def test_a_program_that_dies_at_once_shows_its_last_lines(start):
    demo = start("dying")

    assert demo.exit_code() == 1
    assert "dying died while starting" in demo.text()
    assert "    I cannot go on" in demo.text()


def test_a_second_ctrl_c_does_not_wait(start):
    demo = start("stubborn")
    demo.await_line("Welcome, Lan")
    family = demo.family()

    demo.process.send_signal(signal.SIGINT)
    demo.await_line("Stopping.")
    demo.process.send_signal(signal.SIGINT)

    assert demo.exit_code() == 0
    assert all_gone(family)


def session_of(pid: int) -> int | None:
    """Return the session of a process, None if it has ended since it was listed."""
    try:
        return os.getsid(pid)
    except ProcessLookupError:
        return None


def test_ctrl_c_of_the_terminal_reaches_only_the_supervisor(demo):
    sessions = {session for process in demo.family() if (session := session_of(process.pid))}

    assert os.getsid(demo.process.pid) not in sessions


def test_the_lock_ends_with_its_process(demo, world_name):
    demo.process.kill()
    demo.process.wait()

    with owning(world_name):
        assert (places.state_dir(world_name) / "lock").read_text() == f"{os.getpid()}\n"
