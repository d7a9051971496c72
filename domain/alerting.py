"""When a matter opens, is muted, ends, and when that is worth a word. Pure; all cases are table-tested."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from domain.finding import DueSource, Finding, MatterKind, Outcome, Subject, SubjectKind
from domain.matter import REMINDERS, Event, Matter
from domain.muting import Muting
from domain.network import Network
from domain.norm import Severity
from domain.rule_ids import OF_A_WEEK, WEEKLY
from domain.week import Week
from domain.workdays import Calendar, deadline


@dataclass(frozen=True, slots=True)
class Standing:
    """Why findings may have gone: what is known of the registry and settings at `now` (aware UTC).

    `mute_all` lists networks whose pages are all mute: a dead token, a network that answers nobody or is off.
    """

    now: datetime
    zone: ZoneInfo
    calendar: Calendar
    archived: bool = False
    exempt: bool = False
    live_pages: frozenset[int] = frozenset()
    rules_off: frozenset[str] = frozenset()
    networks_off: frozenset[Network] = frozenset()
    mute_all: frozenset[Network] = frozenset()


@dataclass(frozen=True, slots=True)
class Opened:
    """A matter begins, muted or not."""

    finding: Finding
    kind: MatterKind
    due_at: datetime | None
    due_source: DueSource | None
    streak: int = 1
    muted: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """A matter goes on; `now` is the matter as the newest finding has it."""

    matter: Matter
    now: Matter
    muted: bool


@dataclass(frozen=True, slots=True)
class Ended:
    """A matter is over; `note` is Russian and follows the ending's word."""

    matter: Matter
    ending: Event
    note: str


Change = Opened | Kept | Ended


@dataclass(frozen=True, slots=True)
class Alert:
    """A word to say about a matter."""

    matter: Matter
    event: Event


def plan(findings: Sequence[Finding], matters: Sequence[Matter], standing: Standing) -> list[Change]:
    """What changes in the open `matters` of one organisation, given all its `findings`."""
    place = _Place(findings)
    judged = {(each.rule, each.subject) for each in findings if each.verdict.cases is not None}
    quiet = Muting.of(findings, standing.mute_all)
    kept_or_ended = [_follow(matter, place.of(matter), judged, quiet, standing) for matter in matters]
    ended = {change.matter.id for change in kept_or_ended if isinstance(change, Ended)}
    still_open = [matter for matter in matters if matter.id not in ended]
    opened = [
        _open(finding, kind, matters, quiet, standing)
        for whole in findings
        for finding in whole.by_case()
        if (kind := _opens(finding, still_open)) is not None
    ]
    return [*kept_or_ended, *opened]


class _Place:
    """Finds what is said now about an open matter: by its rule and subject, and by its case where there are any."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self._whole = {(each.rule, each.subject): each for each in findings if each.verdict.cases is None}
        cased = [case for each in findings if each.verdict.cases is not None for case in each.by_case()]
        self._cases = {(case.rule, case.subject, case.verdict.period): case for case in cased}

    def of(self, matter: Matter) -> Finding | None:
        """None when the requirement, or this case of it, is gone."""
        case = self._cases.get((matter.rule, matter.subject, matter.period))
        return case or self._whole.get((matter.rule, matter.subject))


def words(matters: Iterable[Matter], standing: Standing) -> list[Alert]:
    """What is worth saying of open and of ended matters, worst first; the outbox says nothing twice.

    Matters of severity INFO wait for the digest.
    """
    told = [(matter, _word(matter, standing)) for matter in matters]
    alerts = [Alert(matter, event) for matter, event in told if event is not None]
    return sorted(alerts, key=lambda alert: alert.matter.worst_first)


def _word(matter: Matter, standing: Standing) -> Event | None:
    if not matter.is_open:
        return matter.told_ending if matter.announced_at is not None else None
    if matter.muted_since is not None or matter.severity is Severity.INFO:
        return None
    if matter.announced_at is None:
        return Event.OPENED
    return _reminder(matter, standing)


def _reminder(matter: Matter, standing: Standing) -> Event | None:
    """On the deadline's day and on each of the two working days after, then only the digest."""
    today = standing.now.astimezone(standing.zone).date()
    if matter.due_at is None or matter.rule in OF_A_WEEK or not standing.calendar.is_workday(today):
        return None
    due = matter.due_at.astimezone(standing.zone).date()
    announced = (matter.announced_at or standing.now).astimezone(standing.zone).date()
    if today < due or announced >= today:
        return None
    late = standing.calendar.between(due, today)
    return REMINDERS[late] if late < len(REMINDERS) else None


def _follow(
    matter: Matter,
    finding: Finding | None,
    judged: Set[tuple[str, Subject]],
    quiet: Muting,
    standing: Standing,
) -> Change:
    """`judged` are the requirements with cases that still apply: a case they leave out is looked at no more."""
    if finding is None and matter.is_case and (matter.rule, matter.subject) in judged:
        return Ended(matter, Event.EXPIRED, "больше не отслеживается")
    if finding is None:
        return Ended(matter, Event.WITHDRAWN, _why_gone(matter, standing))
    ending = _ending(matter, finding)
    if ending is not None:
        return Ended(matter, *ending)
    return Kept(matter, _as_found(matter, finding), quiet.mutes(matter.rule, matter.subject))


