"""Which rules are asked, by which norm, and what becomes of their answers."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import replace

import pytest

from domain.finding import Finding, MatterKind, Outcome, Subject, SubjectKind, Verdict
from domain.network import Network
from domain.norm import Bound, Decree, Force, Norm, Severity
from domain.organisation import Kind
from domain.view import AdminView, Collection, OrgView, PageView
from rules.activity import posts_weekly_min
from rules.catalogue import ORGANISATION_RULES, PAGE_RULES
from rules.engine import judge_administration, judge_organisation, judge_page
from rules.params import Positive
from rules.registry import page_exists_vk
from rules.rule import AnyRule, rule
from rules.security import credentials_ledger
from rules.settings import RuleSetting
from tests.rules.world import CLUB, EXEMPT, LONG_AGO, NOW, ZONE, org_view, page_view

BOTH = (Bound.SUBORDINATE, Bound.ADMINISTRATION)
WEEKLY = Norm("P2.2", "", Force.MANDATORY, "posts_weekly_min", severity=Severity.HIGH, params={"minimum": 2})


def decree(*norms: Norm, named: Mapping[str, frozenset[str]] | None = None) -> Decree:
    return Decree("invented", "", "", (), norms, named or {})


def everything() -> Decree:
    needs = {"posts_weekly_min": {"minimum": 2}, "posts_weekly_risk": {"minimum": 2}}
    rules: list[AnyRule] = [*reversed(PAGE_RULES), *reversed(ORGANISATION_RULES)]
    return decree(
        *(Norm("P1", "", Force.MANDATORY, each.id, binds=BOTH, params=needs.get(each.id, {})) for each in rules)
    )


def ids(findings: list[Finding]) -> list[str]:
    return [finding.rule for finding in findings]


def test_findings_stand_in_the_order_of_the_catalogue_not_of_the_decree() -> None:
    assert ids(judge_page(page_view(), everything(), {})) == [each.id for each in PAGE_RULES]
    expected = [each.id for each in ORGANISATION_RULES if not each.exempt_only]
    assert ids(judge_organisation(org_view(), everything(), {})) == expected


def test_an_exempt_organisation_is_asked_only_about_its_exemption() -> None:
    assert judge_page(page_view(organisation=EXEMPT), everything(), {}) == []
    findings = judge_organisation(org_view(organisation=EXEMPT), everything(), {})
    assert ids(findings) == ["exemption_documented", "exempt_page_seen"]


def test_with_its_network_off_every_finding_of_a_page_is_unknown_and_opens_nothing() -> None:
    off = page_view(collection=Collection(failing_since=LONG_AGO, off=True))
    findings = judge_page(off, everything(), {})
    assert {finding.rule for finding in findings} == {each.id for each in PAGE_RULES}
    assert {finding.verdict for finding in findings} == {Verdict.unknown("сеть выключена в настройках")}


def test_a_finding_tells_its_clause_force_deadline_and_parameters() -> None:
    norm = replace(WEEKLY, due_workdays=3)
    [finding] = judge_page(page_view(), decree(norm), {})
    assert finding.subject == Subject.page(12, Network.VK)
    assert (finding.organisation_id, finding.outcome) == (CLUB.id, Outcome.VIOLATED)
    assert (finding.clause, finding.clauses, finding.force) == ("P2.2", ("P2.2",), Force.MANDATORY)
    assert (finding.severity, finding.due_workdays, finding.params) == (Severity.HIGH, 3, "minimum=2")


def test_a_page_that_must_exist_is_a_subject_of_its_own() -> None:
    norms = [Norm("P1.2", "", Force.MANDATORY, each) for each in ("page_exists_vk", "credentials_ledger")]
    exists, ledger = judge_organisation(org_view(), decree(*norms), {})
    assert (exists.subject.key, ledger.subject.key) == ("page_of:5/vk", "org:5")


def test_the_first_binding_norm_is_the_main_one_and_all_their_clauses_are_cited() -> None:
    pack = decree(
        Norm("P1.6.3", "", Force.RECOMMENDED, "credentials_ledger", binds=(Bound.NAMED,), due_workdays=7),
        Norm("P1.5.2", "", Force.MANDATORY, "credentials_ledger", due_workdays=10),
        Norm("A9", "", Force.MANDATORY, "credentials_ledger", binds=(Bound.ADMINISTRATION,)),
        named={"P1.6": frozenset({"мку «клуб»"})},
    )
    [named] = judge_organisation(org_view(), pack, {})
    assert (named.clause, named.clauses) == ("P1.6.3", ("P1.6.3", "P1.5.2"))
    assert (named.force, named.due_workdays) == (Force.RECOMMENDED, 7)
    [other] = judge_organisation(org_view(), replace(pack, named={}), {})
    assert (other.clause, other.clauses, other.due_workdays) == ("P1.5.2", ("P1.5.2",), 10)


def test_a_norm_that_does_not_bind_gives_no_finding() -> None:
    administration = replace(CLUB, kind=Kind.ADMINISTRATION)
    assert judge_page(page_view(organisation=administration), decree(WEEKLY), {}) == []
    assert judge_page(page_view(), decree(), {}) == []


@pytest.mark.parametrize(
    ("force", "enabled", "count"),
    [
        (Force.MANDATORY, None, 1),
        (Force.MANDATORY, False, 0),
        (Force.RECOMMENDED, None, 1),
        (Force.EXTERNAL, None, 0),
        (Force.EXTERNAL, True, 1),
        (Force.EXTERNAL, False, 0),
    ],
)
def test_a_rule_is_on_by_its_force_unless_settings_say_otherwise(
    force: Force, enabled: bool | None, count: int
) -> None:
    settings = {"posts_weekly_min": RuleSetting(enabled=enabled)}
    assert len(judge_page(page_view(), decree(replace(WEEKLY, force=force)), settings)) == count


def test_settings_lie_over_the_decrees_values() -> None:
    settings = {"posts_weekly_min": RuleSetting(params={"minimum": 5, "count_reposts": False}, due_workdays=0)}
    [finding] = judge_page(page_view(), decree(replace(WEEKLY, due_workdays=3)), settings)
    assert (finding.params, finding.due_workdays) == ("count_reposts=false, minimum=5", 0)
    assert "0 из 5" in finding.verdict.evidence


def test_a_default_spelled_out_in_settings_is_no_change_of_parameters() -> None:
    pack = decree(Norm("P2.2", "", Force.RECOMMENDED, "page_silent"))
    [plain] = judge_page(page_view(), pack, {})
    [spelled] = judge_page(page_view(), pack, {"page_silent": RuleSetting(params={"days": 14})})
    assert plain.params == spelled.params == "days=14"


@rule("broken", on=PageView)
def broken(view: PageView) -> Verdict:
    raise ZeroDivisionError(view.page.id)


def test_a_rule_that_raises_accuses_nobody_and_does_not_stop_the_others(
    caplog: pytest.LogCaptureFixture,
) -> None:
    pack = decree(Norm("P1", "", Force.MANDATORY, "broken"), WEEKLY)
    with caplog.at_level(logging.ERROR):
        first, second = judge_page(page_view(), pack, {}, rules=(broken, posts_weekly_min))
    assert (first.outcome, first.verdict.opens) == (Outcome.UNKNOWN, MatterKind.TECHNICAL)
    assert first.verdict.evidence.startswith("правило не сработало")
    assert second.outcome is Outcome.VIOLATED
    assert "rule broken raised" in caplog.text


@rule("admin_yearly", on=AdminView)
def admin_yearly(view: AdminView, *, years: Positive = 1) -> Verdict:
    return Verdict.ok(f"{view.zone.key} {years}")


def test_the_administrations_own_duties_are_findings_about_nobody_else() -> None:
    norm = Norm("D2", "", Force.MANDATORY, "admin_yearly", binds=BOTH)
    [finding] = judge_administration(AdminView(NOW, ZONE), decree(norm), {}, rules=(admin_yearly,))
    assert (finding.subject.kind, finding.organisation_id) == (SubjectKind.ADMINISTRATION, None)
    assert (finding.verdict.evidence, finding.params) == ("Asia/Vladivostok 1", "years=1")
    for_others = decree(replace(norm, binds=(Bound.SUBORDINATE,)))
    assert judge_administration(AdminView(NOW, ZONE), for_others, {}, rules=(admin_yearly,)) == []


def test_rules_know_what_they_look_at() -> None:
    assert (posts_weekly_min.on, credentials_ledger.on, page_exists_vk.network) == (PageView, OrgView, Network.VK)
