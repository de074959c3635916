"""What is exported of agencies, and of their staff, and brought in by file."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Any

from django.db.models.functions import Lower
from import_export.fields import Field
from import_export.resources import ModelResource
from import_export.widgets import Widget
from tablib import Dataset

from agencies.actions import ADMINISTRATORS, EachRefusedError, grant_all, revoke_all, save_accounts
from agencies.imports import AgencyCell, ChoiceCell, DayCell, ImportResource, LineCell, YesNoCell
from agencies.models import Agency, Membership, Role, User

OF_OTHERS = "Tài khoản này do cơ quan khác quản lý."


class AgencyResource(ModelResource):
    """One row an agency, with headings for people."""

    kind = Field("get_kind_display", column_name="Loại cơ quan")
    name = Field("name", column_name="Tên đầy đủ")
    parent = Field("parent__name", column_name="Cơ quan cấp trên")
    address = Field("get_absolute_url", column_name="Địa chỉ trang")
    latitude = Field("latitude", column_name="Vĩ độ")
    longitude = Field("longitude", column_name="Kinh độ")

    class Meta:
        model = Agency
        fields = ("kind", "name", "parent", "address", "latitude", "longitude")
        export_order = fields


class UserResource(ImportResource):
    """One row an account, without its password: exported and imported in the same columns."""

    username = Field("username", column_name="Tên đăng nhập", widget=LineCell())
    last_name = Field("last_name", column_name="Họ", widget=LineCell())
    first_name = Field("first_name", column_name="Tên", widget=LineCell())
    email = Field("email", column_name="Thư điện tử", widget=LineCell())
    agency = Field("agency", column_name="Cơ quan công tác", widget=AgencyCell())
    # No word leaves it as it is: an empty cell opens no account that was closed.
    is_active = Field("is_active", column_name="Đang dùng", widget=YesNoCell(), saves_null_values=False)

    roles = ADMINISTRATORS
    key = ("username",)
    needed = ("username", "agency")

    class Meta:
        model = User
        name = "Tài khoản"
        fields = ("username", "last_name", "first_name", "email", "agency", "is_active")
        import_order = export_order = fields

    def key_of(self, row: User) -> Hashable:
        return row.username.lower()  # two names that differ in nothing else would be taken for one

    def key_in(self, row: dict[str, str]) -> Hashable:
        return LineCell().clean(row[self.fields["username"].column_name]).lower()

    def stored_at(self, agencies: Iterable[Agency]) -> Iterable[User]:
        """Return the accounts with the names in the file that the person manages, wherever they belong."""
        assert self.by is not None  # noqa: S101 as in before_import
        names = {LineCell().clean(name).lower() for name in self.said("username")}
        called = User.objects.annotate(low=Lower("username")).filter(low__in=names)
        managed = set(User.objects.managed_by(self.by).filter(pk__in=called.values("pk")).values_list("pk", flat=True))
        accounts = list(called.select_related("agency"))
        self._of_others = {self.key_of(account) for account in accounts if account.pk not in managed}
        return [account for account in accounts if account.pk in managed]

    def further_faults(self, instance: User) -> dict[str, Any]:
        """Refuse a name that belongs to somebody whom others manage."""
        taken = instance._state.adding and self.key_of(instance) in self._of_others
        return {"username": [f"Tên đăng nhập này đã có người dùng. {OF_OTHERS}"]} if taken else {}

    def keep(self, rows: list[User]) -> None:
        for account in rows:
            if account._state.adding:
                account.set_unusable_password()  # an administrator sets the first one on the account's page
        save_accounts(rows, by=self.by)  # type: ignore[arg-type]


class AccountCell(Widget):
    """An account, by its name."""

    known: dict[str, User] = {}  # those that the person may name; MembershipResource sets it

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> User | None:
        if not value:
            return None
        if value.lower() not in self.known:
            raise ValueError(f"Không tìm thấy tài khoản “{value}” trong phạm vi của bạn.")
        return self.known[value.lower()]

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return value.username if value else ""


class RevokeCell(YesNoCell):
    """Whether a role is taken back; not to say so is to say no."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> bool | None:
        return super().clean(value) or None


class MembershipResource(ImportResource):
    """One row a role of a person at an agency: exported and imported in the same columns."""

    user = Field("user", column_name="Tài khoản", widget=AccountCell())
    agency = Field("agency", column_name="Cơ quan", widget=AgencyCell())
    role = Field("role", column_name="Vai trò", widget=ChoiceCell(Role.choices))
    starts_on = Field("starts_on", column_name="Từ ngày", widget=DayCell(), saves_null_values=False)
    ends_on = Field("ends_on", column_name="Đến hết ngày", widget=DayCell())
    revoked = Field("revoked", column_name="Thu quyền", widget=RevokeCell())

    roles = ADMINISTRATORS
    key = needed = ("user", "agency", "role")

    class Meta:
        model = Membership
        name = "Phân công"
        fields = ("user", "agency", "role", "starts_on", "ends_on", "revoked")
        import_order = export_order = fields

    def before_import(self, dataset: Dataset, **kwargs: Any) -> None:
        """Find the accounts named in the file: those that the person manages, and those with a role in her branch."""
        assert self.by is not None  # noqa: S101 as in ImportResource
        heading = self.fields["user"].column_name
        names = {name.lower() for name in dataset[heading]}
        called = User.objects.annotate(low=Lower("username")).filter(low__in=names)
        administered = Agency.objects.entrusted_to(self.by, ADMINISTRATORS).order_by().values("pk")
        managed = User.objects.managed_by(self.by).filter(pk__in=called.values("pk"))
        self._managed = set(managed.values_list("pk", flat=True))
        helping = set(called.filter(memberships__agency__in=administered).values_list("pk", flat=True))
        self.fields["user"].widget.known = {
            account.username.lower(): account for account in called if account.pk in self._managed | helping
        }
        super().before_import(dataset, **kwargs)

    def stored_at(self, agencies: Iterable[Agency]) -> Iterable[Membership]:
        accounts = [account.pk for account in self.fields["user"].widget.known.values()]
        return Membership.objects.filter(agency__in=agencies, user__in=accounts).select_related("agency", "user")

    def further_faults(self, instance: Membership) -> dict[str, Any]:
        """Refuse to give a role to whom others manage, and to take back what nobody holds."""
        if instance._state.adding and getattr(instance, "revoked", None):
            return {"revoked": ["Không có phân công này để thu."]}
        return {} if not instance._state.adding or instance.user_id in self._managed else {"user": [OF_OTHERS]}

    def keep(self, rows: list[Membership]) -> None:
        """Take back, then give. Raises what the two acts raise."""
        revoked = [role for role in rows if getattr(role, "revoked", None)]
        given = [role for role in rows if not getattr(role, "revoked", None)]
        revoke_all(revoked, by=self.by)  # type: ignore[arg-type]
        try:
            grant_all(given, by=self.by)  # type: ignore[arg-type]
        except EachRefusedError as refused:
            raise refused.among(given, rows) from None
