"""/attest: organisation, what, «да» or «нет», and once more to be sure. Every step lives in its button."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from aiogram import F, Router
from aiogram.filters import Command as Typed
from aiogram.types import CallbackQuery, Message

from bot.answering import Case, cases, record
from bot.attestable import Duty
from bot.commands import attest_buttons as buttons
from bot.commands.attest_buttons import Stage, Step
from bot.desk import Desk
from bot.keyboards import Choice, Names, Purpose, has_sheet, names
from bot.render import dialogue
from bot.replies import refuse_stale, turn
from bot.rights import Command
from domain.person import Person

# A question older than this is asked anew.
PATIENCE = timedelta(hours=1)


def build_router() -> Router:
    """Handlers of the command and of every step."""
    router = Router()
    router.message.register(_attest, Typed(Command.ATTEST, ignore_case=True))
    router.callback_query.register(_names, Names.filter(F.purpose == Purpose.ATTEST))
    router.callback_query.register(_chosen, Choice.filter(F.purpose == Purpose.ATTEST))
    router.callback_query.register(_step, Step.filter())
    return router


async def _cases(desk: Desk, person: Person) -> list[Case]:
    return await desk.store.read(lambda db: cases(db, person, desk.decree, desk.rules))


async def _attest(message: Message, person: Person, desk: Desk) -> None:
    """Where there is only one organisation nobody is asked which."""
    found = await _cases(desk, person)
    if not found:
        await message.answer(dialogue.NOTHING_TO_ATTEST)
    elif len(found) == 1:
        html, keyboard = _duties(found[0], desk, is_only=True)
        await message.answer(html, reply_markup=keyboard)
    else:
        html, keyboard = _organisations(found, 0, desk.now())
        await message.answer(html, reply_markup=keyboard)


def _organisations(found: Sequence[Case], number: int, now: datetime) -> buttons.Said:
    """A sheet of all; who owes an answer stands first, and is marked."""
    owing = {case.organisation.id for case in found if case.owes(now)}
    known = sorted((case.organisation for case in found), key=lambda each: each.id not in owing)
    keyboard = names(
        known,
        Purpose.ATTEST,
        number,
        lambda each: dialogue.name_caption(each.short_name, is_owed=each.id in owing),
    )
    return dialogue.whose_answer(is_any_owed=bool(owing)), keyboard


def _duties(case: Case, desk: Desk, *, is_only: bool) -> buttons.Said:
    return dialogue.which_duty(case, desk.book()), buttons.duties(case, with_back=not is_only)


async def _names(query: CallbackQuery, callback_data: Names, person: Person, desk: Desk) -> None:
    found = await _cases(desk, person)
    if not has_sheet(len(found), callback_data.number):
        await refuse_stale(query)
        return
    await turn(query, *_organisations(found, callback_data.number, desk.now()))


async def _chosen(query: CallbackQuery, callback_data: Choice, person: Person, desk: Desk) -> None:
    found = await _cases(desk, person)
    case = next((case for case in found if case.organisation.id == callback_data.organisation_id), None)
    if case is None:
        await refuse_stale(query)
        return
    await turn(query, *_duties(case, desk, is_only=len(found) == 1))


async def _step(query: CallbackQuery, callback_data: Step, person: Person, desk: Desk) -> None:
    """A press about one duty, looked up anew: it may be over, or none of this person's business."""
    if callback_data.stage is Stage.CANCEL:
        await turn(query, dialogue.CANCELLED)
        return
    found = [case for case in await _cases(desk, person) if case.organisation.id == callback_data.organisation_id]
    duty = found[0].duty(callback_data.rule, callback_data.page_id) if found else None
    if duty is None or not _is_fresh(callback_data, desk.now()):
        await refuse_stale(query)
    elif callback_data.stage is Stage.WRITE:
        await _write(query, callback_data, person, desk, found[0], duty)
    else:
        await turn(query, *_question(callback_data, person, desk, found[0], duty))


def _is_fresh(step: Step, now: datetime) -> bool:
    """Only the last press ages: what it asks to record must have been asked lately."""
    if step.stage is not Stage.WRITE:
        return True
    return timedelta() <= now - _asked(step) <= PATIENCE


def _asked(step: Step) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=step.asked)


def _question(step: Step, person: Person, desk: Desk, case: Case, duty: Duty) -> buttons.Said:
    name = case.organisation.short_name
    if step.stage is Stage.ASK:
        return dialogue.question(name, duty), buttons.yes_or_no(step)
    asked = int(desk.now().timestamp())
    html = dialogue.confirmation(name, duty, person.role, answer=step.answer)
    return html, buttons.write_it(step.model_copy(update={"asked": asked}))


async def _write(query: CallbackQuery, step: Step, person: Person, desk: Desk, case: Case, duty: Duty) -> None:
    now, asked = desk.now(), _asked(step)
    until = await desk.store.write(lambda db: record(db, duty, person, answer=step.answer, asked=asked, now=now))
    await desk.rejudge(case.organisation.id)
    name = case.organisation.short_name
    await turn(query, dialogue.recorded(name, duty, until, desk.book(), answer=step.answer))
    desk.wake.set()
