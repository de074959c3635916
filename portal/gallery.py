"""`/_components/`: every component of the public pages in every state. In development only."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from agencies.models import Agency, AgencyKind, Banner, BannerLevel
from agencies.sites import Site, UnitGroup, linked
from news.description import Description, described
from news.models import Article, Category, NewsItem, Topic
from portal.gallery_forms import sample_forms
from portal.gallery_procedures import sample_procedures
from portal.gallery_results import sample_results
from sections.models import Leader, SectionCode
from sections.reading import ChartGroup, ChartUnit, SectionLink

FOLDER = Path(settings.BASE_DIR) / "templates" / "public" / "gallery"
LONG_WORD = "khôngdấucách" * 20


@dataclass(frozen=True)
class Example:
    """The page of examples of one component."""

    name: str
    template: str


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component in every state."""
    examples = [Example(file.stem, f"gallery/{file.name}") for file in sorted(FOLDER.glob("*.html"))]
    return render(request, "portal/components.html", {"examples": examples, **samples(get_language() or "vi")})


def samples(language: str) -> dict[str, Any]:
    """Return what the examples show: sites, news and pages that are in no database."""
    root, province, ward = _agencies()
    site = Site(ward, (root, province), language)
    return {
        "site": site,
        "root_site": Site(root, (), language),
        "long_site": Site(_agency(LONG_WORD[:150], "dai", root), (root,), language),
        "warned_site": Site(ward, (root, province), language, _banners(root, ward)),
        "news": [_news(language), _news(language, rank=1), _news(language, vietnamese_title=LONG_WORD)],
        "groups": (UnitGroup(AgencyKind.COMMUNE, tuple(linked(ward, language) for _ in range(7))),),
        "middle_page": Paginator(range(60), 20).page(2),
        "first_page": Paginator(range(60), 20).page(1),
        "categories": _categories(),
        "topics": _topics(root),
        "about": _described(root, language),
        "forms": sample_forms(),
        **sample_procedures(language),
        **sample_results(language),
        "sections": [SectionLink(code, "#") for code in SectionCode],
        "chart": _chart(ward, language),
        "leaders": [Leader(name="Nguyễn Văn Mẫu", position="Chủ tịch", position_en="Chairman")],
    }


def _banners(*agencies: Agency) -> tuple[Banner, ...]:
    """Return banners of each level, one of them of endless words."""
    until = datetime.datetime(2026, 11, 20, 20, 30, tzinfo=timezone.get_default_timezone())
    told = [
        (BannerLevel.EMERGENCY, "Bão số 5 vào bờ tối nay. Ở trong nhà, không ra khơi.", "/"),
        (BannerLevel.WARNING, LONG_WORD[:240], "https://example.com/"),
        (BannerLevel.INFORMATION, "Chiều thứ sáu, bộ phận một cửa nghỉ tập huấn.", ""),
        (BannerLevel.INFORMATION, "Từ thứ hai, một cửa mở thêm buổi tối.", ""),
    ]
    return tuple(
        Banner(pk=number, agency=agencies[number % len(agencies)], level=level, text=text, link=link, ends_at=until)
        for number, (level, text, link) in enumerate(told)
    )


def _chart(unit: Agency, language: str) -> tuple[ChartGroup, ...]:
    """Return a chart of two kinds below an agency, one of them in two steps."""
    words = linked(unit, language).words
    leaf, more = ChartUnit(words, "#", ""), ChartUnit(words, "#", "#")
    wards = ChartGroup(AgencyKind.COMMUNE, (leaf, more, leaf))
    parted = ChartUnit(words, "#", "", groups=(wards,))
    return (ChartGroup(AgencyKind.DEPARTMENT, (parted, leaf)), ChartGroup(AgencyKind.COMMUNE, (more,) * 9))


def _categories() -> list[Category]:
    names = (("kinh-te", "Kinh tế, đầu tư", "Economy and investment"), ("dai", LONG_WORD[:100], LONG_WORD[:100]))
    return [Category(slug=slug, name=name, english_name=english) for slug, name, english in names]


def _topics(owner: Agency) -> list[Topic]:
    days = {"starts_on": datetime.date(2026, 11, 1), "ends_on": datetime.date(2026, 12, 31)}
    lead = "Những việc làm được từ đầu năm, và những việc còn phải làm để mỗi hồ sơ được trả đúng hẹn."
    return [
        Topic(owner=owner, slug="dung-hen", title="Đúng hẹn với người dân", lead=lead, **days),
        Topic(owner=owner, slug="dai", title=LONG_WORD[:150], lead=LONG_WORD, starts_on=days["starts_on"]),
    ]


def _described(origin: Agency, language: str) -> Description:
    moment = datetime.datetime(2026, 11, 20, 8, 30, tzinfo=timezone.get_default_timezone())
    article = Article(pk=1, slug="mau", origin=origin, title="Bài mẫu", lead="Tóm tắt.", published_at=moment)
    return described(article, article.text_in("vi"), language)


def _agencies() -> tuple[Agency, Agency, Agency]:
    root = Agency(pk=1, kind=AgencyKind.GOVERNMENT, name="Chính phủ", short_name="Chính phủ")
    province = _agency("Thành phố Hà Nội", "ha-noi", root)
    return root, province, _agency("Phường Ba Đình", "ha-noi/phuong-ba-dinh", province)


def _agency(name: str, path: str, parent: Agency) -> Agency:
    return Agency(kind=AgencyKind.COMMUNE, name=f"Ủy ban nhân dân {name}", short_name=name, path=path, parent=parent)


def _news(language: str, **other: Any) -> NewsItem:
    fields = {
        "pk": 1,
        "slug": "mau",
        "vietnamese_title": "Từ tháng này, trả kết quả đăng ký khai sinh ngay trong ngày tại mọi phường, xã",
        "vietnamese_lead": "Nộp giấy chứng sinh buổi sáng, nhận giấy khai sinh buổi chiều, không phải đi lại.",
        "photo_name": "",
        "photo_width": None,
        "photo_height": None,
        "rank": 0,
        "published_at": datetime.datetime(2026, 11, 20, 8, 30, tzinfo=timezone.get_default_timezone()),
        "origin_path": "ha-noi",
        "origin_name": "Thành phố Hà Nội",
    }
    return NewsItem(reader=language, **{**fields, **other})
