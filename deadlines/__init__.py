"""Working time: which moments count, when a limit ends, and why (docs/deadlines.md). Knows no other app of ours.

Values and functions over an immutable `WorkCalendar` are plain Python; `deadlines.loading` makes a calendar of the
tables of days, office hours and rules.
"""
