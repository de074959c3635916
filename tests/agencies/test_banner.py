"""Emergency banners: who raises and ends them, when they are seen, in which order, and what is refused."""

from __future__ import annotations

import datetime

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from agencies.actions import end_banner, end_banners_over, raise_banner, show_banners_due
from agencies.models import Agency, AgencyEvent, Banner, BannerLevel, Role, User
from tests.conftest import person
from tests.country import Country
from tests.sections.writing import write

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)
STORM = "Bão số 5 vào bờ tối nay"


def banner(agency: Agency, text: str = STORM, **fields: object) -> Banner:
    now = timezone.now()
    return Banner(agency=agency, **{"text": text, "starts_at": now, "ends_at": now + HOUR, **fields})


def page(path: str) -> str:
    return Client().get(path).content.decode()


def test_it_stands_on_the_site_of_its_agency_and_on_all_below(administrator, country: Country):
    raise_banner(banner(country.ha_noi), by=administrator)

    for path in ("/co-quan/ha-noi/", "/co-quan/ha-noi/phuong-ba-dinh/", "/en/co-quan/ha-noi/phuong-ba-dinh/"):
        assert STORM in page(path), path
    for path in ("/", "/co-quan/hue/", "/en/"):
        assert STORM not in page(path), path


@pytest.mark.parametrize(
    "below",
    [
        "",
        "tin-tuc/",
        "tin-tuc/thang/",
        "chuyen-de/",
        "gioi-thieu/",
        "gioi-thieu/lanh-dao/",
        "gioi-thieu/so-do-to-chuc/",
        "gioi-thieu/muc-do-day-du/",
        "gioi-thieu/lich-su/",
        "so-do/",
        "danh-gia/",
        "thong-bao-khan/",
    ],
)
def test_every_page_of_a_site_has_it_once(below: str, operator, country: Country):
    write(country.hue, operator, code="lich-su")
    raise_banner(banner(country.government), by=operator)

    assert page(f"/co-quan/hue/{below}").count(STORM) == 1


def test_readers_of_english_have_it_in_english_or_hear_that_it_is_vietnamese(operator, country: Country):
    raise_banner(banner(country.government, text_en="Storm tonight"), by=operator)
    raise_banner(banner(country.government, "Chỉ có tiếng Việt"), by=operator)

    english = page("/en/")
    assert "Storm tonight" in english
    assert '<span lang="vi">Chỉ có tiếng Việt</span>' in english


RIGHTS = [
    (Role.EDITOR, True),
    (Role.ADMINISTRATOR, True),
    (Role.AUTHOR, False),
    (Role.AUDITOR, False),
    (None, False),
]


@pytest.mark.parametrize(("role", "may"), RIGHTS)
def test_those_who_speak_for_an_agency_raise_and_end_them(role, may: bool, operator, country: Country):
    who = person("ai-do", country.ha_noi, role)
    raised = raise_banner(banner(country.ha_noi), by=operator)

    for act in (lambda: raise_banner(banner(country.ha_noi), by=who), lambda: end_banner(raised, by=who)):
        if may:
            act()
        else:
            with pytest.raises(PermissionDenied):
                act()
    assert Banner.objects.filter(raised_by=who).exists() is may


def test_nobody_raises_one_above_or_beside(administrator: User, country: Country):
    for agency in (country.government, country.hue):
        with pytest.raises(PermissionDenied):
            raise_banner(banner(agency), by=administrator)
    assert not Banner.objects.exists()


def test_of_several_the_gravest_comes_first_then_the_highest_then_the_newest(operator, country: Country):
    told = [
        (country.ha_noi, BannerLevel.WARNING, "thứ ba"),
        (country.ba_dinh, BannerLevel.EMERGENCY, "thứ nhất"),
        (country.government, BannerLevel.WARNING, "thứ hai"),
        (country.government, BannerLevel.INFORMATION, "thứ năm"),
        (country.government, BannerLevel.INFORMATION, "thứ tư"),
    ]
    for agency, level, text in told:
        raise_banner(banner(agency, text, level=level), by=operator)

    shown = page("/co-quan/ha-noi/phuong-ba-dinh/")
    places = [shown.index(f"<span>{word}</span>") for word in ("thứ nhất", "thứ hai", "thứ ba")]
    assert places == sorted(places)
    assert "thứ tư" not in shown
    assert "Xem tất cả 5 thông báo" in shown
    everything = page("/co-quan/ha-noi/phuong-ba-dinh/thong-bao-khan/")
    assert everything.index("thứ tư") < everything.index("thứ năm")


def test_it_appears_and_is_gone_at_its_hours_whatever_was_down_meanwhile(operator, country: Country):
    now = timezone.now()
    raise_banner(banner(country.government, starts_at=now + HOUR, ends_at=now + 2 * HOUR), by=operator)
    assert show_banners_due() == 0
    assert STORM not in page("/")

    with time_machine.travel(now + 1.5 * HOUR):  # half an hour late
        assert (end_banners_over(), show_banners_due(), show_banners_due()) == (0, 1, 0)
        assert STORM in page("/")
    with time_machine.travel(now + 5 * HOUR):
        assert (end_banners_over(), end_banners_over()) == (1, 0)
        assert STORM not in page("/")

    verbs = list(AgencyEvent.objects.filter(details__has_key="banner").order_by("pk").values_list("verb", "by"))
    assert verbs == [("banner_raised", operator.pk), ("banner_shown", None), ("banner_ended", None)]


