"""The buttons of an attestation."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from pydantic import Field

from bot.answering import Case, Question
from bot.keyboards import BACK, Choice, Names, Purpose, button, column
from bot.render.attesting import marked, question_words

_FAR = 2**33
Said = tuple[str, InlineKeyboardMarkup]
_YES, _NO, _WRITE, _CANCEL = "Да", "Нет", "Записать", "Отмена"
_YES_ALL, _NO_ALL = "Да, на всех страницах", "Нет, ни на одной"
_MORE = "Ответить ещё"


class Stage(StrEnum):
    """Where a press leads."""

    ASK = "q"
    CONFIRM = "c"
    WRITE = "w"
    CANCEL = "x"


class Step(CallbackData, prefix="at"):
    """A press about one requirement.

    `organisation_id` is 0 for the administration, `page_id` 0 for all pages or for what is about no page, `asked`
    seconds of Unix time.
    """

    stage: Stage
    organisation_id: int
    rule: str
    page_id: int
    answer: bool = False
    asked: int = Field(default=0, ge=0, le=_FAR)


def choice(case: Case, *, is_owed: bool) -> InlineKeyboardButton:
    """Whom the answer is about."""
    return button(marked(case.name, is_owed=is_owed), Choice(purpose=Purpose.ATTEST, organisation_id=case.id))


def questions(case: Case, now: datetime, *, with_back: bool) -> InlineKeyboardMarkup:
    """What there is to answer, one below the other; what is owed at `now` stands first, marked if not all is."""
    owed = [question for question in case.questions if case.owes(now, question)]
    rest = [question for question in case.questions if question not in owed]
    rows = [
        button(marked(question_words(question), is_owed=bool(rest) and question in owed), _step(case, question))
        for question in (*owed, *rest)
    ]
    back = [button(BACK, Names(purpose=Purpose.ATTEST, number=0))] if with_back else []
    return column(*rows, *back, button(_CANCEL, _to(_step(case, case.questions[0]), Stage.CANCEL)))


def _step(case: Case, question: Question) -> Step:
    """About all pages at once where there are several."""
    page_id = question[0].page_id if len(question) == 1 else 0
    return Step(stage=Stage.ASK, organisation_id=case.id, rule=question[0].rule, page_id=page_id)


def yes_or_no(case: Case, step: Step, question: Question) -> InlineKeyboardMarkup:
    """The question's buttons: of several pages for all at once, or each by itself."""
    is_single = len(question) == 1
    return column(
        button(_YES if is_single else _YES_ALL, _to(step, Stage.CONFIRM, answer=True)),
        button(_NO if is_single else _NO_ALL, _to(step, Stage.CONFIRM, answer=False)),
        *([] if is_single else _apart(step, question)),
        button(BACK, _back(case, step)),
        button(_CANCEL, _to(step, Stage.CANCEL)),
    )


def _apart(step: Step, question: Question) -> list[InlineKeyboardButton]:
    return [
        button(f"Только {duty.network.label}", step.model_copy(update={"page_id": duty.page_id}))
        for duty in question
        if duty.network
    ]


def _back(case: Case, step: Step) -> CallbackData:
    """From one of several pages to all of them, else to what there is to answer."""
    if step.page_id and len(case.question(step.rule, 0)) > 1:
        return step.model_copy(update={"page_id": 0})
    return Choice(purpose=Purpose.ATTEST, organisation_id=step.organisation_id)


def write_it(step: Step) -> InlineKeyboardMarkup:
    """The last buttons; `step` knows the answer and when it was asked."""
    return column(
        button(_WRITE, _to(step, Stage.WRITE, answer=step.answer)),
        button(BACK, _to(step, Stage.ASK)),
        button(_CANCEL, _to(step, Stage.CANCEL)),
    )


def more(case: Case) -> InlineKeyboardMarkup | None:
    """Back to the other questions about the same; None when there is no other."""
    if len(case.questions) == 1:
        return None
    return column(button(_MORE, Choice(purpose=Purpose.ATTEST, organisation_id=case.id)))


def _to(step: Step, stage: Stage, *, answer: bool = False) -> Step:
    return step.model_copy(update={"stage": stage, "answer": answer})
