"""Words by which an announcement says that it is not the first of its kind: moved, cancelled, over, once more."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum

from rules.recognition.wording import Clause


class Mark(StrEnum):
    """What words say of an announcement; the value is Russian, for people."""

    MOVED = "слова о переносе или изменении"
    CANCELLED = "слова об отмене"
    OVER = "слова об итогах"
    AGAIN = "слова напоминания"
    NEXT = "слова о продолжении"
    DAY = "«сегодня» или «завтра» вместо даты"


CHANGES = frozenset((Mark.MOVED, Mark.CANCELLED))
"""Marks that change what an announcement says even when it is repeated whole."""
REPEATS = frozenset((Mark.AGAIN, Mark.NEXT, Mark.DAY))
"""Marks of a later announcement when they stand at its head."""

_SAID = {
    Mark.MOVED: (
        r"(?:перенес|перенос|передвин|сдвин|сдвига|переезжа|отложен|откладыва|продлен|продлева|продлит|продля|"
        r"перемест|перемеща|уточненн)\w*|поправьте|взамен|(?:об|в) изменени\w+|изменени[ея] в|вместо \w+"
    ),
    Mark.CANCELLED: r"(?:отмен|аннулир|приостан|прекращ|прекрат)\w*|не (?:состоится|состоятся|откроется|откроют)",
    Mark.OVER: (
        r"(?:итог|победител|заверш|заканчив|закончил|состоял|подвел|подведен|вручил|наград|награжд|назвал|набран|"
        r"прошедш|минувш|закры)\w*|прош(?:ел|ла|ло|ли)"
    ),
    Mark.AGAIN: (
        r"(?:напомина|напомн|повторя|повторим)\w*|(?:еще|очередной) раз|снова|опять|по прежнему|"
        r"успе(?:йте|ваем|вайте)|"
        r"остал(?:ся|ась|ось|ись)|остается|остаются|последн\w+ (?:день|дня|дни|шанс|неделя|час\w*)|"
        r"(?:недел[яюи]|дн(?:я|ей|и)|день|сутки|час\w*|месяц\w*) до|до (?:конца|окончания|завершения) прием\w+"
    ),
    Mark.NEXT: (
        r"продолж\w*|(?:рассказыва|писа|сообща|говори)л\w*|сообщалось|"
        r"втор\w+ (?:част|этап|встреч|смен|волн|поток)\w*|"
        r"част\w+ втор\w+|нов(?:ый|ого) (?:сезон|этап|набор)\w*"
    ),
    Mark.DAY: r"сегодня|завтра|послезавтра|вчера|накануне",
}
_FOUND = {mark: re.compile(rf"\b(?:{said})\b") for mark, said in _SAID.items()}


def marks_in(clauses: Iterable[Clause]) -> frozenset[Mark]:
    """The marks that stand in any of the clauses."""
    texts = tuple(clause.text for clause in clauses)
    return frozenset(mark for mark, said in _FOUND.items() if any(said.search(text) for text in texts))
