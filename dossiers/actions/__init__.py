"""What people do with dossiers. Every act checks who may, changes the rows and writes its event in one transaction."""

from dossiers.actions.appointing import apologise, why_not_appoint
from dossiers.actions.closing import close_the_silent
from dossiers.actions.consulting import answer, consult
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
from dossiers.actions.supplementing import ask_supplement, supplement

__all__ = [
    "accept",
    "answer",
    "apologise",
    "ask_payment",
    "ask_supplement",
    "assign",
    "close_the_silent",
    "confirm_payment",
    "consult",
    "deny",
    "finish",
    "forward",
    "give_back",
    "rate",
    "receive",
    "register",
    "resume",
    "stop",
    "supplement",
    "take_up",
    "why_not_appoint",
    "withdraw",
]
