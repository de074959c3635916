"""The addresses of the admin, as it says them itself, and one row of each of its models at each place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

from django.contrib import admin
from django.db.models import Model
from django.http import HttpResponse
from django.urls import URLPattern
from django.utils import timezone

from agencies.actions import raise_banner
from agencies.identifiers import Identifier
from agencies.models import Agency, Banner, Membership, Role, User
from deadlines.models import CalendarDay, DeadlineRule, OfficeHours
from dossiers.actions import open_feed, register
from dossiers.codes import DossierCode
from dossiers.models import Applicant, Consultation, Dossier, Feed, FeedEvent, Notice, Recount
from feedback.actions import rate_page, read_sender, tell_of_change
from feedback.models import (
    AnswerTemplate,
    Feedback,
    Level,
    PageRating,
    RetentionRule,
    RuleChange,
    SenderReading,
    TimeRule,
)
from feedback.models import Notice as FeedbackNotice
from news.actions import order_push, save_topic
from news.models import Article, Category, Placement, Push, Topic
from procedures.models import LocalAddition, Procedure, ProcedureVersion
from results.models import IndexRule
from sections.actions import remind
from sections.models import AgencyContent, Leader, Reminder, Section
from tests.conftest import person, the_operator
from tests.country import Country
from tests.dossiers.conftest import new_version
from tests.feedback.conftest import sent_to
from tests.feedback.staff import enclose
from tests.news.newsroom import published
from tests.sections.writing import lead, write

MODELS = (
    Agency,
    Membership,
    User,
    Article,
    Placement,
    Push,
    Topic,
    PageRating,
    AgencyContent,
    Section,
    Leader,
    Reminder,
    Banner,
    LocalAddition,
    Dossier,
    Consultation,
    Notice,
    Feed,
    FeedEvent,
    Feedback,
    FeedbackNotice,
    SenderReading,
    RuleChange,
    AnswerTemplate,
)
# What belongs to no agency, and exists for operators of the portal (and those of the Government's site) alone.
OF_OPERATORS = (
    Category,
    CalendarDay,
    OfficeHours,
    DeadlineRule,
    Procedure,
    Recount,
    TimeRule,
    RetentionRule,
    IndexRule,
)


def addresses() -> list[tuple[type[Model], str, bool]]:
    """Return (model, name of the address, whether it is of one object) for all pages of all registered admins."""
    found = []
    for model, model_admin in admin.site._registry.items():
        for pattern in model_admin.get_urls():
            if isinstance(pattern, URLPattern) and pattern.name:
                found.append((model, f"admin:{pattern.name}", bool(pattern.pattern.converters)))
    return sorted(found, key=lambda address: address[1])


OF_OBJECTS = [(model, name) for model, name, of_object in addresses() if of_object]
OF_MODELS = [(model, name) for model, name, of_object in addresses() if not of_object]


def text_of(response: HttpResponse) -> str:
    """Return what a page says; nothing of a file that is none."""
    return response.content.decode() if "text/" in response["Content-Type"] else ""


@dataclass
class Rows:
    """One row of each model at each place, seen from Hà Nội."""

    inside: dict[type[Model], Model]
    sibling: dict[type[Model], Model]
    ancestor: dict[type[Model], Model]


def rows_at(agency: Agency, operator: User) -> dict[type[Model], Model]:
    """Make one row of each model that belongs to `agency`, and name each so that it can be found in a page."""
    user = person(f"nguoi-{agency.pk}", agency, None)
    now = timezone.now()
    article = published(agency, operator, f"Tin {agency.pk} rieng")
    if agency.is_leaf_node():
        push = Push.objects.create(article=article, ordered_by=operator)
    else:
        push = order_push(article, by=operator)
    dossier = dossier_at(agency, operator)
    feed = Feed(agency=agency, name=f"Hệ thống {agency.pk} rieng")
    open_feed(feed, by=operator)
    return {
        Dossier: dossier,
        Consultation: Consultation.objects.create(
            dossier=dossier, agency=agency, question="Có vướng không?", asked_by=operator, due_at=now
        ),
        Notice: Notice.objects.get(event__dossier=dossier),
        Feed: feed,
        FeedEvent: FeedEvent.objects.create(
            feed=feed,
            external_id=f"sk-{agency.pk}",
            code_key=dossier.code_key,
            sequence=9,
            kind="taken_up",
            body={},
            happened_at=now,
        ),
        Recount: Recount.objects.get_or_create(note="Thêm ngày nghỉ", concerned=0)[0],
        Agency: agency,
        User: user,
        Membership: Membership.objects.create(user=user, agency=agency, role=Role.EDITOR),
        Article: article,
        Push: push,
        Placement: Placement.objects.get(article=article, agency=agency),
        Topic: save_topic(Topic(owner=agency, title=f"Chuyên đề {agency.pk} rieng", lead="L"), by=operator),
        Category: Category.objects.get_or_create(slug="rieng", defaults={"name": "Riêng", "english_name": "Own"})[0],
        CalendarDay: CalendarDay.objects.first(),
        OfficeHours: OfficeHours.objects.first(),
        DeadlineRule: DeadlineRule.objects.first(),
        IndexRule: IndexRule.objects.first(),
        PageRating: rate_page(
            agency, f"/rieng-{agency.pk}/", language="vi", level=Level.NOT, comment="", token=uuid4()
        ),
        AgencyContent: AgencyContent.objects.get(pk=agency.pk),
        Section: write(agency, operator, body=f"Lịch sử {agency.pk} rieng"),
        Leader: lead(agency, operator, f"Lãnh đạo {agency.pk} rieng"),
        Banner: raise_banner(
            Banner(agency=agency, text=f"Khẩn {agency.pk} rieng", starts_at=now, ends_at=now + timedelta(hours=1)),
            by=operator,
        ),
        Procedure: Procedure.objects.get_or_create(code="1.000001", slug="rieng")[0],
        LocalAddition: LocalAddition.objects.create(agency=agency, address=f"Số {agency.pk} rieng"),
        Reminder: remind([agency], due=timezone.localdate(), by=operator)[0],
        **cases_at(agency, operator),
        TimeRule: TimeRule.objects.first(),
        RetentionRule: RetentionRule.objects.first(),
    }


def cases_at(agency: Agency, operator: User) -> dict[type[Model], Model]:
    """Send one case to `agency`, with a file; somebody reads who sent it, and tells of a rule that was changed."""
    case = sent_to(agency, text=f"Phản ánh {agency.pk} rieng")
    enclose(case)
    read_sender(case, by=operator)
    change = RuleChange(agency=agency, title=f"Sửa {agency.pk} rieng", before="Hai bản.", after="Một bản.")
    change.document, change.in_force_from = "Quyết định 1/QĐ-UBND", timezone.localdate()
    return {
        Feedback: case,
        FeedbackNotice: FeedbackNotice.objects.filter(event__feedback=case).earliest("pk"),
        SenderReading: SenderReading.objects.get(feedback=case),
        RuleChange: tell_of_change(change, [case], by=operator),
        AnswerTemplate: AnswerTemplate.objects.create(agency=agency, title=f"Mẫu {agency.pk} rieng", text="Cảm ơn."),
    }


def dossier_at(agency: Agency, operator: User) -> Dossier:
    """Write down one dossier at `agency`, whose applicant is told by a text message."""
    known = ProcedureVersion.objects.filter(content_hash="1.000002").first()
    now = timezone.now()
    return register(
        Dossier(version=known or new_version("1.000002"), receiver=agency, decider=agency),
        Applicant(name=f"Người nộp {agency.pk} rieng", phone="0912345678"),
        code=DossierCode(Identifier(("H26", "12")), timezone.localdate(now), agency.pk),
        by=operator,
        at=now,
    )


def all_rows(country: Country) -> Rows:
    """Make one row of each model in Ba Đình, in Huế and at the Government."""
    operator = the_operator()
    return Rows(*(rows_at(agency, operator) for agency in (country.ba_dinh, country.hue, country.government)))
