"""Whatever is done is seen on the very next request, on every site that it concerns, though pages are kept."""

from __future__ import annotations

import pytest

from agencies.actions import found_agency, revise_agency, save_profile
from agencies.models import Agency, AgencyKind, AgencyProfile, AgencyProfileText
from news.actions import advance, order_push, pin, recall, save_article, withdraw
from news.models import Article, Placement, Target
from tests.country import Country
from tests.news.newsroom import corrected, draft, publish_now, published

pytestmark = pytest.mark.django_db

SITES = ["/", "/co-quan/ha-noi/", "/co-quan/ha-noi/phuong-ba-dinh/", "/co-quan/hue/", "/en/co-quan/hue/"]


@pytest.fixture
def article(editor, country: Country) -> Article:
    return draft(country.government, editor, "Tin phải thấy ngay")


@pytest.fixture
def shown_at(visitor):
    """Return a function that tells on which sites a text is shown; asking makes all of them known pages."""

    def sites(text: str) -> list[str]:
        return [site for site in SITES if text in visitor.get(site).text]

    assert sites("Tin phải thấy ngay") == []
    return sites


@pytest.fixture
def pushed(article, editor, shown_at):
    push = order_push(publish_now(article, by=editor), by=editor)
    advance(push.pk)
    return push


def test_what_is_published_shows_on_its_own_site(article, editor, shown_at):
    publish_now(article, by=editor)

    assert shown_at(article.title) == ["/"]


def test_what_is_pushed_shows_everywhere(pushed, article, shown_at):
    assert shown_at(article.title) == SITES


def test_what_is_pushed_to_a_branch_shows_there(article, editor, country: Country, shown_at):
    push = order_push(publish_now(article, by=editor), by=editor, target=Target(branches=[country.hue]))
    advance(push.pk)

    assert shown_at(article.title) == ["/", "/co-quan/hue/", "/en/co-quan/hue/"]


def test_what_is_recalled_is_gone_before_the_ledger_follows(pushed, article, editor, shown_at):
    assert shown_at(article.title) == SITES

    recall(pushed, by=editor, reason="Nhầm")

    assert shown_at(article.title) == ["/"]


def test_the_ledger_that_follows_makes_no_page_anew(pushed, editor, article, shown_at, django):
    recall(pushed, by=editor, reason="Nhầm")
    shown_at(article.title)
    asked = django.asked

    advance(pushed.pk)
    shown_at(article.title)

    assert django.asked == asked


def test_what_is_withdrawn_is_gone_everywhere(pushed, article, editor, shown_at, visitor, country: Country):
    address = article.url_at(country.hue)
    assert visitor.get(address).status == 200

    withdraw(article, by=editor, reason="Sai")

    assert shown_at(article.title) == []
    assert visitor.get(address).status == 410


def test_what_is_corrected_reads_otherwise_everywhere(pushed, article, editor, shown_at):
    corrected(article, by=editor, title="Tin đã sửa")

    assert shown_at("Tin đã sửa") == SITES
    assert shown_at("Tin phải thấy ngay") == []


def test_what_is_pinned_shows_so_on_that_site_only(pushed, article, outsider, country: Country, shown_at):
    assert shown_at("c-tag") == []

    pin(Placement.objects.get(article=article, agency=country.hue), by=outsider, position=1)

    assert shown_at("c-tag") == ["/co-quan/hue/", "/en/co-quan/hue/"]


def test_a_draft_changes_nothing(article, editor, django, visitor, shown_at):
    asked = django.asked

    save_article(article, by=editor)
    shown_at(article.title)

    assert django.asked == asked


def test_what_an_agency_says_of_itself_shows_on_all_its_pages(administrator, country: Country, visitor):
    about = "/co-quan/ha-noi/gioi-thieu/"
    assert "Lời giới thiệu mới" not in visitor.get(about).text

    text = AgencyProfileText(language="vi", introduction="Lời giới thiệu mới")
    save_profile(AgencyProfile(agency=country.ha_noi), [text], by=administrator)

    assert "Lời giới thiệu mới" in visitor.get(about).text


def test_a_new_agency_shows_on_the_page_above_and_has_a_page(operator, country: Country, visitor):
    address = "/co-quan/hue/phuong-moi/"
    assert visitor.get(address).status == 404
    assert address not in visitor.get("/co-quan/hue/").text

    fields = {"kind": AgencyKind.COMMUNE, "name": "Ủy ban nhân dân phường Mới", "short_name": "Phường Mới"}
    found_agency(Agency(parent=country.hue, slug="phuong-moi", **fields), by=operator)

    assert address in visitor.get("/co-quan/hue/").text
    assert visitor.get(address).status == 200


def test_a_renamed_and_moved_agency_shows_so_above_and_below(operator, country: Country, visitor):
    former = "/co-quan/ha-noi/phuong-ba-dinh/"
    for address in (former, "/co-quan/ha-noi/", "/co-quan/hue/"):
        visitor.get(address)

    ward = Agency.objects.get(pk=country.ba_dinh.pk)
    ward.parent, ward.short_name = country.hue, "Phường Đã Chuyển"
    revise_agency(ward, by=operator)

    assert "Phường Đã Chuyển" in visitor.get("/co-quan/hue/").text
    assert "phuong-ba-dinh" not in visitor.get("/co-quan/ha-noi/").text
    assert visitor.get(former).status == 301


def test_an_article_of_another_branch_leaves_pages_as_they_are(outsider, country: Country, visitor, django):
    visitor.get("/co-quan/ha-noi/")

    published(country.hue, outsider)
    visitor.get("/co-quan/ha-noi/")

    assert django.asked == 1
