"""Addresses on the sites of agencies."""

from typing import Any

from django import template

from agencies.models import Agency

register = template.Library()


@register.simple_tag
def site_url(agency: Agency, page: str, **kwargs: Any) -> str:
    """Return the address of `page` ("news", "article", ...) on the site of `agency`."""
    return agency.url(page, **kwargs)
