"""The one rule of every admin page: people work within the agencies entrusted to them; outside, nothing is found (404).

Rights come from memberships alone (agencies.models.staff), never from Django's permissions or groups.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from operator import or_
from typing import Any
from urllib.parse import parse_qsl

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import PAGE_VAR
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import ForeignKey, Model, Q, QuerySet
from django.forms import ModelChoiceField
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from import_export.admin import ExportMixin
from import_export.forms import SelectableFieldsExportForm

from agencies.actions import ADMINISTRATORS
from agencies.formats import PlainCSV, PlainJSON, PlainXLSX
from agencies.models import Agency, Role, User

EVENTS_SHOWN = 200

EVERYONE = frozenset(Role)


def staff(request: HttpRequest) -> User:
    """Return the person at work. Raises Http404 for anybody else: admin pages are for people with an account."""
    if not isinstance(request.user, User):
        raise Http404
    return request.user


def tops(entrusted: QuerySet[Agency]) -> QuerySet[Agency]:
    """Return those of the agencies entrusted to somebody that stand below no other of them."""
    return entrusted.exclude(parent__in=entrusted.order_by().values("pk"))


def _followed(row: Any, scope: str) -> Any:
    for step in scope.split("__"):
        row = row if step == "pk" else getattr(row, step)
    return row


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


def refused(form: Any, refusal: ValidationError) -> Any:
    """Return `form` as a class that finds wrong what an act has refused, each fault at its field if the form has it."""

    def full_clean(self: forms.ModelForm) -> None:
        form.full_clean(self)
        faults = refusal.message_dict if hasattr(refusal, "error_dict") else {"": refusal.messages}
        for field, reasons in faults.items():
            self.add_error(field if field in self.fields else None, reasons)

    return type(form)(form.__name__, (form,), {"full_clean": full_clean})


class KeyedAutocomplete(AutocompleteSelect):
    """The stock widget, which cannot show again what was sent if that was no key at all."""

    def optgroups(self, name: str, value: Sequence[str], attr: dict[str, Any] | None = None) -> Any:
        return super().optgroups(name, [key for key in value if str(key).isdecimal()], attr)


class ScopedAdmin(admin.ModelAdmin):
    """An admin whose rows each belong to an agency, named by the lookup `scope` ("pk" for agencies themselves).

    `view_roles`, `change_roles` and `add_roles` say which roles, at that agency or above, see, change and add rows.
    `when_empty` tells, where a list has no row at all, what it will hold and how to begin; `list_links` are further
    pages about all of its rows: (label, name of the address).
    """

    scope = "agency"
    scopes: tuple[str, ...] = ()  # where a row belongs to several agencies, the lookups of them all instead of `scope`
    view_roles: frozenset[Role] = EVERYONE
    change_roles: frozenset[Role] = ADMINISTRATORS
    add_roles: frozenset[Role] = ADMINISTRATORS
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    view_on_site = False
    list_per_page = 50
    when_empty = "Chưa có gì ở đây."
    list_links: tuple[tuple[str, str], ...] = ()

    def agencies_of(self, row: Model) -> list[Agency]:
        """Return the agencies that a row belongs to, by following `scope`; none for an operator's account."""
        found = [_followed(row, scope) for scope in self.scopes or (self.scope,)]
        return [agency for agency in found if agency is not None]

    def lying_at(self, agencies: QuerySet[Agency]) -> Q:
        """Return the condition that a row belongs to one of `agencies`."""
        keys = agencies.order_by().values("pk")
        return reduce(or_, (Q(**{f"{scope}__in": keys}) for scope in self.scopes or (self.scope,)))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return the rows of the agencies entrusted to the person, and no others, to every page and action."""
        queryset = super().get_queryset(request)
        if staff(request).is_superuser:
            return queryset
        return queryset.filter(self.lying_at(Agency.objects.entrusted_to(staff(request), self.view_roles)))

    def _may(self, request: HttpRequest, roles: frozenset[Role], row: Any) -> bool:
        if row is None or staff(request).is_superuser:
            return staff(request).holds_anywhere(roles)
        return any(staff(request).holds(roles, agency) for agency in self.agencies_of(row))

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, self.view_roles, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, self.change_roles, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self._may(request, self.add_roles, None)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
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
        kwargs["form_class"] = ModelChoiceField  # mptt's own puts dashes before the names
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = KeyedAutocomplete(db_field, self.admin_site)
        if db_field.remote_field.model is Agency:
            kwargs.setdefault("queryset", Agency.objects.entrusted_to(staff(request), self.change_roles))
        elif related is not None:
            kwargs.setdefault("queryset", related.get_queryset(request))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Refuse an action upon rows that are not all within the person's scope, rather than skip some."""
        if ACTION_CHECKBOX_NAME in request.POST:
            none_but(self.get_queryset(request), request.POST.getlist(ACTION_CHECKBOX_NAME))
        told = {
            "title": capfirst(self.opts.verbose_name_plural),
            "when_empty": self.when_empty,
            "list_links": [(label, reverse(name)) for label, name in self.list_links],
        }
        return super().changelist_view(request, {**told, **(extra_context or {})})

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show the form again, as it was filled in, with what an act found wrong in it after the form did not."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except ValidationError as refusal:
            request.refusal = refusal  # type: ignore[attr-defined]
        return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:  # noqa: FBT001, FBT002
        form = super().get_form(request, obj, change=change, **kwargs)
        refusal = getattr(request, "refusal", None)
        return refused(form, refusal) if refusal else form

    def events_of(self, row: Any) -> QuerySet[Any]:
        """Return what was done to a row, newest first."""
        return row.events.all()

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show what was done to a row, from its events: the stock log knows only what was saved on the stock forms."""
        row = self.get_object(request, unquote(object_id))
        if not self.has_view_permission(request, row):
            raise PermissionDenied
        events = self.events_of(row).select_related("by")[:EVENTS_SHOWN]
        context = {"title": f"Nhật ký: {row}", "row": row, "events": events, "opts": self.opts}
        return TemplateResponse(request, "admin/history.html", {**self.admin_site.each_context(request), **context})

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """Return the row. Raises Http404 before anybody's rights are asked, which might answer 403 and so tell."""
        row = super().get_object(request, object_id, from_field)
        if row is None:
            raise Http404
        return row


