"""Who may do what in the newsroom: one table of every act and every role, looked at with real people and articles."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from agencies.actions import end_banner, raise_banner
from agencies.models import Agency, AgencyKind, Banner, Role, User
from news import actions
from news.models import Article, ArticleTranslation, Category, Obligation, Picture, Placement, Topic
from tests.conftest import person
from tests.country import Country, found
from tests.news.files import pdf, picture, upload
from tests.news.newsroom import draft, publish_now, published

pytestmark = pytest.mark.django_db

# Each person holds one role, and does what concerns Phường Ba Đình, in Hà Nội.
#   author, editor, admin, auditor   at the ward itself
#   above                            an editor of Hà Nội: rights go down the tree
#   beside                           an administrator of Huế, where all this is not theirs
#   operator                         she keeps the portal running
WHO = ("author", "editor", "admin", "auditor", "above", "beside", "operator")
TABLE = """
    act                       author editor admin auditor above beside operator
    write                     yes    yes    yes   -       yes   -      yes
    submit                    yes    yes    yes   -       yes   -      yes
    take back                 yes    yes    yes   -       yes   -      yes
    discard                   yes    yes    yes   -       yes   -      yes
    restore an edition        yes    yes    yes   -       yes   -      yes
    classify a draft          yes    yes    yes   -       yes   -      yes
    translate a draft         yes    yes    yes   -       yes   -      yes
    approve                   -      yes    yes   -       yes   -      yes
    approve afterwards        -      yes    yes   -       yes   -      yes
    send back                 -      yes    yes   -       yes   -      yes
    schedule                  -      yes    yes   -       yes   -      yes
    unschedule                -      yes    yes   -       yes   -      yes
    publish                   -      yes    yes   -       yes   -      yes
    publish urgently          -      yes    yes   -       yes   -      yes
    limit                     -      yes    yes   -       yes   -      yes
    withdraw                  -      yes    yes   -       yes   -      yes
    remove                    -      yes    yes   -       yes   -      yes
    classify what is public   -      yes    yes   -       yes   -      yes
    translate what is public  -      yes    yes   -       yes   -      yes
    keep a picture            yes    yes    yes   -       yes   -      yes
    add pictures to a draft   yes    yes    yes   -       yes   -      yes
    describe a picture        yes    yes    yes   -       yes   -      yes
    describe a public picture -      yes    yes   -       yes   -      yes
    attach a document         yes    yes    yes   -       yes   -      yes
    order the documents       yes    yes    yes   -       yes   -      yes
    keep a topic              -      yes    yes   -       yes   -      yes
    keep a category           -      -      -     -       -     -      yes
    push                      -      yes    yes   -       yes   -      yes
    recall                    -      yes    yes   -       yes   -      yes
    accept                    -      yes    yes   -       yes   -      yes
    refuse                    -      yes    yes   -       yes   -      yes
    hide                      -      yes    yes   -       yes   -      yes
    reword                    -      yes    yes   -       yes   -      yes
    pin                       -      yes    yes   -       yes   -      yes
    feature from below        -      yes    yes   -       yes   -      yes
    raise a banner            -      yes    yes   -       yes   -      yes
    end a banner              -      yes    yes   -       yes   -      yes
