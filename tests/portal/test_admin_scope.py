"""The admin keeps everybody within the agencies entrusted to them; outside, nothing is found.

The pages come from the admin's own addresses, so a page added tomorrow is tested tomorrow.
"""

from __future__ import annotations

from itertools import product

import pytest
from django.contrib import admin
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from agencies.models import Agency, Membership, User
from news.models import Article, Placement, Push
from tests.conftest import person
from tests.country import Country
from tests.portal.rows import MODELS, OF_MODELS, OF_OBJECTS, OF_OPERATORS, Rows, text_of

pytestmark = pytest.mark.django_db

# Pages that answer 403 to whoever sees the object but lacks the right: the object is inside, nothing is given away.
FORBIDDEN_INSIDE = {
    "admin:agencies_agency_delete",
    "admin:agencies_banner_delete",
    "admin:agencies_user_delete",
    "admin:deadlines_calendarday_delete",
    "admin:deadlines_deadlinerule_delete",
    "admin:deadlines_officehours_delete",
    "admin:dossiers_consultation_delete",
    "admin:dossiers_dossier_delete",
    "admin:dossiers_feed_delete",
    "admin:dossiers_feedevent_delete",
    "admin:dossiers_notice_delete",
    "admin:feedback_answertemplate_delete",
    "admin:feedback_feedback_delete",
    "admin:feedback_notice_delete",
    "admin:feedback_pagerating_delete",
    "admin:feedback_rulechange_delete",
    "admin:feedback_senderreading_delete",
    "admin:news_article_delete",
    "admin:news_placement_delete",
    "admin:news_push_delete",
    "admin:results_indexrule_delete",
    "admin:sections_agencycontent_delete",
    "admin:sections_leader_delete",
    "admin:sections_reminder_delete",
    "admin:sections_section_delete",
    "admin:news_topic_delete",
    "admin:procedures_procedure_delete",
}


def snapshot() -> list[list[tuple[object, ...]]]:
    """Return all rows of what the admin can change; signing in is no change."""
    kept = [[field.attname for field in model._meta.concrete_fields if field.name != "last_login"] for model in MODELS]
    return [
        list(model._default_manager.order_by("pk").values_list(*fields))
        for model, fields in zip(MODELS, kept, strict=True)
    ]


def test_every_model_of_the_newsroom_and_of_agencies_is_registered():
    assert set(admin.site._registry) >= set(MODELS)
    assert {model for model, _ in OF_OBJECTS} == set(admin.site._registry)


def test_the_pages_are_those_that_we_think():
    """A reminder: whoever adds a page looks here what it must answer."""
    own = {name.rsplit("_", 1)[-1] for _, name in OF_OBJECTS}
    assert own == {
        "change",
        "history",
        "delete",
        "push",
        "withdraw",
        "progress",
        "recall",
        "profile",
        "translation",
        "classification",
        "move",
        "approve",
        "publish",
        "schedule",
        "unschedule",
        "return",
        "reclaim",
        "urgent",
        "endorse",
        "discard",
        "limit",
        "remove",
        "editions",
        "preview",
        "accept",
        "refuse",
        "reword",
        "hours",
        "pin",
        "hide",
        "feature",
        "files",
        "ledger",
        "end",
        "receipt",
        "pdf",
        "letter",
        "applicant",
        "takenup",
        "finish",
        "giveback",
        "supplement",
        "paid",
        "resume",
        "assign",
        "forward",
        "papersatdesk",
        "papers",
        "payment",
        "consult",
        "apology",
        "stop",
        "deny",
        "answer",
        "retry",
        "rotate",
        "close",
        "upload",
        "sample",
        "sender",
        "enclosure",
        "classify",
        "handover",
        "decline",
        "climb",
        "extend",
        "examine",
        "link",
        "unlink",
        "note",
    }


@pytest.mark.parametrize(("model", "name"), OF_OBJECTS, ids=lambda part: getattr(part, "__name__", part))
def test_outside_nothing_is_found(model, name: str, rows: Rows, administrator, author, outsider, sign_in):
    outside = {
        "administrator": (sign_in(administrator), (rows.sibling, rows.ancestor)),
        "author": (sign_in(author), (rows.sibling, rows.ancestor)),
        "outsider": (sign_in(outsider), (rows.ancestor, rows.inside)),
    }
    before = snapshot()

    for who, (browser, places) in outside.items():
        for place, method in product(places, ("get", "post")):
            address = reverse(name, args=[place[model].pk])
            response = getattr(browser, method)(address, {"post": "yes", "reason": "Vì"})
            assert response.status_code == 404, (who, method, place[model])

    assert snapshot() == before


