"""The admin at /quan-tri/: the stock one under our name, open to whoever has an account for work."""

from typing import Any

from django.apps import apps
from django.contrib.admin import AdminSite
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core.exceptions import FieldDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from agencies.desk import Person, happenings_for, offers_to, tasks_of
from agencies.models import User


class ConcreteAutocomplete(AutocompleteJsonView):
    """The stock answers, for fields that a form can have; it fails for the other end of a relation."""

    def process_request(self, request: HttpRequest) -> tuple[Any, ...]:
        try:
            model = apps.get_model(request.GET["app_label"], request.GET["model_name"])
            concrete = model._meta.get_field(request.GET["field_name"]).concrete
        except (KeyError, LookupError, FieldDoesNotExist) as error:
            raise Http404 from error
        if not concrete:
            raise Http404
        return super().process_request(request)


class PortalAdminSite(AdminSite):
    """Staff pages. Rights come from memberships (agencies.admin.scoped)."""

    site_header = "Thông Suốt – quản trị"
    site_title = "Quản trị"
    index_title = "Công việc của bạn"
    index_template = "admin/desk.html"
    enable_nav_sidebar = False

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """Show what waits for the person, what they can begin, and what happened where they work."""
        if not isinstance(request.user, User):
            raise Http404
        person = Person(request.user)
        told = {
            "person": person,
            "tasks": tasks_of(person),
            "offers": offers_to(person),
            "happenings": happenings_for(person),
        }
        return super().index(request, {**told, **(extra_context or {})})

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        """Answer what is typed into a field of choices. A relation that has no such field is not found."""
        return ConcreteAutocomplete.as_view(admin_site=self)(request)  # type: ignore[return-value]

    def get_urls(self) -> list[Any]:
        """Leave out the stock redirect to public pages: it would tell which rows exist outside one's scope."""
        return [url for url in super().get_urls() if getattr(url, "name", None) != "view_on_site"]
