"""The demo: a portal to look at, made once."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from agencies.models import REQUIREMENTS, Agency, AgencyProfile, AgencyProfileText, User, lacking
from news.actions import advance
from news.models import Article, Placement, Push
from portal.demo import ACCOUNTS, PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture
def seeded(capsys) -> None:
    call_command("seed_demo")


def pushed_by_the_government() -> Push:
    return Push.objects.get(article__origin__parent=None)


def test_it_loads_the_country_and_promises_the_article_to_all_below(seeded):
    assert Agency.objects.count() == 1 + 22 + 34 + 34 * 12 + 3321
    push = pushed_by_the_government()
    assert push.progress()["targets"] == 3785

    advance(push.pk)

    push.refresh_from_db()
    said = {"targets": 3785, "shown": 3785, "percent": 100, "state": "Đã đến đủ", "done": True}
    assert push.progress().items() >= said.items()


def test_the_article_for_all_is_the_newest_on_the_front_page(seeded):
    first = Placement.objects.on_site(Agency.objects.get(parent=None)).as_news("en")[0]

    assert first.pk == pushed_by_the_government().article_id
    assert first.title.language == "en"


def test_whatever_is_made_up_says_so(seeded):
    assert Article.objects.count() >= 12
    assert Article.objects.exclude(photo=None).count() >= 5
    for article in Article.objects.all():
        assert "bài mẫu" in article.body
    for text in AgencyProfileText.objects.all():
        assert "mẫu" in text.introduction.lower() or "sample" in text.introduction.lower()
    assert all("@example." in email for email in AgencyProfile.objects.values_list("email", flat=True))


def test_its_sites_lack_nothing_but_where_the_list_is_to_show_something(seeded):
    told = Agency.objects.filter(profile__isnull=False)
    lacks = {one.code: {agency.path for agency in lacking(told, one)} for one in REQUIREMENTS}

    assert lacks == {
        "gioi-thieu-vi": set(),
        "lien-he-vi": set(),
        "gioi-thieu-en": {"an-giang"},
        "lien-he-en": {"an-giang"},
    }


def test_its_accounts_can_sign_in_and_hold_what_they_say(seeded, client):
    for account in ACCOUNTS:
        assert client.login(username=account.username, password=PASSWORD)
        assert client.get("/quan-tri/").status_code == 200


def test_a_second_run_changes_nothing(seeded):
    Article.objects.update(title="Đã sửa")

    call_command("seed_demo")

    assert set(Article.objects.values_list("title", flat=True)) == {"Đã sửa"}
    assert User.objects.count() == len(ACCOUNTS)


def test_the_welcome_names_addresses_and_accounts(seeded):
    advance(pushed_by_the_government().pk)
    out = StringIO()

    call_command("demo_welcome", port=8123, stdout=out)

    assert "http://127.0.0.1:8123/co-quan/ha-noi/phuong-ba-dinh/" in out.getvalue()
    assert "3785 of the 3785" in out.getvalue()
    assert all(account.username in out.getvalue() for account in ACCOUNTS)


def test_it_never_makes_known_passwords_in_production(settings):
    settings.DEVELOPMENT = False

    with pytest.raises(CommandError, match="development only"):
        call_command("seed_demo")
    assert not User.objects.exists()
