"""People and articles for measurements."""

from __future__ import annotations

from django.db import transaction

from agencies.models import Agency, Membership, Role, User
from news.actions import order_push, publish, save_article
from news.models import Article, Push

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
    return order_push(publish(article, by=by), by=by)
