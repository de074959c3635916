"""Text messages, through whatever sends them: a backend is a class with `send(phone, text)`, named in SMS_BACKEND."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string


class SmsError(Exception):
    """A text message that was not taken."""


class SmsBackend(Protocol):
    """What sends text messages."""

    def send(self, phone: str, text: str) -> None:
        """Send `text` to `phone`. Raises SmsError, or OSError, when it is not taken."""


class FileBackend:
    """Writes messages into a file, one JSON object a line: for development, and to try before a contract is signed."""

    def send(self, phone: str, text: str) -> None:
        """Append the message to SMS_FILE."""
        path = Path(settings.SMS_FILE)
        path.parent.mkdir(parents=True, exist_ok=True)
        line = json.dumps({"at": timezone.now().isoformat(), "to": phone, "text": text}, ensure_ascii=False)
        with path.open("a", encoding="utf-8") as file:
            file.write(line + "\n")


def sms_backend() -> SmsBackend:
    """Return the backend that the settings name."""
    backend: SmsBackend = import_string(settings.SMS_BACKEND)()
    return backend
