"""What a feed is told afterwards, and what its description promises."""

import json

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from agencies.models import Role
from dossiers.actions import accept, open_feed
from dossiers.models import DossierEvent, Feed, FeedEvent
from dossiers.openapi import DOCUMENT, validator_of
from tests.conftest import person
from tests.country import Country
from tests.dossiers.conftest import at, new_version
from tests.dossiers.feeds import EVENTS, System, filed, history, the_dossier, told
from tests.procedures.catalogue import BIRTH, take_in

pytestmark = pytest.mark.usefixtures("now")
REPORT = "/api/v1/dossiers/reconciliation"
THAT_DAY = f"{REPORT}?from=2026-11-02&to=2026-11-02"


@pytest.fixture
def now():
    with time_machine.travel(at("2026-11-02 10:00"), tick=False) as traveller:
        yield traveller


@pytest.fixture
def system(version, country: Country, administrator) -> System:
    feed = Feed(agency=country.ba_dinh, name="Một cửa Ba Đình")
    return System(feed, open_feed(feed, by=administrator))


def test_it_counts_by_day_and_state_and_lists_what_is_not_written_down(system: System, django_assert_max_num_queries):
    system.send(filed(), told(2, "accepted", "08:30"), told(4, "finished", "09:00", result="12"))
    system.send({**told(3, "denied", "08:40", reason="x"), "external_id": "sai"})

    with django_assert_max_num_queries(6):
        report = system.get(THAT_DAY).json()

    validator_of("Reconciliation").validate(report)
    assert report["days"] == [{"day": "2026-11-02", "done": 2, "waiting": 1, "refused": 1}]
    assert report["states"] == [{"state": "new", "label": "Được tiếp nhận", "dossiers": 1}]
    assert [(one["external_id"], one["state"]) for one in report["mismatches"]] == [
        ("sai", "refused"),
        ("bd-4", "waiting"),
    ]
    assert report["changed_since"] == []
    assert "Lan" not in json.dumps(report)


def test_it_lists_what_others_have_changed_since(system: System, desk):
    system.send(filed())
    accept(the_dossier(), by=desk)

    (changed,) = system.get(THAT_DAY).json()["changed_since"]

    assert (changed["last_sent"], changed["now"]) == ("receiving", "new")


def test_days_are_those_of_viet_nam(system: System):
    system.send(filed(moment="2026-11-01T23:30:00+00:00"))

    assert system.get(THAT_DAY).json()["days"][0]["done"] == 1


def test_a_feed_sees_its_own_alone(system: System, country: Country, administrator):
    system.send(filed())
    feed = Feed(agency=country.ba_dinh, name="Khác")
    other = System(feed, open_feed(feed, by=administrator))

    assert other.get(THAT_DAY).json()["days"] == []


@pytest.mark.parametrize(
    "query", ["", "?from=x&to=2026-11-02", "?from=2026-11-03&to=2026-11-02", "?from=2026-01-01&to=2026-11-02"]
)
def test_days_that_mean_nothing(query, system: System):
    response = system.get(f"{REPORT}{query}")

    assert (response.status_code, response.json()["error"]) == (400, "malformed")
    validator_of("Error").validate(response.json())


def test_unsigned_nothing_is_told(system: System):
    assert Client().get(THAT_DAY).status_code == 401


