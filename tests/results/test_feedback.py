"""Statistics of reports and proposals: counts as worked out by hand, over random histories, pages, files, the index."""

from __future__ import annotations

import csv
import datetime
import io
import json
import random

import openpyxl
import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from agencies.hooks import agency_settled
from agencies.sites import site_at
from feedback import actions
from feedback.models import Answer, Classification, Feedback, HandOver, Level, State
from results.actions import fold_feedback, reckon
from results.feedback.checking import feedback_faults
from results.feedback.definitions import FEEDBACK_BY_CODE
from results.feedback.figures import FeedbackFigures
from results.feedback.reading import feedback_scope_of
from results.index.reading import Index
from results.models import FeedbackChange, FeedbackTally
from results.reading import scope_of
from tests.dossiers.conftest import at
from tests.feedback import conftest as feedback
from tests.feedback.conftest import handler, sent_to
from tests.feedback.publishing import REPLY, answered_at

rules = feedback.rules
pytestmark = pytest.mark.usefixtures("rules")


def figures_at(path: str = "", **asked: str) -> FeedbackFigures:
    return feedback_scope_of(site_at(path, "vi"), asked).figures


@pytest.fixture
def cases(country):
    """At Ba Đình: one answered in three days, one late, one escalated, one refused; at Huế one that is open."""
    ward = country.ba_dinh
    with time_machine.travel(at("2026-10-05 09:00"), tick=False):
        quick, slow, forgotten, refused = (sent_to(ward) for _ in range(4))
    with time_machine.travel(at("2026-10-08 09:00"), tick=False):
        for case in (quick, slow):
            actions.classify(case, Classification.CONDUCT, by=handler(ward))
        actions.classify(refused, Classification.NOT_ACCEPTED, reason="Là khiếu nại.", by=handler(ward))
        actions.answer([quick], Answer(text=REPLY), by=handler(ward))
        actions.rate(quick, Level.VERY)
    with time_machine.travel(at("2026-10-20 09:00"), tick=False):
        actions.sweep()  # nobody has classified the third for more than the limit and the grace after it
    with time_machine.travel(at("2026-11-04 09:00"), tick=False):
        actions.answer([slow], Answer(text=REPLY), by=handler(ward))
        actions.rate(slow, Level.NOT)
        sent_to(country.hue)
    fold_feedback()
    forgotten.refresh_from_db()
    return forgotten


def test_each_number_of_an_office_as_worked_out_by_hand(cases, country):
    found = figures_at("ha-noi/phuong-ba-dinh")

    assert cases.holder == country.ha_noi
    assert (found.received, found.answered, found.refused) == (3, 2, 1)
    assert (found.on_time, found.late, found.lost, found.overdue) == (2, 1, 1, 0)
    assert found.judged == 4
    assert found.average_days == 12.5  # 3 and 22 working days
    assert (found.rated, found.satisfied, found.very) == (2, 1, 1)
    assert (found.held, found.held_days) == (4, 3 + 3 + 22 + 11)


def test_late_stands_in_the_month_in_which_the_limit_ended(cases):
    october, november = figures_at("ha-noi", thang="2026-10"), figures_at("ha-noi", thang="2026-11")

    assert (october.late, november.late) == (1, 0)
    assert (october.answered, november.answered) == (1, 1)


def test_what_is_open_and_over_its_limit_is_late_at_once(cases, country):
    scope = feedback_scope_of(site_at("hue", "vi"), {})

    assert (scope.standing.open, scope.standing.overdue, scope.figures.on_time_rate) == (1, 1, 0.0)
    with time_machine.travel(at("2026-12-02 09:00"), tick=False):
        later = feedback_scope_of(site_at("hue", "vi"), {"thang": "2026-11"})
        assert later.figures.overdue == 1  # in the month of its limit, and in no other
        assert feedback_scope_of(site_at("hue", "vi"), {"thang": "2026-12"}).figures.overdue == 0


def test_a_branch_is_the_sum_of_its_offices(cases):
    scope = feedback_scope_of(site_at("", "vi"), {})

    assert scope.figures.received == 5
    assert sum(row.figures.received for row in scope.units) == 5
    assert sum(row.figures.overdue for row in scope.units) == scope.standing.overdue
    assert {row.code for row in scope.units} == {"ha-noi", "hue"}


def test_the_tallies_bear_out_and_the_command_says_so(cases, capsys):
    assert feedback_faults() == []
    FeedbackTally.objects.filter(whole_branch=False).update(answered=7)
    assert feedback_faults()

    call_command("check_tallies", mend=True, verbosity=0)

    assert feedback_faults() == []


@pytest.mark.parametrize("seed", range(4))
def test_random_histories_are_counted_as_a_slow_count_does(seed, country):
    luck, begun = random.Random(seed), at("2026-08-03 09:00")
    offices = [country.ba_dinh, country.hoan_kiem, country.ha_noi, country.thuan_hoa, country.government]
    cases: list[Feedback] = []
    with time_machine.travel(begun, tick=False) as clock:
        officers = {office.pk: handler(office) for office in [*offices, country.hue]}
        for _step in range(70):
            clock.shift(datetime.timedelta(hours=luck.randrange(1, 40)))
            if luck.random() < 0.35 or not cases:
                cases.append(sent_to(luck.choice(offices)))
            else:
                act(luck.choice(cases), luck, offices, officers)
            if luck.random() < 0.2:
                fold_feedback()
        fold_feedback()

        assert feedback_faults() == []
        assert not FeedbackChange.objects.exists()


