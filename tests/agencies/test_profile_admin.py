"""The form of what a site says of its agency, and the list of what sites lack."""

import pytest
from django.urls import reverse
from PIL import Image

from agencies.models import AgencyProfile
from tests.country import Country
from tests.news.files import bomb, picture, upload

pytestmark = pytest.mark.django_db

FILLED = {
    "vi-introduction": "Thủ đô nghìn năm.",
    "vi-owner": "UBND thành phố Hà Nội",
    "en-introduction": "A capital of a thousand years.",
    "en-name": "Hanoi People's Committee",
    "phone": "024 3825 0000",
    "email": "ha-noi@example.gov.vn",
    "links": "https://example.com/ha-noi\n\nhttps://example.com/ha-noi",
    "accent": "blue",
}


def page(agency) -> str:
    return reverse("admin:agencies_agency_profile", args=[agency.pk])


def test_an_administrator_says_it_in_two_languages(sign_in, administrator, country: Country):
    response = sign_in(administrator).post(page(country.ha_noi), FILLED)

    assert (response.status_code, response["Location"]) == (302, page(country.ha_noi))
    profile = AgencyProfile.objects.with_texts().get()
    assert (profile.accent, profile.links) == ("blue", ["https://example.com/ha-noi"])
    assert str(profile.words("introduction", "en")) == "A capital of a thousand years."
    assert profile.by_language["en"].name == "Hanoi People's Committee"


def test_the_form_shows_what_is_stored_and_the_name_by_rule(sign_in, administrator, country: Country):
    browser = sign_in(administrator)
    browser.post(page(country.ha_noi), FILLED)

    shown = browser.get(page(country.ha_noi)).content.decode()

    assert "Thủ đô nghìn năm." in shown
    assert "Bỏ trống: “Ha Noi City”." in shown
    assert 'lang="en"' in shown
    assert 'name="vi-name"' not in shown


def test_vietnamese_names_cannot_be_sent_along(sign_in, administrator, country: Country):
    sign_in(administrator).post(page(country.ha_noi), {**FILLED, "vi-name": "Thăng Long"})

    assert AgencyProfile.objects.with_texts().get().by_language["vi"].name == ""


@pytest.mark.parametrize(
    ("wrong", "where"),
    [({"phone": "abc"}, "phone"), ({"links": "javascript:alert(1)"}, "links"), ({"accent": "pink"}, "accent")],
)
def test_what_is_wrong_is_said_at_its_field_and_the_words_are_kept(wrong, where, sign_in, administrator, country):
    response = sign_in(administrator).post(page(country.ha_noi), {**FILLED, **wrong})

    assert response.status_code == 200
    assert response.context["forms"].profile.errors.keys() == {where}
    assert "Thủ đô nghìn năm." in response.content.decode()
    assert not AgencyProfile.objects.exists()


def test_a_picture_is_kept_small_and_with_words(sign_in, administrator, country: Country):
    browser, large = sign_in(administrator), picture("JPEG", (3200, 1200))
    response = browser.post(page(country.ha_noi), {**FILLED, "picture": upload(large)})
    assert response.context["forms"].profile.errors.keys() == {"picture_alt"}

    browser.post(page(country.ha_noi), {**FILLED, "picture": upload(large), "picture_alt": "Hồ Gươm"})

    profile = AgencyProfile.objects.get()
    assert (profile.picture_width, profile.picture_height) == (1600, 600)
    with profile.picture.open() as file, Image.open(file) as kept:
        assert not dict(kept.getexif())


@pytest.mark.parametrize("content", [b"not a picture", bomb(30_000, 30_000)])
def test_anything_but_a_picture_is_refused(content, sign_in, administrator, country: Country):
    sent = {**FILLED, "picture": upload(content), "picture_alt": "Hồ Gươm"}

    response = sign_in(administrator).post(page(country.ha_noi), sent)

    assert response.context["forms"].profile.errors.keys() == {"picture"}


def test_for_an_outsider_it_does_not_exist_and_an_author_may_not(sign_in, outsider, author, country: Country):
    for method in ("get", "post"):
        assert getattr(sign_in(outsider), method)(page(country.ha_noi), FILLED).status_code == 404
        assert getattr(sign_in(author), method)(page(country.ba_dinh), FILLED).status_code == 403

    assert not AgencyProfile.objects.exists()


def test_what_is_lacking_is_counted_within_the_branch_beside_its_rule(sign_in, administrator, country: Country):
    browser = sign_in(administrator)
    browser.post(page(country.ha_noi), FILLED)

    response = browser.get(reverse("admin:agencies_agency_lacking"))

    assert response.context["agencies"] == 4
    assert {requirement.code: count for requirement, count in response.context["rows"]} == {
        "gioi-thieu-vi": 3,
        "lien-he-vi": 4,
        "gioi-thieu-en": 3,
        "lien-he-en": 4,
    }
    assert "NĐ 224/2026/NĐ-CP, điều 9" in response.content.decode()


def test_the_count_takes_one_query_however_many_agencies(
    sign_in, administrator, country: Country, django_assert_max_num_queries
):
    browser = sign_in(administrator)

    with django_assert_max_num_queries(6):
        browser.get(reverse("admin:agencies_agency_lacking"))


def test_the_list_is_narrowed_to_those_that_lack_it(sign_in, administrator, country: Country):
    browser, listed = sign_in(administrator), reverse("admin:agencies_agency_changelist")
    browser.post(page(country.ha_noi), FILLED)

    found = browser.get(listed, {"thieu": "gioi-thieu-vi"}).context["cl"].queryset

    assert {str(agency) for agency in found} == {"Sở Y tế", "Phường Ba Đình", "Phường Hoàn Kiếm"}
    assert browser.get(listed, {"thieu": "x"}).status_code == 404


def test_the_list_is_exported_as_it_is_narrowed(sign_in, administrator, country: Country):
    browser = sign_in(administrator)
    browser.post(page(country.ha_noi), FILLED)
    asked = {"format": "1", "resource": "", "agencyresource_name": "on"}

    response = browser.post(reverse("admin:agencies_agency_export") + "?thieu=gioi-thieu-vi", asked)

    exported = response.content.decode()
    assert "Phường Ba Đình" in exported
    assert "Thành phố Hà Nội" not in exported
