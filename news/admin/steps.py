"""The steps that an article's page offers, from approval to taking it off: one table for buttons and pages."""

from __future__ import annotations

from collections.abc import Callable

from agencies.admin.stepping import Step
from agencies.models import User
from news import actions
from news.actions import EDITORS, WRITERS
from news.forms import LimitForm, NoteForm, ReasonForm, ScheduleForm, UrgentForm
from news.models import Article
from news.models.stages import JUDGED, EditionState

State = EditionState

READY = (State.APPROVED, State.SCHEDULED)


def _open_in(*states: EditionState) -> Callable[[Article, User], bool]:
    return lambda article, _user: article.open_edition is not None and article.open_edition.state in states


def _to_be_approved(article: Article, user: User) -> bool:
    edition = article.open_edition
    return edition is not None and edition.state == State.SUBMITTED and edition.may_be_approved_by(user)


def _waits_afterwards(article: Article, user: User) -> bool:
    waiting = article.waiting_edition
    return waiting is not None and waiting.may_be_approved_by(user)


STEPS = (
    Step(
        "approve",
        "duyet",
        "Duyệt",
        "Đã duyệt. Bài có thể đăng ngay hoặc hẹn giờ.",
        EDITORS,
        _to_be_approved,
        lambda article, user, _filled: actions.approve(article, by=user),
        main=True,
    ),
    Step(
        "publish",
        "dang",
        "Đăng",
        "Đã đăng lên mọi trang hiển thị bài.",
        EDITORS,
        _open_in(*READY),
        lambda article, user, filled: actions.publish(article, by=user, note=filled["note"]),
        form=NoteForm,
        main=True,
    ),
    Step(
        "schedule",
        "hen-gio",
        "Hẹn giờ đăng",
        "Đã hẹn giờ: bài tự lên trang vào lúc đó.",
        EDITORS,
        _open_in(*READY),
        lambda article, user, filled: actions.schedule(article, by=user, **filled),
        form=ScheduleForm,
    ),
    Step(
        "unschedule",
        "bo-hen",
        "Bỏ hẹn giờ",
        "Đã bỏ hẹn giờ. Bài vẫn ở tình trạng đã duyệt.",
        EDITORS,
        _open_in(State.SCHEDULED),
        lambda article, user, _filled: actions.unschedule(article, by=user),
    ),
    Step(
        "return",
        "tra-lai",
        "Trả lại",
        "Đã trả lại cho người viết, kèm lý do.",
        EDITORS,
        _open_in(*JUDGED),
        lambda article, user, filled: actions.send_back(article, by=user, **filled),
        form=ReasonForm,
        explained="Người viết thấy lý do này ở đầu bài và ở trang chủ của mình.",
    ),
    Step(
        "reclaim",
        "lay-lai",
        "Lấy lại để sửa",
        "Đã lấy lại. Sửa xong hãy trình duyệt lần nữa.",
        WRITERS,
        _open_in(*JUDGED),
        lambda article, user, _filled: actions.take_back(article, by=user),
    ),
    Step(
        "urgent",
        "dang-gap",
        "Đăng gấp",
        "Đã đăng gấp. Bài nằm trong danh sách chờ người thứ hai duyệt sau.",
        EDITORS,
        _open_in(State.DRAFT, State.RETURNED, State.SUBMITTED),
        lambda article, user, filled: actions.publish(article, by=user, note=filled["note"], urgent=filled["reason"]),
        form=UrgentForm,
        explained="Chỉ dùng khi không thể chờ người duyệt. Lý do được lưu; người thứ hai phải duyệt sau khi đăng.",
    ),
    Step(
        "endorse",
        "duyet-sau",
        "Duyệt bài đã đăng gấp",
        "Đã duyệt bản đăng gấp.",
        EDITORS,
        _waits_afterwards,
        lambda article, user, _filled: actions.approve_afterwards(article, by=user),
        main=True,
    ),
    Step(
        "discard",
        "bo-ban",
        "Bỏ bản đang soạn",
        "Đã bỏ bản đang soạn. Bản này vẫn xem lại được trong “Các bản”.",
        WRITERS,
        lambda article, _user: article.open_edition is not None,
        lambda article, user, _filled: actions.discard(article, by=user),
        explained="Công chúng vẫn đọc bản đang đăng, nếu có.",
        takes_off=True,
    ),
    Step(
        "limit",
        "hen-go",
        "Hẹn ngày gỡ xuống",
        "Đã ghi ngày gỡ xuống.",
        EDITORS,
        lambda article, _user: article.is_published,
        lambda article, user, filled: actions.limit(article, by=user, **filled),
        form=LimitForm,
    ),
    Step(
        "withdraw",
        "go-bai",
        "Gỡ bài",
        "Đã gỡ bài khỏi mọi trang.",
        EDITORS,
        lambda article, _user: article.is_published,
        lambda article, user, filled: actions.withdraw(article, by=user, **filled),
        form=ReasonForm,
        explained="Trang của bài còn tên bài, ngày gỡ và lý do này, ở mọi nơi từng đăng.",
        takes_off=True,
    ),
    Step(
        "remove",
        "xoa-nham",
        "Xóa bài đăng nhầm",
        "Đã xóa bài khỏi mọi trang.",
        EDITORS,
        lambda article, _user: article.status in (Article.Status.PUBLISHED, Article.Status.WITHDRAWN),
        lambda article, user, filled: actions.remove(article, by=user, **filled),
        form=ReasonForm,
        explained="Dành cho bài lẽ ra không được đăng. Trang của bài không còn cả tên; lý do chỉ lưu trong nhật ký.",
        takes_off=True,
    ),
)
