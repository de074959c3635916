"""What another system sends: signed, written down once, in whatever order it comes."""

import datetime
import json

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agencies.models import AgencyIdentifier, Role
from dossiers.actions import accept, close_feed, open_feed, rotate_feed, sweep
from dossiers.models import Applicant, Dossier, DossierEvent, Feed, FeedEvent, State
from tests.conftest import person
from tests.country import Country
from tests.dossiers.conftest import at, identify
from tests.dossiers.feeds import EVENTS, LAN, System, filed, history, the_dossier, told, written

pytestmark = pytest.mark.usefixtures("now")


@pytest.fixture
def now():
    with time_machine.travel(at("2026-11-02 10:00"), tick=False) as traveller:
        yield traveller


@pytest.fixture
def system(version, country: Country, administrator) -> System:
    """The system of Ba Đình."""
    feed = Feed(agency=country.ba_dinh, name="Một cửa Ba Đình")
    return System(feed, open_feed(feed, by=administrator))


# --- What is told ---


def test_a_whole_life_is_written_down_as_it_happened(system: System):
    assert system.send(*history()) == ["done"] * 10

    dossier = the_dossier()
    assert dossier.state == State.RETURNED
    assert (dossier.outcome, dossier.result) == ("granted", "Giấy khai sinh số 12/2026")
    assert dossier.finished_at == at("2026-11-02 09:50")
    assert [one.verb for one in dossier.events.all()] == [one["kind"] for one in history()]
    assert {one.details["feed"] for one in dossier.events.all()} == {"Một cửa Ba Đình"}
    assert (dossier.applicant.name, dossier.receiver.path) == ("Trần Thị Lan", "ha-noi/phuong-ba-dinh")


def test_the_national_words_say_the_same(system: System):
    words = ["receiving", "waiting", "new", "processing", "paying", "processing", "unresolved", "processing"]
    events = [{**one, "kind": word} for one, word in zip(history(), [*words, "releasing", "done"], strict=True)]

    assert system.send(*events) == ["done"] * 10
    assert [one.verb for one in the_dossier().events.all()] == [one["kind"] for one in history()]


def test_accepted_at_a_counter_elsewhere_it_begins_with_that(system: System):
    assert system.send(filed(kind="accepted", channel="counter", limit={"value": 5, "unit": "working_days"})) == [
        "done"
    ]

    assert (the_dossier().state, the_dossier().channel) == (State.ACCEPTED, "counter")
    assert the_dossier().due_at == at("2026-11-09 17:30")


def test_any_form_of_the_code_means_the_same_dossier(system: System):
    answers = system.send(filed(), {**told(2, "accepted", "08:05"), "code": "000.03.12.h26 – 261102 – 0007"})

    assert answers == ["done", "done"]
    assert the_dossier().state == State.ACCEPTED


def test_a_refusal_by_the_law_of_an_act_is_told(system: System):
    system.send(filed(kind="accepted"))

    answer = system.post(told(2, "finished", "09:00", outcome="refused")).json()["results"][0]

    assert (answer["state"], answer["fault"]) == ("refused", "refused")
    assert "lý do" in answer["reason"]


def test_who_applied_stands_with_the_dossier_alone(system: System):
    system.send(filed())

    assert "applicant" not in FeedEvent.objects.get().body
    assert Applicant.objects.get().email == "lan@example.vn"


# --- Once, in whatever order ---


def test_the_same_event_twice_is_done_once_and_answered_the_same(system: System):
    first = system.post(filed()).json()
    again = system.post(filed()).json()

    assert first == again
    assert DossierEvent.objects.count() == 1


def test_twice_in_one_batch(system: System):
    assert system.send(filed(), filed()) == ["done", "done"]
    assert DossierEvent.objects.count() == 1


