"""What a provincial administrator may not do by filling in forms that nobody showed her."""

from __future__ import annotations

import pytest
from django.urls import reverse

from agencies.models import Agency, Membership, Role, User
from news.models import Article
from tests.conftest import person
from tests.country import Country

pytestmark = pytest.mark.django_db

NO_ROWS = {
    f"{inline}-{figure}": "0" for inline in ("records", "identifiers") for figure in ("TOTAL_FORMS", "INITIAL_FORMS")
}
PASSWORD = "Mot-mat-khau-dai-7"


@pytest.fixture
def browser(administrator: User, sign_in):
    """The browser of the administrator of Hà Nội."""
    return sign_in(administrator)


def of_agency(agency: Agency, **facts: object) -> dict[str, object]:
    """Return the form of an agency as it is, with `facts` changed."""
    stored = {field: getattr(agency, field) for field in ("kind", "name", "short_name", "slug")}
    return {**stored, "parent": agency.parent_id or "", **NO_ROWS, **facts}


def of_user(user: User, **facts: object) -> dict[str, object]:
    return {"username": user.username, "agency": user.agency_id or "", "is_active": "on", **facts}


def change(row: object) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def errors(response) -> dict[str, list[str]]:
    """Return the errors of a form that was shown again."""
    assert response.status_code == 200
    return response.context["adminform"].form.errors


def test_an_agency_is_not_moved_out(browser, country: Country):
    response = browser.post(change(country.ba_dinh), of_agency(country.ba_dinh, parent=country.hue.pk))

    assert "parent" in errors(response)
    country.ba_dinh.refresh_from_db()
    assert country.ba_dinh.parent == country.ha_noi


def test_an_agency_is_not_taken_in(browser, country: Country):
    response = browser.post(change(country.thuan_hoa), of_agency(country.thuan_hoa, parent=country.ha_noi.pk))

    assert response.status_code == 404


@pytest.mark.parametrize("above", ["hue", "government"])
def test_no_agency_is_founded_outside(above: str, browser, country: Country):
    new = Agency(kind="commune", name="Phường Mới", short_name="Phường Mới", slug="phuong-moi")

    response = browser.post(reverse("admin:agencies_agency_add"), of_agency(new, parent=getattr(country, above).pk))

    assert "parent" in errors(response)
    assert Agency.objects.count() == 8


def test_the_topmost_agency_keeps_what_those_above_gave_it(browser, country: Country):
    facts = of_agency(
        country.ha_noi, name="Thăng Long", slug="thang-long", parent=country.hue.pk, kind="ministry", latitude="21.5"
    )

    response = browser.post(change(country.ha_noi), facts)

    assert response.status_code == 302
    after = Agency.objects.get(pk=country.ha_noi.pk)
    assert (after.name, after.slug, after.parent, after.kind) == (
        "Thành phố Hà Nội",
        "ha-noi",
        country.government,
        "province",
    )
    assert after.latitude == 21.5


@pytest.mark.parametrize("page", ["agencies_agency_add", "agencies_membership_add", "agencies_user_add"])
def test_a_form_begun_with_an_agency_outside_does_not_name_it(page: str, browser, country: Country):
    asked = {"parent": country.hue.pk, "agency": country.hue.pk}

    assert "Huế" not in browser.get(reverse(f"admin:{page}"), asked).content.decode()


def test_no_role_is_granted_outside(browser, author: User, country: Country):
    for agency in (country.hue, country.government, country.thuan_hoa):
        given = {"user": author.pk, "agency": agency.pk, "role": Role.EDITOR, "starts_on": "01/01/2026"}
        assert "agency" in errors(browser.post(reverse("admin:agencies_membership_add"), given))

    assert author.memberships.count() == 1


def test_no_role_is_granted_to_somebody_outside(browser, outsider: User, editor: User, operator: User, country):
    """It would also hide the account from those who keep it: it would hold rights outside their scope."""
    for user in (outsider, editor, operator):
        given = {"user": user.pk, "agency": country.ba_dinh.pk, "role": Role.EDITOR, "starts_on": "01/01/2026"}
        assert "user" in errors(browser.post(reverse("admin:agencies_membership_add"), given))

    assert not Membership.objects.filter(agency=country.ba_dinh).exists()


def test_a_role_is_not_made_another(browser, author: User, outsider: User, country: Country):
    role = author.memberships.get()
    posted = {"user": outsider.pk, "agency": country.hue.pk, "role": Role.ADMINISTRATOR, "starts_on": "01/01/2026"}

    browser.post(change(role), posted)

    role.refresh_from_db()
    assert (role.user, role.agency, role.role) == (author, country.ba_dinh, Role.AUTHOR)


