"""Letters: posted, held, merged, claimed, confirmed, postponed, given up."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from small_registry import add_organisation, add_page
from sqlite_utils import Database

from domain.alerting import Alert, Opened
from domain.finding import Finding, MatterKind, Subject, Verdict
from domain.letter import Letter, LetterKind
from domain.matter import Event
from domain.network import Network
from domain.norm import Force
from domain.person import Person
from storage import matters, outbox, people
from storage.outbox import Counts, Occasion
from storage.sql import run, value

pytestmark = pytest.mark.story

NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)
AT_ONCE = Occasion(NOW, NOW)


def readers(db: Database, *ids: int) -> list[Person]:
    people.let_in_configured(db, ids or (11,), NOW)
    return people.alerted(db)


def opened(db: Database, organisation_id: int, rule: str = "page_cover") -> Alert:
    page_id = add_page(db, organisation_id, f"vk.com/klub{organisation_id}") if rule == "page_cover" else 1
    subject = Subject.page(page_id, Network.VK) if rule == "page_cover" else Subject.organisation(organisation_id)
    verdict = Verdict.violated("обложки нет")
    finding = Finding(rule, subject, organisation_id, verdict, "P2.4", ("P2.4",), Force.MANDATORY)
    matters.apply(db, [Opened(finding, MatterKind.VIOLATION, None, None)], NOW)
    return Alert(matters.open_of(db, organisation_id)[-1], Event.OPENED)


def post(db: Database, alert: Alert, occasion: Occasion = AT_ONCE) -> None:
    outbox.post(db, [alert], alert.matter.organisation_id, people.alerted(db), occasion)


def claimed(db: Database, now: datetime = NOW) -> Letter:
    letter = outbox.claim(db, now)
    assert letter is not None
    return letter


def test_every_reader_gets_a_letter_of_their_own(db: Database) -> None:
    readers(db, 11, 12)
    post(db, opened(db, add_organisation(db)))
    first, second = claimed(db), claimed(db)
    assert {first.person_id, second.person_id} == {11, 12}
    assert outbox.claim(db, NOW) is None


def test_what_was_posted_is_not_posted_again(db: Database) -> None:
    readers(db)
    alert = opened(db, add_organisation(db))
    post(db, alert)
    post(db, alert)
    outbox.confirm(db, claimed(db), 1, NOW)
    post(db, alert)
    assert outbox.counts(db) == Counts(due=0, sent=1, given_up=0)


def test_a_letter_of_the_night_waits_and_gathers_what_follows(db: Database) -> None:
    readers(db)
    organisation_id = add_organisation(db)
    night = Occasion(NOW, NOW + 9 * HOUR)
    post(db, opened(db, organisation_id), night)
    post(db, opened(db, organisation_id, "credentials_ledger"), night)
    assert outbox.claim(db, NOW + 8 * HOUR) is None
    letter = claimed(db, NOW + 9 * HOUR)
    assert [item.matter.rule for part in letter.parts for item in part.items] == [
        "page_cover",
        "credentials_ledger",
    ]


def test_held_letters_go_when_the_sweep_ends(db: Database) -> None:
    readers(db)
    post(db, opened(db, add_organisation(db)), Occasion(NOW, NOW, held=True))
    assert outbox.claim(db, NOW) is None
    outbox.release(db, storm_over=20)
    assert claimed(db).kind is LetterKind.ALERT


@pytest.mark.parametrize(("organisations", "kinds"), [(3, ["alert"] * 3), (4, ["storm"])])
def test_too_many_at_once_become_one_list(db: Database, organisations: int, kinds: list[str]) -> None:
    readers(db)
    for number in range(organisations):
        organisation_id = add_organisation(db, f"Клуб {number}")
        post(db, opened(db, organisation_id, "credentials_ledger"), Occasion(NOW, NOW, held=True))
    outbox.release(db, storm_over=3)
    letters: list[Letter] = []
    while (letter := outbox.claim(db, NOW)) is not None:
        letters.append(letter)
        outbox.confirm(db, letter, 1, NOW)
    assert [letter.kind.value for letter in letters] == kinds
    assert sum(len(letter.parts) for letter in letters) == organisations
    assert not matters.unannounced(db)


def test_what_no_longer_holds_leaves_the_letter(db: Database) -> None:
    readers(db)
    alert = opened(db, add_organisation(db))
    post(db, alert)
    run(db, "update matter set ended_at = ?, ending = 'resolved'", ("2026-11-23T02:00:00.000000Z",))
    assert outbox.claim(db, NOW) is None
    assert outbox.counts(db) == Counts(0, 0, 0)


def test_a_confirmed_letter_announces_its_matters(db: Database) -> None:
    readers(db)
    alert = opened(db, add_organisation(db))
    post(db, alert)
    outbox.confirm(db, claimed(db), 5, NOW)
    (matter,) = matters.open_of(db, alert.matter.organisation_id)
    assert matter.announced_at == NOW


@pytest.mark.parametrize(("title", "is_introduced"), [("Дом культуры", 1), (None, 0)])
def test_a_page_is_introduced_by_its_name_to_each_reader(
    db: Database, title: str | None, is_introduced: int
) -> None:
    readers(db, 11, 12)
    alert = opened(db, add_organisation(db))
    run(db, "update page set title = ?", (title,))
    post(db, alert)
    outbox.confirm(db, claimed(db), 5, NOW)
    assert value(db, "select count(*) from introduction") == is_introduced
    other = claimed(db).parts[0].items[0].page
    assert other is not None
    assert other.is_new


def test_a_refused_letter_is_tried_again_in_its_time(db: Database) -> None:
    readers(db)
    post(db, opened(db, add_organisation(db)))
    letter = claimed(db)
    outbox.postpone(db, letter, NOW + HOUR, "Telegram занят", refused=True)
    assert outbox.claim(db, NOW) is None
    assert claimed(db, NOW + HOUR).id == letter.id


@pytest.mark.parametrize("refused", [True, False])
def test_only_a_letter_that_may_have_arrived_holds_up_the_newer_ones(db: Database, refused: bool) -> None:
    readers(db)
    post(db, opened(db, add_organisation(db, "Клуб"), "credentials_ledger"))
    outbox.postpone(db, claimed(db), NOW + HOUR, "нет связи", refused=refused)
    post(db, opened(db, add_organisation(db, "Музей"), "credentials_ledger"))
    assert (outbox.claim(db, NOW) is not None) is refused


def test_a_chat_that_has_had_its_share_gets_nothing_for_a_while(db: Database) -> None:
    (reader,) = readers(db)
    for name in ("Клуб", "Музей"):
        post(db, opened(db, add_organisation(db, name), "credentials_ledger"))
    outbox.hold_chat(db, reader.id, NOW + HOUR)
    assert outbox.claim(db, NOW) is None
    assert claimed(db, NOW + HOUR).parts


def test_a_letter_from_the_future_waits_for_no_wrong_clock(db: Database) -> None:
    readers(db)
    future = NOW + timedelta(days=30)
    post(db, opened(db, add_organisation(db)), Occasion(future, future))
    assert claimed(db, NOW).parts


def test_letters_of_one_night_are_counted_together(db: Database) -> None:
    readers(db)
    for sweep in range(2):
        for number in range(2):
            organisation_id = add_organisation(db, f"Клуб {sweep}{number}")
            night = Occasion(NOW, NOW + 9 * HOUR, held=True)
            post(db, opened(db, organisation_id, "credentials_ledger"), night)
        outbox.release(db, storm_over=3)
    letter = claimed(db, NOW + 9 * HOUR)
    assert (letter.kind, len(letter.parts)) == (LetterKind.STORM, 4)


def test_a_letter_about_no_organisation_joins_no_list(db: Database) -> None:
    readers(db)
    for number in range(2):
        post(
            db,
            opened(db, add_organisation(db, f"Клуб {number}"), "credentials_ledger"),
            Occasion(NOW, NOW, held=True),
        )
    run(db, "update matter set muted_since = ? where id = 1", ("2026-11-23T00:00:00.000000Z",))
    outbox.release(db, storm_over=1)
    assert claimed(db).kind is LetterKind.ALERT


def test_who_is_let_in_no_more_gets_no_letter_and_the_successor_hears_of_what_holds(db: Database) -> None:
    readers(db, 11)
    first, second = add_organisation(db, "Клуб"), add_organisation(db, "Музей")
    post(db, opened(db, first, "credentials_ledger"))
    outbox.confirm(db, claimed(db), 1, NOW)
    post(db, opened(db, second, "credentials_ledger"), Occasion(NOW, NOW + HOUR))
    (successor,) = readers(db, 12)
    outbox.release(db, storm_over=20)
    assert outbox.claim(db, NOW + HOUR) is None
    assert outbox.catch_up(db, successor, AT_ONCE, storm_over=20) is not None
    letter = claimed(db)
    assert letter.person_id == 12
    assert [part.name for part in letter.parts] == ["Клуб", "Музей"]


def test_nobody_is_reminded_of_what_they_were_never_told(db: Database) -> None:
    readers(db, 11)
    alert = opened(db, add_organisation(db))
    post(db, Alert(alert.matter, Event.REMINDER_0))
    assert outbox.counts(db) == Counts(0, 0, 0)


def test_of_several_reminders_the_newest_is_enough(db: Database) -> None:
    readers(db)
    alert = opened(db, add_organisation(db), "credentials_ledger")
    post(db, alert)
    outbox.confirm(db, claimed(db), 1, NOW)
    for event in (Event.REMINDER_0, Event.REMINDER_1):
        post(db, Alert(alert.matter, event))
    assert [item.event for item in claimed(db).parts[0].items] == [Event.REMINDER_1]


def test_a_letter_of_a_dead_courier_comes_again_under_its_number(db: Database) -> None:
    readers(db)
    post(db, opened(db, add_organisation(db)))
    letter = claimed(db)
    outbox.recover(db)
    again = claimed(db)
    assert (again.id, again.attempts) == (letter.id, 2)


@pytest.mark.parametrize("died", [True, False])
def test_a_letter_that_was_only_filed_cannot_have_arrived(db: Database, died: bool) -> None:
    readers(db)
    post(db, opened(db, add_organisation(db)))
    filed = outbox.claim(db, NOW, untried=True)
    assert filed is not None
    if died:
        outbox.recover(db)
    else:
        outbox.postpone(db, filed, NOW, "", refused=False)
    assert value(db, "select uncertain from letter") == 0
    run(db, "update matter set ended_at = ?, ending = 'resolved'", ("2026-11-23T02:00:00.000000Z",))
    assert outbox.claim(db, NOW) is None


def test_a_long_letter_goes_on_where_it_stopped(db: Database) -> None:
    readers(db)
    post(db, opened(db, add_organisation(db)))
    letter = claimed(db)
    outbox.advance(db, letter, 2)
    outbox.recover(db)
    assert claimed(db).progress == 2


def test_with_nobody_reachable_no_letter_is_spent_and_the_first_start_catches_up(db: Database) -> None:
    (reader,) = readers(db)
    outbox.lose_reader(db, reader.id, "бот заблокирован")
    for name in ("Клуб", "Музей"):
        post(db, opened(db, add_organisation(db, name), "credentials_ledger"))
    assert outbox.counts(db) == Counts(0, 0, 0)
    people.greet(db, reader.id, reader.id)
    assert outbox.catch_up(db, reader, AT_ONCE, storm_over=20) is not None
    letter = claimed(db)
    assert letter.kind is LetterKind.CATCH_UP
    assert [part.name for part in letter.parts] == ["Клуб", "Музей"]
    outbox.confirm(db, letter, 1, NOW)
    assert outbox.catch_up(db, reader, AT_ONCE, storm_over=20) is None


def test_a_letter_is_given_up_after_its_time_and_its_matter_speaks_anew(db: Database) -> None:
    readers(db)
    alert = opened(db, add_organisation(db))
    post(db, alert)
    later = NOW + timedelta(days=14)
    outbox.give_up_old(db, later, timedelta(days=14))
    assert outbox.counts(db) == Counts(0, 0, 1)
    assert [matter.id for matter in matters.unannounced(db)] == [alert.matter.id]
    post(db, alert, Occasion(later, later))
    assert claimed(db, later).parts


def test_a_digest_is_a_letter_without_matters(db: Database) -> None:
    outbox.post_digest(db, "2026-W47", readers(db, 11, 12), AT_ONCE)
    letters = [claimed(db), claimed(db)]
    assert [(letter.kind, letter.week) for letter in letters] == [(LetterKind.DIGEST, "2026-W47")] * 2


def test_a_person_taken_out_of_the_settings_is_let_in_no_more(db: Database) -> None:
    readers(db, 11, 12)
    assert [person.id for person in readers(db, 12)] == [12]
    assert people.find(db, 11) is None


def test_sqlite_finds_nothing_wrong_with_letters(db: Database) -> None:
    readers(db, 11, 12)
    post(db, opened(db, add_organisation(db)))
    outbox.confirm(db, claimed(db), 1, NOW)
    assert value(db, "pragma integrity_check") == "ok"
