"""The buttons of an attestation."""

from __future__ import annotations

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardMarkup
from pydantic import Field

from bot.answering import Case
from bot.keyboards import BACK, Choice, Names, Purpose, button, column
from bot.render.dialogue import duty_words

_FAR = 2**33
Said = tuple[str, InlineKeyboardMarkup]
_YES, _NO, _WRITE, _CANCEL = "Да", "Нет", "Записать", "Отмена"


class Stage(StrEnum):
    """Where a press leads."""

    ASK = "q"
    CONFIRM = "c"
    WRITE = "w"
    CANCEL = "x"


class Step(CallbackData, prefix="at"):
    """A press about one duty. `page_id` is 0 for the organisation as a whole, `asked` seconds of Unix time."""

    stage: Stage
    organisation_id: int
    rule: str
    page_id: int
    answer: bool = False
    asked: int = Field(default=0, ge=0, le=_FAR)


def duties(case: Case, *, with_back: bool) -> InlineKeyboardMarkup:
    """What there is to answer, one below the other."""
    steps = [_step(case, duty.rule, duty.page_id) for duty in case.duties]
    rows = [button(duty_words(duty), step) for duty, step in zip(case.duties, steps, strict=True)]
    back = [button(BACK, Names(purpose=Purpose.ATTEST, number=0))] if with_back else []
    return column(*rows, *back, button(_CANCEL, _to(steps[0], Stage.CANCEL)))


def _step(case: Case, rule: str, page_id: int) -> Step:
    return Step(stage=Stage.ASK, organisation_id=case.organisation.id, rule=rule, page_id=page_id)


def yes_or_no(step: Step) -> InlineKeyboardMarkup:
    """The question's buttons."""
    return column(
        button(_YES, _to(step, Stage.CONFIRM, answer=True)),
        button(_NO, _to(step, Stage.CONFIRM, answer=False)),
        button(BACK, Choice(purpose=Purpose.ATTEST, organisation_id=step.organisation_id)),
        button(_CANCEL, _to(step, Stage.CANCEL)),
    )


def write_it(step: Step) -> InlineKeyboardMarkup:
    """The last buttons; `step` knows the answer and when it was asked."""
    return column(
        button(_WRITE, _to(step, Stage.WRITE, answer=step.answer)),
        button(BACK, _to(step, Stage.ASK)),
        button(_CANCEL, _to(step, Stage.CANCEL)),
    )


def _to(step: Step, stage: Stage, *, answer: bool = False) -> Step:
    return step.model_copy(update={"stage": stage, "answer": answer})
