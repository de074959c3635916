"""What is kept beside the cases: limits, retention, templates, rules that were changed, and messages given up."""

from __future__ import annotations

import pytest
from django.urls import reverse

from agencies.models import Role
from feedback.models import AnswerTemplate, FeedbackEvent, Notice, RetentionRule, RuleChange, RuleEvent, TimeRule
from notices.promises import MOST_TRIES
from tests.conftest import person
from tests.country import Country
from tests.feedback.conftest import sent_to
from tests.feedback.staff import text

pytestmark = pytest.mark.usefixtures("rules")
LIMIT = {
    "term": "answer",
    "classification": "",
    "value": "10",
    "unit": "working_days",
    "source": "Quyết định 12/2026/QĐ-UBND",
    "begins": "01/01/2026",
    "reason": "Thành phố rút ngắn.",
}


def at(name: str, *args: object) -> str:
    return reverse(f"admin:feedback_{name}", args=args)


@pytest.fixture
def keeper(country: Country):
    return person("quan-tri-trung-uong", country.government, Role.ADMINISTRATOR)


def test_a_new_limit_is_a_new_row_with_its_reason_in_the_log(country: Country, keeper, sign_in):
    browser = sign_in(keeper)
    browser.post(at("timerule_add"), {**LIMIT, "agency": country.ha_noi.pk})

    rule = TimeRule.objects.get(agency=country.ha_noi)
    assert (rule.value, rule.source) == (10, LIMIT["source"])
    assert RuleEvent.objects.get(about=rule.pk, verb="limit").by == keeper
    history = text(browser.get(at("timerule_history", rule.pk)))
    assert "Thành phố rút ngắn." in history
    assert "10 ngày làm việc" in history


@pytest.mark.parametrize("wrong", [{"reason": " "}, {"value": "99999"}, {"begins": ""}, {"ends": "01/01/2020"}])
def test_what_is_no_limit_is_refused(wrong, country: Country, keeper, sign_in):
    before = TimeRule.objects.count()

    page = sign_in(keeper).post(at("timerule_add"), {**LIMIT, "agency": country.ha_noi.pk, **wrong})

    assert "errorlist" in text(page)
    assert (TimeRule.objects.count(), RuleEvent.objects.count()) == (before, 0)


def test_retention_is_kept_by_the_same_people(keeper, sign_in):
    told = {"months": "12", "source": "Nghị định mới", "begins": "01/01/2027", "reason": "Nghị định mới."}

    sign_in(keeper).post(at("retentionrule_add"), told)

    assert RetentionRule.objects.get(months=12).begins.year == 2027


def test_others_find_no_rules(case, administrator, at_ba_dinh, outsider, sign_in):
    for somebody in (administrator, at_ba_dinh, outsider):
        for name, rule in (("timerule", TimeRule.objects.first()), ("retentionrule", RetentionRule.objects.first())):
            browser = sign_in(somebody)
            assert browser.get(at(f"{name}_changelist")).status_code == 403
            assert browser.post(at(f"{name}_add"), LIMIT).status_code == 403
            assert browser.get(at(f"{name}_change", rule.pk)).status_code == 404


def test_templates_belong_to_an_agency(country: Country, at_ba_dinh, outsider, sign_in):
    browser = sign_in(at_ba_dinh)
    told = {"agency": country.ba_dinh.pk, "title": "Cảm ơn", "text": "Cảm ơn bạn.", "is_active": "on"}

    browser.post(at("answertemplate_add"), told)
    template = AnswerTemplate.objects.get()
    twice = browser.post(at("answertemplate_add"), told)
    browser.post(at("answertemplate_change", template.pk), {**told, "text": "Cảm ơn bạn đã gửi.", "is_active": ""})

    assert "Cơ quan đã có mẫu mang tên này." in text(twice)
    template.refresh_from_db()
    assert (template.text, template.is_active) == ("Cảm ơn bạn đã gửi.", False)
    assert "thôi dùng" in text(browser.get(at("answertemplate_history", template.pk)))
    for place in (country.hue, country.ha_noi):
        refused = browser.post(at("answertemplate_add"), {**told, "agency": place.pk, "title": "Khác"})
        assert "errorlist" in text(refused)
    assert sign_in(outsider).get(at("answertemplate_change", template.pk)).status_code == 404
    assert AnswerTemplate.objects.count() == 1


