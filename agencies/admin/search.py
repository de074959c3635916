"""Finding agencies in a list by what people type."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from agencies.admin.scoped import ScopedAdmin
from vietnamese.slugs import slug


class FoundByName(ScopedAdmin):
    """Finds agencies by names typed with or without marks."""

    search_fields = ("name", "short_name", "path")
    search_help_text = "Tìm theo tên, có dấu hoặc không dấu đều được. Ví dụ: ba dinh."

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Find agencies by names typed without marks too: their addresses have none."""
        found, may_have_duplicates = super().get_search_results(request, queryset, search_term)
        typed = slug(search_term)
        return (found | queryset.filter(path__contains=typed) if typed else found), may_have_duplicates
