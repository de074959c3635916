"""Saying what an article is about."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from news.actions import advance, classify, order_push, save_topic
from news.models import Article, ArticleEvent, Placement, Target, Topic
from tests.country import Country
from tests.news.newsroom import at_once, draft, errors, publish_now, published
from tests.news.test_lists import category

pytestmark = pytest.mark.django_db


def topic(owner, by, title: str = "Đúng hẹn", **fields) -> Topic:
    return save_topic(Topic(owner=owner, title=title, lead="Vì người dân.", **fields), by=by)


def test_the_category_is_said_on_every_placement_and_on_those_to_come(editor, administrator, country: Country):
    article = published(country.government, editor)
    advance(order_push(article, by=editor, target=Target(branches=[country.ha_noi])).pk)

    classify(article, by=editor, category=category())

    said = Placement.objects.filter(article=article)
    assert set(said.values_list("category__slug", flat=True)) == {"thong-bao"}
    later = classify(draft(country.ha_noi, administrator, "Sau"), by=administrator, category=category())
    advance(order_push(publish_now(later, by=administrator), by=administrator).pk)
    assert set(later.placements.values_list("category__slug", flat=True)) == {"thong-bao"}
    assert later.placements.count() == 4


def test_an_agency_founded_later_inherits_the_category(editor, operator, country: Country):
    from agencies.actions import found_agency
    from agencies.models import Agency, AgencyKind

    article = classify(published(country.government, editor), by=editor, category=category())
    advance(order_push(article, by=editor).pk)
    fields = {"kind": AgencyKind.COMMUNE, "name": "Phường Mới", "short_name": "Phường Mới", "slug": "phuong-moi"}
    new = found_agency(Agency(parent=country.hue, **fields), by=operator)

    assert Placement.objects.get(agency=new).category == category()


def test_it_is_noted_with_what_was_before(editor, country: Country):
    article = classify(published(country.government, editor), by=editor, category=category())
    classify(article, by=editor, category=None)

    event = article.events.first()
    assert (event.verb, event.by) == (ArticleEvent.Verb.CLASSIFIED, editor)
    assert (event.details["category"], event.details["former"]) == ("", "thong-bao")


def test_an_author_classifies_her_draft_and_nothing_that_is_public(author, administrator, country: Country):
    classify(draft(country.ba_dinh, author), by=author, category=category())

    with pytest.raises(PermissionDenied):
        classify(published(country.ba_dinh, administrator), by=author, category=category())


def test_an_outsider_may_not(outsider, administrator, country: Country):
    article = published(country.ba_dinh, administrator)

    with pytest.raises(PermissionDenied):
        classify(article, by=outsider, category=category())

    assert Article.objects.get(pk=article.pk).category is None


def test_an_article_joins_a_topic_of_its_agency_or_of_one_above(editor, administrator, operator, country: Country):
    own, above = topic(country.ba_dinh, administrator), topic(country.ha_noi, administrator, "Của tỉnh")
    article = published(country.ba_dinh, administrator)

    classify(article, by=administrator, category=None, topics=[own, above])
    newer = classify(published(country.ba_dinh, administrator, "Mới"), by=administrator, category=None, topics=[own])

    assert set(article.topics.all()) == {own, above}
    assert [place.article for place in own.places.all()] == [newer, article]  # the newcomer stands first


def test_a_topic_is_joined_by_the_hand_of_its_owner_alone(editor, administrator, operator, outsider, country: Country):
    national = topic(country.government, editor)
    article = published(country.ha_noi, administrator)

    with pytest.raises(PermissionDenied):
        classify(article, by=administrator, category=None, topics=[national])
    with pytest.raises(ValidationError, match="không thuộc"):
        classify(article, by=operator, category=None, topics=[topic(country.hue, outsider)])

    assert not article.topics.exists()


def test_topics_in_other_hands_stay_when_one_leaves_one_s_own(editor, administrator, country: Country):
    national, local = topic(country.government, editor), topic(country.ha_noi, administrator, "Của tỉnh")
    article = published(country.ha_noi, administrator)
    classify(article, by=editor, category=None, topics=[national])
    classify(article, by=administrator, category=None, topics=[local, national])

    classify(article, by=administrator, category=None, topics=[])

    assert set(article.topics.all()) == {national}


def test_related_articles_stand_in_the_order_given(editor, country: Country):
    article, one, two = (published(country.government, editor, title) for title in ("Bài", "Một", "Hai"))

    classify(article, by=editor, category=None, related=[two, one, two])

    assert [place.related for place in article.advised.all()] == [two, one]


def test_related_are_neither_itself_nor_unpublished_nor_too_many(editor, country: Country):
    article = published(country.government, editor)

    many = [published(country.government, editor, str(number)) for number in range(7)]
    for wrong in ([article], [draft(country.government, editor)], many):
        with pytest.raises(ValidationError):
            classify(article, by=editor, category=None, related=wrong)

    assert not article.advised.exists()


@pytest.mark.django_db(transaction=True)
def test_a_delivery_under_way_leaves_no_placement_of_the_former_category(editor, country: Country):
    wanted = category()
    for number in range(8):
        article = published(country.government, editor, f"Tin {number}")
        push = order_push(article, by=editor)
        results = at_once(
            lambda pk=push.pk: advance(pk),
            lambda article=article: classify(article, by=editor, category=wanted),
            lambda pk=push.pk: advance(pk),
        )
        assert errors(results) == []
        advance(push.pk)
        assert set(article.placements.values_list("category", flat=True)) == {wanted.pk}
