"""Stock phrases of office papers and openings of press releases (P2.5); a list of our own.

A word ending in a star stands for any ending; ё is written е everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_MOST_ENDING = 5


@dataclass(frozen=True, slots=True)
class Phrase:
    """`weight` 2: nobody says so aloud; 1: a lively text may hold it too.

    `leads`: a deverbal noun after it belongs to it, «в целях реализации».
    """

    words: tuple[str, ...]
    weight: int
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase as it stands in a text: its words, and after which token it ends."""

    phrase: Phrase
    said: str
    end: int


def phrases_in(tokens: Sequence[str]) -> Iterator[Found]:
    """Stock phrases of a text in their order; `tokens` are its words in lower case with ё made е."""
    after = 0
    for start, token in enumerate(tokens):
        if start < after:
            continue
        for phrase in _BY_BEGINNING.get(token[:_KEY], ()):
            end = start + len(phrase.words)
            said = tokens[start:end]
            if len(said) == len(phrase.words) and all(map(_fits, said, phrase.words)):
                yield Found(phrase, " ".join(said), end)
                after = end
                break


@dataclass(frozen=True, slots=True)
class Opening:
    """Who tells in a press release, and by which words: at most `before` tokens ahead of the name, or after it.

    `within`: the name stands among that many first tokens.
    """

    who: str
    tells: tuple[str, ...]
    within: int
    before: int = 1

    def said(self, tokens: Sequence[str]) -> str:
        """«администрация … сообщает», empty when the text does not open so."""
        place = next((n for n, token in enumerate(tokens[: self.within]) if _fits(token, self.who)), None)
        if place is None:
            return ""
        near = tokens[max(0, place - self.before) : place + _MOST_NAME]
        told = next((token for token in near if token in self.tells), None)
        return f"{tokens[place]} … {told}" if told else ""


def opening(tokens: Sequence[str]) -> str:
    """How a press release opens; empty when the text opens otherwise."""
    return next(filter(None, (each.said(tokens) for each in _OPENINGS)), "")


def _fits(token: str, word: str) -> bool:
    if not word.endswith("*"):
        return token == word
    return token.startswith(word[:-1]) and len(token) < len(word) + _MOST_ENDING


# «Администрация Такого-то сельского поселения такого-то района такой-то области информирует».
_MOST_NAME = 12
_TELLS = ("сообщает", "сообщают", "сообщили", "информирует", "информируют", "уведомляет", "извещает", "доводит")
_OPENINGS = (
    Opening("пресс-служб*", (*_TELLS, "информации", "сообщению", "данным"), within=25, before=2),
    *(Opening(who, _TELLS, within=6) for who in ("администрация", "управление", "отдел", "учреждение")),
)


def _listed(weight: int, text: str, *, leads: bool = False) -> tuple[Phrase, ...]:
    return tuple(Phrase(tuple(words.split()), weight, leads) for words in text.split(";"))


_STRONG = """
    доводим до вашего сведения; доводим до сведения; доводится до сведения; довести до сведения; имеет место
    быть; имеет место; на постоянной основе; вышеуказанн*; вышеизложенн*; вышеперечисленн*; вышеназванн*;
    нижеуказанн*; осуществля*; осуществить; осуществлен*; во исполнение; надлежит; посредством; на предмет; в
    установленном порядке; в установленные сроки; в указанный срок; действующим законодательством; просим
    отнестись с пониманием; производственной необходимостью; подрастающего поколения; по состоянию на;
    уведомляем; принимая во внимание; приняты меры; имеющ* место
"""
_LEADING = """
    в целях; с целью; целью; по вопросам; по вопросу; необходимость; необходимости; недопустимость;
    недопустимости
"""
_WEAK_LEADING = """
    в рамках; в ходе; в связи с; на базе; в период; в части; путем; направленн* на
"""
_WEAK = """
    в соответствии с; согласно; в отношении; в настоящее время; в текущем году; за счет средств; в полном
    объеме; по итогам; по результатам; в лице; данный; данная; данное; данного; данной; данному; данную;
    указанн*; соответствующ*; мероприятие; мероприятия; мероприятий; мероприятию; мероприятии; мероприятиях;
    информируем; сообщаем; обращаем внимание; приносим извинения; принято решение; принято участие; принял
    участие; приняли участие; состоялось заседание; состоялось совещание; состоялось торжественное; проведено;
    проведен; проведена; проведены; произведен*; организован; организована; организовано; организованы;
    обеспечен*; утвержден*; проводится; проводятся; производится; способству*; позволит; приуроченн*;
    ознакомлен*; представител*; граждан; гражданам; муниципальн*
"""
_ALL = (
    *_listed(2, _STRONG),
    *_listed(2, _LEADING, leads=True),
    *_listed(1, _WEAK_LEADING, leads=True),
    *_listed(1, _WEAK),
)
_KEY = 3


def _by_beginning() -> dict[str, tuple[Phrase, ...]]:
    """Phrases by the first letters of their first word, longer phrases first."""
    found: dict[str, list[Phrase]] = {}
    for phrase in sorted(_ALL, key=lambda each: -len(each.words)):
        found.setdefault(phrase.words[0].removesuffix("*")[:_KEY], []).append(phrase)
    return {key: tuple(phrases) for key, phrases in found.items()}


_BY_BEGINNING = _by_beginning()