def test_the_same_id_with_another_body_is_refused_and_the_first_stays(system: System):
    system.send(filed())

    assert system.send({**filed(), "applicant": {**LAN, "name": "Ai đó"}}) == ["id_reused"]
    assert Applicant.objects.get().name == "Trần Thị Lan"


def test_reversed_each_waits_for_the_one_before(system: System):
    first, second = filed(kind="accepted"), told(2, "taken_up", "09:00")

    assert system.send(second) == ["waiting"]
    assert system.send(first) == ["done"]
    assert the_dossier().state == State.PROCESSING
    assert system.send(second) == ["done"]


def test_an_earlier_event_that_comes_late_finds_its_place(system: System):
    """Withdrawing is possible at once, and yet it waits for what the sender counts before it."""
    registered, accepted, withdrawn = (
        filed(),
        told(2, "accepted", "08:10"),
        told(3, "withdrawn", "09:00", reason="Thôi."),
    )

    assert system.send(registered, withdrawn) == ["done", "waiting"]
    assert system.send(accepted) == ["done"]
    assert [verb for verb, _, _ in written()] == ["registered", "accepted", "withdrawn"]


def test_of_an_unknown_dossier_it_waits_for_a_week_and_is_given_up(system: System, now):
    assert system.send(told(1, "taken_up", "09:00")) == ["waiting"]
    now.shift(datetime.timedelta(days=6))
    sweep()
    assert FeedEvent.objects.get().state == "waiting"

    now.shift(datetime.timedelta(days=2))
    sweep()

    event = FeedEvent.objects.get()
    assert (event.state, event.fault) == ("refused", "gave_up")
    assert "Chưa có hồ sơ này" in event.reason


def test_what_others_have_written_later_is_not_overtaken(system: System, desk):
    """The desk took a step at 9:30; what another system says of 9:00 contradicts what is written."""
    system.send(filed())
    accept(the_dossier(), by=desk, at=at("2026-11-02 09:30"))
    answer = system.post(told(2, "taken_up", "09:00")).json()["results"][0]

    assert answer["fault"] == "refused"
    assert "ở trước việc gần nhất" in answer["reason"]


def test_before_the_receipt_and_in_the_future(system: System):
    system.send(filed())

    assert system.send(told(2, "accepted", "07:59")) == ["refused"]
    assert system.send({**told(2, "accepted", "10:30"), "external_id": "bd-2b"}) == ["refused"]
    assert the_dossier().state == State.REGISTERED


def test_a_refused_event_is_sent_anew_in_its_place(system: System):
    system.send(filed(kind="accepted"), told(3, "finished", "09:00", result="Số 12"))
    assert system.send(told(2, "supplement_asked", "08:20")) == ["refused"]

    assert system.send({**told(2, "taken_up", "08:20"), "external_id": "bd-2-sua"}) == ["done"]
    assert the_dossier().state == State.FINISHED


def test_two_events_in_one_place(system: System):
    system.send(filed())

    assert system.send({**told(1, "accepted", "09:00"), "external_id": "khac"}) == ["sequence_used"]


def test_after_the_end_nothing_is_waited_for(system: System):
    system.send(filed(), told(2, "denied", "09:00", reason="Không thuộc thẩm quyền."))

    assert system.send(told(3, "taken_up", "09:30")) == ["not_allowed"]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_in_any_order_with_any_repetition_it_ends_the_same(data, system: System, country: Country, expected):
    events = data.draw(st.permutations(history() + data.draw(st.lists(st.sampled_from(history()), max_size=6))))
    cuts = sorted(data.draw(st.sets(st.integers(1, len(events) - 1), max_size=5)))
    code = f"H26.12.03-261102-{data.draw(st.integers(1000, 999_999_999)):04d}"
    if FeedEvent.objects.filter(code_key=code).exists():
        return

    for first, last in zip([0, *cuts], [*cuts, len(events)], strict=True):
        system.send(
            *({**one, "code": code, "external_id": f"{code}-{one['external_id']}"} for one in events[first:last])
        )

    dossier = Dossier.objects.get(code_key=code)
    assert dossier.state == State.RETURNED
    assert [(one.verb, one.happened_at.isoformat(), one.state) for one in dossier.events.all()] == expected
    assert not FeedEvent.objects.filter(code_key=code).exclude(state="done").exists()


