"""Emergency banners: raising one with a look at it and at whom it reaches, and ending one by hand."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from agencies.actions import SPEAKERS, end_banner, raise_banner
from agencies.admin.scoped import ScopedAdmin, WithinFilter, staff
from agencies.banner_forms import BannerForm, ConfirmForm, EndForm
from agencies.forms import carried_out
from agencies.models import Agency, AgencyEvent, Banner


@admin.register(Banner)
class BannerAdmin(ScopedAdmin):
    """The banners of the agencies entrusted to a person. They are raised and ended, never edited."""

    change_roles = add_roles = SPEAKERS
    list_display = ("text", "level", "agency", "state", "starts_at", "ends_at", "raised_by")
    list_filter = (WithinFilter, "state", "level")
    list_select_related = ("agency", "raised_by")
    search_fields = ("text",)
    search_help_text = "Tìm theo nội dung."
    when_empty = "Chưa có thông báo khẩn nào. Thông báo hiện ở đầu mọi trang của cơ quan và của mọi cơ quan bên dưới."

    def events_of(self, row: Banner) -> QuerySet[AgencyEvent]:
        return row.agency.events.filter(details__banner=row.pk)

    def get_urls(self) -> list[Any]:
        end = self.admin_site.admin_view(self.end_view)
        return [path("<path:object_id>/ket-thuc/", end, name="agencies_banner_end"), *super().get_urls()]

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Fill in, look at it and at how many sites it reaches, then raise it."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = BannerForm(
            request.POST or None, by=staff(request), admin_site=self.admin_site, initial=self._begun(request)
        )
        context: dict[str, Any] = {"title": "Đăng thông báo khẩn", "form": form}
        if request.method != "POST" or "_edit" in request.POST or not form.is_valid():
            return self._page(request, "admin/agencies/banner_form.html", context)
        banner = form.instance
        confirm = ConfirmForm(request.POST if "_raise" in request.POST else None)
        confirmed = not banner.is_country_wide_emergency or confirm.is_valid()
        if "_raise" in request.POST and confirmed:
            if carried_out(form, lambda: raise_banner(banner, by=staff(request))):
                messages.success(request, "Đã đăng thông báo." if banner.state == "shown" else "Đã hẹn giờ thông báo.")
                return HttpResponseRedirect(reverse("admin:agencies_banner_change", args=[banner.pk]))
            return self._page(request, "admin/agencies/banner_form.html", context)
        asked = {"banner": banner, "confirm": confirm, "reach": Agency.objects.live().within(banner.agency).count()}
        return self._page(request, "admin/agencies/banner_check.html", {**context, **asked})

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show what it says, where, since when and until when."""
        banner: Banner = self.get_object(request, unquote(object_id))
        if not self.has_view_permission(request, banner):
            raise PermissionDenied
        context = {
            "title": "Thông báo khẩn",
            "banner": banner,
            "may_end": not banner.is_over and self.has_change_permission(request, banner),
            "may_raise": self.has_add_permission(request),
            "reach": Agency.objects.live().within(banner.agency).count(),
        }
        return self._page(request, "admin/agencies/banner.html", context)

    def end_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Take a banner off every page now."""
        banner: Banner = self.get_object(request, unquote(object_id))
        if not self.has_change_permission(request, banner):
            raise PermissionDenied
        form = EndForm(request.POST if request.method == "POST" else None)
        if carried_out(form, lambda: end_banner(banner, by=staff(request), **form.cleaned_data)):
            messages.success(request, "Đã kết thúc: thông báo không còn trên trang nào.")
            return HttpResponseRedirect(reverse("admin:agencies_banner_change", args=[banner.pk]))
        context = {"title": "Kết thúc thông báo", "banner": banner, "form": form}
        return self._page(request, "admin/agencies/banner_end.html", context)

    def _begun(self, request: HttpRequest) -> dict[str, Any]:
        """Return what the form says to begin with: one's own agency, or the words of a former banner."""
        former = request.GET.get("tu", "")
        if former.isdecimal():
            row = self.get_queryset(request).filter(pk=former[:18]).first()
            if row:
                return {name: getattr(row, name) for name in ("agency", "level", "text", "text_en", "link")}
        return {"agency": staff(request).agency_id, "level": Banner._meta.get_field("level").default}

    def _page(self, request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
        common = {**self.admin_site.each_context(request), "opts": self.opts}
        return TemplateResponse(request, template, {**common, **context})
