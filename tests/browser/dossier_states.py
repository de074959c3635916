"""The staff pages about dossiers, in the states in which tests/browser/test_admin_pages.py looks at them."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from django.utils import timezone
from playwright.sync_api import Page

from agencies.models import User
from dossiers import actions
from dossiers.models import Applicant, Consultation, Dossier, Feed, FeedEvent, Notice, Recount
from notices.promises import MOST_TRIES
from procedures.models import ProcedureVersion
from tests.browser.public_states import ENDLESS
from tests.browser.section_states import press_last
from tests.country import Country
from tests.dossiers.conftest import draft, identify, new_version

DESK_AT = "dossiers/dossier/add/?don-vi={agency}"
ONE = "dossiers/dossier/{dossier}/"

METHOD = {"channel": "DIRECT", "fees": [], "note": "", "limit": {"value": 5, "unit": "WORKING_DAY", "prose": ""}}
PAPERS = [
    {"name": "Giấy chứng sinh", "form": "", "originals": 1, "copies": 0},
    {"name": "Tờ khai theo mẫu", "form": "", "originals": 1, "copies": 2},
    {"name": ENDLESS, "form": "", "originals": 0, "copies": 1},
]
RECORD = {
    "methods": [METHOD],
    "cases": [{"name": "Sinh tại cơ sở y tế", "components": PAPERS}, {"name": ENDLESS, "components": PAPERS[:1]}],
}


def bring_events(page: Page) -> None:
    """Look at what would become of a file of a good event and of a bad one in endless words."""
    rows = (
        "Mã hồ sơ,Việc,Lúc,Mã thủ tục,Người nộp,Điện thoại",
        f"H26.12.03-261102-0007,Tiếp nhận,02/11/2026 09:00,1.001193,{ENDLESS[:150]},0900 000 000",
        f"H26.12.03-261102-0008,{ENDLESS},02/11/2026 09:00,1.001193,x,x",
    )
    file = {"name": "su-kien.csv", "mimeType": "text/csv", "buffer": "\n".join(rows).encode()}
    page.locator("#id_file").set_input_files(file)
    press_last(page)


# Where the page is, what is done there first, and by whom.
DOSSIER_STATES: dict[str, tuple[str, Callable[[Page], None] | None, str]] = {
    "dossiers": ("dossiers/dossier/", None, "van-hanh"),
    "dossiers, overdue": ("dossiers/dossier/?hang-doi=qua-han", None, "van-hanh"),
    "dossiers, none found": ("dossiers/dossier/?q=khong-co", None, "van-hanh"),
    "desk, procedure": (DESK_AT, None, "van-hanh"),
    "desk, procedure searched": (DESK_AT + "&tim=khai+sinh&noi=ho", None, "van-hanh"),
    "desk, procedure not found": (DESK_AT + "&tim=khong+co&noi=khong+co", None, "van-hanh"),
    "desk, dossier": (DESK_AT + "&thu-tuc=1.001193", None, "van-hanh"),
    "desk, refused": (DESK_AT + "&thu-tuc=1.001193", press_last, "van-hanh"),
    "dossier": (ONE + "change/", None, "van-hanh"),
    "dossier, late": ("dossiers/dossier/{late}/change/", None, "van-hanh"),
    "dossier, put off": ("dossiers/dossier/{apologised}/change/", None, "van-hanh"),
    "dossier, log": (ONE + "history/", None, "van-hanh"),
    "dossier, receipt": (ONE + "giay-tiep-nhan/", None, "van-hanh"),
    "dossier, applicant": (ONE + "nguoi-nop/", None, "van-hanh"),
    "dossier, no letter": (ONE + "thu-xin-loi/", None, "van-hanh"),
    "dossier, letter": ("dossiers/dossier/{apologised}/thu-xin-loi/", None, "van-hanh"),
    "dossier, finish": (ONE + "xu-ly-xong/", None, "van-hanh"),
    "dossier, stop refused": (ONE + "dung/", press_last, "van-hanh"),
    "dossier, consult": (ONE + "lay-y-kien/", None, "van-hanh"),
    "dossier, not now": (ONE + "tra-ket-qua/", None, "van-hanh"),
    "dossier, too late": ("dossiers/dossier/{late}/xin-loi/", None, "van-hanh"),
    "opinions": ("dossiers/consultation/", None, "van-hanh"),
    "opinion": ("dossiers/consultation/{asked}/change/", None, "van-hanh"),
    "opinion, refused": ("dossiers/consultation/{asked}/tra-loi/", press_last, "van-hanh"),
    "opinion, answered": ("dossiers/consultation/{answered}/tra-loi/", None, "van-hanh"),
    "feeds": ("dossiers/feed/", None, "van-hanh"),
    "feed, new": ("dossiers/feed/add/", None, "van-hanh"),
    "feed, refused": ("dossiers/feed/add/", press_last, "van-hanh"),
    "feed": ("dossiers/feed/{feed}/change/", None, "van-hanh"),
    "feed, log": ("dossiers/feed/{feed}/history/", None, "van-hanh"),
    "feed, new secret": ("dossiers/feed/{feed}/doi-khoa/", press_last, "van-hanh"),
    "feed, to be closed": ("dossiers/feed/{feed}/dong/", None, "van-hanh"),
    "feed, file": ("dossiers/feed/{feed}/nhap/", None, "van-hanh"),
    "feed, file refused": ("dossiers/feed/{feed}/nhap/", press_last, "van-hanh"),
    "feed, file looked at": ("dossiers/feed/{feed}/nhap/", bring_events, "van-hanh"),
    "events of feeds": ("dossiers/feedevent/", None, "van-hanh"),
    "event of a feed": ("dossiers/feedevent/{told}/change/", None, "van-hanh"),
    "events of feeds, export": ("dossiers/feedevent/export/", None, "van-hanh"),
    "messages": ("dossiers/notice/?gui=hong", None, "van-hanh"),
    "message": ("dossiers/notice/{notice}/change/", None, "van-hanh"),
    "message, again": ("dossiers/notice/{notice}/gui-lai/", None, "van-hanh"),
    "recounts": ("dossiers/recount/", None, "van-hanh"),
    "recount": ("dossiers/recount/{recount}/change/", None, "van-hanh"),
    "recount, nobody": ("dossiers/recount/{idle}/change/", None, "van-hanh"),
}


def dossier_rows(country: Country, operator: User) -> dict[str, int]:
    """A desk at work in Ba Đình: a dossier of endless words, one that is late, one that was put off, and opinions."""
    identify(country.ba_dinh, "H26.12.03")
    version = new_version()
    ProcedureVersion.objects.filter(pk=version.pk).update(record=RECORD, name=f"Đăng ký khai sinh {ENDLESS[:200]}")
    version.refresh_from_db()
    now = timezone.now()

    def received(days: int, name: str = "Trần Thị Lan") -> Dossier:
        about = Applicant(name=name, phone="0912345678", identity="001090012345", address=ENDLESS[:300])
        new = draft(version, country.ba_dinh)
        new.case = RECORD["cases"][0]["name"]
        return actions.receive(new, about, by=operator, at=now - datetime.timedelta(days=days))

    dossier, late, apologised = received(0, ENDLESS[:200]), received(40), received(0)
    actions.take_up(dossier, by=operator)
    actions.apologise(apologised, reason=ENDLESS[:900], until=now + datetime.timedelta(days=30), by=operator)
    asked, answered = (
        actions.consult(dossier, agency, question=ENDLESS[:900], due_at=now + datetime.timedelta(days=3), by=operator)
        for agency in (country.hoan_kiem, country.ha_noi)
    )
    actions.answer(answered, text=ENDLESS[:900], by=operator)
    notice = Notice.objects.earliest("pk")
    Notice.objects.filter(pk=notice.pk).update(tries=MOST_TRIES, error="TimeoutError: hết giờ chờ")
    recount = Recount.objects.create(note="Nghỉ bão", since=timezone.localdate(), concerned=2, changed=1, done_at=now)
    actions.stepping.write(
        late,
        actions.stepping.Verb.RECKONED,
        by=None,
        agency=country.ba_dinh,
        at=now,
        details={"before": now, "after": now, "recount": recount.pk},
    )
    feed = Feed(agency=country.ba_dinh, name=ENDLESS[:150])
    actions.open_feed(feed, by=operator)
    told = FeedEvent.objects.create(
        feed=feed,
        external_id=ENDLESS[:100],
        code_key=dossier.code_key,
        sequence=9,
        body={},
        kind="taken_up",
        happened_at=now,
        settled_at=now,
        state=FeedEvent.State.REFUSED,
        fault="unknown",
        reason=ENDLESS[:500],
    )
    return {
        "feed": feed.pk,
        "told": told.pk,
        "dossier": dossier.pk,
        "late": late.pk,
        "apologised": apologised.pk,
        "asked": asked.pk,
        "answered": Consultation.objects.get(pk=answered.pk).pk,
        "notice": notice.pk,
        "recount": recount.pk,
        "idle": Recount.objects.create(note="Ngày xa", concerned=0).pk,
    }