@pytest.fixture
def expected(system: System) -> list[tuple[str, str, int]]:
    """What stands there after all was sent in order."""
    system.send(*history())
    return written()


# --- What means nothing here ---


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"external_id": ""}, "external_id"),
        ({"kind": "eaten"}, "kind"),
        ({"sequence": 0}, "sequence"),
        ({"sequence": "1"}, "sequence"),
        ({"code": "khong-phai-ma"}, "không phải mã hồ sơ"),
        ({"happened_at": "2026-11-02T09:00:00"}, "múi giờ"),
        ({"happened_at": "hôm qua"}, "không phải thời điểm"),
        ({"procedure": None}, "procedure"),
        ({"applicant": {"name": "Lan"}}, "số định danh hoặc điện thoại"),
        ({"applicant": {**LAN, "phone": "x"}}, "không đúng dạng"),
        ({"case": "\0"}, "NUL"),
        ({"case": "\ud800"}, "không đọc được"),
        ({"case": "x" * 501}, "dài hơn 500"),
        ({"note": "x"}, "không dùng đến: note"),
    ],
)
def test_what_cannot_be_understood_says_where(change, said, system: System):
    answer = system.post({**filed(), **change}).json()["results"][0]

    assert (answer["state"], answer["fault"]) == ("refused", "invalid")
    assert said in answer["reason"]
    assert not FeedEvent.objects.exists()


@pytest.mark.parametrize("said", [None, [], "x", 7, {}])
def test_what_is_no_event_at_all(said, system: System):
    assert system.send(said, filed()) == ["invalid", "done"]


def test_an_unknown_procedure_or_agency_is_refused(system: System):
    assert system.send({**filed(), "procedure": "9.999999"}) == ["unknown_procedure"]
    assert system.send({**filed(), "external_id": "b", "decider": "H99"}) == ["unknown_agency"]


def test_an_identifier_means_the_agency_of_that_day(system: System):
    AgencyIdentifier.objects.update(valid=DateRange(datetime.date(2026, 11, 3), None))

    assert system.send(filed()) == ["unknown_agency"]


def test_an_agency_outside_the_branch_is_refused(system: System, country: Country):
    identify(country.hoan_kiem, "H26.12.04")
    code = "H26.12.04-261102-0001"

    assert system.send({**filed(), "code": code}) == ["outside"]


def test_a_feed_of_another_branch_cannot_touch_a_dossier(system: System, country: Country, outsider):
    system.send(filed())
    feed = Feed(agency=country.hue, name="Huế")
    hue = System(feed, open_feed(feed, by=outsider))

    assert hue.send(told(1, "accepted", "09:00")) == ["outside"]
    assert the_dossier().state == State.REGISTERED


# --- The door ---


def test_a_wrong_key_and_a_wrong_secret_learn_the_same(system: System):
    nobody, thief = System(system.feed, system.secret), System(system.feed, "0" * 64)
    nobody.key = "tsf_00000000000000000000"

    answers = [one.post(filed()) for one in (nobody, thief)]

    assert [one.status_code for one in answers] == [401, 401]
    assert answers[0].content == answers[1].content
    assert answers[0].json()["error"] == "unauthorized"
    assert not FeedEvent.objects.exists()


@pytest.mark.parametrize(("late", "status"), [(299, 200), (301, 401), (-299, 200), (-301, 401)])
def test_clocks_may_differ_by_five_minutes(late, status, system: System):
    assert system.post(filed(), late=late).status_code == status


