"""The admin, for everyone who works in it: every template in every state, small phone and desk, by keyboard."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.template import engines
from django.template.loaders.base import Loader
from django.utils import timezone
from playwright.sync_api import Browser, Page, ViewportSize

from agencies.actions import end_banner, raise_banner
from agencies.models import Agency, Banner, Membership, Role
from news.actions import advance, approve, order_push, reword, save_topic, submit
from news.models import Article, Category, Obligation, Placement, Push, Topic
from results.models import IndexRule
from tests.browser.admin_states import STATES, State, choose
from tests.browser.dossier_states import dossier_rows
from tests.browser.feedback_admin_states import feedback_rows
from tests.browser.looking import DESK, LIGHT, LOOKS, LOOKS_AT_DESK, LOOKS_ON_PHONE, PHONE, faults_of
from tests.browser.public_states import ENDLESS, illustrated
from tests.browser.section_states import section_rows
from tests.conftest import person, the_operator
from tests.country import Country
from tests.kept import Kept
from tests.news.newsroom import corrected, draft, published

pytestmark = pytest.mark.browser

TEMPLATES = Path(settings.BASE_DIR) / "templates" / "staff"


def newsroom(country: Country) -> dict[str, int]:
    """A newsroom at work: a draft, articles of few and of endless words, a push that arrived and one under way."""
    operator, author = the_operator(), person("viet-bai-ba-dinh", country.ba_dinh, Role.AUTHOR)
    person("quan-tri-hue", country.hue, Role.ADMINISTRATOR)
    person("bien-tap", country.government, Role.EDITOR)
    in_a_week = timezone.localdate() + datetime.timedelta(days=7)
    newcomer = person("chua-co-quyen", country.hoan_kiem, None)
    role = Membership.objects.create(user=newcomer, agency=country.hue, role=Role.EDITOR, starts_on=in_a_week)
    Membership.objects.filter(user=author).update(ends_on=in_a_week)
    submitted = draft(country.ba_dinh, author, "Bài chờ duyệt")
    submit(submitted, by=author)
    approved = draft(country.ba_dinh, author, "Bài đã duyệt")
    submit(approved, by=author)
    approve(approved, by=operator)
    changed = published(country.ba_dinh, operator, "Bài sửa hai lần", lead="Bão vào chiều mai.")
    article = published(country.ha_noi, operator, **illustrated(country.ha_noi, operator))
    push = order_push(article, by=operator)
    advance(push.pk)
    other = published(country.government, operator, "Tin đang phát hành")
    topic = Topic(owner=country.ha_noi, title="Đúng hẹn", lead="Vì người dân.")
    return {
        "topic": save_topic(topic, by=operator, articles=[article]).pk,
        "category": Category.objects.get_or_create(slug="thu", defaults={"name": "Thử", "english_name": "Trial"})[0].pk,
        "government": country.government.pk,
        "province": country.ha_noi.pk,
        "agency": country.ba_dinh.pk,
        "other": country.ha_noi_health.pk,
        "user": newcomer.pk,
        "membership": role.pk,
        "article": article.pk,
        "draft": draft(country.ba_dinh, author).pk,
        "submitted": submitted.pk,
        "approved": approved.pk,
        "corrected": corrected(changed, operator, lead="Bão vào sáng mai.").pk,
        "endless": published(country.government, operator, ENDLESS, lead=ENDLESS, body=ENDLESS).pk,
        "formula": IndexRule.objects.get(criterion="dung-han").pk,
        "push": push.pk,
        **section_rows(country.ba_dinh, operator),
        "under_way": order_push(other, by=operator).pk,
        **placed_rows(country, operator),
        **banner_rows(country, operator),
        **dossier_rows(country, operator),
        **feedback_rows(country, operator),
    }


def banner_rows(country: Country, operator) -> dict[str, int]:
    """One banner of endless words in Hà Nội, and one that is over."""
    now = timezone.now()
    fields = {"agency": country.ha_noi, "starts_at": now, "ends_at": now + datetime.timedelta(hours=1)}
    over = raise_banner(Banner(text="Đã qua", **fields), by=operator)
    end_banner(over, by=operator)
    endless = Banner(text=ENDLESS[:240], level="emergency", link="/tin-tuc/", **fields)
    return {"banner": raise_banner(endless, by=operator).pk, "ended": over.pk}


def placed_rows(country: Country, operator) -> dict[str, int]:
    """Articles at Hà Nội by each obligation: one to be answered long ago, one reworded; and one of a ward."""
    suggested = published(country.government, operator, "Bài được đề nghị đăng")
    adaptable = published(country.government, operator, ENDLESS, lead=ENDLESS)
    adapted = order_push(adaptable, by=operator, obligation=Obligation.ADAPTABLE)
    with time_machine.travel(timezone.now() - datetime.timedelta(days=9)):
        today = timezone.localdate()
        asked = order_push(suggested, by=operator, obligation=Obligation.SUGGESTED, answer_by=today)
    for push in (adapted, asked):
        advance(push.pk)
    at_ha_noi = Placement.objects.filter(agency=country.ha_noi)
    words = {"title": ENDLESS[:200], "lead": ENDLESS[:300], "note": ENDLESS[:900]}
    return {
        "suggested": asked.pk,
        "of_ward": published(country.ba_dinh, operator, "Tin để đưa lên trang trên").pk,
        "placed": Placement.objects.filter(push__obligation=Obligation.COMPULSORY).earliest("pk").pk,
        "offered": at_ha_noi.get(push=asked).pk,
        "adapted": reword(at_ha_noi.get(push=adapted), by=operator, **words).pk,
    }


@pytest.fixture(scope="session")
def _newsroom_kept(kept: Kept, django_db_blocker) -> None:
    with django_db_blocker.unblock():
        kept.keep("newsroom", newsroom)


@pytest.fixture
def keys(_newsroom_kept: None, kept: Kept, country: Country) -> dict[str, int]:
    """The keys of what is in the newsroom."""
    return kept.bring("newsroom")


class Staff:
    """People at their desks in one kind of window, each signed in once and going on in the same page."""

    def __init__(self, chromium: Browser, host: str, **window) -> None:
        self.chromium, self.host, self.window = chromium, host, window
        self.pages: dict[str, Page] = {}
        self.complaints: list[str] = []

    def open(self, state: State, keys: dict[str, int], window: ViewportSize | None = None) -> Page:
        """Return the page of a state, and note what the browser had to complain of."""
        for who, page in self.pages.items():
            if who != state.who:
                page.goto("about:blank")  # some pages go on asking how far a push has come
        if state.who not in self.pages:
            self.pages[state.who] = self._signed_in(state.who)
        page = self.pages[state.who]
        if window:
            page.set_viewport_size(window)
            page.emulate_media(**LIGHT)
        page.goto(f"{self.host}/quan-tri/{state.path.format(**keys)}")
        state.act(page)
        return page

    def _signed_in(self, who: str) -> Page:
        page = self.chromium.new_context(locale="vi-VN", **self.window).new_page()
        page.set_default_timeout(10_000)
        if who:
            page.goto(f"{self.host}/quan-tri/login/")
            page.get_by_label("Tên đăng nhập").fill(who)
            page.get_by_label("Mật khẩu").fill("mat-khau-thu")
            page.keyboard.press("Enter")
            page.wait_for_url(f"{self.host}/quan-tri/")
        page.on(
            "console", lambda said: self.complaints.append(said.text) if said.type in ("error", "warning") else None
        )
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return page

    def close(self) -> None:
        for page in self.pages.values():
            page.context.close()


@pytest.fixture
def seen(monkeypatch) -> Iterator[set[str]]:
    """The names of the templates of staff that were used meanwhile."""
    names: set[str] = set()
    get_template = Loader.get_template

    def noting(self, name, *args, **kwargs):
        names.add(name)
        return get_template(self, name, *args, **kwargs)

    engines["django"].engine.template_loaders[0].reset()
    monkeypatch.setattr(Loader, "get_template", noting)
    return names


@pytest.mark.timeout(1800)  # a hundred and fifty pages, each looked at four times
def test_no_page_in_any_state_has_an_accessibility_fault(chromium: Browser, live_server, keys, seen):
    staff = Staff(chromium, live_server.url, viewport=PHONE)
    faults = []

    for name, state in STATES.items():
        for looks in (LOOKS_ON_PHONE, LOOKS_AT_DESK) if state.over else (LOOKS,):
            staff.complaints.clear()
            page = staff.open(state, keys, window=looks[0].window)
            faults += [f"{name}: {fault}" for fault in faults_of(page, state.unasked, looks)]
            faults += [f"{name}: {complaint}" for complaint in staff.complaints]
    staff.close()

    assert not faults, "\n".join(faults)
    # Whoever adds a template adds a state above in which it is seen.
    assert {str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html")} - seen == set()


@pytest.fixture
def staff(chromium: Browser, live_server, keys) -> Iterator[Staff]:
    staff = Staff(chromium, live_server.url, viewport=DESK)
    yield staff
    staff.close()


FOCUSED = """
() => {
  const e = document.activeElement, style = getComputedStyle(e), box = e.getBoundingClientRect();
  return {
    name: (e.getAttribute("aria-label") || e.labels?.[0]?.innerText || e.innerText || e.value || e.id || "").trim(),
    visible: box.width > 0 && box.height > 0 && style.outlineStyle === "solid" && parseFloat(style.outlineWidth) >= 2,
    body: e === document.body,
  };
}
"""


def tabbed(page: Page, most: int) -> list[str]:
    """Press Tab through a page; return what had the focus. Fails where the focus cannot be seen."""
    names = []
    for _ in range(most):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused["body"]:
            break
        assert focused["visible"], focused["name"]
        names.append(focused["name"].split("\n")[0])
    return names


@pytest.mark.parametrize("name", ["desk", "articles", "article", "tree", "move, asked", "push"])
def test_the_keyboard_reaches_everything_and_shows_where_it_is(name: str, staff: Staff, keys):
    page = staff.open(STATES[name], keys)
    page.evaluate("document.activeElement.blur()")

    reached = tabbed(page, 150)

    assert reached[0] == "Đến nội dung chính"
    assert len(reached) > 8


def test_signing_in_takes_the_keyboard_alone(chromium: Browser, live_server, keys):
    staff = Staff(chromium, live_server.url, viewport=DESK)
    page = staff.open(STATES["sign in"], keys)

    page.keyboard.type("van-hanh")
    page.keyboard.press("Tab")
    page.keyboard.type("mat-khau-thu")
    page.keyboard.press("Enter")

    page.get_by_role("heading", level=1, name="Công việc của bạn").wait_for()
    staff.close()


def test_an_agency_is_moved_with_the_keyboard_alone(staff: Staff, keys):
    page = staff.open(State("agencies/agency/cay/?tim=ba+dinh"), keys)

    page.get_by_role("link", name="Chuyển… Phường Ba Đình").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Cấp trên mới").fill("thanh pho hue")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Thành phố Huế").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Chuyển").focus()
    page.keyboard.press("Enter")

    page.get_by_text("Đã chuyển Phường Ba Đình về Thành phố Huế").wait_for()
    assert Agency.objects.get(pk=keys["agency"]).path == "hue/phuong-ba-dinh"


def test_a_mouse_drags_an_agency_to_the_question_before_it_moves(staff: Staff, keys):
    page = staff.open(STATES["tree"], keys)

    page.locator(f"#co-quan-{keys['agency']} > .tree__row").drag_to(
        page.locator(f"#co-quan-{keys['other']} > .tree__row")
    )

    page.get_by_role("button", name="Chuyển").wait_for()
    assert page.get_by_role("definition").filter(has_text="Sở Y tế").is_visible()
    assert Agency.objects.get(pk=keys["agency"]).parent_id == keys["province"]


def test_a_branch_opens_in_place_and_keeps_the_focus(staff: Staff, keys):
    page = staff.open(State("agencies/agency/cay/"), keys)
    page.evaluate("window.same = true")

    page.get_by_role("link", name="Mở nhánh Thành phố Hà Nội").focus()
    page.keyboard.press("Enter")

    page.get_by_role("link", name="Phường Ba Đình", exact=True).wait_for()
    assert page.evaluate("window.same")
    assert page.evaluate("document.activeElement.textContent").split() == [
        "−",
        "Đóng",
        "nhánh",
        "Thành",
        "phố",
        "Hà",
        "Nội",
    ]


def test_the_tree_opens_without_javascript(chromium: Browser, live_server, keys):
    staff = Staff(chromium, live_server.url, viewport=DESK, java_script_enabled=False)
    page = staff.open(State("agencies/agency/cay/"), keys)

    page.get_by_role("link", name="Mở nhánh Thành phố Hà Nội").click()

    assert page.get_by_role("link", name="Phường Ba Đình", exact=True).is_visible()
    staff.close()


def test_a_choice_among_thousands_is_made_by_typing(staff: Staff, keys):
    page = staff.open(STATES["article, new"], keys)

    choose(page)
    page.keyboard.type("ba dinh")
    page.get_by_role("option", name="Phường Ba Đình").click()
    page.get_by_label("Tiêu đề").fill("Tin của phường")
    page.get_by_label("Tóm tắt").fill("Tóm tắt.")
    page.get_by_label("Nội dung").fill("Nội dung.")
    page.get_by_role("button", name="Lưu", exact=True).click()

    page.get_by_text("Đã thêm bài viết").wait_for()
    assert Article.objects.get(title="Tin của phường").origin_id == keys["agency"]
    assert staff.complaints == []


def test_the_desk_shows_how_far_a_push_has_come(staff: Staff, keys):
    page = staff.open(STATES["desk"], keys)

    assert page.get_by_role("progressbar", name="Tiến độ: Tin đang phát hành").is_visible()
    assert Push.objects.get(pk=keys["under_way"]).state == Push.State.ORDERED
