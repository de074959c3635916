"""What a province or commune adds to a procedure: the nearest counts, and nobody may be slower than the country."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from agencies.models import SiteVersion
from procedures.actions import remove_addition, save_addition
from procedures.models import LocalAddition, Procedure, ProcedureEvent, ProcedureVersion, nearest
from procedures.places import desk_of
from tests.procedures.catalogue import BIRTH, BOTH, MEDICINE, take_in
from tests.procedures.samples import TEXT


@pytest.fixture
def birth(country) -> Procedure:
    """A procedure of communes that takes ten working days, and one of a ministry."""
    take_in(BIRTH, MEDICINE, BOTH)
    version = ProcedureVersion.objects.get(procedure__code="1.001193")
    limits = [{"value": 10, "unit": "WORKING_DAY", "prose": "", "written": "10 WORKING_DAY"}, None, None]
    methods = [{**one, "limit": limit} for one, limit in zip(version.record["methods"], limits, strict=True)]
    record = {**version.record, "methods": methods}
    ProcedureVersion.objects.filter(pk=version.pk).update(record=record)
    return version.procedure


EIGHT_DAYS = {"limit_value": 8, "limit_unit": "WORKING_DAY"}


def addition(agency, procedure=None, **fields) -> LocalAddition:
    return LocalAddition(agency=agency, procedure=procedure, **fields)


def test_a_province_says_it_for_its_communes_and_a_commune_for_itself(birth, country, administrator):
    save_addition(
        addition(country.ha_noi, birth, for_all_below=True, address="Nhà A", hours="Sáng", **EIGHT_DAYS),
        by=administrator,
    )
    save_addition(addition(country.ba_dinh, birth, address="Số 1 phố Mẫu"), by=administrator)
    version = ProcedureVersion.objects.published().select_related("procedure").get(procedure=birth)

    here = desk_of(country.ba_dinh, version, "vi").additions
    said = {part: (one.agency, getattr(one, part)) for part, one in here.items()}
    beside = desk_of(country.hoan_kiem, version, "vi").additions

    assert said["address"] == (country.ba_dinh, "Số 1 phố Mẫu")
    assert said["hours"] == (country.ha_noi, "Sáng")
    assert said["limit"][1] == "8 ngày làm việc"
    assert beside["address"].address == "Nhà A"
    assert desk_of(country.thuan_hoa, version, "vi").additions == {}


def test_what_is_said_of_the_very_procedure_comes_before_what_is_said_of_all(birth, country):
    general = LocalAddition.objects.create(agency=country.ba_dinh, address="Nhà A", note="Mang theo căn cước")
    own = LocalAddition.objects.create(agency=country.ba_dinh, procedure=birth, address="Nhà B")

    found = nearest([general, own])

    assert (found["address"], found["note"]) == (own, general)


@pytest.mark.parametrize(
    ("value", "unit", "refused"),
    [
        (10, "WORKING_DAY", False),
        (Decimal("0.5"), "WORKING_DAY", False),
        (80, "WORKING_HOUR", False),
        (81, "WORKING_HOUR", True),
        (11, "WORKING_DAY", True),
        (5, "DAY", True),
        (1, "MONTH", True),
    ],
)
def test_a_limit_may_only_be_shorter(value, unit, refused, birth, country, administrator):
    one = addition(country.ba_dinh, birth, limit_value=value, limit_unit=unit)

    if not refused:
        assert save_addition(one, by=administrator).pk
        return
    with pytest.raises(ValidationError):
        save_addition(one, by=administrator)
    assert not LocalAddition.objects.exists()


def test_a_limit_that_the_country_has_overtaken_is_not_shown(birth, country):
    LocalAddition.objects.create(agency=country.ba_dinh, procedure=birth, limit_value=12, limit_unit="WORKING_DAY")
    version = ProcedureVersion.objects.published().select_related("procedure").get(procedure=birth)

    assert "limit" not in desk_of(country.ba_dinh, version, "vi").additions


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"limit_value": 5},
        {"limit_unit": "WORKING_DAY"},
        {"limit_value": -1, "limit_unit": "WORKING_DAY"},
        {"address": "x" * 301},
    ],
)
def test_what_cannot_be_is_refused(fields, birth, country, administrator):
    with pytest.raises(ValidationError):
        save_addition(addition(country.ba_dinh, birth, **fields), by=administrator)


def test_a_limit_or_fee_must_be_of_one_procedure(birth, country, administrator):
    with pytest.raises(ValidationError, match="thủ tục nào"):
        save_addition(addition(country.ba_dinh, fee="10.000 đồng"), by=administrator)


def test_an_agency_adds_nothing_to_what_it_does_not_carry_out(birth, country, administrator):
    medicine = Procedure.objects.get(code="1.000002")

    with pytest.raises(ValidationError, match="không thực hiện"):
        save_addition(addition(country.ba_dinh, medicine, address="x"), by=administrator)


def test_the_database_is_the_last_guard(birth, country):
    LocalAddition.objects.create(agency=country.ba_dinh, address="x")

    for fields in ({"address": "y"}, {"procedure": birth}, {"procedure": birth, "limit_value": 5}):
        with pytest.raises(IntegrityError), transaction.atomic():
            LocalAddition.objects.create(agency=country.ba_dinh, **fields)


@pytest.mark.parametrize("who", ["author", "outsider"])
def test_nobody_else_adds_or_removes(who, request, birth, country, administrator):
    person = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        save_addition(addition(country.ba_dinh, birth, address="x"), by=person)
    kept = save_addition(addition(country.ba_dinh, birth, address="x"), by=administrator)
    with pytest.raises(PermissionDenied):
        remove_addition(kept, by=person)


def test_what_was_added_and_taken_back_is_noted_and_pages_are_fresh(birth, country, administrator):
    kept = save_addition(addition(country.ba_dinh, birth, address="Số 1"), by=administrator)
    version = SiteVersion.objects.get(path="ha-noi/phuong-ba-dinh").version

    remove_addition(kept, by=administrator)

    verbs = [event.verb for event in ProcedureEvent.objects.filter(agency=country.ba_dinh).order_by("pk")]
    assert verbs == ["added", "removed"]
    assert "Số 1" in ProcedureEvent.objects.filter(verb="removed").get().in_words()
    assert SiteVersion.objects.get(path="ha-noi/phuong-ba-dinh").version > version


def test_an_administrator_adds_it_in_the_admin_by_the_code_in_any_form(birth, country, administrator, sign_in):
    browser = sign_in(administrator)
    form = {"agency": country.ba_dinh.pk, "code": "1.001193.000.00.00.H56", "address": "Số 1", "limit_value": "12"}
    address = reverse("admin:procedures_localaddition_add")

    refused = browser.post(address, {**form, "limit_unit": "WORKING_DAY"})
    unknown = browser.post(address, {**form, "code": "1.999999", "limit_value": "", "limit_unit": ""})
    kept = browser.post(address, {**form, "limit_value": "3", "limit_unit": "WORKING_DAY"})

    assert "không được dài hơn" in refused.content.decode()
    assert "Số 1" in refused.content.decode()
    assert "Không có thủ tục" in unknown.content.decode()
    assert kept.status_code == 302
    assert LocalAddition.objects.get().procedure == birth


def test_an_operator_sees_the_catalogue_and_brings_it_in(birth, country, operator, administrator, sign_in, tmp_path):
    browser = sign_in(operator)
    file = tmp_path / "a.txt"
    file.write_text(TEXT.replace("1.001193", "1.000077"), encoding="utf-8")
    records = reverse("admin:procedures_procedure_records")

    listed = browser.get(reverse("admin:procedures_procedure_changelist"), {"q": "khai sinh"}).content.decode()
    with file.open("rb") as content:
        tried = browser.post(records, {"file": content}).content.decode()
    assert not Procedure.objects.filter(code="1.000077").exists()
    with file.open("rb") as content:
        kept = browser.post(records, {"file": content, "confirmed": "on"}).content.decode()

    assert "Đăng ký khai sinh" in listed
    assert "Cấp giấy phép" not in listed
    assert "chưa ghi gì" in tried
    assert "Thêm mới: 1" in kept
    assert Procedure.objects.filter(code="1.000077").exists()
    assert browser.get(reverse("admin:procedures_procedure_unmatched")).status_code == 200
    assert sign_in(administrator).get(records).status_code == 403
