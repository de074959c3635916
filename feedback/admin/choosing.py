"""Choosing an agency of the whole country by typing: a case goes to whoever is competent, not only to one's branch."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, JsonResponse
from django.urls import path

from agencies.admin.scoped import ScopedAdmin, staff
from agencies.models import Agency
from feedback.rights import OFFICERS
from vietnamese.slugs import slug

AT_A_TIME = 20
MOST_TYPED = 100  # letters


class WithChoosing(ScopedAdmin):
    """Adds what the field for an agency asks while somebody types. Names of agencies are public."""

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.agencies_view)
        return [path("noi-nhan/", view, name="feedback_feedback_agencies"), *super().get_urls()]

    def agencies_view(self, request: HttpRequest) -> JsonResponse:
        """Return agencies that work today by a part of their name, with or without marks, the highest first."""
        if not staff(request).holds_anywhere(OFFICERS):
            raise PermissionDenied
        typed, page = request.GET.get("term", "")[:MOST_TYPED].strip(), request.GET.get("page", "1")
        begin = AT_A_TIME * (int(page[:4]) - 1 if page[:4].isdecimal() and int(page[:4]) else 0)
        live = Agency.objects.live().select_related("parent").order_by("level", "sort_key", "pk")
        if typed:
            live = live.filter(Q(path__contains=slug(typed) or typed) | Q(name__icontains=typed))
        found = list(live[begin : begin + AT_A_TIME + 1])
        results = [{"id": str(agency.pk), "text": _told(agency)} for agency in found[:AT_A_TIME]]
        return JsonResponse({"results": results, "pagination": {"more": len(found) > AT_A_TIME}})


def _told(agency: Agency) -> str:
    """Return the name of an agency with that of the one above it: there are many communes of one name."""
    above = agency.parent
    return f"{agency.short_name} ({above.short_name})" if above and above.parent_id else agency.short_name
