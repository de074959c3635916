"""The record of a procedure for programs."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from agencies.publication import published
from procedures.describing import as_json
from procedures.models import ProcedureVersion
from procedures.reading.codes import national_code

NOT_FOUND, GONE = 404, 410
_HOW = {"ensure_ascii": False}


@require_safe
@published
def record(request: HttpRequest, code: str) -> HttpResponse:
    """Give the 20 fields of a procedure in their structure, by its code in any form.

    One that was withdrawn is told to be gone, with its last version: open dossiers go on under it.
    """
    found = ProcedureVersion.objects.current().filter(procedure__code=national_code(code))
    version = found.select_related("procedure").prefetch_related("agencies__agency").first()
    if version is None:
        refusal = {"error": "not_found", "detail": f"Không có thủ tục với mã {code[:40]}."}
        return _allowed(JsonResponse(refusal, status=NOT_FOUND, json_dumps_params=_HOW))
    status = GONE if version.procedure.withdrawn_on else 200
    return _allowed(JsonResponse(as_json(version), status=status, json_dumps_params=_HOW))


def _allowed(response: JsonResponse) -> JsonResponse:
    """Let the pages of others read it: it is public."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
