"""English names of agencies to which nobody has given one."""

import csv

import pytest

from agencies.country import DATA, EDITIONS, entries
from agencies.english import english_name
from agencies.models import Agency, AgencyProfile, AgencyProfileText
from tests.country import Country

RULES = {
    "Phường Ba Đình": "Ba Dinh Ward",
    "Ủy ban nhân dân phường Ba Đình": "People's Committee of Ba Dinh Ward",
    "Uỷ ban nhân dân xã Ia Đal": "People's Committee of Ia Dal Commune",
    "Tỉnh Đắk Lắk": "Dak Lak Province",
    "Thành phố Hồ Chí Minh": "Ho Chi Minh City",
    "Đặc khu Phú Quốc": "Phu Quoc Special Zone",
    "Quận Tây Hồ": "Tay Ho District",
    "Huyện Sóc Sơn": "Soc Son District",
    "Thị xã Sơn Tây": "Son Tay Town",
    "Phường 2 Bảo Lộc": "Bao Loc Ward 2",
    "Quận 10": "District 10",
    "Sở Y tế": "Department of Health",
    "Sở Y tế thành phố Hà Nội": "Department of Health of Ha Noi City",
    "Sở Văn hóa, Thể thao và Du lịch tỉnh Cà Mau": "Department of Culture, Sports and Tourism of Ca Mau Province",
    "Thanh tra thành phố Huế": "Inspectorate of Hue City",
    "Văn phòng Ủy ban nhân dân tỉnh An Giang": "Office of the People's Committee of An Giang Province",
    "Bộ Tài chính": "Ministry of Finance",
    "Chính phủ": "The Government of Viet Nam",
}


@pytest.mark.parametrize("vietnamese", RULES)
def test_a_name_follows_its_rule(vietnamese):
    assert english_name(vietnamese) == RULES[vietnamese]


@pytest.mark.parametrize("vietnamese", ["", "Xã hội", "Cục Thuế", "Ủy ban nhân dân", "Bộ", "Sở Thú", "thành phố"])
def test_no_name_is_better_than_a_wrong_one(vietnamese):
    assert english_name(vietnamese) == ""


def test_the_same_name_in_another_form_of_unicode_is_the_same():
    assert english_name("Bộ Y tế") == english_name("Bộ  Y tế") == "Ministry of Health"


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_agency_of_the_country_has_an_english_name(edition):
    nameless = {entry.name for entry in entries(EDITIONS[edition]) if not english_name(entry.name)}

    assert nameless <= {"Ủy ban nhân dân xã é Tòng"}  # so in the source, which nobody can take for a proper name


def test_the_table_says_each_name_once_and_in_plain_letters():
    with (DATA / "english_names.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    assert len({row["vietnamese"] for row in rows}) == len(rows)
    assert all(row["english"].isascii() for row in rows)


def test_a_name_says_which_language_it_is_in():
    ministry, bureau = Agency(name="Bộ Y tế", short_name="Bộ Y tế"), Agency(name="Cục Lạ", short_name="Cục Lạ")

    assert (str(ministry.name_in("en")), ministry.name_in("en").lang) == ("Ministry of Health", "")
    assert (str(bureau.name_in("en")), bureau.name_in("en").lang) == ("Cục Lạ", ' lang="vi"')
    assert (str(ministry.short_name_in("vi")), ministry.short_name_in("vi").lang) == ("Bộ Y tế", "")


@pytest.mark.django_db
def test_a_name_that_was_given_comes_before_the_rule(country: Country, django_assert_num_queries):
    profile = AgencyProfile.objects.create(agency=country.ha_noi)
    AgencyProfileText.objects.create(profile=profile, language="en", name="Hanoi Authorities", short_name="Hanoi")

    with django_assert_num_queries(1):
        names = {str(agency): str(agency.short_name_in("en")) for agency in Agency.objects.with_names_in("en")}

    assert len(names) == 8
    assert names["Thành phố Hà Nội"] == "Hanoi"
    assert names["Thành phố Huế"] == "Hue City"
