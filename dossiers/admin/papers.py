"""The papers of a dossier: its receipt, the letter of apology, and the data of its applicant, whole."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import path

from agencies.admin.scoped import staff
from agencies.admin.stepping import WithSteps
from dossiers.actions import look_at_applicant
from dossiers.models import Dossier, DossierEvent
from dossiers.receipt import TITLE, pdf_of, receipt_of


class WithPapers(WithSteps):
    """Adds the papers to the admin of dossiers. Whoever is only asked for an opinion sees none of them."""

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        return [
            path("<path:object_id>/giay-tiep-nhan/", view(self.receipt_view), name="dossiers_dossier_receipt"),
            path("<path:object_id>/giay-tiep-nhan.pdf", view(self.pdf_view), name="dossiers_dossier_pdf"),
            path("<path:object_id>/thu-xin-loi/", view(self.letter_view), name="dossiers_dossier_letter"),
            path("<path:object_id>/nguoi-nop/", view(self.applicant_view), name="dossiers_dossier_applicant"),
            *super().get_urls(),
        ]

    def receipt_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show the receipt, to be printed on A5."""
        dossier = self.get_object(request, object_id)
        receipt = receipt_of(dossier, look_at_applicant(dossier, by=staff(request)))
        return self.step_page(
            request, "admin/dossiers/receipt.html", {"title": TITLE, "dossier": dossier, "receipt": receipt}
        )

    def pdf_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Send the receipt as a PDF."""
        dossier: Dossier = self.get_object(request, object_id)
        file = pdf_of(receipt_of(dossier, look_at_applicant(dossier, by=staff(request))))
        said = {"Content-Disposition": f'attachment; filename="{dossier.code}.pdf"'}
        return HttpResponse(file, content_type="application/pdf", headers=said)

    def letter_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show the letter of apology, to be printed; say so where none was written."""
        dossier: Dossier = self.get_object(request, object_id)
        apology = dossier.events.filter(verb=DossierEvent.Verb.APOLOGISED).select_related("by").first()
        applicant = look_at_applicant(dossier, by=staff(request))
        context = {"title": "Thư xin lỗi", "dossier": dossier, "apology": apology, "applicant": applicant}
        return self.step_page(request, "admin/dossiers/letter.html", context)

    def applicant_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show the data of the applicant whole; each look is noted."""
        dossier = self.get_object(request, object_id)
        if not self.has_view_permission(request, dossier):
            raise PermissionDenied
        applicant = look_at_applicant(dossier, by=staff(request))
        context = {"title": "Người nộp hồ sơ", "dossier": dossier, "applicant": applicant}
        return self.step_page(request, "admin/dossiers/applicant.html", context)
