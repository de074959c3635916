"""What the sites of agencies say of them: the form, and which sites do not say yet what they must."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from agencies.actions import SPEAKERS
from agencies.admin.scoped import ScopedAdmin, staff
from agencies.forms import ProfileForms
from agencies.models import REQUIREMENTS, Agency, lacking


class LackingFilter(admin.SimpleListFilter):
    """Narrows a list of agencies to those whose sites do not say yet what they must."""

    title = "nội dung còn thiếu"
    parameter_name = "thieu"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(requirement.code, f"{requirement.label} – {requirement.source}") for requirement in REQUIREMENTS]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Agency]) -> QuerySet[Agency]:
        """Narrow the list. Raises Http404 for something that nobody requires."""
        if self.value() is None:
            return queryset
        asked = [requirement for requirement in REQUIREMENTS if requirement.code == self.value()]
        if not asked:
            raise Http404
        return lacking(queryset.filter(live_to=None), asked[0])


class WithProfile(ScopedAdmin):
    """Adds to the admin of agencies what their sites say of them."""

    change_form_template = "admin/agencies/agency_form.html"

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        agency = kwargs.get("obj")
        context["may_speak"] = agency is not None and staff(request).holds(SPEAKERS, agency)
        return super().render_change_form(request, context, *args, **kwargs)

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        return [
            path("con-thieu/", view(self.lacking_view), name="agencies_agency_lacking"),
            path("<path:object_id>/gioi-thieu/", view(self.profile_view), name="agencies_agency_profile"),
            *super().get_urls(),
        ]

    def profile_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Say who the agency is, how it is reached and how its site looks."""
        agency: Agency = self.get_object(request, unquote(object_id))
        if not staff(request).holds(SPEAKERS, agency):
            raise PermissionDenied
        sent = (request.POST, request.FILES) if request.method == "POST" else ()
        forms = ProfileForms(agency, *sent)
        if sent and forms.is_valid():
            forms.save(by=staff(request))
            messages.success(request, "Đã lưu. Trang của cơ quan hiển thị nội dung mới ngay.")
            return HttpResponseRedirect(reverse("admin:agencies_agency_profile", args=[agency.pk]))
        context = {"agency": agency, "forms": forms, "title": f"Giới thiệu và liên hệ: {agency}"}
        return self._site_page(request, "admin/agencies/profile.html", context)

    def lacking_view(self, request: HttpRequest) -> HttpResponse:
        """List what sites must say, by which rule, and how many of those entrusted to the person do not yet."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        live = self.get_queryset(request).filter(live_to=None).order_by()
        counts = live.aggregate(
            agencies=Count("pk"),
            **{requirement.code: Count("pk", filter=~requirement.met()) for requirement in REQUIREMENTS},
        )
        rows = [(requirement, counts[requirement.code]) for requirement in REQUIREMENTS]
        context = {"rows": rows, "agencies": counts["agencies"], "title": "Nội dung còn thiếu trên các trang"}
        return self._site_page(request, "admin/agencies/lacking.html", context)

    def _site_page(self, request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
        common = {**self.admin_site.each_context(request), "opts": self.opts}
        return TemplateResponse(request, template, {**common, **context})