def test_a_signature_is_good_for_one_body_one_path_and_one_method(system: System):
    body = json.dumps({"events": [filed()]}).encode()
    headers = system.headers("POST", EVENTS, body)

    def status(content: bytes, path: str = EVENTS) -> int:
        return Client().post(path, content, content_type="application/json", headers=headers).status_code

    assert status(body + b" ") == status(body, f"{EVENTS}?x=1") == 401
    assert status(body) == 200
    assert (
        Client().get("/api/v1/dossiers/reconciliation?from=2026-11-02&to=2026-11-02", headers=headers).status_code
        == 401
    )


def test_headers_that_are_no_text(system: System):
    for name, value in (("X-Feed-Timestamp", "١٢٣"), ("X-Feed-Signature", "é"), ("X-Feed-Key", "é" * 500)):
        body = b"{}"
        headers = {**system.headers("POST", EVENTS, body), name: value}
        assert Client().post(EVENTS, body, content_type="application/json", headers=headers).status_code == 401


def test_what_is_not_read_at_all(system: System):
    many = system.post(*([filed()] * 1001))
    headers = system.headers("POST", EVENTS, b"{")

    assert (many.status_code, many.json()["error"]) == (413, "too_large")
    assert Client().post(EVENTS, b"{", content_type="application/json", headers=headers).status_code == 400
    assert Client().post(EVENTS, {"a": "b"}).status_code == 415
    assert Client().get(EVENTS).status_code == 405
    assert Client().post(EVENTS, b"x" * (5 * 1024 * 1024 + 1), content_type="application/json").status_code == 413


def test_answers_are_kept_nowhere(system: System):
    assert system.post(filed())["Cache-Control"] == "no-store, private"
    assert Client().post(EVENTS, b"", content_type="application/json")["Cache-Control"] == "no-store, private"


def test_nothing_of_a_person_or_a_secret_is_logged(system: System, caplog):
    caplog.set_level("DEBUG")
    system.send(filed(), {**told(1, "accepted", "09:00"), "external_id": "x", "code": "sai"})

    assert not any(word in caplog.text for word in ("Lan", "0912", "lan@example.vn", system.secret))


# --- Keys ---


def test_the_secret_stands_nowhere(system: System):
    kept = " ".join(map(str, Feed.objects.values_list().get()))

    assert system.secret not in kept
    assert len(bytes.fromhex(system.secret)) == 32


def test_after_a_rotation_both_secrets_hold_for_a_day(system: System, administrator, now):
    renewed = System(system.feed, rotate_feed(system.feed, by=administrator))

    assert renewed.secret != system.secret
    assert system.post(filed()).status_code == renewed.post(filed()).status_code == 200
    now.shift(datetime.timedelta(hours=25))
    assert (system.post(filed()).status_code, renewed.post(filed()).status_code) == (401, 200)


def test_a_stolen_secret_ends_at_once(system: System, administrator):
    rotate_feed(system.feed, by=administrator, at_once=True)

    assert system.post(filed()).status_code == 401


def test_a_secret_outlives_a_new_secret_key_of_the_portal(system: System, settings):
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", [settings.SECRET_KEY]

    assert system.post(filed()).status_code == 200


def test_a_closed_feed_sends_no_more(system: System, administrator):
    system.send(told(2, "accepted", "09:00"))
    close_feed(system.feed, by=administrator)

    assert system.post(filed()).status_code == 401
    assert [act.verb for act in system.feed.acts.order_by("pk")] == ["opened", "closed"]


def test_only_administrators_of_the_agency_hold_keys(country: Country, outsider, system: System):
    desk = person("mot-cua", country.ba_dinh, Role.DESK)
    for somebody in (outsider, desk):
        with pytest.raises(PermissionDenied):
            open_feed(Feed(agency=country.ba_dinh, name="x"), by=somebody)
        with pytest.raises(PermissionDenied):
            rotate_feed(system.feed, by=somebody)
        with pytest.raises(PermissionDenied):
            close_feed(system.feed, by=somebody)
