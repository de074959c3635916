"""What a push leaves to those who run a site, by its obligation; and what a site takes up from below."""

import datetime

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from agencies.actions import found_agency, revise_agency
from agencies.models import Agency, AgencyKind, FieldOfWork, Membership, Role
from news.actions import (
    accept,
    advance,
    feature,
    hide,
    hide_what_is_over,
    order_push,
    pin,
    recall,
    refuse,
    reword,
    show_what_is_due,
    withdraw,
)
from news.models import Article, LocalWording, Obligation, Placement, Push, Target
from tests.conftest import person
from tests.country import Country, found
from tests.news.newsroom import published, shown_at

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)
YESTERDAY = timezone.localdate() - datetime.timedelta(days=1)


def pushed(country: Country, by, obligation: Obligation, **how) -> Push:
    """Return a push of the Government to Hà Nội alone, delivered."""
    if obligation == Obligation.SUGGESTED:
        how.setdefault("answer_by", timezone.localdate() + datetime.timedelta(days=7))
    how.setdefault("target", Target(branches=[country.ha_noi], kinds=[AgencyKind.PROVINCE]))
    push = order_push(published(country.government, by), by=by, obligation=obligation, **how)
    advance(push.pk)
    return push


def placed(push: Push) -> Placement:
    return push.placements.get()


@pytest.mark.parametrize(
    ("obligation", "arrives"), [("compulsory", "shown"), ("suggested", "offered"), ("adaptable", "shown")]
)
def test_how_it_arrives(obligation, arrives, editor, country: Country):
    placement = placed(pushed(country, editor, Obligation(obligation)))

    assert placement.state == arrives
    assert ("Thành phố Hà Nội" in shown_at(placement.article)) == (arrives == "shown")