def act(case: Feedback, luck: random.Random, offices: list, officers: dict) -> None:
    """Try something; what is not allowed is refused and changes nothing."""
    case.refresh_from_db()
    by, receiver = officers.get(case.holder_id) or handler(case.holder), luck.choice(offices)
    tries = [
        lambda: actions.classify(case, Classification.CONDUCT, by=by),
        lambda: actions.classify(case, Classification.NOT_ACCEPTED, reason="Không thuộc loại.", by=by),
        lambda: actions.hand_over(case, receiver, reason="Đúng nơi.", by=by),
        lambda: actions.accept(case, by=officers[case.hand_overs.latest("pk").receiver_id]),
        lambda: (actions.answer([case], Answer(text=REPLY), by=by), actions.rate(case, luck.choice(list(Level)))),
        lambda: actions.dispute(case, reason="Chưa xong."),
        actions.sweep,
    ]
    try:
        luck.choice(tries)()
    except (ValidationError, HandOver.DoesNotExist):
        return


def test_an_office_that_moves_takes_its_numbers_along(cases, country):
    ward = country.ba_dinh
    ward.parent = country.hue
    ward.save()
    agency_settled(ward)
    fold_feedback()

    assert feedback_faults() == []
    assert figures_at("hue").answered == 2


# Pages and files.


def test_the_files_say_what_the_page_says(cases, client):
    rows = list(csv.DictReader(io.StringIO(client.get("/phan-anh/thong-ke/so-lieu.csv").content.decode("utf-8-sig"))))
    sheet = openpyxl.load_workbook(io.BytesIO(client.get("/phan-anh/thong-ke/so-lieu.xlsx").content)).active
    told = json.loads(client.get("/phan-anh/thong-ke/so-lieu.json").content)

    assert (rows[0]["phan"], rows[0]["tiep-nhan"], rows[0]["da-tra-loi"]) == ("toan-bo", "5", "2")
    assert [cell.value for cell in sheet[1]] == list(rows[0])
    assert {one["code"] for one in told["definitions"]} == set(FEEDBACK_BY_CODE)
    assert len(rows) == len(told["rows"]) == sheet.max_row - 1


def test_each_number_links_to_its_definition(cases, client):
    page = client.get("/co-quan/ha-noi/phan-anh/thong-ke/").content.decode()
    meanings = client.get("/co-quan/ha-noi/phan-anh/thong-ke/cach-tinh/").content.decode()

    for code in FEEDBACK_BY_CODE:
        assert f"cach-tinh/#{code}" in page
        assert f'id="{code}"' in meanings


@pytest.mark.parametrize("query", ["thang=2026-13", "nam=abc", "nam=2099", "thang=1999-01", "nam=2026&thang=2025-01"])
def test_parameters_that_mean_nothing_break_nothing(query, cases, client):
    assert client.get(f"/phan-anh/thong-ke/?{query}").status_code == 200


def test_a_page_takes_few_queries_however_many_units_there_are(cases, client):
    client.get("/phan-anh/thong-ke/")
    with CaptureQueriesContext(connection) as taken:
        client.get("/phan-anh/thong-ke/")

    assert len(taken) <= 12


def test_the_page_is_made_anew_when_something_was_counted_and_no_other_is(cases, visitor, django, country):
    here, beside = "/co-quan/ha-noi/phan-anh/thong-ke/", "/co-quan/hue/phan-anh/thong-ke/"
    for path in (here, beside, "/phan-anh/thong-ke/"):
        visitor.get(path)
    asked = django.asked
    answered_at(country.ba_dinh)
    fold_feedback()

    for path in (here, beside, "/phan-anh/thong-ke/"):
        visitor.get(path)

    assert django.asked == asked + 2


# The service index.


def test_answers_in_time_give_points(cases):
    reckon()
    scores = {one.rule.criterion: one for one in Index(scope_of(site_at("ha-noi", "vi"), {})).sum.scores}

    answered = scores["tra-loi"]
    found = figures_at("ha-noi")
    assert answered.rule.is_measured
    assert (answered.numerator, answered.denominator) == (found.on_time, found.judged)
    assert answered.points is not None


def test_before_the_portal_took_reports_the_index_says_why_not(cases, client):
    page = client.get("/thong-ke/chi-so/?thang=2026-10").content.decode()

    assert "Trước tháng 11/2026 cổng chưa nhận phản ánh, kiến nghị." in page
    assert "/phan-anh/thong-ke/" in client.get("/thong-ke/chi-so/").content.decode()


def test_an_answer_given_late_is_late_whatever_was_extended_in_between(country):
    with time_machine.travel(at("2026-10-05 09:00"), tick=False):
        case = sent_to(country.ba_dinh)
        actions.classify(case, Classification.CONDUCT, by=handler(country.ba_dinh))
        actions.extend(case, reason="Phải xác minh.", by=handler(country.ba_dinh))
        limit = case.due_at
    with time_machine.travel(limit + datetime.timedelta(minutes=1), tick=False):
        actions.answer([case], Answer(text=REPLY), by=handler(country.ba_dinh))

    assert (case.state, case.on_time, case.was_due_at) == (State.ANSWERED, False, limit)
    fold_feedback()
    month = timezone.localdate(limit).replace(day=1)
    assert FeedbackTally.objects.of(country.ba_dinh).get(month=month).late == 1
