"""A small load generator: processes with keep-alive connections to 127.0.0.1, bounded in time and in requests.

Plain sockets, so that it takes little from the two cores that it shares with the server.
"""

from __future__ import annotations

import multiprocessing
import signal
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial

TIMEOUT = 10


class Line:
    """One keep-alive connection, and another when the server closes it in good order."""

    def __init__(self, port: int) -> None:
        """Connect."""
        self._port = port
        self._connect()

    def _connect(self) -> None:
        self._socket = socket.create_connection(("127.0.0.1", self._port), timeout=TIMEOUT)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def get(self, path: str) -> float:
        """Ask for a page, read it all, and return the seconds taken. Raises ValueError for anything but 200."""
        began = time.perf_counter()
        self.read(path)
        return time.perf_counter() - began

    def read(self, path: str) -> bytes:
        """Ask for a page and return what it says. Raises ValueError for anything but 200."""
        self._socket.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
        received = b""
        while b"\r\n\r\n" not in received:
            received += self._more()
        head, _, body = received.partition(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 200 "):
            raise ValueError(f"{path}: {head.splitlines()[0].decode()}")
        length = int(head.lower().partition(b"content-length:")[2].split(None, 1)[0])
        parts, read = [body], len(body)
        while read < length:
            parts.append(self._more())
            read += len(parts[-1])
        if b"\r\nConnection: close" in head:  # nginx says so after 1,000 requests
            self.close()
            self._connect()
        return b"".join(parts)

    def close(self) -> None:
        """Hang up."""
        self._socket.close()

    def _more(self) -> bytes:
        part = self._socket.recv(65536)
        if not part:
            raise ValueError("the server hung up")
        return part


def one_by_one(port: int, path: str, times: int) -> list[float]:
    """Return the seconds that each of `times` requests takes, one after the other on one connection."""
    line = Line(port)
    try:
        return [line.get(path) for _ in range(times)]
    finally:
        line.close()


def per_second(port: int, path: str, *, lasting: float, processes: int = 2, lines: int = 4) -> float:
    """Return the requests a second that `processes` × `lines` connections get answered in `lasting` seconds."""
    with multiprocessing.get_context("spawn").Pool(processes, initializer=_leave_ctrl_c_to_the_parent) as pool:
        pool.map(partial(_many, port, path, 0.2), range(lines))  # the processes are up, the pages warm
        return sum(pool.map(partial(_many, port, path, lasting), [lines] * processes, chunksize=1))


def _leave_ctrl_c_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _many(port: int, path: str, lasting: float, lines: int) -> float:
    """Return the requests a second that `lines` connections of this process get answered."""
    with ThreadPoolExecutor(lines or 1) as threads:
        counts = threads.map(lambda _: _until(port, path, time.perf_counter() + lasting), range(lines or 1))
        return sum(counts) / lasting


def _until(port: int, path: str, end: float, most: int = 100_000) -> int:
    line = Line(port)
    try:
        for count in range(most):
            if time.perf_counter() >= end:
                return count
            line.get(path)
        return most
    finally:
        line.close()
