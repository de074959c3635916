"""The demo: a portal to look at, made once for all of these tests; each undoes what it changes."""

from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from agencies.models import REQUIREMENTS, Agency, AgencyKind, AgencyProfile, AgencyProfileText, User, lacking
from news.actions import advance
from news.models import Article, Category, Edition, Obligation, Placement, Push, Topic
from portal.demo import ACCOUNTS, PASSWORD
from portal.demo.dossiers import samples
from sections.models import AgencyContent, Leader, SectionRule, with_standing

# One worker runs them all, or each would make its own demo.
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded"), pytest.mark.xdist_group("demo")]

QUICK = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EDITION_STATES = ("draft", "submitted", "returned", "approved", "scheduled", "published", "superseded", "discarded")


@pytest.fixture(scope="module")
def seeded(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    apart = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media"), PASSWORD_HASHERS=QUICK)
    with django_db_blocker.unblock(), apart, transaction.atomic():
        call_command("seed_demo")
        yield
        transaction.set_rollback(True)


def pushed_to_all() -> Push:
    return Push.objects.get(article__origin__parent=None, kinds=[], fields=[])


def test_it_loads_the_country_and_promises_the_article_to_all_below():
    assert Agency.objects.count() == 1 + 22 + 34 + 34 * 12 + 3321
    push = pushed_to_all()
    assert push.progress()["targets"] == 3785

    advance(push.pk)

    push.refresh_from_db()
    said = {"targets": 3785, "shown": 3785, "percent": 100, "state": "Đã đến đủ", "done": True}
    assert push.progress().items() >= said.items()


def test_the_article_for_all_is_the_newest_on_the_front_page():
    first = Placement.objects.on_site(Agency.objects.get(parent=None)).as_news("en")[0]

    assert first.pk == pushed_to_all().article_id
    assert first.title.language == "en"


def test_there_is_much_to_read_at_sites_of_every_kind():
    published = Article.objects.published()

    assert published.count() >= 60
    assert published.filter(translations__language="en").count() >= 25
    assert published.exclude(photo=None).count() >= 40
    kinds = set(published.values_list("origin__kind", flat=True))
    assert kinds == set(AgencyKind) - {AgencyKind.MINISTRY_UNIT, AgencyKind.DISTRICT}  # there are none of these
    assert published.filter(origin__path__contains="/dac-khu-").count() >= 5
    assert set(published.values_list("category", flat=True)) == set(Category.objects.values_list("pk", flat=True))
    assert Topic.objects.filter(articles__isnull=False).distinct().count() >= 5


def test_it_was_published_over_a_year():
    days = [
        (timezone.now() - moment).days for moment in Article.objects.published().values_list("published_at", flat=True)
    ]

    assert min(days) == 0
    assert max(days) >= 300
    assert len({day // 30 for day in days}) >= 9


def test_every_picture_is_described():
    pictures = Article.objects.exclude(photo=None)

    assert not pictures.filter(photo_alt="").exists()
    assert not pictures.exclude(photo_caption__contains="ranh minh họa").exists()
    assert not AgencyProfile.objects.exclude(picture="").filter(picture_alt="").exists()


def test_something_is_in_every_state():
    assert set(Article.objects.values_list("status", flat=True)) == set(Article.Status)
    assert set(Edition.objects.values_list("state", flat=True)) == set(EDITION_STATES) == set(Edition.State)
    assert Edition.objects.to_be_approved_afterwards().exists()
    assert Article.objects.published().filter(editions__state="submitted").exists()
    assert Article.objects.published().filter(expires_at__isnull=False).exists()
    assert Article.objects.filter(status="withdrawn").exclude(withdrawn_reason="").exists()


def test_something_was_pushed_with_each_obligation_and_to_each_kind_of_target():
    assert set(Push.objects.values_list("obligation", flat=True)) == set(Obligation)
    assert Push.objects.exclude(kinds=[]).exists()
    assert Push.objects.exclude(fields=[]).exists()
    assert Push.objects.exclude(branches=None).exists()
    assert Push.objects.exclude(exceptions=None).exists()
    assert Push.objects.filter(state=Push.State.RECALLED).exclude(recall_reason="").exists()


def test_the_sites_below_have_answered_in_each_way_and_one_is_late():
    answered = Placement.objects.filter(push__isnull=False)

    assert {"shown", "offered", "waiting", "refused", "hidden"} <= set(answered.values_list("state", flat=True))
    assert not answered.filter(state__in=["refused", "hidden"], reason="").exists()
    assert Placement.objects.overdue().filter(agency__path="ho-chi-minh/phuong-ben-thanh").exists()
    assert answered.filter(wording__isnull=False).count() >= 3
    assert answered.filter(rank__gt=0).exists()
    assert Placement.objects.filter(agency__parent=None, push=None).exclude(article__origin__parent=None).exists()


def test_whatever_is_made_up_says_so():
    for article in Article.objects.all():
        assert "bài mẫu" in article.body
    for text in AgencyProfileText.objects.all():
        assert "mẫu" in text.introduction.lower() or "sample" in text.introduction.lower()
    assert all("@example." in email for email in AgencyProfile.objects.values_list("email", flat=True))


def test_its_sites_lack_nothing_but_where_the_list_is_to_show_something():
    told = Agency.objects.filter(profile__isnull=False)
    lacks = {one.code: {agency.path for agency in lacking(told, one)} for one in REQUIREMENTS}

    assert lacks == {
        "gioi-thieu-vi": set(),
        "lien-he-vi": set(),
        "gioi-thieu-en": {"an-giang", "lam-dong"},
        "lien-he-en": {"an-giang", "lam-dong"},
    }


def test_one_province_has_gaps_of_every_kind_to_find():
    lam_dong = Agency.objects.get(path="lam-dong")
    sites = with_standing(AgencyContent.objects.within(lam_dong), SectionRule.objects.in_force())
    told = [site for site in sites if Leader.objects.filter(agency=site).exists()]

    assert len(told) >= 6
    for fault in ("missing", "empty", "old"):
        assert any(getattr(site, fault) for site in told), fault
    assert User.objects.get(username="lamdong").memberships.get().agency == lam_dong


def test_its_accounts_can_sign_in_and_hold_what_they_say(client):
    for account in ACCOUNTS:
        assert client.login(username=account.username, password=PASSWORD)
        assert client.get("/quan-tri/").status_code == 200
        assert "(mẫu)" in account.name


def test_readers_have_been_there():
    views = list(Article.objects.published().values_list("viewed__views", flat=True))

    assert None not in views
    assert len(set(views)) > len(views) * 0.9


def test_a_second_run_changes_nothing():
    Article.objects.update(title="Đã sửa")

    call_command("seed_demo")

    assert set(Article.objects.values_list("title", flat=True)) == {"Đã sửa"}
    assert User.objects.exclude(username__startswith="mau-").count() == len(ACCOUNTS)


def test_the_welcome_names_addresses_and_accounts():
    advance(pushed_to_all().pk)
    out = StringIO()

    call_command("demo_welcome", port=8123, stdout=out)

    assert "http://127.0.0.1:8123/co-quan/ha-noi/phuong-ba-dinh/" in out.getvalue()
    assert "3785 of the 3785" in out.getvalue()
    assert all(account.username in out.getvalue() for account in ACCOUNTS)
    assert all(applicant.dossier.code in out.getvalue() for applicant in samples())


def test_it_never_makes_known_passwords_in_production(settings):
    settings.DEVELOPMENT = False

    with pytest.raises(CommandError, match="development only"):
        call_command("seed_demo")
    assert User.objects.exclude(username__startswith="mau-").count() == len(ACCOUNTS)
