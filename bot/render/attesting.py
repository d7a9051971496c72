"""The questions of an attestation, as the bot asks them, and what it says of the answers."""

from __future__ import annotations

from datetime import datetime

from bot.answering import Case, Question
from bot.render.book import Book
from bot.render.html import bold, esc
from bot.render.words import NO_PASSWORDS, after_dash
from domain.attestation import WITHOUT_END, Attestation, Role
from domain.russian import date_title, join_and, plural

_MOST_NAME = 120
_OWED = "❗ "
WHOSE_ANSWER = f"{bold('Подтверждение')}\nО какой организации ответ?"


def whose_answer(*, is_any_owed: bool) -> str:
    """Over the buttons with the organisations."""
    return f"{WHOSE_ANSWER}{f' Где ответ ещё нужен, стоит «{_OWED.strip()}».' if is_any_owed else ''}"


def marked(caption: str, *, is_owed: bool) -> str:
    """A button's plain caption; the mark stands first, for a phone may cut the end."""
    return f"{_OWED}{caption}" if is_owed else caption


def which_duty(case: Case, book: Book) -> str:
    """Over the buttons with what may be attested: what was answered so far, which no button is long enough for."""
    answers = [f"• {esc(question_words(each))} — {_answers(case, each, book)}" for each in case.questions]
    name = bold(esc(case.name, _MOST_NAME))
    return "\n".join([name, *answers, "", f"Что подтверждаете? {NO_PASSWORDS}."])


def question_words(question: Question) -> str:
    """What there is to attest, plain: «ВКонтакте: двухфакторная аутентификация»; of several pages the duty only."""
    duty = question[0]
    if duty.network is None or len(question) > 1:
        return duty.title
    return f"{duty.network.label}: {after_dash(duty.title)}"


def _answers(case: Case, question: Question, book: Book) -> str:
    """One answer where all are alike, else each with its network."""
    said = {duty: _answered(case.known.get(duty), book) for duty in question}
    if len(set(said.values())) == 1:
        return said[question[0]]
    return "; ".join(f"{duty.network.label}: {told}" for duty, told in said.items() if duty.network)


def _answered(known: Attestation | None, book: Book) -> str:
    if known is None:
        return "ответа ещё не было"
    if not known.answer:
        return "ответ «нет»"
    if known.is_endless:
        return "«да»"
    until = date_title(known.valid_until, book.zone)
    return f"срок ответа вышел {until}" if known.valid_until <= book.now else f"«да», действует до {until}"


def question(case: Case, asked: Question, book: Book) -> str:
    """What is asked, before «да» and «нет»; of several pages with what is known of each."""
    known = [
        f"• {duty.network.label} — {_answered(case.known.get(duty), book)}"
        for duty in asked
        if duty.network and len(asked) > 1
    ]
    return "\n".join([_about(case.name, asked), *known, "Это сделано?"])


def confirmation(name: str, asked: Question, role: Role, *, answer: bool) -> str:
    """What is about to be recorded."""
    said = "да" if answer else "нет"
    effect = _effect(asked[0].valid_days) if answer else "До другого ответа это будет считаться нарушением."
    return f"{_about(name, asked)}{_places(asked)}\nВаш ответ — «{said}», роль — {role.label}. {effect}\nЗаписать?"


def _effect(days: int | None) -> str:
    if days is None:
        return "Он будет действовать без срока."
    return f"Он будет действовать {days} {plural(days, 'день', 'дня', 'дней')}."


def recorded(name: str, asked: Question, valid_until: datetime, book: Book, *, answer: bool) -> str:
    """What was recorded and judged anew, and until when it holds."""
    end = "" if valid_until >= WITHOUT_END else f", действует до {date_title(valid_until, book.zone)}"
    said = f"«да»{end}" if answer else "«нет»"
    told = f"Записано: {said}. Ответ уже учтён. Ответить ещё: /attest"
    return f"{_about(name, asked)}{_places(asked)}\n{told}"


def _about(name: str, asked: Question) -> str:
    return f"{bold(esc(name, _MOST_NAME))}\n{esc(question_words(asked))}"


def _places(asked: Question) -> str:
    """The networks of a question about several pages."""
    return f": {join_and([duty.network.label for duty in asked if duty.network])}" if len(asked) > 1 else ""
