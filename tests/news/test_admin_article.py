"""The newsroom in the admin: write, publish, push, follow, recall."""

import time

import pytest
from celery import Celery
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from kombu.exceptions import OperationalError

from agencies.models import Membership, Role
from news import doorbell
from news.actions import advance, order_push, save_article
from news.models import Article, Placement, Push
from tests.conftest import person
from tests.country import Country
from tests.news.newsroom import draft, published, shown_at

pytestmark = pytest.mark.django_db

# What is posted to order a push, beside whom it is to reach.
ORDER = {"obligation": "compulsory", "_order": "Phát hành"}
NOBODY = {"offered": 0, "waiting": 0, "refused": 0, "hidden": 0}

WORDS = {
    "title": "Lịch tiếp công dân",
    "lead": "Từ thứ hai.",
    "body": "Tại trụ sở.",
    "keywords": "tiếp dân, lịch",
}


def push_page(article: Article) -> str:
    return reverse("admin:news_article_push", args=[article.pk])


def change_page(article: Article) -> str:
    return reverse("admin:news_article_change", args=[article.pk])


def step_page(step: str, article: Article) -> str:
    return reverse(f"admin:news_article_{step}", args=[article.pk])


def test_an_author_writes_a_draft(sign_in, author, country: Country):
    response = sign_in(author).post(
        reverse("admin:news_article_add"), {**WORDS, "origin": country.ba_dinh.pk, "_continue": "1"}
    )

    article = Article.objects.get()
    assert response.status_code == 302
    assert article.is_draft
    assert (article.origin, article.created_by, article.keywords) == (country.ba_dinh, author, ["tiếp dân", "lịch"])


def test_what_is_missing_is_said_and_the_words_typed_are_kept(sign_in, author, country: Country):
    response = sign_in(author).post(
        reverse("admin:news_article_add"), {**WORDS, "title": "", "origin": country.ba_dinh.pk}
    )

    assert response.status_code == 200
    assert response.context["adminform"].form.errors.keys() == {"title"}
    assert "Tại trụ sở." in response.content.decode()


def test_an_author_writes_only_for_his_own_agency(sign_in, author, country: Country):
    response = sign_in(author).post(reverse("admin:news_article_add"), {**WORDS, "origin": country.hue.pk})

    assert response.status_code == 200
    assert "origin" in response.context["adminform"].form.errors


def test_for_an_outsider_nothing_of_it_exists(sign_in, administrator, outsider, country: Country):
    article = published(country.ha_noi, administrator)
    push = order_push(article, by=administrator)
    browser = sign_in(outsider)

    for name, row in (
        ("article_change", article), ("article_push", article), ("article_withdraw", article),
        ("push_change", push), ("push_progress", push), ("push_recall", push),
    ):  # fmt: skip
        page = reverse(f"admin:news_{name}", args=[row.pk])
        assert browser.get(page).status_code == 404, name
        assert browser.post(page, {"to": "everyone", "reason": "Không thích"}).status_code == 404, name
    assert Push.objects.get().state == Push.State.ORDERED


def test_an_author_neither_pushes_nor_withdraws_nor_recalls(sign_in, administrator, author, country: Country):
    article = published(country.ba_dinh, administrator)
    browser = sign_in(author)

    for name in ("push", "withdraw"):
        page = reverse(f"admin:news_article_{name}", args=[article.pk])
        assert browser.post(page, {"to": "everyone", "reason": "x"}).status_code == 403
    assert article.title in browser.get(reverse("admin:news_article_changelist")).content.decode()


def test_an_editor_pushes_to_everybody_and_is_shown_how_far_it_has_come(sign_in, editor, country: Country):
    article = published(country.government, editor)

    response = sign_in(editor).post(push_page(article), {**ORDER, "to": "everyone"})

    push = Push.objects.get()
    assert response.status_code == 302
    assert response.url == reverse("admin:news_push_change", args=[push.pk])
    assert (push.kinds, list(push.branches.all())) == ([], [])


def test_levels_become_the_kinds_they_are_made_of(sign_in, editor, country: Country):
    article = published(country.government, editor)

    sign_in(editor).post(push_page(article), {**ORDER, "to": "some", "levels": ["province"], "kinds": ["commune"]})

    assert Push.objects.get().kinds == ["commune", "department", "province"]


