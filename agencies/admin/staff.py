"""Accounts and roles, as an administrator gives them within the agencies entrusted to them."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from agencies.actions import ADMINISTRATORS, grant, note_password, revoke, save_account
from agencies.admin.filters import EndingFilter, SignedInFilter
from agencies.admin.imports import WithImport
from agencies.admin.scoped import ScopedExport, WithinFilter, staff
from agencies.models import AgencyEvent, Membership, User
from agencies.resources import MembershipResource, UserResource

admin.site.unregister(Group)  # groups give nobody any right here


class AccountForm(UserCreationForm):
    """A new account."""

    class Meta(UserCreationForm.Meta):
        model = User


class PasswordForm(AdminPasswordChangeForm):
    """A new password for somebody else's account. Every account signs in with one; whoever leaves is made inactive."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("usable_password", None)
        self.fields["password1"].required = self.fields["password2"].required = True


@admin.register(Membership)
class MembershipAdmin(ScopedExport, WithImport):
    """Roles of people at the agencies entrusted to the administrator.

    Once given, a role is ended or revoked and another given, never made another: so the events tell what was held.
    """

    view_roles = ADMINISTRATORS
    resource_classes = [MembershipResource]
    import_resource = MembershipResource
    import_advice = (
        "Tài khoản ghi bằng tên đăng nhập, và phải có sẵn: mở tài khoản trước, phân công sau.",
        "Cùng tài khoản, cơ quan và vai trò là cùng một phân công: dòng ấy được cập nhật.",
        "Ngày viết như 23/04/2015. “Đến hết ngày” để trống là không thời hạn.",
        "“Thu quyền” ghi “có” thì phân công ấy bị thu.",
    )
    import_sample = {
        "user": "nguyen-van-mau",
        "agency": "ha-noi/phuong-ba-dinh",
        "role": "Người viết bài",
        "starts_on": "01/07/2025",
    }
    list_display = ("user", "role", "agency", "starts_on", "ends_on")
    list_filter = (WithinFilter, "role", EndingFilter)
    list_select_related = ("user", "agency")
    search_fields = ("user__username", "user__last_name", "user__first_name", "agency__name")
    search_help_text = "Tìm theo tên người, tên đăng nhập hoặc tên cơ quan."
    when_empty = "Chưa ai được phân công. Bấm “Thêm phân công” để giao vai trò cho một người."
    autocomplete_fields = ("user", "agency")
    fieldsets = (
        (
            None,
            {
                "fields": ("user", "role", "agency"),
                "description": "Vai trò có hiệu lực tại cơ quan được chọn và mọi đơn vị bên dưới. "
                "Muốn đổi vai trò: kết thúc phân công này rồi lập phân công mới.",
            },
        ),
        ("Thời hạn", {"fields": ("starts_on", "ends_on")}),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Membership | None = None) -> tuple[str, ...]:
        return ("user", "agency", "role") if obj else ()

    def has_delete_permission(self, request: HttpRequest, obj: Membership | None = None) -> bool:
        return self.has_change_permission(request, obj)

    def save_model(self, request: HttpRequest, obj: Membership, form: Any, change: bool) -> None:  # noqa: FBT001
        grant(obj, by=staff(request))

    def delete_model(self, request: HttpRequest, obj: Membership) -> None:
        revoke(obj, by=staff(request))

    def events_of(self, row: Membership) -> QuerySet[AgencyEvent]:
        return row.agency.events.filter(details__user=row.user.username)

    @transaction.atomic
    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Membership]) -> None:
        for membership in queryset:
            revoke(membership, by=staff(request))


@admin.register(User)
class UserAdmin(ScopedExport, WithImport, DjangoUserAdmin):
    """Accounts of the people whom the administrator manages (UserQuerySet.managed_by)."""

    view_roles = ADMINISTRATORS
    resource_classes = [UserResource]
    import_resource = UserResource
    import_advice = (
        "Cùng tên đăng nhập là cùng một tài khoản: dòng ấy được cập nhật.",
        "Tệp không mang mật khẩu: tài khoản mới chưa đăng nhập được cho tới khi bạn đặt mật khẩu đầu tiên.",
        "Để đặt: lọc danh sách theo “Chưa có mật khẩu”, mở từng tài khoản, bấm đặt mật khẩu.",
        "“Đang dùng” ghi “có” hoặc “không”; để trống thì giữ nguyên.",
        "Có tài khoản chưa phải là có quyền: sau tài khoản, hãy nhập phân công.",
    )
    import_sample = {
        "username": "nguyen-van-mau",
        "last_name": "Nguyễn Văn",
        "first_name": "Mẫu",
        "email": "mau@example.gov.vn",
        "agency": "ha-noi/phuong-ba-dinh",
    }
    form = UserChangeForm
    add_form = AccountForm
    change_password_form = PasswordForm
    list_display = ("username", "last_name", "first_name", "agency", "in_use", "last_login")
    list_filter = (WithinFilter, "is_active", SignedInFilter)
    list_select_related = ("agency",)
    search_fields = ("username", "last_name", "first_name", "email")
    search_help_text = "Tìm theo họ, tên, tên đăng nhập hoặc thư điện tử."
    when_empty = "Chưa có tài khoản nào. Bấm “Thêm tài khoản” để mở cho một người của cơ quan."
    autocomplete_fields = ("agency",)
    ordering = ("username",)
    filter_horizontal = ()
    fieldsets = (
        ("Người dùng", {"fields": ("last_name", "first_name", "email", "agency")}),
        ("Đăng nhập", {"fields": ("username", "password", "is_active")}),
    )
    add_fieldsets = (
        (
            "Người dùng",
            {
                "fields": ("last_name", "first_name", "email", "agency"),
                "description": "Có tài khoản chưa phải là có quyền: lưu xong, hãy phân công vai trò cho người này.",
            },
        ),
        ("Đăng nhập", {"fields": ("username", "password1", "password2")}),
    )

    @admin.display(description="tình trạng", ordering="is_active")
    def in_use(self, user: User) -> str:
        return "Đang dùng" if user.is_active else "Đã ngừng"

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request) & User.objects.managed_by(staff(request))

    def get_form(self, request: HttpRequest, obj: User | None = None, change: bool = False, **kwargs: Any) -> Any:  # noqa: FBT001, FBT002
        form = super().get_form(request, obj, change=change, **kwargs)
        if "agency" in form.base_fields:  # an account without an agency would be out of everyone's sight
            form.base_fields["agency"].required = not staff(request).is_superuser
        return form

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:  # noqa: FBT001
        save_account(obj, by=staff(request))

    @transaction.atomic
    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:  # noqa: A002
        """Set a password, and note who did."""
        response = super().user_change_password(request, id, form_url)
        if request.method == "POST" and response.status_code == HTTPStatus.FOUND:
            note_password(User.objects.get(pk=id), by=staff(request))
        return response

    def events_of(self, row: User) -> QuerySet[AgencyEvent]:
        return AgencyEvent.objects.filter(details__user=row.username)
