"""What Django looks for in a database backend."""

from __future__ import annotations

import select

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection to PostgreSQL."""

    def is_usable(self) -> bool:
        """Tell whether the kept connection still works, as Django asks at the beginning of a request.

        An idle server says nothing. One that has gone away said so, or closed the line, and either can be read: only
        then it is asked, as Django's own backend asks each time, at the price of a query.
        """
        if self.connection.closed:
            return False
        line = select.poll()
        line.register(self.connection.fileno(), select.POLLIN)
        return super().is_usable() if line.poll(0) else True