def changed(country: Country, **differing: object) -> dict[str, object]:
    told = {
        "agency": country.ba_dinh.pk, "title": "Bớt một bản sao", "before": "Hai bản.", "after": "Một bản.",
        "document": "Quyết định 1/QĐ-UBND", "in_force_from": "01/01/2026",
    }  # fmt: skip
    return {**told, **differing}


def test_everyone_who_raised_a_rule_is_told_of_its_change(case, country: Country, at_ba_dinh, sign_in):
    browser = sign_in(at_ba_dinh)
    assert browser.get(at("rulechange_add"), {"cases": case.pk}).status_code == 200

    browser.post(at("rulechange_add"), changed(country, cases=[case.pk]))

    change = RuleChange.objects.get()
    assert (list(change.cases.all()), change.by) == ([case], at_ba_dinh)
    assert case.events.last().verb == FeedbackEvent.Verb.RULE_CHANGED
    page = text(browser.get(at("rulechange_change", change.pk)))
    assert case.code in page
    assert browser.post(at("rulechange_change", change.pk), changed(country, title="Khác")).status_code == 403
    assert "Quy định đã được sửa" in text(browser.get(at("rulechange_history", change.pk)))


@pytest.mark.parametrize(
    "wrong", [{"cases": []}, {"cases": ["x"]}, {"title": ""}, {"code": "9.999999"}, {"agency": "x"}]
)
def test_a_change_without_cases_or_words_is_refused(wrong, case, country: Country, at_ba_dinh, sign_in):
    page = sign_in(at_ba_dinh).post(at("rulechange_add"), changed(country, **{"cases": [case.pk], **wrong}))

    assert "errorlist" in text(page)
    assert not RuleChange.objects.exists()


def test_only_cases_within_reach_and_ones_own_agency_can_be_named(case, country: Country, at_ba_dinh, sign_in):
    hidden = sent_to(country.hue)
    browser = sign_in(at_ba_dinh)

    for told in (changed(country, cases=[hidden.pk]), changed(country, agency=country.hue.pk, cases=[case.pk])):
        assert "errorlist" in text(browser.post(at("rulechange_add"), told))
    asked = {"app_label": "feedback", "model_name": "rulechange", "field_name": "cases", "term": ""}
    results = browser.get(reverse("admin:autocomplete"), asked).json()["results"]
    assert [one["text"] for one in results] == [case.code]
    assert not RuleChange.objects.exists()


def test_a_message_that_was_given_up_is_tried_again(case, administrator, at_ba_dinh, outsider, sign_in):
    notice = Notice.objects.earliest("pk")
    Notice.objects.filter(pk=notice.pk).update(tries=MOST_TRIES, error="TimeoutError")
    browser = sign_in(administrator)

    listed = browser.get(at("notice_changelist"), {"gui": "hong"})
    assert list(listed.context["cl"].queryset) == [notice]
    for word in ("lan@example.org", "0912 345 678", "Trần Thị Lan"):
        assert word not in text(browser.get(at("notice_change", notice.pk)))
    for somebody in (at_ba_dinh, outsider):
        assert sign_in(somebody).post(at("notice_retry", notice.pk)).status_code == 404
    browser.post(at("notice_retry", notice.pk))

    assert Notice.objects.get(pk=notice.pk).tries == 0
    assert "không cần gửi lại" in text(browser.get(at("notice_retry", notice.pk)))


def test_auditors_read_changes_and_change_none(case, country: Country, at_ba_dinh, sign_in):
    sign_in(at_ba_dinh).post(at("rulechange_add"), changed(country, cases=[case.pk]))
    auditor = sign_in(person("kiem-tra", country.ha_noi, Role.AUDITOR))

    assert auditor.get(at("rulechange_change", RuleChange.objects.get().pk)).status_code == 200
    assert auditor.get(at("rulechange_add")).status_code == 403
    assert auditor.get(at("answertemplate_changelist")).status_code == 403
