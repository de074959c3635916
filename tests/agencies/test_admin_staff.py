"""Opening accounts, giving roles and taking them back through the forms of the admin."""

from __future__ import annotations

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from agencies.actions import grant
from agencies.models import AgencyEvent, Membership, Role, User
from tests.conftest import person
from tests.country import Country
from tests.portal.test_admin_scope_forms import PASSWORD, change, errors

pytestmark = pytest.mark.django_db

OPEN = "/quan-tri/agencies/user/add/"
GIVE = "/quan-tri/agencies/membership/add/"
ROLES = "/quan-tri/agencies/membership/"


@pytest.fixture
def browser(administrator: User, sign_in):
    """The browser of the administrator of Hà Nội."""
    return sign_in(administrator)


def an_account(country: Country, **facts: object) -> dict[str, object]:
    given = {"username": "lan", "agency": country.ba_dinh.pk, "last_name": "Nguyễn", "first_name": "Lan"}
    return {**given, "usable_password": "true", "password1": PASSWORD, "password2": PASSWORD, **facts}


def test_a_new_colleague_signs_in_and_writes(browser, client, administrator: User, country: Country):
    assert browser.post(OPEN, an_account(country)).status_code == 302
    lan = User.objects.get(username="lan")
    given = {"user": lan.pk, "agency": country.ba_dinh.pk, "role": Role.AUTHOR, "starts_on": "01/01/2026"}
    assert browser.post(GIVE, given).status_code == 302

    assert client.login(username="lan", password=PASSWORD)
    assert client.get("/quan-tri/news/article/add/").status_code == 200
    noted = AgencyEvent.objects.order_by("pk").values_list("verb", "by", "details__user")
    assert list(noted) == [("account_opened", administrator.pk, "lan"), ("granted", administrator.pk, "lan")]


@pytest.mark.parametrize(
    ("facts", "field", "words"),
    [
        ({"password2": "khac"}, "password2", "mật khẩu"),
        ({"password1": "1234", "password2": "1234"}, "password2", "Mật khẩu"),
        ({"agency": ""}, "agency", "Hãy điền mục này."),
        ({"username": "quan-tri-ha-noi"}, "username", "Tên đăng nhập này đã có người dùng"),
    ],
)
def test_what_is_wrong_is_said_in_vietnamese_and_what_was_typed_is_kept(
    facts, field: str, words: str, browser, country
):
    response = browser.post(OPEN, an_account(country, **facts))

    assert words in " ".join(errors(response)[field])
    assert "Nguyễn" in response.content.decode()
    assert not User.objects.filter(username="lan").exists()


def test_a_role_is_given_an_end(browser, author: User):
    role = author.memberships.get()

    assert browser.post(change(role), {"starts_on": "01/01/2026", "ends_on": "31/12/2026"}).status_code == 302

    role.refresh_from_db()
    assert (role.starts_on, role.ends_on) == (datetime.date(2026, 1, 1), datetime.date(2026, 12, 31))
    assert AgencyEvent.objects.get().details["ends_on"] == "2026-12-31"


def test_a_role_does_not_end_before_it_starts(browser, author: User):
    response = browser.post(change(author.memberships.get()), {"starts_on": "01/02/2026", "ends_on": "01/01/2026"})

    assert errors(response)["__all__"] == ["Ngày kết thúc phải sau ngày bắt đầu."]


def test_the_same_role_is_not_given_twice(browser, author: User, country: Country):
    given = {"user": author.pk, "agency": country.ba_dinh.pk, "role": Role.AUTHOR, "starts_on": "01/01/2026"}

    response = browser.post(GIVE, given)

    assert errors(response)["__all__"] == ["Người này đã có vai trò đó tại cơ quan; hãy sửa phân công cũ."]


def test_the_role_of_somebody_with_rights_outside_is_ended_too(browser, outsider: User, country: Country):
    """She belongs to Huế and helps out at Ba Đình."""
    role = Membership.objects.create(user=outsider, agency=country.ba_dinh, role=Role.AUTHOR)

    assert browser.post(change(role), {"starts_on": "01/01/2026", "ends_on": "02/01/2026"}).status_code == 302
    assert not outsider.holds(frozenset({Role.AUTHOR}), country.ba_dinh)


def test_a_role_is_revoked(browser, author: User):
    role = author.memberships.get()

    assert browser.post(reverse("admin:agencies_membership_delete", args=[role.pk]), {"post": "yes"}).status_code == 302

    assert not author.memberships.exists()
    assert AgencyEvent.objects.get().verb == "revoked"


def test_roles_are_revoked_together(browser, author: User, country: Country):
    editor = person("bien-tap-ba-dinh", country.ba_dinh, Role.EDITOR)
    keys = [author.memberships.get().pk, editor.memberships.get().pk]

    browser.post(ROLES, {"action": "delete_selected", "_selected_action": keys, "post": "yes"})

    assert not Membership.objects.filter(pk__in=keys).exists()
    assert AgencyEvent.objects.filter(verb="revoked").count() == 2


def test_an_account_is_closed_not_deleted(browser, client, author: User):
    posted = {"username": author.username, "agency": author.agency_id}  # "is_active" is not ticked

    assert browser.post(change(author), posted).status_code == 302
    assert not client.login(username=author.username, password="mat-khau-thu")
    assert browser.post(reverse("admin:agencies_user_delete", args=[author.pk]), {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("model", ["membership", "user"])
def test_queries_do_not_grow_with_the_rows(model: str, browser, country: Country, django_assert_max_num_queries):
    def ask() -> int:
        with django_assert_max_num_queries(60) as queries:
            assert browser.get(reverse(f"admin:agencies_{model}_changelist")).status_code == 200
        return len(queries)

    person("nguoi-dau", country.ba_dinh, Role.AUTHOR)
    few = ask()
    for number in range(20):
        person(f"nguoi-{number}", country.ba_dinh, Role.AUTHOR)

    assert ask() == few


def test_setting_a_password_and_changing_an_account_are_noted(browser, administrator: User, author: User):
    new = {"password1": "mot-mat-khau-khac", "password2": "mot-mat-khau-khac"}
    assert browser.post(f"/quan-tri/agencies/user/{author.pk}/password/", new).status_code == 302

    assert AgencyEvent.objects.get().verb == "password_set"
    page = browser.get(f"/quan-tri/agencies/user/{author.pk}/history/").content.decode()
    assert "đặt lại mật khẩu" in page


def test_nobody_takes_her_own_administration_away(browser, administrator: User):
    own = administrator.memberships.get()

    assert browser.post(f"/quan-tri/agencies/membership/{own.pk}/delete/", {"post": "yes"}).status_code == 403

    assert administrator.memberships.exists()


def test_a_role_is_not_granted_to_an_account_of_others(administrator: User, outsider: User, country: Country):
    with pytest.raises(PermissionDenied):
        grant(Membership(user=outsider, agency=country.ba_dinh, role=Role.AUTHOR), by=administrator)
