"""`decree check`: does the pack tell the truth about the decree, and who is bound by what."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from app.config import Settings
from app.decree import DecreeFault, load_decree
from app.decree_check import Binding, bindings, check_decree
from app.speech import say
from domain.norm import Decree, Force
from domain.russian import plural
from rules.catalogue import ALL_RULES

_FORCES = {
    Force.MANDATORY: "обязательно",
    Force.RECOMMENDED: "рекомендация",
    Force.EXTERNAL: "из другого акта",
}


def execute(arguments: argparse.Namespace, settings: Settings) -> int:  # noqa: ARG001 -- every command is called so
    """1 when anything is wrong with the pack."""
    try:
        decree = load_decree(settings.decree, Path(), settings.decree_named)
    except DecreeFault as fault:
        return _verdict(fault.faults)
    for line in binding_lines(decree):
        say(line)
    return _verdict(check_decree(decree, ALL_RULES))


def binding_lines(decree: Decree) -> Iterator[str]:
    """Every clause with its duties: what checks them, how strong they are, whom they bind."""
    yield decree.title
    for clause, duties in groupby(bindings(decree), key=lambda binding: binding.clause):
        yield f"{clause.cite} ({clause.id})"
        yield from (f"  {_duty(duty)}" for duty in duties)


def _duty(binding: Binding) -> str:
    norm = binding.norm
    if norm.unchecked is not None:
        return f"не проверяется: {norm.title} — {norm.unchecked}"
    return f"{norm.rule}: {norm.title} — {_FORCES[norm.force]}; {binding.whom}"


def _verdict(faults: list[str] | tuple[str, ...]) -> int:
    for fault in faults:
        say(f"✗ {fault}")
    if not faults:
        say("✓ цитаты стоят в тексте, каждый пункт привязан или объяснён")
        return 0
    say(f"Найдено: {len(faults)} {plural(len(faults), 'неисправность', 'неисправности', 'неисправностей')}")
    return 1
