"""Proves that a decree pack tells the truth: quotes, clauses, norms and rules agree (`postovoy decree check`)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from rapidfuzz.fuzz import partial_ratio_alignment, token_set_ratio
from rapidfuzz.process import extractOne

from app.decree import CLAUSES, TEXT, norm_place
from domain.norm import Bound, Clause, Decree, Force, Norm
from domain.russian import plural
from rules.rule import AnyRule

_NUMBERED = re.compile(r"^\d+(?:\.\d+)*\.\s+\S")
# Out of 100, found by trial on the shipped decrees: a slip of the pen leaves 80 and more.
LIKE_ENOUGH = 60
SAME_WORDS = 80
# Out of 1: a letter or two of a rule's name, not another rule.
LIKE_A_NAME = 0.85
_MARK = re.compile(r"^(?:\d+(?:\.\d+)*\.|[·•–—-])\s+")


def check_decree(decree: Decree, rules: Iterable[AnyRule]) -> list[str]:
    """Everything wrong with the pack, as Russian sentences with file and place; empty when all is well."""
    text = _Text(decree)
    catalogue = {rule.id: rule for rule in rules}
    norm_faults = [
        f"{norm_place(number, norm.clause, norm.rule)}: {fault}"
        for number, norm in enumerate(decree.norms, start=1)
        for fault in (*_source_faults(norm, decree, text), *_rule_faults(norm, catalogue))
    ]
    return [*_clause_faults(decree, text), *_act_faults(decree), *text.orphans(), *norm_faults]


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of the text and the number of their line, from 1."""

    line: int
    words: str


class _Text:
    """The decree's paragraphs (white space folded) and which clause or heading begins in which."""

    def __init__(self, decree: Decree) -> None:
        self.units = (*decree.clauses, *decree.headings)
        self._lines = [" ".join(line.split()) for line in decree.text.splitlines()]
        self._parents = {unit.id: unit.parent for unit in self.units}
        self._begun = {unit.id: self._beginnings(unit) for unit in self.units}

    def holds(self, quote: str) -> bool:
        """The quote stands somewhere in the text."""
        return _fold(quote) in _fold(" ".join(self._lines))

    def nearest(self, quote: str) -> Passage | None:
        """The words most like the quote, to whole words; None when nothing in the text is like it."""
        sought = _alike(quote)
        found = [
            (alignment.score, -number, alignment)
            for number, line in enumerate(self._lines, start=1)
            if (alignment := partial_ratio_alignment(sought, _alike(line), score_cutoff=LIKE_ENOUGH))
        ]
        if not found:
            return self._of_same_words(sought)
        _, place, best = max(found, key=lambda each: each[:2])
        return Passage(-place, _whole_words(self._lines[-place - 1], best.dest_start, best.dest_end))

    def holds_in(self, unit_id: str, quote: str) -> bool:
        """The quote stands in that clause, or in the words that open the list it belongs to."""
        parent = self._parents.get(unit_id)
        return any(_fold(quote) in self._passage(unit) for unit in (unit_id, parent) if unit in self._begun)

    def _of_same_words(self, sought: str) -> Passage | None:
        """The paragraph that holds the same words in another order."""
        lines = [_alike(line) for line in self._lines]
        found = extractOne(sought, lines, scorer=token_set_ratio, score_cutoff=SAME_WORDS)
        return Passage(found[2] + 1, self._lines[found[2]]) if found else None

    def times(self, unit: Clause) -> int:
        """How many paragraphs begin with the clause's first words."""
        return len(self._begun[unit.id])

    def orphans(self) -> list[str]:
        """Numbered paragraphs that no clause and no heading begins with."""
        known = {line for begun in self._begun.values() for line in begun}
        return [
            f"{TEXT}, строка {number + 1}: абзац «{_shorten(line)}» не отнесён ни к одному пункту"
            for number, line in enumerate(self._lines)
            if _NUMBERED.match(line) and number not in known
        ]

    def _beginnings(self, unit: Clause) -> list[int]:
        opens = _fold(unit.opens)
        return [
            number for number, line in enumerate(self._lines) if opens and _MARK.sub("", line).startswith(opens)
        ]

    def _passage(self, unit_id: str) -> str:
        borders = sorted({line for begun in self._begun.values() for line in begun})
        starts = self._begun[unit_id]
        ends = [next((border for border in borders if border > start), None) for start in starts]
        return _fold(" ".join(" ".join(self._lines[s:e]) for s, e in zip(starts, ends, strict=True)))


def _whole_words(line: str, start: int, end: int) -> str:
    """The stretch of the line widened to where its first and last words begin and end."""
    while start > 0 and not line[start - 1].isspace():
        start -= 1
    while end < len(line) and not line[end].isspace():
        end += 1
    return line[start:end].strip()


def _alike(text: str) -> str:
    """What passages are compared by, letter for letter as long as the text."""
    return "".join(letter if len(letter.lower()) > 1 else letter.lower() for letter in _fold(text)).replace(
        "ё", "е"
    )


def _fold(text: str) -> str:
    return " ".join(text.split())


def _shorten(line: str, length: int = 60) -> str:
    return line if len(line) <= length else f"{line[:length].rstrip()}…"


def _clause_faults(decree: Decree, text: _Text) -> list[str]:
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
            faults.append(f"{CLAUSES}, {unit.id}: словами «{_shorten(unit.opens)}» {where} {TEXT}")
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


def _source_faults(norm: Norm, decree: Decree, text: _Text) -> list[str]:
    """Words of the decree are quoted; what comes from another act is named so and is of force external."""
    if norm.force is not Force.EXTERNAL:
        return _quote_faults(norm, text)
    if norm.quote or norm.clause not in {act.id for act in decree.acts}:
        return [f"force = external, а такого акта в {CLAUSES} нет: вместо clause и quote нужен act"]
    return []


def _quote_faults(norm: Norm, text: _Text) -> list[str]:
    if not text.holds(norm.quote):
        return [f"слов «{_shorten(norm.quote)}» в {TEXT} нет{_instead(text.nearest(norm.quote))}"]
    if norm.clause not in {unit.id for unit in text.units}:
        return [f"пункта {norm.clause} в {CLAUSES} нет"]
    if not text.holds_in(norm.clause, norm.quote):
        return [f"слова «{_shorten(norm.quote)}» стоят не в пункте {norm.clause}"]
    return []


def _instead(passage: Passage | None) -> str:
    return f"; ближайшее место, строка {passage.line}: «{_shorten(passage.words, 160)}»" if passage else ""


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
