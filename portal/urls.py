"""Every address of the portal. The pages of a site stand below its agency's path; the root agency's site is `/`."""

from collections.abc import Callable

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.http import HttpResponse
from django.urls import URLPattern, path, re_path, register_converter
from django.views.generic import RedirectView
from django.views.static import serve

from agencies.addresses import SITES
from agencies.sites import AgencyPath
from dossiers import views as dossiers
from feedback import views as feedback
from feedback.addresses import CodeInAddress
from news import views as news
from news.archive import MonthInAddress
from portal import sitemap, views
from portal.gallery import gallery
from procedures import views as procedures
from results import views as results
from sections import views as sections

register_converter(AgencyPath, "agency_path")
register_converter(MonthInAddress, "month")
register_converter(CodeInAddress, "feedback_code")


def on_every_site(route: str, view: Callable[..., HttpResponse], name: str) -> list[URLPattern]:
    """Return the addresses of a page on the sites of all agencies, and on the root's."""
    return [
        path(f"{SITES}/<agency_path:path>/{route}", view, name=name),
        path(route, view, name=f"root-{name}"),
    ]


public = [
    path(f"{SITES}/", RedirectView.as_view(url="/", permanent=True)),
    # Before thong-ke/ and danh-gia/ themselves: the path of an agency takes in all that it can.
    *on_every_site("phan-anh/thong-ke/cach-tinh/", results.feedback_definitions, "feedback-definitions"),
    *on_every_site("phan-anh/thong-ke/so-lieu.csv", results.feedback_as_csv, "feedback-results-csv"),
    *on_every_site("phan-anh/thong-ke/so-lieu.xlsx", results.feedback_as_xlsx, "feedback-results-xlsx"),
    *on_every_site("phan-anh/thong-ke/so-lieu.json", results.feedback_as_json, "feedback-results-json"),
    *on_every_site("phan-anh/thong-ke/", results.feedback_results, "feedback-results"),
    *on_every_site("phan-anh/hoi-dap/", feedback.questions, "questions"),
    *on_every_site("phan-anh/da-sua/", feedback.rule_changes, "rule-changes"),
    *on_every_site("phan-anh/<feedback_code:code>/cung-gap/", feedback.support, "feedback-support"),
    *on_every_site("phan-anh/<feedback_code:code>/", feedback.case, "feedback-case"),
    *on_every_site("phan-anh/", feedback.cases, "feedback"),
    *on_every_site("tin-tuc/<int:pk>-<slug:slug>/", news.article, "article"),
    path("xem-truoc/<str:token>/", news.preview, name="preview"),
    path("xem-truoc/<str:token>/tep/<int:pk>/", news.previewed_attachment, name="previewed-attachment"),
    *on_every_site("tin-tuc/chuyen-muc/<slug:slug>/", news.by_category, "category"),
    *on_every_site("tin-tuc/tu-khoa/<slug:slug>/", news.by_keyword, "keyword"),
    *on_every_site("tin-tuc/thang/<month:month>/", news.by_month, "month"),
    *on_every_site("tin-tuc/thang/", news.months, "months"),
    *on_every_site("tin-tuc/rss.xml", news.rss, "rss"),
    *on_every_site("tin-tuc/atom.xml", news.atom, "atom"),
    *on_every_site("tin-tuc/feed.json", news.json_feed, "json-feed"),
    *on_every_site("tin-tuc/", news.news_list, "news"),
    *on_every_site("chuyen-de/<slug:slug>/", news.topic, "topic"),
    *on_every_site("chuyen-de/", news.topics, "topics"),
    *on_every_site("gioi-thieu/", views.about, "about"),
    *on_every_site("gioi-thieu/lanh-dao/", sections.leaders, "leaders"),
    *on_every_site("gioi-thieu/so-do-to-chuc/", sections.chart, "chart"),
    *on_every_site("gioi-thieu/muc-do-day-du/", sections.completeness_page, "completeness"),
    *on_every_site("gioi-thieu/<slug:code>/", sections.section, "section"),
    *on_every_site("thong-bao-khan/", views.banners, "banners"),
    *on_every_site("thu-tuc/<str:code>/phien-ban/<int:number>/", procedures.former_version, "procedure-version"),
    *on_every_site("thu-tuc/<str:code>/ap-phich/", procedures.poster, "procedure-poster"),
    *on_every_site("thu-tuc/<str:code>/", procedures.procedure, "procedure"),
    *on_every_site("thu-tuc/", procedures.procedures, "procedures"),
    # Fixed words before codes, and before danh-gia/ itself.
    *on_every_site("phan-anh/gui/", feedback.begin, "feedback-send"),
    *on_every_site("phan-anh/gui/<slug:step>/", feedback.step, "feedback-step"),
    *on_every_site("phan-anh/da-gui/", feedback.sent, "feedback-sent"),
    *on_every_site("phan-anh/cung-gap/", feedback.supported, "feedback-supported"),
    *on_every_site("phan-anh/xac-nhan/<str:ticket>/", feedback.confirm, "feedback-confirm"),
    *on_every_site("phan-anh/tra-cuu/", feedback.look_up, "feedback-look-up"),
    *on_every_site("phan-anh/danh-gia/", feedback.rate_answer, "feedback-rate"),
    *on_every_site("phan-anh/khong-dong-y/", feedback.dispute, "feedback-dispute"),
    *on_every_site("phan-anh/du-lieu-cua-toi/", feedback.own_data, "feedback-data"),
    # Before ho-so/ itself: the path of an agency takes in all that it can.
    *on_every_site("thong-ke/", results.overview, "results"),
    *on_every_site("thong-ke/cach-tinh/", results.definitions, "results-definitions"),
    *on_every_site("thong-ke/ho-so/", results.dossiers_behind, "results-dossiers"),
    *on_every_site("thong-ke/ban-do/", results.dots, "results-map"),
    *on_every_site("thong-ke/chi-so/", results.index, "results-index"),
    *on_every_site("thong-ke/chi-so/so-lieu.csv", results.index_as_csv, "results-index-csv"),
    *on_every_site("thong-ke/chi-so/so-lieu.xlsx", results.index_as_xlsx, "results-index-xlsx"),
    *on_every_site("thong-ke/chi-so/so-lieu.json", results.index_as_json, "results-index-json"),
    *on_every_site("thong-ke/so-lieu.csv", results.as_csv, "results-csv"),
    *on_every_site("thong-ke/so-lieu.xlsx", results.as_xlsx, "results-xlsx"),
    *on_every_site("thong-ke/so-lieu.json", results.as_json, "results-json"),
    *on_every_site("ho-so/danh-gia/cam-on/", dossiers.rate_thanks, "dossier-rate-thanks"),
    *on_every_site("ho-so/danh-gia/", dossiers.rate, "dossier-rate"),
    *on_every_site("ho-so/", dossiers.look_up, "dossiers"),
    *on_every_site("so-do/", views.site_map, "map"),
    *on_every_site("danh-gia/", feedback.rate, "rate"),
    *on_every_site("danh-gia/cam-on/", feedback.thanks, "rate-thanks"),
    *on_every_site("", views.home, "home"),
]