def test_branches_are_chosen_among_those_below(sign_in, editor, country: Country):
    article = published(country.government, editor)
    chosen = {"to": "some", "branches": [country.hue.pk], "deeper_branches": [country.ba_dinh.pk]}

    sign_in(editor).post(push_page(article), {**ORDER, **chosen})

    assert set(Push.objects.get().branches.all()) == {country.hue, country.ba_dinh}


@pytest.mark.parametrize(
    "chosen",
    [
        {},
        {"to": "some"},
        {"to": "everyone", "kinds": ["commune"]},
        {"to": "some", "kinds": ["king"]},
        {"to": "some", "levels": ["district"]},
        {"to": "some", "branches": ["987654"]},
        {"to": "some", "branches": ["x"]},
    ],
)
def test_a_choice_that_cannot_be_meant_is_refused_with_a_sentence(chosen, sign_in, editor, country: Country):
    article = published(country.government, editor)

    response = sign_in(editor).post(push_page(article), {**ORDER, **chosen})

    assert response.status_code == 200
    assert response.context["form"].errors
    assert not Push.objects.exists()


def test_what_was_ticked_stays_ticked_beside_the_error(sign_in, editor, country: Country):
    article = published(country.government, editor)

    response = sign_in(editor).post(push_page(article), {**ORDER, "to": "everyone", "kinds": ["commune"]})

    assert response.context["form"]["kinds"].value() == ["commune"]


def test_why_an_order_is_refused_stands_above_the_form(sign_in, editor, country: Country):
    article = published(country.government, editor)
    order_push(article, by=editor)

    response = sign_in(editor).post(push_page(article), {**ORDER, "to": "everyone"})

    assert "Bài đang được phát hành" in response.content.decode()


def test_the_progress_counts_up_to_a_hundred_percent(sign_in, editor, country: Country):
    push = order_push(published(country.government, editor), by=editor)
    browser = sign_in(editor)
    page = reverse("admin:news_push_progress", args=[push.pk])
    assert browser.get(page).json() == {
        "targets": 7, "shown": 0, "percent": 0, "state": "Đang phát hành", "done": False, **NOBODY,
    }  # fmt: skip

    advance(push.pk)

    assert browser.get(page).json() == {
        "targets": 7, "shown": 7, "percent": 100, "state": "Đã đến đủ", "done": True, **NOBODY,
    }  # fmt: skip


def test_an_editor_recalls_with_a_reason(sign_in, editor, country: Country):
    push = order_push(published(country.government, editor), by=editor)
    advance(push.pk)
    browser = sign_in(editor)
    page = reverse("admin:news_push_recall", args=[push.pk])
    assert browser.post(page, {"reason": " "}).status_code == 200
    assert len(shown_at(push.article)) == 8

    response = browser.post(page, {"reason": "Nhầm bản"}, follow=True)

    assert "Nhầm bản" in response.content.decode()
    assert shown_at(push.article) == {"Chính phủ"}


def test_an_editor_withdraws_with_a_reason(sign_in, administrator, country: Country):
    article = published(country.ha_noi, administrator)
    page = reverse("admin:news_article_withdraw", args=[article.pk])

    assert sign_in(administrator).post(page, {"reason": "Sai số liệu"}).status_code == 302

    assert shown_at(article) == set()


def test_looking_at_a_page_changes_nothing(sign_in, editor, country: Country):
    push = order_push(published(country.government, editor), by=editor)
    advance(push.pk)
    browser = sign_in(editor)

    for name, row in (("article_push", push.article), ("article_withdraw", push.article), ("push_recall", push)):
        assert browser.get(reverse(f"admin:news_{name}", args=[row.pk])).status_code == 200

    assert len(shown_at(push.article)) == 8


@pytest.mark.django_db(transaction=True)
def test_without_redis_publishing_and_pushing_go_on(monkeypatch, sign_in, editor, country: Country):
    def nobody_there(push_pk: int) -> None:
        raise OperationalError("Connection refused")

    monkeypatch.setattr(doorbell, "ring", nobody_there)
    article = draft(country.government, editor)
    browser = sign_in(editor)

    assert browser.post(step_page("urgent", article), {"reason": "Bão", "note": ""}).status_code == 302
    assert browser.post(push_page(article), {**ORDER, "to": "everyone"}).status_code == 302
    push = Push.objects.get()
    assert push.state == Push.State.ORDERED
    page = reverse("admin:news_push_recall", args=[push.pk])
    assert browser.post(page, {"reason": "Nhầm bản"}).status_code == 302


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("url", ["redis://127.0.0.1:1/0", "redis+socket:///tmp/nobody-listens-here.sock"])
def test_a_redis_that_is_away_takes_no_time(url, monkeypatch, settings, sign_in, editor, country: Country):
    app = Celery("web", set_as_current=False)
    app.config_from_object(settings, namespace="CELERY")
    app.conf.broker_url = url
    monkeypatch.setattr(doorbell, "current_app", app)
    browser = sign_in(editor)
    taken = []
    for number in range(3):
        article = published(country.government, editor, f"Tin {number}")
        began = time.monotonic()
        assert browser.post(push_page(article), {**ORDER, "to": "everyone"}).status_code == 302
        taken.append(time.monotonic() - began)

    assert min(taken) < 1  # who waits for Redis waits each time, and for a busy machine hardly


