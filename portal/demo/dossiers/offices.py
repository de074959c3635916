"""Where the dossiers of the demo are handled: a few dozen agencies, with sample identifiers and sample people."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.backends.postgresql.psycopg_any import DateRange

from agencies.identifiers import Identifier
from agencies.models import Agency, AgencyIdentifier, AgencyKind, IdentifierScheme, Membership, Role, User
from procedures.models import ProcedureVersion

PROVINCES = ("ha-noi", "ho-chi-minh", "hue", "da-nang", "hai-phong", "can-tho", "lam-dong", "an-giang")
SHOWN = ("ha-noi/phuong-ba-dinh", "ho-chi-minh/phuong-ben-thanh", "an-giang/dac-khu-phu-quoc")
COMMUNES = 3  # of each province, besides those shown
LETTER = "Y"  # of the sample identifiers; what is known of real ones begins with G and H

DEPARTMENTS = {
    "so-y-te": ("2.000117", "2.000115", "1.014076"),
    "so-tai-chinh": ("2.001583",),
    "so-xay-dung": ("2.002288", "1.002856"),
    "so-van-hoa-the-thao-va-du-lich": ("1.001029", "1.004614", "1.004623", "1.004628", "2.001628", "2.001740"),
}


@dataclass(frozen=True)
class Office:
    """An agency with its sample identifier, who sits at its desk, who decides, and what it handles."""

    agency: Agency
    identifier: Identifier
    desk: User
    officer: User
    versions: tuple[ProcedureVersion, ...]


def open_offices() -> list[Office]:
    """Give the agencies of the demo their sample identifiers and people; return them."""
    versions = {version.procedure.code: version for version in ProcedureVersion.objects.select_related("procedure")}
    communal = tuple(version for version in versions.values() if version.levels == ["commune"])
    chosen = [
        (agency, Identifier((f"{LETTER}{number:02d}", f"{place:02d}")), codes)
        for number, path in enumerate(PROVINCES, start=1)
        for place, (agency, codes) in enumerate(_agencies_of(path), start=1)
    ]
    AgencyIdentifier.objects.bulk_create(
        AgencyIdentifier(
            agency=agency,
            scheme=IdentifierScheme.ELECTRONIC,
            value=str(identifier),
            valid=DateRange(agency.live_from, None),
        )
        for agency, identifier, _ in chosen
    )
    people = _people([agency for agency, _, _ in chosen])
    return [
        Office(agency, identifier, *people[agency.pk], tuple(versions[code] for code in codes) or communal)
        for agency, identifier, codes in chosen
    ]


def _agencies_of(path: str) -> list[tuple[Agency, tuple[str, ...]]]:
    """Return agencies of a province: departments with the codes that they handle, communes with none of their own."""
    below = Agency.objects.live().filter(parent__path=path)
    departments = [
        (agency, DEPARTMENTS[agency.slug])
        for agency in below.filter(kind=AgencyKind.DEPARTMENT, slug__in=DEPARTMENTS).in_tree_order()
    ]
    communes = below.filter(kind=AgencyKind.COMMUNE)
    first = [*communes.filter(path__in=SHOWN), *communes.exclude(path__in=SHOWN).in_tree_order()[:COMMUNES]]
    return [*departments, *((agency, ()) for agency in first)]


def _people(agencies: list[Agency]) -> dict[int, tuple[User, User]]:
    """Let somebody sit at each desk and somebody decide; nobody can sign in as one of them."""
    told = (("mc", "Cán bộ một cửa", Role.DESK), ("cv", "Chuyên viên giải quyết", Role.OFFICER))
    people = [
        User(
            username=f"mau-{short}-{agency.pk}",
            last_name=f"{name} {agency.short_name} (mẫu)",
            agency=agency,
            is_staff=True,
            password="!",  # noqa: S106 matches nothing
        )
        for agency in agencies
        for short, name, _ in told
    ]
    people = User.objects.bulk_create(people)
    roles = [role for _ in agencies for _, _, role in told]
    Membership.objects.bulk_create(
        Membership(user=user, agency=user.agency, role=role) for user, role in zip(people, roles, strict=True)
    )
    pairs = zip(people[::2], people[1::2], strict=True)
    return {agency.pk: pair for agency, pair in zip(agencies, pairs, strict=True)}
