"""What waits for those who write and edit, and what happened to the articles of their agencies (agencies.desk)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from agencies import desk
from agencies.models import Role
from news.actions import EDITORS, WRITERS
from news.models import Article, ArticleEvent, Push, PushPiece


@desk.waits
def own_drafts(person: desk.Person) -> Iterator[desk.Task]:
    """Tell writers what they have begun."""
    if not person.user.holds_anywhere(WRITERS):
        return
    yield _drafts(
        _within(person, WRITERS).filter(created_by=person.user),
        title="Bản nháp của bạn",
        advice="Viết tiếp. Biên tập viên của cơ quan xuất bản khi bài đã xong."
        if not person.user.holds_anywhere(EDITORS)
        else "Viết tiếp, rồi xuất bản khi bài đã xong.",
        asked="?status__exact=draft&nguoi-viet=toi",
    )


@desk.waits
def drafts_to_edit(person: desk.Person) -> Iterator[desk.Task]:
    """Tell editors what others have written for their agencies."""
    if not person.user.holds_anywhere(EDITORS):
        return
    yield _drafts(
        _within(person, EDITORS).exclude(created_by=person.user),
        title="Bản nháp chờ biên tập",
        advice="Đọc, sửa rồi xuất bản.",
        asked="?status__exact=draft&nguoi-viet=khac",
    )


@desk.waits
def pushes_under_way(person: desk.Person) -> Iterator[desk.Task]:
    """Tell editors how far their pushes have come."""
    if not person.user.holds_anywhere(EDITORS):
        return
    ordered = Push.objects.filter(state=Push.State.ORDERED, article__origin__in=desk.entrusted(person, EDITORS))
    arrived = Count("pieces", filter=~Q(pieces__state=PushPiece.State.WAITING))
    counted = ordered.annotate(parts=Count("pieces"), arrived=arrived).select_related("article")
    count, found = desk.first_of(counted.order_by("-ordered_at"))
    yield desk.Task(
        title="Đang phát hành xuống cấp dưới",
        advice="Không cần làm gì: bài tự đến từng trang. Bấm để xem tiến độ.",
        address=reverse("admin:news_push_changelist") + "?state__exact=ordered",
        count=count,
        rank=1,
        rows=tuple(
            desk.Row(
                label=push.article.title,
                address=reverse("admin:news_push_change", args=[push.pk]),
                percent=100 * push.arrived // push.parts if push.parts else 0,
            )
            for push in found
        ),
    )


@desk.offers
def writing(person: desk.Person) -> Iterator[desk.Offer]:
    """Offer writers a new article."""
    if person.user.holds_anywhere(WRITERS):
        yield desk.Offer("Viết bài", reverse("admin:news_article_add"), main=True)


@desk.happened
def done_to_articles(person: desk.Person) -> Iterator[desk.Happening]:
    """Tell what was done to the articles of the agencies entrusted to the person."""
    events = ArticleEvent.objects.filter(article__origin__in=desk.entrusted(person), pk__gt=desk.latest(ArticleEvent))
    for event in events.select_related("article", "by").order_by("-pk")[: desk.HAPPENINGS]:
        yield desk.Happening(
            at=event.at,
            who=str(event.by or "hệ thống"),
            what=event.get_verb_display(),
            about=event.article.title,
            address=reverse("admin:news_article_history", args=[event.article_id]),
        )


def _within(person: desk.Person, roles: frozenset[Role]) -> QuerySet[Article]:
    return Article.objects.filter(origin__in=desk.entrusted(person, roles))


def _drafts(articles: QuerySet[Article], *, title: str, advice: str, asked: str) -> desk.Task:
    drafts = articles.filter(status=Article.Status.DRAFT).select_related("origin", "created_by")
    count, found = desk.first_of(drafts.order_by("-created_at"))
    return desk.Task(
        title=title,
        advice=advice,
        address=reverse("admin:news_article_changelist") + asked,
        count=count,
        rank=1,
        rows=tuple(_rows(found)),
    )


def _rows(drafts: Iterable[Article]) -> Iterator[desk.Row]:
    for draft in drafts:
        begun = timezone.localtime(draft.created_at)
        yield desk.Row(
            label=draft.title,
            address=reverse("admin:news_article_change", args=[draft.pk]),
            note=f"{draft.origin}, {draft.created_by}, {begun:%d/%m/%Y}",
        )
