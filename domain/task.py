"""What a change of the responsible person asks of people: dated tasks (P1.5.3, P1.6.4, P1.5.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from domain.finding import DueSource


class TaskKind(StrEnum):
    """The value is stored and given on the command line; `label` is shown."""

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


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do after a change. Times are aware UTC; `done_at` None: still to do.

    `change_id` is the change that asked for it; `organisation` is the short name. `note` is the outgoing number
    and date as a person wrote them, without names.
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

    @property
    def case(self) -> str:
        """The name of its case in a verdict."""
        return f"change:{self.change_id}:{self.kind}"


@dataclass(frozen=True, slots=True)
class OfficerChange:
    """Somebody else became responsible, or nobody is. `on` is the local day the new tenure begins, if known."""

    id: int
    organisation_id: int
    noticed_at: datetime
    on: date | None = None
