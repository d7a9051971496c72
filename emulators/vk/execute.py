"""The method execute, for the one form of script a collector sends: ``return [API.m({json}),...];``."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from emulators.vk.call import Habits
from emulators.vk.errors import VkError, execute_entry
from emulators.vk.post import JsonObject

MOST_CALLS = 25
"""API calls one script may make (dev.vk.com, execute)."""

_NUMBER = re.compile(r"\s*return\s+(-?\d+)\s*;\s*")
_LIST = re.compile(r"\s*return\s*\[(.*)\]\s*;\s*", re.DOTALL)
_OPENING = re.compile(r"\s*API\.([a-z]+\.[A-Za-z]+)\(\s*")
_CLOSING = re.compile(r"\s*\)\s*")
_COMMA = re.compile(r",\s*")


@dataclass(frozen=True, slots=True)
class InnerCall:
    """One call a script makes; `values` as they would come over the wire."""

    method: str
    values: dict[str, str]


def parse(code: str) -> int | list[InnerCall]:
    """What a script returns: a number, or the answers of calls. Raises VkError 12, and 13 for over 25 calls."""
    if found := _NUMBER.fullmatch(code):
        return int(found[1])
    body = _LIST.fullmatch(code)
    if body is None:
        raise VkError(12, "Unable to compile code: ';' expected, '' found in line 1")
    calls = _calls(body[1])
    if len(calls) > MOST_CALLS:
        raise VkError(13, "Runtime error occurred during code invocation: too many api calls")
    return calls


def run(calls: list[InnerCall], perform: Callable[[InnerCall], object], habits: Habits) -> JsonObject:
    """The whole answer: ``false`` where a call failed, the reasons in execute_errors in order."""
    results: list[object] = []
    failed: list[tuple[str, VkError]] = []
    for call in calls:
        try:
            results.append(perform(call))
        except VkError as error:
            results.append(False)
            failed.append((call.method, error))
    nothing = habits.execute_null and len(failed) == len(calls)
    told: JsonObject = {"response": None if nothing else results}
    return told | _reasons(failed, habits) if failed else told


def check_size(body: JsonObject, limit: int) -> None:
    """Raise VkError 13 when the answer is over `limit` bytes."""
    if len(json.dumps(body, ensure_ascii=False).encode()) > limit:
        raise VkError(13, "Runtime error occurred during code invocation: response size is too big")


def _reasons(failed: list[tuple[str, VkError]], habits: Habits) -> JsonObject:
    entries = [execute_entry(error, method) for method, error in failed]
    if habits.execute_trailer:
        entries.append(execute_entry(failed[-1][1], "execute"))
    return {"execute_errors": entries}


def _calls(text: str) -> list[InnerCall]:
    calls: list[InnerCall] = []
    at = 0
    while text[at:].strip():
        if calls:
            at = _expect(_COMMA, text, at).end()
        call, at = _call(text, at)
        calls.append(call)
    return calls


def _call(text: str, at: int) -> tuple[InnerCall, int]:
    opening = _expect(_OPENING, text, at)
    values, at = _arguments(text, opening.end())
    return InnerCall(opening[1], values), _expect(_CLOSING, text, at).end()


def _arguments(text: str, at: int) -> tuple[dict[str, str], int]:
    if not text.startswith("{", at):
        return {}, at
    try:
        given, at = json.JSONDecoder().raw_decode(text, at)
    except json.JSONDecodeError as error:
        raise VkError(12, f"Unable to compile code: {error.msg}") from None
    return {key: _wire(value) for key, value in given.items()}, at


def _expect(pattern: re.Pattern[str], text: str, at: int) -> re.Match[str]:
    found = pattern.match(text, at)
    if found is None:
        raise VkError(12, f"Unable to compile code: unexpected token at {at}")
    return found


def _wire(value: object) -> str:
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, list):
        return ",".join(_wire(each) for each in cast("list[object]", value))
    return str(value)
