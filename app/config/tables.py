"""Sections whose keys are names of things: [rules.<id>] and [decree_named]; all their faults at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import TypeVar, cast

from pydantic import ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

from app.config import values
from domain.norm import Param
from rules.catalogue import ALL_RULES, legal_params
from rules.params import LegalParams
from rules.settings import RuleSetting, RuleSettings

ENABLED = "enabled"
DUE_WORKDAYS = "due_workdays"

NO_KEYS: Mapping[str, object] = {}

Place = tuple[str, ...]
V = TypeVar("V")
D = TypeVar("D")


class Faults:
    """Complaints by place, handed over all together."""

    def __init__(self) -> None:
        self._details: list[InitErrorDetails] = []

    def add(self, place: Place, message: str) -> None:
        """A complaint about a place inside the section."""
        error = PydanticCustomError("fault", "{message}", {"message": message})
        self._details.append(InitErrorDetails(type=error, loc=place, input=None))

    def settle(self) -> None:
        """Raises ValidationError when there is any complaint."""
        if self._details:
            raise ValidationError.from_exception_data("section", self._details)


def read_named(written: object) -> Mapping[str, tuple[str, ...]]:
    """[decree_named]: a clause's id to short names as people wrote them."""
    faults = Faults()
    read_names = values.listed(values.text)
    named = {clause: _tried(read_names, names, (clause,), faults, ()) for clause, names in _table(written).items()}
    faults.settle()
    return named


def read_rules(written: object) -> RuleSettings:
    """[rules.<id>]: whether a rule is on, its deadline, and its own parameters."""
    faults = Faults()
    settings = {rule: _read_rule(rule, section, faults) for rule, section in _table(written).items()}
    faults.settle()
    return settings


def _read_rule(rule: str, section: object, faults: Faults) -> RuleSetting:
    known = [each.id for each in ALL_RULES]
    if rule not in known:
        faults.add((rule,), f"такого правила нет{perhaps(rule, known)}")
        return RuleSetting()
    keys = _tried(_table, section, (rule,), faults, NO_KEYS)
    legal = legal_params(rule)
    params = {
        key: param
        for key, value in keys.items()
        if key not in (ENABLED, DUE_WORKDAYS) and (param := _param((rule, key), legal, value, faults)) is not None
    }
    return RuleSetting(_enabled(rule, keys, faults), params, _due_workdays(rule, keys, faults))


def _param(place: Place, legal: LegalParams, value: object, faults: Faults) -> Param | None:
    key = place[-1]
    if key not in legal:
        known = [ENABLED, DUE_WORKDAYS, *legal]
        faults.add(place, f"неизвестный ключ; у этого правила есть: {', '.join(known)}")
        return None
    told = value if legal[key].type is str else values.plain(value)
    told = str(told) if isinstance(told, values.EnvText) else told
    if complaint := legal[key].fault(told):
        faults.add(place, f"{complaint}, а стоит «{values.shown(value)}»")
        return None
    return cast("Param", told)


def _enabled(rule: str, keys: Mapping[str, object], faults: Faults) -> bool | None:
    return _tried(_yes_or_no, keys[ENABLED], (rule, ENABLED), faults, None) if ENABLED in keys else None


def _due_workdays(rule: str, keys: Mapping[str, object], faults: Faults) -> int | None:
    if DUE_WORKDAYS not in keys:
        return None
    return _tried(values.whole(least=1), keys[DUE_WORKDAYS], (rule, DUE_WORKDAYS), faults, None)


def _yes_or_no(value: object) -> bool:
    told = values.plain(value)
    if not isinstance(told, bool):
        raise values.wrong("true или false", value)
    return told


def _table(written: object) -> Mapping[str, object]:
    if not isinstance(written, Mapping):
        raise values.wrong("раздел с ключами", written)
    return cast("Mapping[str, object]", written)


def _tried(read: Callable[[object], V], value: object, place: Place, faults: Faults, instead: D) -> V | D:
    try:
        return read(value)
    except ValueError as fault:
        faults.add(place, str(fault))
        return instead


def perhaps(written: str, known: list[str]) -> str:
    """«; возможно, …» when the text looks like one of the known ones."""
    near = get_close_matches(written, known, 1)
    return f"; возможно, {near[0]}" if near else ""
