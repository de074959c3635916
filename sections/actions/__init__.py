"""What people do to the sections of sites: write, say who leads, remind, and set the rules."""

from sections.actions.leaders import save_leader, save_leaders
from sections.actions.reminders import remind
from sections.actions.rules import RULERS, save_rules
from sections.actions.texts import save_section, save_sections

__all__ = ["RULERS", "remind", "save_leader", "save_leaders", "save_rules", "save_section", "save_sections"]