class ExportForm(SelectableFieldsExportForm):
    """What to export: the columns by the names that they will have, all chosen."""

    def _get_field_label(self, resource: type[Any], field_name: str) -> str:
        """Return the heading of the column alone; the stock form puts the field's English name before it."""
        return str(resource.fields[field_name].column_name)


class ScopedExport(ExportMixin):
    """Exporting what a person's list shows, filtered as it is there; put before ScopedAdmin.

    `most_exported` is how many rows one file may hold, for rows so large that a file of all would not fit into memory.
    """

    formats = [PlainXLSX, PlainCSV, PlainJSON]
    export_form_class = ExportForm
    most_exported: int | None = None

    def has_export_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def export_action(self, request: HttpRequest) -> HttpResponse:
        """Export, unless there is too much for one file: then say so on the list, filtered as it was."""
        if self.most_exported and self.has_export_permission(request):
            found = self.get_export_queryset(request).count()
            if found > self.most_exported:
                told = f"Có {found} dòng; mỗi tệp nhiều nhất {self.most_exported} dòng. Hãy lọc bớt danh sách rồi xuất."
                messages.error(request, told)
                listed = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")
                return HttpResponseRedirect(f"{listed}?{request.GET.urlencode()}")
        return super().export_action(request)

    def get_export_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return the filtered list. Raises Http404 for a filter that means nothing."""
        try:
            return super().get_export_queryset(request)
        except IncorrectLookupParameters as error:
            raise Http404 from error

    def get_valid_export_item_pks(self, request: HttpRequest) -> QuerySet[Any]:
        """Return the keys that may be chosen. Raises Http404 for rows outside the person's scope."""
        return none_but(self.get_queryset(request), request.POST.getlist("export_items")).values_list("pk", flat=True)


class WithinFilter(admin.SimpleListFilter):
    """Narrows a list to one branch: an agency entrusted to the person from above, or one directly below it."""

    title = "phạm vi"
    parameter_name = "trong"
    template = "admin/filter_by_branch.html"

    def __init__(
        self, request: HttpRequest, params: dict[str, list[str]], model: type[Model], model_admin: Any
    ) -> None:
        self.lying_at = model_admin.lying_at
        self.entrusted = Agency.objects.entrusted_to(staff(request), model_admin.view_roles)
        super().__init__(request, params, model, model_admin)

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        highest = list(tops(self.entrusted))
        branches = self.entrusted.live().filter(parent__in=highest).in_tree_order()
        return [(str(agency.pk), str(agency)) for agency in (*highest, *branches)]

    def choices(self, changelist: Any) -> Iterator[Any]:
        """Yield the choices for a field to choose from: they may be a hundred, too many for links."""
        others = parse_qsl(changelist.get_query_string(remove=[self.parameter_name, PAGE_VAR])[1:])
        yield {"value": "", "display": "Mọi nơi", "selected": self.value() is None, "others": others}
        for key, name in self.lookup_choices:
            yield {"value": key, "display": name, "selected": self.value() == key}

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Narrow the list. Raises Http404 for a branch outside the person's scope."""
        if self.value() is None:
            return queryset
        branch = none_but(self.entrusted, [self.value() or ""]).get()
        return queryset.filter(self.lying_at(Agency.objects.within(branch)))
