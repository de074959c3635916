"""What waits for the administrators of agencies, and what happened at their places (agencies.desk)."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, Window
from django.urls import reverse
from django.utils.formats import number_format

from agencies.actions import ADMINISTRATORS, SPEAKERS
from agencies.admin.filters import ending_soon, never_signed_in
from agencies.desk import (
    HAPPENINGS,
    ROWS,
    Happening,
    Offer,
    Person,
    Row,
    Task,
    entrusted,
    happened,
    latest,
    offers,
    waits,
)
from agencies.models import REQUIREMENTS, Agency, AgencyEvent, Membership, User

# Of each row, how many there are in all: so a task needs one query.
TOTAL = Window(Count("pk"))


@waits
def roles_that_end(person: Person) -> Iterator[Task]:
    """Tell administrators whose roles end within a month."""
    if not person.user.holds_anywhere(ADMINISTRATORS):
        return
    entrusted = Agency.objects.entrusted_to(person.user, ADMINISTRATORS).order_by()
    ending = ending_soon(Membership.objects.filter(agency__in=entrusted.values("pk")))
    found = list(ending.select_related("user", "agency").annotate(total=TOTAL).order_by("ends_on", "pk")[:ROWS])
    yield Task(
        title="Phân công sắp hết hạn",
        advice="Trong 30 ngày tới những người này mất quyền. Gia hạn nếu họ còn làm việc.",
        address=reverse("admin:agencies_membership_changelist") + "?thoi-han=sap-het",
        count=found[0].total if found else 0,
        rank=2,
        rows=tuple(
            Row(
                label=str(membership),
                address=reverse("admin:agencies_membership_change", args=[membership.pk]),
                note=f"đến hết {membership.ends_on:%d/%m/%Y}",
            )
            for membership in found
        ),
    )


@waits
def accounts_never_used(person: Person) -> Iterator[Task]:
    """Tell administrators which accounts nobody has signed in with."""
    if not person.user.holds_anywhere(ADMINISTRATORS):
        return
    unused = never_signed_in(User.objects.managed_by(person.user))
    found = list(unused.select_related("agency").annotate(total=TOTAL).order_by("-date_joined", "pk")[:ROWS])
    yield Task(
        title="Tài khoản chưa ai đăng nhập",
        advice="Nhắc người được cấp đăng nhập và đổi mật khẩu, hoặc ngừng tài khoản không cần nữa.",
        address=reverse("admin:agencies_user_changelist") + "?dang-nhap=chua",
        count=found[0].total if found else 0,
        rank=2,
        rows=tuple(
            Row(
                label=str(user),
                address=reverse("admin:agencies_user_change", args=[user.pk]),
                note=str(user.agency or ""),
            )
            for user in found
        ),
    )


@waits
def sites_that_lack_something(person: Person) -> Iterator[Task]:
    """Tell those who speak for agencies what their sites must say and do not yet."""
    if not person.user.holds_anywhere(SPEAKERS):
        return
    live = Agency.objects.entrusted_to(person.user, SPEAKERS).filter(live_to=None).order_by()
    counts = live.aggregate(
        **{one.code: Count("pk", filter=~one.met()) for one in REQUIREMENTS},
    )
    listed = reverse("admin:agencies_agency_changelist")
    yield Task(
        title="Trang còn thiếu nội dung bắt buộc",
        advice="Mở danh sách, chọn cơ quan rồi bấm “Giới thiệu và liên hệ” để bổ sung.",
        address=reverse("admin:agencies_agency_lacking"),
        count=max(counts.values(), default=0),
        rank=3,
        rows=tuple(
            Row(label=one.label, address=f"{listed}?thieu={one.code}", note=_agencies(counts[one.code]))
            for one in REQUIREMENTS
            if counts[one.code]
        ),
    )


@offers
def keeping_agencies(person: Person) -> Iterator[Offer]:
    """Offer what administrators often begin, and everybody the tree."""
    if person.user.holds_anywhere(ADMINISTRATORS):
        yield Offer("Mở tài khoản", reverse("admin:agencies_user_add"))
        yield Offer("Phân công", reverse("admin:agencies_membership_add"))
        yield Offer("Thêm cơ quan", reverse("admin:agencies_agency_add"))
    if person.places:
        yield Offer("Cây cơ quan", reverse("admin:agencies_agency_tree"))


@happened
def done_at_agencies(person: Person) -> Iterator[Happening]:
    """Tell what was done to the agencies entrusted to the person, and to the rights there."""
    events = AgencyEvent.objects.filter(agency__in=entrusted(person), pk__gt=latest(AgencyEvent))
    for event in events.select_related("agency", "by").order_by("-pk")[:HAPPENINGS]:
        yield Happening(
            at=event.at,
            who=str(event.by or "hệ thống"),
            what=event.get_verb_display(),
            about=str(event.agency),
            address=reverse("admin:agencies_agency_history", args=[event.agency_id]),
        )


def _agencies(count: int) -> str:
    return f"{number_format(count, force_grouping=True)} cơ quan"
