"""What waits for those who write and edit, and what happened to the articles of their agencies (agencies.desk)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format

from agencies import desk
from agencies.models import Role
from news.actions import EDITORS, WRITERS
from news.admin.filters import StageFilter
from news.models import ArticleEvent, Edition, Placement, Push, PushPiece
from news.models.edition import EditionQuerySet
from news.models.stages import EditionState


@desk.waits
def editions_that_wait(person: desk.Person) -> Iterator[desk.Task]:
    """Tell writers and editors which editions wait for them."""
    shown = Edition.objects.select_related("article__origin", "saved_by")
    return desk.tasks_of_each([*_written(person), *_decided_on(person)], shown, _edition)


def _written(person: desk.Person) -> Iterator[tuple[desk.Task, EditionQuerySet]]:
    """Yield what a writer has begun, and what was sent back to them."""
    if not person.user.holds_anywhere(WRITERS):
        return
    mine = _editions(person, WRITERS).filter(begun_by=person.user).order_by("-saved_at")
    sent_back = _task(
        title="Bị trả lại, cần sửa",
        advice="Mở bài để xem lý do, sửa rồi trình duyệt lại.",
        asked="returned&nguoi-viet=toi",
    )
    begun = _task(
        title="Bài bạn đang soạn",
        advice="Viết tiếp, rồi bấm “Lưu và trình duyệt” khi bài đã xong.",
        asked="draft&nguoi-viet=toi",
    )
    yield sent_back, mine.filter(state=EditionState.RETURNED)
    yield begun, mine.filter(state=EditionState.DRAFT)


def _decided_on(person: desk.Person) -> Iterator[tuple[desk.Task, EditionQuerySet]]:
    """Yield what waits for a second person, and for its hour."""
    if not person.user.holds_anywhere(EDITORS):
        return
    theirs = _editions(person, EDITORS).order_by("saved_at")
    not_mine = theirs.exclude(hands__contains=[person.user.pk])
    submitted = _task(title="Chờ duyệt", advice="Đọc, rồi duyệt hoặc trả lại kèm lý do.", asked="submitted")
    urgent = _task(
        title="Đăng gấp, chờ duyệt sau",
        advice="Bài đã lên trang với một người quyết định. Đọc lại và duyệt, hoặc sửa.",
        asked=StageFilter.AFTERWARDS[0],
    )
    approved = _task(
        title="Đã duyệt, chưa đăng",
        advice="Đăng, hoặc hẹn giờ. Bài đã hẹn giờ thì tự lên trang.",
        asked="approved",
    )
    yield submitted, not_mine.filter(state=EditionState.SUBMITTED).exclude(submitted_by=person.user)
    yield urgent, not_mine.to_be_approved_afterwards().exclude(published_by=person.user)
    yield approved, theirs.filter(state__in=[EditionState.APPROVED, EditionState.SCHEDULED])


@desk.waits
def what_is_suggested(person: desk.Person) -> Iterator[desk.Task]:
    """Tell editors what those above suggest to their sites; what is overdue first.

    What they have suggested themselves, others answer.
    """
    if not person.user.holds_anywhere(EDITORS):
        return
    theirs = desk.entrusted(person, EDITORS)
    offered = Placement.objects.offered().filter(agency__in=theirs).exclude(article__origin__in=theirs)
    yield desk.task_of(
        offered.select_related("article", "agency", "push").order_by("push__answer_by", "pk"),
        _offered,
        title="Được đề nghị đăng, chờ trả lời",
        advice="Nhận đăng, hoặc không nhận và nêu lý do.",
        address=reverse("admin:news_placement_changelist") + "?tra-loi=cho",
        rank=1,
    )


@desk.waits
def what_is_not_answered(person: desk.Person) -> Iterator[desk.Task]:
    """Tell editors which of their suggestions others should have answered by now."""
    if not person.user.holds_anywhere(EDITORS):
        return
    late = Push.objects.with_overdue_answers().filter(article__origin__in=desk.entrusted(person, EDITORS))
    yield desk.task_of(
        late.select_related("article").order_by("answer_by", "pk"),
        _not_answered,
        title="Đề nghị đăng đã quá hạn trả lời",
        advice="Xem những trang nào chưa trả lời rồi nhắc họ, hoặc thu hồi đề nghị.",
        address=reverse("admin:news_push_changelist") + "?tra-loi=qua-han",
        rank=2,
    )


@desk.waits
def pushes_under_way(person: desk.Person) -> Iterator[desk.Task]:
    """Tell editors how far their pushes have come."""
    if not person.user.holds_anywhere(EDITORS):
        return
    ordered = Push.objects.filter(state=Push.State.ORDERED, article__origin__in=desk.entrusted(person, EDITORS))
    arrived = Count("pieces", filter=~Q(pieces__state=PushPiece.State.WAITING))
    counted = ordered.annotate(parts=Count("pieces"), arrived=arrived).select_related("article")
    yield desk.task_of(
        counted.order_by("-ordered_at"),
        _under_way,
        title="Đang phát hành xuống cấp dưới",
        advice="Không cần làm gì: bài tự đến từng trang. Bấm để xem tiến độ.",
        address=reverse("admin:news_push_changelist") + "?state__exact=ordered",
        rank=1,
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


def _offered(placement: Any) -> desk.Row:
    return desk.Row(
        label=placement.article.title,
        address=reverse("admin:news_placement_change", args=[placement.pk]),
        note=f"{placement.agency.name}, {_until(placement.push)}",
    )


def _not_answered(push: Any) -> desk.Row:
    return desk.Row(
        label=push.article.title,
        address=reverse("admin:news_push_ledger", args=[push.pk]) + "?tinh_trang=offered",
        note=f"{number_format(push.unanswered, force_grouping=True)} trang, {_until(push)}",
    )


def _under_way(push: Any) -> desk.Row:
    return desk.Row(
        label=push.article.title,
        address=reverse("admin:news_push_change", args=[push.pk]),
        percent=100 * push.arrived // push.parts if push.parts else 0,
    )


def _until(push: Push) -> str:
    day = f"{push.answer_by:%d/%m/%Y}"
    return f"quá hạn từ {day}" if push.is_overdue else f"trả lời trước hết ngày {day}"


def _editions(person: desk.Person, roles: frozenset[Role]) -> EditionQuerySet:
    return Edition.objects.filter(article__origin__in=desk.entrusted(person, roles))


def _task(*, title: str, advice: str, asked: str) -> desk.Task:
    address = f"{reverse('admin:news_article_changelist')}?tinh-trang={asked}"
    return desk.Task(title=title, advice=advice, address=address, rank=1)


def _edition(edition: Edition) -> desk.Row:
    at = timezone.localtime(edition.scheduled_for or edition.saved_at)
    said = f"hẹn {at:%H:%M %d/%m/%Y}" if edition.scheduled_for else f"{edition.saved_by}, {at:%d/%m/%Y}"
    return desk.Row(
        label=edition.title,
        address=reverse("admin:news_article_change", args=[edition.article_id]),
        note=f"{edition.article.origin}, {said}",
    )
