"""The desk in the admin: choosing a procedure, receiving, the receipt, and what is refused."""

from __future__ import annotations

import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse

from agencies.models import Role
from dossiers.models import ApplicantLook, Dossier, DossierEvent
from dossiers.receipt import pdf_of, receipt_of
from procedures.models import LocalAddition, ProcedureVersion
from tests.conftest import person
from tests.country import Country
from tests.dossiers.conftest import IDENTITY, PHONE, at

# The number of a day is given out by itself, so that these tests commit.
pytestmark = pytest.mark.usefixtures("now")

ADD = "admin:dossiers_dossier_add"
METHOD = {"channel": "DIRECT", "fees": [], "note": "", "limit": {"value": 5, "unit": "WORKING_DAY", "prose": ""}}
PAPER = {"name": "Giấy chứng sinh", "form": "", "originals": 1, "copies": 0}
CASE = {"name": "Sinh tại cơ sở y tế", "components": [PAPER]}
OTHER = {"name": "Sinh tại nhà", "components": [{**PAPER, "name": "Văn bản của người làm chứng"}]}


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(at("2026-11-02 10:00"), tick=False):
        yield
    cache.clear()


@pytest.fixture
def births(version: ProcedureVersion) -> ProcedureVersion:
    """The registration of births, five working days, in two cases."""
    ProcedureVersion.objects.filter(pk=version.pk).update(record={"methods": [METHOD], "cases": [CASE, OTHER]})
    version.refresh_from_db()
    return version


def filled_in(country: Country, **differing: str) -> dict[str, str]:
    """Return the form of the desk as it is sent."""
    told = {
        "token": "mot",
        "name": "Trần Thị Lan",
        "identity": IDENTITY,
        "phone": PHONE,
        "case": CASE["name"],
        "channel": "counter",
        "limit": "5:working_days",
        "decider": str(country.ba_dinh.pk),
        "home": str(country.ba_dinh.pk),
    }
    return {**told, **differing}


def address(version: ProcedureVersion) -> str:
    return f"{reverse(ADD)}?thu-tuc={version.procedure.code}"


def test_the_desk_finds_a_procedure_without_marks(births, desk, sign_in):
    page = sign_in(desk).get(reverse(ADD), {"tim": "dang ky khai sinh"})

    assert [one.pk for one in page.context["offered"]] == [births.pk]


def test_it_shows_the_papers_of_each_case_and_the_limit(births, desk, sign_in):
    page = sign_in(desk).get(address(births)).content.decode()

    for told in ("Giấy chứng sinh", "Văn bản của người làm chứng", "5 ngày làm việc"):
        assert told in page


@pytest.mark.django_db(transaction=True)
def test_receiving_gives_a_code_a_date_and_a_receipt(births, desk, country: Country, sign_in):
    answer = sign_in(desk).post(address(births), filled_in(country), follow=True)

    dossier = Dossier.objects.get()
    page = answer.content.decode()
    assert dossier.code == "000.03.12.H26-261102-0001"
    assert dossier.due_at == at("2026-11-09 17:30")
    for told in (
        dossier.code,
        "Trần Thị Lan",
        "17:30 thứ Hai 9/11/2026",
        "Giấy chứng sinh (1 bản chính)",
        "5 ngày làm",
    ):
        assert told in page
    assert "Văn bản của người làm chứng" not in page
    assert "Nhận lúc 10:00 thứ Hai 2/11/2026" in page
    assert "private" in answer["Cache-Control"]
    assert ApplicantLook.objects.get().by == desk


@pytest.mark.django_db(transaction=True)
def test_a_form_that_is_sent_twice_makes_one_dossier(births, desk, country: Country, sign_in):
    browser = sign_in(desk)

    first, second = (browser.post(address(births), filled_in(country)) for _ in range(2))

    assert Dossier.objects.count() == 1
    assert first["Location"] == second["Location"]


@pytest.mark.django_db(transaction=True)
def test_a_shorter_limit_counts_and_a_longer_one_is_refused(births, desk, country: Country, sign_in):
    browser = sign_in(desk)

    refused = browser.post(address(births), filled_in(country, shorter="6"))
    browser.post(address(births), filled_in(country, shorter="2"))

    assert "chỉ được ngắn hơn 5 ngày làm việc" in refused.content.decode()
    assert Dossier.objects.get().due_at == at("2026-11-04 17:30")


@pytest.mark.django_db(transaction=True)
def test_the_shorter_limit_of_a_province_is_the_one_offered(births, desk, country: Country, sign_in):
    LocalAddition.objects.create(
        agency=country.ha_noi, procedure=births.procedure, for_all_below=True, limit_value=3, limit_unit="WORKING_DAY"
    )

    browser = sign_in(desk)
    assert browser.post(address(births), filled_in(country)).status_code == 200
    browser.post(address(births), filled_in(country, limit="3:working_days"))

    assert Dossier.objects.get().limit_value == 3


@pytest.mark.parametrize(
    "wrong",
    [
        {"phone": "", "identity": ""},
        {"phone": "abc"},
        {"name": ""},
        {"case": "không có"},
        {"channel": "x"},
        {"decider": "99999999"},
        {"decider": "x"},
        {"received_at": "2030-01-01T08:00"},
        {"limit": "1:months"},
        {"shorter": "-1"},
    ],
)
def test_words_are_kept_when_something_is_refused(wrong, births, desk, country: Country, sign_in):
    page = sign_in(desk).post(address(births), filled_in(country, address="Số 5 phố Đội Cấn", **wrong))

    assert page.status_code == 200
    assert "Số 5 phố Đội Cấn" in page.content.decode()
    assert "errorlist" in page.content.decode()
    assert not Dossier.objects.exists()


def test_an_unknown_procedure_or_desk_is_not_found(births, desk, country: Country, sign_in):
    browser = sign_in(desk)

    for asked in ({"thu-tuc": "9.999999"}, {"don-vi": str(country.hue.pk)}, {"don-vi": "x"}):
        assert browser.get(reverse(ADD), asked).status_code == 404


def test_who_sits_at_no_desk_receives_nothing(births, officer, author, country: Country, sign_in):
    auditor = person("kiem-tra", country.ha_noi, Role.AUDITOR)
    for somebody in (officer, author, auditor):
        for answer in (sign_in(somebody).get(reverse(ADD)), sign_in(somebody).post(address(births), {})):
            assert answer.status_code == 403
    assert not DossierEvent.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_receipt_is_a_pdf_too(births, desk, country: Country, sign_in):
    browser = sign_in(desk)
    browser.post(address(births), filled_in(country))
    dossier = Dossier.objects.get()

    answer = browser.get(reverse("admin:dossiers_dossier_pdf", args=[dossier.pk]))

    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    assert f'"{dossier.code}.pdf"' in answer["Content-Disposition"]
    assert len(answer.content) < 100_000


@pytest.mark.django_db(transaction=True)
def test_a_receipt_of_many_papers_goes_on_overleaf(births, desk, country: Country, sign_in):
    sign_in(desk).post(address(births), filled_in(country))
    dossier = Dossier.objects.get()
    receipt = receipt_of(dossier, dossier.applicant)

    longer = type(receipt)(**{**vars(receipt), "papers": ("Giấy tờ có tên rất dài " * 20,) * 12})

    assert pdf_of(longer).count(b"/Type /Page\n") > pdf_of(receipt).count(b"/Type /Page\n") == 1
