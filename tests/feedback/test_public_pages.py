"""What everybody reads of reports and proposals: what stands there, what does not, and that it is fresh at once."""

from __future__ import annotations

import io
import json
import re

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from feedback import actions
from feedback.browsing import ON_PAGE
from feedback.models import Enclosure, Feedback, Outcome, State, Support
from procedures.models import ProcedureField
from tests.dossiers.conftest import new_version
from tests.feedback.conftest import TEXT, handler, sent_to
from tests.feedback.publishing import REPLY, TITLE, WORDS, answered_at, changed_after, proposal_at, published_at
from tests.procedures.catalogue import BIRTH, take_in

pytestmark = pytest.mark.usefixtures("rules")
SITES = ("/", "/en/", "/co-quan/ha-noi/", "/co-quan/ha-noi/phuong-ba-dinh/", "/en/co-quan/hue/", "/co-quan/bo-y-te/")
PAGES = ("", "hoi-dap/", "da-sua/", "thong-ke/", "thong-ke/cach-tinh/")
WARD = "/co-quan/ha-noi/phuong-ba-dinh/phan-anh/"


def text_of(client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


@pytest.fixture
def public(country) -> Feedback:
    return published_at(country.ba_dinh)


@pytest.mark.parametrize("filled", [False, True])
def test_anyone_reads_them_on_every_site(filled, country, client):
    if filled:
        changed_after(published_at(country.ba_dinh, reusable=True), agency=country.ha_noi)

    answers = {site + page: client.get(f"{site}phan-anh/{page}") for site in SITES for page in PAGES}

    assert {path: answer.status_code for path, answer in answers.items() if answer.status_code != 200} == {}
    assert not any(answer.cookies for answer in answers.values())


def test_a_case_stands_on_the_sites_of_its_holder_and_above_and_on_no_other(public, client):
    shown = [site for site in SITES if TITLE in text_of(client, f"{site}phan-anh/")]

    assert shown == ["/", "/en/", "/co-quan/ha-noi/", "/co-quan/ha-noi/phuong-ba-dinh/"]


def test_a_case_shows_question_answer_and_who_held_it_but_never_what_was_sent(public, client):
    page = text_of(client, f"{WARD}{public.code}/")

    for words in (TITLE, WORDS, REPLY, "Phường Ba Đình", public.code, "Đúng hạn."):
        assert words in page
    for hidden in (TEXT, "Trần Thị Lan", "0912", "lan@example.org", "Đội Cấn"):
        assert hidden not in page


def test_lists_never_read_what_was_sent(public, client):
    with CaptureQueriesContext(connection) as taken:
        for path in (WARD, f"{WARD}{public.code}/", f"{WARD}hoi-dap/"):
            client.get(path)

    asked = " ".join(query["sql"] for query in taken.captured_queries)
    assert '"feedback_feedback"."text"' not in asked
    assert "feedback_sender" not in asked


def test_the_case_tells_machines_what_it_is(public, client):
    page = text_of(client, f"/co-quan/ha-noi/phan-anh/{public.code}/")
    told = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)[1])

    assert told["@type"] == "QAPage"
    assert told["mainEntity"]["acceptedAnswer"]["text"] == REPLY
    assert f'rel="canonical" href="https://portal.invalid{WARD}{public.code}/"'.split("https")[0] in page
    assert f"{WARD}{public.code}/" in page


def test_what_is_not_public_and_what_does_not_exist_look_the_same(country, case, client):
    hidden = answered_at(country.ba_dinh)
    pages = {client.get(f"{WARD}{code}/").content for code in (case.code, hidden.code, "PA-0000-0000", "x")}
    codes = {client.get(f"{WARD}{code}/").status_code for code in (case.code, hidden.code, "PA-0000-0000", "x")}

    assert codes == {404}
    assert len({re.sub(rb"PA-[0-9A-Z-]+|phan-anh/x", b"", page) for page in pages}) == 1


def test_a_code_may_be_typed_as_people_do(public, client):
    assert client.get(f"{WARD}{public.code.lower()}/").headers["Location"] == f"{WARD}{public.code}/"


