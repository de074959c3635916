"""A system of the ward of Ba Đình that sends what happens there, signed as the description of the interface says."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from typing import Any

from django.test import Client

from dossiers.models import Dossier, Feed

EVENTS = "/api/v1/dossiers/events"
CODE = "H26.12.03-261102-0007"
LAN = {"name": "Trần Thị Lan", "phone": "0912 345 678", "email": "lan@example.vn"}


class System:
    """Another system, with its key and its secret."""

    def __init__(self, feed: Feed, secret: str) -> None:
        self.feed, self.key, self.secret = feed, feed.key, secret

    def headers(self, method: str, path: str, body: bytes, *, late: float = 0) -> dict[str, str]:
        """Return the headers of a request that is signed now, or so many seconds ago."""
        moment = str(int(time.time() - late))
        told = "\n".join([method, path, moment, hashlib.sha256(body).hexdigest()])
        signed = hmac.new(self.secret.encode(), told.encode(), hashlib.sha256).hexdigest()
        return {"X-Feed-Key": self.key, "X-Feed-Timestamp": moment, "X-Feed-Signature": signed}

    def post(self, *events: Any, late: float = 0) -> Any:
        """Send events and return the whole answer."""
        body = json.dumps({"events": list(events)}).encode()
        headers = self.headers("POST", EVENTS, body, late=late)
        return Client(enforce_csrf_checks=True).post(EVENTS, body, content_type="application/json", headers=headers)

    def send(self, *events: Any) -> list[str]:
        """Send events and return what became of each: "done", "waiting", or why it is refused."""
        response = self.post(*events)
        assert response.status_code == 200, response.content
        return [one["fault"] or one["state"] for one in response.json()["results"]]

    def get(self, path: str) -> Any:
        return Client().get(path, headers=self.headers("GET", path, b""))


def told(sequence: int, kind: str, moment: str, **more: Any) -> dict[str, Any]:
    """Return an event of the dossier CODE on 2 November 2026, or at another moment."""
    at = moment if "T" in moment else f"2026-11-02T{moment}:00+07:00"
    return {
        "external_id": f"bd-{sequence}",
        "code": CODE,
        "sequence": sequence,
        "kind": kind,
        "happened_at": at,
        **more,
    }


def filed(sequence: int = 1, kind: str = "registered", moment: str = "08:00", **more: Any) -> dict[str, Any]:
    """Return the event with which the dossier CODE begins."""
    return told(sequence, kind, moment, **{"procedure": "1.001193", "applicant": LAN, **more})


def history() -> list[dict[str, Any]]:
    """Return a whole life of the dossier CODE, in order."""
    return [
        filed(),
        told(2, "supplement_asked", "08:30", reason="Thiếu giấy chứng sinh."),
        told(3, "supplemented", "09:00"),
        told(4, "taken_up", "09:10"),
        told(5, "payment_asked", "09:20", reason="Lệ phí 8.000 đồng."),
        told(6, "paid", "09:30"),
        told(7, "stopped", "09:31", reason="Chờ xác minh."),
        told(8, "resumed", "09:40", reason="Đã xác minh."),
        told(9, "finished", "09:50", result="Giấy khai sinh số 12/2026"),
        told(10, "returned", "09:55"),
    ]


def the_dossier() -> Dossier:
    return Dossier.objects.get(code_key=CODE)


def written() -> list[tuple[str, str, int]]:
    """Return what stands in the history of the dossier: verb, moment, state afterwards."""
    return [(one.verb, one.happened_at.isoformat(), one.state) for one in the_dossier().events.all()]
