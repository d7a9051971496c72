"""Who may use which command."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from domain.attestation import Role
from domain.person import Person


class Command(StrEnum):
    """The value is what people type after the slash."""

    START = "start"
    STATUS = "status"
    ORGANISATION = "org"
    VIOLATIONS = "violations"
    DIGEST = "digest"
    REPORT = "report"
    ATTEST = "attest"
    HELP = "help"


_EVERYTHING = frozenset(Command)
_RIGHTS: Mapping[Role, frozenset[Command]] = {
    Role.SPECIALIST: _EVERYTHING,
    Role.DEPUTY: _EVERYTHING,
    Role.HEAD: _EVERYTHING - {Command.ATTEST},
    Role.ORGANISATION: _EVERYTHING - {Command.DIGEST, Command.REPORT},
}


def commands_of(role: Role) -> list[Command]:
    """The commands of a role, in the order of the menu."""
    allowed = _RIGHTS.get(role, frozenset())
    return [command for command in Command if command in allowed]


def may(person: Person, command: Command) -> bool:
    """Whether the person may use the command at all."""
    return command in _RIGHTS.get(person.role, frozenset())


def answers_for_administration(person: Person) -> bool:
    """Whether the person may state what the administration itself has done."""
    return may(person, Command.ATTEST) and person.role is not Role.ORGANISATION


def sees(person: Person, organisation_id: int) -> bool:
    """Whether the person may look at the organisation, and answer for it: one of its own sees no other."""
    return person.role is not Role.ORGANISATION or person.organisation_id == organisation_id
