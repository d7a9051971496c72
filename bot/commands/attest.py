"""/attest: whose, what, «да» or «нет», and once more to be sure. Every step lives in its button."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from aiogram import F, Router
from aiogram.filters import Command as Typed
from aiogram.types import CallbackQuery, Message

from bot.answering import Case, Question, cases, record
from bot.commands import attest_buttons as buttons
from bot.commands.attest_buttons import Stage, Step
from bot.desk import Desk
from bot.keyboards import Choice, Names, Purpose, has_sheet, names
from bot.render import attesting, dialogue
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
    """Where there is only one to answer for nobody is asked which."""
    found = await _cases(desk, person)
    if not found:
        await message.answer(dialogue.NOTHING_TO_ATTEST)
    elif len(found) == 1:
        html, keyboard = _questions(found[0], desk, is_only=True)
        await message.answer(html, reply_markup=keyboard)
    else:
        html, keyboard = _organisations(found, 0, desk.now())
        await message.answer(html, reply_markup=keyboard)


def _organisations(found: Sequence[Case], number: int, now: datetime) -> buttons.Said:
    """A sheet of all; who owes an answer stands first, and is marked. The administration tops the first sheet."""
    owing = {case.id for case in found if case.owes(now)}
    organisations = [case.organisation for case in found if case.organisation]
    known = sorted(organisations, key=lambda each: each.id not in owing)
    keyboard = names(
        known,
        Purpose.ATTEST,
        number,
        lambda each: attesting.marked(each.short_name, is_owed=each.id in owing),
    )
    on_top = [case for case in found if case.organisation is None and number == 0]
    rows = [[buttons.choice(case, is_owed=case.id in owing)] for case in on_top]
    keyboard.inline_keyboard = [*rows, *keyboard.inline_keyboard]
    return attesting.whose_answer(is_any_owed=bool(owing)), keyboard


def _questions(case: Case, desk: Desk, *, is_only: bool) -> buttons.Said:
    return attesting.which_duty(case, desk.book()), buttons.questions(case, desk.now(), with_back=not is_only)


async def _names(query: CallbackQuery, callback_data: Names, person: Person, desk: Desk) -> None:
    found = await _cases(desk, person)
    if not has_sheet(sum(case.organisation is not None for case in found), callback_data.number):
        await refuse_stale(query)
        return
    await turn(query, *_organisations(found, callback_data.number, desk.now()))


async def _chosen(query: CallbackQuery, callback_data: Choice, person: Person, desk: Desk) -> None:
    found = await _cases(desk, person)
    case = _of(found, callback_data.organisation_id)
    if case is None:
        await refuse_stale(query)
        return
    await turn(query, *_questions(case, desk, is_only=len(found) == 1))


def _of(found: Sequence[Case], organisation_id: int) -> Case | None:
    return next((case for case in found if case.id == organisation_id), None)


async def _step(query: CallbackQuery, callback_data: Step, person: Person, desk: Desk) -> None:
    """A press about one requirement, looked up anew: it may be over, or none of this person's business."""
    if callback_data.stage is Stage.CANCEL:
        await turn(query, dialogue.CANCELLED)
        return
    case = _of(await _cases(desk, person), callback_data.organisation_id)
    question = case.question(callback_data.rule, callback_data.page_id) if case else ()
    if case is None or not question or not _is_fresh(callback_data, desk.now()):
        await refuse_stale(query)
    elif callback_data.stage is Stage.WRITE:
        await _write(query, callback_data, person, desk, case, question)
    else:
        await turn(query, *_question(callback_data, person, desk, case, question))


def _is_fresh(step: Step, now: datetime) -> bool:
    """Only the last press ages: what it asks to record must have been asked lately."""
    if step.stage is not Stage.WRITE:
        return True
    return timedelta() <= now - _asked(step) <= PATIENCE


def _asked(step: Step) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=step.asked)


def _question(step: Step, person: Person, desk: Desk, case: Case, question: Question) -> buttons.Said:
    if step.stage is Stage.ASK:
        return attesting.question(case, question, desk.book()), buttons.yes_or_no(case, step, question)
    asked = int(desk.now().timestamp())
    html = attesting.confirmation(case.name, question, person.role, answer=step.answer)
    return html, buttons.write_it(step.model_copy(update={"asked": asked}))


async def _write(
    query: CallbackQuery, step: Step, person: Person, desk: Desk, case: Case, question: Question
) -> None:
    now, asked = desk.now(), _asked(step)
    until = await desk.store.write(
        lambda db: record(db, question, person, answer=step.answer, asked=asked, now=now)
    )
    await desk.rejudge(case.organisation.id if case.organisation else None)
    html = attesting.recorded(case.name, question, until, desk.book(), answer=step.answer)
    await turn(query, html, buttons.more(case))
    desk.wake.set()
