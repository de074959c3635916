"""No English leaks through: every page of the admin, as it comes and with faults in its form, is in Vietnamese."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from agencies.models import Agency, User
from tests.country import Country
from tests.portal.rows import OF_MODELS, OF_OBJECTS, Rows, text_of

pytestmark = pytest.mark.django_db

# Common words of English that no Vietnamese word is written like (as "to", "an" and "no" are).
ENGLISH = re.compile(
    r"""(?<![\w./@-])(?:
    about|action|actions|add|added|all|already|and|any|apply|are|as|available|back|been|before|by|cancel|change|
    changed|choose|clear|close|confirm|create|currently|date|default|delete|deleted|edit|email|empty|enter|error|
    errors|export|false|field|fields|file|filter|find|following|for|format|forms|from|have|help|hidden|history|
    home|import|invalid|is|item|items|label|link|list|loading|log|login|logout|make|match|model|models|modified|
    more|move|must|name|new|next|none|not|now|object|objects|of|only|open|or|other|page|pages|password|permission|
    please|press|previous|raw|remove|required|reset|result|results|row|run|save|search|see|select|selected|set|
    show|sign|sort|status|stored|submit|successfully|that|the|theme|this|time|title|today|toggle|true|type|unknown|
    update|upload|use|user|username|valid|value|view|was|welcome|were|when|will|with|yes|yesterday|you|your
    )(?![\w/@-])""",
    re.IGNORECASE | re.VERBOSE,
)

HEARD = ("title", "alt", "aria-label", "placeholder", "data-confirm")
UNHEARD = ("script", "style")


class Said(HTMLParser):
    """Collects what a page says to whoever sees or hears it."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.inside: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag in UNHEARD:
            self.inside.append(tag)
        told = dict(attrs)
        if tag == "input" and told.get("type") in ("submit", "button"):
            self.texts.append(told.get("value") or "")
        self.texts += [told[name] for name in HEARD if told.get(name)]

    def handle_endtag(self, tag):
        if tag in UNHEARD:
            self.inside.pop()

    def handle_data(self, data):
        if not self.inside:
            self.texts.append(data)


def english_in(page: str) -> list[str]:
    """Return what a page says in English, names that somebody chose and are quoted left out."""
    said = Said()
    said.feed(page)
    texts = (re.sub("“[^”]*”", "", text) for text in said.texts)
    return [" ".join(text.split()) for text in texts if ENGLISH.search(text)]


@pytest.fixture
def browser(operator: User, sign_in) -> Client:
    return sign_in(operator)


@pytest.mark.parametrize(("model", "name"), OF_OBJECTS, ids=lambda part: getattr(part, "__name__", part))
@pytest.mark.parametrize("method", ["get", "post"])
def test_pages_of_a_row_are_in_vietnamese(method: str, model, name: str, rows: Rows, browser: Client):
    response = getattr(browser, method)(reverse(name, args=[rows.ancestor[model].pk]), follow=True)

    if response.headers["Content-Type"].startswith("text/html") and response.status_code == 200:
        assert english_in(text_of(response)) == []


@pytest.mark.parametrize(("model", "name"), OF_MODELS, ids=lambda part: getattr(part, "__name__", part))
@pytest.mark.parametrize("method", ["get", "post"])
def test_pages_of_a_list_are_in_vietnamese(method: str, model, name: str, rows: Rows, browser: Client):
    response = getattr(browser, method)(reverse(name), follow=True)

    assert english_in(text_of(response)) == []


@pytest.mark.parametrize("path", ["", "password_change/", "password_change/done/", "news/", "agencies/", "jsi18n/"])
def test_pages_of_nothing_in_particular_are_in_vietnamese(path: str, country: Country, browser: Client):
    response = browser.get(f"/quan-tri/{path}")

    if response.headers["Content-Type"].startswith("text/html"):
        assert english_in(text_of(response)) == []
    else:
        said = re.findall(r'^    "(?P<english>[^"]+)": (?P<said>.+?),?$', text_of(response), re.M)
        assert [english for english, told in said if f'"{english}"' == told] == []


@pytest.mark.parametrize("sent", [{}, {"username": "ai", "password": "sai"}])
def test_signing_in_is_in_vietnamese(sent: dict[str, str], client: Client, country: Country):
    assert english_in(client.post("/quan-tri/login/", sent).content.decode()) == []


def test_signing_out_is_in_vietnamese(browser: Client, country: Country):
    assert english_in(browser.post("/quan-tri/logout/").content.decode()) == []


def test_asking_before_roles_are_taken_is_in_vietnamese(rows: Rows, browser: Client):
    sent = {
        "action": "delete_selected",
        "_selected_action": [row.pk for row in rows.inside.values() if hasattr(row, "role")],
    }

    response = browser.post(reverse("admin:agencies_membership_changelist"), sent)

    assert "Bạn có chắc" in text_of(response)
    assert english_in(text_of(response)) == []


def test_numbers_are_in_groups_as_vietnamese_writes_them():
    page = render_to_string("admin/pagination.html", {"cl": SimpleNamespace(result_count=3786, opts=Agency._meta)})

    assert "3.786 cơ quan" in page
