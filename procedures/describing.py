"""What a procedure says of itself to machines: schema.org on its page, its 20 fields as JSON."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from agencies.sites import Site
from procedures.guide import Guide
from procedures.models import Part, ProcedureVersion


def linked_data(site: Site, guide: Guide, address: str) -> dict[str, Any]:
    """Return the procedure as schema.org describes a GovernmentService."""
    record = guide.record
    provider = {"@type": "GovernmentOrganization", "name": site.agency.name, "url": _whole(site.address())}
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "GovernmentService",
        "name": guide.version.name,
        "identifier": guide.version.procedure.code,
        "url": _whole(address),
        "inLanguage": "vi",
        "serviceType": record["field"] or record["kind"],
        "provider": provider,
        "areaServed": {"@type": "AdministrativeArea", "name": site.agency.short_name},
        "audience": [{"@type": "Audience", "audienceType": said} for said in record["audiences"]],
        "serviceOutput": {"@type": "Thing", "name": record["result"]} if record["result"] else None,
        "availableChannel": [
            {"@type": "ServiceChannel", "name": row.channel, "processingTime": row.limit} for row in guide.methods()
        ],
        "offers": [
            {"@type": "Offer", "price": str(fee["amount"]), "priceCurrency": "VND", "description": fee["condition"]}
            for method in record["methods"]
            for fee in method["fees"]
            if fee["amount"] is not None
        ],
    }
    return {name: value for name, value in told.items() if value not in (None, "", [])}


def _whole(address: str) -> str:
    return f"{settings.PORTAL_ORIGIN}{address}"


def as_json(version: ProcedureVersion) -> dict[str, Any]:
    """Return the 20 fields of a version in their structure, with which version it is and which agencies it means."""
    matched = [
        {
            "part": row.part,
            "text": row.text,
            "agency": _whole(row.agency.get_absolute_url()) if row.agency else None,
            "kind": row.kind or None,
        }
        for row in sorted(version.agencies.all(), key=lambda row: (list(Part).index(Part(row.part)), row.order))
    ]
    procedure = version.procedure
    return {
        **version.record,
        "version": version.number,
        "valid_from": version.valid_from.isoformat(),
        "valid_to": version.valid_to.isoformat() if version.valid_to else None,
        "withdrawn_on": procedure.withdrawn_on.isoformat() if procedure.withdrawn_on else None,
        "agencies": matched,
    }
