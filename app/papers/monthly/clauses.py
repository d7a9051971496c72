"""Fulfilment clause by clause: the journal's violations of the month, and the last check's verdicts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from app.frame import Frame
from app.papers.monthly.matters import is_violation
from app.papers.monthly.span import MonthSpan
from domain.finding import Finding, Outcome
from domain.matter import Event, MatterEvent
from domain.norm import Bound, Decree, Force, Norm
from domain.organisation import Organisation
from domain.overview import Overview
from domain.view import AdminView
from reports.month.facts import ClauseLine, Kept
from rules.catalogue import rule_of


@dataclass(frozen=True, slots=True)
class Cited:
    """What people cite as one clause: several ids may share a citation, as unnumbered dashes do."""

    cite: str
    norms: tuple[Norm, ...]

    @property
    def ids(self) -> frozenset[str]:
        """Ids of its clauses."""
        return frozenset(norm.clause for norm in self.norms)

    @property
    def rules(self) -> frozenset[str]:
        """Ids of the rules that look at it."""
        return frozenset(norm.rule for norm in self.norms if norm.rule)


def clause_lines(span: MonthSpan, glance: Overview) -> tuple[ClauseLine, ...]:
    """Every clause with a mandatory requirement that is checked and binds anybody, in the decree's order."""
    present = [line.organisation for line in glance.organisations]
    return tuple(_line(span, glance, cited) for cited in _cited(span.frame, present))


def unchecked(frame: Frame) -> tuple[str, ...]:
    """Mandatory requirements that no rule looks at, as «Контент-план (подп. 6.1 раздела 1 Порядка)»."""
    cites = {clause.id: clause.cite for clause in frame.decree.clauses}
    left = [norm for norm in frame.decree.norms if norm.rule and _is_mandatory(norm) and not _is_on(norm, frame)]
    return tuple(dict.fromkeys(f"{norm.title} ({cites.get(norm.clause, norm.clause)})" for norm in left))


def _cited(frame: Frame, present: Sequence[Organisation]) -> list[Cited]:
    norms = [norm for norm in frame.decree.norms if _is_mandatory(norm) and _is_on(norm, frame)]
    bound = [norm for norm in norms if _binds(norm, frame.decree, present)]
    found: dict[str, list[Norm]] = {}
    for clause in frame.decree.clauses:
        found.setdefault(clause.cite, []).extend(norm for norm in bound if norm.clause == clause.id)
    return [Cited(cite, tuple(own)) for cite, own in found.items() if own]


def _is_mandatory(norm: Norm) -> bool:
    return norm.force is Force.MANDATORY


def _is_on(norm: Norm, frame: Frame) -> bool:
    is_known = norm.rule is not None and rule_of(norm.rule) is not None
    return is_known and not norm.unchecked and norm.rule not in frame.rules_off


def _binds(norm: Norm, decree: Decree, present: Sequence[Organisation]) -> bool:
    rule = rule_of(norm.rule or "")
    if rule is not None and rule.on is AdminView:
        return Bound.ADMINISTRATION in norm.binds
    return any(norm.covers(each, decree.named_for(norm.clause)) for each in present)


def _line(span: MonthSpan, glance: Overview, cited: Cited) -> ClauseLine:
    return ClauseLine(
        cited.cite,
        tuple(dict.fromkeys(norm.title for norm in cited.norms)),
        opened=_count(span.events, cited.ids, Event.OPENED),
        resolved=_count(span.events, cited.ids, Event.RESOLVED),
        left=_count(span.standing, cited.ids, Event.OPENED),
        now=_kept(glance, cited) if span.is_newest else None,
    )


def _count(events: Iterable[MatterEvent], clauses: AbstractSet[str], event: Event) -> int:
    own = [each.matter for each in events if each.event is event and not clauses.isdisjoint(each.matter.clauses)]
    return sum(map(is_violation, own))


def _kept(glance: Overview, cited: Cited) -> Kept:
    """By organisation: broken where any requirement is, unknown where any is and none is broken."""
    places = [*(line.all_findings for line in glance.organisations), glance.administration]
    worst = [outcome for found in places if (outcome := _worst(found, cited)) is not None]
    return Kept(worst.count(Outcome.OK), worst.count(Outcome.VIOLATED), worst.count(Outcome.UNKNOWN))


def _worst(found: Iterable[Finding], cited: Cited) -> Outcome | None:
    outcomes = {
        each.outcome for each in found if each.rule in cited.rules and not cited.ids.isdisjoint(each.clauses)
    }
    return next((each for each in (Outcome.VIOLATED, Outcome.UNKNOWN, Outcome.OK) if each in outcomes), None)
