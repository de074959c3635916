"""The one rule of every admin page: people work within the agencies entrusted to them; outside, nothing is found (404).

Rights come from memberships alone (agencies.models.staff), never from Django's permissions or groups.
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import ValidationError
from django.db.models import ForeignKey, Model, QuerySet
from django.forms import ModelChoiceField
from django.http import Http404, HttpRequest, HttpResponse

from agencies.models import Agency, Role, User

EVERYONE = frozenset(Role)
ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})


def staff(request: HttpRequest) -> User:
    """Return the person at work. Raises Http404 for anybody else: admin pages are for people with an account."""
    if not isinstance(request.user, User):
        raise Http404
    return request.user


def none_but(queryset: QuerySet[Any], keys: list[str]) -> QuerySet[Any]:
    """Return the rows of `queryset` with these primary keys. Raises Http404 if any is not among them."""
    try:
        chosen = queryset.filter(pk__in=keys)
        found = chosen.count()
    except (ValueError, ValidationError) as error:
        raise Http404 from error
    if found < len(set(keys)):
        raise Http404
    return chosen


class ScopedAdmin(admin.ModelAdmin):
    """An admin whose rows each belong to an agency, named by the lookup `scope` ("pk" for agencies themselves).

    `view_roles`, `change_roles` and `add_roles` say which roles, at that agency or above, see, change and add rows.
    """

    scope = "agency"
    view_roles: frozenset[Role] = EVERYONE
    change_roles: frozenset[Role] = ADMINISTRATORS
    add_roles: frozenset[Role] = ADMINISTRATORS
    show_full_result_count = False
    view_on_site = False
    list_per_page = 50

    def agency_of(self, row: Model) -> Agency:
        """Return the agency that a row belongs to, by following `scope`."""
        found: Any = row
        for step in self.scope.split("__"):
            found = row if step == "pk" else getattr(found, step)
        return found

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return the rows of the agencies entrusted to the person, and no others, to every page and action."""
        queryset = super().get_queryset(request)
        if staff(request).is_superuser:
            return queryset
        entrusted = Agency.objects.entrusted_to(staff(request), self.view_roles).order_by()
        return queryset.filter(**{f"{self.scope}__in": entrusted.values("pk")})

    def _may(self, request: HttpRequest, roles: frozenset[Role], row: Model | None) -> bool:
        if row is None:
            return staff(request).holds_anywhere(roles)
        return staff(request).holds(roles, self.agency_of(row))

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self._may(request, self.view_roles, obj)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self._may(request, self.change_roles, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self._may(request, self.add_roles, None)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nothing is deleted because its time is over; the few admins of what may be say so themselves."""
        return False

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Tell whether to list this on the front page; the sign-in page asks too, for nobody in particular."""
        return isinstance(request.user, User) and self.has_view_permission(request)

    def formfield_for_foreignkey(
        self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> ModelChoiceField | None:
        """Offer and accept only what the person may see; of agencies only those where such a row may be made."""
        related = self.admin_site._registry.get(db_field.remote_field.model)
        if db_field.remote_field.model is Agency:
            kwargs.setdefault("queryset", Agency.objects.entrusted_to(staff(request), self.change_roles))
        elif related is not None:
            kwargs.setdefault("queryset", related.get_queryset(request))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Refuse an action upon rows that are not all within the person's scope, rather than skip some."""
        if ACTION_CHECKBOX_NAME in request.POST:
            none_but(self.get_queryset(request), request.POST.getlist(ACTION_CHECKBOX_NAME))
        return super().changelist_view(request, extra_context)

    def _get_obj_does_not_exist_redirect(self, request: HttpRequest, opts: Any, object_id: str) -> HttpResponse:
        raise Http404


class WithinFilter(admin.SimpleListFilter):
    """Narrows a list to one branch: an agency entrusted to the person from above, or one directly below it."""

    title = "phạm vi"
    parameter_name = "trong"

    def __init__(
        self, request: HttpRequest, params: dict[str, list[str]], model: type[Model], model_admin: Any
    ) -> None:
        self.scope = model_admin.scope
        self.entrusted = Agency.objects.entrusted_to(staff(request), model_admin.view_roles)
        super().__init__(request, params, model, model_admin)

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        tops = list(self.entrusted.exclude(parent__in=self.entrusted.order_by().values("pk")))
        branches = self.entrusted.live().filter(parent__in=tops).in_tree_order()
        return [(str(agency.pk), str(agency)) for agency in (*tops, *branches)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Narrow the list. Raises Http404 for a branch outside the person's scope."""
        if self.value() is None:
            return queryset
        branch = none_but(self.entrusted, [self.value() or ""]).get()
        return queryset.filter(**{f"{self.scope}__in": Agency.objects.within(branch).order_by().values("pk")})