@pytest.mark.parametrize("name", ["article", "push", "placement"])
def test_a_list_takes_as_many_queries_however_many_rows(name, sign_in, editor, country: Country):
    browser = sign_in(editor)
    taken = []
    for rows in (1, 10):
        for number in range(rows):
            advance(order_push(published(country.government, editor, f"Tin {number}"), by=editor).pk)
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(reverse(f"admin:news_{name}_changelist")).status_code == 200
        taken.append(len(queries))

    assert taken[0] == taken[1]


def test_pinning_from_the_list(sign_in, administrator, editor, country: Country):
    push = order_push(published(country.government, editor), by=editor)
    advance(push.pk)
    placement = Placement.objects.get(push=push, agency=country.ba_dinh)

    sign_in(administrator).post(
        reverse("admin:news_placement_changelist"), {"action": "pin_selected", "_selected_action": [placement.pk]}
    )

    placement.refresh_from_db()
    assert placement.rank


def test_an_auditor_looks_and_changes_nothing(sign_in, editor, country: Country):
    push = order_push(published(country.government, editor), by=editor)
    recalled = reverse("admin:news_push_recall", args=[push.pk])
    browser = sign_in(person("kiem-tra", country.government, "auditor"))

    assert browser.get(change_page(push.article)).status_code == 200
    assert browser.get(reverse("admin:news_push_change", args=[push.pk])).status_code == 200
    assert browser.post(recalled, {"reason": "Thử"}).status_code == 403
    assert browser.post(change_page(push.article), WORDS).status_code == 403
    assert not Push.objects.get().is_recalled


def test_a_comma_too_many_among_the_keywords_does_not_matter(sign_in, editor, country: Country):
    posted = {
        "origin": country.government.pk,
        "title": "Bão",
        "lead": "Bão.",
        "body": "Bão.",
        "keywords": "bão, , bão ,",
    }

    assert sign_in(editor).post("/quan-tri/news/article/add/", posted).status_code == 302

    assert Article.objects.get().keywords == ["bão"]


def test_a_key_that_is_none_is_an_error_at_its_field(sign_in, editor, country: Country):
    posted = {"origin": "x", "title": "Bão", "lead": "Bão.", "body": "Bão."}

    response = sign_in(editor).post("/quan-tri/news/article/add/", posted)

    assert "origin" in response.context["adminform"].form.errors


def test_the_log_tells_the_life_of_an_article(sign_in, administrator, country: Country):
    article = published(country.ha_noi, administrator)
    client = sign_in(administrator)
    client.post(f"/quan-tri/news/article/{article.pk}/go-bai/", {"reason": "Sai số liệu"})

    page = client.get(f"/quan-tri/news/article/{article.pk}/history/").content.decode()

    assert "xuất bản" in page
    assert "Sai số liệu" in page


def test_a_correction_keeps_the_former_words(administrator, country: Country):
    article = published(country.ha_noi, administrator, body="Bản đầu.")
    article.body = "Bản sau."

    save_article(article, by=administrator)

    assert article.events.first().details["former"]["body"] == "<p>Bản đầu.</p>"


def test_pinning_is_done_for_all_or_none(sign_in, author, administrator, country: Country):
    Membership.objects.create(user=author, agency=country.ba_dinh, role=Role.EDITOR)
    Membership.objects.create(user=author, agency=country.ha_noi, role=Role.AUDITOR)
    rows = [
        published(country.ba_dinh, administrator, "Của phường").placements.get(),
        published(country.hoan_kiem, administrator, "Của nơi khác").placements.get(),
    ]
    chosen = {"action": "pin_selected", "_selected_action": [row.pk for row in rows]}

    assert sign_in(author).post("/quan-tri/news/placement/", chosen).status_code == 403

    assert not Placement.objects.filter(rank__gt=0).exists()