@pytest.mark.parametrize(("model", "name"), OF_OBJECTS, ids=lambda part: getattr(part, "__name__", part))
def test_inside_it_is_reached(model, name: str, rows: Rows, administrator: User, sign_in):
    response = sign_in(administrator).get(reverse(name, args=[rows.inside[model].pk]))

    if model in OF_OPERATORS:
        assert response.status_code == 404
    else:
        assert response.status_code == (403 if name in FORBIDDEN_INSIDE else 200)


@pytest.mark.parametrize(("model", "name"), OF_OBJECTS, ids=lambda part: getattr(part, "__name__", part))
def test_a_guessed_key_is_not_found(model, name: str, country: Country, administrator: User, sign_in):
    browser = sign_in(administrator)

    for key in ("99999999", "9" * 40, "khong-co", "1'--", "%00", "-1"):
        assert browser.get(reverse(name, args=[key])).status_code == 404, key


@pytest.mark.parametrize(("model", "name"), OF_OBJECTS, ids=lambda part: getattr(part, "__name__", part))
def test_whoever_is_not_signed_in_is_asked_to(model, name: str, rows: Rows, client: Client):
    for place, method in product((rows.inside, rows.sibling), ("get", "post")):
        address = reverse(name, args=[place[model].pk])
        response = getattr(client, method)(address)
        assert (response.status_code, response["Location"].split("?")[0]) == (302, reverse("admin:login"))


@pytest.mark.parametrize(("model", "name"), OF_MODELS, ids=lambda part: getattr(part, "__name__", part))
def test_no_page_of_a_model_fails_or_tells(model, name: str, rows: Rows, request, sign_in, client: Client):
    for who in ("operator", "administrator", "author", "editor", "outsider"):
        response = sign_in(request.getfixturevalue(who)).get(reverse(name))
        assert response.status_code in {200, 403}, who
        if who == "administrator" and response.status_code == 200:
            assert not_of_huế(text_of(response), rows)

    assert client.get(reverse(name)).status_code == 302


def not_of_huế(page: str, rows: Rows) -> bool:
    """Tell whether nothing of the sibling's is in `page`."""
    told = ("Thành phố Huế", "Thuận Hóa", rows.sibling[User].username, rows.sibling[Article].title)
    return not any(word in page for word in told)


def test_the_front_page_opens_for_everybody_with_an_account(request, country: Country, sign_in):
    for who in ("operator", "administrator", "author", "editor", "outsider"):
        assert sign_in(request.getfixturevalue(who)).get(reverse("admin:index")).status_code == 200


def test_an_account_without_a_role_sees_nothing(rows: Rows, country: Country, sign_in):
    browser = sign_in(person("chua-co-quyen", country.ba_dinh, None))

    for _, name in OF_MODELS:
        if name != "admin:news_placement_export":  # opens, and has nothing to export
            assert browser.get(reverse(name)).status_code == 403, name
    for model, name in OF_OBJECTS:
        assert browser.get(reverse(name, args=[rows.inside[model].pk])).status_code == 404, name


@pytest.mark.parametrize("address", ["/quan-tri/khong-co/", "/quan-tri/agencies/khong-co/", "/quan-tri/auth/group/"])
def test_an_unknown_address_is_not_found(address: str, administrator: User, sign_in):
    assert sign_in(administrator).get(address).status_code == 404


