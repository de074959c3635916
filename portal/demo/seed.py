"""Putting the demo's people, articles and sites into the database, through the acts that people would use."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils import timezone

from agencies.actions import save_profile
from agencies.models import Agency, AgencyKind, AgencyProfile, AgencyProfileText, Membership, Role, User
from news.actions import (
    approve,
    classify,
    keep_picture,
    order_push,
    publish,
    save_article,
    save_topic,
    save_translation,
    schedule,
    send_back,
    submit,
)
from news.models import Article, ArticleTranslation, Category, Placement, Target, Topic
from portal.demo import PASSWORD, Account
from portal.demo.drawings import drawn
from sections.actions import save_leaders, save_sections
from sections.models import Leader, Section

AUTHOR = "Ban biên tập (mẫu)"
SAMPLE = {"vi": "Đây là bài mẫu của bản trình diễn.", "en": "This is a sample article of the demonstration."}
DRAWN = "Tranh vẽ mẫu"
BANNER = (1600, 500)  # pixels


def open_account(account: Account) -> None:
    """Open an account, with the role that it holds."""
    agency = Agency.objects.get(path=account.path)
    user = User(username=account.username, last_name=account.name, agency=agency, is_staff=True)
    user.is_superuser = account.role is None
    user.set_password(PASSWORD)
    user.save()
    if account.role:
        Membership.objects.create(user=user, agency=agency, role=Role(account.role))


def approved_and_published(article: Article, *, by: User) -> Article:
    """Publish an article as two people do."""
    submit(article, by=by)
    approve(article, by=Membership.objects.filter(role=Role.EDITOR, agency__parent=None).earliest("pk").user)
    return publish(article, by=by)


def tell(sample: dict[str, Any], *, by: User) -> None:
    """Publish an article as of some hours ago, in English too if it is there, and push it down if it says so."""
    article = Article(
        origin=Agency.objects.get(path=sample["path"]),
        author=AUTHOR,
        source="Thông Suốt",
        keywords=[*sample["keywords"], "bản trình diễn"],
        **_texts(sample, "vi"),
    )
    if scene := sample.get("drawing"):
        drawing = keep_picture(article.origin, drawn(scene), by=by, credit=sample.get("credit", DRAWN))
        article.photo = drawing
    article = approved_and_published(save_article(article, by=by), by=by)
    _date_back(article, datetime.timedelta(hours=sample["hours"]))
    category = Category.objects.filter(slug=sample["category"]).first()
    classify(article, by=by, category=category, topics=Topic.objects.filter(title=sample.get("topic", "")))
    if "en" in sample:
        save_translation(ArticleTranslation(article=article, language="en", **_texts(sample["en"], "en")), by=by)
    if "push" in sample:
        kinds = [AgencyKind.COMMUNE] if sample["push"] == "communes" else []
        order_push(article, by=by, target=Target(kinds=kinds))


def open_topic(sample: dict[str, Any], *, by: User) -> None:
    """Open a campaign topic as of some days ago."""
    fields = ("title", "lead", "english_title", "english_lead")
    topic = Topic(owner=Agency.objects.get(path=sample["path"]), **{field: sample[field] for field in fields})
    topic.starts_on = timezone.localdate() - datetime.timedelta(days=sample["days"])
    save_topic(topic, by=by)


def introduce(sample: dict[str, Any], *, by: User) -> None:
    """Let the site of an agency say who it is."""
    shared = {field: sample[field] for field in ("accent", "phone", "email", "links", "picture_alt") if field in sample}
    profile = AgencyProfile(agency=Agency.objects.get(path=sample["path"]), **shared)
    if scene := sample.get("drawing"):
        profile.picture = drawn(scene, *BANNER)
    texts = [
        AgencyProfileText(language=language, **{field: text.strip() for field, text in sample[language].items()})
        for language in ("vi", "en")
        if language in sample
    ]
    save_profile(profile, texts, by=by)


def tell_of(sample: dict[str, Any], *, by: User) -> None:
    """Let the site of an agency say what the law asks for, and who leads the agency."""
    agency = Agency.objects.get(path=sample["path"])
    written = {"vi": sample.get("sections", {}), "en": sample.get("english", {})}
    texts = [
        Section(agency=agency, code=code, language=language, body=body)
        for language, bodies in written.items()
        for code, body in bodies.items()
    ]
    save_sections(texts, by=by)
    save_leaders([Leader(agency=agency, **facts) for facts in sample.get("leaders", [])], by=by)


def leave_on_the_desks(sample: dict[str, Any]) -> None:
    """Let the ward's author write an article, and her province bring it as far as the sample says."""
    author, second = User.objects.get(username="badinh"), User.objects.get(username="hanoi")
    article = Article(origin=author.agency, author=AUTHOR, source="Thông Suốt", **_texts(sample, "vi"))
    article = save_article(article, by=author)
    stage = sample["stage"]
    if stage != "draft":
        submit(article, by=author)
    if stage == "returned":
        send_back(article, by=second, reason=sample["reason"])
    if stage in ("approved", "scheduled"):
        approve(article, by=second)
    if stage == "scheduled":
        schedule(article, by=second, at=timezone.now() + datetime.timedelta(days=2))


def _texts(sample: dict[str, Any], language: str) -> dict[str, str]:
    fields = ("title", "lead", "photo_alt", "photo_caption")
    texts: dict[str, str] = {field: sample[field] for field in fields if field in sample}
    texts["body"] = f"{sample['body'].strip()}\n\n{SAMPLE[language]}"
    return texts


def _date_back(article: Article, age: datetime.timedelta) -> None:
    """Let an article have been published a while ago, so that the pages of the demo do not all say "now"."""
    article.published_at = timezone.now() - age
    Article.objects.filter(pk=article.pk).update(published_at=article.published_at)
    Placement.objects.filter(article=article).update(published_at=article.published_at)
