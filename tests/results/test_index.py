"""The service index: points from formulas, counts of every agency and month, closed months."""

from __future__ import annotations

import datetime
from decimal import Decimal
from random import Random

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from agencies.models import Agency
from agencies.sites import site_at
from dossiers.models import Channel, Dossier, Satisfaction
from procedures.models import ProcedureField
from results.actions import close, close_months, fold, reckon
from results.definitions import BY_CODE
from results.index.counting import COLUMNS
from results.index.measures import MEASURE_OF, counted_as, why_not
from results.index.reading import Index
from results.index.scoring import in_force, in_groups, scores_of
from results.models import COLUMN_OF, OF_FEEDBACK, Criterion, FrozenScore, IndexCounts, IndexRule
from results.reading import scope_of
from results.tasks import keep_index
from tests.dossiers.conftest import at, new_version
from tests.results.histories import finished, open_until

OCTOBER, NOVEMBER = datetime.date(2026, 10, 1), datetime.date(2026, 11, 1)


def index_at(path: str = "", **asked: str) -> Index:
    return Index(scope_of(site_at(path, "vi"), asked))


def points_at(path: str = "", **asked: str) -> dict[str, Decimal | None]:
    return {one.rule.criterion: one.points for one in index_at(path, **asked).sum.scores if one.rule.is_measured}


def counted(agency: Agency, month: datetime.date) -> dict[str, int]:
    return IndexCounts.objects.filter(agency=agency, month=month).values(*COLUMNS).get()


@pytest.fixture
def reckoned(history):
    reckon()


# Formulas.

rules = st.builds(
    IndexRule,
    most=st.decimals("0.01", 100, places=2),
    full_at=st.decimals("0.01", 100, places=2),
)
counts = st.integers(-5, 10**7)


@given(rules, counts, counts)
def test_points_lie_between_none_and_all(rule, numerator, denominator):
    points = rule.points_for(numerator, denominator)

    assert points is None if denominator <= 0 else 0 <= points <= rule.most


@given(rules, counts, counts, st.integers(1, 10**7))
def test_a_greater_numerator_never_gives_fewer_points(rule, one, other, denominator):
    less, more = sorted((one, other))

    assert rule.points_for(less, denominator) <= rule.points_for(more, denominator)


@given(rules, st.integers(1, 10**5), st.data())
def test_what_is_lacking_is_what_gives_all_points(rule, denominator, data):
    numerator = data.draw(st.integers(0, denominator))
    rule.numerator, rule.denominator = "dung-han", "ty-le-dung-han"
    (score,) = scores_of([rule], {"on_time": numerator, "judged": denominator})

    assert rule.points_for(numerator + score.lacking, denominator) == rule.most
    assert score.lacking == 0 or rule.points_for(numerator + score.lacking - 1, denominator) <= rule.most


def test_almost_all_is_not_all():
    assert IndexRule(most=14, full_at=Decimal(100)).points_for(99_999, 100_000) == Decimal("13.99")


def test_the_formulas_give_the_decisions_points_to_its_six_groups(country):
    groups = in_groups(scores_of(in_force(IndexRule.objects.all(), NOVEMBER), {}))

    assert [int(group.worth) for group in groups] == [18, 20, 12, 10, 22, 18]


def test_every_criterion_is_measured_or_says_why_not(country):
    for rule in in_force(IndexRule.objects.all(), NOVEMBER):
        assert rule.is_measured != (Criterion(rule.criterion) in _unmeasured())
        if rule.is_measured:
            assert counted_as(rule.numerator)
            assert counted_as(rule.denominator)
        else:
            assert str(why_not(rule.criterion))
    assert set(COLUMN_OF) <= set(MEASURE_OF) | OF_FEEDBACK
    assert set(BY_CODE) <= set(MEASURE_OF)


def _unmeasured() -> set[Criterion]:
    measured = {
        Criterion.COMPLETE,
        Criterion.ON_TIME,
        Criterion.OFFERED,
        Criterion.FILED,
        Criterion.SATISFIED,
        Criterion.ANSWERED,
    }
    return set(Criterion) - measured


