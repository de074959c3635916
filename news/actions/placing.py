"""What those who run a site decide of the articles on it: what came from above, and what they take up from below.

Every act concerns one placement; what a push leaves to them says its obligation (news.models.push).
"""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from agencies.actions import require, sites_changed
from agencies.models import Agency, User
from news.actions.articles import EDITORS
from news.models import MOST_PINS, Article, ArticleEvent, LocalWording, Placement

State = Placement.State
Verb = ArticleEvent.Verb

DECIDED = ("state", "rank", "show_from", "show_until", "answered_by", "answered_at", "reason")
OVER = "Hết thời gian hiển thị đã hẹn."


@transaction.atomic
def accept(
    placement: Placement,
    *,
    by: User,
    show_from: datetime.datetime | None = None,
    show_until: datetime.datetime | None = None,
) -> Placement:
    """Have a site show what is its own to decide: a suggestion, or what it has hidden; at once, or within hours.

    Raises PermissionDenied unless `by` edits there; ValidationError when the push decides, or for hours that are over.
    """
    placement = _theirs(placement, by)
    now = timezone.now()
    if show_until and show_until <= max(now, show_from or now):
        raise ValidationError({"show_until": "Giờ kết thúc phải ở sau lúc này và sau giờ bắt đầu."})
    to_come = show_from is not None and show_from > now
    if placement.state != State.SHOWN or to_come:
        placement.answered_at = now
    placement.state = State.WAITING if to_come else State.SHOWN
    placement.show_from, placement.show_until = (show_from if to_come else None), show_until
    return _decided(placement, Verb.ACCEPTED, by, "")


@transaction.atomic
def refuse(placement: Placement, *, by: User, reason: str) -> Placement:
    """Not show what was suggested, and say why. Raises as `accept`; ValidationError without a reason or a question."""
    placement = _theirs(placement, by)
    if placement.state != State.OFFERED:
        raise ValidationError("Bài này không chờ trả lời.")
    return _taken_off(placement, State.REFUSED, Verb.REFUSED, by, reason)


@transaction.atomic
def hide(placement: Placement, *, by: User, reason: str) -> Placement:
    """Show no longer what the site may leave out. Raises as `accept`; ValidationError without a reason."""
    placement = _theirs(placement, by)
    if placement.state not in (State.SHOWN, State.WAITING):
        raise ValidationError("Bài này không hiển thị trên trang, nên không có gì để ẩn.")
    return _taken_off(placement, State.HIDDEN, Verb.HIDDEN, by, reason)


@transaction.atomic
def reword(placement: Placement, *, by: User, title: str = "", lead: str = "", note: str = "") -> Placement:
    """Say something of the site's own with an adaptable article; nothing at all takes back what was said.

    The article stays as it is, and its own title stands beside the site's. Raises as `accept`.
    """
    placement = _theirs(placement, by)
    if placement.push is None or not placement.push.is_adaptable:
        raise ValidationError("Bài này được đăng nguyên văn, không điều chỉnh tại trang được.")
    wording = LocalWording(placement=placement, title=title.strip(), lead=lead.strip(), note=note.strip(), saved_by=by)
    if wording.is_empty:
        LocalWording.objects.filter(placement=placement).delete()
    else:
        wording.save()
    _note(placement, Verb.REWORDED, by, title=wording.title, lead=wording.lead, note=wording.note)
    return placement


@transaction.atomic
def pin(placement: Placement, *, by: User, position: int | None) -> None:
    """Put an article into the order that a site has above the rest, 1 on top, or (None) back into its place by date.

    Of several in one position the newest comes first. Raises PermissionDenied; ValidationError for no such position.
    """
    require(by, EDITORS, placement.agency)
    if position is not None and not 1 <= position <= MOST_PINS:
        raise ValidationError(f"Chọn vị trí từ 1 đến {MOST_PINS}.")
    rank = MOST_PINS + 1 - position if position else 0
    if Placement.objects.filter(pk=placement.pk).exclude(rank=rank).update(rank=rank):
        _note(placement, Verb.PINNED if rank else Verb.UNPINNED, by, position=position)


@transaction.atomic
def feature(article: Article, *, at: Agency, by: User) -> Placement:
    """Show on the site of `at` an article of an agency below it. The article stays the lower agency's own.

    Raises PermissionDenied unless `by` edits at `at`; ValidationError if the article is not public or not from below.
    """
    require(by, EDITORS, at)
    article = Article.objects.locked().get(pk=article.pk)
    if article.published_at is None or not article.is_published:
        raise ValidationError("Chỉ đưa lên trang cấp trên được bài đang đăng.")
    if not Agency.objects.below(at).filter(pk=article.origin_id).exists():
        raise ValidationError(f"Bài không phải của một cơ quan dưới {at}.")
    placement, is_new = Placement.objects.get_or_create(
        article=article, agency=at, defaults={"published_at": article.published_at, "category": article.category}
    )
    if not is_new and placement.state == State.SHOWN:
        raise ValidationError(f"Bài đã có trên trang của {at}.")
    placement.state, placement.answered_at = State.SHOWN, timezone.now()
    return _decided(placement, Verb.FEATURED, by, "")


@transaction.atomic
def show_now(placement: Placement) -> None:
    """Show what has waited for its hour. By the clock; the row is locked."""
    placement.state = State.SHOWN
    placement.save(update_fields=["state"])
    sites_changed(placement.agency)


@transaction.atomic
def hide_now(placement: Placement) -> None:
    """Hide what has been shown for as long as it was to be. By the clock; the row is locked."""
    placement.state, placement.rank, placement.reason = State.HIDDEN, 0, OVER
    placement.save(update_fields=["state", "rank", "reason"])
    _note(placement, Verb.HIDDEN, None, reason=OVER)


def _theirs(placement: Placement, by: User) -> Placement:
    """Return the placement, locked, if `by` runs its site and it is theirs to decide."""
    locked = Placement.objects.select_for_update(of=("self",), no_key=True)
    placement = locked.select_related("agency", "article", "push").get(pk=placement.pk)
    require(by, EDITORS, placement.agency)
    if placement.push is not None and placement.push.is_recalled:
        raise ValidationError("Bài đã được cơ quan cấp trên thu hồi.")
    if not placement.is_theirs_to_decide:
        raise ValidationError(
            "Đây là bài của chính trang này: hãy gỡ bài ở trang của bài."
            if placement.is_own
            else "Bài bắt buộc: trang này hiển thị nguyên văn, không ẩn được."
        )
    return placement


def _taken_off(placement: Placement, state: State, verb: ArticleEvent.Verb, by: User, reason: str) -> Placement:
    if not reason.strip():
        raise ValidationError({"reason": "Hãy ghi lý do."})
    placement.state, placement.rank, placement.answered_at = state, 0, timezone.now()
    placement.show_from = placement.show_until = None
    return _decided(placement, verb, by, reason.strip())


def _decided(placement: Placement, verb: ArticleEvent.Verb, by: User, reason: str) -> Placement:
    placement.answered_by, placement.reason = by, reason
    placement.save(update_fields=DECIDED)
    _note(placement, verb, by, reason=reason, show_from=placement.show_from, show_until=placement.show_until)
    return placement


def _note(placement: Placement, verb: ArticleEvent.Verb, by: User | None, **details: object) -> None:
    """Write down what was decided, and have the site show it."""
    said = {"agency": placement.agency_id, "push": placement.push_id, **details}
    ArticleEvent.objects.create(article_id=placement.article_id, verb=verb, by=by, details=said)
    sites_changed(placement.agency)
