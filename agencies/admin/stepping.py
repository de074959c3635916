"""Steps: acts that a page offers as buttons, each with a short form of its own; one table of them a screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from typing import Any, ClassVar

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.forms import BaseForm, Form
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path

from agencies.admin.scoped import ScopedAdmin, staff
from agencies.forms import carried_out
from agencies.models import Agency, Role, User

Filled = dict[str, Any]


def _nothing_against(_subject: Any) -> list[str]:
    return []


@dataclass(frozen=True)
class Step:
    """One step: how it is called, who may take it, when it is offered, what is asked, what it does."""

    page: str  # how its address is called among ours
    path: str  # in the address
    label: str
    told: str  # when it is done
    roles: frozenset[Role]
    offered: Callable[[Any, User], bool]
    act: Callable[[Any, User, Filled], object]
    form: Callable[..., BaseForm] = Form
    explained: str = ""
    main: bool = False
    takes_off: bool = False
    agency_of: Callable[[Any], Agency] = attrgetter("origin")
    why_not: Callable[[Any], list[str]] = _nothing_against  # in words: offered, but closed for now
    template: str = ""  # of its page, where it is not like the others

    def is_open_to(self, user: User, subject: Any) -> bool:
        """Tell whether `user` may take this step with the article, or what it is taken with, as it is."""
        return (
            user.holds(self.roles, self.agency_of(subject))
            and self.offered(subject, user)
            and not self.why_not(subject)
        )


class WithSteps(ScopedAdmin):
    """Adds a page for each of its `steps` to an admin."""

    steps: ClassVar[tuple[Step, ...]]
    step_template: ClassVar[str]

    def get_urls(self) -> list[Any]:
        named = f"{self.opts.app_label}_{self.opts.model_name}"
        pages = [
            path(
                f"<path:object_id>/{step.path}/",
                self.admin_site.admin_view(partial(self.step_view, step=step)),
                name=f"{named}_{step.page}",
            )
            for step in self.steps
        ]
        return [*pages, *super().get_urls()]

    def step_view(self, request: HttpRequest, object_id: str, step: Step) -> HttpResponse:
        """Ask what the step needs to know, and take it."""
        subject: Any = self.get_object(request, unquote(object_id))
        if not staff(request).holds(step.roles, step.agency_of(subject)):
            raise PermissionDenied
        context = {"title": step.label, "act": step.label, "step": step, **self.step_context(subject)}
        if not step.is_open_to(staff(request), subject):
            return self.step_page(request, self.step_template, {**context, "why_not": step.why_not(subject)})
        form = self.form_of(step, subject, request.POST if request.method == "POST" else None, by=staff(request))
        if carried_out(form, lambda: step.act(subject, staff(request), form.cleaned_data)):
            messages.success(request, step.told)
            return self.back_to(subject)
        return self.step_page(request, step.template or self.step_template, {**context, "form": form})

    def form_of(self, step: Step, subject: Any, data: Any, *, by: User) -> Any:
        """Return the form of a step for the person at work, filled in with `data` if there is any."""
        return step.form(data, initial=self.initial_of(subject))

    def steps_open_to(self, request: HttpRequest, subject: Any) -> list[Step]:
        """Return the steps that the person at work may take with `subject` as it is."""
        return [step for step in self.steps if step.is_open_to(staff(request), subject)]

    def step_page(self, request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
        """Return a page about a step."""
        told = {**self.admin_site.each_context(request), "opts": self.opts, **context}
        return TemplateResponse(request, template, told)

    def step_context(self, subject: Any) -> dict[str, Any]:
        """Return what the templates call `subject`."""
        raise NotImplementedError

    def initial_of(self, subject: Any) -> dict[str, Any]:
        """Return what the forms say to begin with."""
        return {}

    def back_to(self, subject: Any) -> HttpResponse:
        """Return to the page of `subject` after a step."""
        raise NotImplementedError
