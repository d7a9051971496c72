"""Reading pages' descriptions against the phone matcher alone on the same texts."""

from __future__ import annotations

from collections.abc import Sequence

from phonenumbers import Leniency, PhoneNumberMatcher

from benchmarks.comparison import Comparison
from benchmarks.stopwatch import fastest
from collectors.description import read_description

ROUNDS = 3

_ABOUT = "Рассказываем о событиях села, кружках и праздниках, отвечаем на вопросы жителей."
_HOURS = "Ждём вас ежедневно с 10:00 до 19:00, в субботу с 11:00 до 16:00, выходной день — воскресенье."
_HISTORY = "Клуб открыт в 1967 году, в 2019 году отремонтирован; в зале 120 мест, в кружках занимаются 84 человека."
_CONTACTS = (
    "с. Мокдол, ул. Лесная, д. 1. Телефон: 8 (900) 000-00-00. Почта: priem@mokdol.example. https://mokdol.example",
    "Наш сайт mokdol.example, ИНН 0000000000, пишите нам в сообщения.",
    "тел. 21-3-45, ул. 8 Марта, 15",
    "",
)


def reading(*, texts: int = 400) -> list[Comparison]:
    """Texts of a usual description's length, with contacts at their end in every fourth way."""
    told = _texts(texts)
    own, bare = fastest(
        ROUNDS,
        lambda: [read_description(text) for text in told],
        lambda: [PhoneNumberMatcher(text, "RU", Leniency.VALID).has_next() for text in told],
    )
    return [Comparison("descriptions read", "texts/s", texts / own, texts / bare, "PhoneNumberMatcher alone")]


def _texts(count: int) -> Sequence[str]:
    return [
        "\n".join((f"Клуб № {number} села Мокдол.", _ABOUT, _HOURS, _HISTORY, _CONTACTS[number % len(_CONTACTS)]))
        for number in range(count)
    ]