def test_the_description_is_openapi_and_stands_where_it_says(db):
    response = Client().get("/api/v1/openapi.json")

    assert response.json() == DOCUMENT
    assert response.json()["openapi"].startswith("3.1")
    for schema in DOCUMENT["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)


def test_the_description_is_valid():
    validate(DOCUMENT)


def test_every_address_described_is_there(db):
    for path, item in DOCUMENT["paths"].items():
        for method in item:
            assert getattr(Client(), method)(path.replace("{code}", "1.001193")).status_code in (200, 401, 404, 415)


def test_answers_are_as_described(system: System):
    answers = system.post(*history(), {}, told(1, "accepted", "09:00")).json()

    validator_of("Answers").validate(answers)
    for refusal in (
        system.get(REPORT),
        Client().get(EVENTS),
        Client().post(EVENTS, b"", content_type="application/json"),
    ):
        validator_of("Error").validate(refusal.json())


def test_the_example_of_the_description_is_understood(system: System, now):
    now.move_to(at("2026-11-02 11:00"))
    content = DOCUMENT["paths"]["/api/v1/dossiers/events"]["post"]["requestBody"]["content"]["application/json"]

    assert system.send(*content["examples"]["birth"]["value"]["events"]) == ["done", "done"]


def test_every_kind_and_fault_that_is_described_exists():
    event = DOCUMENT["components"]["schemas"]["Event"]["properties"]

    untold = {"assigned", "consulted", "answered", "closed", "reckoned"}
    assert set(DossierEvent.Verb.values) - untold <= set(event["kind"]["enum"])


def test_a_procedure_is_as_described(country: Country):
    take_in(BIRTH)

    validator_of("Procedure").validate(Client().get("/api/v1/procedures/1.001193").json())
    validator_of("Error").validate(Client().get("/api/v1/procedures/9.999999").json())


# --- In the admin ---

FEEDS = "/quan-tri/dossiers/feed/"
TABLE = """Mã hồ sơ;Việc;Lúc;Mã thủ tục;Người nộp;Điện thoại;Thời hạn;Thời hạn tính bằng;Kết quả;Ghi thêm
H26.12.03-261102-0007;Xử lý xong;02/11/2026 09:30;;;;;;Số 12;x
H26.12.03-261102-0007;Tiếp nhận;02/11/2026 08:00;1.001193;Trần Thị Lan;0912 345 678;5;ngày làm việc;;
"""


def upload_of(sign_in, who, feed: Feed, text: str, **more: str):
    """Upload a table and confirm what the preview shows; return the preview and the answer."""
    client, address = sign_in(who), f"{FEEDS}{feed.pk}/nhap/"
    preview = client.post(address, {"file": SimpleUploadedFile("a.csv", text.encode())})
    return preview, client.post(address, {"rows": preview.context["rows"], **more}, follow=True)


def test_a_feed_is_opened_and_its_secret_is_shown_once(sign_in, administrator, country: Country):
    shown = sign_in(administrator).post(f"{FEEDS}add/", {"agency": country.ba_dinh.pk, "name": "Một cửa"})

    feed = Feed.objects.get()
    secret = shown.context["secret"]
    assert secret in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    assert secret not in sign_in(administrator).get(f"{FEEDS}{feed.pk}/change/").content.decode()


def test_a_new_secret_and_closing(sign_in, administrator, system: System):
    client, address = sign_in(administrator), f"{FEEDS}{system.feed.pk}/"

    renewed = client.post(f"{address}doi-khoa/", {"at_once": "on"}).context["secret"]
    assert system.post(filed()).status_code == 401
    assert System(system.feed, renewed).post(filed()).status_code == 200
    client.post(f"{address}dong/")
    assert System(system.feed, renewed).post(filed()).status_code == 401
    assert "Đã đóng" in client.get(f"{address}change/").content.decode()
    assert "đổi khóa bí mật" in client.get(f"{address}history/").content.decode()


def test_outside_the_branch_nothing_is_found(sign_in, outsider, system: System):
    client, address = sign_in(outsider), f"{FEEDS}{system.feed.pk}/"
    system.send(filed())

    for page in ("change/", "doi-khoa/", "dong/", "nhap/", "nhap/mau/", "history/"):
        assert client.get(f"{address}{page}").status_code == 404
    assert client.get(f"/quan-tri/dossiers/feedevent/{FeedEvent.objects.get().pk}/change/").status_code == 404


def test_the_desk_brings_in_tables_and_holds_no_keys(sign_in, desk, system: System):
    client, address = sign_in(desk), f"{FEEDS}{system.feed.pk}/"

    assert client.get(f"{address}nhap/").status_code == 200
    assert client.get(f"{address}nhap/mau/").content.decode().startswith("\ufeffMã sự kiện,Mã hồ sơ")
    assert client.get(f"{address}doi-khoa/").status_code == client.get(f"{FEEDS}add/").status_code == 403


def test_the_page_of_a_feed_shows_what_is_left_and_never_who_applied(sign_in, administrator, system: System):
    system.send(filed(2, "registered"), {**filed(), "procedure": "9.999999"})

    for page in (f"{FEEDS}{system.feed.pk}/change/", FEEDS, "/quan-tri/dossiers/feedevent/"):
        shown = sign_in(administrator).get(page).content.decode()
        assert "Trần Thị Lan" not in shown
    shown = sign_in(administrator).get(f"{FEEDS}{system.feed.pk}/change/").content.decode()
    assert "Không có thủ tục “9.999999”" in shown
    assert "Chờ việc thứ 1" in shown


def test_the_list_of_events_costs_the_same_however_long(sign_in, administrator, system: System):
    client, address = sign_in(administrator), f"/quan-tri/dossiers/feedevent/?feed__id__exact={system.feed.pk}"

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    system.send(history()[0])
    cost()
    one = cost()
    system.send(*history())
    assert cost() <= one <= 24


def test_what_was_refused_is_tried_again_once_it_is_mended(sign_in, administrator, system: System, country: Country):
    code = "1.000003"
    assert system.send({**filed(), "procedure": code}) == ["unknown_procedure"]
    new_version(code, "Khác")
    event = FeedEvent.objects.get()

    sign_in(administrator).post(
        "/quan-tri/dossiers/feedevent/", {"action": "try_again", "_selected_action": [event.pk]}, follow=True
    )

    event.refresh_from_db()
    assert event.state == "done"
    assert system.feed.acts.first().verb == "retried"


def test_a_table_is_shown_first_and_then_brought_in(sign_in, desk, system: System):
    preview, answer = upload_of(sign_in, desk, system.feed, TABLE)

    assert [(row.number, row.faults) for row in preview.context["outcome"].rows] == [(2, ()), (3, ())]
    assert preview.context["outcome"].ignored == ["Ghi thêm"]
    assert "Đã nhập 2 sự kiện, 2 mới." in answer.content.decode()
    assert [one.verb for one in the_dossier().events.all()] == ["registered", "accepted", "finished"]
    assert the_dossier().due_at == at("2026-11-09 17:30")


def test_the_preview_writes_nothing(sign_in, desk, system: System):
    sign_in(desk).post(f"{FEEDS}{system.feed.pk}/nhap/", {"file": SimpleUploadedFile("a.csv", TABLE.encode())})

    assert not FeedEvent.objects.exists()
    assert not DossierEvent.objects.exists()


def test_the_same_table_twice_writes_nothing_twice(sign_in, desk, system: System):
    upload_of(sign_in, desk, system.feed, TABLE)
    _, answer = upload_of(sign_in, desk, system.feed, TABLE)

    assert "Đã nhập 2 sự kiện, 0 mới." in answer.content.decode()
    assert DossierEvent.objects.count() == 3


def test_all_or_none_unless_bad_rows_are_skipped(sign_in, desk, system: System):
    bad = TABLE + "H26.12.03-261102-0008;Tiếp nhận;02/11/2026 08:00;9.999999;Ai;0912 345 679;;;;\n"

    preview, answer = upload_of(sign_in, desk, system.feed, bad)
    assert [row.number for row in preview.context["outcome"].bad] == [4]
    assert "Chưa ghi dòng nào" in answer.content.decode()
    assert not FeedEvent.objects.exists()
    upload_of(sign_in, desk, system.feed, bad, skip_bad="on")
    assert FeedEvent.objects.count() == 2


@pytest.mark.parametrize("text", ["Lúc;Việc\n1;2\n", "a\n1\n", "", "\xff", "Mã hồ sơ;Việc;Lúc\n" + "x;y;z\n" * 1001])
def test_a_table_that_means_nothing(text, sign_in, desk, system: System):
    file = SimpleUploadedFile("a.csv", text.encode("latin-1" if text == "\xff" else "utf-8"))
    page = sign_in(desk).post(f"{FEEDS}{system.feed.pk}/nhap/", {"file": file})

    assert page.context["form"].errors


def test_an_auditor_reads_and_changes_nothing(sign_in, system: System, country: Country):
    auditor = person("kiem-tra", country.ba_dinh, Role.AUDITOR)
    client = sign_in(auditor)

    assert client.get(f"{FEEDS}{system.feed.pk}/change/").status_code == 200
    assert client.post(f"{FEEDS}{system.feed.pk}/dong/").status_code == 403
    assert client.get(f"{FEEDS}{system.feed.pk}/nhap/").status_code == 403
