"""Up to 25 calls in one: the script for VK's execute, and the matching of its answers (vk.md 4.2, 6.2)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import cast

from collectors.vk.consequences import EXECUTE
from collectors.vk.wire import Answer, Call, Refused, Said

MOST_CALLS = 25
MOST_BYTES = 3_000_000
"""Estimated; over 5 MB execute ends with error 13 (vk.md 3)."""


def script(calls: Sequence[Call]) -> Call:
    """The call of execute that makes `calls` and returns a list of their answers."""
    inner = ",".join(f"API.{each.method}({json.dumps(dict(each.params))})" for each in calls)
    weight = sum(each.weight for each in calls)
    return Call(EXECUTE, {"code": f"return [{inner}];"}, weight, sum(each.spends for each in calls))


def loads(calls: Sequence[Call]) -> Iterator[int]:
    """How many calls each execute carries, in order, within both limits."""
    carried = weight = 0
    for call in calls:
        if carried and (carried == MOST_CALLS or weight + call.weight > MOST_BYTES):
            yield carried
            carried = weight = 0
        carried += 1
        weight += call.weight
    if carried:
        yield carried


def matched(calls: Sequence[Call], said: Said) -> list[Answer | None]:
    """The answer to each call; None where it cannot be told and the call is to be made by itself.

    A failed call gives `false`; its error has a method and no index, so errors are matched in order, and only
    when there are as many of them as failures and their methods agree.
    """
    results = _results(said.value, len(calls))
    if results is None:
        return [None] * len(calls)
    failed = [place for place, result in enumerate(results) if result is False]
    errors = _errors(said.errors)
    agreed = [calls[place].method for place in failed] == [method for method, _ in errors]
    refusals = dict(zip(failed, (refusal for _, refusal in errors), strict=True)) if agreed else {}
    return [
        refusals.get(place) if result is False else None if result is None else Said(result)
        for place, result in enumerate(results)
    ]


def _results(value: object, count: int) -> Sequence[object] | None:
    if value is None:  # recorded where every call had failed (vk.md 4.2)
        return [False] * count
    if not isinstance(value, list):
        return None
    results = cast("list[object]", value)
    return results if len(results) == count else None


def _errors(value: object) -> list[tuple[str, Refused]]:
    """Errors of inner calls; a trailing one of execute itself was recorded and says nothing new."""
    entries = cast("list[object]", value) if isinstance(value, list) else []
    return [error for each in entries if (error := _error(each))[0] != EXECUTE]


def _error(entry: object) -> tuple[str, Refused]:
    match entry:
        case {"method": str(method), "error_code": int(code), "error_msg": str(text)}:
            return method, Refused(code, text)
        case {"method": str(method), "error_code": int(code)}:
            return method, Refused(code)
        case _:
            return "", Refused(0)
