"""Asks the rules that bind a page, an organisation or the administration, and makes findings of their answers."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from domain.finding import Finding, MatterKind, Subject, SubjectKind, Verdict
from domain.norm import Bound, Decree, Force, Norm, Params
from domain.view import AdminView, OrgView, PageView
from rules.catalogue import ADMINISTRATION_RULES, ORGANISATION_RULES, PAGE_RULES
from rules.params import effective, params_text
from rules.rule import NETWORK_OFF, AdministrationRule, AnyRule, OrganisationRule, PageRule, Rule, V
from rules.settings import NOTHING_SET, RuleSetting, RuleSettings

log = logging.getLogger(__name__)

BROKEN = "правило не сработало из-за ошибки программы, подробности в её журнале"


def judge_page(
    view: PageView, decree: Decree, settings: RuleSettings, rules: Sequence[PageRule] = PAGE_RULES
) -> list[Finding]:
    """Findings about one page, in the order of the catalogue; with its network off every one is unknown."""
    subject = Subject.page(view.page.id, view.network)
    findings: list[Finding] = []
    for rule in rules:
        norms = () if _is_waived(rule, view) else decree.norms_of(rule.id, view.organisation)
        if duty := _duty(rule, norms, settings):
            verdict = Verdict.unknown(NETWORK_OFF) if view.collection.off else _ask(rule, view, duty.params)
            findings.append(duty.finding(subject, view.organisation.id, verdict))
    return findings


def judge_organisation(
    view: OrgView, decree: Decree, settings: RuleSettings, rules: Sequence[OrganisationRule] = ORGANISATION_RULES
) -> list[Finding]:
    """Findings about one organisation and about the pages it must have, in the order of the catalogue."""
    findings: list[Finding] = []
    for rule in rules:
        norms = () if _is_waived(rule, view) else decree.norms_of(rule.id, view.organisation)
        if duty := _duty(rule, norms, settings):
            verdict = _ask(rule, view, duty.params)
            findings.append(duty.finding(_subject(rule, view), view.organisation.id, verdict))
    return findings


def judge_administration(
    view: AdminView,
    decree: Decree,
    settings: RuleSettings,
    rules: Sequence[AdministrationRule] = ADMINISTRATION_RULES,
) -> list[Finding]:
    """Findings about the administration's own duties, in the order of the catalogue."""
    subject = Subject(SubjectKind.ADMINISTRATION)
    findings: list[Finding] = []
    for rule in rules:
        norms = [norm for norm in decree.norms if norm.rule == rule.id and Bound.ADMINISTRATION in norm.binds]
        if duty := _duty(rule, norms, settings):
            findings.append(duty.finding(subject, None, _ask(rule, view, duty.params)))
    return findings


@dataclass(frozen=True, slots=True)
class _Duty:
    """How a rule binds here: its norms with the main one first, and the settings laid over them."""

    rule: str
    norms: Sequence[Norm]
    params: Params
    due_workdays: int | None

    def finding(self, subject: Subject, organisation_id: int | None, verdict: Verdict) -> Finding:
        main = self.norms[0]
        return Finding(
            self.rule,
            subject,
            organisation_id,
            verdict,
            main.clause,
            tuple(dict.fromkeys(norm.clause for norm in self.norms)),
            main.force,
            main.severity,
            self.due_workdays,
            params_text(self.params),
        )


def _duty(rule: AnyRule, norms: Sequence[Norm], settings: RuleSettings) -> _Duty | None:
    setting = settings.get(rule.id, NOTHING_SET)
    if not norms or not _is_on(norms[0], setting):
        return None
    due = norms[0].due_workdays if setting.due_workdays is None else setting.due_workdays
    return _Duty(rule.id, norms, effective(rule.params, norms[0].params, setting.params), due)


def _is_on(norm: Norm, setting: RuleSetting) -> bool:
    """Norms of other acts are off until somebody switches them on (architecture, section 3)."""
    if setting.enabled is None:
        return norm.force is not Force.EXTERNAL
    return setting.enabled


def _is_waived(rule: PageRule | OrganisationRule, view: PageView | OrgView) -> bool:
    return rule.exempt_only is not view.organisation.is_exempt


def _subject(rule: OrganisationRule, view: OrgView) -> Subject:
    if rule.network is None:
        return Subject.organisation(view.organisation.id)
    return Subject.page_of(view.organisation.id, rule.network)


def _ask(rule: Rule[V, ...], view: V, params: Params) -> Verdict:
    try:
        return rule.judge(view, **params)
    except Exception:  # a bulkhead: one broken rule must neither stop the cycle nor accuse anybody
        log.exception("rule %s raised", rule.id)
        return Verdict.unknown(BROKEN, opens=MatterKind.TECHNICAL)
