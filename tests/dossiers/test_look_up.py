"""Looking up one's own dossier: what is shown, and that guessing tells nothing."""

from __future__ import annotations

import html
import re
import statistics
import time
from collections.abc import Callable
from types import SimpleNamespace

import pytest
import time_machine
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agencies.identifiers import Identifier
from dossiers import actions
from dossiers.codes import DossierCode
from dossiers.models import DossierEvent, Outcome, State
from dossiers.wording import STATES, STEPS
from tests.country import Country
from tests.dossiers.conftest import applicant, at, draft
from visitors import tries

pytestmark = pytest.mark.usefixtures("now")

LOOK_UP = "/co-quan/ha-noi/phuong-ba-dinh/ho-so/"
NOT_FOUND = "Không tìm thấy hồ sơ nào có mã và bốn số cuối này. Hãy xem lại cả hai."
PHONE_ENDS, IDENTITY_ENDS = "5678", "2345"
NOBODYS = "000.03.12.H26-261102-9999"


@pytest.fixture
def now():
    with time_machine.travel(at("2026-11-03 10:00"), tick=True):
        yield


@pytest.fixture(autouse=True)
def _nobody_has_tried(settings):
    """Begin with no tries counted, here or in Redis."""
    tries.IN_PROCESS._known.clear()
    tries._down_until = 0.0
    server = tries._redis(settings.CELERY_BROKER_URL)
    for name in server.scan_iter("tries:*"):
        server.delete(name)


def text(response: HttpResponse) -> str:
    return html.unescape(response.content.decode())


def ask(client: Client, code: str, ends: str = PHONE_ENDS, *, path: str = LOOK_UP, **how: object) -> HttpResponse:
    return client.post(path, {"code": code, "last_digits": ends}, **how)


def test_whoever_has_the_code_and_a_number_sees_the_dossier(client, dossier):
    for ends in (PHONE_ENDS, IDENTITY_ENDS, "56 78", "0912 345 678"):
        page = text(ask(client, dossier.code, ends))

        assert f"Hồ sơ {dossier.code}" in page
        assert "Đã tiếp nhận" in page
        assert "17:30 09/11/2026" in page


@pytest.mark.parametrize(
    "code", ["000.03.12.H26-261102-0001", " h26.12.03-261102-0001 ", "000.03.12.h26 – 261102 – 0001"]
)
def test_every_form_of_the_code_leads_there(client, dossier, code):
    assert f"Hồ sơ {dossier.code}" in text(ask(client, code))


def test_the_code_of_a_central_system_leads_there(client, version, country: Country, desk):
    code = DossierCode(Identifier(("H26", "12", "03")), at("2026-11-02 09:00").date(), 7, owner="BK")
    actions.register(draft(version, country.ba_dinh), applicant(), code=code, by=desk, at=at("2026-11-02 09:00"))

    assert "Chờ tiếp nhận" in text(ask(client, "000.03.12.H26-261102-BK0007"))


def test_any_site_finds_it(client, dossier):
    for path in ("/ho-so/", "/co-quan/hue/ho-so/", "/en/ho-so/"):
        assert dossier.code in text(ask(client, dossier.code, path=path))


def test_it_tells_who_did_what_when_and_why(client, dossier, officer, desk):
    actions.take_up(dossier, by=officer, at=at("2026-11-02 14:00"))
    actions.ask_supplement(dossier, what="Bản chính giấy chứng sinh.", by=officer, at=at("2026-11-02 15:00"))

    page = text(ask(client, dossier.code))

    assert page.index("Bạn cần bổ sung giấy tờ") < page.index("Tình trạng</h2>")
    assert page.count("Bản chính giấy chứng sinh.") == 2  # on top, and where it happened
    assert "Chậm nhất" in page
    assert str(officer) in page
    assert str(desk) in page
    assert "15:00 02/11/2026" in page
    assert "thời hạn đang tạm dừng" in page


def test_it_says_why_the_day_is_the_day(client, dossier):
    page = text(ask(client, dossier.code))

    assert "Vì sao là ngày này?" in page
    assert "Nhận lúc 09:00 thứ Hai 2/11/2026." in page


def test_after_an_apology_both_days_are_there(client, dossier, officer):
    actions.apologise(dossier, reason="Phải xác minh thêm.", until=at("2026-11-16 17:30"), by=officer)

    page = text(ask(client, dossier.code))

    assert "17:30 09/11/2026" in page
    assert re.search(r"Ngày hẹn mới</dt>\s*<dd>17:30 16/11/2026", page)
    assert "Phải xác minh thêm." in page


def test_late_is_called_late(client, dossier):
    with time_machine.travel(at("2026-11-12 10:00")):
        assert "Hồ sơ đã quá hạn 3 ngày làm việc" in text(ask(client, dossier.code))


