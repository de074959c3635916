"""Writing down calls, letters and visits as they came: who, what, by which way and when."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from agencies.admin.scoped import ScopedAdmin, staff
from agencies.forms import show_refusal
from agencies.models import Agency, User
from feedback.actions import Sent, send
from feedback.entering_forms import CaseForm, SenderForm
from feedback.models import Feedback
from feedback.rights import OFFICERS


class WithEntering(ScopedAdmin):
    """Adds writing down to the admin of cases, in the place of the stock form for a new row."""

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Write one case down. What was typed stays when something in it is refused."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        data = request.POST if request.method == "POST" else None
        places = Agency.objects.live().entrusted_to(staff(request), OFFICERS)
        form = CaseForm(data, places=places, initial={"addressee": _own(staff(request))})
        sender = SenderForm(data)
        token = _token(data.get("token", "")) if data else uuid.uuid4()
        if data is not None and all([form.is_valid(), sender.is_valid()]):
            case = _written_down(form, sender, token, staff(request))
            if case is not None:
                messages.success(request, f"Đã ghi phản ánh {case.code}. Báo mã cho người gửi.")
                return HttpResponseRedirect(reverse("admin:feedback_feedback_receipt", args=[case.pk]))
        told = {"title": "Ghi phản ánh, kiến nghị", "opts": self.opts, "form": form, "sender": sender, "token": token}
        context = {**self.admin_site.each_context(request), **told, "media": form.media}
        return TemplateResponse(request, "admin/feedback/enter.html", context)


def _written_down(form: CaseForm, sender: SenderForm, token: uuid.UUID, by: User) -> Feedback | None:
    """Keep what both forms say, once for each token; None if it is refused, which is then shown on the forms."""
    try:
        sent = Sent(form.case(), sender.instance)
        return send(sent, token=token, by=by, at=form.cleaned_data["at"])
    except ValidationError as refusal:
        show_refusal(form, refusal)
        return None


def _own(person: User) -> Agency | None:
    """Return the agency at which a person writes down: where she holds the role, else where she works."""
    held = person.memberships.in_force().filter(role__in=OFFICERS).select_related("agency").order_by("agency__lft")
    first = held.first()
    return first.agency if first else person.agency


def _token(typed: str) -> uuid.UUID:
    try:
        return uuid.UUID(typed)
    except ValueError:
        return uuid.uuid4()
