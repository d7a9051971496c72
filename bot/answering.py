"""Attestations made in the bot: who may answer for whom, what there is to answer, and recording it once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlite_utils import Database

from bot.attestable import Duty, duties
from bot.rights import Command, may, sees
from domain.attestation import Attestation
from domain.norm import Decree
from domain.organisation import Organisation
from domain.person import Person
from rules.settings import RuleSettings
from storage import attestations, registry


@dataclass(frozen=True, slots=True)
class Case:
    """What a person may answer for one organisation; `known` holds the last answers by duty."""

    organisation: Organisation
    duties: tuple[Duty, ...]
    known: Mapping[Duty, Attestation]

    def duty(self, rule: str, page_id: int) -> Duty | None:
        """The duty of that rule about that page, 0 for the organisation as a whole."""
        return next((duty for duty in self.duties if (duty.rule, duty.page_id) == (rule, page_id)), None)

    def owes(self, now: datetime) -> bool:
        """Something was never answered, or its «да» has run out at `now` (aware UTC)."""
        answers = (self.known.get(duty) for duty in self.duties)
        return any(answer is None or (answer.answer and answer.valid_until <= now) for answer in answers)


def cases(db: Database, person: Person, decree: Decree, rules: RuleSettings) -> list[Case]:
    """Every organisation for which the person may answer anything."""
    if not may(person, Command.ATTEST):
        return []
    pages = registry.pages(db)
    return [
        _case(db, organisation, found)
        for organisation in registry.organisations(db)
        if sees(person, organisation.id) and (found := duties(organisation, pages, decree, rules))
    ]


def _case(db: Database, organisation: Organisation, found: tuple[Duty, ...]) -> Case:
    answers = {duty: attestations.latest(db, duty.subject).get(duty.rule) for duty in found}
    return Case(organisation, found, {duty: answer for duty, answer in answers.items() if answer is not None})


def record(db: Database, duty: Duty, person: Person, *, answer: bool, asked: datetime, now: datetime) -> datetime:
    """Record the answer and return until when it holds; pressed twice, it is recorded once (times aware UTC)."""
    known = attestations.latest(db, duty.subject).get(duty.rule)
    if known is not None and known.answer is answer and known.at >= asked:
        return known.valid_until
    valid_until = now + timedelta(days=duty.valid_days)
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
