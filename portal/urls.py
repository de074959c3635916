"""Every address of the portal. The pages of a site stand below its agency's path; the root agency's site is `/`."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import admin
from django.http import HttpResponse
from django.urls import URLPattern, path, re_path, register_converter
from django.views.generic import RedirectView
from django.views.static import serve

from agencies.sites import AgencyPath
from news import views as news
from portal import views

register_converter(AgencyPath, "agency_path")


def on_every_site(route: str, view: Callable[..., HttpResponse], name: str) -> list[URLPattern]:
    """Return the addresses of a page on the sites of all agencies, and on the root's."""
    return [
        path(f"co-quan/<agency_path:path>/{route}", view, name=name),
        path(route, view, name=f"root-{name}"),
    ]


urlpatterns = [
    path("quan-tri/", admin.site.urls),
    path("co-quan/", RedirectView.as_view(url="/", permanent=True)),
    path("suc-khoe/", views.health, name="health"),
    *on_every_site("tin-tuc/<int:pk>-<slug:slug>/", news.article, "article"),
    *on_every_site("tin-tuc/", news.news_list, "news"),
    *on_every_site("", views.home, "home"),
]

if settings.DEVELOPMENT:  # elsewhere nginx serves what people uploaded
    urlpatterns.append(re_path(r"^media/(?P<path>.*)$", serve, {"document_root": settings.MEDIA_ROOT}))