def test_on_a_site_that_has_nothing_to_do_with_it_one_is_led_to_its_holder(public, client):
    answer = client.get(f"/co-quan/hue/phan-anh/{public.code}/")

    assert (answer.status_code, answer.headers["Location"]) == (302, f"{WARD}{public.code}/")


def test_publishing_hiding_and_disputing_show_at_once_and_touch_no_other_site(public, visitor, django, country):
    here, city, root, beside = WARD, "/co-quan/ha-noi/phan-anh/", "/phan-anh/", "/co-quan/hue/phan-anh/"
    news = "/co-quan/ha-noi/tin-tuc/"
    for path in (here, city, root, beside, news):
        visitor.get(path)
    asked = django.asked

    actions.hide(public, reason="Có tên người", by=handler(country.ba_dinh))

    assert all(TITLE.encode() not in visitor.get(path).body for path in (here, city, root))
    assert django.asked == asked + 3
    visitor.get(beside)
    visitor.get(news)
    assert django.asked == asked + 3
    actions.publish(public, title=TITLE, text=WORDS, by=handler(country.ba_dinh))
    assert all(TITLE.encode() in visitor.get(path).body for path in (here, city, root))
    actions.dispute(public, reason="Vẫn chưa có giấy")
    assert all(TITLE.encode() not in visitor.get(path).body for path in (here, city, root))


def test_what_was_kept_of_a_hidden_case_is_gone_at_once(public, visitor, country):
    page = f"{WARD}{public.code}/"
    assert visitor.get(page).status == 200

    actions.hide(public, reason="Có tên người", by=handler(country.ba_dinh))

    assert visitor.get(page).status == 404


# Narrowing.


@pytest.fixture
def several(country, version):
    field = ProcedureField.objects.create(name="Hộ tịch", slug="ho-tich", sort_key="ho tich")
    type(version).objects.filter(pk=version.pk).update(field=field)
    published_at(country.ba_dinh, title="Chậm khai sinh", procedure=version.procedure)
    proposal_at(country.ha_noi, Outcome.AMEND, title="Bỏ bản sao chứng thực")
    proposal_at(country.hue, Outcome.NO_CHANGE, title="Giảm phí")


@pytest.fixture
def version(country):
    return new_version("1.001193", "Đăng ký khai sinh")


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", {"Chậm khai sinh", "Bỏ bản sao chứng thực", "Giảm phí"}),
        ("loai=phan-anh", {"Chậm khai sinh"}),
        ("loai=kien-nghi", {"Bỏ bản sao chứng thực", "Giảm phí"}),
        ("ket-qua=giu-nguyen", {"Giảm phí"}),
        ("linh-vuc=ho-tich", {"Chậm khai sinh"}),
        ("thu-tuc=1.001193", {"Chậm khai sinh"}),
        ("co-quan=ha-noi", {"Chậm khai sinh", "Bỏ bản sao chứng thực"}),
        ("co-quan=ha-noi&loai=kien-nghi", {"Bỏ bản sao chứng thực"}),
        ("tim=ch%E1%BB%A9ng+th%E1%BB%B1c", {"Bỏ bản sao chứng thực"}),
        ("tim=kh%C3%B4ng+c%C3%B3+%E1%BB%9F+%C4%91%C3%A2u", set()),
        ("loai=la", set()),
        ("tim=&loai=&ket-qua=&linh-vuc=&co-quan=", {"Chậm khai sinh", "Bỏ bản sao chứng thực", "Giảm phí"}),
        ("tim=%25_'\"\\", {"Chậm khai sinh", "Bỏ bản sao chứng thực", "Giảm phí"}),  # signs alone are no words
    ],
)
def test_the_list_is_narrowed_by_what_is_asked(query, titles, several, client):
    page = text_of(client, f"/phan-anh/?{query}")

    assert {
        title for title in ("Chậm khai sinh", "Bỏ bản sao chứng thực", "Giảm phí") if f">{title}<" in page
    } == titles


