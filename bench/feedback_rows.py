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
TITLE = "Phản ánh của người dân"
NUMBER = "CASE WHEN known.code LIKE 'PB-%' THEN substr(known.code, 4)::int END"
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


def _write_texts(count: int) -> None:
    """Write so many texts that differ, with their words: phrases, a few of which are far more common than the rest."""
    known = phrases()
    drawn = "('x' || substr(md5(made.number || '-' || turn), 1, 7))::bit(28)::int / 268435456.0"
    chosen = f"(1 + floor(power({drawn}, 3) * {len(known)}))::int"
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE bench_phrase (number int PRIMARY KEY, said text)")
        for number, said in enumerate(known, 1):
            cursor.execute("INSERT INTO bench_phrase VALUES (%s, %s)", [number, said])
        cursor.execute(
            "CREATE TEMPORARY TABLE bench_text AS SELECT made.number, (SELECT string_agg(said, ' ' ORDER BY turn) || "
            f"'. {COMMONEST}.' FROM generate_series(1, {PHRASES}) AS turn JOIN bench_phrase ON bench_phrase.number = "
            f"{chosen}) AS said FROM generate_series(0, {count - 1}) AS made (number)"
        )
        cursor.execute("ALTER TABLE bench_text ADD words tsvector")
        cursor.execute(f"UPDATE bench_text SET words = feedback_words('{TITLE} ' || said)")
        cursor.execute("CREATE UNIQUE INDEX ON bench_text (number)")
        cursor.execute("ANALYZE bench_text")


def fill(place: Place, count: int) -> int:
    """Put about `count` cases at all communes, every tenth text once more; return how many there are.

    The words of published cases are those that the trigger would write, written at once; their index is made
    afterwards, as one loads many rows.
    """
    one, texts = _published(place), max(1, count // 10)
    _write_texts(texts)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DROP INDEX feedback_public_words")
        cursor.execute("SET LOCAL session_replication_role = replica")
        _copies(one, count, texts)
        progress(f"  {Feedback.objects.count():,} cases")
        cursor.execute(
            "INSERT INTO feedback_publicwords (feedback_id, words) SELECT known.id, bench_text.words "
            f"FROM feedback_feedback AS known JOIN bench_text ON bench_text.number = {NUMBER} % {texts} "
            f"WHERE known.state = 'published' AND known.id <> {one.pk}"
        )
    with connection.cursor() as cursor:
        cursor.execute("SET maintenance_work_mem = '512MB'")
        cursor.execute("CREATE INDEX feedback_public_words ON feedback_publicwords USING gin (words)")
        cursor.execute("DROP TABLE bench_phrase, bench_text")
    tidy()
    return Feedback.objects.count()


def _published(place: Place) -> Feedback:
    one = send(draft(place.agency), token=uuid.uuid4())
    classify(one, Classification.CONDUCT, by=place.officer)
    answer([one], Answer(text="Đã xử lý xong, xin lỗi bạn."), by=place.officer)
    publish(one, title="Trả kết quả chậm", text="Hồ sơ chậm.", by=place.officer)
    return one


def _copies(one: Feedback, count: int, texts: int) -> None:
    communes = Agency.objects.filter(kind=AgencyKind.COMMUNE).count()
    of_communes = f"FROM agencies_agency WHERE kind = '{AgencyKind.COMMUNE.value}'"
    source = (
        f"(SELECT agency.place, number, said FROM generate_series(1, {count}) AS number "
        f"JOIN (SELECT number AS text, said FROM bench_text) AS texts ON texts.text = number % {texts} "
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
        public_title=f"'{TITLE}'",
        public_text="made.said",
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
