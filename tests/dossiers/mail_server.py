"""A mail server small enough to read: it takes every letter, or refuses, or goes away, as a test asks."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email import message_from_bytes, policy
from email.message import EmailMessage


class MailServer(socketserver.ThreadingTCPServer):
    """Listens on a free port of this machine and keeps the letters with the addresses they came for."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), _Talk)
        self.letters: list[tuple[list[str], EmailMessage]] = []
        self.refuses = False
        self.answers = threading.Event()  # cleared, it keeps silent about a letter that it has taken
        self.answers.set()

    @property
    def port(self) -> int:
        return int(self.server_address[1])


class _Talk(socketserver.StreamRequestHandler):
    """One talk in the words of RFC 5321, as far as Django's backend speaks them."""

    server: MailServer

    def handle(self) -> None:
        self._say("220 ready")
        to: list[str] = []
        while line := self.rfile.readline():
            word = line[:4].upper()
            if word == b"DATA":
                self._say("354 go on")
                self.server.letters.append((to, self._letter()))
                to = []
                self.server.answers.wait()
            elif word == b"RCPT" and self.server.refuses:
                self._say("550 nobody lives here")
                continue
            elif word == b"RCPT":
                to.append(line.split(b"<")[1].split(b">")[0].decode())
            elif word == b"QUIT":
                self._say("221 bye")
                return
            self._say("250 ok")

    def _letter(self) -> EmailMessage:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        return message_from_bytes(b"".join(lines), policy=policy.default)

    def _say(self, words: str) -> None:
        with suppress(ConnectionError):  # whoever was told may have died
            self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def listening(port: int = 0) -> Iterator[MailServer]:
    """Run a mail server meanwhile, on a port if one is named."""
    with MailServer(port) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield server
        finally:
            server.answers.set()
            server.shutdown()
            thread.join()