@pytest.mark.parametrize("query", ["thu-tuc=9.999999", "co-quan=khong-co", "trang=99", "co-quan=hue"])
def test_what_does_not_exist_here_is_not_found(query, several, client):
    assert client.get(f"/co-quan/ha-noi/phan-anh/?{query}").status_code == 404


def test_a_list_takes_as_many_queries_for_twenty_as_for_one(country, client, django_assert_num_queries):
    published_at(country.ba_dinh)
    client.get("/phan-anh/")
    with CaptureQueriesContext(connection) as few:
        client.get("/phan-anh/")
    for number in range(ON_PAGE + 2):
        published_at(country.ba_dinh, title=f"Việc {number}")

    with django_assert_num_queries(len(few)):
        page = text_of(client, "/phan-anh/")
    assert len(few) <= 12
    assert page.count("p-feedback__case") >= ON_PAGE
    assert "Việc 0<" not in page
    assert "Việc 0<" in text_of(client, "/phan-anh/?trang=2")


def test_one_case_takes_few_queries(public, client):
    with CaptureQueriesContext(connection) as taken:
        client.get(f"{WARD}{public.code}/")

    assert len(taken) <= 9


# "The same for me".


def test_whoever_has_met_the_same_is_counted_once(public, client):
    address = f"{WARD}{public.code}/cung-gap/"
    form = client.get(address)
    token = re.search(r'name="token" value="([^"]+)"', form.content.decode())[1]

    for _time in range(2):
        assert "Đã ghi nhận" in client.post(address, {"token": token}).content.decode()

    public.refresh_from_db()
    assert (public.weight, Support.objects.count()) == (2, 1)
    assert not form.cookies
    assert "no-store" in form.headers["Cache-Control"]
    assert "2 người cùng nêu" in text_of(client, f"{WARD}{public.code}/")


def test_a_token_of_another_case_or_none_counts_nothing(public, country, client):
    other = published_at(country.ba_dinh, title="Khác")
    form = client.get(f"{WARD}{other.code}/cung-gap/").content.decode()
    token = re.search(r'name="token" value="([^"]+)"', form)[1]

    for sent in (token, "", "x:y:z", "\u0661" * 40):
        assert client.post(f"{WARD}{public.code}/cung-gap/", {"token": sent}).status_code == 400
    assert Support.objects.count() == 0


def test_who_presses_again_and_again_is_told_to_wait(public, client):
    address = f"{WARD}{public.code}/cung-gap/"
    answers = []
    for _time in range(7):
        token = re.search(r'name="token" value="([^"]+)"', client.get(address).content.decode())[1]
        answers.append(client.post(address, {"token": token}))

    assert {answer.status_code for answer in answers[:5]} == {200}
    assert {answer.status_code for answer in answers[5:]} == {429}
    assert int(answers[-1].headers["Retry-After"]) > 0


def test_nobody_stands_behind_what_is_not_public(case, client):
    assert client.get(f"{WARD}{case.code}/cung-gap/").status_code == 404
    assert client.post(f"{WARD}{case.code}/cung-gap/", {"token": "x"}).status_code == 404


def test_the_page_shows_the_new_weight_at_once(public, visitor):
    page = f"{WARD}{public.code}/"
    visitor.get(page)

    actions.support(public, token="6f1c7f2e-6f0e-4f57-9a29-1d2a1c0f2f5b")

    assert "2 người cùng nêu".encode() in visitor.get(page).body


# Photos.


def photo(case: Feedback, place: int) -> Enclosure:
    held = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(held, "JPEG")
    shown = Enclosure(feedback=case, place=place, type="jpeg", size=100, name="anh.jpg", alternative="Biển đóng cửa")
    shown.file.save("a.jpg", ContentFile(held.getvalue()))
    return shown


