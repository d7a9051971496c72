"""A local Telegram: the Bot API for one bot, people and groups around it, faults on order, and a chat page."""

from emulators.telegram.emulator import TelegramEmulator
from emulators.telegram.faults import Fault, FaultKind
from emulators.telegram.flood import FloodLimit
from emulators.telegram.groups import Group
from emulators.telegram.messages import Author, ChatMessage
from emulators.telegram.messenger import Call, Sent
from emulators.telegram.people import Person
from emulators.telegram.transcript import transcript

__all__ = [
    "Author",
    "Call",
    "ChatMessage",
    "Fault",
    "FaultKind",
    "FloodLimit",
    "Group",
    "Person",
    "Sent",
    "TelegramEmulator",
    "transcript",
]
