"""What everybody reads of reports and proposals, in every state: where it is, and the cases that are needed for it."""

from __future__ import annotations

import io
import uuid
from importlib import import_module

from django.apps import apps
from django.core.files.base import ContentFile

from deadlines.models import CalendarDay
from feedback import actions
from feedback.models import Enclosure, Feedback, Level, Outcome, TimeRule
from portal.demo.drawings import drawn
from results.actions import fold_feedback
from tests.country import Country
from tests.feedback.conftest import handler
from tests.feedback.publishing import answered_at, changed_after, proposal_at, published_at

ENDLESS = "khôngdấucách" * 30
AT_BA_DINH = "/co-quan/ha-noi/phuong-ba-dinh/phan-anh/"

# Where a page is; {names} are keys of what `publish_cases` returns.
FEEDBACK_PATHS = {
    "reports": "/phan-anh/",
    "reports of a ward": AT_BA_DINH,
    "reports, narrowed": "/co-quan/ha-noi/phan-anh/?loai=kien-nghi&ket-qua=sua-doi",
    "reports, searched": "/phan-anh/?tim=ch%E1%BA%ADm",
    "reports, nothing found": "/phan-anh/?tim=khongco",
    "reports of nobody": "/co-quan/bo-y-te/phan-anh/",
    "report": AT_BA_DINH + "{report}/",
    "report of endless words": AT_BA_DINH + "{endless_report}/",
    "report after which a rule was changed": "/co-quan/ha-noi/phan-anh/{proposal}/",
    "report, the same for me": AT_BA_DINH + "{report}/cung-gap/",
    "questions": "/phan-anh/hoi-dap/",
    "questions of nobody": "/co-quan/bo-y-te/phan-anh/hoi-dap/",
    "rules that were changed": "/phan-anh/da-sua/",
    "rules that were changed by nobody": "/co-quan/hue/phan-anh/da-sua/",
    "statistics of reports": "/phan-anh/thong-ke/",
    "statistics of reports of a ward": AT_BA_DINH + "thong-ke/",
    "statistics of reports of nobody": "/co-quan/bo-y-te/phan-anh/thong-ke/",
    "what statistics of reports mean": "/phan-anh/thong-ke/cach-tinh/",
}


def publish_cases(country: Country) -> dict[str, object]:
    """Publish cases in Hà Nội and Huế: with a photo, in endless words, with a rule that was changed, one escalated."""
    see_rules()
    report = _with_photo(country)
    endless = published_at(country.ba_dinh, title=ENDLESS[:150], text=ENDLESS, reply=ENDLESS, reusable=True)
    proposal = proposal_at(country.ha_noi, Outcome.AMEND, title="Bỏ bản sao chứng thực")
    changed_after(proposal, report, agency=country.ha_noi)
    published_at(country.hue, title="Con sinh ở tỉnh khác thì khai sinh ở đâu?", reusable=True)
    rated = answered_at(country.thuan_hoa)
    actions.rate(rated, Level.VERY)
    fold_feedback()
    return {"report": report.code, "endless_report": endless.code, "proposal": proposal.code}


def see_rules() -> None:
    """See that days, hours and limits are there: tests with servers of their own empty every table."""
    if not CalendarDay.objects.exists():
        import_module("deadlines.migrations.0002_days_hours_rules").load(apps, None)
    if not TimeRule.objects.exists():
        import_module("feedback.migrations.0003_kept_and_timed").fill(apps, None)


def _with_photo(country: Country) -> Feedback:
    case = answered_at(country.ba_dinh)
    picture = drawn("clinic", 600, 400)
    photo = Enclosure(feedback=case, place=1, type="jpeg", size=picture.size, name="anh.jpg", alternative="Cửa đóng")
    photo.file.save(f"{uuid.uuid4().hex}.jpg", ContentFile(io.BytesIO(picture.read()).getvalue()))
    title = "Trả kết quả khai sinh chậm"
    text = "Hồ sơ nộp ba tuần.\n\nHỏi thì bảo chờ."
    actions.publish(case, title=title, text=text, shown=[photo.pk], by=handler(country.ba_dinh))
    for _time in range(3):
        actions.support(case, token=uuid.uuid4())
    return case
