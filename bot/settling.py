"""What follows from the answer to a letter: sent, waiting, without reader; and who has to wait how long."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from bot.answers import Answer, ChannelDown, Delivered, Later, Moved, Unreachable
from domain.letter import Letter
from storage import outbox

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Attempt:
    """How handing over a letter ended; `told` counts those of its items that are known to have arrived.

    `filed`: its text lies in the outbox folder.
    """

    answer: Answer
    told: int
    filed: bool = False


def put_down(db: Database, letter: Letter, attempt: Attempt, *, now: datetime, until: datetime) -> None:
    """Note the end of an attempt; what did not arrive is due again at `until`. Times are aware UTC."""
    match attempt.answer:
        case Delivered(message_id):
            outbox.confirm(db, letter, message_id, now)
        case Unreachable(why):
            outbox.lose_reader(db, letter.person_id, why, letter)
        case _:
            _put_back(db, letter, attempt, until)


def _put_back(db: Database, letter: Letter, attempt: Attempt, until: datetime) -> None:
    """An attempt is spent only when it was one: not when the chat has to wait or the whole channel is down.

    A letter of which something has arrived, or that lies in the folder, counts as tried in any case: nothing may
    be added to it.
    """
    answer = attempt.answer
    if is_spent(answer) or attempt.told > 0 or attempt.filed:
        refused = answer.refused if isinstance(answer, Later) else True
        outbox.postpone(db, letter, until, trouble(answer), refused=refused)
    else:
        outbox.postpone(db, letter, until, trouble(answer), refused=False)
        outbox.unspend(db, letter)
    if is_flood(answer):
        outbox.hold_chat(db, letter.person_id, until)


def is_spent(answer: Answer) -> bool:
    """The message was really handed over, whatever became of it."""
    return isinstance(answer, Later | Moved) and not is_flood(answer)


def is_flood(answer: Answer) -> bool:
    """Only this chat has to wait."""
    return isinstance(answer, Later) and answer.seconds is not None


def is_fault(answer: Answer) -> bool:
    """The channel failed, so that the next letter will hardly fare better."""
    return isinstance(answer, ChannelDown | Moved) or (isinstance(answer, Later) and not is_flood(answer))


def wait_of(answer: Answer, delay: float) -> float:
    """Seconds until the letter may be tried again; none when it is settled."""
    if isinstance(answer, Delivered | Unreachable):
        return 0.0
    return answer.seconds if isinstance(answer, Later) and answer.seconds is not None else delay


def trouble(answer: Answer) -> str:
    """Why the letter waits, in Russian; empty when it does not."""
    match answer:
        case Later() | ChannelDown():
            return answer.trouble
        case Moved():
            return "чат переехал"
        case _:
            return ""


def report(letter: Letter, answer: Answer, wait: float) -> None:
    """A line in the log; none when a letter hears the same lasting answer again."""
    match answer:
        case Delivered():
            log.info("letter %d delivered", letter.id)
        case Unreachable():
            log.warning("letter %d has lost its reader: the chat is closed", letter.id)
        case Moved():
            log.warning("letter %d waits %.0f s: the chat moved twice", letter.id, wait)
        case Later(lasting=True):
            if letter.attempts == 1:
                log.info("letter %d waits: %s", letter.id, answer.cause)
        case Later() | ChannelDown():
            log.warning("letter %d waits %.0f s: %s", letter.id, wait, answer.cause)
