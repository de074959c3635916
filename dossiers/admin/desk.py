"""What waits for those who receive and decide dossiers, and what was done at their places (agencies.desk)."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from agencies import desk
from dossiers.models import Consultation, Dossier, DossierEvent
from dossiers.queues import Queue, dossiers_with_officers, queues_of
from dossiers.rights import DESK, OFFICERS, READERS


@desk.waits
def queues(person: desk.Person) -> Iterator[desk.Task]:
    """Tell what stands in each of one's queues: one query for all of them, and one for the dossiers at their heads."""
    waiting = [(_task(queue), _standing_in(queue, person)) for queue in queues_of(person.user)]
    yield from desk.tasks_of_each(waiting, dossiers_with_officers(), _row)


@desk.waits
def what_we_are_asked(person: desk.Person) -> Iterator[desk.Task]:
    """Tell officers which opinions other agencies wait for."""
    if not person.user.holds_anywhere(OFFICERS):
        return
    asked = Consultation.objects.waiting().filter(agency__in=desk.entrusted(person, OFFICERS))
    yield desk.task_of(
        asked.select_related("dossier", "agency").order_by("due_at", "pk"),
        _asked,
        title="Cơ quan khác xin ý kiến",
        advice="Trả lời trước hạn: hồ sơ của người dân đang chờ.",
        address=reverse("admin:dossiers_consultation_changelist") + "?tra-loi=cho",
        rank=1,
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


def _task(queue: Queue) -> desk.Task:
    address = f"{reverse('admin:dossiers_dossier_changelist')}?hang-doi={queue.code}"
    return desk.Task(title=queue.title, advice=queue.advice, address=address, rank=queue.rank)


def _standing_in(queue: Queue, person: desk.Person) -> QuerySet[Dossier]:
    dossiers = queue.which(Dossier.objects.all(), person.user, desk.entrusted(person, queue.roles))
    return dossiers.order_by("due_at", "pk")  # what has no date comes last


def _asked(asked: Consultation) -> desk.Row:
    return desk.Row(
        label=asked.dossier.code,
        address=reverse("admin:dossiers_consultation_change", args=[asked.pk]),
        note=f"{asked.agency.short_name}, trả lời trước {timezone.localtime(asked.due_at):%H:%M %d/%m/%Y}",
    )


def _row(dossier: Dossier) -> desk.Row:
    until = f"hạn {timezone.localtime(dossier.due_at):%H:%M %d/%m/%Y}" if dossier.due_at else "không ghi thời hạn"
    who = f", {dossier.officer}" if dossier.officer else ""
    return desk.Row(
        label=dossier.code,
        address=reverse("admin:dossiers_dossier_change", args=[dossier.pk]),
        note=f"{dossier.version.name[:80]}; {until}{who}",
    )
