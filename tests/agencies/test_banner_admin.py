"""The staff pages of emergency banners: look first, then raise; a country-wide emergency is said twice; end by hand."""

from __future__ import annotations

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from agencies.actions import raise_banner
from agencies.models import Agency, Banner, BannerLevel, Role
from tests.conftest import person
from tests.country import Country

pytestmark = pytest.mark.django_db

ADD = "/quan-tri/agencies/banner/add/"


def filled_in(agency: Agency, **other: str) -> dict[str, str]:
    until = timezone.localtime() + datetime.timedelta(hours=3)
    return {
        "agency": str(agency.pk),
        "level": "warning",
        "text": "Bão số 5 vào bờ tối nay",
        "text_en": "Storm tonight",
        "ends_at": f"{until:%Y-%m-%dT%H:%M}",
        **other,
    }


def test_one_looks_at_it_and_at_whom_it_reaches_before_it_is_raised(administrator, country: Country, sign_in):
    browser = sign_in(administrator)

    looked = browser.post(ADD, filled_in(country.ha_noi))

    reached = Agency.objects.within(country.ha_noi).count()
    assert f"{reached} cơ quan" in looked.content.decode()
    assert not Banner.objects.exists()
    raised = browser.post(ADD, {**filled_in(country.ha_noi), "_raise": "1"})
    banner = Banner.objects.get()
    assert raised["Location"] == reverse("admin:agencies_banner_change", args=[banner.pk])
    assert (banner.state, banner.raised_by) == (Banner.State.SHOWN, administrator)


def test_an_emergency_of_the_whole_country_is_confirmed(editor, country: Country, sign_in):
    browser = sign_in(editor)
    asked = {**filled_in(country.government, level="emergency"), "_raise": "1"}

    refused = browser.post(ADD, asked).content.decode()
    assert "đánh dấu vào ô xác nhận" in refused
    assert not Banner.objects.exists()

    browser.post(ADD, {**asked, "confirmed": "on"})
    assert Banner.objects.get().level == BannerLevel.EMERGENCY


def test_an_emergency_of_one_province_needs_no_more_than_the_look(administrator, country: Country, sign_in):
    sign_in(administrator).post(ADD, {**filled_in(country.ha_noi, level="emergency"), "_raise": "1"})

    assert Banner.objects.count() == 1


def test_one_goes_back_with_all_words_kept(administrator, country: Country, sign_in):
    page = sign_in(administrator).post(ADD, {**filled_in(country.ha_noi), "_edit": "1"}).content.decode()

    assert "Bão số 5 vào bờ tối nay</textarea>" in page
    assert "Xem trước" in page


@pytest.mark.parametrize(
    "wrong",
    [{"link": "javascript:alert(1)"}, {"text": ""}, {"ends_at": ""}, {"level": "x"}],
)
def test_what_is_wrong_is_told_and_the_words_kept(wrong: dict[str, str], administrator, country: Country, sign_in):
    page = sign_in(administrator).post(ADD, filled_in(country.ha_noi, **wrong, text_en="Kept")).content.decode()

    assert "Có chỗ cần sửa" in page
    assert "Kept" in page


def test_what_the_act_refuses_is_told_on_the_form(administrator, country: Country, sign_in):
    past = {"ends_at": "2020-01-01T08:00", "_raise": "1"}

    page = sign_in(administrator).post(ADD, filled_in(country.ha_noi, **past)).content.decode()

    assert "Giờ kết thúc phải ở sau lúc này" in page
    assert not Banner.objects.exists()


def test_nobody_chooses_an_agency_outside(administrator, country: Country, sign_in):
    for agency in (country.hue, country.government):
        page = sign_in(administrator).post(ADD, {**filled_in(agency), "_raise": "1"})
        assert page.status_code == 200
    assert not Banner.objects.exists()


@pytest.mark.parametrize("role", [Role.AUTHOR, Role.AUDITOR])
def test_those_who_do_not_speak_look_only(role: Role, operator, country: Country, sign_in):
    now = timezone.now()
    banner = raise_banner(
        Banner(agency=country.hue, text="Bão", starts_at=now, ends_at=now + datetime.timedelta(hours=1)), by=operator
    )
    browser = sign_in(person("chi-xem", country.hue, role))

    assert browser.get(ADD).status_code == 403
    assert "Kết thúc…" not in browser.get(reverse("admin:agencies_banner_change", args=[banner.pk])).content.decode()
    assert browser.post(reverse("admin:agencies_banner_end", args=[banner.pk])).status_code == 403
    assert Banner.objects.get().state == Banner.State.SHOWN


def test_it_is_ended_by_hand_and_its_words_are_taken_up_again(outsider, country: Country, sign_in):
    now = timezone.now()
    banner = raise_banner(
        Banner(agency=country.hue, text="Bão", starts_at=now, ends_at=now + datetime.timedelta(hours=1)), by=outsider
    )
    browser = sign_in(outsider)
    assert "Thông báo khẩn đang có hiệu lực" in browser.get("/quan-tri/").content.decode()

    browser.post(reverse("admin:agencies_banner_end", args=[banner.pk]), {"reason": "Tan bão"})

    assert Banner.objects.get().state == Banner.State.OVER
    assert "đang có hiệu lực" not in browser.get("/quan-tri/").content.decode()
    assert ">\nBão</textarea>" in browser.get(f"{ADD}?tu={banner.pk}").content.decode()
    for odd in ("x", "9" * 30, "99999"):
        assert browser.get(f"{ADD}?tu={odd}").status_code == 200
