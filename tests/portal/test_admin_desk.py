"""The front page of the admin: what waits for each role, nothing of others' branches, as few queries as ever."""

from __future__ import annotations

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from agencies.models import Membership, Role, User
from news.actions import advance, order_push, submit
from news.models import Push
from tests.conftest import person
from tests.country import Country
from tests.news.newsroom import draft, publish_now, published

pytestmark = pytest.mark.django_db

DESK = "/quan-tri/"


def tasks(browser) -> dict[str, int]:
    """Return what waits, by title, with how many."""
    return {task.title: task.count for task in browser.get(DESK).context["tasks"]}


def test_an_author_finds_her_own_drafts(sign_in, author, administrator, country: Country):
    mine = draft(country.ba_dinh, author, "Bài của tôi")
    draft(country.ba_dinh, administrator, "Bài của người khác")
    published(country.ha_noi, administrator, "Bài đã xuất bản")
    browser = sign_in(author)

    page = browser.get(DESK)

    (task,) = page.context["tasks"]
    assert (task.title, task.count) == ("Bài bạn đang soạn", 1)
    assert [row.address for row in task.rows] == [reverse("admin:news_article_change", args=[mine.pk])]
    assert list(browser.get(task.address).context["cl"].queryset) == [mine]


def test_an_editor_finds_drafts_of_others_and_pushes_under_way(sign_in, administrator, author, country: Country):
    theirs = draft(country.ba_dinh, author)
    submit(theirs, by=author)
    order_push(published(country.ha_noi, administrator), by=administrator)
    browser = sign_in(administrator)

    page = browser.get(DESK)

    waiting = {task.title: task for task in page.context["tasks"]}
    assert list(browser.get(waiting["Chờ duyệt"].address).context["cl"].queryset) == [theirs]
    assert waiting["Đang phát hành xuống cấp dưới"].rows[0].percent == 0
    assert list(browser.get(waiting["Đang phát hành xuống cấp dưới"].address).context["cl"].queryset) == [
        Push.objects.get()
    ]


def test_a_push_that_arrived_waits_for_nobody(sign_in, administrator, country: Country):
    advance(order_push(published(country.ha_noi, administrator), by=administrator).pk)

    assert "Đang phát hành xuống cấp dưới" not in tasks(sign_in(administrator))


def test_an_administrator_finds_roles_that_end_and_accounts_never_used(sign_in, administrator, country: Country):
    newcomer = person("moi-den", country.ba_dinh, None)
    in_a_week = timezone.localdate() + datetime.timedelta(days=7)
    ending = Membership.objects.create(user=newcomer, agency=country.ba_dinh, role=Role.AUTHOR, ends_on=in_a_week)
    User.objects.filter(pk=administrator.pk).update(last_login=timezone.now())
    browser = sign_in(administrator)

    page = browser.get(DESK)

    waiting = {task.title: task for task in page.context["tasks"]}
    assert list(browser.get(waiting["Phân công sắp hết hạn"].address).context["cl"].queryset) == [ending]
    assert list(browser.get(waiting["Tài khoản chưa ai đăng nhập"].address).context["cl"].queryset) == [newcomer]
    assert waiting["Trang còn thiếu nội dung bắt buộc"].count == 4  # all of Hà Nội


def test_nothing_of_another_branch_is_told(sign_in, outsider, administrator, author, country: Country):
    draft(country.ba_dinh, author)
    order_push(published(country.ha_noi, administrator), by=administrator)

    page = sign_in(outsider).get(DESK)

    assert [task.title for task in page.context["tasks"]] == ["Trang còn thiếu nội dung bắt buộc"]
    assert page.context["tasks"][0].count == 2  # Huế and its ward
    assert page.context["happenings"] == []
    assert "Hà Nội" not in page.content.decode()


def test_what_was_done_in_the_branch_is_told(sign_in, administrator, author, country: Country):
    publish_now(draft(country.ba_dinh, author, "Lịch tiếp công dân"), by=administrator)

    happenings = sign_in(administrator).get(DESK).context["happenings"]

    assert [(one.about, one.what) for one in happenings] == [
        ("Lịch tiếp công dân", "xuất bản"),
        ("Lịch tiếp công dân", "viết"),
    ]


def test_whoever_has_no_role_is_told_whom_to_ask(sign_in, country: Country):
    page = sign_in(person("chua-co-quyen", country.ba_dinh, None)).get(DESK)

    assert page.context["tasks"] == []
    assert "Bạn chưa được giao vai trò nào" in page.content.decode()


@pytest.mark.parametrize("who", ["author", "editor", "administrator", "operator"])
def test_the_queries_do_not_grow_with_what_waits(
    who: str, request, sign_in, country: Country, author, django_assert_max_num_queries
):
    user = request.getfixturevalue(who)
    browser = sign_in(user)
    draft(country.ba_dinh, user, "Bài đầu tiên")
    browser.get(DESK)
    with django_assert_max_num_queries(24) as few:
        browser.get(DESK)
    for number in range(8):
        draft(country.ba_dinh, author, f"Bài {number}")
        person(f"nguoi-{number}", country.ba_dinh, Role.AUTHOR)
        if who != "author":
            origin = country.government if who == "editor" else country.ha_noi
            order_push(published(origin, user, f"Tin {number}"), by=user)

    with django_assert_max_num_queries(len(few)):
        browser.get(DESK)
