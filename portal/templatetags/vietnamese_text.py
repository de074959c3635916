"""Dates as Vietnamese readers write them."""

import datetime

from django import template
from django.utils import timezone

from vietnamese.dates import long_date

register = template.Library()


@register.filter
def date_line(moment: datetime.datetime) -> str:
    """Return the date line of a news item, in local time: "Thứ 5, 23/04/2015 | 08:47:44"."""
    return long_date(timezone.localtime(moment))
