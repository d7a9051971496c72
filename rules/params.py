"""Parameters of rules: which are legal, of what type, and what is wrong with a value somebody gave."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import UnionType
from typing import Annotated, Union, get_args, get_origin, get_type_hints

from domain.finding import Verdict
from domain.norm import Param, Params
from domain.week_hour import WeekHour, WeekHourFault

_TYPE_TITLES: dict[type, str] = {int: "целое число", float: "число", bool: "true или false", str: "строка"}


@dataclass(frozen=True, slots=True)
class Demand:
    """What is asked of a value beyond its type; `complaint` is Russian, None when the value is good."""

    complaint: Callable[[object], str | None]


def _not_positive(value: object) -> str | None:
    return None if isinstance(value, int) and value >= 1 else "нужно число не меньше 1"


def _no_month_day(value: object) -> str | None:
    # A day that every month has.
    return None if isinstance(value, int) and 1 <= value <= 28 else "нужен день месяца от 1 до 28"


def _no_week_hour(value: object) -> str | None:
    try:
        WeekHour.parse(str(value))
    except WeekHourFault as fault:
        return str(fault)
    return None


Positive = Annotated[int, Demand(_not_positive)]
PositiveOrOpen = Annotated[int | None, Demand(_not_positive)]
MonthDay = Annotated[int, Demand(_no_month_day)]
WeekHourText = Annotated[str, Demand(_no_week_hour)]


@dataclass(frozen=True, slots=True)
class LegalParam:
    """One keyword parameter of a rule. `default` is None also when the parameter may be left open."""

    type: type[int] | type[float] | type[bool] | type[str]
    default: Param | None = None
    required: bool = False
    demand: Demand | None = None

    def fault(self, value: object) -> str | None:
        """What is wrong with the value, in Russian, or None; a whole number is welcome where any number is."""
        is_of_type = type(value) is self.type or (self.type is float and type(value) is int)
        if not is_of_type:
            return f"нужно: {_TYPE_TITLES[self.type]}"
        return self.demand.complaint(value) if self.demand else None


LegalParams = Mapping[str, LegalParam]


def read_params(judge: Callable[..., Verdict]) -> LegalParams:
    """The legal parameters of a rule's function, read from its signature; all after the view are keywords."""
    hints = get_type_hints(judge, include_extras=True)
    return {
        name: _read_param(hints[name], parameter)
        for name, parameter in inspect.signature(judge).parameters.items()
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY
    }


def _read_param(hint: object, parameter: inspect.Parameter) -> LegalParam:
    required = parameter.default is inspect.Parameter.empty
    default = None if required else parameter.default
    demand = next((mark for mark in get_args(hint) if isinstance(mark, Demand)), None)
    return LegalParam(_plain_type(hint), default, required, demand)


def _plain_type(hint: object) -> type[int] | type[float] | type[bool] | type[str]:
    """`int` of `int`, `int | None` and `Annotated[int, …]`. Raises TypeError on anything settings cannot hold."""
    if get_origin(hint) is Annotated:
        return _plain_type(get_args(hint)[0])
    if get_origin(hint) in (UnionType, Union):
        return _plain_type(next(arm for arm in get_args(hint) if arm is not type(None)))
    for plain in (bool, int, float, str):
        if hint is plain:
            return plain
    raise TypeError(f"a rule's parameter cannot be of type {hint!r}")


def effective(legal: LegalParams, *layers: Params) -> dict[str, Param]:
    """Defaults of the function, overlaid by the layers in order; parameters left open are left out."""
    values = {name: param.default for name, param in legal.items() if param.default is not None}
    for layer in layers:
        values.update(layer)
    return values


def params_text(params: Params) -> str:
    """A stable text, sorted by name, e.g. ``count_reposts=true, minimum=2``."""
    return ", ".join(f"{name}={json.dumps(params[name], ensure_ascii=False)}" for name in sorted(params))
