"""To which agency a text belongs: the right one among three, for most of what people write, in the real country."""

from __future__ import annotations

import datetime

import pytest
from django.core.management import call_command

from agencies.actions import agencies_changed, revise_agency
from agencies.models import Agency
from bench.routed import shares
from feedback.routing import suggest
from feedback.routing.directory import current_directory
from feedback.routing.reading import read
from feedback.routing.vocabulary import vocabulary
from procedures.models import Part, Procedure, ProcedureVersion, VersionAgency

LEAST = 0.85
DAY = datetime.date(2026, 1, 5)


@pytest.mark.django_db
def test_the_right_agency_is_among_three_for_most_texts_of_both_halves():
    call_command("load_units", edition="2025", verbosity=0)

    found = shares()

    for name, half in found.items():
        print(f"half {name}: {half.among} of {half.texts} among three, {half.first} first")
        assert half.share >= LEAST, half.missed
    assert sum(half.texts for half in found.values()) >= 150


def paths(text: str, **facts: object) -> list[str]:
    return [one.agency.path for one in suggest(text, **facts)]


def test_words_place_and_site_tell(country):
    found = suggest("Phường Ba Đình hẹn khai sinh mãi", site=country.government)
    assert found[0].agency == country.ba_dinh
    assert found[0].why == "bạn viết về “khai sinh”; bạn nhắc đến Phường Ba Đình"
    assert paths("benh vien thu them vien phi", site=country.ba_dinh)[0] == "ha-noi/so-y-te"
    assert paths("thông tư của Bộ Y tế khó hiểu", site=country.government)[0] == "bo-y-te"


def test_a_place_that_was_chosen_counts_more_than_the_site(country):
    assert paths("rác không ai dọn", site=country.ba_dinh, place=country.thuan_hoa)[0] == "hue/phuong-thuan-hoa"


@pytest.mark.parametrize("text", ["", "  ", "...", "🙂" * 50, "xin chào", "a " * 5_000])
def test_of_what_says_nothing_comes_the_site_itself(country, text):
    assert paths(text, site=country.ba_dinh)[0] == "ha-noi/phuong-ba-dinh"


def test_the_procedure_tells_who_does_it(country):
    procedure = Procedure.objects.create(code="1.009999", slug="thu-tuc")
    version = ProcedureVersion.objects.create(
        procedure=procedure, number=1, valid_from=DAY, name="Thủ tục", sort_key="t", record={}, content_hash="0",
        levels=["province"],
    )  # fmt: skip
    VersionAgency.objects.create(
        version=version, part=Part.PERFORMING, order=1, text="Sở Y tế", kind="department", fields_of_work=["health"]
    )

    found = suggest("bị trả hồ sơ hai lần", site=country.ba_dinh, procedure=procedure)

    assert found[0].agency == country.ha_noi_health
    assert "thủ tục bạn chọn" in found[0].why


def test_typed_badly_it_is_understood_all_the_same():
    words = vocabulary(DAY)
    for text in (
        "khaisinh",
        "khai sinhh",
        "kai sinhh khai  sinh",
        "bênh viên",
        "bện hviện",
        "môi trươngf",
        "phòg khám",
    ):
        assert words.heard(read(text), frozenset()), text
    for text in ("chờ mãi", "tôi chưa thấy", "người dân"):
        assert not words.heard(read(text), frozenset()), text


def test_words_count_from_their_day_to_their_day(monkeypatch):
    assert not vocabulary(datetime.date(2020, 1, 1)).by_letters


def test_a_changed_tree_is_seen_at_once(country, operator):
    agencies_changed(country.government)
    assert paths("ủy ban xã Đông Anh", site=country.ha_noi)[0] == "ha-noi"
    kept = current_directory()
    assert current_directory() is kept

    country.hoan_kiem.short_name = country.hoan_kiem.name = "Xã Đông Anh"
    revise_agency(country.hoan_kiem, by=operator)

    assert paths("ủy ban xã Đông Anh", site=country.ha_noi)[0] == Agency.objects.get(pk=country.hoan_kiem.pk).path


def test_few_queries(country, django_assert_num_queries):
    agencies_changed(country.government)
    suggest("khai sinh", site=country.ba_dinh)
    with django_assert_num_queries(2):
        suggest("khai sinh", site=country.ba_dinh)
