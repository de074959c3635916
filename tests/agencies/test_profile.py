"""Saying what a site says of its agency."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from agencies.actions import save_profile
from agencies.models import REQUIREMENTS, Accent, Agency, AgencyProfile, AgencyProfileText, Role, lacking
from tests.conftest import person
from tests.country import Country
from tests.news.files import picture, upload

pytestmark = pytest.mark.django_db

CONTACT = {"owner": "UBND thành phố", "responsible": "Nguyễn Văn Mẫu, Chánh Văn phòng", "address": "1 phố Mẫu"}


def text(language: str = "vi", **fields: str) -> AgencyProfileText:
    return AgencyProfileText(language=language, **fields)


def stored(agency: Agency) -> AgencyProfile:
    return AgencyProfile.objects.with_texts().get(agency=agency)


@pytest.mark.parametrize("role", [Role.EDITOR, Role.ADMINISTRATOR])
def test_who_edits_or_administers_says_it(role, country: Country):
    speaker = person("noi", country.ha_noi, role)

    save_profile(
        AgencyProfile(agency=country.ba_dinh, accent=Accent.GREEN, phone="024 3825 0000"),
        [text(introduction="Ba Đình."), text("en", introduction="Ba Dinh.")],
        by=speaker,
    )

    profile = stored(country.ba_dinh)
    assert (profile.accent, profile.phone) == ("green", "024 3825 0000")
    assert {language: told.introduction for language, told in profile.by_language.items()} == {
        "vi": "Ba Đình.",
        "en": "Ba Dinh.",
    }


@pytest.mark.parametrize("who", ["author", "outsider", "auditor"])
def test_nobody_else_does(who, request, country: Country):
    by = person("xem", country.ha_noi, Role.AUDITOR) if who == "auditor" else request.getfixturevalue(who)

    with pytest.raises(PermissionDenied):
        save_profile(AgencyProfile(agency=country.ba_dinh), by=by)

    assert not AgencyProfile.objects.exists()


def test_what_changed_and_what_stood_there_is_noted(administrator, country: Country):
    save_profile(AgencyProfile(agency=country.ha_noi, phone="024 1"), [text(introduction="Cũ")], by=administrator)

    save_profile(AgencyProfile(agency=country.ha_noi), [text(introduction="Mới")], by=administrator)

    event = country.ha_noi.events.first()
    assert (event.verb, event.by) == ("profile_saved", administrator)
    assert event.details["former"] == {"điện thoại": "024 1", "giới thiệu (Tiếng Việt)": "Cũ"}
    assert event.in_words() == "đã sửa: điện thoại, giới thiệu (Tiếng Việt)"


def test_saving_what_is_there_already_notes_nothing(administrator, country: Country):
    for _ in range(2):
        save_profile(AgencyProfile(agency=country.ha_noi), [text(introduction="Như nhau")], by=administrator)

    assert country.ha_noi.events.filter(verb="profile_saved").count() == 1


def test_a_language_that_is_not_told_stays(administrator, country: Country):
    save_profile(AgencyProfile(agency=country.ha_noi), [text("en", introduction="Capital.")], by=administrator)

    save_profile(stored(country.ha_noi), [text(introduction="Thủ đô.")], by=administrator)

    assert str(stored(country.ha_noi).words("introduction", "en")) == "Capital."


def test_a_picture_without_words_for_those_who_do_not_see_it_is_refused(administrator, country: Country):
    with pytest.raises(ValidationError, match="mô tả ảnh"):
        save_profile(AgencyProfile(agency=country.ha_noi, picture=upload(picture())), by=administrator)

    AgencyProfile.objects.create(agency=country.hue)
    with pytest.raises(IntegrityError, match="profile_picture_with_words"), transaction.atomic():
        AgencyProfile.objects.update(picture="agencies/x.jpg")


def test_a_picture_is_kept_under_a_name_of_our_own_with_its_size(administrator, country: Country):
    profile = AgencyProfile(agency=country.ha_noi, picture=upload(picture(), "../x.php"), picture_alt="Hồ Gươm")

    save_profile(profile, by=administrator)

    kept = stored(country.ha_noi)
    assert kept.picture.name.startswith("agencies/")
    assert kept.picture.name.endswith(".jpg")
    assert (kept.picture_width, kept.picture_height) == (40, 30)


@pytest.mark.parametrize(
    "facts",
    [
        {"accent": "#ff0000"},
        {"phone": "gọi tôi"},
        {"phone": "024 1; 024 2"},
        {"email": "khong-phai-thu"},
        {"links": ["javascript:alert(1)"]},
        {"links": ["ftp://example.com/"]},
        {"links": [f"https://example.com/{n}" for n in range(9)]},
    ],
)
def test_what_cannot_be_is_refused(facts, administrator, country: Country):
    with pytest.raises(ValidationError):
        save_profile(AgencyProfile(agency=country.ha_noi, **facts), by=administrator)

    assert not AgencyProfile.objects.exists()


def test_the_database_knows_our_languages_and_that_vietnamese_names_stand_elsewhere(country: Country):
    profile = AgencyProfile.objects.create(agency=country.ha_noi)

    with pytest.raises(IntegrityError, match="profile_text_language"), transaction.atomic():
        text("fr", profile=profile).save()
    with pytest.raises(IntegrityError, match="profile_text_names"), transaction.atomic():
        text("vi", profile=profile, name="Hà Nội khác").save()


def test_the_imprint_is_read_in_its_order_and_says_which_language_each_line_is_in(administrator, country: Country):
    profile = AgencyProfile(
        agency=country.ha_noi,
        phone="(024) 3825-0000",
        email="ha-noi@example.gov.vn",
        links=["https://www.example.com/hn/"],
    )
    save_profile(profile, [text(**CONTACT), text("en", address="1 Mau Street")], by=administrator)

    facts = stored(country.ha_noi).imprint("en")

    assert [(str(fact.words), fact.words.language, fact.address) for fact in facts] == [
        ("UBND thành phố", "vi", ""),
        ("Nguyễn Văn Mẫu, Chánh Văn phòng", "vi", ""),
        ("1 Mau Street", "en", ""),
        ("(024) 3825-0000", "en", "tel:02438250000"),
        ("ha-noi@example.gov.vn", "en", "mailto:ha-noi@example.gov.vn"),
        ("example.com/hn", "en", "https://www.example.com/hn/"),
    ]


def test_what_a_site_lacks_is_known_by_its_rule(administrator, country: Country):
    contact = {**CONTACT, "introduction": "Thủ đô."}
    save_profile(
        AgencyProfile(agency=country.ha_noi, phone="024 1", email="a@example.vn"), [text(**contact)], by=administrator
    )
    save_profile(AgencyProfile(agency=country.ba_dinh), [text(**contact)], by=administrator)  # cannot be called

    live = Agency.objects.live().within(country.ha_noi)
    found = {requirement.code: {str(agency) for agency in lacking(live, requirement)} for requirement in REQUIREMENTS}

    rest = {"Sở Y tế", "Phường Hoàn Kiếm"}
    assert found["gioi-thieu-vi"] == rest
    assert found["lien-he-vi"] == {*rest, "Phường Ba Đình"}
    assert found["gioi-thieu-en"] == found["lien-he-en"] == {*rest, "Phường Ba Đình", "Thành phố Hà Nội"}
