"""Proves that a decree pack tells the truth: quotes, clauses, norms and rules agree (`postovoy decree check`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from app.decree import CLAUSES, TEXT, norm_place
from app.decree_text import DecreeText, Passage, shorten
from domain.norm import Bound, Clause, Decree, Force, Norm
from domain.russian import plural
from rules.rule import AnyRule

# Out of 1: a letter or two of a rule's name, not another rule.
LIKE_A_NAME = 0.85


def check_decree(decree: Decree, rules: Iterable[AnyRule]) -> list[str]:
    """Everything wrong with the pack, as Russian sentences with file and place; empty when all is well."""
    text = DecreeText(decree)
    catalogue = {rule.id: rule for rule in rules}
    norm_faults = [
        f"{norm_place(number, norm.clause, norm.rule)}: {fault}"
        for number, norm in enumerate(decree.norms, start=1)
        for fault in (*_source_faults(norm, decree, text), *_rule_faults(norm, catalogue))
    ]
    return [*_clause_faults(decree, text), *_act_faults(decree), *text.orphans(), *norm_faults]


def _clause_faults(decree: Decree, text: DecreeText) -> list[str]:
    faults: list[str] = []
    known = Counter(unit.id for unit in text.units)
    bound = {norm.clause for norm in decree.norms}
    for unit in text.units:
        if known[unit.id] > 1:
            faults.append(f"{CLAUSES}, {unit.id}: пункт записан не один раз")
        if unit.parent is not None and unit.parent not in known:
            faults.append(f"{CLAUSES}, {unit.id}: вышестоящего пункта {unit.parent} нет")
        if text.times(unit) != 1:
            where = "не начинается ни один абзац" if text.times(unit) == 0 else "начинается не один абзац"
            faults.append(f"{CLAUSES}, {unit.id}: словами «{shorten(unit.opens)}» {where} {TEXT}")
    unbound = [clause.id for clause in decree.clauses if clause.id not in bound]
    return faults + [f"{CLAUSES}, {clause}: у пункта нет ни одной нормы" for clause in unbound]


def _act_faults(decree: Decree) -> list[str]:
    """The text of another act is not in the pack: all that can be proven is that it is named once and needed."""
    named = Counter(act.id for act in decree.acts)
    taken = {unit.id for unit in (*decree.clauses, *decree.headings)}
    bound = {norm.clause for norm in decree.norms}
    twice = [f"{CLAUSES}, {act}: акт записан не один раз или назван как пункт" for act in named if named[act] > 1]
    twice += [f"{CLAUSES}, {act}: акт записан не один раз или назван как пункт" for act in named if act in taken]
    return twice + [f"{CLAUSES}, {act}: у акта нет ни одной нормы" for act in named if act not in bound]


def _source_faults(norm: Norm, decree: Decree, text: DecreeText) -> list[str]:
    """Words of the decree are quoted; what comes from another act is named so and is of force external."""
    if norm.force is not Force.EXTERNAL:
        return _quote_faults(norm, text)
    if norm.quote or norm.clause not in {act.id for act in decree.acts}:
        return [f"force = external, а такого акта в {CLAUSES} нет: вместо clause и quote нужен act"]
    return []


def _quote_faults(norm: Norm, text: DecreeText) -> list[str]:
    if not text.holds(norm.quote):
        return [f"слов «{shorten(norm.quote)}» в {TEXT} нет{_instead(text.nearest(norm.quote))}"]
    if norm.clause not in {unit.id for unit in text.units}:
        return [f"пункта {norm.clause} в {CLAUSES} нет"]
    if not text.holds_in(norm.clause, norm.quote):
        return [f"слова «{shorten(norm.quote)}» стоят не в пункте {norm.clause}"]
    return []


def _instead(passage: Passage | None) -> str:
    return f"; ближайшее место, строка {passage.line}: «{shorten(passage.words, 160)}»" if passage else ""


def _rule_faults(norm: Norm, catalogue: Mapping[str, AnyRule]) -> list[str]:
    rule = catalogue.get(norm.rule or "")
    if norm.unchecked is not None:
        return [f"правило {rule.id} есть, а норма объявлена непроверяемой"] if rule else []
    if norm.rule is None:
        return ["не названо ни правило, ни причина, почему норма не проверяется"]
    return _param_faults(norm, rule) if rule else [_no_rule(norm.rule, catalogue)]


def _no_rule(name: str, catalogue: Iterable[str]) -> str:
    near = "".join(f"; возможно, {each}" for each in get_close_matches(name, catalogue, 1, cutoff=LIKE_A_NAME))
    return f"правила {name} нет{near}"


def _param_faults(norm: Norm, rule: AnyRule) -> list[str]:
    faults = [
        f"у правила {rule.id} нет параметра «{name}»" for name in sorted(norm.params.keys() - rule.params.keys())
    ]
    for name, legal in rule.params.items():
        if name in norm.params:
            complaint = legal.fault(norm.params[name])
        else:
            complaint = "не задан, а без него правило не работает" if legal.required else None
        if complaint:
            faults.append(f"параметр «{name}»: {complaint}")
    return faults


@dataclass(frozen=True, slots=True)
class Binding:
    """Who is bound by what: a clause, one of its norms, and the bound in Russian words."""

    clause: Clause
    norm: Norm
    whom: str


def bindings(decree: Decree) -> tuple[Binding, ...]:
    """Every clause with its norms, in the order of the decree, then other acts; without a norm it is left out."""
    return tuple(
        Binding(clause, norm, _whom(norm, decree))
        for clause in (*decree.clauses, *decree.acts)
        for norm in decree.norms
        if norm.clause == clause.id
    )


def _whom(norm: Norm, decree: Decree) -> str:
    titles = {
        Bound.SUBORDINATE: "подведомственные организации",
        Bound.ADMINISTRATION: "администрация",
        Bound.NAMED: _named_title(len(decree.named_for(norm.clause))),
    }
    return ", ".join(titles[bound] for bound in norm.binds)


def _named_title(count: int) -> str:
    if not count:
        return "никто: в [decree_named] никто не назван"
    return f"{count} {plural(count, 'организация', 'организации', 'организаций')} из [decree_named]"