def _as_found(matter: Matter, finding: Finding) -> Matter:
    """The clause is always that of the present decree; evidence and deadline are of the newest that accuses.

    A deadline by working days stands as it was set at the opening: counted anew it would move every day.
    """
    cited = replace(
        matter, clause=finding.clause, clauses=finding.clauses, force=finding.force, severity=finding.severity
    )
    verdict = finding.verdict
    if verdict.opens is not matter.kind or verdict.period != matter.period:
        return cited
    accused = replace(cited, evidence=verdict.evidence, params=finding.params)
    return accused if verdict.due is None else replace(accused, due_at=verdict.due, due_source=verdict.due_source)


def _ending(matter: Matter, finding: Finding) -> tuple[Event, str] | None:
    verdict = finding.verdict
    if matter.period and verdict.period > matter.period:
        return _week_after(matter, finding)
    if verdict.outcome is Outcome.OK and verdict.closes and verdict.period == matter.period:
        return _settled(matter, finding)
    if verdict.outcome is not Outcome.VIOLATED or matter.kind is MatterKind.VIOLATION:
        return None
    if matter.kind is MatterKind.CONFIRMATION:
        return _unconfirmed(matter)
    return Event.WITHDRAWN, "картина прояснилась"


def _unconfirmed(matter: Matter) -> tuple[Event, str]:
    """A case that was waited for has run out of time: the violation takes over, without a word about this."""
    return (Event.FOLLOWED, "срок прошёл") if matter.period else (Event.RESOLVED, "получен ответ «нет»")


def _settled(matter: Matter, finding: Finding) -> tuple[Event, str]:
    if matter.params != finding.params:
        return Event.WITHDRAWN, "изменены параметры правила"
    return Event.RESOLVED, "публикации найдены" if matter.rule == WEEKLY else finding.verdict.evidence


def _week_after(matter: Matter, finding: Finding) -> tuple[Event, str] | None:
    """A later complete week closes a matter of P2.2; a warning ends with its own week."""
    if matter.rule != WEEKLY:
        return Event.EXPIRED, "неделя закончилась"
    if finding.outcome is Outcome.OK:
        return Event.EXPIRED, "норма снова соблюдается"
    if finding.outcome is Outcome.VIOLATED:
        return Event.FOLLOWED, "более поздняя неделя тоже неполная"
    return None


def _why_gone(matter: Matter, standing: Standing) -> str:
    if standing.archived:
        return "организация убрана из реестра"
    if standing.exempt:
        return "организация освобождена от ведения страниц"
    if matter.rule in standing.rules_off:
        return "проверка выключена в настройках"
    if matter.subject.kind is SubjectKind.NETWORK and matter.subject.network in standing.networks_off:
        return "сеть выключена в настройках"
    if matter.subject.kind is SubjectKind.PAGE and matter.subject.id not in standing.live_pages:
        return "ссылка на страницу в реестре изменена"
    return "требование больше не применяется к организации"


def _opens(finding: Finding, still_open: Sequence[Matter]) -> MatterKind | None:
    """The kind of matter a finding opens anew, None when it opens nothing or its matter is open already."""
    kind = finding.verdict.opens
    if kind is None:
        return None
    same = [matter for matter in still_open if (matter.rule, matter.subject) == (finding.rule, finding.subject)]
    if any(matter.kind is kind and matter.period == finding.verdict.period for matter in same):
        return None
    accused = any(
        matter.kind is MatterKind.VIOLATION and matter.period == finding.verdict.period for matter in same
    )
    return None if kind is MatterKind.CONFIRMATION and accused else kind


def _open(
    finding: Finding, kind: MatterKind, matters: Sequence[Matter], quiet: Muting, standing: Standing
) -> Opened:
    due_at, source = _due(finding, standing)
    streak = 1 + max(
        (matter.streak for matter in matters if _is_week_before(matter, finding, standing.zone)),
        default=0,
    )
    return Opened(finding, kind, due_at, source, streak, quiet.mutes(finding.rule, finding.subject))


def _is_week_before(matter: Matter, finding: Finding, zone: ZoneInfo) -> bool:
    """The same place fell short in the week directly before: a week nobody could judge breaks the row."""
    same_place = (matter.rule, matter.subject) == (finding.rule, finding.subject)
    if not same_place or matter.rule != WEEKLY:
        return False
    return matter.period == Week.parse(finding.verdict.period, zone).previous.name


def _due(finding: Finding, standing: Standing) -> tuple[datetime | None, DueSource | None]:
    if finding.verdict.due is not None:
        return finding.verdict.due, finding.verdict.due_source
    if finding.due_workdays is None:
        return None, None
    return deadline(standing.now, finding.due_workdays, standing.calendar, standing.zone), DueSource.SETTING
