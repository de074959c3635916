"""What the portal itself offers on the front page of the admin (agencies.desk)."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from agencies import desk


@desk.offers
def the_calendar(person: desk.Person) -> Iterator[desk.Offer]:
    """Offer the working calendar to everybody who works somewhere: deadlines are promised by it."""
    if person.places:
        yield desk.Offer("Lịch làm việc", reverse("admin:deadlines_calendarday_year"))
