"""The portal's addresses, and one that always answers the same: what any page costs at least, the whole way through."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

CONSTANT = "bench/constant/"


def constant(request: HttpRequest) -> HttpResponse:
    """Answer without a template and without the database."""
    return HttpResponse("constant")


urlpatterns = [path(CONSTANT, constant), path("", include("portal.urls"))]