# Of each obligation, which acts those who run the site may take while it stands there as it came.
MAY = {
    "compulsory": {"pin"},
    "suggested": {"accept", "refuse"},
    "adaptable": {"accept", "hide", "reword", "pin"},
}
ACTS = {
    "accept": lambda placement, by: accept(placement, by=by),
    "refuse": lambda placement, by: refuse(placement, by=by, reason="Không liên quan."),
    "hide": lambda placement, by: hide(placement, by=by, reason="Đã có bài của trang."),
    "reword": lambda placement, by: reword(placement, by=by, title="Tên tại trang"),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("obligation", MAY)
def test_what_the_obligation_leaves_to_the_site(obligation, act, editor, administrator, country: Country):
    placement = placed(pushed(country, editor, Obligation(obligation)))

    if act in MAY[obligation]:
        ACTS[act](placement, administrator)
    else:
        with pytest.raises(ValidationError):
            ACTS[act](placement, administrator)


def test_those_who_pushed_do_not_answer_for_a_site_that_is_not_theirs(editor, outsider, country: Country):
    placement = placed(pushed(country, editor, Obligation.SUGGESTED))

    with pytest.raises(PermissionDenied):
        accept(placement, by=outsider)


def test_an_accepted_suggestion_is_shown_and_says_by_whom(editor, administrator, country: Country):
    push = pushed(country, editor, Obligation.SUGGESTED)

    accept(placed(push), by=administrator)

    placement = placed(push)
    assert (placement.state, placement.answered_by) == ("shown", administrator)
    assert placement.answered_at
    assert shown_at(push.article) == {"Chính phủ", "Thành phố Hà Nội"}
    assert push.article.events.first().details["agency"] == country.ha_noi.pk


def test_a_refusal_says_why_and_may_be_thought_over(editor, administrator, country: Country):
    push = pushed(country, editor, Obligation.SUGGESTED)

    refuse(placed(push), by=administrator, reason=" Đã có bài riêng. ")
    assert (placed(push).state, placed(push).reason) == ("refused", "Đã có bài riêng.")

    accept(placed(push), by=administrator)
    assert (placed(push).state, placed(push).reason) == ("shown", "")


@pytest.mark.parametrize("act", [refuse, hide])
def test_no_refusal_and_no_hiding_without_a_reason(act, editor, administrator, country: Country):
    obligation = Obligation.SUGGESTED if act is refuse else Obligation.ADAPTABLE
    placement = placed(pushed(country, editor, obligation))

    with pytest.raises(ValidationError, match="lý do"):
        act(placement, by=administrator, reason="  ")


def test_what_is_not_answered_in_time_is_overdue_and_still_may_be_answered(editor, administrator, country: Country):
    push = pushed(country, editor, Obligation.SUGGESTED, answer_by=timezone.localdate())
    assert not Placement.objects.overdue().exists()

    with time_machine.travel(timezone.now() + datetime.timedelta(days=1)):
        assert list(Placement.objects.overdue()) == [placed(push)]
        accept(placed(push), by=administrator)
        assert not Placement.objects.overdue().exists()


@pytest.mark.parametrize("day", [None, -1])
def test_a_suggestion_needs_a_day_to_come(day, editor, country: Country):
    answer_by = None if day is None else timezone.localdate() + datetime.timedelta(days=day)

    with pytest.raises(ValidationError, match="chậm nhất"):
        pushed(country, editor, Obligation.SUGGESTED, answer_by=answer_by)


def test_a_recall_takes_it_back_whatever_the_site_made_of_it(editor, administrator, country: Country):
    push = pushed(country, editor, Obligation.SUGGESTED)
    accept(placed(push), by=administrator)

    advance(recall(push, by=editor, reason="Sai").pk)

    assert shown_at(push.article) == {"Chính phủ"}
    with pytest.raises(ValidationError, match="thu hồi"):
        accept(placed(push), by=administrator)


def test_advancing_again_leaves_what_the_site_decided(editor, administrator, country: Country):
    push = pushed(country, editor, Obligation.ADAPTABLE)
    hide(placed(push), by=administrator, reason="Đã có bài.")
    push.pieces.update(state="waiting")

    advance(push.pk)

    assert placed(push).state == "hidden"


def test_another_push_begins_anew(editor, administrator, country: Country):
    push = pushed(country, editor, Obligation.ADAPTABLE)
    reword(placed(push), by=administrator, title="Tên cũ")
    hide(placed(push), by=administrator, reason="Đã có bài.")
    advance(recall(push, by=editor, reason="Sai").pk)

    anew = order_push(push.article, by=editor)
    advance(anew.pk)

    placement = Placement.objects.get(agency=country.ha_noi)
    assert (placement.push, placement.state, placement.reason, placement.answered_by) == (anew, "shown", "", None)
    assert not LocalWording.objects.exists()


def test_its_own_hours_are_kept_by_the_clock(editor, administrator, country: Country):
    push = pushed(country, editor, Obligation.SUGGESTED)
    now = timezone.now()
    accept(placed(push), by=administrator, show_from=now + HOUR, show_until=now + 3 * HOUR)
    assert (show_what_is_due(), placed(push).state) == (0, "waiting")

    with time_machine.travel(now + 2 * HOUR):
        assert (show_what_is_due(), show_what_is_due()) == (1, 0)
        assert shown_at(push.article) == {"Chính phủ", "Thành phố Hà Nội"}
        assert hide_what_is_over() == 0
    with time_machine.travel(now + 4 * HOUR):
        assert (hide_what_is_over(), hide_what_is_over()) == (1, 0)
        assert shown_at(push.article) == {"Chính phủ"}


@pytest.mark.parametrize(("begin", "end"), [(None, -1), (2, 1), (2, 2)])
def test_hours_that_cannot_be(begin, end, editor, administrator, country: Country):
    placement = placed(pushed(country, editor, Obligation.SUGGESTED))
    now = timezone.now()

    with pytest.raises(ValidationError, match="kết thúc"):
        accept(
            placement,
            by=administrator,
            show_from=begin and now + begin * HOUR,
            show_until=now + end * HOUR,
        )


def test_words_of_the_site_stand_beside_the_source(client, editor, administrator, country: Country):
    push = pushed(country, editor, Obligation.ADAPTABLE)

    reword(placed(push), by=administrator, title="Hà Nội ứng phó bão", note="Gọi 1022 khi cần.\n\n<script>")

    page = client.get(push.article.url_at(country.ha_noi)).content.decode()
    assert "<h1>Hà Nội ứng phó bão</h1>" in page
    assert push.article.title in page
    assert "Gọi 1022 khi cần." in page
    assert "<script>" not in page.split("<article")[1].split("</article>")[0]
    assert "Hà Nội ứng phó bão" in client.get(country.ha_noi.url("news")).content.decode()
    assert "Hà Nội ứng phó bão" not in client.get(push.article.get_absolute_url()).content.decode()


def test_saying_nothing_takes_the_words_back(editor, administrator, country: Country):
    push = pushed(country, editor, Obligation.ADAPTABLE)
    reword(placed(push), by=administrator, title="Tên tại trang")

    reword(placed(push), by=administrator)

    assert not LocalWording.objects.exists()


def test_the_order_of_the_pinned_is_the_sites_own(administrator, country: Country):
    first, second, third = (published(country.ha_noi, administrator, title) for title in ("Một", "Hai", "Ba"))
    for article, position in ((first, 2), (third, 1)):
        pin(article.placements.get(), by=administrator, position=position)

    shown = [placement.article.title for placement in Placement.objects.on_site(country.ha_noi)]

    assert shown == ["Ba", "Một", "Hai"]
    assert second.placements.get().position is None


@pytest.mark.parametrize("position", [0, 10, -1])
def test_there_are_nine_places_on_top(position, administrator, country: Country):
    with pytest.raises(ValidationError, match="từ 1 đến 9"):
        pin(published(country.ha_noi, administrator).placements.get(), by=administrator, position=position)


def test_a_site_above_features_an_article_and_loses_it_with_its_withdrawal(
    client, administrator, editor, country: Country
):
    article = published(country.ba_dinh, administrator)

    feature(article, at=country.ha_noi, by=administrator)
    assert shown_at(article) == {"Phường Ba Đình", "Thành phố Hà Nội"}
    assert client.get(article.url_at(country.ha_noi)).status_code == 200

    withdraw(article, by=administrator, reason="Sai")
    assert client.get(article.url_at(country.ha_noi)).status_code == 410


def test_what_is_featured_may_be_hidden_and_taken_up_again(administrator, country: Country):
    article = published(country.ba_dinh, administrator)
    placement = feature(article, at=country.ha_noi, by=administrator)

    hide(placement, by=administrator, reason="Hết thời sự.")
    assert shown_at(article) == {"Phường Ba Đình"}

    feature(article, at=country.ha_noi, by=administrator)
    assert shown_at(article) == {"Phường Ba Đình", "Thành phố Hà Nội"}


def test_what_cannot_be_featured(administrator, editor, outsider, country: Country):
    article = published(country.ba_dinh, administrator)

    with pytest.raises(ValidationError, match="không phải của một cơ quan dưới"):
        feature(article, at=country.hue, by=outsider)
    with pytest.raises(ValidationError, match="không phải của một cơ quan dưới"):
        feature(article, at=country.ba_dinh, by=administrator)
    with pytest.raises(PermissionDenied):
        feature(article, at=country.government, by=administrator)
    feature(article, at=country.government, by=editor)
    with pytest.raises(ValidationError, match="đã có"):
        feature(article, at=country.government, by=editor)


def test_ones_own_article_is_not_hidden_but_withdrawn(administrator, country: Country):
    placement = published(country.ha_noi, administrator).placements.get()

    with pytest.raises(ValidationError, match="chính trang này"):
        hide(placement, by=administrator, reason="Không thích.")


def test_all_health_departments_and_no_other_by_whatever_name(editor, country: Country):
    article = published(country.government, editor)
    target = Target(kinds=[AgencyKind.DEPARTMENT], fields=[FieldOfWork.HEALTH])

    push = order_push(article, by=editor, target=target)

    assert set(push.targets()) == {country.ha_noi_health}


def test_exceptions_are_left_out_with_all_below(editor, country: Country):
    article = published(country.government, editor)

    push = order_push(article, by=editor, target=Target(exceptions=[country.ha_noi]))
    advance(push.pk)

    assert not any(name in shown_at(article) for name in ("Thành phố Hà Nội", "Phường Ba Đình"))
    assert "Thành phố Huế" in shown_at(article)


def test_exceptions_that_leave_nobody_are_refused(editor, country: Country):
    with pytest.raises(ValidationError, match="Không có cơ quan"):
        pushed(country, editor, Obligation.COMPULSORY, target=Target(branches=[country.hue], exceptions=[country.hue]))


def founded_below(country: Country, by) -> Agency:
    ward = Agency(
        kind=AgencyKind.COMMUNE, name="Phường Mới", short_name="Phường Mới", slug="phuong-moi", parent=country.ha_noi
    )
    return found_agency(ward, by=by)


@pytest.mark.parametrize(
    ("obligation", "later", "inherits"),
    [
        ("compulsory", 400, "shown"),
        ("adaptable", 400, "shown"),
        ("suggested", 0, "offered"),
        ("suggested", 8, None),
    ],
)
def test_what_a_new_agency_inherits(obligation, later, inherits, editor, operator, country: Country):
    everyone = Target()
    pushed(country, editor, Obligation(obligation), target=everyone)

    with time_machine.travel(timezone.now() + datetime.timedelta(days=later)):
        ward = founded_below(country, operator)

    states = list(Placement.objects.filter(agency=ward).values_list("state", flat=True))
    assert states == ([inherits] if inherits else [])


def test_a_new_field_of_work_brings_what_goes_to_that_field(editor, operator, country: Country):
    article = published(country.government, editor)
    found(AgencyKind.DEPARTMENT, "Sở Khoa học và Công nghệ", country.hue)
    advance(order_push(article, by=editor, target=Target(fields=[FieldOfWork.SCIENCE])).pk)
    health = Agency.objects.get(pk=country.ha_noi_health.pk)

    health.fields_of_work = [FieldOfWork.HEALTH, FieldOfWork.SCIENCE]
    revise_agency(health, by=operator)

    assert health.short_name in shown_at(article)


def test_a_membership_that_ended_decides_nothing(editor, country: Country):
    placement = placed(pushed(country, editor, Obligation.SUGGESTED))
    former = person("da-nghi", country.ha_noi, Role.EDITOR)
    Membership.objects.filter(user=former).update(starts_on=YESTERDAY, ends_on=YESTERDAY)

    with pytest.raises(PermissionDenied):
        accept(placement, by=former)


def test_an_article_taken_off_is_not_offered(editor, country: Country):
    push = pushed(country, editor, Obligation.SUGGESTED)

    withdraw(Article.objects.get(pk=push.article_id), by=editor, reason="Sai")

    assert not Placement.objects.offered().exists()