"""
MAY = {
    (" ".join(words[: -len(WHO)]), who): said == "yes"
    for words in (line.split() for line in TABLE.strip().splitlines()[1:])
    for who, said in zip(WHO, words[-len(WHO) :], strict=True)
}


@dataclass
class Desk:
    """The ward's newsroom and those who are there before the person whose rights are looked at."""

    country: Country
    writer: User
    operator: User

    def draft(self) -> Article:
        return draft(self.country.ba_dinh, self.writer)

    def submitted(self) -> Article:
        article = self.draft()
        actions.submit(article, by=self.writer)
        return article

    def approved(self) -> Article:
        article = self.submitted()
        actions.approve(article, by=self.operator)
        return article

    def scheduled(self) -> Article:
        article = self.approved()
        actions.schedule(article, by=self.operator, at=soon())
        return article

    def public(self) -> Article:
        return published(self.country.ba_dinh, self.operator)

    def urgent(self) -> Article:
        """Return what somebody published alone, who will not approve it."""
        return publish_now(self.draft(), by=person("mot-minh", self.country.ba_dinh, Role.EDITOR))

    def placed(self, obligation: Obligation) -> Placement:
        """Return how an article of the Government stands at the ward."""
        day = timezone.localdate() if obligation == Obligation.SUGGESTED else None
        article = published(self.country.government, self.operator)
        push = actions.order_push(article, by=self.operator, obligation=obligation, answer_by=day)
        actions.advance(push.pk)
        return Placement.objects.get(article=article, agency=self.country.ba_dinh)

    def from_below(self) -> Article:
        """Return an article of a unit of the ward's own."""
        ward = Agency.objects.get(pk=self.country.ba_dinh.pk)
        return published(found(AgencyKind.MINISTRY_UNIT, "Trạm Y tế", ward), self.operator)

    def pushed(self):
        """Return a push by the ward to a unit of its own."""
        self.from_below()
        return actions.order_push(self.public(), by=self.operator)

    def banner(self) -> Banner:
        now = timezone.now()
        return Banner(agency=self.country.ba_dinh, text="Bão", starts_at=now, ends_at=soon())


def soon() -> datetime.datetime:
    return timezone.now() + datetime.timedelta(hours=1)


def english(article: Article) -> ArticleTranslation:
    return ArticleTranslation(article=article, language="en", title="Storm", lead="Tomorrow.", body="Go home.")


def kept_picture(desk: Desk) -> Picture:
    return actions.keep_picture(desk.country.ba_dinh, upload(picture()), by=desk.writer)


def public_picture(desk: Desk) -> Picture:
    shown = kept_picture(desk)
    published(desk.country.ba_dinh, desk.operator, photo=shown, photo_alt="Bão")
    return shown


def topic(desk: Desk) -> Topic:
    return Topic(owner=desk.country.ba_dinh, title="Đúng hẹn", lead="Vì dân.")


def pushing(desk: Desk) -> Article:
    desk.from_below()
    return desk.public()


def old_edition(desk: Desk):
    return desk.public().editions.get()


