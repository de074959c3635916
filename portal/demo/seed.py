"""Putting the demo's sites and topics into the database, through the acts that people would use."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils import timezone

from agencies.actions import save_profile
from agencies.models import Agency, AgencyProfile, AgencyProfileText, User
from news.actions import save_topic
from news.models import Topic
from portal.demo.drawings import drawn
from sections.actions import save_leaders, save_rules, save_sections
from sections.models import Leader, RuleSet, Section

BANNER = (1600, 500)  # pixels
LOOKED_AT_WITHIN = 365  # days; the law says "at once when it changes", which no clock can tell
SHARED = ("accent", "phone", "email", "links", "picture_alt")


def open_topic(sample: dict[str, Any], *, by: User) -> None:
    """Open a campaign topic as of some days ago."""
    fields = ("title", "lead", "english_title", "english_lead")
    topic = Topic(owner=Agency.objects.get(path=sample["path"]), **{field: sample[field] for field in fields})
    topic.starts_on = timezone.localdate() - datetime.timedelta(days=sample["days"])
    if "ends_days" in sample:
        topic.ends_on = timezone.localdate() - datetime.timedelta(days=sample["ends_days"])
    save_topic(topic, by=by)


def introduce(sample: dict[str, Any], *, by: User) -> None:
    """Let the site of an agency say who it is."""
    shared = {field: sample[field] for field in SHARED if field in sample}
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
    save_sections([Section(agency=agency, code=code, body="") for code in sample.get("empty", [])], by=by)
    if days := sample.get("aged_days"):
        long_ago = timezone.now() - datetime.timedelta(days=days)
        for rows in (Section.objects.filter(agency=agency), Leader.objects.filter(agency=agency)):
            rows.update(updated_at=long_ago)


def ask_to_look_yearly(*, by: User) -> None:
    """Have the sections in which people come and go looked at every year, so that some sites are late."""
    rule_set = RuleSet.objects.in_force().get()
    rules = list(rule_set.rules.filter(section__in=["to-chuc-bo-may", "lanh-dao", "chuc-nang-nhiem-vu"]))
    for rule in rules:
        rule.oldest_days = LOOKED_AT_WITHIN
    save_rules(rule_set, rules, by=by)
