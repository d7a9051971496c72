"""Which findings silence which (architecture, section 4, "Inhibition")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from domain.finding import Finding, MatterKind, Outcome, Subject, SubjectKind
from domain.network import Network
from domain.rule_ids import HIDDEN_BY_CLOSURE, PAGE_OPEN, RISK, SILENT, UNAVAILABLE


@dataclass(frozen=True, slots=True)
class Muting:
    """Networks and pages whose matters keep silent; see `mutes`."""

    networks: frozenset[Network | None]
    shut: frozenset[Subject]
    silent: frozenset[Subject]
    unread: frozenset[Subject]

    @classmethod
    def of(cls, findings: Sequence[Finding], mute_all: frozenset[Network]) -> Muting:
        """From one organisation's findings; `mute_all` are networks that are silent as a whole."""
        violated = [finding for finding in findings if finding.outcome is Outcome.VIOLATED]
        return cls(
            networks=mute_all | {finding.subject.network for finding in findings if _is_astray(finding)},
            shut=frozenset(finding.subject for finding in violated if finding.rule == PAGE_OPEN),
            silent=frozenset(finding.subject for finding in violated if finding.rule == SILENT),
            unread=frozenset(f.subject for f in findings if f.rule == UNAVAILABLE and f.verdict.opens is not None),
        )

    def mutes(self, rule: str, subject: Subject) -> bool:
        """Whether a matter of this rule and subject keeps silent for now."""
        if subject.kind is not SubjectKind.PAGE:
            return False
        return (
            subject.network in self.networks
            or (subject in self.unread and rule != UNAVAILABLE)
            or (subject in self.shut and rule in HIDDEN_BY_CLOSURE)
            or (subject in self.silent and rule == RISK)
        )


def _is_astray(finding: Finding) -> bool:
    """There is no page, or its link leads where it should not, so that nothing is known of the page itself."""
    is_amiss = finding.outcome is Outcome.VIOLATED or finding.verdict.opens is MatterKind.TECHNICAL
    return finding.rule.startswith("page_exists_") and is_amiss
