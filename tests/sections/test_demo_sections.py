"""What the demo can say of its sites: plainly samples, kept by the acts that people use."""

import pytest

from portal.demo import sections
from portal.demo.seed import tell_of
from sections.models import Leader, Section
from tests.country import Country
from tests.sections.writing import states

pytestmark = pytest.mark.django_db

KNOWN = ("bo-y-te", "ha-noi", "ha-noi/so-y-te", "ha-noi/phuong-ba-dinh", "ha-noi/phuong-hoan-kiem", "hue")


@pytest.fixture
def told(operator, country: Country) -> None:
    """The samples of the agencies that there are in the small country."""
    for sample in sections():
        if sample["path"] in KNOWN:
            tell_of(sample, by=operator)


def test_many_sites_say_something_and_two_provinces_little(told):
    by_path = {sample["path"]: sample for sample in sections()}

    assert len(by_path) >= 20
    assert len(by_path["an-giang"]["sections"]) == 2
    assert "biography" not in by_path["an-giang"]["leaders"][0]
    assert {"lich-su", "ban-do-dia-gioi"}.isdisjoint(by_path["lam-dong"]["sections"])


def test_whatever_is_made_up_says_so(told):
    assert Section.objects.count() > 20
    assert all("mẫu" in one.body.lower() or "sample" in one.body.lower() for one in Section.objects.all())
    assert all("Mẫu" in leader.name for leader in Leader.objects.all())


def test_but_for_contacts_they_are_complete(told, country: Country):
    assert {code for code, state in states(country.ha_noi).items() if state != "met"} == {"lien-he"}
    assert {code for code, state in states(country.health_ministry).items() if state != "met"} == {"lien-he"}
