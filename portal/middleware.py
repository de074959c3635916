"""Stands between the visitor and every page: refuses what no page could answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, QueryDict, UnreadablePostError
from django.template.loader import render_to_string

Page = Callable[[HttpRequest], HttpResponse]


def refuse_nul(page: Page) -> Page:
    """Answer 400 to a NUL character in what a visitor sends.

    No keyboard types one and no text in PostgreSQL can hold one: a query with it raises ValueError, on any page
    that looks something up by what the visitor sent. Forms refuse it, but not everything is read by a form.
    """

    def at_the_door(request: HttpRequest) -> HttpResponse:
        if any("\0" in text for text in _sent_texts(request)):
            return HttpResponseBadRequest(render_to_string("400.html"))
        return page(request)

    return at_the_door


def _sent_texts(request: HttpRequest) -> Iterator[str]:
    """Yield all texts of a request, decoded as the pages will see them.

    File names are left out: Django removes unprintable characters from them while it reads the upload.
    """
    yield request.path_info
    yield from request.COOKIES.values()  # quoted, they may hold any character; the session is looked up by one
    yield from _names_and_values(request.GET)
    yield from _names_and_values(_form(request))


def _form(request: HttpRequest) -> QueryDict:
    """Return the fields of a form; none for any other type of content, which is left unread."""
    try:
        return request.POST
    except UnreadablePostError:  # the visitor went away while sending; from now on Django takes the form as empty
        return QueryDict()


def _names_and_values(fields: QueryDict) -> Iterator[str]:
    for name, values in fields.lists():
        yield name
        yield from values
