"""How sites stand to the rules."""

import datetime

import pytest
from django.utils import timezone

from agencies.models import Agency
from sections.models import Leader, SectionRule, with_standing
from tests.country import Country
from tests.sections.writing import complete, contacts, grown_old, lead, states, write

pytestmark = pytest.mark.django_db


def test_nothing_said_is_all_missing_but_what_is_drawn(country: Country):
    assert set(states(country.ba_dinh).values()) == {"missing"}
    assert states(country.ha_noi_health)["so-do-to-chuc"] == "met"


def test_a_text_counts_once_something_is_written_in_vietnamese(administrator, country: Country):
    write(country.ba_dinh, administrator, language="en", body="History")
    assert states(country.ba_dinh)["lich-su"] == "missing"

    write(country.ba_dinh, administrator, body="Xưa")
    assert states(country.ba_dinh)["lich-su"] == "met"

    write(country.ba_dinh, administrator, body="")
    assert states(country.ba_dinh)["lich-su"] == "empty"


def test_a_text_grows_too_old_only_where_a_rule_says_after_how_many_days(administrator, country: Country):
    write(country.ba_dinh, administrator)
    grown_old(country.ba_dinh, 400)
    assert states(country.ba_dinh)["lich-su"] == "met"

    SectionRule.objects.filter(rule_set__code="nd-224-2026", kind="commune", section="lich-su").update(oldest_days=365)

    assert states(country.ba_dinh)["lich-su"] == "old"
    write(country.ba_dinh, administrator)  # looked at again, and still right
    assert states(country.ba_dinh)["lich-su"] == "met"


def test_leaders_count_with_duties_and_biography_while_they_lead(administrator, country: Country):
    leader = lead(country.ba_dinh, administrator, biography="")
    assert states(country.ba_dinh)["lanh-dao"] == "empty"

    Leader.objects.update(biography="Sinh năm 1970.")
    assert states(country.ba_dinh)["lanh-dao"] == "met"

    Leader.objects.update(ends_on=timezone.localdate() - datetime.timedelta(days=1))
    assert states(country.ba_dinh)["lanh-dao"] == "missing"
    assert leader.agency == country.ba_dinh


def test_contacts_count_when_the_profile_says_them(administrator, country: Country):
    contacts(country.ba_dinh, administrator)

    assert states(country.ba_dinh)["lien-he"] == "met"
    assert states(country.hoan_kiem)["lien-he"] == "missing"


def test_how_many_fall_short_is_counted_in_one_query(operator, country: Country, django_assert_num_queries):
    complete(country.ba_dinh, operator)
    write(country.hoan_kiem, operator)
    write(country.hoan_kiem, operator, body="")
    rules = list(SectionRule.objects.in_force())

    with django_assert_num_queries(1):
        read = {agency.short_name: agency for agency in with_standing(Agency.objects.all(), rules)}

    assert (read["Phường Ba Đình"].required, read["Phường Ba Đình"].lacks) == (8, 0)
    ward = read["Phường Hoàn Kiếm"]
    assert (ward.lacks, ward.missing, ward.empty, ward.old) == (8, 7, 1, 0)
    assert (read["Chính phủ"].required, read["Chính phủ"].lacks) == (1, 1)


def test_without_rules_nothing_is_asked(country: Country):
    read = with_standing(Agency.objects.all(), []).first()

    assert (read.required, read.lacks) == (0, 0)
