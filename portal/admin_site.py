"""The admin at /quan-tri/: the stock one under our name, open to whoever has an account for work."""

from typing import Any

from django.apps import apps
from django.contrib.admin import AdminSite
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core.exceptions import FieldDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.response import TemplateResponse
from django.urls import path

from agencies.desk import Person, happenings_for, offers_to, tasks_of
from agencies.models import User
from markup import LONGEST, from_pasted

LONGEST_PASTED = 5_000_000  # bytes: with the looks that programs for writing send along


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

    def pasted_view(self, request: HttpRequest) -> HttpResponse:
        """Return what somebody pastes into a text as it may stand there, for the editor (static/js/prose-editor.js)."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        pasted = request.body
        text = from_pasted(pasted.decode("utf-8", "replace")) if len(pasted) <= LONGEST_PASTED else ""
        too_long = not text and len(pasted) > LONGEST
        return HttpResponse(text, status=413 if too_long else 200, content_type="text/html; charset=utf-8")

    def get_urls(self) -> list[Any]:
        """Leave out the stock redirect to public pages: it would tell which rows exist outside one's scope."""
        stock = [url for url in super().get_urls() if getattr(url, "name", None) != "view_on_site"]
        return [path("dan/", self.admin_view(self.pasted_view), name="pasted"), *stock]
