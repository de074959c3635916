"""What belongs to the sender: her data, shown when asked for and each time noted, her files, and her receipt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import path

from agencies.addresses import site_front
from agencies.admin.scoped import staff
from agencies.admin.stepping import WithSteps
from feedback.actions import read_sender
from feedback.codes import secret_of
from feedback.handing_out import handed_out
from feedback.models import Channel, Feedback, Sender
from feedback.rights import may_read_words

LOOK_UP = "phan-anh/tra-cuu/"  # below the front of each site


@dataclass(frozen=True)
class Masked:
    """What is shown of a sender before anybody asks: how she can be reached, and nothing of who she is."""

    by_phone: bool
    by_email: bool

    @classmethod
    def of(cls, case: Feedback) -> Masked | None:
        """Return what may be shown of the sender of a case; None if the data were removed."""
        found = Sender.objects.filter(feedback=case.pk).values("phone", "email").first()
        return cls(bool(found["phone"]), bool(found["email"])) if found else None


class WithPapers(WithSteps):
    """Adds what belongs to senders to the admin of cases. None of it stands in an address or a list."""

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        return [
            path("<path:object_id>/nguoi-gui/", view(self.sender_view), name="feedback_feedback_sender"),
            path("<path:object_id>/giay-bao/", view(self.receipt_view), name="feedback_feedback_receipt"),
            path("<path:object_id>/tep/", view(self.enclosure_view), name="feedback_feedback_enclosure"),
            *super().get_urls(),
        ]

    def sender_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Ask whether to show the sender; show her data to whoever sends the form, and write that down."""
        case: Feedback = self.get_object(request, object_id)
        context = {"title": "Người gửi", "case": case, "asked": request.method == "POST"}
        if request.method == "POST":
            context["sender"] = read_sender(case, by=staff(request))
        return self.step_page(request, "admin/feedback/sender.html", context)

    def receipt_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show code and secret, to be read out or printed, of a call, a letter or a visit that was written down."""
        case: Feedback = self.get_object(request, object_id)
        context: dict[str, Any] = {"title": "Giấy báo đã nhận", "case": case, "address": _look_up(case)}
        if case.channel != Channel.WEB and request.method == "POST":
            context["sender"] = read_sender(case, by=staff(request))
            context["secret"] = secret_of(case.code, case.nonce)
        return self.step_page(request, "admin/feedback/receipt.html", context)

    def enclosure_view(self, request: HttpRequest, object_id: str) -> HttpResponseBase:
        """Hand out one file of a case, the first unless another is named, to those who may read its words."""
        case: Feedback = self.get_object(request, object_id)
        if not may_read_words(case, staff(request)):
            raise PermissionDenied
        place = request.GET.get("so", "1")
        found = case.enclosures.select_related("feedback").filter(place=place if place.isdecimal() else 0).first()
        if found is None:
            raise Http404
        return handed_out(found)


def _look_up(case: Feedback) -> str:
    return f"{settings.PORTAL_ORIGIN}{site_front(case.addressee.path)}{LOOK_UP}"
