"""People and articles for measurements."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from agencies.models import Agency, AgencyKind, Membership, Role, User
from bench.stage import progress, tidy
from news.actions import advance, order_push, publish, save_article
from news.models import Article, Push

ARTICLES = 20

PARAGRAPH = (
    "Từ ngày 01 tháng 7, người dân nộp hồ sơ tại bất kỳ trung tâm phục vụ hành chính công nào trong tỉnh, "
    "không phụ thuộc nơi cư trú, và nhận kết quả tại nhà qua dịch vụ bưu chính công ích. "
)


def editor_of(agency: Agency) -> User:
    """Return a new person who edits at `agency`."""
    user = User.objects.create(username=f"editor-{agency.pk}", agency=agency, is_staff=True)
    Membership.objects.create(user=user, agency=agency, role=Role.EDITOR)
    return user


def draft(origin: Agency, number: int, *, by: User) -> Article:
    """Return a saved draft of an ordinary length (about 3,000 letters)."""
    article = Article(
        origin=origin,
        title=f"Nộp hồ sơ tại bất kỳ trung tâm nào trong tỉnh, đợt {number}",
        lead=PARAGRAPH,
        body="\n\n".join([3 * PARAGRAPH] * 5),
        author="Ban biên tập",
    )
    return save_article(article, by=by)


@transaction.atomic
def publish_and_push(article: Article, *, by: User) -> Push:
    """Publish the draft and order its push to all below, in one transaction."""
    return order_push(publish(article, by=by, urgent="Đo."), by=by)


@dataclass(frozen=True)
class Sites:
    """Where the pages that are measured stand, and an article that all of them show."""

    root: Agency
    province: Agency
    commune: Agency
    article: Article


def publish_everywhere() -> Sites:
    """Push ARTICLES articles from the root to all sites, and let the database settle."""
    progress(f"  {ARTICLES} articles on every site")
    root = Agency.objects.get(parent=None)
    editor = editor_of(root)
    for number in range(ARTICLES):
        advance(publish_and_push(draft(root, number, by=editor), by=editor).pk)
    tidy()
    province = Agency.objects.filter(kind=AgencyKind.PROVINCE).in_tree_order().first()
    commune = Agency.objects.filter(kind=AgencyKind.COMMUNE).below(province).in_tree_order().first()
    return Sites(root, province, commune, Article.objects.first())
