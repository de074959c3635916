"""Who holds a case: offered, accepted, declined, ordered, and where it goes when nobody wants it."""

from __future__ import annotations

import datetime

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from feedback import actions
from feedback.actions import escalating
from feedback.models import Classification, Feedback, FeedbackEvent, HandOver, State, TimeRule
from tests.feedback.conftest import handler, sent_to

Verb = FeedbackEvent.Verb
SINCE = datetime.date(2020, 1, 1)
pytestmark = pytest.mark.usefixtures("rules")


def verbs(case: Feedback) -> list[str]:
    return [event.verb for event in case.events.all()]


def holders(case: Feedback) -> list[str]:
    """Return who held the case, in order, and see that exactly one holds it now."""
    assert case.holdings.get(until=None).agency_id == Feedback.objects.get(pk=case.pk).holder_id
    return [holding.agency.short_name for holding in case.holdings.select_related("agency")]


def test_what_is_offered_stays_with_the_giver_until_it_is_accepted(case, country, at_ba_dinh):
    actions.classify(
        case, Classification.ANOTHERS, to=country.hoan_kiem, reason="Việc ở phường Hoàn Kiếm.", by=at_ba_dinh
    )
    assert (case.state, case.holder) == (State.HANDED_OVER, country.ba_dinh)

    actions.accept(case, by=handler(country.hoan_kiem))

    assert (case.state, case.holder, case.classification) == (
        State.EXAMINING, country.hoan_kiem, Classification.OWN,
    )  # fmt: skip
    assert holders(case) == ["Phường Ba Đình", "Phường Hoàn Kiếm"]
    assert verbs(case) == [Verb.RECEIVED, Verb.CLASSIFIED, Verb.HANDED_OVER, Verb.ACCEPTED]


def test_what_is_declined_goes_back_and_the_sender_reads_why(case, country, at_ba_dinh):
    actions.hand_over(case, country.hoan_kiem, reason="Việc ở phường Hoàn Kiếm.", by=at_ba_dinh)

    event = actions.decline(case, reason="Phố này thuộc phường Ba Đình.", by=handler(country.hoan_kiem))

    assert (case.state, case.holder) == (State.RECEIVED, country.ba_dinh)
    assert (event.agency, event.reason) == (country.hoan_kiem, "Phố này thuộc phường Ba Đình.")
    assert case.hand_overs.get().why_not == "Phố này thuộc phường Ba Đình."


def test_what_comes_back_twice_climbs_to_the_common_parent(case, country, at_ba_dinh):
    for agency in (country.hoan_kiem, country.thuan_hoa):
        actions.hand_over(case, agency, reason="Việc của nơi khác.", by=at_ba_dinh)
        actions.decline(case, reason="Không phải việc của phường.", by=handler(agency))

    assert (case.state, case.holder) == (State.RECEIVED, country.government)
    assert verbs(case)[-2:] == [Verb.DECLINED, Verb.CLIMBED]
    assert holders(case) == ["Phường Ba Đình", "Chính phủ"]


def test_what_nobody_accepts_in_time_goes_back_by_itself(case, country, at_ba_dinh):
    actions.hand_over(case, country.hoan_kiem, reason="Việc ở phường Hoàn Kiếm.", by=at_ba_dinh)

    with time_machine.travel(case.due_at + datetime.timedelta(minutes=1)):
        assert actions.sweep() == 1
        assert actions.sweep() == 0

    case.refresh_from_db()
    assert (case.state, case.holder) == (State.RECEIVED, country.ba_dinh)
    assert case.hand_overs.get().state == HandOver.State.LAPSED
    assert verbs(case)[-1] == Verb.LAPSED


def test_an_agency_orders_one_below_it_which_holds_it_at_once(country):
    case = sent_to(country.ha_noi)

    assert actions.hand_over(case, country.ba_dinh, reason="Việc của phường.", by=handler(country.ha_noi)) is None

    assert (case.state, case.holder) == (State.EXAMINING, country.ba_dinh)
    with pytest.raises(ValidationError):
        actions.decline(case, reason="Không.", by=handler(country.ba_dinh))


def test_what_stays_late_rises_and_the_highest_keeps_it(case, country):
    after = datetime.timedelta(days=30)
    now = timezone.now()
    for holder in (country.ha_noi, country.government, country.government):
        now += after
        with time_machine.travel(now):
            actions.sweep()
        case.refresh_from_db()
        assert (case.state, case.holder) == (State.RECEIVED, holder)
    assert verbs(case) == [Verb.RECEIVED, Verb.ESCALATED, Verb.ESCALATED]


def test_many_whose_grace_is_long_do_not_keep_others_from_rising(country, monkeypatch):
    monkeypatch.setattr(escalating, "AT_A_TIME", 1)
    patient, hasty = sent_to(country.hoan_kiem), sent_to(country.thuan_hoa)
    TimeRule.objects.create(term="grace", agency=country.hoan_kiem, value=200, source="QĐ 1/QĐ-UBND", begins=SINCE)
    now = timezone.now()
    Feedback.objects.filter(pk=patient.pk).update(due_at=now - datetime.timedelta(days=41))
    Feedback.objects.filter(pk=hasty.pk).update(due_at=now - datetime.timedelta(days=40))

    assert actions.sweep() == 1

    assert [Feedback.objects.get(pk=case.pk).holder for case in (patient, hasty)] == [country.hoan_kiem, country.hue]


def test_an_outsider_can_do_nothing(case, country, at_ba_dinh):
    outsider = handler(country.thuan_hoa)
    acts = (
        lambda: actions.hand_over(case, country.thuan_hoa, reason="Của tôi.", by=outsider),
        lambda: actions.classify(case, Classification.OWN, by=outsider),
        lambda: actions.assign(case, outsider, by=outsider),
        lambda: actions.climb(case, reason="Lên trên.", by=outsider),
        lambda: actions.read_sender(case, by=outsider),
    )
    for act in acts:
        with pytest.raises(PermissionDenied):
            act()
    actions.hand_over(case, country.hoan_kiem, reason="Việc ở phường Hoàn Kiếm.", by=at_ba_dinh)
    for act in (actions.accept, lambda case, by: actions.decline(case, reason="Không.", by=by)):
        with pytest.raises(PermissionDenied):
            act(case, by=outsider)


def test_without_a_reason_nothing_moves(case, country, at_ba_dinh):
    with pytest.raises(ValidationError) as refusal:
        actions.hand_over(case, country.hoan_kiem, reason="  ", by=at_ba_dinh)
    assert "Hãy ghi lý do" in str(refusal.value)
    with pytest.raises(ValidationError):
        actions.hand_over(case, country.ba_dinh, reason="Cho mình.", by=at_ba_dinh)
    assert verbs(case) == [Verb.RECEIVED]
