"""What sites say of themselves, written past the forms; and a site that says all that is asked of it."""

from __future__ import annotations

import datetime

from django.utils import timezone

from agencies.actions import save_profile
from agencies.models import Agency, AgencyProfile, AgencyProfileText, User
from sections.actions import save_leader, save_section, save_sections
from sections.models import WRITTEN, Leader, Section, SectionRule, standings_of, with_standing


def write(agency: Agency, by: User, code: str = "lich-su", body: str = "Lịch sử.", language: str = "vi") -> Section:
    """Write one section."""
    return save_section(Section(agency=agency, code=code, language=language, body=body), by=by)


def lead(agency: Agency, by: User, name: str = "Nguyễn Văn Mẫu", **facts: object) -> Leader:
    """Say who leads an agency, with all that the law asks for."""
    told = {"position": "Chủ tịch", "duties": "Phụ trách chung.", "biography": "Sinh năm 1970.", **facts}
    return save_leader(Leader(agency=agency, name=name, **told), by=by)


def contacts(agency: Agency, by: User) -> None:
    """Say how an agency is reached."""
    text = AgencyProfileText(language="vi", owner="UBND", responsible="Trần Thị Mẫu", address="1 phố Mẫu")
    save_profile(AgencyProfile(agency=agency, phone="024 0000 0000", email="mau@example.com"), [text], by=by)


def complete(agency: Agency, by: User) -> None:
    """Let a site say all that may be asked of any."""
    save_sections([Section(agency=agency, code=code.value, body="Có đủ.") for code in WRITTEN], by=by)
    lead(agency, by)
    contacts(agency, by)


def grown_old(agency: Agency, days: int) -> None:
    """Let the texts of a site have been looked at that many days ago."""
    Section.objects.filter(agency=agency).update(updated_at=timezone.now() - datetime.timedelta(days=days))


def states(agency: Agency) -> dict[str, str]:
    """Return how the site of an agency stands to the rules in force, by section."""
    rules = list(SectionRule.objects.in_force())
    read = with_standing(Agency.objects.filter(pk=agency.pk), rules).get()
    return {str(one.section): str(one.state) for one in standings_of(read, rules)}
