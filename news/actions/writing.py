"""Writing: what is typed is kept in the open edition of an article. What the public reads is not touched."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Max
from django.utils import timezone

from agencies.actions import EachRefusedError, require_at_all
from agencies.models import Role, User
from news.actions.bodies import body_to_keep
from news.actions.hiding import list_pictures
from news.models import Article, ArticleEvent, Edition, read_open_editions
from news.models.content import Content
from vietnamese.slugs import slug

WRITERS = frozenset({Role.AUTHOR, Role.EDITOR, Role.ADMINISTRATOR})

# The name in the address of an article whose title has no letter or digit to make one of.
WITHOUT_LETTERS = "bai-viet"
FORMER = ("title", "lead", "body")
CONTENT = [field.name for field in Content._meta.fields]
AT_ONCE = 500  # rows in one statement, each with its body

Verb = ArticleEvent.Verb


class SavedMeanwhileError(ValidationError):
    """Somebody else has saved the article since it was opened. `edition` is what stands there now, if any."""

    def __init__(self, edition: Edition | None) -> None:
        """Say who, and when."""
        self.edition = edition
        who = f"{edition.saved_by} đã lưu bài này lúc {timezone.localtime(edition.saved_at):%H:%M}" if edition else ""
        super().__init__(f"{who or 'Bài này đã được người khác đăng hoặc bỏ'}, sau khi bạn mở bài. Chưa lưu gì cả.")


def save_article(article: Article, *, by: User, seen: str | None = None) -> Article:
    """Keep what was written of one article. See save_articles. Raises what that says of it, SavedMeanwhileError too."""
    try:
        (saved,) = save_articles([article], by=by, seen=[seen])
    except EachRefusedError as refused:
        raise refused.each[0] from None
    return saved


@transaction.atomic
def save_articles(articles: Sequence[Article], *, by: User, seen: Sequence[str | None] | None = None) -> list[Article]:
    """Keep what was written: in the open editions, or in new ones. A fixed number of queries for each AT_ONCE articles.

    `seen` is, for each, what `Edition.seen` was when the writer opened the article, "" if nothing was being written:
    given, it must still be so. Raises PermissionDenied unless `by` writes at all origins; EachRefusedError when nothing
    can be kept because somebody else has saved an article meanwhile, a stored one is to change its origin, others are
    judging an edition, or a body cannot be kept.
    """
    require_at_all(by, WRITERS, {article.origin for article in articles})
    stored = _locked(articles)
    refusals = {
        place: refusal
        for place, (article, known) in enumerate(zip(articles, seen or [None] * len(articles), strict=True))
        if (refusal := _unfit(article) or (_refusal(stored[article.pk], article, known) if article.pk else None))
    }
    if refusals:
        raise EachRefusedError(refusals)
    new = [article for article in articles if article.pk is None]
    _create(new, by)
    editions = _editions_of([stored.get(article.pk, article) for article in articles], by)
    events = [
        _kept(edition, article, by, Verb.CORRECTED if article.pk in stored else Verb.WRITTEN)
        for edition, article in zip(editions, articles, strict=True)
    ]
    _store(editions, Edition, [*CONTENT, "saved_by", "saved_at", "saves", "hands"])
    for edition in editions:
        list_pictures(edition.article, edition.photo_id, edition.body)
    ArticleEvent.objects.bulk_create(events, batch_size=AT_ONCE)
    _show_what_is_written(stored.values())
    for article in new:
        article.__dict__.pop("open_edition")  # it is asked for anew: others may go on with it
    return [stored[article.pk].as_written() if article.pk in stored else article for article in articles]


def new_edition(article: Article, by: User) -> Edition:
    """Begin the next edition of a stored article, with what it says now. The article is locked."""
    last = article.editions.order_by("-number").values_list("number", flat=True).first() or 0
    edition = _begun(article, last, by)
    edition.save()
    return edition


def address_of(title: str) -> str:
    """Return the name in the address of an article with this title."""
    return slug(title, max_length=100) or WITHOUT_LETTERS


def _locked(articles: Iterable[Article]) -> dict[int, Article]:
    """Return the stored articles, each with its open edition if it has one, for one act at a time."""
    keys = [article.pk for article in articles if article.pk]
    locked = read_open_editions(list(Article.objects.locked().filter(pk__in=keys).order_by("pk")))
    return {article.pk: article for article in locked}


def _unfit(typed: Article) -> ValidationError | None:
    """Bring a body into the form in which it is kept; return what is wrong with it, if anything is."""
    try:
        typed.body = body_to_keep(typed.body)
    except ValidationError as refusal:
        return refusal
    return None


def _refusal(stored: Article, typed: Article, seen: str | None) -> ValidationError | None:
    """Return what keeps a stored article from being written, if anything does."""
    edition = stored.open_edition
    if stored.origin_id != typed.origin_id:
        return ValidationError({"origin": "Bài đã lưu không chuyển sang cơ quan khác được."})
    if seen is not None and seen != (edition.seen if edition else ""):
        return SavedMeanwhileError(edition)
    if edition and not edition.is_writable:
        return ValidationError(f"Bản này {edition.get_state_display().lower()}: hãy lấy lại trước khi sửa.")
    return None


def _create(articles: list[Article], by: User) -> None:
    for article in articles:
        article.created_by = by
        article.slug = address_of(article.title)
        article.open_edition = None
    Article.objects.bulk_create(articles, batch_size=AT_ONCE)


def _editions_of(articles: Sequence[Article], by: User) -> list[Edition]:
    """Return the open edition of each article; where there is none, one that is not stored yet."""
    without = [article.pk for article in articles if article.open_edition is None]
    numbered = Edition.objects.filter(article__in=without).values("article").order_by("article")
    last = dict(numbered.annotate(last=Max("number")).values_list("article", "last"))
    editions = []
    for article in articles:
        article.open_edition = article.open_edition or _begun(article, last.get(article.pk, 0), by)
        editions.append(article.open_edition)
    return editions


def _begun(article: Article, last: int, by: User) -> Edition:
    edition = Edition(article=article, number=last + 1, begun_by=by, saved_by=by)
    edition.say_the_same_as(article)
    return edition


def _kept(edition: Edition, typed: Article, by: User, verb: ArticleEvent.Verb) -> ArticleEvent:
    """Let an edition say what was typed; return the event that tells of it."""
    former = {field: getattr(edition, field) for field in FORMER} if verb == Verb.CORRECTED else {}
    edition.say_the_same_as(typed)
    edition.saved_by, edition.saved_at = by, timezone.now()
    edition.saves += 1
    if by.pk not in edition.hands:
        edition.hands.append(by.pk)
    details = {"title": edition.title, "edition": edition.number, "former": former}
    return ArticleEvent(article_id=edition.article_id, verb=verb, by=by, details=details)


def _show_what_is_written(articles: Iterable[Article]) -> None:
    """Let articles that were never public say what is being written, so that staff find them by their titles."""
    drafts = [article for article in articles if article.is_draft]
    for article in drafts:
        article.as_written()
        article.slug = address_of(article.title)
    _store(drafts, Article, [*CONTENT, "slug"])


def _store(rows: Sequence[models.Model], model: type[models.Model], fields: list[str]) -> None:
    """Write rows, new ones and, of those that there are, `fields`: one statement for many, files too."""
    old = [row for row in rows if row.pk]
    model._default_manager.bulk_create([row for row in rows if not row.pk], batch_size=AT_ONCE)
    model._default_manager.bulk_create(
        old, batch_size=AT_ONCE, update_conflicts=True, unique_fields=["id"], update_fields=fields
    )
