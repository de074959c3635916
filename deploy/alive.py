"""Asks the portal of this container how it is: `python deploy/alive.py` is the health check of `web`."""

import http.client
import os
import sys

PORT = 8000
PATIENCE = 5


def a_host_of_ours(allowed_hosts: str) -> str:
    """Return a host name that ALLOWED_HOSTS lets in: Django refuses every other."""
    first = allowed_hosts.split(",")[0].strip().lstrip(".")
    return first if first not in ("", "*") else "localhost"


def alive(port: int, host: str) -> bool:
    """Tell whether the portal answers, and not with an error of its own."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", "/suc-khoe/", headers={"Host": host, "X-Forwarded-Proto": "https"})
        return connection.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(not alive(PORT, a_host_of_ours(os.environ.get("ALLOWED_HOSTS", ""))))