def accounts_out_of_reach(country: Country) -> list[User]:
    """Return accounts of Hà Nội that hold rights above it or elsewhere, or all rights."""
    two_places = person("hai-noi", country.ba_dinh, Role.EDITOR)
    Membership.objects.create(user=two_places, agency=country.hue, role=Role.AUTHOR)
    above = person("len-tren", country.ha_noi, None)
    Membership.objects.create(user=above, agency=country.government, role=Role.AUDITOR)
    superuser = User.objects.create_superuser("van-hanh-ha-noi", password=PASSWORD, agency=country.ha_noi)
    elsewhere = person("o-hue", country.hue, None)
    without_agency = person("khong-noi", None, None)
    return [two_places, above, superuser, elsewhere, without_agency]


def test_whoever_holds_rights_outside_is_not_seen_nor_given_a_password(browser, country: Country):
    for user in accounts_out_of_reach(country):
        before = user.password
        for address in (change(user), f"/quan-tri/agencies/user/{user.pk}/password/"):
            assert browser.get(address).status_code == 404
            posted = of_user(user, password1=PASSWORD, password2=PASSWORD, usable_password="true")
            assert browser.post(address, posted).status_code == 404
        user.refresh_from_db()
        assert user.password == before
        assert user.username not in browser.get(reverse("admin:agencies_user_changelist")).content.decode()


def test_the_password_of_somebody_inside_is_set(browser, author: User):
    posted = {"password1": PASSWORD, "password2": PASSWORD, "usable_password": "true", "set-password": "1"}

    assert browser.post(f"/quan-tri/agencies/user/{author.pk}/password/", posted).status_code == 302

    author.refresh_from_db()
    assert author.check_password(PASSWORD)


def test_an_author_sets_nobodys_password(author: User, administrator: User, sign_in):
    assert sign_in(author).get(f"/quan-tri/agencies/user/{author.pk}/password/").status_code == 404


def test_nobody_is_made_a_superuser(browser, author: User, country: Country):
    extra = {"is_superuser": "on", "groups": "1", "user_permissions": "1", "is_staff": "on"}
    new = {
        "username": "moi",
        "agency": country.ba_dinh.pk,
        "usable_password": "true",
        "password1": PASSWORD,
        "password2": PASSWORD,
    }

    assert browser.post(change(author), of_user(author, **extra)).status_code == 302
    assert browser.post(reverse("admin:agencies_user_add"), {**new, **extra}).status_code == 302

    for user in User.objects.filter(username__in=["moi", author.username]):
        assert not user.is_superuser
        assert not user.user_permissions.exists()
    assert User.objects.filter(username="moi").exists()


@pytest.mark.parametrize("where", ["hue", "government", None])
def test_no_account_is_opened_or_taken_outside(where: str | None, browser, author: User, country: Country):
    agency = getattr(country, where).pk if where else ""
    new = {"username": "moi", "usable_password": "true", "password1": PASSWORD, "password2": PASSWORD}

    for address, posted in (
        (reverse("admin:agencies_user_add"), {**new, "agency": agency}),
        (change(author), of_user(author, agency=agency)),
    ):
        assert "agency" in errors(browser.post(address, posted))

    author.refresh_from_db()
    assert author.agency == country.ba_dinh
    assert not User.objects.filter(username="moi").exists()


def an_article(agency: Agency, **facts: object) -> dict[str, object]:
    return {"origin": agency.pk, "title": "Tin", "lead": "L", "body": "B", "keywords": "", **facts}


def test_no_article_is_written_outside(author: User, country: Country, sign_in):
    browser = sign_in(author)

    for agency in (country.ha_noi, country.hoan_kiem, country.hue):
        assert "origin" in errors(browser.post(reverse("admin:news_article_add"), an_article(agency)))

    assert not Article.objects.exists()


def test_an_article_is_not_published_by_a_field(author: User, country: Country, sign_in):
    posted = an_article(country.ba_dinh, status="published", published_at="2026-01-01", created_by=1, slug="x")

    assert sign_in(author).post(reverse("admin:news_article_add"), posted).status_code == 302

    article = Article.objects.get()
    assert (article.status, article.created_by) == ("draft", author)


def test_an_author_does_not_publish_by_pressing_a_button_that_is_not_there(author: User, country: Country, sign_in):
    browser = sign_in(author)
    browser.post(reverse("admin:news_article_add"), an_article(country.ba_dinh, _publish="1"))
    article = Article.objects.get()

    for step in ("approve", "publish", "urgent", "schedule", "endorse"):
        page = reverse(f"admin:news_article_{step}", args=[article.pk])
        assert browser.post(page, {"reason": "x", "note": "x"}).status_code == 403, step

    assert Article.objects.get().is_draft


def test_an_operator_opens_her_own_account(operator: User, sign_in):
    """She works for no agency."""
    for page in ("", "password/", "history/"):
        address = f"/quan-tri/agencies/user/{operator.pk}/{page or 'change/'}"
        assert sign_in(operator).get(address).status_code == 200
