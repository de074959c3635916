"""Bringing in accounts and roles by file: nobody gives more than she may give, and no file holds a password."""

from __future__ import annotations

import csv
import datetime
import io

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from agencies.actions import save_account
from agencies.models import AgencyEvent, Membership, Role, User
from agencies.resources import MembershipResource, UserResource
from tests.conftest import person
from tests.country import Country
from tests.files import confirm, exported, faults, named, preview

pytestmark = pytest.mark.django_db

ACCOUNTS = reverse("admin:agencies_user_import")
ROLES = reverse("admin:agencies_membership_import")


def account(username: str = "lan", agency: str = "ha-noi/phuong-ba-dinh", **more: str) -> dict[str, str]:
    names = {"Họ": "Nguyễn", "Tên": "Lan", "Thư điện tử": "lan@example.gov.vn"}
    return {"Tên đăng nhập": username, "Cơ quan công tác": agency, **names, **more}


def role(user: str, role: str = "Biên tập viên", agency: str = "ha-noi/phuong-ba-dinh", **more: str) -> dict[str, str]:
    return {"Tài khoản": user, "Cơ quan": agency, "Vai trò": role, **more}


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode())))


@pytest.fixture
def browser(sign_in, administrator):
    """The browser of the administrator of Hà Nội."""
    return sign_in(administrator)


def test_accounts_are_opened_without_a_password_and_found_until_they_have_one(
    browser, client, administrator, country: Country
):
    shown = preview(browser, ACCOUNTS, account(), account("minh", "ha-noi"))
    assert not User.objects.filter(username="lan").exists()

    confirm(browser, ACCOUNTS, shown)

    lan = User.objects.get(username="lan")
    assert (lan.agency, lan.last_name, lan.first_name) == (country.ba_dinh, "Nguyễn", "Lan")
    assert lan.is_active
    assert lan.is_staff
    assert not lan.has_usable_password()
    assert not client.login(username="lan", password="")
    assert [event.verb for event in AgencyEvent.objects.filter(by=administrator)] == ["account_opened"] * 2
    waiting = browser.get("/quan-tri/agencies/user/?dang-nhap=khong-mat-khau").content.decode()
    assert "lan" in waiting
    browser.post(
        f"/quan-tri/agencies/user/{lan.pk}/password/", {"password1": "doi-ngay-nhe", "password2": "doi-ngay-nhe"}
    )
    assert client.login(username="lan", password="doi-ngay-nhe")


def test_an_account_is_brought_up_to_date_and_keeps_its_password(browser, client, author, country: Country):
    told = account(author.username, "ha-noi/phuong-hoan-kiem", **{"Đang dùng": ""})

    confirm(browser, ACCOUNTS, preview(browser, ACCOUNTS, told))

    author.refresh_from_db()
    assert (author.agency, author.first_name, author.is_active) == (country.hoan_kiem, "Lan", True)
    assert client.login(username=author.username, password="mat-khau-thu")


def test_an_account_is_closed_by_a_word_and_not_opened_by_none(browser, author, country: Country):
    confirm(browser, ACCOUNTS, preview(browser, ACCOUNTS, account(author.username, **{"Đang dùng": "không"})))
    author.refresh_from_db()
    assert not author.is_active

    confirm(browser, ACCOUNTS, preview(browser, ACCOUNTS, account(author.username, **{"Tên": "X", "Đang dùng": ""})))
    author.refresh_from_db()
    assert (author.is_active, author.first_name) == (False, "X")


def test_what_cannot_be_says_why(browser, operator, administrator, outsider, country: Country):
    helper = person("giup", country.ba_dinh, None)
    Membership.objects.create(user=helper, agency=country.hue, role=Role.AUTHOR)
    shown = preview(
        browser,
        ACCOUNTS,
        account(outsider.username),
        account(helper.username),
        account(operator.username),
        account("moi", "hue"),
        account("Moi2", **{"Thư điện tử": "không phải"}),
        account("co dau cach"),
        account("hai"),
        account("HAI"),
        account(administrator.username, "ha-noi", **{"Đang dùng": "không"}),
        account("ba", **{"Đang dùng": "có lẽ"}),
        account("bốn", ""),
    )

    found = faults(shown)
    assert [(number, column) for number, column, _ in found] == [
        (2, "Tên đăng nhập"), (3, "Tên đăng nhập"), (4, "Tên đăng nhập"), (5, "Cơ quan công tác"), (6, "Thư điện tử"),
        (7, "Tên đăng nhập"), (9, ""), (10, "Đang dùng"), (11, "Đang dùng"), (12, "Cơ quan công tác"),
    ]  # fmt: skip
    assert "do cơ quan khác quản lý" in found[0][2]
    assert found[7][2] == "Bạn không tự ngừng tài khoản của mình được."


