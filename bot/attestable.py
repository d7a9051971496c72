"""What can be attested: the duties of an organisation or of the administration that only a person can state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.attestation import WITHOUT_END
from domain.finding import Subject, SubjectKind
from domain.network import Network
from domain.norm import Bound, Decree, Force, Norm
from domain.organisation import Organisation
from domain.page import Page
from domain.view import AdminView, PageView
from rules.catalogue import ALL_RULES
from rules.params import effective
from rules.rule import AnyRule
from rules.settings import NOTHING_SET, RuleSetting, RuleSettings

# A rule that limits how long a person's word holds is one that only a person can answer.
VALID_DAYS = "valid_days"
# One that asks a person only when a document has grown old can be answered as well.
REVIEW_DAYS = "review_days"
_RULES: tuple[AnyRule, ...] = tuple(
    rule for rule in ALL_RULES if VALID_DAYS in rule.params or REVIEW_DAYS in rule.params
)
_OF_ADMINISTRATION = tuple(rule for rule in _RULES if rule.on is AdminView)
_OF_ORGANISATIONS = tuple(rule for rule in _RULES if rule.on is not AdminView)
ATTESTED = frozenset(rule.id for rule in _RULES)
ATTESTED_BY_ADMINISTRATION = frozenset(rule.id for rule in _OF_ADMINISTRATION)


@dataclass(frozen=True, slots=True)
class Duty:
    """Something to state about a page, an organisation or the administration.

    A «да» holds for `valid_days` days, without an end when it is None.
    """

    rule: str
    title: str
    subject: Subject
    valid_days: int | None
    page_id: int = 0

    @property
    def network(self) -> Network | None:
        """The page's network; None when it is about the organisation."""
        return self.subject.network

    def valid_until(self, now: datetime) -> datetime:
        """Until when a «да» said at `now` (aware UTC) holds."""
        return WITHOUT_END if self.valid_days is None else now + timedelta(days=self.valid_days)


def duties(
    organisation: Organisation, pages: Sequence[Page], decree: Decree, settings: RuleSettings
) -> tuple[Duty, ...]:
    """All duties that bind the organisation and are switched on: page by page, then its own.

    An exempt one (P1.3) has none but what is asked of the exempt.
    """
    own = [page for page in pages if page.organisation_id == organisation.id]
    found = [
        (rule, norm, setting)
        for rule in _OF_ORGANISATIONS
        if rule.exempt_only is organisation.is_exempt
        for norm in decree.norms_of(rule.id, organisation)[:1]
        if _is_on(norm, setting := settings.get(rule.id, NOTHING_SET))
    ]
    as_a_whole = [
        _duty(rule, norm, setting, Subject.organisation(organisation.id))
        for rule, norm, setting in found
        if rule.on is not PageView
    ]
    of_pages = [
        _duty(rule, norm, setting, Subject.page(page.id, page.network), page.id)
        for page in own
        for rule, norm, setting in found
        if rule.on is PageView
    ]
    return (*of_pages, *as_a_whole)


def administration_duties(decree: Decree, settings: RuleSettings) -> tuple[Duty, ...]:
    """All duties of the administration itself that are switched on."""
    return tuple(
        _duty(rule, norm, setting, Subject(SubjectKind.ADMINISTRATION))
        for rule in _OF_ADMINISTRATION
        for norm in _of_administration(decree, rule.id)[:1]
        if _is_on(norm, setting := settings.get(rule.id, NOTHING_SET))
    )


def why_nothing(organisation: Organisation, decree: Decree, settings: RuleSettings, rule: str) -> str:
    """The one cause, Russian, why `duties` has nothing of an attested rule for the organisation."""
    of_exempt = any(each.id == rule and each.exempt_only for each in _RULES)
    if organisation.is_exempt and not of_exempt:
        return "она освобождена от ведения страниц"
    if of_exempt and not organisation.is_exempt:
        return "она не освобождена от ведения страниц"
    norms = decree.norms_of(rule, organisation)
    if not norms:
        return "требование на неё не распространяется"
    is_on = _is_on(norms[0], settings.get(rule, NOTHING_SET))
    return "у неё нет страниц в реестре" if is_on else "требование выключено в настройках"


def why_nothing_of_administration(decree: Decree, rule: str) -> str:
    """The same of an attested rule for the administration."""
    if not _of_administration(decree, rule):
        return "в постановлении нет такой обязанности администрации"
    return "требование выключено в настройках"


def _of_administration(decree: Decree, rule: str) -> list[Norm]:
    return [norm for norm in decree.norms if norm.rule == rule and Bound.ADMINISTRATION in norm.binds]


def _is_on(norm: Norm, setting: RuleSetting) -> bool:
    return norm.force is not Force.EXTERNAL if setting.enabled is None else setting.enabled


def _duty(rule: AnyRule, norm: Norm, setting: RuleSetting, subject: Subject, page_id: int = 0) -> Duty:
    params = effective(rule.params, norm.params, setting.params)
    days = params.get(VALID_DAYS, params.get(REVIEW_DAYS))
    return Duty(rule.id, norm.title, subject, None if days is None else int(days), page_id)
