"""The sections of one site on one page: each with the rule that asks for it, to be written in both languages."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from agencies.actions import SPEAKERS
from agencies.admin.scoped import ScopedAdmin, staff
from agencies.forms import carried_out
from agencies.models import Agency
from sections.admin.rules import rules_of
from sections.forms import ContentForms
from sections.models import Leader, standings_of


class WithContentPage(ScopedAdmin):
    """Lets those who speak for an agency write the sections of its site."""

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show all sections that the law asks of the site, and keep what is written in them."""
        agency: Agency = self.get_object(request, unquote(object_id))
        if not staff(request).holds(SPEAKERS, agency):
            raise PermissionDenied
        standings = standings_of(agency, rules_of(request))
        forms = ContentForms(agency, standings, request.POST if request.method == "POST" else None)
        if request.method == "POST" and carried_out(forms, lambda: forms.save(by=staff(request))):
            messages.success(request, "Đã lưu. Trang của cơ quan hiển thị nội dung mới ngay.")
            return HttpResponseRedirect(reverse("admin:sections_agencycontent_change", args=[agency.pk]))
        context = {
            **self.admin_site.each_context(request),
            "title": f"Nội dung bắt buộc: {agency}",
            "opts": self.opts,
            "agency": agency,
            "forms": forms,
            "leaders": Leader.objects.current().filter(agency=agency).in_their_order(),
        }
        return TemplateResponse(request, "admin/sections/content.html", context)
