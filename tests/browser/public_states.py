"""The public pages, each in every state that it can be in: where it is, and what a reader does there first."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

import time_machine
from django.utils import timezone
from playwright.sync_api import Page

from agencies.actions import raise_banner
from agencies.models import Agency, AgencyKind, Banner, Role
from dossiers import actions
from dossiers.models import Dossier, Outcome
from news.actions import (
    advance,
    classify,
    keep_picture,
    order_push,
    pin,
    recall,
    remove,
    render,
    reword,
    save_article,
    save_topic,
    withdraw,
)
from news.archive import Month
from news.models import Article, Attachment, Category, Obligation, Placement, Target, Topic, ViewCount
from news.models.keyword import keyword_slug
from news.preview import KEPT_DAYS, preview_address
from portal.demo.drawings import drawn
from results.actions import close_months, fold, reckon
from tests.browser.feedback_public_states import FEEDBACK_PATHS, publish_cases
from tests.browser.feedback_states import PAGES as FEEDBACK_PAGES
from tests.browser.procedure_states import PUBLIC_PATHS, fill_the_catalogue
from tests.conftest import person, the_operator
from tests.country import Country, found
from tests.dossiers.conftest import applicant, draft, identify, new_version
from tests.news.newsroom import corrected, publish_now
from tests.results.histories import finished, open_until
from tests.sections.writing import complete, lead
from tests.sections.writing import write as write_section

ENDLESS = ("khôngdấucách" * 30)[:250]

RICH = f"""<h2>Mục</h2><p>Chữ <strong>đậm</strong>, <em>nghiêng</em>, <a href="https://chinhphu.vn/">liên kết</a>.</p>
<h3>Đề mục</h3><ul><li>Mục<ol><li>{ENDLESS}</li></ol></li></ul><blockquote>Lời trích.</blockquote>
<table><tr>{"<th>Cột tiêu đề</th>" * 12}</tr><tr><th>Hàng</th>{"<td>1.204</td>" * 11}</tr></table>"""


def nothing(page: Page) -> None:
    """Look at the page as it comes."""


def unfold(page: Page) -> None:
    """Open what is folded away."""
    for head in page.locator("main summary").all():
        head.click()


def go_on(page: Page) -> None:
    """Press the last button of the form."""
    page.locator("main form button").last.click()
    page.wait_for_load_state()


def write_much_and_go_on(page: Page) -> None:
    """Write as much as is taken, without a space and in two lines, and send it."""
    page.locator("#id_comment").fill(f"{ENDLESS}\n{ENDLESS}")
    go_on(page)


def fill_in_everything(page: Page) -> None:
    """Fill in, as programs do, what nobody sees; write more than is taken; and send it."""
    page.locator("#id_website").evaluate("field => { field.value = 'x' }")
    page.locator("#id_comment").fill(ENDLESS * 5)
    go_on(page)


def go_to_the_end(page: Page) -> None:
    """Send the form, and then the answers once more."""
    go_on(page)
    go_on(page)


def look_up(code: str, *acts: Callable[[Page], None]) -> Callable[[Page], None]:
    """Return the act of looking up a dossier, by its code or its "{name}" among CODES, and what is done then."""

    def act(page: Page) -> None:
        page.locator("#id_code").fill(code.format(**CODES))
        page.locator("#id_last_digits").fill("5678")
        for one in (go_on, *acts):
            one(page)

    return act


def answer_all(page: Page) -> None:
    """Choose the first answer to each question."""
    for question in page.locator("fieldset").all():
        question.locator("input").first.check()


def rate_with_an_old_ticket(page: Page) -> None:
    """Rate with a ticket that is good no longer."""
    look_up("{decided}")(page)
    page.locator("input[name=ticket]").evaluate("field => { field.value = 'x' }")
    go_on(page)


@dataclass(frozen=True)
class State:
    """A page in one state: where it is, and what a reader does there first."""

    path: str
    act: Callable[[Page], None] = nothing
    without: tuple[str, ...] = ()  # rules of axe that mean nothing here, each with its reason where it is named


STATES = {
    "root": State("/"),
    "province": State("/co-quan/ha-noi/"),
    "commune": State("/co-quan/ha-noi/phuong-ba-dinh/"),
    "news": State("/co-quan/ha-noi/phuong-ba-dinh/tin-tuc/"),
    "news of nobody": State("/co-quan/hue/phuong-thuan-hoa/tin-tuc/"),
    "category": State("/co-quan/ha-noi/tin-tuc/chuyen-muc/thong-bao/"),
    "category without news": State("/co-quan/hue/tin-tuc/chuyen-muc/thong-bao/"),
    "keyword": State("/co-quan/ha-noi/tin-tuc/tu-khoa/tu-khoa/"),
    "keyword of endless words": State("/co-quan/ha-noi/tin-tuc/tu-khoa/{endless_word}/"),
    "months": State("/co-quan/ha-noi/tin-tuc/thang/"),
    "months of nobody": State("/co-quan/hue/phuong-thuan-hoa/tin-tuc/thang/"),
    "month": State("/co-quan/ha-noi/tin-tuc/thang/{month}/"),
    "topics": State("/co-quan/ha-noi/chuyen-de/"),
    "topic": State("/co-quan/ha-noi/chuyen-de/dung-hen-voi-nguoi-dan/"),
    "topic of endless words": State("/co-quan/ha-noi/chuyen-de/{endless_topic}/"),
    "article": State("/co-quan/ha-noi/tin-tuc/{shown}-x/"),
    "article of endless words": State("/co-quan/ha-noi/tin-tuc/{endless}-x/"),
    "article with words of the site": State("/co-quan/ha-noi/tin-tuc/{reworded}-x/"),
    "article that is gone": State("/co-quan/hue/tin-tuc/{gone}-x/"),
    "article that was withdrawn": State("/tin-tuc/{withdrawn}-x/"),
    "article that was removed": State("/tin-tuc/{removed}-x/"),
    "preview": State("/xem-truoc/{preview}/"),
    "preview that is over": State("/xem-truoc/{over}/"),
    "about": State("/co-quan/ha-noi/gioi-thieu/"),
    "about nobody": State("/co-quan/hue/gioi-thieu/"),
    "section": State("/co-quan/ha-noi/gioi-thieu/lich-su/"),
    "section of endless words": State("/co-quan/ha-noi/gioi-thieu/dieu-kien-tu-nhien/"),
    "leaders": State("/co-quan/ha-noi/gioi-thieu/lanh-dao/"),
    "leaders of nobody": State("/co-quan/hue/gioi-thieu/lanh-dao/"),
    "chart": State("/gioi-thieu/so-do-to-chuc/"),
    "chart of many": State("/co-quan/hue/gioi-thieu/so-do-to-chuc/"),
    "chart of one": State("/co-quan/ha-noi/phuong-ba-dinh/gioi-thieu/so-do-to-chuc/"),
    "completeness": State("/gioi-thieu/muc-do-day-du/"),
    **{name: State(path) for name, path in PUBLIC_PATHS.items()},
    **{name: State(path) for name, path in FEEDBACK_PATHS.items()},
    "report, the same for me, counted": State(FEEDBACK_PATHS["report, the same for me"], go_on),
    "results": State("/thong-ke/"),
    "results of one procedure": State("/co-quan/ha-noi/thong-ke/?thu-tuc=1.009999"),
    "results of one office in one month": State("/co-quan/ha-noi/phuong-ba-dinh/thong-ke/?thang=2026-10"),
    "results of nobody": State("/co-quan/hue/thong-ke/"),
    "what results mean": State("/co-quan/ha-noi/thong-ke/cach-tinh/"),
    "dossiers behind a number": State("/co-quan/ha-noi/phuong-ba-dinh/thong-ke/ho-so/?so=tre-han"),
    "dossiers of units below": State("/thong-ke/ho-so/"),
    "dossiers of nobody": State("/co-quan/hue/thong-ke/ho-so/"),
    "service index": State("/thong-ke/chi-so/"),
    "service index, its groups open": State("/co-quan/ha-noi/thong-ke/chi-so/", unfold),
    "service index of a province in a closed month": State("/co-quan/ha-noi/thong-ke/chi-so/?thang=2026-10"),
    "service index of a closed month that was corrected": State(
        "/co-quan/ha-noi/phuong-ba-dinh/thong-ke/chi-so/?thang=2026-10"
    ),
    "service index of one office": State("/co-quan/ha-noi/phuong-ba-dinh/thong-ke/chi-so/"),
    "service index of nobody": State("/co-quan/bo-y-te/thong-ke/chi-so/"),
    "map of results": State("/thong-ke/ban-do/"),
    "map of results of nobody": State("/co-quan/bo-y-te/thong-ke/ban-do/"),
    "map": State("/co-quan/ha-noi/so-do/"),
    "banners": State("/co-quan/ha-noi/phuong-ba-dinh/thong-bao-khan/"),
    "banners of nobody": State("/co-quan/hue/thong-bao-khan/"),
    "rating": State("/co-quan/ha-noi/danh-gia/?trang=/co-quan/ha-noi/&muc=not"),
    "rating, refused": State("/co-quan/ha-noi/danh-gia/", go_on),
    "rating, refused all over": State("/co-quan/ha-noi/danh-gia/", fill_in_everything),
    "rating, once more": State("/co-quan/ha-noi/danh-gia/?muc=very", go_on),
    "rating of endless words, once more": State("/co-quan/ha-noi/danh-gia/?muc=not", write_much_and_go_on),
    "rating, received": State("/co-quan/ha-noi/danh-gia/?muc=very", go_to_the_end),
    "look-up": State("/co-quan/ha-noi/phuong-ba-dinh/ho-so/"),
    "look-up, refused": State("/co-quan/ha-noi/phuong-ba-dinh/ho-so/", go_on),
    "look-up, nothing found": State("/co-quan/ha-noi/phuong-ba-dinh/ho-so/", look_up("H26.12.03-261102-9999")),
    "look-up, one that waits for papers": State("/co-quan/ha-noi/phuong-ba-dinh/ho-so/", look_up("{waiting}")),
    "look-up, one that is late": State("/co-quan/ha-noi/phuong-ba-dinh/ho-so/", look_up("{late}")),
    "look-up, one that is decided": State("/co-quan/ha-noi/phuong-ba-dinh/ho-so/", look_up("{decided}")),
    "dossier rated, first page": State("/co-quan/ha-noi/phuong-ba-dinh/ho-so/", look_up("{decided}", go_on)),
    "dossier rated, refused": State("/co-quan/ha-noi/phuong-ba-dinh/ho-so/", look_up("{decided}", go_on, go_on)),
    "dossier rated, once more": State(
        "/co-quan/ha-noi/phuong-ba-dinh/ho-so/", look_up("{decided}", go_on, answer_all, go_on)
    ),
    "dossier rated, thanks": State("/co-quan/ha-noi/phuong-ba-dinh/ho-so/danh-gia/cam-on/"),
    "dossier rated before": State("/co-quan/ha-noi/phuong-ba-dinh/ho-so/", rate_with_an_old_ticket),
    **{name: State(path, act) for name, (path, act) in FEEDBACK_PAGES.items()},
    # The same parts stand there several times, on purpose.
    "all components": State("/_components/", without=("landmark-unique", "landmark-no-duplicate-contentinfo")),
    "no such page": State("/co-quan/khong-co/"),
    # Pages that an address alone does not lead to: shown as Django would.
    "400": State("/_error/400/"),
    "403": State("/_error/403/"),
    "403_csrf": State("/_error/403_csrf/"),
    "500": State("/_error/500/"),
}


def illustrated(agency: Agency, by) -> dict[str, object]:
    """Return what gives an article a photo in all its sizes, and documents, one of an endless name."""
    photo = keep_picture(agency, drawn("terraces", 900, 500), by=by, credit=ENDLESS[:120], focus=(20, 80))
    render(photo.pk)
    facts = {"agency": agency, "uploaded_by": by, "kind": "pdf", "size": 1_234_567}
    titles = ("Kế hoạch ứng phó bão số 5", ENDLESS[:200])
    documents = [Attachment.objects.create(title=title, file=f"tai-lieu/{title[:9]}.pdf", **facts) for title in titles]
    words = {"photo_alt": "Ruộng bậc thang buổi sáng", "photo_caption": "Ruộng bậc thang"}
    return {"photo": photo, "attachments": [one.pk for one in documents], **words}


CODES: dict[str, str] = {}  # of the dossiers that the states look up, by what they show


def dossiers_for_all_states(country: Country) -> None:
    """Hand in three dossiers in Ba Đình: one waits for papers in endless words, one is late, one has its result."""
    identify(country.ba_dinh, "H26.12.03")
    version, desk = new_version("1.007777"), person("mot-cua-ba-dinh", country.ba_dinh, Role.DESK)
    officer = person("chuyen-vien-ba-dinh", country.ba_dinh, Role.OFFICER)
    now = timezone.now()

    def handed_in(days: int) -> Dossier:
        then = now - datetime.timedelta(days=days)
        return actions.receive(draft(version, country.ba_dinh), applicant(), by=desk, at=then)

    waiting, late, decided = handed_in(1), handed_in(30), handed_in(3)
    actions.ask_supplement(waiting, what=f"Bản chính giấy chứng sinh.\n{ENDLESS}", by=desk)
    actions.take_up(late, by=officer, at=now - datetime.timedelta(days=29))
    actions.finish(decided, outcome=Outcome.GRANTED, result="Giấy khai sinh số 1", by=officer)
    CODES.update(waiting=waiting.code, late=late.code, decided=decided.code)


def write(country: Country, editor, title: str, **other: object) -> Article:
    fields = {
        "lead": "Một đoạn tóm tắt vừa đủ dài để biết bài nói việc gì.",
        "body": "Đoạn một.\n\nĐoạn hai.",
        "author": "Người viết",
        "source": "Nguồn tin",
        "keywords": ["từ khóa"],
        **other,
    }
    article = Article(origin=country.government, title=title, **fields)
    save_article(article, by=editor)
    return publish_now(article, by=editor)


def say_who_they_are(country: Country, operator) -> None:
    """Let Hà Nội say what the law asks for, once in endless words, and many wards stand below Huế."""
    complete(country.ha_noi, operator)
    write_section(country.ha_noi, operator, code="dieu-kien-tu-nhien", body=ENDLESS)
    lead(country.ha_noi, operator, ENDLESS[:120], position=ENDLESS[:150], phone="024 0000 0000", email="a@example.com")
    for number in range(82):
        found(AgencyKind.COMMUNE, f"Phường Số {number}", Agency.objects.get(pk=country.hue.pk))
    found(AgencyKind.MINISTRY_UNIT, "Đội một", Agency.objects.get(pk=country.thuan_hoa.pk))


def articles_for_all_states(country: Country) -> dict[str, object]:
    """Two articles shown in Hà Nội, one pinned, one of endless words; one recalled from Huế; none shown in Huế."""
    operator, editor = the_operator(), person("bien-tap", country.government, Role.EDITOR)
    title = "Khai trương cổng thông tin thống nhất, thông suốt từ Trung ương đến địa phương"
    shown = write(country, editor, title, body=RICH, **illustrated(country.government, editor))
    advance(order_push(shown, by=editor, target=Target(branches=[country.ha_noi])).pk)
    pin(Placement.objects.get(article=shown, agency=country.ha_noi), by=editor, position=1)
    endless = write(country, editor, ENDLESS, lead=ENDLESS, body=ENDLESS, source=ENDLESS[:200], keywords=[ENDLESS[:60]])
    advance(order_push(endless, by=editor, target=Target(branches=[country.ha_noi])).pk)
    reworded = write(country, editor, "Bài mà trang có lời của mình")
    advance(order_push(reworded, by=editor, obligation=Obligation.ADAPTABLE).pk)
    at_ha_noi = Placement.objects.get(article=reworded, agency=country.ha_noi)
    reword(at_ha_noi, by=editor, title=ENDLESS[:200], lead=ENDLESS[:400], note=ENDLESS)
    gone = write(country, editor, "Bài đã thu hồi")
    push = order_push(gone, by=editor, target=Target(branches=[country.hue]))
    advance(push.pk)
    recall(push, by=editor, reason="Thử")
    withdrawn = withdraw(write(country, editor, "Bài đã gỡ"), by=editor, reason="Số liệu chưa được kiểm tra.")
    removed = remove(write(country, editor, "Bài đăng nhầm"), by=editor, reason="Nhầm")
    token = preview_address(shown.editions.get(), country.ha_noi).split("/")[-2]
    with time_machine.travel(timezone.now() - datetime.timedelta(days=KEPT_DAYS + 1)):
        over = preview_address(shown.editions.get(), country.ha_noi).split("/")[-2]
    classified(shown, endless, editor, country)
    warn(country, operator)
    dossiers_for_all_states(country)
    handle_dossiers(country)
    say_who_they_are(country, operator)
    fill_the_catalogue(country.ba_dinh)
    return {
        **publish_cases(country),
        "shown": shown.pk,
        "endless": endless.pk,
        "reworded": reworded.pk,
        "gone": gone.pk,
        "withdrawn": withdrawn.pk,
        "removed": removed.pk,
        "preview": token,
        "over": over,
        "month": Month.of(shown.published_at),
        "endless_word": keyword_slug(ENDLESS[:60]),
        "endless_topic": Topic.objects.get(title=ENDLESS[:150]).slug,
    }


def handle_dossiers(country: Country) -> None:
    """Let Hà Nội have dossiers of every sort, of two procedures, one of endless words; two wards lie on the map."""
    common = new_version("1.009999", "Đăng ký khai sinh")
    endless = new_version("1.008888", ENDLESS)
    for ward, version in ((country.ba_dinh, common), (country.hoan_kiem, endless), (country.ha_noi, common)):
        finished(version, ward, "2026-10-05 09:00", "2026-10-07 09:00", due="2026-10-12 17:30")
        finished(version, ward, "2026-10-01 09:00", "2026-11-04 09:00", due="2026-10-08 17:30")
        open_until(version, ward, "2026-10-20 17:30")
    for ward, longitude in ((country.ba_dinh, 105.8), (country.thuan_hoa, 107.5)):
        Agency.objects.filter(pk=ward.pk).update(latitude=21, longitude=longitude)
    fold()
    reckon()
    close_months()
    finished(common, country.ba_dinh, "2026-10-06 09:00", "2026-10-08 09:00", due="2026-10-13 17:30")  # told too late
    fold()
    reckon()


def warn(country: Country, operator) -> None:
    """Put banners of each level on top of the sites of Hà Nội, more than are shown, one of them in endless words."""
    now = timezone.now()
    until = now + datetime.timedelta(hours=6)
    for level, text, english in (
        ("emergency", "Bão số 5 vào bờ tối nay. Ở trong nhà.", "Typhoon tonight. Stay indoors."),
        ("warning", ENDLESS[:240], ""),
        ("information", "Bộ phận một cửa mở thêm buổi tối.", ""),
        ("information", "Chiều thứ sáu nghỉ tập huấn.", ""),
    ):
        fields = {"level": level, "text": text, "text_en": english, "starts_at": now, "ends_at": until}
        raise_banner(Banner(agency=country.ha_noi, link="/tin-tuc/", **fields), by=operator)


def classified(article: Article, endless: Article, editor, country: Country) -> None:
    """Give an article all that one can have: category, topics that run and are over, a history, readers."""
    category, _new = Category.objects.get_or_create(
        slug="thong-bao", defaults={"name": "Thông báo", "english_name": "Notices"}
    )
    fields = {"owner": country.government, "lead": "Vì người dân.", "starts_on": datetime.date(2026, 1, 1)}
    told = {"english_title": "On time", "english_lead": "For the people."}
    topics = [
        save_topic(Topic(title="Đúng hẹn với người dân", **fields, **told), by=editor),
        save_topic(Topic(title=ENDLESS[:150], **{**fields, "lead": ENDLESS}), by=editor),
        save_topic(Topic(title="Đã qua", ends_on=datetime.date(2026, 1, 2), **fields), by=editor),
    ]
    classify(article, by=editor, category=category, topics=topics, related=[endless])
    classify(endless, by=editor, category=category, topics=topics[1:])
    corrected(article, editor, author="Người viết khác")
    ViewCount.objects.create(article=article, views=12_345)