urlpatterns = [
    path("quan-tri/", admin.site.urls),
    path("suc-khoe/", views.health, name="health"),
    path("api/v1/dossiers/events", dossiers.events, name="dossier-events"),
    path("api/v1/dossiers/reconciliation", dossiers.reconciliation, name="dossier-reconciliation"),
    path("api/v1/openapi.json", dossiers.openapi, name="openapi"),
    path("api/v1/procedures/<str:code>", procedures.record, name="procedure-record"),
    path("luot-xem/<int:pk>/", news.viewed, name="viewed"),
    path("tai-lieu/<int:article>/<int:pk>/<str:leaf>", news.attachment, name="attachment"),
    path("phan-anh/anh/<str:name>", feedback.photo, name="feedback-photo"),
    path("robots.txt", sitemap.robots, name="robots"),
    path("sitemap.xml", sitemap.sitemap, name="sitemap"),
    path("sitemap-co-quan-<int:number>.xml", sitemap.sitemap_of_sites, name="sitemap-of-sites"),
    path("sitemap-tin-<int:number>.xml", sitemap.sitemap_of_articles, name="sitemap-of-articles"),
    path("sitemap-phan-anh-<int:number>.xml", sitemap.sitemap_of_cases, name="sitemap-of-cases"),
    *i18n_patterns(*public, prefix_default_language=False),
]

if settings.DEVELOPMENT:
    urlpatterns += i18n_patterns(path("_components/", gallery), prefix_default_language=False)
    # Elsewhere nginx serves what people uploaded; documents only through the articles that carry them.
    urlpatterns.append(re_path(r"^media/(?!tai-lieu/)(?P<path>.*)$", serve, {"document_root": settings.MEDIA_ROOT}))
