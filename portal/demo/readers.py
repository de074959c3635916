"""What readers have left behind in the demo: how often articles were read, and how useful they found them."""

from __future__ import annotations

import uuid

from django.utils import timezone

from agencies.models import AgencyKind
from feedback.actions import rate_page
from feedback.models import Level
from news.models import Article, Push, ViewCount

# How often an article is read on its first days, about, by who publishes it.
READ = {
    AgencyKind.GOVERNMENT: 21_000,
    AgencyKind.PROVINCE: 6_400,
    AgencyKind.DEPARTMENT: 1_300,
    AgencyKind.COMMUNE: 560,
}
READ_ELSEWHERE = 8_200
MORE_IF_PUSHED = 4
SAID = (
    (Level.VERY, "Dễ hiểu, tôi làm theo được ngay."),
    (Level.SATISFIED, ""),
    (Level.VERY, ""),
    (Level.NOT, "Bảng khó đọc trên điện thoại nhỏ."),
    (Level.SATISFIED, "Nên có bản in chữ to."),
)
RATED = 12  # articles


def read_and_rate() -> None:
    """Let the published articles have been read, some of them rated."""
    articles = list(Article.objects.published().select_related("origin").order_by("pk"))
    pushed = set(Push.objects.in_force().values_list("article", flat=True))
    ViewCount.objects.bulk_create(
        ViewCount(article=article, views=_views(article) * (MORE_IF_PUSHED if article.pk in pushed else 1))
        for article in articles
    )
    for article in articles[:: max(1, len(articles) // RATED)]:
        for number, (level, comment) in enumerate(SAID):
            page = article.get_absolute_url()
            token = uuid.uuid5(uuid.NAMESPACE_URL, f"{page}#{number}")
            rate_page(article.origin, page, language="vi", level=level, comment=comment, token=token)


def _views(article: Article) -> int:
    """Return a number of views that is the same every time and alike for no two articles."""
    usual = READ.get(AgencyKind(article.origin.kind), READ_ELSEWHERE)
    published_at = article.published_at or timezone.now()
    hours = (timezone.now() - published_at).total_seconds() / 3600
    chance = (article.pk * 0.6180339887) % 1
    return round(usual * (0.35 + 1.3 * chance**2) * hours / (hours + 30)) + 7