def test_of_the_formulas_of_a_criterion_the_last_begun_applies():
    def rule(begins: datetime.date, ends: datetime.date | None = None) -> IndexRule:
        return IndexRule(criterion="dung-han", order=1, begins=begins, ends=ends)

    old, new = rule(datetime.date(2022, 6, 23)), rule(NOVEMBER, datetime.date(2026, 11, 30))

    assert in_force([new, old], datetime.date(2022, 6, 22)) == []
    assert in_force([new, old], datetime.date(2026, 10, 31))[0] is old
    assert in_force([new, old], datetime.date(2026, 11, 30))[0] is new
    assert in_force([new, old], datetime.date(2026, 12, 1)) == []


def test_a_later_formula_leaves_earlier_months_as_they_are(reckoned):
    old = IndexRule.objects.get(criterion="dung-han")
    IndexRule.objects.create(
        group=old.group, criterion=old.criterion, order=old.order, most=20, numerator=old.numerator,
        denominator=old.denominator, full_at=50, source="một quyết định sau này", begins=NOVEMBER,
    )  # fmt: skip

    assert points_at("ha-noi", thang="2026-10")["dung-han"] == Decimal("4.66")  # 14 points, a third on time
    assert points_at("ha-noi", thang="2026-11")["dung-han"] == 20  # half of them, which is all that is asked for


@pytest.mark.parametrize(
    "wrong",
    [{"most": 0}, {"full_at": 0}, {"full_at": 101}, {"numerator": "x"}, {"denominator": ""}, {"ends": "2022-01-01"}],
)
def test_the_database_refuses_formulas_that_mean_nothing(wrong, country):
    with pytest.raises(IntegrityError), transaction.atomic():
        IndexRule.objects.filter(criterion="dung-han").update(**wrong)


# Counts.


def test_counts_of_an_office_as_worked_out_by_hand(reckoned, country):
    november = counted(country.ba_dinh, NOVEMBER)

    assert november == {
        "received": 3, "complete": 0, "offered": 0, "filed": 0, "on_time": 1, "judged": 1, "satisfied": 1, "rated": 1,
        "answered": 0, "owed": 0,
    }  # fmt: skip
    assert (counted(country.ha_noi, NOVEMBER)["judged"], counted(country.ha_noi, OCTOBER)["judged"]) == (2, 3)


def test_the_punctual_share_is_that_of_the_other_pages(reckoned):
    for path in ("", "ha-noi", "ha-noi/phuong-ba-dinh"):
        page = index_at(path)
        score = next(one for one in page.sum.scores if one.rule.criterion == "dung-han")

        assert (score.numerator, score.denominator) == (page.scope.figures.on_time, page.scope.figures.judged)


def test_publicity_and_online_services_follow_the_catalogue(version, country):
    field = ProcedureField.objects.create(name="Hộ tịch", slug="ho-tich", sort_key="ho tich")
    type(version).objects.filter(pk=version.pk).update(
        decision="12/QĐ-BTP", field=field, channels=["ONLINE", "DIRECT"], audiences=["Công dân Việt Nam"]
    )
    bare = new_version("1.000656", "Đăng ký khai tử")
    filed = finished(version, country.ba_dinh, "2026-11-02 09:00", "2026-11-03 09:00", due="2026-11-09 17:30")
    Dossier.objects.filter(pk=filed.pk).update(channel=Channel.NATIONAL)
    finished(bare, country.ba_dinh, "2026-11-02 09:00", "2026-11-03 09:00", due="2026-11-09 17:30")
    fold()
    reckon()

    assert points_at("ha-noi") == {
        "noi-dung-day-du": 3, "dung-han": 14, "cung-cap": 3, "nop-truc-tuyen": 3, "hai-long": None,
        "tra-loi": None,
    }  # fmt: skip


def test_a_dossier_of_the_first_hours_of_a_month_counts_in_it(version, country):
    early = finished(version, country.ba_dinh, "2026-11-01 00:30", "2026-11-03 09:00", due=None)
    Dossier.objects.filter(pk=early.pk).update(channel=Channel.NATIONAL)
    fold()
    reckon()

    assert counted(country.ba_dinh, NOVEMBER)["filed"] == counted(country.ba_dinh, NOVEMBER)["received"] == 1


