"""What people do with dossiers. Every act checks who may, changes the rows and writes its event in one transaction."""

from dossiers.actions.appointing import apologise, why_not_appoint
from dossiers.actions.closing import close_the_silent
from dossiers.actions.consulting import answer, consult
from dossiers.actions.feed_uploads import upload
from dossiers.actions.feeding import Answer, retry_events, sweep, take_in
from dossiers.actions.feeds import close_feed, open_feed, rotate_feed
from dossiers.actions.handling import (
    ask_payment,
    assign,
    confirm_payment,
    finish,
    forward,
    give_back,
    resume,
    stop,
    take_up,
    withdraw,
)
from dossiers.actions.rating import rate
from dossiers.actions.receiving import accept, deny, receive, register
from dossiers.actions.recounting import calendar_corrected, reckon_anew
from dossiers.actions.supplementing import ask_supplement, supplement, why_not_ask
from dossiers.actions.telling import look_at_applicant, retry

__all__ = [
    "Answer",
    "accept",
    "answer",
    "apologise",
    "ask_payment",
    "ask_supplement",
    "assign",
    "calendar_corrected",
    "close_feed",
    "close_the_silent",
    "confirm_payment",
    "consult",
    "deny",
    "finish",
    "forward",
    "give_back",
    "look_at_applicant",
    "open_feed",
    "rate",
    "receive",
    "reckon_anew",
    "register",
    "resume",
    "retry",
    "retry_events",
    "rotate_feed",
    "stop",
    "supplement",
    "sweep",
    "take_in",
    "take_up",
    "upload",
    "why_not_appoint",
    "why_not_ask",
    "withdraw",
]
