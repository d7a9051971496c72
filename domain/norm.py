"""A decree as data: clauses, and norms that bind a clause to a rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from domain.organisation import Kind, Organisation
from domain.registry import name_key

Param = int | float | bool | str
Params = Mapping[str, Param]


class Force(StrEnum):
    """Only MANDATORY may be called «нарушение»; EXTERNAL rules come from other acts and are off by default."""

    MANDATORY = "mandatory"
    RECOMMENDED = "recommended"
    EXTERNAL = "external"


class Severity(StrEnum):
    """Orders matters, worst first; never shown as a word of the decree."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 is the worst."""
        return list(Severity).index(self)


class Bound(StrEnum):
    """Whom a norm binds."""

    SUBORDINATE = "subordinate"
    ADMINISTRATION = "administration"
    NAMED = "named"


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of the decree: `id` such as P2.2, `cite` as people cite it, `opens` its first words.

    A place in another act is one too; its text is not in the pack, so that `opens` is empty.
    """

    id: str
    parent: str | None
    cite: str
    opens: str


@dataclass(frozen=True, slots=True)
class Norm:
    """One duty of a clause, bound to a rule, or unchecked with the reason (Russian).

    A norm of another act has that act's place for a `clause` and no quote: the pack does not hold its text.
    An unchecked duty may name the rule that is foreseen for it; that rule is not in the catalogue then.
    `due_workdays` is our setting, in working days; None means the duty has no deadline or its rule knows it.
    """

    clause: str
    quote: str
    force: Force
    rule: str | None = None
    title: str = ""
    severity: Severity = Severity.MEDIUM
    binds: tuple[Bound, ...] = (Bound.SUBORDINATE,)
    params: Params = field(default_factory=dict[str, Param])
    due_workdays: int | None = None
    unchecked: str | None = None

    def covers(self, organisation: Organisation, named: frozenset[str]) -> bool:
        """Whether the norm binds this organisation; `named` are `name_key`s of those listed for this clause."""
        if Bound.NAMED in self.binds and name_key(organisation.short_name) in named:
            return True
        if organisation.kind is Kind.ADMINISTRATION:
            return Bound.ADMINISTRATION in self.binds
        return Bound.SUBORDINATE in self.binds


@dataclass(frozen=True, slots=True)
class Decree:
    """A decree pack. `named` maps a clause prefix to `name_key`s of short names (config [decree_named]).

    `headings` are numbered lines of the text that carry no duty: titles of sections, openings of lists. `acts` are
    places in other acts that norms of force EXTERNAL come from.
    """

    name: str
    title: str
    text: str
    clauses: tuple[Clause, ...]
    norms: tuple[Norm, ...]
    named: Mapping[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])
    headings: tuple[Clause, ...] = ()
    acts: tuple[Clause, ...] = ()

    def clause(self, clause_id: str) -> Clause:
        """A clause, or a place in another act. Raises KeyError when the pack has no such."""
        known = (*self.clauses, *self.acts)
        return next((clause for clause in known if clause.id == clause_id), None) or _missing(clause_id)

    def title_of(self, rule: str) -> str:
        """The short name of a requirement; the rule's id when the decree gives none."""
        return next((norm.title for norm in self.norms if norm.rule == rule and norm.title), rule)

    def norms_of(self, rule: str, organisation: Organisation) -> tuple[Norm, ...]:
        """The norms of a rule that bind the organisation, the main one first (file order)."""
        return tuple(
            norm
            for norm in self.norms
            if norm.rule == rule and norm.covers(organisation, self.named_for(norm.clause))
        )

    def named_for(self, clause_id: str) -> frozenset[str]:
        """`name_key`s of organisations that the clause, or one above it, names."""
        return frozenset(
            name
            for prefix, names in self.named.items()
            if clause_id == prefix or clause_id.startswith(f"{prefix}.")
            for name in names
        )


def _missing(clause_id: str) -> Clause:
    raise KeyError(clause_id)
