"""Reports and proposals for measurements: one that went all the way, and many like it, whose words differ."""

from __future__ import annotations

import csv
import uuid
from dataclasses import dataclass

from django.db import connection, transaction

from agencies.models import Agency, AgencyKind, Membership, Role, User
from bench.copies import copies
from bench.stage import progress, tidy
from feedback.actions import Sent, answer, classify, publish, send
from feedback.models import About, Answer, Classification, Feedback, Kind, Sender
from feedback.routing.reading import DATA

# Of ten cases eight are published; one is new, one is being examined, and late.
STATE = "CASE made.number % 10 WHEN 8 THEN 'received' WHEN 9 THEN 'examining' ELSE 'published' END"
IS_PUBLISHED = "made.number % 10 < 8"
DUE = "CASE made.number % 10 WHEN 8 THEN now() + interval '1 day' WHEN 9 THEN now() - interval '3 hours' END"
PHRASES = 14  # of a text, besides the words that all have
COMMONEST = "Hồ sơ của tôi nộp ở phường đã lâu mà chưa có kết quả"


@dataclass(frozen=True)
class Place:
    """One commune and who handles cases there."""

    agency: Agency
    officer: User


def a_place() -> Place:
    """Return the first commune, with an officer."""
    agency = Agency.objects.filter(kind=AgencyKind.COMMUNE).order_by("pk").first()
    assert agency
    officer = User.objects.create(username=f"phan-anh-{agency.pk}", agency=agency, is_staff=True)
    Membership.objects.create(user=officer, agency=agency, role=Role.FEEDBACK)
    return Place(agency, officer)


def draft(agency: Agency) -> Sent:
    """Return what somebody sends."""
    case = Feedback(kind=Kind.REPORT, about=About.CONDUCT, text=COMMONEST, addressee=agency)
    return Sent(case, Sender(name="Người gửi mẫu", address="Số 1, phố Mẫu", email="mau@example.org"))


def phrases() -> list[str]:
    """Return what citizens write about, as routing knows it."""
    with (DATA / "routing_words.csv").open(encoding="utf-8", newline="") as file:
        said = [word.strip() for row in csv.DictReader(file) for word in row["words"].split(";")]
    return sorted(set(filter(None, said)))


def text_of(seed: str) -> str:
    """Return SQL for a text that differs by `seed`: phrases, a few of which are far more common than the rest."""
    drawn = "('x' || substr(md5({seed} || '-' || turn), 1, 7))::bit(28)::int / 268435456.0"
    place = f"(1 + floor(power({drawn.format(seed=seed)}, 3) * {len(phrases())}))::int"
    return (
        f"(SELECT string_agg(said, ' ' ORDER BY turn) || '. {COMMONEST}.' FROM generate_series(1, {PHRASES}) AS turn "
        f"JOIN bench_phrase ON bench_phrase.number = {place})"
    )


def fill(place: Place, count: int) -> int:
    """Put about `count` cases at all communes; return how many there are.

    The words of published cases are written at once, and their index is made afterwards, as one loads many rows.
    """
    one = _published(place)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE bench_phrase (number int PRIMARY KEY, said text)")
        for number, said in enumerate(phrases(), 1):
            cursor.execute("INSERT INTO bench_phrase VALUES (%s, %s)", [number, said])
        cursor.execute("DROP INDEX feedback_public_words")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        _copies(one, count)
        progress(f"  {Feedback.objects.count():,} cases")
        cursor.execute(
            "INSERT INTO feedback_publicwords (feedback_id, words) SELECT id, feedback_words(public_title || ' ' || "
            "public_text) FROM feedback_feedback WHERE state = 'published' ON CONFLICT DO NOTHING"
        )
    with connection.cursor() as cursor:
        cursor.execute("SET maintenance_work_mem = '512MB'")
        cursor.execute("CREATE INDEX feedback_public_words ON feedback_publicwords USING gin (words)")
        cursor.execute("DROP TABLE bench_phrase")
    tidy()
    return Feedback.objects.count()


def _published(place: Place) -> Feedback:
    one = send(draft(place.agency), token=uuid.uuid4())
    classify(one, Classification.CONDUCT, by=place.officer)
    answer([one], Answer(text="Đã xử lý xong, xin lỗi bạn."), by=place.officer)
    publish(one, title="Trả kết quả chậm", text="Hồ sơ chậm.", by=place.officer)
    return one


def _copies(one: Feedback, count: int) -> None:
    communes = Agency.objects.filter(kind=AgencyKind.COMMUNE).count()
    of_communes = f"FROM agencies_agency WHERE kind = '{AgencyKind.COMMUNE.value}'"
    source = (
        f"(SELECT agency.place, number FROM generate_series(1, {count}) AS number "
        f"JOIN (SELECT id AS place, row_number() OVER (ORDER BY id) - 1 AS row {of_communes}) AS agency "
        f"ON agency.row = number / 20 % {communes}) AS made"
    )
    sent = "now() - made.number * interval '3 minutes'"
    copies(
        one,
        source,
        code="'PB-' || made.number",
        token="gen_random_uuid()",
        holder_id="made.place",
        addressee_id="made.place",
        state=STATE,
        received_at=sent,
        held_since=sent,
        due_at=DUE,
        public_title="'Phản ánh số ' || made.number",
        public_text=text_of("made.number"),
        published_at=f"CASE WHEN {IS_PUBLISHED} THEN {sent} + interval '5 days' END",
        answered_at=f"CASE WHEN {IS_PUBLISHED} THEN {sent} + interval '4 days' END",
        answer_id=f"CASE WHEN {IS_PUBLISHED} THEN template.answer_id END",
        on_time=f"CASE WHEN {IS_PUBLISHED} THEN made.number % 7 > 0 END",
    )
    others = f"(SELECT known.* FROM feedback_feedback AS known WHERE known.id <> {one.pk}) AS made"
    copies(
        one.holdings.get(), others, feedback_id="made.id", agency_id="made.holder_id", since="made.held_since",
    )  # fmt: skip
    copies(
        one.events.order_by("pk")[0],
        others,
        feedback_id="made.id",
        agency_id="made.holder_id",
        happened_at="made.received_at",
    )
