"""`/_components/`: every component of the public pages in every state. In development only."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from agencies.models import Agency, AgencyKind, Banner, BannerLevel
from agencies.sites import Site, UnitGroup, linked
from markup import clean
from markup import render as render_text
from news.description import Description, described
from news.documents import DocumentKind, said_in_words
from news.figures import Document
from news.models import Article, Category, NewsItem, Topic
from news.photos import WIDTHS, Photo, rendition, renditions, widths_of
from portal.demo.drawings import drawn
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
        "text": _text(),
        "documents_listed": _documents(),
        "photos": {"rendered": _photo(), "plain": replace(_photo(), widths=())},
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


def _text() -> SafeString:
    """Return a rich text with each kind of block there is, one table of them wide."""
    header = "".join(f"<th>{name}</th>" for name in ("Thủ tục", *(f"Tháng {month}" for month in range(1, 13))))
    row = "".join(f"<td>{number}</td>" for number in range(1_204, 1_216))
    figure = '<figure><img data-picture="1" alt="Quốc huy"><figcaption>Chú thích của ảnh.</figcaption></figure>'
    typed = f"""
        <p>Đoạn văn có chữ <strong>đậm</strong>, chữ <em>nghiêng</em>, H<sub>2</sub>O, m<sup>2</sup> và
        <a href="https://chinhphu.vn/">một liên kết</a>.<br>Dòng sau.</p>
        <h2>Đề mục lớn</h2><p>Đoạn văn.</p><h3>Đề mục vừa</h3><p>Đoạn văn.</p><h4>Đề mục nhỏ</h4>
        <ul><li>Mục một<ul><li>Mục con</li></ul></li><li>{LONG_WORD}</li></ul>
        <ol start="3"><li>Mục ba</li><li>Mục bốn<p>Đoạn nữa của mục bốn.</p></li></ol>
        <blockquote>Lời của người khác, được trích nguyên văn.</blockquote>
        <table><tr>{header}</tr><tr><th>Khai sinh</th>{row}</tr><tr><th>Kết hôn</th>{row}</tr></table>{figure}"""
    emblem = '<img src="{}" alt="{}" width="120" height="120">'
    shown = render_text(clean(typed), lambda _pk, alt: format_html(emblem, static("images/emblem.svg"), alt))
    return mark_safe(shown)  # noqa: S308 - nothing but the allow-list


def _documents() -> list[Document]:
    named = (("Kế hoạch ứng phó bão số 5", DocumentKind.PDF, 1_234_567), (LONG_WORD[:150], DocumentKind.DOCX, 48_000))
    return [Document(title, said_in_words(kind, size), "#", kind.media_type, size) for title, kind, size in named]


def _photo() -> Photo:
    """Return a drawing in all its renditions, which are made when somebody first looks."""
    name, width, height = "mau/anh-mau.jpg", 1000, 562
    if not default_storage.exists(rendition(name, WIDTHS[0], "jpg")):
        drawing = drawn("terraces", width, height)
        for file, content in ((name, drawing.read()), *renditions(drawing, name)):
            default_storage.delete(file)
            default_storage.save(file, ContentFile(content))
    return Photo(name, width, height, widths_of(width), focus_x=20, focus_y=80)


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
        "photo_name": None,
        "photo_width": None,
        "photo_height": None,
        "photo_widths": None,
        "photo_focus_x": None,
        "photo_focus_y": None,
        "rank": 0,
        "published_at": datetime.datetime(2026, 11, 20, 8, 30, tzinfo=timezone.get_default_timezone()),
        "origin_path": "ha-noi",
        "origin_name": "Thành phố Hà Nội",
    }
    return NewsItem(reader=language, **{**fields, **other})