def test_a_refusal_and_a_result_are_told(client, dossier, officer):
    actions.finish(dossier, outcome=Outcome.REFUSED, reason="Không thuộc thẩm quyền.", by=officer)

    page = text(ask(client, dossier.code))

    assert "Từ chối giải quyết" in page
    assert "Không thuộc thẩm quyền." in page
    assert "Mời bạn đến nhận kết quả" in page


def test_what_offices_ask_each_other_is_theirs(client, dossier, officer, country: Country):
    actions.consult(
        dossier, country.ha_noi_health, question="Giấy này có thật không?", due_at=at("2026-11-05 17:00"), by=officer
    )

    page = text(ask(client, dossier.code))

    assert "Hỏi ý kiến cơ quan liên quan" in page
    assert "có thật không" not in page


def test_the_name_and_numbers_of_the_applicant_are_not_shown(client, dossier):
    page = text(ask(client, dossier.code))

    for secret in ("Trần Thị Lan", "0912", "345 678", "012345"):
        assert secret not in page


@pytest.mark.parametrize("act", ["get", "wrong", "right"])
def test_nobody_keeps_the_page(client, dossier, act):
    response = client.get(LOOK_UP) if act == "get" else ask(client, dossier.code, "0000" if act == "wrong" else "5678")

    assert response["Cache-Control"] == "private, no-store"
    assert "sessionid" not in response.cookies


def test_in_english_the_page_is_english(client, dossier):
    page = text(ask(client, dossier.code, path=f"/en{LOOK_UP}"))

    assert "Received" in page
    assert 'lang="vi">Đăng ký khai sinh' in page


@pytest.mark.parametrize(
    ("code", "ends", "fault", "field"),
    [
        ("", "5678", "Hãy ghi mã hồ sơ, có trên giấy tiếp nhận hồ sơ.", "id_code"),
        ("abc", "5678", "Mã hồ sơ chưa đúng.", "id_code"),
        ("x" * 100_000, "5678", "Mã hồ sơ chưa đúng.", "id_code"),
        ("000.03.12.H26-261302-0001", "5678", "Mã hồ sơ chưa đúng.", "id_code"),
        (NOBODYS, "", "Hãy ghi bốn số cuối của số điện thoại", "id_last_digits"),
        (NOBODYS, "567", "Hãy ghi bốn số cuối của số điện thoại", "id_last_digits"),
        (NOBODYS, "٥٦٧٨", "Hãy ghi bốn số cuối của số điện thoại", "id_last_digits"),
    ],
)
def test_what_is_filled_in_wrongly_is_said_above_and_at_the_field(client, country: Country, code, ends, fault, field):
    page = text(ask(client, code, ends))

    assert "<title>Lỗi: " in page
    assert f'href="#{field}">{fault}' in page
    assert page.count(fault) == 2
    assert not code or code[:60] in page


def without_what_was_typed(response: HttpResponse) -> str:
    page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", response.content.decode())
    return re.sub(r'value="[^"]*"', "", page)


def test_a_wrong_code_and_wrong_digits_have_the_same_answer(client, dossier):
    unknown, wrong = ask(client, NOBODYS), ask(client, dossier.code, "0000")

    assert NOT_FOUND in text(unknown)
    assert unknown.status_code == wrong.status_code == 200
    assert without_what_was_typed(unknown) == without_what_was_typed(wrong)
    assert set(unknown.headers) == set(wrong.headers)


def test_a_wrong_code_and_wrong_digits_ask_the_database_the_same(client, dossier):
    asked = []
    for code in (NOBODYS, dossier.code):
        with CaptureQueriesContext(connection) as queries:
            ask(client, code, "0000")
        asked.append([re.sub(r"'[^']*'", "?", query["sql"]) for query in queries.captured_queries])

    assert asked[0] == asked[1]


def test_a_wrong_code_and_wrong_digits_take_the_same_time(client, dossier, monkeypatch):
    """Coarse: medians of many, which differ by less than a quarter, or by less than a millisecond."""
    monkeypatch.setattr("dossiers.tries.PER_NETWORK", ())
    monkeypatch.setattr("dossiers.tries.PER_CODE", ())

    def milliseconds(code: str) -> float:
        began = time.perf_counter()
        ask(client, code, "0000")
        return 1000 * (time.perf_counter() - began)

    pairs = [(milliseconds(NOBODYS), milliseconds(dossier.code)) for _ in range(60)]

    unknown, wrong = (statistics.median(column) for column in zip(*pairs, strict=True))
    assert abs(unknown - wrong) < max(1.0, 0.25 * unknown)


def test_after_five_wrong_tries_a_code_is_closed_for_all_for_a_while_and_what_was_typed_stays(client, dossier):
    for ends in ("0001", "0002", "0003", "0004", "0005"):
        assert ask(client, dossier.code, ends).status_code == 200

    refused = ask(client, dossier.code, PHONE_ENDS, REMOTE_ADDR="203.0.113.9")

    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= 900
    assert "Hãy thử lại sau" in text(refused)
    assert f'value="{dossier.code}"' in text(refused)
    assert 'value="5678"' in text(refused)