def test_a_photo_is_given_out_only_while_it_is_shown(country, client):
    case = answered_at(country.ba_dinh)
    shown, kept = photo(case, 1), photo(case, 2)
    actions.publish(case, title=TITLE, text=WORDS, shown=[shown.pk], by=handler(country.ba_dinh))
    page = text_of(client, f"{WARD}{case.code}/")
    (address,) = re.findall(r'src="([^"]*phan-anh/anh/[^"]+)"', page)

    answer = client.get(address)

    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/jpeg")
    assert b"".join(answer.streaming_content)[:3] == b"\xff\xd8\xff"
    assert 'alt="Biển đóng cửa"' in page
    assert client.get(address.replace(f"/{shown.pk}-", f"/{kept.pk}-")).status_code == 404
    assert client.get(f"/media/{shown.file.name}").status_code == 404
    actions.hide(case, reason="Có mặt người", by=handler(country.ba_dinh))
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("name", ["x.jpg", "1-.jpg", "1-00000000000000000000000000000000.jpg", "٣-x.jpg", "9" * 40])
def test_no_photo_is_found_by_guessing(name, public, client):
    assert client.get(f"/phan-anh/anh/{name}").status_code == 404


# Questions, and what was changed.


def test_a_good_answer_stands_among_questions_and_on_the_page_of_its_procedure(country, visitor):
    (version,) = take_in(BIRTH)
    procedure, here = "/co-quan/ha-noi/thu-tuc/1.001193/", "/co-quan/ha-noi/phan-anh/hoi-dap/"
    ward, root, beside = (
        "/co-quan/ha-noi/phuong-ba-dinh/thu-tuc/1.001193/",
        "/thu-tuc/1.001193/",
        "/co-quan/hue/thu-tuc/1.001193/",
    )
    case = published_at(country.ha_noi, procedure=version.procedure)
    pages = (procedure, here, ward, root)
    assert all(TITLE.encode() not in visitor.get(path).body for path in (*pages, beside))

    actions.reuse(case.answer, is_reusable=True, by=handler(country.ha_noi))

    assert all(TITLE.encode() in visitor.get(path).body for path in pages)
    assert TITLE.encode() not in visitor.get(beside).body
    actions.hide(case, reason="Sai", by=handler(country.ha_noi))
    assert all(TITLE.encode() not in visitor.get(path).body for path in pages)


def test_only_who_gave_an_answer_has_it_reused(public, country, outsider):
    with pytest.raises(PermissionDenied):
        actions.reuse(public.answer, is_reusable=True, by=outsider)


def test_questions_take_as_many_queries_for_many_as_for_one(country, version, client, django_assert_num_queries):
    published_at(country.ba_dinh, reusable=True, procedure=version.procedure)
    client.get("/phan-anh/hoi-dap/")
    with CaptureQueriesContext(connection) as few:
        client.get("/phan-anh/hoi-dap/")
    for _number in range(5):
        published_at(country.ba_dinh, reusable=True, procedure=version.procedure)
        published_at(country.hue, reusable=True)

    with django_assert_num_queries(len(few)):
        page = text_of(client, "/phan-anh/hoi-dap/")
    assert page.count("c-details__title") == 11
    assert "Việc khác" in page


def test_the_page_says_you_said_we_changed(country, visitor):
    raised, hidden = published_at(country.ba_dinh), sent_to(country.ba_dinh)
    pages = (
        f"{WARD}{raised.code}/",
        "/co-quan/ha-noi/phan-anh/da-sua/",
        "/co-quan/ha-noi/phan-anh/",
        "/phan-anh/da-sua/",
    )
    assert all("Cán bộ tự tra cứu".encode() not in visitor.get(path).body for path in pages)

    changed_after(raised, hidden, agency=country.ha_noi)

    bodies = [visitor.get(path).body.decode() for path in pages]
    assert all("Cán bộ tự tra cứu" in body for body in bodies)
    assert TITLE in bodies[1]
    assert not any(hidden.code in body or TEXT in body for body in bodies)


def test_a_case_of_endless_words_breaks_nothing(country, client):
    endless = "khôngdấucách" * 12
    case = published_at(country.ba_dinh, title=endless, text=f"{endless}\n\n<script>{endless}</script>")

    page = text_of(client, f"{WARD}{case.code}/")

    assert "<script>không" not in page
    assert case.state == State.PUBLISHED
