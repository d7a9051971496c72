"""What VK's error codes mean for the asker (vk.md 4.3, 6.2): wait, call a person, or take it as an answer."""

from __future__ import annotations

from enum import Enum, auto

from collectors.vk.wire import Broken, Refused, Said, Told

EXECUTE = "execute"

INTERNAL = "ВКонтакте отвечает внутренней ошибкой"
TOO_FAST = "ВКонтакте просит обращаться реже"
NOT_VALID = "ключ доступа ВКонтакте не действует"
CAPTCHA = "ВКонтакте требует ввести капчу"
CONFIRM = "ВКонтакте требует подтвердить вход"
WRONG_KIND = "ключ доступа ВКонтакте не того вида"


class Consequence(Enum):
    """ANSWER: hand it over. AGAIN: repeat later. HURRY: too fast. LATER: leave this call for now.

    SPENT: this method is used up for this token. DEAD: this token does not work, a person must act.
    """

    ANSWER = auto()
    AGAIN = auto()
    HURRY = auto()
    LATER = auto()
    SPENT = auto()
    DEAD = auto()


_DEADLY = {
    5: NOT_VALID,
    14: CAPTCHA,
    17: CONFIRM,
    27: WRONG_KIND,
    28: WRONG_KIND,
    1114: NOT_VALID,
    1116: NOT_VALID,
    1117: NOT_VALID,
    3300: CAPTCHA,
    3301: CONFIRM,
}

_OTHERS = {
    1: Consequence.AGAIN,
    6: Consequence.HURRY,
    9: Consequence.LATER,
    10: Consequence.AGAIN,
    29: Consequence.SPENT,
    36: Consequence.AGAIN,
    43: Consequence.AGAIN,
}

# For execute itself these say that it is refused, or that the batch is too big; single calls may still work.
_OF_EXECUTE = frozenset({12, 13, 15, 27, 28, 36})

# A refusal of the token in the words of a page's refusal (python273/vk_api#430).
_TOKEN_REFUSED = "no access to call this method"  # noqa: S105 -- VK's words, not a secret


def consequence(told: Told, method: str) -> Consequence:
    """What follows from an answer to `method`; codes not listed are the caller's to judge."""
    match told:
        case Said():
            return Consequence.ANSWER
        case Broken():
            return Consequence.AGAIN
        case Refused(code) if method == EXECUTE and code in _OF_EXECUTE:
            return Consequence.ANSWER
        case Refused(code, text) if code in _DEADLY or _TOKEN_REFUSED in text:
            return Consequence.DEAD
        case Refused(code):
            return _OTHERS.get(code, Consequence.ANSWER)


def reason_of_death(code: int) -> str:
    """Russian, for a person who must act."""
    return _DEADLY.get(code, WRONG_KIND)
