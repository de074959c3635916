"""Dates as a Vietnamese news page writes them: day of the week, dd/mm/yyyy, and the time behind a bar."""

import datetime

_WEEKDAYS = ("Thứ 2", "Thứ 3", "Thứ 4", "Thứ 5", "Thứ 6", "Thứ 7", "Chủ nhật")


def long_date(moment: datetime.date) -> str:
    """Return "Thứ 5, 23/04/2015", and "Thứ 5, 23/04/2015 | 08:47:44" if `moment` has a time.

    The time is printed as it is: whoever calls has brought it to the local zone.
    """
    day = f"{_WEEKDAYS[moment.weekday()]}, {moment:%d/%m/%Y}"
    return f"{day} | {moment:%H:%M:%S}" if isinstance(moment, datetime.datetime) else day
