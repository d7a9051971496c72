"""Who is let in: by the settings, by an invitation, by both, and what is left when one of them goes."""

from __future__ import annotations

import pytest
from small_registry import DAY, NOON
from sqlite_utils import Database

from domain.attestation import Role
from domain.person import Person
from storage import people, sql

pytestmark = pytest.mark.story

SPECIALIST, OTHER = 100001, 100002


def invited(db: Database, role: Role, organisation_id: int | None = None) -> None:
    code = people.invite(db, role, organisation_id, NOON)
    assert people.accept(db, code, OTHER, OTHER, NOON) is not None


def an_organisation(db: Database) -> int:
    names = {"short_name": "Клуб", "short_key": "клуб", "full_name": "МКУ Клуб", "kind": "подведомственная"}
    return sql.inserted(db, "organisation", {**names, "added_at": sql.stamp(NOON)})


def known(db: Database) -> tuple[Role, int | None] | None:
    person: Person | None = people.find(db, OTHER)
    return (person.role, person.organisation_id) if person else None


def test_who_is_taken_out_of_the_settings_is_let_in_no_more(db: Database) -> None:
    people.let_in_configured(db, [SPECIALIST, OTHER], NOON)
    assert known(db) == (Role.SPECIALIST, None)
    people.let_in_configured(db, [SPECIALIST], NOON + DAY)
    assert known(db) is None
    assert people.find(db, SPECIALIST) is not None


@pytest.mark.parametrize("role", [Role.DEPUTY, Role.HEAD, Role.SPECIALIST])
def test_who_was_invited_too_keeps_the_invitations_role(db: Database, role: Role) -> None:
    invited(db, role)
    people.let_in_configured(db, [OTHER], NOON)
    assert known(db) == (Role.SPECIALIST, None)
    people.let_in_configured(db, [SPECIALIST], NOON + DAY)
    assert known(db) == (role, None)
    people.let_in_configured(db, [], NOON + 2 * DAY)
    assert known(db) == (role, None)


def test_an_organisations_own_person_gets_that_organisation_back(db: Database) -> None:
    organisation_id = an_organisation(db)
    invited(db, Role.ORGANISATION, organisation_id)
    people.let_in_configured(db, [OTHER], NOON)
    people.let_in_configured(db, [], NOON + DAY)
    assert known(db) == (Role.ORGANISATION, organisation_id)


def test_an_invitation_accepted_by_somebody_of_the_settings_outlives_them(db: Database) -> None:
    people.let_in_configured(db, [OTHER], NOON)
    invited(db, Role.DEPUTY)
    people.let_in_configured(db, [OTHER], NOON + DAY)
    assert known(db) == (Role.SPECIALIST, None)
    people.let_in_configured(db, [], NOON + 2 * DAY)
    assert known(db) == (Role.DEPUTY, None)


def test_who_speaks_for_an_organisation_is_left_without_it_when_it_leaves_the_registry(db: Database) -> None:
    organisation_id = an_organisation(db)
    invited(db, Role.ORGANISATION, organisation_id)
    person = people.find(db, OTHER)
    assert person is not None
    assert not people.is_left_without_organisation(db, person)
    sql.run(db, "update organisation set archived_at = ?", (sql.stamp(NOON),))
    assert people.is_left_without_organisation(db, person)


@pytest.mark.parametrize("role", [Role.SPECIALIST, Role.DEPUTY, Role.HEAD])
def test_nobody_else_needs_an_organisation(db: Database, role: Role) -> None:
    invited(db, role)
    person = people.find(db, OTHER)
    assert person is not None
    assert not people.is_left_without_organisation(db, person)
