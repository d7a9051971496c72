"""OK's error codes by consequence (ok.md 6; https://apiok.ru/en/dev/errors)."""

from __future__ import annotations

from datetime import datetime, timedelta

from collectors.errors import AccessLost, CollectingError, NoAccess, TryLater, Unintelligible

# The server's side: worth asking again at once.
_PASSING = frozenset({1, 2, 30, 31, 5000, 9999})
# ACTION_BLOCKED, FLOOD_BLOCKED, LIMIT_REACHED, IP_BLOCKED: everybody waits. No duration is published.
_THROTTLED = {7: timedelta(minutes=30), 8: timedelta(minutes=30), 11: timedelta(hours=1), 9: timedelta(hours=6)}
# METHOD stands here too: an undocumented method may be missing. Which code comes for which cause is unsourced.
_NO_RIGHT = frozenset({3, 10, 24, 50, 200, 455, 456, 457, 458})
_CONFIGURATION = frozenset({101, 104, 105, 210})
_TOKEN = frozenset({102, 103, 401, 402, 403, 451, 453, 514})
_GONE = frozenset({300, 700, 702})
_FINAL: tuple[tuple[frozenset[int], type[CollectingError], str], ...] = (
    (_NO_RIGHT, NoAccess, "Одноклассники не дают прав на эти данные"),
    (_CONFIGURATION, AccessLost, "Одноклассники не приняли ключи приложения"),
    (_TOKEN, AccessLost, "токен Одноклассников не действует, нужен новый"),
)

WRONG_SIGNATURE = 104
NO_METHOD = 3
BAD_GROUP_ID = 160
# PARAM too may be the answer to a malformed group id.
MALFORMED = frozenset({100, BAD_GROUP_ID})
# PARAM again, and PARAM_FIELDSET.
BAD_FIELDS = frozenset({100, 220})


class Throttled(TryLater):
    """The network wants silence until `until`, from every method."""


class Hiccup(Exception):
    """A passing fault of the server or the line; `reason` is a Russian phrase without secrets."""

    def __init__(self, reason: str, code: int | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.code = code


class Gone(Exception):
    """What was asked for is not there (any more): a fact about it, not a fault."""

    def __init__(self, code: int) -> None:
        super().__init__(f"OK code {code}")
        self.code = code


def fault_of(code: int, now: datetime) -> CollectingError | Hiccup | Gone:
    """What an error code means for us; a code that is not listed is our own fault and never retried."""
    if code in _PASSING:
        return Hiccup("Одноклассники временно недоступны", code)
    if code in _GONE:
        return Gone(code)
    if code in _THROTTLED:
        return Throttled(_throttled_reason(code), code=code, until=now + _THROTTLED[code])
    for codes, consequence, reason in _FINAL:
        if code in codes:
            return consequence(reason, code=code)
    return Unintelligible("Одноклассники отклонили запрос", code=code)


def _throttled_reason(code: int) -> str:
    if code == 9:
        return "Одноклассники заблокировали запросы с этого адреса"
    return "Одноклассники просят делать запросы реже"
