"""The languages of the public pages: which there are, and the same page in another one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language, override


@dataclass(frozen=True)
class OtherLanguage:
    """A page in a language that it is not being read in."""

    code: str
    name: str
    address: str


def language_of(path: str) -> str:
    """Return the language of the page at the address `path`: what it begins with, or else Vietnamese."""
    first = path.split("/", 2)[1] if path.startswith("/") else ""
    return first if first in dict(settings.LANGUAGES) and first != settings.LANGUAGE_CODE else settings.LANGUAGE_CODE


def other_languages(request: HttpRequest) -> list[OtherLanguage]:
    """Return the page of `request` in the other languages, with what was asked of it."""
    here = get_language()
    own = "" if here == settings.LANGUAGE_CODE else f"/{here}"
    rest = request.get_full_path().removeprefix(own)
    return [
        OtherLanguage(code, name, rest if code == settings.LANGUAGE_CODE else f"/{code}{rest}")
        for code, name in settings.LANGUAGES
        if code != here
    ]


def in_the_language_of_the_address(
    page: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Let each page be in the language that its address names, whatever the browser asks for: all get the same."""

    def in_its_language(request: HttpRequest) -> HttpResponse:
        language = language_of(request.path_info)
        with override(language):
            response = page(request)
        response.headers.setdefault("Content-Language", language)
        return response

    return in_its_language