@pytest.mark.parametrize("seed", range(4))
def test_the_country_is_the_ratio_of_the_sums_of_all_offices(seed, version, country):
    luck = Random(seed)
    for _number in range(40):
        office = luck.choice([country.ba_dinh, country.hoan_kiem, country.thuan_hoa, country.ha_noi])
        month = luck.choice(["2026-09", "2026-10", "2026-11"])
        if luck.random() < 0.3:
            open_until(version, office, f"{month}-{luck.randint(10, 28)} 17:30")
            continue
        done = finished(version, office, f"{month}-02 09:00", f"{month}-{luck.randint(3, 24):02} 09:00",
                        due=f"{month}-12 17:30")  # fmt: skip
        Dossier.objects.filter(pk=done.pk).update(channel=luck.choice([Channel.NATIONAL, Channel.COUNTER]))
        if luck.random() < 0.5:
            level = luck.choice([1, 2, 3])
            Satisfaction.objects.create(dossier=done, overall=level, convenience=2, timeliness=2, attitude=2)
    fold()
    reckon()

    scores = {one.rule.criterion: one for one in index_at().sum.scores}
    dossiers = Dossier.objects.all()
    on_time = sum(one.finished_at is not None and not one.is_overdue for one in dossiers)
    judged = on_time + sum(one.is_overdue for one in dossiers)
    assert (scores["dung-han"].numerator, scores["dung-han"].denominator) == (on_time, judged)
    assert scores["nop-truc-tuyen"].numerator == dossiers.filter(channel=Channel.NATIONAL).count()
    assert scores["hai-long"].denominator == Satisfaction.objects.count()
    provinces = [index_at(path).sum.scores for path in ("ha-noi", "hue")]
    for ours, parts in zip(index_at().sum.scores, zip(*provinces, strict=True), strict=True):
        assert ours.numerator == sum(part.numerator for part in parts)
        assert ours.denominator == sum(part.denominator for part in parts)


def test_counting_again_changes_nothing(reckoned):
    assert reckon() == 0


def test_what_is_no_longer_so_is_no_longer_counted(reckoned, country):
    Satisfaction.objects.all().delete()
    fold()

    assert reckon() == 3  # the ward, the city, the country
    assert counted(country.government, NOVEMBER)["rated"] == 0


# Closed months.


def test_a_month_is_closed_on_the_tenth_and_once(history):
    with time_machine.travel(at("2026-12-09 23:00"), tick=False):
        keep_index()
        assert not FrozenScore.objects.filter(month=NOVEMBER).exists()
    with time_machine.travel(at("2026-12-10 00:30"), tick=False):
        keep_index()
        kept = list(FrozenScore.objects.order_by("pk").values())
        keep_index()

    assert {one["month"] for one in kept} == {OCTOBER, NOVEMBER}
    assert kept == list(FrozenScore.objects.order_by("pk").values())


def test_later_corrections_stand_beside_what_was_closed(reckoned, version, country):
    close(OCTOBER)
    before = index_at("ha-noi", thang="2026-10").months[0]
    finished(version, country.ba_dinh, "2026-10-05 09:00", "2026-10-07 09:00", due="2026-10-12 17:30")
    fold()
    reckon()
    after = index_at("ha-noi", thang="2026-10").months[0]
    corrected = {str(one.now.rule.criterion): (one.closed.points, one.now.points) for one in after.corrections}

    assert before.corrections == ()
    assert after.frozen_points == before.frozen_points
    assert corrected["dung-han"] == (Decimal("4.66"), Decimal("7.00"))


def test_nobody_changes_what_was_closed(reckoned):
    close(OCTOBER)

    for change in (lambda rows: rows.update(points=1), lambda rows: rows.delete()):
        with pytest.raises(IntegrityError), transaction.atomic():
            change(FrozenScore.objects.all())


def test_a_month_that_runs_is_not_closed(reckoned):
    with pytest.raises(ValueError, match="chưa hết"):
        close(NOVEMBER)
    assert close_months() == [OCTOBER]
    assert close(OCTOBER) == 0


def test_the_command_keeps_and_closes(history, capsys):
    call_command("keep_index")
    assert "Đã chốt tháng 10/2026." in capsys.readouterr().out
    call_command("keep_index", month="2026-09")
    assert "Không có gì để chốt" in capsys.readouterr().out
    for wrong, answer in (("2026-11", "chưa hết"), ("mai", "không phải là tháng"), ("2026-13", "không phải là tháng")):
        with pytest.raises(CommandError, match=answer):
            call_command("keep_index", month=wrong)
