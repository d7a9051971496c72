"""Verdicts of rules and the findings made of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum

from domain.network import Network
from domain.norm import Force, Severity


class Outcome(StrEnum):
    """What a rule answers; UNKNOWN neither accuses nor closes a matter."""

    OK = "ok"
    VIOLATED = "violated"
    UNKNOWN = "unknown"


class DueSource(StrEnum):
    """Who set a deadline: the decree, a request, or our setting."""

    DECREE = "decree"
    REQUEST = "request"
    SETTING = "setting"


class MatterKind(StrEnum):
    """What a verdict opens: a violation (or recommendation, warning), a confirmation due, a technical matter."""

    VIOLATION = "violation"
    CONFIRMATION = "confirmation"
    TECHNICAL = "technical"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A rule's answer. `evidence` is one Russian sentence, lower-case start, no full stop, no personal data.

    `opens` is what kind of matter an answer other than ok opens (None: nothing). `due` overrides the norm's
    deadline (aware UTC). `period` names the week judged («2026-W47»), empty for standing requirements.
    `closes` is False for an ok that only says «not yet»: it accuses nobody and remedies nothing.
    `cases` are verdicts about single things of one requirement (a request, a central item, a planned post),
    each with its name in `period`; each has matters of its own. None: the requirement knows no cases.
    """

    outcome: Outcome
    evidence: str
    opens: MatterKind | None = None
    due: datetime | None = None
    due_source: DueSource | None = None
    period: str = ""
    closes: bool = True
    cases: tuple[Verdict, ...] | None = None

    @classmethod
    def ok(cls, evidence: str, *, period: str = "", closes: bool = True) -> Verdict:
        """The requirement is provably met, or, with `closes` False, nothing is amiss yet."""
        return cls(Outcome.OK, evidence, period=period, closes=closes)

    @classmethod
    def violated(
        cls,
        evidence: str,
        *,
        period: str = "",
        due: datetime | None = None,
        due_source: DueSource | None = None,
    ) -> Verdict:
        """The requirement is provably not met."""
        return cls(Outcome.VIOLATED, evidence, MatterKind.VIOLATION, due, due_source, period)

    @classmethod
    def unknown(
        cls,
        evidence: str,
        *,
        opens: MatterKind | None = None,
        period: str = "",
        due: datetime | None = None,
        due_source: DueSource | None = None,
    ) -> Verdict:
        """Nothing can be said; `opens` for a confirmation due or a technical matter."""
        return cls(Outcome.UNKNOWN, evidence, opens, due, due_source, period)

    @classmethod
    def of_cases(cls, cases: Sequence[Verdict], nothing: str) -> Verdict:
        """The worst of the cases with the evidence of that outcome; `nothing` is the evidence of no case.

        Raises ValueError unless every case has a `period` of its own.
        """
        if len({case.period for case in cases if case.period}) != len(cases):
            raise ValueError("every case needs a name of its own")
        if not cases:
            return cls(Outcome.OK, nothing, cases=())
        worst = min((case.outcome for case in cases), key=_WORST_FIRST.index)
        alike = [case for case in cases if case.outcome is worst]
        first = min(alike, key=_soonest)
        evidence = _together([*dict.fromkeys(case.evidence for case in alike)])
        opens = next((case.opens for case in alike if case.opens), None)
        return cls(worst, evidence, opens, first.due, first.due_source, cases=tuple(cases))


_MOST_TOLD = 5


def _together(evidence: Sequence[str]) -> str:
    """The first few; the others only counted, or nobody would read any."""
    rest = len(evidence) - _MOST_TOLD
    return "; ".join([*evidence[:_MOST_TOLD], *([f"и ещё {rest}"] if rest > 0 else [])])


_NEVER = datetime.max.replace(tzinfo=UTC)


def _soonest(case: Verdict) -> datetime:
    return case.due or _NEVER


_WORST_FIRST = (Outcome.VIOLATED, Outcome.UNKNOWN, Outcome.OK)


class SubjectKind(StrEnum):
    """What a finding is about."""

    PAGE = "page"
    PAGE_OF = "page_of"
    ORGANISATION = "org"
    ADMINISTRATION = "admin"
    NETWORK = "network"


@dataclass(frozen=True, slots=True, order=True)
class Subject:
    """What a finding is about, with a stable text key for storage.

    PAGE_OF is the page an organisation must have in a network, whether or not it is in the registry.
    """

    kind: SubjectKind
    id: int = 0
    network: Network | None = None

    @property
    def key(self) -> str:
        """E.g. ``page:12``, ``page_of:5/vk``, ``org:5``, ``admin``, ``network:vk``."""
        number = f":{self.id}" if self.id else ""
        network = f"{'/' if self.id else ':'}{self.network}" if self.network else ""
        return f"{self.kind}{number}{network}"

    @classmethod
    def parse(cls, key: str) -> Subject:
        """The reverse of `key`. Raises ValueError on a malformed key."""
        kind, _, rest = key.partition(":")
        number, _, network = rest.partition("/")
        if not number.isdigit():
            number, network = "0", number
        return cls(SubjectKind(kind), int(number), Network(network) if network else None)

    @classmethod
    def page(cls, page_id: int, network: Network) -> Subject:
        """A page of the registry."""
        return cls(SubjectKind.PAGE, page_id, network)

    @classmethod
    def page_of(cls, organisation_id: int, network: Network) -> Subject:
        """The page an organisation must have."""
        return cls(SubjectKind.PAGE_OF, organisation_id, network)

    @classmethod
    def organisation(cls, organisation_id: int) -> Subject:
        """An organisation as a whole."""
        return cls(SubjectKind.ORGANISATION, organisation_id)


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict with its place, clause and force; one a rule and subject.

    `clause` is the main clause's id, `clauses` all of them. `params` is the text form of the parameters it was
    judged by, so that a change of settings is not taken for a remedy.
    """

    rule: str
    subject: Subject
    organisation_id: int | None
    verdict: Verdict
    clause: str
    clauses: tuple[str, ...]
    force: Force
    severity: Severity = Severity.MEDIUM
    due_workdays: int | None = None
    params: str = ""

    @property
    def outcome(self) -> Outcome:
        """Shorthand for `verdict.outcome`."""
        return self.verdict.outcome

    def by_case(self) -> list[Finding]:
        """One finding a case; the finding itself when its requirement knows no cases."""
        if self.verdict.cases is None:
            return [self]
        return [replace(self, verdict=case) for case in self.verdict.cases]
