"""Accounts and roles, as an administrator gives them within the agencies entrusted to them."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest

from agencies.actions import grant, revoke
from agencies.admin.scoped import ADMINISTRATORS, ScopedAdmin, WithinFilter, staff
from agencies.models import Agency, Membership, User


@admin.register(Membership)
class MembershipAdmin(ScopedAdmin):
    """Roles of people at the agencies entrusted to the administrator."""

    view_roles = ADMINISTRATORS
    list_display = ("user", "role", "agency", "starts_on", "ends_on")
    list_filter = (WithinFilter, "role")
    list_select_related = ("user", "agency")
    search_fields = ("user__username", "user__last_name", "user__first_name", "agency__name")
    autocomplete_fields = ("user", "agency")
    actions = ("revoke_selected",)

    def has_delete_permission(self, request: HttpRequest, obj: Membership | None = None) -> bool:
        return self.has_change_permission(request, obj)

    def save_model(self, request: HttpRequest, obj: Membership, form: Any, change: bool) -> None:  # noqa: FBT001
        grant(obj, by=staff(request))

    def delete_model(self, request: HttpRequest, obj: Membership) -> None:
        revoke(obj, by=staff(request))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Membership]) -> None:
        for membership in queryset:
            revoke(membership, by=staff(request))


@admin.register(User)
class UserAdmin(ScopedAdmin, DjangoUserAdmin):
    """Accounts of the people who work for the agencies entrusted to the administrator.

    An account that also holds rights outside is shown to none but those who administer all of it: whoever can set its
    password holds all its rights.
    """

    view_roles = ADMINISTRATORS
    form = UserChangeForm
    list_display = ("username", "last_name", "first_name", "agency", "is_active", "last_login")
    list_filter = (WithinFilter, "is_active")
    list_select_related = ("agency",)
    search_fields = ("username", "last_name", "first_name", "email")
    autocomplete_fields = ("agency",)
    ordering = ("username",)
    filter_horizontal = ()
    fieldsets = (
        (None, {"fields": ("username", "password", "agency", "is_active")}),
        ("Người dùng", {"fields": ("last_name", "first_name", "email")}),
    )
    add_fieldsets = (
        (None, {"fields": ("username", "agency", "usable_password", "password1", "password2")}),
        ("Người dùng", {"fields": ("last_name", "first_name", "email")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        queryset = super().get_queryset(request)
        if staff(request).is_superuser:
            return queryset
        entrusted = Agency.objects.entrusted_to(staff(request), ADMINISTRATORS).order_by().values("pk")
        outside = Membership.objects.filter(user=OuterRef("pk")).exclude(agency__in=entrusted)
        return queryset.filter(~Exists(outside), is_superuser=False)

    def get_form(self, request: HttpRequest, obj: User | None = None, change: bool = False, **kwargs: Any) -> Any:  # noqa: FBT001, FBT002
        form = super().get_form(request, obj, change=change, **kwargs)
        if "agency" in form.base_fields:  # an account without an agency would be out of everyone's sight
            form.base_fields["agency"].required = not staff(request).is_superuser
        return form

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:  # noqa: FBT001
        obj.is_staff = True
        super().save_model(request, obj, form, change)
