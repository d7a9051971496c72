"""`decree check`: does the pack tell the truth about the decree, and who is bound by what."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path

from app.config import Settings
from app.decree import DecreeFault, load_decree
from app.decree_check import Binding, bindings, check_decree
from app.speech import say
from bot.attestable import VALID_DAYS
from domain.norm import Decree, Force, Norm
from domain.russian import plural
from rules.catalogue import ALL_RULES, rule_of
from rules.settings import NOTHING_SET, RuleSettings

_FORCES = {
    Force.MANDATORY: "обязательно",
    Force.RECOMMENDED: "рекомендация",
    Force.EXTERNAL: "из другого акта",
}


def execute(arguments: argparse.Namespace, settings: Settings) -> int:
    """1 when anything is wrong with the pack: the one named, else that of the settings."""
    try:
        named: Mapping[str, tuple[str, ...]] = {} if arguments.pack else settings.decree_named
        decree = load_decree(arguments.pack or settings.decree, Path(), named)
    except DecreeFault as fault:
        return _verdict(fault.faults)
    for line in binding_lines(decree, settings.rules):
        say(line)
    say(sums(decree))
    return _verdict(check_decree(decree, ALL_RULES))


def binding_lines(decree: Decree, rules: RuleSettings) -> Iterator[str]:
    """Every clause with its duties: what checks them, how strong they are, whom they bind."""
    yield decree.title
    for clause, duties in groupby(bindings(decree), key=lambda binding: binding.clause):
        yield f"{clause.cite} ({clause.id})"
        yield from (f"  {_duty(duty, rules)}" for duty in duties)


def _duty(binding: Binding, rules: RuleSettings) -> str:
    norm = binding.norm
    if norm.unchecked is not None:
        return f"не проверяется: {norm.title} — {norm.unchecked}"
    rule = norm.rule or "правило не названо"
    return f"{rule}: {norm.title} — {_FORCES[norm.force]}{_switch(norm, rules)}; {binding.whom}"


def _switch(norm: Norm, rules: RuleSettings) -> str:
    """Norms of other acts are off until somebody switches them on."""
    if norm.force is not Force.EXTERNAL:
        return ""
    return ", включено в настройках" if rules.get(norm.rule or "", NOTHING_SET).enabled else ", выключено"


def sums(decree: Decree) -> str:
    """How many clauses and duties there are, and how each duty is seen to."""
    own = [norm for norm in decree.norms if norm.force is not Force.EXTERNAL]
    counts = Counter(map(_way, own))
    others = len(decree.norms) - len(own)
    return (
        f"Пунктов: {len(decree.clauses)}, обязанностей в них: {len(own)}. "
        f"Проверяет программа: {counts['checked']}, подтверждает человек: {counts['attested']}, "
        f"не проверяются (с причиной): {counts['unchecked']}{f'. Из других актов: {others}' if others else ''}"
    )


def _way(norm: Norm) -> str:
    if norm.unchecked is not None:
        return "unchecked"
    rule = rule_of(norm.rule or "")
    return "attested" if rule is not None and VALID_DAYS in rule.params else "checked"


def _verdict(faults: list[str] | tuple[str, ...]) -> int:
    for fault in faults:
        say(f"✗ {fault}")
    if not faults:
        say("✓ цитаты стоят в тексте, каждый пункт привязан или объяснён")
        return 0
    say(f"Найдено: {len(faults)} {plural(len(faults), 'неисправность', 'неисправности', 'неисправностей')}")
    return 1
