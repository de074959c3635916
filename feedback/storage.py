"""Where senders' files lie: outside of what the web server hands out. Only views that ask who may see them open one."""

from __future__ import annotations

import os
from typing import Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage


class PrivateStorage(FileSystemStorage):
    """Files that have no address, readable to the account of the portal alone."""

    def __init__(self) -> None:
        super().__init__(file_permissions_mode=0o600, directory_permissions_mode=0o700)

    @property
    def base_location(self) -> str:
        """The folder that the settings name, whenever it is asked for."""
        return str(settings.FEEDBACK_ROOT)

    @property
    def location(self) -> str:
        return os.path.abspath(self.base_location)

    def url(self, name: str | None) -> str:
        """Refuse: there is no address. Raises ValueError."""
        raise ValueError("Senders' files have no address.")

    def deconstruct(self) -> Any:
        """Say how migrations write it down."""
        return "feedback.storage.PrivateStorage", (), {}


def private_storage() -> PrivateStorage:
    """Return the storage of senders' files."""
    return PrivateStorage()