def listed(browser: Client, model: type[Model], **filters: object) -> set[Model]:
    response = browser.get(reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"), filters)
    assert response.status_code == 200
    return set(response.context["cl"].queryset)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_lists_hold_what_is_inside(model, rows: Rows, administrator: User, sign_in):
    found = listed(sign_in(administrator), model)

    assert rows.inside[model] in found
    assert not found & {rows.sibling[model], rows.ancestor[model]}


FILTERED = [(model, "") for model in MODELS] + [(model, "export/") for model in (Agency, Placement)]


@pytest.mark.parametrize(("model", "page"), FILTERED, ids=lambda part: getattr(part, "__name__", part))
def test_a_list_cannot_be_narrowed_to_a_branch_outside(model, page: str, rows: Rows, administrator: User, sign_in):
    browser = sign_in(administrator)
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist") + page

    assert browser.get(address, {"trong": rows.inside[Agency].pk}).status_code == 200
    for branch in (rows.sibling[Agency].pk, rows.ancestor[Agency].pk, 99999999, "9" * 40, "x", ""):
        assert browser.get(address, {"trong": branch}).status_code == 404, branch


AUTOCOMPLETES = [
    (model._meta.app_label, model._meta.model_name, field.name)
    for model in MODELS
    for field in model._meta.get_fields()
    if field.is_relation and field.concrete and field.related_model in MODELS
]


@pytest.mark.parametrize(("app", "model", "field"), AUTOCOMPLETES, ids=lambda part: part)
def test_autocompletion_offers_nothing_outside(app: str, model: str, field: str, rows: Rows, request, sign_in):
    asked = {"app_label": app, "model_name": model, "field_name": field, "term": ""}

    for who in ("administrator", "author"):
        response = sign_in(request.getfixturevalue(who)).get(reverse("admin:autocomplete"), asked)
        assert response.status_code in {200, 403}
        if response.status_code == 200:
            assert not_of_huế(text_of(response), rows)
            for result in response.json()["results"]:
                assert result["text"] != "Chính phủ"


@pytest.mark.parametrize(("app", "model", "field"), [("auth", "user", "groups"), ("admin", "logentry", "content_type")])
def test_autocompletion_of_what_is_not_ours_is_refused(app: str, model: str, field: str, administrator: User, sign_in):
    asked = {"app_label": app, "model_name": model, "field_name": field, "term": ""}

    assert sign_in(administrator).get(reverse("admin:autocomplete"), asked).status_code == 403


@pytest.mark.parametrize("model", [Agency, Placement], ids=lambda model: model.__name__)
def test_exports_hold_what_is_inside(model, rows: Rows, administrator: User, sign_in):
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_export")
    browser = sign_in(administrator)
    fields = {f"{model.__name__.lower()}resource_{field}": "on" for field in ("name", "address", "agency", "article")}

    response = browser.post(address, {"format": "1", "resource": "", **fields})

    assert response["Content-Type"] == "text/csv"
    assert "Ba Đình" in text_of(response) or "rieng" in text_of(response)
    assert not_of_huế(text_of(response), rows)


def test_an_export_of_chosen_rows_outside_is_not_found(rows: Rows, administrator: User, sign_in):
    keys = [rows.inside[Agency].pk, rows.sibling[Agency].pk]

    response = sign_in(administrator).post(
        reverse("admin:agencies_agency_export"),
        {"format": "1", "resource": "", "agencyresource_name": "on", "export_items": keys},
    )

    assert response.status_code == 404


def test_an_export_by_a_filter_that_means_nothing_is_not_found(administrator: User, sign_in):
    assert sign_in(administrator).get(reverse("admin:agencies_agency_export"), {"x": "1"}).status_code == 404


@pytest.mark.parametrize(
    ("model", "lookup"),
    [
        (Membership, "user__password__startswith"),
        (User, "password__startswith"),
        (User, "memberships__agency__name"),
        (Agency, "staff__password__startswith"),
        (Agency, "parent__parent__name"),
        (Article, "created_by__password__startswith"),
        (Push, "ordered_by__email__startswith"),
        (Placement, "article__created_by__password"),
    ],
)
def test_lists_cannot_be_asked_about_what_they_do_not_show(model, lookup: str, administrator: User, sign_in):
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")

    assert sign_in(administrator).get(address, {lookup: "pbkdf2"}).status_code == 400


def test_objects_are_reached_by_their_key_alone(rows: Rows, administrator: User, sign_in):
    address = reverse("admin:agencies_agency_change", args=["hue"])

    assert sign_in(administrator).get(address, {"_to_field": "path"}).status_code == 400
    assert sign_in(administrator).get(address, {"_to_field": "id"}).status_code == 404


ACTIONS = [
    (Membership, "delete_selected"),
    (Placement, "pin_selected"),
    (Placement, "unpin_selected"),
    (Agency, "khong-co"),
]


@pytest.mark.parametrize(("model", "action"), ACTIONS, ids=lambda part: getattr(part, "__name__", part))
def test_a_bulk_action_with_one_row_outside_changes_nothing(model, action: str, rows: Rows, administrator, sign_in):
    before = snapshot()
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")

    for outside in (rows.sibling[model].pk, rows.ancestor[model].pk, 99999999, "x"):
        chosen = {"action": action, "_selected_action": [rows.inside[model].pk, outside], "post": "yes"}
        assert sign_in(administrator).post(address, chosen).status_code == 404

    assert snapshot() == before


@pytest.mark.parametrize(("model", "action"), ACTIONS[:3], ids=lambda part: getattr(part, "__name__", part))
def test_a_bulk_action_upon_all_stops_at_the_border(model, action: str, rows: Rows, administrator: User, sign_in):
    kept = [list(type(row)._default_manager.filter(pk=row.pk).values()) for row in (rows.sibling[model],)]
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")

    sign_in(administrator).post(
        address,
        {"action": action, "select_across": "1", "_selected_action": [rows.inside[model].pk], "post": "yes"},
    )

    assert [list(model._default_manager.filter(pk=rows.sibling[model].pk).values())] == kept


def test_the_other_end_of_a_relation_is_no_field_of_choices(administrator: User, sign_in, country: Country):
    asked = {"app_label": "agencies", "model_name": "agency", "field_name": "articles", "term": ""}

    assert sign_in(administrator).get("/quan-tri/autocomplete/", asked).status_code == 404