def test_the_last_operator_stays(operator):
    operator.is_active = False

    with pytest.raises(ValidationError, match="không tự ngừng"):
        save_account(operator, by=User.objects.get(pk=operator.pk))


def test_of_two_operators_one_may_close_the_account_of_the_other(operator):
    other = User.objects.create_superuser("van-hanh-2")
    operator.is_active = False

    assert not save_account(operator, by=other).is_active


def test_roles_are_given_changed_and_taken_back(browser, administrator, author, country: Country):
    editor = person("bien-tap-bd", country.ba_dinh, Role.EDITOR)
    newcomer = person("moi-den", country.ba_dinh, None)
    given = role("moi-den", "administrator", "Phường Ba Đình", **{"Từ ngày": "01/07/2025", "Thu quyền": ""})
    rows = [
        given | {"Đến hết ngày": "31/12/2030"},
        role(author.username, "Người viết bài", **{"Đến hết ngày": "55000", "Thu quyền": "không"}),
        role(editor.username, **{"Thu quyền": "có"}),
    ]

    shown = preview(browser, ROLES, *rows)
    assert Membership.objects.filter(user=editor).exists()
    confirm(browser, ROLES, shown)

    new = Membership.objects.get(user=newcomer)
    assert (new.role, new.starts_on, f"{new.ends_on}") == ("administrator", datetime.date(2025, 7, 1), "2030-12-31")
    assert f"{author.memberships.get().ends_on}" == "2050-07-31"
    assert not editor.memberships.exists()
    verbs = AgencyEvent.objects.filter(by=administrator).order_by("pk").values_list("verb", "details__user")
    assert set(verbs) == {("revoked", "bien-tap-bd"), ("granted", "moi-den"), ("granted", author.username)}


def test_nobody_gives_what_she_may_not(browser, administrator, author, outsider, country: Country):
    helper = Membership.objects.create(user=outsider, agency=country.ba_dinh, role=Role.AUTHOR)
    shown = preview(
        browser,
        ROLES,
        role(author.username, agency="hue"),
        role("khong-co"),
        role(outsider.username),
        role(author.username, "Vua"),
        role(author.username, **{"Từ ngày": "02/01/2026", "Đến hết ngày": "01/01/2026"}),
        role(author.username, "Người kiểm tra (chỉ xem)", **{"Thu quyền": "có"}),
        role(administrator.username, "Quản trị cơ quan", "ha-noi", **{"Thu quyền": "có"}),
        role(outsider.username, "Người viết bài", **{"Đến hết ngày": "31/12/2030"}),
    )

    found = faults(shown)
    assert [(number, column) for number, column, _ in found] == [
        (2, "Cơ quan"), (3, "Tài khoản"), (4, "Tài khoản"), (5, "Vai trò"), (6, ""), (7, "Thu quyền"), (8, ""),
    ]  # fmt: skip
    assert "Ngày kết thúc phải sau ngày bắt đầu." in found[4][2]
    assert "không tự thu quyền" in found[6][2]
    assert [row.number for row in shown.context["outcome"].good] == [9]
    assert Membership.objects.get(pk=helper.pk).ends_on is None


@pytest.mark.parametrize(
    ("address", "resource", "columns"),
    [
        (ACCOUNTS, "userresource", UserResource._meta.fields),
        (ROLES, "membershipresource", MembershipResource._meta.fields),
    ],
)
def test_an_export_holds_the_branch_without_passwords_and_comes_in_again_unchanged(
    address, resource, columns, browser, sign_in, author, outsider, country: Country
):
    where = address.replace("/nhap/", "/export/")

    content = exported(browser, where, resource, columns)

    text = content.decode()
    assert author.username in text
    assert outsider.username not in text
    assert author.password not in text
    shown = browser.post(address, {"file": named("x.csv", content)})
    assert (faults(shown), shown.context["outcome"].telling) == ([], [])
    assert sign_in(author).get(where).status_code in (403, 404)
    assert sign_in(author).get(address).status_code == 403


def test_the_queries_do_not_grow_with_the_rows(browser, author, country: Country, django_assert_max_num_queries):
    with django_assert_max_num_queries(60) as one:
        preview(browser, ACCOUNTS, account())
    with django_assert_max_num_queries(len(one)):
        preview(browser, ACCOUNTS, *(account(f"lan-{number}") for number in range(30)))
    people = [person(f"nguoi-{number}", country.ba_dinh, None) for number in range(30)]
    with django_assert_max_num_queries(60) as one:
        preview(browser, ROLES, role(author.username))
    with django_assert_max_num_queries(len(one)):
        preview(browser, ROLES, *(role(one.username) for one in people))
