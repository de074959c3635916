"""Writing the sections of a site."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from agencies.models import FORMER, Role, SiteVersion
from sections.actions import save_section, save_sections
from sections.models import Section, SectionEvent
from tests.conftest import person
from tests.country import Country
from tests.sections.writing import write

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", [Role.EDITOR, Role.ADMINISTRATOR])
def test_who_edits_or_administers_here_or_above_writes(role, country: Country):
    speaker = person("noi", country.ha_noi, role)

    save_section(Section(agency=country.ba_dinh, code="lich-su", body=" Nghìn năm.\r\n\r\nXưa. "), by=speaker)

    section = Section.objects.get()
    assert (section.body, section.updated_by, section.language) == ("Nghìn năm.\n\nXưa.", speaker, "vi")
    event = country.ba_dinh.section_events.get()
    assert (event.verb, event.by, event.details) == ("written", speaker, {"mục": event.details["mục"]})


@pytest.mark.parametrize("who", ["author", "outsider", "auditor"])
def test_nobody_else_does(who, request, country: Country):
    by = person("xem", country.ha_noi, Role.AUDITOR) if who == "auditor" else request.getfixturevalue(who)

    with pytest.raises(PermissionDenied):
        write(country.ba_dinh, by)

    assert not Section.objects.exists()


def test_one_agency_outside_stops_all(administrator, country: Country):
    with pytest.raises(PermissionDenied):
        save_sections(
            [Section(agency=where, code="lich-su", body="X") for where in (country.ba_dinh, country.hue)],
            by=administrator,
        )

    assert not Section.objects.exists()


def test_the_former_text_is_kept_and_cannot_be_changed(administrator, country: Country):
    write(country.ba_dinh, administrator, body="Cũ")

    write(country.ba_dinh, administrator, body="Mới")

    assert Section.objects.get().body == "Mới"
    assert country.ba_dinh.section_events.first().details[FORMER] == "Cũ"
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        SectionEvent.objects.update(details={})


def test_saving_what_is_there_notes_that_it_is_still_right(administrator, country: Country):
    first = write(country.ba_dinh, administrator).updated_at

    write(country.ba_dinh, administrator)

    assert Section.objects.get().updated_at > first
    assert [event.verb for event in country.ba_dinh.section_events.all()] == ["confirmed", "written"]


def test_a_text_may_be_emptied_and_nothing_leaves_nothing(administrator, country: Country):
    write(country.ba_dinh, administrator)

    save_sections(
        [Section(agency=country.ba_dinh, code=code, body="  ") for code in ("lich-su", "dieu-kien-tu-nhien")],
        by=administrator,
    )

    assert [(one.code, one.body) for one in Section.objects.all()] == [("lich-su", "")]


def test_each_language_is_a_text_of_its_own(administrator, country: Country):
    write(country.ba_dinh, administrator, body="Xưa")
    write(country.ba_dinh, administrator, body="Once", language="en")

    assert set(Section.objects.values_list("language", "body")) == {("vi", "Xưa"), ("en", "Once")}


@pytest.mark.parametrize("wrong", [{"code": "lanh-dao"}, {"code": "x"}, {"language": "fr"}, {"body": "x" * 50_001}])
def test_what_cannot_be_is_refused(wrong, administrator, country: Country):
    facts = {"code": "lich-su", "body": "X", **wrong}

    with pytest.raises(ValidationError):
        save_section(Section(agency=country.ba_dinh, **facts), by=administrator)


def test_the_version_of_the_site_rises(administrator, country: Country):
    write(country.ba_dinh, administrator)
    before = SiteVersion.objects.get(path="ha-noi/phuong-ba-dinh").version

    write(country.ba_dinh, administrator, body="Mới")

    assert SiteVersion.objects.get(path="ha-noi/phuong-ba-dinh").version > before
    assert not SiteVersion.objects.filter(path="").exists()  # the rest of the country stays in the cache


def test_many_are_written_in_as_many_queries_as_one(administrator, country: Country, django_assert_num_queries):
    texts = [
        Section(agency=where, code=code, body="X")
        for where in (country.ha_noi, country.ba_dinh, country.hoan_kiem)
        for code in ("lich-su", "dieu-kien-tu-nhien", "to-chuc-bo-may")
    ]

    with django_assert_num_queries(9):  # rights, stored, new, events, versions, and four of savepoints
        save_sections(texts, by=administrator)
