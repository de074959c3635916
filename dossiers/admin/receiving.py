"""The desk: choosing a procedure, filling in a dossier, and handing out its receipt.

It does without the stock form, whose transaction would keep the number of the day waiting (DayNumber.next_at).
"""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.cache import cache
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from agencies.admin.scoped import ScopedAdmin, none_but, staff
from agencies.forms import show_refusal
from agencies.models import Agency, User
from agencies.models.agency import AgencyQuerySet
from dossiers.actions import receive
from dossiers.forms.staff import ApplicantForm, ReceiveForm
from dossiers.models import Dossier
from dossiers.rights import DESK
from procedures.models import ProcedureVersion
from vietnamese.slugs import slug

OFFERED = 30
SENT_FOR = 24 * 60 * 60  # seconds for which a form that was sent is known, so that sent twice it counts once


class WithReceiving(ScopedAdmin):
    """Adds the desk to the admin of dossiers, in the place of the stock form for a new row."""

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Ask for the procedure, then for the dossier."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        places = Agency.objects.live().entrusted_to(staff(request), DESK)
        place = _place(places, staff(request), request.GET.get("don-vi", ""))
        if code := request.GET.get("thu-tuc", ""):
            return self._fill_in(request, place, _version(code))
        return self._page(request, "admin/dossiers/choose.html", {"place": place, **_offered(request, places, place)})

    def _fill_in(self, request: HttpRequest, place: Agency, version: ProcedureVersion) -> HttpResponse:
        """Take one dossier in. What was typed stays when something in it is refused."""
        data = request.POST if request.method == "POST" else None
        form, applicant = ReceiveForm(data, version=version, receiver=place), ApplicantForm(data)
        if data is not None:
            valid = [form.is_valid(), applicant.is_valid()]
            dossier = _received(form, applicant, staff(request), data.get("token", "")) if all(valid) else None
            if dossier is not None:
                messages.success(request, f"Đã tiếp nhận hồ sơ {dossier.code}.")
                return HttpResponseRedirect(reverse("admin:dossiers_dossier_receipt", args=[dossier.pk]))
        token = data.get("token") if data else uuid.uuid4()
        context = {"place": place, "version": version, "form": form, "applicant": applicant, "token": token}
        return self._page(request, "admin/dossiers/receive.html", context)

    def _page(self, request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
        told = {**self.admin_site.each_context(request), "opts": self.opts, "title": "Tiếp nhận hồ sơ", **context}
        return TemplateResponse(request, template, told)


def _received(form: ReceiveForm, applicant: ApplicantForm, by: User, token: str) -> Dossier | None:
    """Receive what both forms say, once for each token; None if it is refused, which is then shown on the forms."""
    sent = f"received:{by.pk}:{token[:36] or uuid.uuid4()}"
    if not cache.add(sent, 0, SENT_FOR):
        return _before(form, sent)
    try:
        dossier = receive(form.dossier(), applicant.instance, by=by, at=form.cleaned_data["received_at"])
    except ValidationError as refusal:
        cache.delete(sent)
        show_refusal(form, refusal)
        return None
    except Exception:
        cache.delete(sent)
        raise
    cache.set(sent, dossier.pk, SENT_FOR)
    return dossier


def _before(form: ReceiveForm, sent: str) -> Dossier | None:
    """Return the dossier that the same form made before."""
    known = Dossier.objects.filter(pk=cache.get(sent) or 0).first()
    if known is None:
        form.add_error(None, "Biểu mẫu này đang được ghi. Hãy xem danh sách hồ sơ trước khi gửi lại.")
    return known


def _place(places: AgencyQuerySet, person: User, asked: str) -> Agency:
    """Return the agency at whose desk one sits: the one asked for, one's own, or the first. Raises Http404."""
    if asked:
        return none_but(places, [asked]).get()
    held = person.memberships.in_force().filter(role__in=DESK).values("agency")
    own = places.filter(Q(pk=person.agency_id) | Q(pk__in=held)).in_tree_order().first()
    found = own or places.in_tree_order().first()
    if found is None:
        raise Http404
    return found


def _version(code: str) -> ProcedureVersion:
    found = ProcedureVersion.objects.published().select_related("procedure").filter(procedure__code=code[:20]).first()
    if found is None:
        raise Http404
    return found


def _offered(request: HttpRequest, places: AgencyQuerySet, place: Agency) -> dict[str, Any]:
    """Return the procedures and desks that match what was typed; those carried out at the desk come first."""
    typed, other = (" ".join(request.GET.get(name, "").split())[:100] for name in ("tim", "noi"))
    published = ProcedureVersion.objects.published()
    here = _named(published.performed_at(place), typed)
    offered = list(here[:OFFERED])
    if typed and len(offered) < OFFERED:
        known = [version.pk for version in offered]
        elsewhere = list(_named(published, typed).exclude(pk__in=known)[: OFFERED - len(offered)])
    else:
        elsewhere = []
    found = places.filter(short_name__icontains=other).exclude(pk=place.pk).in_tree_order()[:OFFERED] if other else []
    return {
        "typed": typed,
        "noi": other,
        "offered": offered,
        "elsewhere": elsewhere,
        "places": list(found),
        "has_other_places": places.exclude(pk=place.pk).exists(),
    }


def _named(versions: Any, typed: str) -> Any:
    rows = versions.select_related("procedure", "field").defer("record").order_by("sort_key", "pk")
    if not typed:
        return rows
    folded = slug(typed)
    by_name = Q(procedure__slug__contains=folded) if folded else Q(name__icontains=typed)
    return rows.filter(by_name | Q(procedure__code__startswith=typed) | Q(name__icontains=typed))
