"""What the templates of the public pages know (Jinja2: docs/decisions/0006)."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.html import linebreaks
from django.utils.text import Truncator
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from agencies.addresses import front
from agencies.models import MOST_SHOWN
from agencies.sites import Site
from news.archive import Month
from portal.languages import other_languages
from results.saying import measured, points
from vietnamese.dates import long_date


def environment(**options: Any) -> Environment:
    """Return Jinja2 as the public pages use it: an unknown variable is an error, every text is escaped."""
    jinja = Environment(  # noqa: S701 - Django's backend asks for autoescape itself
        **{**options, "undefined": StrictUndefined},
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    jinja.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=gettext,
        ngettext=translation.ngettext,
        newstyle=False,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
    )
    jinja.policies["json.dumps_kwargs"] = {"ensure_ascii": False}  # a third of the bytes, and readable
    jinja.globals.update(
        MOST_BANNERS=MOST_SHOWN,
        static=lru_cache(static),
        said_once=said_once,
        front=front,
        language=translation.get_language,
        other_languages=other_languages,
        origin=settings.PORTAL_ORIGIN,
        url=url,
    )
    jinja.globals.update({component.name: component for component in components(jinja)})
    jinja.filters.update(
        date_line=date_line,
        day=day,
        minute=minute,
        moment=moment,
        month_name=month_name,
        paragraphs=paragraphs,
        shortened=shortened,
        number=number,
        measured=measured,
        points=points,
    )
    return jinja


def url(name: str, **kwargs: Any) -> str:
    """Return an address of the portal that is on no site."""
    return reverse(name, kwargs=kwargs)


def gettext(text: str) -> str:
    """Return a fixed text in the language of the moment."""
    return _in_language(text, translation.get_language())


@lru_cache(maxsize=8192)
def _in_language(text: str, _language: str | None) -> str:
    return translation.gettext(text)


@dataclass(frozen=True, slots=True)
class Component:
    """A macro of templates/public/components, which every template can call by its name."""

    jinja: Environment
    name: str

    def __call__(self, *arguments: Any, **named: Any) -> str:
        """Return it as HTML."""
        return getattr(self.jinja.get_template(f"components/{self.name}.html").module, self.name)(*arguments, **named)


def components(jinja: Environment) -> Iterator[Component]:
    """Yield all components there are."""
    for template in jinja.list_templates(filter_func=lambda name: name.startswith("components/")):
        yield Component(jinja, PurePath(template).stem)


def said_once(component: Component, site: Site, **how: Any) -> str:
    """Return what a component says of a site, and say the same from then on, as long as the site is remembered."""
    key = (component.name, *how.values())
    said = site.said.get(key)
    if said is None:
        said = site.said[key] = component(site, **how)
    return said


def date_line(at: datetime.datetime) -> str:
    """Return the date line of a news item, in local time: "Thứ 5, 23/04/2015 | 08:47:44"."""
    local = timezone.localtime(at)
    if translation.get_language() == settings.LANGUAGE_CODE:
        return long_date(local)
    return f"{local:%A, %d/%m/%Y | %H:%M:%S}"


@lru_cache(maxsize=8192)
def day(at: datetime.date) -> str:
    """Return a day as 23/04/2015, of a moment the local day."""
    return f"{timezone.localtime(at) if isinstance(at, datetime.datetime) else at:%d/%m/%Y}"


def month_name(month: Month) -> str:
    """Return a month as "tháng 11/2026" or "November 2026"."""
    if translation.get_language() == settings.LANGUAGE_CODE:
        return f"tháng {month.month}/{month.year}"
    return f"{month.begin:%B %Y}"


@lru_cache(maxsize=8192)
def minute(at: datetime.datetime) -> str:
    """Return a moment for readers, in local time: "08:30 23/04/2015"."""
    return f"{timezone.localtime(at):%H:%M %d/%m/%Y}"


@lru_cache(maxsize=8192)
def moment(at: datetime.datetime) -> str:
    """Return a moment for machines (ISO 8601), in local time."""
    return timezone.localtime(at).isoformat(timespec="seconds")


def paragraphs(text: str) -> Markup:
    """Return plain text as HTML: an empty line parts paragraphs."""
    return Markup(linebreaks(text, autoescape=True))  # noqa: S704 - linebreaks has escaped the text


@lru_cache(maxsize=8192)
def shortened(text: str, words: int) -> str:
    """Return the first `words` words of a text, and an ellipsis if there are more."""
    return Truncator(text).words(words)


def number(value: int) -> str:
    """Return a number as it is read in the language of the moment: 11.896 or 11,896."""
    grouped = f"{value:,}"
    return grouped.replace(",", ".") if translation.get_language() == settings.LANGUAGE_CODE else grouped
