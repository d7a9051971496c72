"""Attestations made in the bot: who may answer for whom, what there is to answer, and recording it once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from bot.attestable import Duty, administration_duties, duties
from bot.render.words import ADMINISTRATION
from bot.rights import Command, answers_for_administration, may, sees
from domain.attestation import Attestation
from domain.norm import Decree
from domain.organisation import Organisation
from domain.person import Person
from domain.rule_ids import FOR_THE_ADMINISTRATION
from rules.settings import RuleSettings
from storage import attestations, registry

Question = tuple[Duty, ...]
"""What is asked in one: a duty, or the same duty of several pages."""


@dataclass(frozen=True, slots=True)
class Case:
    """What a person may answer for one organisation, or for the administration itself when it is None.

    `known` holds the last answers by duty.
    """

    organisation: Organisation | None
    duties: tuple[Duty, ...]
    known: Mapping[Duty, Attestation]

    @property
    def id(self) -> int:
        """The organisation's, 0 for the administration."""
        return self.organisation.id if self.organisation else 0

    @property
    def name(self) -> str:
        """The short name."""
        return self.organisation.short_name if self.organisation else ADMINISTRATION

    @property
    def questions(self) -> tuple[Question, ...]:
        """The duties, those of one requirement together."""
        by_rule: dict[str, list[Duty]] = {}
        for duty in self.duties:
            by_rule.setdefault(duty.rule, []).append(duty)
        return tuple(map(tuple, by_rule.values()))

    def question(self, rule: str, page_id: int) -> Question:
        """The duties of that rule about that page, 0 for all there are; empty when there are none."""
        return tuple(duty for duty in self.duties if duty.rule == rule and page_id in (0, duty.page_id))

    def owes(self, now: datetime, question: Iterable[Duty] | None = None) -> bool:
        """Something (of the question) was never answered, or its «да» has run out at `now` (aware UTC)."""
        answers = (self.known.get(duty) for duty in (self.duties if question is None else question))
        return any(answer is None or (answer.answer and answer.valid_until <= now) for answer in answers)


def cases(db: Database, person: Person, decree: Decree, rules: RuleSettings) -> list[Case]:
    """The administration, if the person answers for it, then every organisation there is anything to answer for."""
    if not may(person, Command.ATTEST):
        return []
    pages = registry.pages(db)
    own = administration_duties(decree, rules) if answers_for_administration(person) else ()
    of_organisations = [
        _case(db, organisation, found)
        for organisation in registry.organisations(db)
        if sees(person, organisation.id)
        and (found := _answerable(person, duties(organisation, pages, decree, rules)))
    ]
    return [*([_case(db, None, own)] if own else []), *of_organisations]


def _answerable(person: Person, found: tuple[Duty, ...]) -> tuple[Duty, ...]:
    """People of an organisation do not answer for what the administration has to look at."""
    if answers_for_administration(person):
        return found
    return tuple(duty for duty in found if duty.rule not in FOR_THE_ADMINISTRATION)


def _case(db: Database, organisation: Organisation | None, found: tuple[Duty, ...]) -> Case:
    latest = {subject: attestations.latest(db, subject) for subject in {duty.subject for duty in found}}
    answers = {duty: latest[duty.subject].get(duty.rule) for duty in found}
    return Case(organisation, found, {duty: answer for duty, answer in answers.items() if answer is not None})


def record(
    db: Database, question: Question, person: Person, *, answer: bool, asked: datetime, now: datetime
) -> datetime:
    """Record the answer to each duty and return until when it holds (times aware UTC)."""
    return min(_record(db, duty, person, answer=answer, asked=asked, now=now) for duty in question)


def _record(db: Database, duty: Duty, person: Person, *, answer: bool, asked: datetime, now: datetime) -> datetime:
    """Pressed twice, it is recorded once."""
    known = attestations.latest(db, duty.subject).get(duty.rule)
    if known is not None and known.answer is answer and known.at >= asked:
        return known.valid_until
    valid_until = duty.valid_until(now)
    attestations.record(
        db,
        rule=duty.rule,
        subject=duty.subject,
        answer=answer,
        at=now,
        valid_until=valid_until,
        role=person.role,
        person_id=person.id,
    )
    return valid_until