def test_a_code_that_nobody_has_is_closed_just_the_same(client, country: Country):
    answers = [ask(client, NOBODYS, "0000") for _ in range(6)]

    assert [answer.status_code for answer in answers] == [200] * 5 + [429]


def test_the_owner_is_served_within_the_limit_and_her_tries_do_not_count(client, dossier):
    for _ in range(4):
        ask(client, dossier.code, "0000")
    for _ in range(20):
        assert f"Hồ sơ {dossier.code}" in text(ask(client, dossier.code))


def test_whatever_form_a_code_is_typed_in_it_is_one_code(client, dossier):
    for code in ("000.03.12.H26-261102-0001", "H26.12.03-261102-0001") * 3:
        answer = ask(client, code, "0000")

    assert answer.status_code == 429


def expire(seconds: int, settings) -> None:
    """Let the counters of that length be over."""
    server = tries._redis(settings.CELERY_BROKER_URL)
    for name in server.scan_iter(f"tries:*:{seconds}:*"):
        server.delete(name)


def test_the_closed_code_opens_again_and_after_twenty_for_a_day(client, dossier, settings):
    for _ in range(4):
        for _ in range(5):
            assert ask(client, dossier.code, "0000").status_code == 200
        expire(900, settings)

    refused = ask(client, dossier.code)
    assert refused.status_code == 429
    assert 900 < int(refused["Retry-After"]) <= 86_400

    expire(86_400, settings)
    assert ask(client, dossier.code).status_code == 200
    assert f"Hồ sơ {dossier.code}" in text(ask(client, dossier.code))


def test_one_network_tries_sixty_times_and_others_go_on(client, dossier):
    codes = [f"000.03.12.H26-261101-{number:04d}" for number in range(61)]

    answers = [ask(client, code, "0000", REMOTE_ADDR="203.0.113.7").status_code for code in codes]

    assert answers == [200] * 60 + [429]
    assert ask(client, dossier.code, REMOTE_ADDR="203.0.113.200").status_code == 429
    assert f"Hồ sơ {dossier.code}" in text(ask(client, dossier.code, REMOTE_ADDR="198.51.100.1"))


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.7", "203.0.113.0/24"),
        ("::ffff:203.0.113.7", "203.0.113.0/24"),
        ("2001:db8:1:2:3::4", "2001:db8:1::/56"),
        ("", "unknown"),
        ("forged, 1.2.3.4", "unknown"),
    ],
)
def test_a_network_is_what_one_household_or_office_holds(rf, address, network):
    assert tries.network_of(rf.get("/", REMOTE_ADDR=address)) == network


def test_behind_the_front_server_its_word_counts(rf, settings):
    settings.DEVELOPMENT = False
    request = rf.get("/", REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="203.0.113.7")

    assert tries.network_of(request) == "203.0.113.0/24"


def test_without_redis_the_limits_hold_and_nobody_waits(client, dossier, settings):
    settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"
    began = time.perf_counter()

    answers = [ask(client, dossier.code, ends).status_code for ends in ("0000",) * 5 + (PHONE_ENDS,)]

    assert answers == [200] * 5 + [429]
    assert time.perf_counter() - began < 5


def test_the_counters_of_a_process_end_and_do_not_grow(monkeypatch):
    monkeypatch.setattr(tries, "MOST_REMEMBERED", 10)
    kept = tries.ProcessCounters()
    one = tries.Counter("one", most=1, seconds=60)
    clock = SimpleNamespace(monotonic=lambda: 100.0)
    monkeypatch.setattr(tries, "time", clock)
    assert kept.take([one]) == 0
    assert kept.take([one]) == 60
    clock.monotonic = lambda: 161.0
    assert kept.take([one]) == 0
    for number in range(100):
        kept.take([tries.Counter(str(number), 1, 60)])
    assert len(kept._known) <= 11


def test_redis_keeps_no_code_and_no_address(client, dossier, settings):
    ask(client, dossier.code, "0000")

    names = list(tries._redis(settings.CELERY_BROKER_URL).scan_iter("tries:*"))

    assert len(names) == 3
    assert not any(b"H26" in name or b"127.0" in name for name in names)
    assert all(tries._redis(settings.CELERY_BROKER_URL).ttl(name) > 0 for name in names)


def test_without_the_token_of_the_form_nothing_is_told(dossier):
    assert ask(Client(enforce_csrf_checks=True), dossier.code).status_code == 403


def test_a_nul_and_other_methods_are_refused(client, country: Country):
    assert ask(client, "a\0b").status_code == 400
    assert client.put(LOOK_UP).status_code == 405


def test_the_queries_are_few(client, dossier, officer, django_assert_max_num_queries: Callable[..., object]):
    actions.take_up(dossier, by=officer)
    with django_assert_max_num_queries(9):
        ask(client, dossier.code)


def test_every_state_and_act_has_words():
    assert set(STATES) == set(State)
    assert set(STEPS) == set(DossierEvent.Verb)
