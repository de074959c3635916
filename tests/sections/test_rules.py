"""The law in force on a day says what sites must contain."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from agencies.models import AgencyKind, Role
from sections.actions import save_rules
from sections.models import RuleSet, SectionRule
from tests.conftest import person
from tests.country import Country
from tests.sections.writing import states, write

pytestmark = pytest.mark.django_db

DAY = datetime.date(2026, 11, 23)


def asked_of(kind: AgencyKind, on: datetime.date = DAY) -> set[str]:
    return set(SectionRule.objects.in_force(on).filter(kind=kind).values_list("section", flat=True))


def test_ministries_and_departments_say_what_article_9_1_b_names():
    for kind in ("ministry", "ministerial_agency", "government_agency", "ministry_unit", "department"):
        assert asked_of(kind) == {
            "chuc-nang-nhiem-vu", "so-do-to-chuc", "to-chuc-bo-may", "lanh-dao", "lich-su", "lien-he",
        }  # fmt: skip


def test_peoples_committees_say_what_article_9_1_c_names():
    for kind in ("province", "commune"):
        assert asked_of(kind) == {
            "to-chuc-bo-may", "lanh-dao", "lich-su", "ban-do-dia-gioi", "dieu-kien-tu-nhien",
            "truyen-thong-van-hoa", "di-tich-danh-thang", "lien-he",
        }  # fmt: skip


def test_every_rule_names_its_source_and_says_what_is_to_be_checked():
    for rule in SectionRule.objects.select_related("rule_set"):
        assert "NĐ 224/2026" in rule.source or "TT 32/2017" in rule.source or rule.to_check
    assert not SectionRule.objects.filter(source__contains="43/2011", to_check=False).exists()


@pytest.mark.parametrize(("on", "code"), [("2026-11-23", "nd-224-2026"), ("2020-05-01", "nd-43-2011")])
def test_the_day_decides_which_set_is_in_force(on, code):
    day = datetime.date.fromisoformat(on)

    assert RuleSet.objects.in_force(day).get().code == code
    assert set(SectionRule.objects.in_force(day).values_list("rule_set__code", flat=True)) == {code}


def test_before_the_first_nothing_is_asked_and_an_ended_set_asks_nothing():
    assert asked_of("commune", datetime.date(2001, 1, 1)) == set()

    RuleSet.objects.filter(code="nd-224-2026").update(in_force_to=datetime.date(2026, 6, 30))
    assert RuleSet.objects.in_force(DAY).get().code == "nd-43-2011"


def test_who_administers_the_governments_site_sets_a_rule(country: Country, operator):
    ruler = person("quan-tri-cp", country.government, Role.ADMINISTRATOR)
    rule = SectionRule.objects.in_force().get(kind="commune", section="lich-su")
    rule.oldest_days = 30
    write(country.ba_dinh, operator)

    save_rules(rule.rule_set, [rule], by=ruler)

    assert SectionRule.objects.get(pk=rule.pk).oldest_days == 30
    assert states(country.ba_dinh)["lich-su"] == "met"
    event = country.government.section_events.first()
    assert (event.verb, event.by) == ("ruled", ruler)


@pytest.mark.parametrize("who", ["administrator", "editor", "author"])
def test_nobody_else_does(who, request, country: Country):
    rule_set = RuleSet.objects.in_force(DAY).get()
    rule_set.in_force_from = datetime.date(2030, 1, 1)

    with pytest.raises(PermissionDenied):
        save_rules(rule_set, [], by=request.getfixturevalue(who))

    assert RuleSet.objects.in_force(DAY).get() == rule_set


def test_a_set_cannot_end_before_it_begins(operator, country: Country):
    rule_set = RuleSet.objects.in_force(DAY).get()
    rule_set.in_force_to = datetime.date(2000, 1, 1)

    with pytest.raises(ValidationError, match="hết hiệu lực"):
        save_rules(rule_set, [], by=operator)
