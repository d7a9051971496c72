"""What a change of the responsible person asks of people: dated tasks (P1.5.2, P1.5.3, P1.6.3, P1.6.4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.finding import DueSource
from domain.organisation import Kind, Organisation
from domain.workdays import WEEKDAYS, Calendar, deadline


class TaskKind(StrEnum):
    """The value is stored; `label` is shown."""

    NOTICE = "notice"
    CUR_NOTICE = "cur-notice"
    PASSWORDS = "passwords"
    ACCESS = "access"
    TWOFA = "twofa"

    @property
    def label(self) -> str:
        """Russian, lower-case."""
        return _LABELS[self]


_LABELS = {
    TaskKind.NOTICE: "уведомить администрацию о смене ответственного",
    TaskKind.CUR_NOTICE: "уведомить ЦУР о смене ответственного",
    TaskKind.PASSWORDS: "сменить пароли аккаунтов",
    TaskKind.ACCESS: "перевыпустить доступ к аккаунтам",
    TaskKind.TWOFA: "подтвердить двухфакторную аутентификацию заново",
}
NOTICES = {TaskKind.NOTICE: "org_notified_of_change", TaskKind.CUR_NOTICE: "cur_notified_of_change"}
"""The rule that watches over a notice."""
ATTESTED_BY = {
    TaskKind.PASSWORDS: "credentials_ledger",
    TaskKind.ACCESS: "credentials_ledger",
    TaskKind.TWOFA: "twofa_attested",
}
"""The rule whose «да», given after the change, does the task; until then an earlier «да» does not hold."""


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do after a change. Times are aware UTC; `done_at` None: still to do.

    `change_id` is the change that asked for it, `begins` its local day if known; `organisation` is the short name.
    `note` is the outgoing number and date as a person wrote them, without names.
    """

    id: int
    change_id: int
    kind: TaskKind
    organisation_id: int
    organisation: str
    opened_at: datetime
    due_at: datetime
    due_source: DueSource = DueSource.SETTING
    done_at: datetime | None = None
    note: str = ""
    begins: date | None = None

    @property
    def case(self) -> str:
        """The name of its case in a verdict."""
        return f"change:{self.change_id}:{self.kind}"

    def is_overdue(self, now: datetime) -> bool:
        """Still to do, though the deadline has passed."""
        return self.done_at is None and self.due_at < now

    def day(self, zone: ZoneInfo) -> date:
        """The local day of the change: that of the new term, else the day on which it was noticed."""
        return self.begins or self.opened_at.astimezone(zone).date()


@dataclass(frozen=True, slots=True)
class OfficerChange:
    """Somebody else became responsible, or nobody is. `on` is the local day the new tenure begins, if known."""

    id: int
    organisation_id: int
    noticed_at: datetime
    on: date | None = None


def _usual() -> dict[TaskKind, int]:
    return {**dict.fromkeys(NOTICES, 1), **dict.fromkeys(ATTESTED_BY, 3)}


@dataclass(frozen=True, slots=True)
class Terms:
    """How many working days of which calendar each task is given: settings all of them, none is the decree's."""

    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    calendar: Calendar = WEEKDAYS
    workdays: Mapping[TaskKind, int] = field(default_factory=_usual)

    def today(self, now: datetime) -> date:
        """The local day of `now` (aware UTC)."""
        return now.astimezone(self.zone).date()

    def due(self, kind: TaskKind, noticed_at: datetime, begins: date | None) -> datetime:
        """When a task is due at the latest (aware UTC)."""
        return due_after(noticed_at, begins, self.workdays[kind], self.calendar, self.zone)


USUAL_TERMS = Terms()
"""Where nobody has asked the settings."""


def due_after(
    noticed_at: datetime, begins: date | None, workdays: int, calendar: Calendar, zone: ZoneInfo
) -> datetime:
    """The end of the `workdays`-th working day after a change is both noticed and in force (aware UTC)."""
    in_force = datetime.combine(begins, time(), zone).astimezone(UTC) if begins else noticed_at
    return deadline(max(noticed_at, in_force), workdays, calendar, zone)


def kinds_for(organisation: Organisation) -> tuple[TaskKind, ...]:
    """What a change asks for there: an exempt organisation keeps nothing, the administration notifies nobody."""
    if organisation.is_exempt:
        return ()
    return tuple(ATTESTED_BY) if organisation.kind is Kind.ADMINISTRATION else tuple(TaskKind)
