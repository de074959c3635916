"""Sending as a browser does it: the last page of the form, whose button sends what stands in the draft."""

from __future__ import annotations

import secrets
import threading
import uuid

from django.conf import settings
from django.core import signing
from django.test import Client
from django.urls import NoReverseMatch, reverse

from agencies.models import Agency
from bench.feedback_rows import COMMONEST
from feedback.models import About, Draft, Feedback, Kind

_of_thread = threading.local()
COOKIE, SALT = "phan-anh", "feedback.phan-anh"
LAST_PAGE = "kiem-tra"


def last_page() -> str:
    """Return the address of the form's last page at the root; "" where the portal has no form."""
    try:
        return reverse("root-feedback-step", kwargs={"step": LAST_PAGE})
    except NoReverseMatch:
        return ""


def filled_in(agency: Agency, count: int) -> list[uuid.UUID]:
    """Return the keys of so many drafts in which everything is answered, each by somebody else."""
    drafts = [_draft(agency, uuid.uuid4()) for _ in range(count)]
    return [draft.key for draft in Draft.objects.bulk_create(drafts, batch_size=1_000)]


def _draft(agency: Agency, key: uuid.UUID) -> Draft:
    answers = {
        "kind": Kind.REPORT, "about": About.CONDUCT, "text": COMMONEST, "addressee": agency.pk, "unsure": False,
        "procedure": "", "place": None, "name": "Người gửi mẫu", "address": "Số 1, phố Mẫu", "phone": "",
        "email": f"{key.hex}@example.org", "language": "vi", "reviewed": True,
    }  # fmt: skip
    return Draft(key=key, answers=answers)


def press(key: uuid.UUID) -> None:
    """Press the button of the last page, from some network. Raises AssertionError unless it leads on to the code."""
    browser = _browser()
    secure = settings.SESSION_COOKIE_SECURE
    name = f"__Host-{COOKIE}" if secure else COOKIE
    browser.cookies[name] = signing.get_cookie_signer(salt=name + SALT).sign(key.hex)
    network = ".".join(str(secrets.randbelow(250) + 1) for _ in range(4))
    answer = browser.post(last_page(), {"viec": "gui", "website": ""}, headers={"x-forwarded-for": network})
    if answer.status_code != 302:
        raise AssertionError(f"the form answers {answer.status_code}: {answer.content[:300]!r}")


def _browser() -> Client:
    """Return the browser of this thread, which knows nobody: to make one costs more than a request."""
    if not hasattr(_of_thread, "browser"):
        _of_thread.browser = Client()
    _of_thread.browser.cookies.clear()
    browser: Client = _of_thread.browser
    return browser


def code_of(key: uuid.UUID) -> str:
    """Return the code that a draft has got."""
    return Feedback.objects.values_list("code", flat=True).get(token=key)