def test_whose_whole_time_passed_while_all_was_down_is_never_shown(operator, country: Country):
    now = timezone.now()
    raise_banner(banner(country.government, starts_at=now + HOUR, ends_at=now + 2 * HOUR), by=operator)

    with time_machine.travel(now + 5 * HOUR):
        assert (end_banners_over(), show_banners_due()) == (1, 0)


def test_ending_it_says_who_and_why_and_happens_once(administrator: User, country: Country):
    raised = raise_banner(banner(country.ha_noi), by=administrator)

    end_banner(raised, by=administrator, reason="Bão đã tan")

    event = AgencyEvent.objects.get(verb="banner_ended")
    assert (event.by, event.in_words()) == (administrator, f"nội dung: {STORM}; lý do: Bão đã tan")
    with pytest.raises(ValidationError, match="đã kết thúc"):
        end_banner(raised, by=administrator)


HOSTILE_LINKS = ["javascript:alert(1)", " javascript:x", "data:text/html,x", "//la.example", "/\\la.example"]
HOSTILE_LINKS += ["http://khong-an-toan.vn/", "https://a b", 'https://a"onclick=x', "ha-noi", "https://a\nb", "/a\tb"]


@pytest.mark.parametrize("link", HOSTILE_LINKS)
def test_a_hostile_link_is_refused(link: str, operator, country: Country):
    with pytest.raises(ValidationError, match="https://"):
        raise_banner(banner(country.government, link=link), by=operator)


def test_hostile_words_stay_words(operator, country: Country):
    raise_banner(banner(country.government, "<script>alert(1)</script>", link="/tin-tuc/?a=1&b=2"), by=operator)

    assert "&lt;script&gt;alert(1)" in page("/")
    assert 'href="/tin-tuc/?a=1&amp;b=2"' in page("/")


def bounds() -> list[tuple[dict[str, object], str]]:
    now = timezone.now()
    return [
        ({"ends_at": now - HOUR, "starts_at": now - 2 * HOUR}, "sau lúc này"),
        ({"starts_at": now + 2 * HOUR, "ends_at": now + HOUR}, "sau giờ bắt đầu"),
        ({"ends_at": now + datetime.timedelta(days=31)}, "nhiều nhất 30 ngày"),
        ({"text": ""}, "để trắng"),
        ({"text": "  "}, "để trắng"),
        ({"text": "x" * 241}, "240"),
        ({"text_en": "x" * 241}, "240"),
        ({"level": "vo-cung"}, "vo-cung"),
    ]


@pytest.mark.parametrize("case", range(8))
def test_what_cannot_be_is_refused(case: int, operator, country: Country):
    fields, told = bounds()[case]

    with pytest.raises(ValidationError, match=told):
        raise_banner(banner(country.government, **{"text": STORM, **fields}), by=operator)
    assert not Banner.objects.exists()


def test_an_agency_has_five_at_most(operator, country: Country):
    for number in range(5):
        raise_banner(banner(country.hue, f"{number}"), by=operator)

    with pytest.raises(ValidationError, match="5 thông báo"):
        raise_banner(banner(country.hue), by=operator)


def test_the_database_keeps_what_is_over_dated(operator, country: Country):
    raised = raise_banner(banner(country.hue), by=operator)

    with pytest.raises(IntegrityError, match="banner_dated_when_over"), transaction.atomic():
        Banner.objects.filter(pk=raised.pk).update(state="over")


def test_it_costs_nothing_when_there_is_none_and_one_query_when_there_is(
    operator, country: Country, client: Client, django_assert_num_queries
):
    with django_assert_num_queries(3):
        client.get("/co-quan/ha-noi/")
    raise_banner(banner(country.government), by=operator)
    raise_banner(banner(country.ha_noi), by=operator)
    with django_assert_num_queries(4):
        client.get("/co-quan/ha-noi/")


class TestThroughThePageCache:
    """Kept pages show it, and show it no longer, on the very next request."""

    SITES = ("/", "/co-quan/ha-noi/", "/co-quan/ha-noi/phuong-ba-dinh/", "/co-quan/hue/", "/en/co-quan/hue/")

    def shown_at(self, visitor) -> list[str]:
        return [site for site in self.SITES if STORM in visitor.get(site).text]

    def test_as_soon_as_it_is_raised_and_ended(self, visitor, operator, country: Country):
        assert self.shown_at(visitor) == []
        raised = raise_banner(banner(country.ha_noi), by=operator)
        assert self.shown_at(visitor) == list(self.SITES[1:3])
        end_banner(raised, by=operator)
        assert self.shown_at(visitor) == []
        raise_banner(banner(country.government), by=operator)
        assert self.shown_at(visitor) == list(self.SITES)

    def test_by_the_clock(self, visitor, operator, country: Country):
        now = timezone.now()
        raise_banner(banner(country.government, starts_at=now + HOUR, ends_at=now + 2 * HOUR), by=operator)
        assert self.shown_at(visitor) == []
        with time_machine.travel(now + HOUR, tick=False):
            show_banners_due()
            assert self.shown_at(visitor) == list(self.SITES)
        with time_machine.travel(now + 2 * HOUR, tick=False):
            end_banners_over()
            assert self.shown_at(visitor) == []

    def test_pages_of_others_stay_kept(self, visitor, django, operator, country: Country):
        self.shown_at(visitor)
        rendered = django.asked

        raise_banner(banner(country.ba_dinh), by=operator)
        self.shown_at(visitor)

        assert django.asked == rendered + 1