# What each act is done with, made ready by others; and the act itself.
ACTS: dict[str, tuple[Callable[[Desk], object], Callable[..., object]]] = {
    "write": (Desk.draft, lambda article, by: actions.save_article(article, by=by)),
    "submit": (Desk.draft, lambda article, by: actions.submit(article, by=by)),
    "take back": (Desk.submitted, lambda article, by: actions.take_back(article, by=by)),
    "discard": (Desk.draft, lambda article, by: actions.discard(article, by=by)),
    "restore an edition": (old_edition, lambda edition, by: actions.restore(edition, by=by)),
    "classify a draft": (Desk.draft, lambda article, by: actions.classify(article, by=by, category=None)),
    "translate a draft": (Desk.draft, lambda article, by: actions.save_translation(english(article), by=by)),
    "approve": (Desk.submitted, lambda article, by: actions.approve(article, by=by)),
    "approve afterwards": (Desk.urgent, lambda article, by: actions.approve_afterwards(article, by=by)),
    "send back": (Desk.submitted, lambda article, by: actions.send_back(article, by=by, reason="x")),
    "schedule": (Desk.approved, lambda article, by: actions.schedule(article, by=by, at=soon())),
    "unschedule": (Desk.scheduled, lambda article, by: actions.unschedule(article, by=by)),
    "publish": (Desk.approved, lambda article, by: actions.publish(article, by=by)),
    "publish urgently": (Desk.draft, lambda article, by: publish_now(article, by=by)),
    "limit": (Desk.public, lambda article, by: actions.limit(article, by=by, until=None)),
    "withdraw": (Desk.public, lambda article, by: actions.withdraw(article, by=by, reason="x")),
    "remove": (Desk.public, lambda article, by: actions.remove(article, by=by, reason="x")),
    "classify what is public": (Desk.public, lambda article, by: actions.classify(article, by=by, category=None)),
    "translate what is public": (Desk.public, lambda article, by: actions.save_translation(english(article), by=by)),
    "keep a picture": (
        lambda desk: desk.country.ba_dinh,
        lambda agency, by: actions.keep_picture(agency, upload(picture()), by=by),
    ),
    "add pictures to a draft": (
        Desk.draft,
        lambda article, by: actions.add_pictures(article, [upload(picture())], by=by),
    ),
    "describe a picture": (
        kept_picture,
        lambda shown, by: actions.describe_picture(shown, by=by, alt="Bão", credit="", focus=(50, 50)),
    ),
    "describe a public picture": (
        public_picture,
        lambda shown, by: actions.describe_picture(shown, by=by, alt="Bão", credit="", focus=(50, 50)),
    ),
    "attach a document": (
        Desk.draft,
        lambda article, by: actions.attach(article, upload(pdf(), "ke-hoach.pdf"), by=by, title="Kế hoạch"),
    ),
    "order the documents": (Desk.draft, lambda article, by: actions.list_attachments(article, [], by=by)),
    "keep a topic": (topic, lambda topic, by: actions.save_topic(topic, by=by)),
    "keep a category": (
        lambda _desk: Category(slug="thu", name="Thử", english_name="Trial"),
        lambda category, by: actions.save_category(category, by=by),
    ),
    "push": (pushing, lambda article, by: actions.order_push(article, by=by)),
    "recall": (Desk.pushed, lambda push, by: actions.recall(push, by=by, reason="x")),
    "accept": (
        lambda desk: desk.placed(Obligation.SUGGESTED),
        lambda placement, by: actions.accept(placement, by=by),
    ),
    "refuse": (
        lambda desk: desk.placed(Obligation.SUGGESTED),
        lambda placement, by: actions.refuse(placement, by=by, reason="x"),
    ),
    "hide": (
        lambda desk: desk.placed(Obligation.ADAPTABLE),
        lambda placement, by: actions.hide(placement, by=by, reason="x"),
    ),
    "reword": (
        lambda desk: desk.placed(Obligation.ADAPTABLE),
        lambda placement, by: actions.reword(placement, by=by, title="x"),
    ),
    "pin": (
        lambda desk: desk.placed(Obligation.COMPULSORY),
        lambda placement, by: actions.pin(placement, by=by, position=1),
    ),
    "feature from below": (
        lambda desk: (desk.from_below(), Agency.objects.get(pk=desk.country.ba_dinh.pk)),
        lambda what, by: actions.feature(what[0], at=what[1], by=by),
    ),
    "raise a banner": (Desk.banner, lambda banner, by: raise_banner(banner, by=by)),
    "end a banner": (
        lambda desk: raise_banner(desk.banner(), by=desk.operator),
        lambda banner, by: end_banner(banner, by=by),
    ),
}

# Acts of nobody: the clock's, the workers'. Whatever else the newsroom can do stands in the table.
OF_NO_PERSON = {
    "advance",
    "fold_views",
    "hide_what_is_over",
    "move",
    "publish_what_is_due",
    "render",
    "settle_branch",
    "show_what_is_due",
    "withdraw_what_is_over",
}


def person_in(who: str, country: Country, operator: User) -> User:
    places = {"admin": (country.ba_dinh, Role.ADMINISTRATOR), "above": (country.ha_noi, Role.EDITOR)}
    places["beside"] = (country.hue, Role.ADMINISTRATOR)
    if who == "operator":
        return User.objects.create_superuser("van-hanh-hai", password="mat-khau-thu")
    agency, role = places.get(who) or (country.ba_dinh, Role(who))
    return person("nguoi-thu", agency, role)


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("act", ACTS)
def test_who_may_do_what(act: str, who: str, operator: User, country: Country):
    ready, do = ACTS[act]
    what = ready(Desk(country, person("nguoi-viet-khac", country.ba_dinh, Role.AUTHOR), operator))
    somebody = person_in(who, country, operator)

    if MAY[act, who]:
        do(what, by=somebody)
    else:
        with pytest.raises(PermissionDenied):
            do(what, by=somebody)


def test_every_act_of_the_newsroom_stands_in_the_table():
    assert {act for act, _who in MAY} == set(ACTS)
    used = {name for _ready, do in ACTS.values() for name in do.__code__.co_names} | {"publish"}
    acts = {name for name in actions.__all__ if name[0].islower()} - OF_NO_PERSON
    # A translation is taken back by the rule by which it is saved (test_translation.py); what is done with a whole file
    # of articles, by the rules for one (test_import_articles.py).
    assert acts - used == {"remove_translation", "save_articles", "categorise"}
