"""What waits for the administrators of agencies, and what happened at their places (agencies.desk)."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format

from agencies import desk
from agencies.actions import ADMINISTRATORS, SPEAKERS
from agencies.admin.filters import ending_soon, never_signed_in
from agencies.models import REQUIREMENTS, Agency, AgencyEvent, Banner, Membership, User


@desk.waits
def roles_that_end(person: desk.Person) -> Iterator[desk.Task]:
    """Tell administrators whose roles end within a month."""
    if not person.user.holds_anywhere(ADMINISTRATORS):
        return
    ending = ending_soon(Membership.objects.filter(agency__in=desk.entrusted(person, ADMINISTRATORS)))
    yield desk.task_of(
        ending.select_related("user", "agency").order_by("ends_on", "pk"),
        _ending,
        title="Phân công sắp hết hạn",
        advice="Trong 30 ngày tới những người này mất quyền. Gia hạn nếu họ còn làm việc.",
        address=reverse("admin:agencies_membership_changelist") + "?thoi-han=sap-het",
        rank=2,
    )


@desk.waits
def accounts_never_used(person: desk.Person) -> Iterator[desk.Task]:
    """Tell administrators which accounts nobody has signed in with."""
    if not person.user.holds_anywhere(ADMINISTRATORS):
        return
    unused = never_signed_in(User.objects.managed_by(person.user))
    yield desk.task_of(
        unused.select_related("agency").order_by("-date_joined", "pk"),
        _unused,
        title="Tài khoản chưa ai đăng nhập",
        advice="Nhắc người được cấp đăng nhập và đổi mật khẩu, hoặc ngừng tài khoản không cần nữa.",
        address=reverse("admin:agencies_user_changelist") + "?dang-nhap=chua",
        rank=2,
    )


@desk.waits
def sites_that_lack_something(person: desk.Person) -> Iterator[desk.Task]:
    """Tell those who speak for agencies what their sites must say and do not yet."""
    if not person.user.holds_anywhere(SPEAKERS):
        return
    live = Agency.objects.entrusted_to(person.user, SPEAKERS).filter(live_to=None).order_by()
    counts = live.aggregate(
        **{one.code: Count("pk", filter=~one.met()) for one in REQUIREMENTS},
    )
    listed = reverse("admin:agencies_agency_changelist")
    yield desk.Task(
        title="Trang còn thiếu nội dung bắt buộc",
        advice="Mở danh sách, chọn cơ quan rồi bấm “Giới thiệu và liên hệ” để bổ sung.",
        address=reverse("admin:agencies_agency_lacking"),
        count=max(counts.values(), default=0),
        rank=3,
        rows=tuple(
            desk.Row(label=one.label, address=f"{listed}?thieu={one.code}", note=_agencies(counts[one.code]))
            for one in REQUIREMENTS
            if counts[one.code]
        ),
    )


@desk.waits
def banners_in_force(person: desk.Person) -> Iterator[desk.Task]:
    """Tell those who speak for agencies which banners stand on their sites, so that none stands too long."""
    if not person.user.holds_anywhere(SPEAKERS):
        return
    theirs = Banner.objects.in_force().filter(agency__in=desk.entrusted(person, SPEAKERS))
    yield desk.task_of(
        theirs.select_related("agency").order_by("ends_at", "pk"),
        _banner,
        title="Thông báo khẩn đang có hiệu lực",
        advice="Kết thúc thông báo khi việc đã qua, đừng chờ hết giờ.",
        address=reverse("admin:agencies_banner_changelist"),
        rank=2,
    )


@desk.offers
def speaking_to_everybody(person: desk.Person) -> Iterator[desk.Offer]:
    """Offer those who speak for agencies a word to every reader."""
    if person.user.holds_anywhere(SPEAKERS):
        yield desk.Offer("Đăng thông báo khẩn", reverse("admin:agencies_banner_add"))


@desk.offers
def keeping_agencies(person: desk.Person) -> Iterator[desk.Offer]:
    """Offer what administrators often begin, and everybody the tree."""
    if person.user.holds_anywhere(ADMINISTRATORS):
        yield desk.Offer("Mở tài khoản", reverse("admin:agencies_user_add"))
        yield desk.Offer("Phân công", reverse("admin:agencies_membership_add"))
        yield desk.Offer("Thêm cơ quan", reverse("admin:agencies_agency_add"))
    if person.places:
        yield desk.Offer("Cây cơ quan", reverse("admin:agencies_agency_tree"))


@desk.happened
def done_at_agencies(person: desk.Person) -> Iterator[desk.Happening]:
    """Tell what was done to the agencies entrusted to the person, and to the rights there."""
    events = AgencyEvent.objects.filter(agency__in=desk.entrusted(person), pk__gt=desk.latest(AgencyEvent))
    for event in events.select_related("agency", "by").order_by("-pk")[: desk.HAPPENINGS]:
        yield desk.Happening(
            at=event.at,
            who=str(event.by or "hệ thống"),
            what=event.get_verb_display(),
            about=str(event.agency),
            address=reverse("admin:agencies_agency_history", args=[event.agency_id]),
        )


def _ending(membership: Membership) -> desk.Row:
    return desk.Row(
        label=str(membership),
        address=reverse("admin:agencies_membership_change", args=[membership.pk]),
        note=f"đến hết {membership.ends_on:%d/%m/%Y}",
    )


def _unused(user: User) -> desk.Row:
    address = reverse("admin:agencies_user_change", args=[user.pk])
    return desk.Row(label=str(user), address=address, note=str(user.agency or ""))


def _banner(banner: Banner) -> desk.Row:
    return desk.Row(
        label=banner.text,
        address=reverse("admin:agencies_banner_change", args=[banner.pk]),
        note=f"{banner.agency}, đến {timezone.localtime(banner.ends_at):%H:%M %d/%m/%Y}",
    )


def _agencies(count: int) -> str:
    return f"{number_format(count, force_grouping=True)} cơ quan"
