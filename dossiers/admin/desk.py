"""What waits for those who receive and decide dossiers, and what was done at their places (agencies.desk)."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from agencies import desk
from dossiers.models import Consultation, Dossier, DossierEvent
from dossiers.queues import dossiers_with_officers, queues_of
from dossiers.rights import DESK, OFFICERS, READERS


@desk.waits
def queues(person: desk.Person) -> Iterator[desk.Task]:
    """Tell what stands in each of one's queues. One query each."""
    for queue in queues_of(person.user):
        count, found = desk.first_of(queue.of(dossiers_with_officers(), person.user))
        yield desk.Task(
            title=queue.title,
            advice=queue.advice,
            address=f"{reverse('admin:dossiers_dossier_changelist')}?hang-doi={queue.code}",
            count=count,
            rank=queue.rank,
            rows=tuple(_row(dossier) for dossier in found),
        )


@desk.waits
def what_we_are_asked(person: desk.Person) -> Iterator[desk.Task]:
    """Tell officers which opinions other agencies wait for."""
    if not person.user.holds_anywhere(OFFICERS):
        return
    asked = Consultation.objects.waiting().filter(agency__in=desk.entrusted(person, OFFICERS))
    count, found = desk.first_of(asked.select_related("dossier", "agency").order_by("due_at", "pk"))
    yield desk.Task(
        title="Cơ quan khác xin ý kiến",
        advice="Trả lời trước hạn: hồ sơ của người dân đang chờ.",
        address=reverse("admin:dossiers_consultation_changelist") + "?tra-loi=cho",
        count=count,
        rank=1,
        rows=tuple(
            desk.Row(
                label=asked.dossier.code,
                address=reverse("admin:dossiers_consultation_change", args=[asked.pk]),
                note=f"{asked.agency.short_name}, trả lời trước {timezone.localtime(asked.due_at):%H:%M %d/%m/%Y}",
            )
            for asked in found
        ),
    )


@desk.offers
def receiving(person: desk.Person) -> Iterator[desk.Offer]:
    """Offer the desk a new dossier."""
    if person.user.holds_anywhere(DESK):
        yield desk.Offer("Tiếp nhận hồ sơ", reverse("admin:dossiers_dossier_add"), main=True)


@desk.happened
def done_to_dossiers(person: desk.Person) -> Iterator[desk.Happening]:
    """Tell what was done to dossiers at the agencies entrusted to the person."""
    if not person.user.holds_anywhere(READERS):
        return
    late = DossierEvent.objects.filter(agency__in=desk.entrusted(person, READERS), pk__gt=desk.latest(DossierEvent))
    for event in late.select_related("dossier", "by").order_by("-pk")[: desk.HAPPENINGS]:
        yield desk.Happening(
            at=event.at,
            who=str(event.by or "hệ thống"),
            what=event.get_verb_display(),
            about=event.dossier.code,
            address=reverse("admin:dossiers_dossier_change", args=[event.dossier_id]),
        )


def _row(dossier: Dossier) -> desk.Row:
    until = f"hạn {timezone.localtime(dossier.due_at):%H:%M %d/%m/%Y}" if dossier.due_at else "không ghi thời hạn"
    who = f", {dossier.officer}" if dossier.officer else ""
    return desk.Row(
        label=dossier.code,
        address=reverse("admin:dossiers_dossier_change", args=[dossier.pk]),
        note=f"{dossier.version.name[:80]}; {until}{who}",
    )
