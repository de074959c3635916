"""Formulas of the index: those who administer the Government's site keep them, each time with a reason."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from agencies.models import Role, SiteVersion
from agencies.publication import statistics_at
from results.actions import save_rule
from results.models import IndexRule, IndexRuleEvent
from tests.conftest import person
from tests.country import Country

pytestmark = pytest.mark.django_db

ADD = reverse("admin:results_indexrule_add")
DECREE = {
    "group": "tien-do",
    "criterion": "dung-han",
    "order": "40",
    "most": "12",
    "numerator": "dung-han",
    "denominator": "ty-le-dung-han",
    "full_at": "90",
    "source": "Quyết định mới",
    "begins": "01/01/2027",
    "reason": "Quyết định mới",
}


@pytest.fixture
def keeper(country: Country):
    return person("quan-tri-chinh-phu", country.government, Role.ADMINISTRATOR)


def changed(rule: IndexRule) -> str:
    return reverse("admin:results_indexrule_change", args=[rule.pk])


def test_a_keeper_adds_the_formula_of_a_new_decree_and_is_told_that_others_must_follow(keeper, sign_in):
    browser = sign_in(keeper)

    page = browser.post(ADD, DECREE, follow=True).content.decode()

    new = IndexRule.objects.get(criterion="dung-han", begins=datetime.date(2027, 1, 1))
    assert (new.most, new.full_at) == (12, 90)
    assert "cộng lại là 98 điểm, chưa phải 100" in page
    assert "đúng hạn ÷ đến lúc phải có kết quả, đủ điểm từ 90 %" in page
    log = browser.get(reverse("admin:results_indexrule_history", args=[new.pk])).content.decode()
    assert "Quyết định mới" in log
    assert keeper.username in log


def test_a_formula_that_was_mistaken_is_corrected_and_the_log_keeps_how_it_was(keeper, sign_in):
    rule = IndexRule.objects.get(criterion="dung-han")

    page = sign_in(keeper).post(changed(rule), {**DECREE, "most": "14", "begins": "23/06/2022"}, follow=True)

    rule.refresh_from_db()
    event = IndexRuleEvent.objects.get(rule=rule)
    assert rule.full_at == 90
    assert "chưa phải 100" not in page.content.decode()
    assert "đủ điểm từ 100 %" in event.details["trước"]
    assert "đủ điểm từ 90 %" in event.details["nay"]


def test_the_pages_of_all_statistics_are_made_anew(keeper, country: Country):
    rule = IndexRule.objects.get(criterion="dung-han")

    assert save_rule(rule, by=keeper, reason="Sửa căn cứ") == Decimal(100)

    for agency in (country.government, country.ba_dinh):
        assert SiteVersion.objects.filter(path=statistics_at(agency.path)).exists()


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"reason": " "}, "bắt buộc"),
        ({"most": "0"}, "lớn hơn 0"),
        ({"most": "x"}, "một số"),
        ({"full_at": "101"}, "không quá 100 phần trăm"),
        ({"numerator": ""}, "cùng được chọn"),
        ({"denominator": "khong-co"}, "lựa chọn"),
        ({"begins": "23/06/2022"}, "đã có công thức từ ngày đó"),
        ({"ends": "31/12/2026"}, "không được trước ngày có hiệu lực"),
        ({"criterion": "khong-co"}, "lựa chọn"),
    ],
)
def test_what_cannot_be_is_said_and_the_words_are_kept(wrong, told: str, keeper, sign_in):
    page = sign_in(keeper).post(ADD, {**DECREE, **wrong}).content.decode()

    assert told in page
    assert 'value="Quyết định mới"' in page
    assert not IndexRuleEvent.objects.exists()


def test_a_formula_without_counts_is_one_that_is_not_measured(keeper, sign_in):
    sign_in(keeper).post(ADD, {**DECREE, "numerator": "", "denominator": ""})

    assert IndexRule.objects.get(begins=datetime.date(2027, 1, 1)).formula() == "không đo trên cổng"


@pytest.mark.parametrize("who", ["administrator", "editor", "author", "outsider"])
def test_nobody_else_finds_any(who: str, request, sign_in, country: Country):
    user = request.getfixturevalue(who)
    rule = IndexRule.objects.get(criterion="dung-han")
    browser = sign_in(user)

    assert browser.post(ADD, DECREE).status_code == 403
    assert browser.post(changed(rule), DECREE).status_code == 404
    assert "Công thức của bộ chỉ số" not in browser.get("/quan-tri/").content.decode()
    with pytest.raises(PermissionDenied):
        save_rule(rule, by=user, reason="Vì")


def test_without_a_reason_nothing_is_done(keeper):
    with pytest.raises(ValidationError, match="lý do"):
        save_rule(IndexRule.objects.get(criterion="dung-han"), by=keeper, reason=" ")


def test_nobody_changes_the_log(keeper):
    save_rule(IndexRule.objects.get(criterion="dung-han"), by=keeper, reason="Sửa căn cứ")

    for change in (lambda rows: rows.update(details={}), lambda rows: rows.delete()):
        with pytest.raises(IntegrityError), transaction.atomic():
            change(IndexRuleEvent.objects.all())
