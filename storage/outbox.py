"""Letters to people: posted in the transaction of what they report, claimed one by one, confirmed or postponed.

A letter holds matters and events; its text is made when it is claimed, from what holds then.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlite_utils import Database

from domain.alerting import Alert
from domain.letter import Letter, LetterKind, Part
from domain.matter import Event
from domain.person import Person
from storage import matters, people
from storage.knowledge import knows_it_open
from storage.letter_parts import parts_that_hold
from storage.pagecards import introduce
from storage.sql import Row, inserted, moment, row, rows, run, stamp, stamp_or_none, value

_WAITING = "('held', 'due', 'leased')"


@dataclass(frozen=True, slots=True)
class Counts:
    """Letters not yet delivered; delivered and given up since the database was made."""

    due: int
    sent: int
    given_up: int


@dataclass(frozen=True, slots=True)
class Occasion:
    """When a letter is posted and may first be sent (aware UTC); `held` until the sweep has ended."""

    now: datetime
    not_before: datetime
    held: bool = False


def post(
    db: Database,
    alerts: Sequence[Alert],
    organisation_id: int | None,
    readers: Sequence[Person],
    occasion: Occasion,
) -> None:
    """One letter about one organisation to every reader, or more items in the one that waits untried."""
    for reader in readers:
        news = [alert for alert in alerts if _is_news(db, reader, alert)]
        if not news:
            continue
        letter_id = _untried(db, reader, organisation_id) or _new_letter(
            db, reader, LetterKind.ALERT, occasion, organisation_id=organisation_id
        )
        _add(db, letter_id, reader, news)
        # The letter that waits may have been due before quiet hours began.
        run(
            db,
            "update letter set not_before = max(not_before, ?) where id = ?",
            (stamp(occasion.not_before), letter_id),
        )


def post_digest(db: Database, week: str, readers: Sequence[Person], occasion: Occasion) -> None:
    """The digest of a week («2026-W47») to every reader."""
    for reader in readers:
        _new_letter(db, reader, LetterKind.DIGEST, occasion, week=week)


def catch_up(db: Database, reader: Person, occasion: Occasion, storm_over: int) -> int | None:
    """One letter with all that holds and nobody was told, and with the ends this reader missed while away.

    Returns its id; None when there is nothing to tell.
    """
    alerts = [Alert(matter, Event.OPENED) for matter in matters.unannounced(db)]
    alerts += [
        Alert(matter, ending)
        for matter in matters.ended_of_reader(db, reader.id)
        if (ending := matter.told_ending) and knows_it_open(db, reader.id, matter.id)
    ]
    news = [alert for alert in alerts if _is_news(db, reader, alert)]
    if not news:
        return None
    organisations = {alert.matter.organisation_id for alert in news}
    kind = LetterKind.STORM if len(organisations) > storm_over else LetterKind.CATCH_UP
    letter_id = _new_letter(db, reader, kind, occasion)
    _add(db, letter_id, reader, news)
    return letter_id


def release(db: Database, storm_over: int) -> None:
    """The sweep has ended: let its letters go, as one list where too many organisations would speak at once.

    Letters of earlier sweeps that still wait untried, in quiet hours for one, would speak together with them.
    """
    _end_letters_of_the_revoked(db)
    untried = rows(
        db,
        """select * from letter where kind in ('alert', 'storm') and state in ('held', 'due') and attempts = 0
        and uncertain = 0 and progress = 0 order by id""",
    )
    speaking: dict[int, dict[int, set[int]]] = {}
    for letter in untried:
        parts = parts_that_hold(db, letter)
        if organisations := {part.organisation_id for part in parts if part.organisation_id is not None}:
            speaking.setdefault(letter["person_id"], {})[letter["id"]] = organisations
    for letters in speaking.values():
        if len({number for organisations in letters.values() for number in organisations}) > storm_over:
            _merge_into_list(db, list(letters))
    run(db, "update letter set state = 'due' where state = 'held'")


def claim(
    db: Database, now: datetime, quiet_since: datetime | None = None, *, untried: bool = False
) -> Letter | None:
    """Lease the oldest due letter and say what of it still holds; None when nothing is due.

    In quiet hours, begun at `quiet_since`, letters that were due before them stay. Letters in which nothing
    holds any more are dropped on the way. Nothing newer overtakes a letter that may have arrived; one that was
    surely refused holds up nobody. A letter from the future, left by a clock since set right, is due.

    `untried`: only what nobody tried to send, whatever goes before it: it is to be filed, not sent, so it cannot
    have arrived.
    """
    while (found := _oldest_due(db, now, quiet_since, untried=untried)) is not None:
        parts = parts_that_hold(db, found)
        if parts or found["kind"] == LetterKind.DIGEST:
            run(
                db,
                """update letter set state = 'leased', attempts = attempts + 1, uncertain = uncertain + ?
                where id = ?""",
                (int(not untried), found["id"]),
            )
            return _letter(found, parts)
        run(db, "delete from letter_item where letter_id = ?", (found["id"],))
        run(db, "update letter set state = 'dropped' where id = ?", (found["id"],))
    return None


def confirm(db: Database, letter: Letter, message_id: int, now: datetime) -> None:
    """The letter has arrived: what it opened counts as announced."""
    run(
        db,
        "update letter set state = 'sent', message_id = ?, sent_at = ?, uncertain = 0, trouble = '' where id = ?",
        (message_id, stamp(now), letter.id),
    )
    for part in letter.parts:
        for item in part.items:
            if item.event is Event.OPENED:
                matters.announce(db, item.matter.id, item.matter.occurrence, now)
                _tell_the_end(db, letter, item.matter.id, now)
            # A list shows no page's name, and one that was never read has none to show.
            if item.page is not None and item.page.title is not None and letter.kind is not LetterKind.STORM:
                introduce(db, item.page.id, letter.person_id)


def advance(db: Database, letter: Letter, progress: int) -> None:
    """So many items of a long letter have arrived; another try begins after them."""
    run(db, "update letter set progress = ? where id = ?", (progress, letter.id))


def postpone(db: Database, letter: Letter, until: datetime, trouble: str, *, refused: bool) -> None:
    """Try again at `until`. `refused` is True when it was sent and surely did not arrive."""
    run(
        db,
        """update letter set state = 'due', not_before = ?, trouble = ?, uncertain = uncertain - ?
        where id = ? and state = 'leased'""",
        (stamp(until), trouble, int(refused), letter.id),
    )


def hold_chat(db: Database, person_id: int, until: datetime) -> None:
    """This chat has had its share: none of its letters goes before `until`."""
    run(
        db,
        "update letter set not_before = max(not_before, ?) where person_id = ? and state = 'due'",
        (stamp(until), person_id),
    )


def unspend(db: Database, letter: Letter) -> None:
    """Give a leased letter back untouched: the channel itself is down, or said «not now»; no attempt is spent."""
    run(
        db,
        "update letter set state = 'due', attempts = attempts - 1, uncertain = uncertain - 1 where id = ?",
        (letter.id,),
    )


def lose_reader(db: Database, person_id: int, why: str, refused: Letter | None = None) -> None:
    """The reader cannot be reached until the next /start; what waits for them may be told to others.

    `refused` is the letter whose delivery told so. A letter that may have arrived before waits for the reader's
    return: its number will show that it is the same.
    """
    people.lose(db, person_id, why)
    if refused is not None:
        unspend(db, refused)
    _end_letters(
        db,
        "unreachable",
        f"select id from letter where person_id = ? and state in {_WAITING} and uncertain = 0 and progress = 0",
        (person_id,),
    )


def give_up_old(db: Database, now: datetime, after: timedelta) -> None:
    """Letters that could not be delivered for `after` are given up; their matters are unannounced again."""
    _end_letters(
        db,
        "given_up",
        "select id from letter where state in ('held', 'due') and created_at <= ?",
        (stamp(now - after),),
    )


def recover(db: Database) -> None:
    """A courier died: its leased letters are due again; what it was sending has an uncertain outcome."""
    run(db, "update letter set state = 'due' where state = 'leased'")


def counts(db: Database) -> Counts:
    """What the JSON calls `outbox`."""
    found = rows(db, "select state, count(*) as n from letter group by state")
    by_state = {item["state"]: item["n"] for item in found}
    due = sum(by_state.get(state, 0) for state in ("held", "due", "leased"))
    return Counts(due, by_state.get("sent", 0), by_state.get("given_up", 0))


def waiting_beside_digests(db: Database) -> int:
    """Letters not yet delivered that are no digest: a digest need not mention itself."""
    return int(value(db, f"select count(*) from letter where state in {_WAITING} and kind != 'digest'"))


def next_due(db: Database) -> datetime | None:
    """The earliest time at which a waiting letter may be sent."""
    earliest = value(
        db,
        """select min(not_before) from letter join person on person.id = letter.person_id
        where state = 'due' and reachable = 1 and revoked_at is null""",
    )
    return moment(earliest) if earliest else None


def _tell_the_end(db: Database, letter: Letter, matter_id: int, now: datetime) -> None:
    """The matter ended while its opening was on the way: this reader hears of the end next."""
    matter, reader = matters.by_id(db, matter_id), people.find(db, letter.person_id)
    if matter is None or reader is None or matter.told_ending is None:
        return
    post(db, [Alert(matter, matter.told_ending)], matter.organisation_id, [reader], Occasion(now, now))


def _is_news(db: Database, reader: Person, alert: Alert) -> bool:
    """Not posted to this reader yet; and only who knows of a matter is reminded of it or told of its end."""
    is_due = alert.event is Event.OPENED or knows_it_open(db, reader.id, alert.matter.id)
    return is_due and not _is_posted(db, reader, alert)


def _is_posted(db: Database, reader: Person, alert: Alert) -> bool:
    found = row(
        db,
        "select 1 from letter_item where person_id = ? and matter_id = ? and event = ? and occurrence = ?",
        (reader.id, alert.matter.id, alert.event.value, alert.matter.occurrence),
    )
    return found is not None


def _untried(db: Database, reader: Person, organisation_id: int | None) -> int | None:
    """A letter about the same organisation that nobody tried to send yet, e.g. in quiet hours."""
    found = value(
        db,
        """select id from letter where person_id = ? and organisation_id is ? and kind = 'alert' and attempts = 0
        and uncertain = 0 and progress = 0 and state in ('held', 'due') order by id limit 1""",
        (reader.id, organisation_id),
    )
    return None if found is None else int(found)


def _new_letter(
    db: Database,
    reader: Person,
    kind: LetterKind,
    occasion: Occasion,
    *,
    organisation_id: int | None = None,
    week: str | None = None,
) -> int:
    return inserted(
        db,
        "letter",
        {
            "person_id": reader.id,
            "kind": kind.value,
            "organisation_id": organisation_id,
            "week": week,
            "created_at": stamp(occasion.now),
            "not_before": stamp(occasion.not_before),
            "state": "held" if occasion.held else "due",
        },
    )


def _add(db: Database, letter_id: int, reader: Person, alerts: Sequence[Alert]) -> None:
    for alert in alerts:
        run(
            db,
            "insert into letter_item (letter_id, person_id, matter_id, event, occurrence) values (?, ?, ?, ?, ?)",
            (letter_id, reader.id, alert.matter.id, alert.event.value, alert.matter.occurrence),
        )


def _merge_into_list(db: Database, letter_ids: Sequence[int]) -> None:
    first, *others = letter_ids
    run(db, "update letter set kind = 'storm', organisation_id = null where id = ?", (first,))
    for other in others:
        run(
            db,
            """update letter set not_before = max(not_before, (select not_before from letter where id = ?))
            where id = ?""",
            (other, first),
        )
        run(db, "update letter_item set letter_id = ? where letter_id = ?", (first, other))
        run(db, "delete from letter where id = ?", (other,))


def _end_letters_of_the_revoked(db: Database) -> None:
    """Who is let in no more gets no letters; what waited for them may be told to others."""
    _end_letters(
        db,
        "unreachable",
        f"""select letter.id from letter join person on person.id = letter.person_id
        where revoked_at is not null and state in {_WAITING}""",
        (),
    )


def _oldest_due(db: Database, now: datetime, quiet_since: datetime | None, *, untried: bool) -> Row | None:
    return row(
        db,
        """select letter.*, person.chat_id from letter join person on person.id = letter.person_id
        where state = 'due' and (not_before <= :now or created_at > :now) and not_before >= :quiet_since
        and person.reachable = 1 and person.revoked_at is null
        and case when :untried then attempts = 0 else not exists (
            select 1 from letter earlier where earlier.person_id = letter.person_id and earlier.id < letter.id
            and earlier.state in ('due', 'leased') and (earlier.uncertain > 0 or earlier.progress > 0)) end
        order by letter.id limit 1""",
        {"now": stamp(now), "quiet_since": stamp_or_none(quiet_since) or "", "untried": int(untried)},
    )


def _letter(found: Row, parts: tuple[Part, ...]) -> Letter:
    return Letter(
        id=found["id"],
        person_id=found["person_id"],
        chat_id=found["chat_id"],
        kind=LetterKind(found["kind"]),
        created_at=moment(found["created_at"]),
        parts=parts,
        week=found["week"],
        progress=found["progress"],
        attempts=found["attempts"] + 1,
    )


def _end_letters(db: Database, state: str, which: str, values: tuple[str | int, ...]) -> None:
    run(db, f"delete from letter_item where letter_id in ({which})", values)
    run(db, f"update letter set state = '{state}' where id in ({which})", values)
