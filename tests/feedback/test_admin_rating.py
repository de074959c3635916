"""What readers said, as those see it who can mend the pages: of their own sites, to be read and counted."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse

from agencies.models import Agency, Role
from feedback.actions import rate_page
from feedback.models import Level, PageRating
from tests.conftest import person
from tests.country import Country

pytestmark = pytest.mark.django_db

LIST = reverse("admin:feedback_pagerating_changelist")
BY_PAGE = reverse("admin:feedback_pagerating_by_page")
EXPORT = reverse("admin:feedback_pagerating_export")


def rated(agency: Agency, level: Level, comment: str = "", page: str = "") -> PageRating:
    page = page or agency.url("news")
    return rate_page(agency, page, language="vi", level=level, comment=comment, token=uuid4())


@pytest.fixture
def ratings(country: Country) -> None:
    rated(country.ba_dinh, Level.NOT, "Thiếu giờ làm việc")
    rated(country.ba_dinh, Level.VERY)
    rated(country.ba_dinh, Level.SATISFIED)
    rated(country.ha_noi, Level.VERY, "=1+1")
    rated(country.hue, Level.NOT, "Chuyện của Huế")


def test_the_list_has_what_was_said_of_the_sites_of_ones_branch(ratings, administrator, sign_in):
    page = sign_in(administrator).get(LIST).content.decode()

    assert "Thiếu giờ làm việc" in page
    assert "Theo trang" in page
    assert "Chuyện của Huế" not in page


@pytest.mark.parametrize(
    ("filters", "found"),
    [({"level__exact": "not"}, 1), ({"y-kien": "co"}, 2), ({"q": "làm việc"}, 1), ({"q": "phuong-ba-dinh"}, 3)],
)
def test_the_list_can_be_narrowed(ratings, administrator, sign_in, filters, found):
    assert sign_in(administrator).get(LIST, filters).context["cl"].result_count == found


def test_pages_are_counted_by_level_the_worst_first(ratings, administrator, sign_in):
    rows = sign_in(administrator).get(BY_PAGE).context["rows"]

    assert [(row["page"], row["counts"], row["total"], row["percent"]) for row in rows] == [
        ("/co-quan/ha-noi/phuong-ba-dinh/tin-tuc/", [1, 1, 1], 3, 33),
        ("/co-quan/ha-noi/tin-tuc/", [1, 0, 0], 1, 0),
    ]


def test_the_count_is_one_query_however_many_pages(
    country: Country, administrator, sign_in, django_assert_max_num_queries
):
    for number in range(60):
        rated(country.ba_dinh, Level.NOT, page=f"/co-quan/ha-noi/phuong-ba-dinh/tin-tuc/{number}-x/")

    browser = sign_in(administrator)
    with django_assert_max_num_queries(5):  # session, account, roles; how many pages, and those shown
        response = browser.get(BY_PAGE, {"p": 2})

    assert len(response.context["rows"]) == 10


def test_before_anybody_rated_the_pages_say_so(country: Country, administrator, sign_in):
    for address in (LIST, BY_PAGE):
        assert "Chưa có đánh giá nào" in sign_in(administrator).get(address).content.decode()


def test_the_export_has_the_branch_alone_and_no_formula(ratings, administrator, sign_in):
    fields = {f"pageratingresource_{field}": "on" for field in ("agency", "page", "level", "comment", "rated_on")}

    export = sign_in(administrator).post(EXPORT, {"format": "1", "resource": "", **fields}).content.decode()

    assert "Chưa hài lòng" in export
    assert "Huế" not in export
    assert ",=1+1" not in export
    assert "1+1" in export


@pytest.mark.parametrize("address", [LIST, BY_PAGE])
def test_authors_and_auditors_do_not_read_them(ratings, author, country: Country, sign_in, address):
    auditor = person("kiem-tra", country.ha_noi, Role.AUDITOR)

    assert sign_in(author).get(address).status_code == 403
    assert sign_in(auditor).get(address).status_code == 403


def test_nobody_changes_or_removes_one_not_even_an_operator(ratings, operator, sign_in):
    rating = PageRating.objects.first()
    address = reverse("admin:feedback_pagerating_change", args=[rating.pk])
    browser = sign_in(operator)

    assert browser.get(address).status_code == 200
    assert browser.post(address, {"level": "very"}).status_code == 403
    assert browser.post(reverse("admin:feedback_pagerating_delete", args=[rating.pk])).status_code == 403
    assert browser.get(reverse("admin:feedback_pagerating_add")).status_code == 403


def test_outsiders_find_nothing(ratings, outsider, country: Country, sign_in):
    inside = PageRating.objects.filter(agency=country.ba_dinh).first()

    assert sign_in(outsider).get(reverse("admin:feedback_pagerating_change", args=[inside.pk])).status_code == 404
    assert "Thiếu giờ làm việc" not in sign_in(outsider).get(LIST).content.decode()
