"""Narrowing lists of staff: roles that end soon, people who never came."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib import admin
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.utils import timezone

SOON = datetime.timedelta(days=30)


def ending_soon(memberships: QuerySet[Any]) -> QuerySet[Any]:
    """Return the memberships in force that end within a month."""
    today = timezone.localdate()
    return memberships.filter(starts_on__lte=today, ends_on__range=(today, today + SOON))


def never_signed_in(users: QuerySet[Any]) -> QuerySet[Any]:
    """Return the accounts in use that nobody has ever signed in with."""
    return users.filter(is_active=True, last_login=None)


class EndingFilter(admin.SimpleListFilter):
    """Narrows a list of memberships by when they end."""

    title = "thời hạn"
    parameter_name = "thoi-han"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("con", "Đang có hiệu lực"), ("sap-het", "Hết hạn trong 30 ngày tới"), ("da-het", "Đã hết hạn")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Narrow the list. Raises Http404 for what none of the choices is."""
        today = timezone.localdate()
        match self.value():
            case None:
                return queryset
            case "con":
                return queryset.filter(Q(ends_on=None) | Q(ends_on__gte=today), starts_on__lte=today)
            case "sap-het":
                return ending_soon(queryset)
            case "da-het":
                return queryset.filter(ends_on__lt=today)
        raise Http404


class SignedInFilter(admin.SimpleListFilter):
    """Narrows a list of accounts to those that nobody has used yet, or nobody can: they wait for a password."""

    title = "đăng nhập"
    parameter_name = "dang-nhap"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        told = [("chua", "Chưa đăng nhập lần nào"), ("roi", "Đã từng đăng nhập")]
        return [*told, ("khong-mat-khau", "Chưa có mật khẩu")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Narrow the list. Raises Http404 for what neither of the choices is."""
        match self.value():
            case None:
                return queryset
            case "chua":
                return never_signed_in(queryset)
            case "roi":
                return queryset.exclude(last_login=None)
            case "khong-mat-khau":
                return queryset.filter(password__startswith=UNUSABLE_PASSWORD_PREFIX)
        raise Http404
