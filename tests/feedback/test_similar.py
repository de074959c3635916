"""Published cases found by their words: those that say the same, and those that a search asks for."""

from __future__ import annotations

import pytest
from django.db import connection

from agencies.models import Agency
from feedback import actions, similar
from feedback.models import Answer, Classification, Feedback, PublicWords
from tests.feedback.conftest import handler, sent_to
from vietnamese.folding import fold

pytestmark = pytest.mark.usefixtures("rules")


def published_at(agency: Agency, title: str, text: str) -> Feedback:
    """Return a case that was answered and published."""
    case, officer = sent_to(agency), handler(agency)
    actions.classify(case, Classification.CONDUCT, by=officer)
    actions.answer([case], Answer(text="Đã xử lý."), by=officer)
    actions.publish(case, title=title, text=text, by=officer)
    return case


@pytest.fixture
def birth(country) -> Feedback:
    return published_at(country.ba_dinh, "Chậm trả giấy khai sinh", "Hồ sơ khai sinh nộp ba tuần chưa có kết quả.")


@pytest.fixture
def birth_in_hue(country) -> Feedback:
    return published_at(country.thuan_hoa, "Khai sinh trả chậm", "Nộp hồ sơ khai sinh đã lâu chưa có kết quả.")


@pytest.fixture
def noise(country) -> Feedback:
    return published_at(country.hoan_kiem, "Hát karaoke gây ồn", "Quán hát karaoke gây ồn đến nửa đêm.")


ASKED = "toi nop ho so khai sinh cho chau ma lau qua chua co ket qua"


def test_what_says_the_same_is_found_without_marks_and_the_nearest_comes_first(country, birth, birth_in_hue, noise):
    assert similar.similar(ASKED, agency=country.ba_dinh) == [birth, birth_in_hue]
    assert similar.similar(ASKED, agency=country.hoan_kiem) == [birth, birth_in_hue]
    assert similar.similar(ASKED, agency=country.hue) == [birth_in_hue, birth]
    assert similar.similar(ASKED, agency=country.hue, limit=1) == [birth_in_hue]


@pytest.mark.parametrize("text", ["", "   ", "!!!", "đường lầy lội sau mưa", "' | & ! ( ) : \\ '; DROP TABLE x"])
def test_what_nobody_says_finds_nothing(country, birth, text):
    assert similar.similar(text, agency=country.ba_dinh) == []


def test_only_what_is_public_is_found(country, birth):
    sent_to(country.ba_dinh, text=ASKED)
    assert similar.similar(ASKED, agency=country.ba_dinh) == [birth]

    actions.hide(birth, reason="Có tên người khác.", by=handler(country.ba_dinh))
    assert similar.similar(ASKED, agency=country.ba_dinh) == []
    assert not PublicWords.objects.exists()


def test_what_is_worded_anew_is_found_by_its_new_words(country, birth):
    actions.publish(birth, title="Vỉa hè bị lấn", text="Vỉa hè phố Đội bị chiếm.", by=handler(country.ba_dinh))

    assert similar.similar(ASKED, agency=country.ba_dinh) == []
    assert list(similar.matching(Feedback.objects.published(), "vỉa hè")) == [birth]


def test_a_search_asks_for_all_words_in_any_order(birth, birth_in_hue, noise):
    public = Feedback.objects.published()
    assert set(similar.matching(public, "sinh khai")) == {birth, birth_in_hue}
    assert list(similar.matching(public, "GIẤY khai sinh")) == [birth]
    assert list(similar.matching(public, "khai sinh karaoke")) == []
    assert set(similar.matching(public, " ")) == {birth, birth_in_hue, noise}
    assert list(similar.matching(public, "' | ''); --")) == list(public)


def test_words_that_all_have_are_looked_for_among_the_newest(birth, birth_in_hue, noise, monkeypatch):
    monkeypatch.setattr(similar, "common_words", lambda: {"khai_sinh": 0.5, "ket_qua": 0.4, "ket": 0.4, "qua": 0.4})
    monkeypatch.setattr(similar, "NEWEST", 2)  # the karaoke and Hue

    assert list(similar.matching(Feedback.objects.published(), "khai sinh kết quả")) == [birth_in_hue]
    assert similar.similar("khai sinh", agency=birth.holder) == [birth, birth_in_hue]


def test_the_database_reads_words_as_python_does(country):
    for said in (
        "Đường Hoà Bình, số 5/3",
        "ĐƯỜNG  hòa\nbình",
        "Ngõ 12 – Đội Cấn",
        "xa\u0303 Ða\u0323i Lo\u0323\u0302c",
        "",
    ):
        with connection.cursor() as cursor:
            cursor.execute("SELECT feedback_syllables(%s)", [said])
            syllables = cursor.fetchone()[0]
        assert [one for one in syllables if one] == similar._SYLLABLE.findall(fold(said))


def test_few_queries(country, birth, django_assert_num_queries):
    similar.common_words()
    with django_assert_num_queries(2):
        similar.similar(ASKED, agency=country.ba_dinh)
