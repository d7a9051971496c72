"""What can be attested: for an organisation, the duties that only a person can state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from domain.finding import Subject
from domain.network import Network
from domain.norm import Decree, Force, Norm
from domain.organisation import Organisation
from domain.page import Page
from domain.view import PageView
from rules.catalogue import ORGANISATION_RULES, PAGE_RULES
from rules.params import effective
from rules.rule import OrganisationRule, PageRule
from rules.settings import NOTHING_SET, RuleSetting, RuleSettings

# A rule that limits how long a person's word holds is one that only a person can answer.
VALID_DAYS = "valid_days"
_ALL: tuple[PageRule | OrganisationRule, ...] = (*PAGE_RULES, *ORGANISATION_RULES)
_RULES = tuple(rule for rule in _ALL if VALID_DAYS in rule.params)
ATTESTED = frozenset(rule.id for rule in _RULES)


@dataclass(frozen=True, slots=True)
class Duty:
    """Something to state about a page or an organisation; a «да» holds for `valid_days` days."""

    rule: str
    title: str
    subject: Subject
    valid_days: int
    page_id: int = 0

    @property
    def network(self) -> Network | None:
        """The page's network; None when it is about the organisation."""
        return self.subject.network


def duties(
    organisation: Organisation, pages: Sequence[Page], decree: Decree, settings: RuleSettings
) -> tuple[Duty, ...]:
    """All duties that bind the organisation and are switched on, page by page; none when it is exempt (P1.3)."""
    if organisation.is_exempt:
        return ()
    return tuple(
        duty
        for rule in _RULES
        for norm in decree.norms_of(rule.id, organisation)[:1]
        if _is_on(norm, settings.get(rule.id, NOTHING_SET))
        for duty in _of_rule(rule, norm, settings.get(rule.id, NOTHING_SET), organisation, pages)
    )


def why_nothing(organisation: Organisation, decree: Decree, settings: RuleSettings, rule: str) -> str:
    """The one cause, Russian, why `duties` has nothing of an attested rule for the organisation."""
    if organisation.is_exempt:
        return "она освобождена от ведения страниц"
    norms = decree.norms_of(rule, organisation)
    if not norms:
        return "требование на неё не распространяется"
    is_on = _is_on(norms[0], settings.get(rule, NOTHING_SET))
    return "у неё нет страниц в реестре" if is_on else "требование выключено в настройках"


def _is_on(norm: Norm, setting: RuleSetting) -> bool:
    return norm.force is not Force.EXTERNAL if setting.enabled is None else setting.enabled


def _of_rule(
    rule: PageRule | OrganisationRule,
    norm: Norm,
    setting: RuleSetting,
    organisation: Organisation,
    pages: Sequence[Page],
) -> list[Duty]:
    days = int(effective(rule.params, norm.params, setting.params)[VALID_DAYS])
    if rule.on is PageView:
        return [
            Duty(rule.id, norm.title, Subject.page(page.id, page.network), days, page.id)
            for page in pages
            if page.organisation_id == organisation.id
        ]
    return [Duty(rule.id, norm.title, Subject.organisation(organisation.id), days)]
