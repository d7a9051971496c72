"""The registry of accounts is filled, reviewed, and says what each organisation does (P1.3, P1.5.1)."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from domain.finding import Verdict
from domain.network import Network
from domain.organisation import Status
from domain.registry import LINK_COLUMNS, AccountColumn, account_cells, name_key
from domain.registry_import import row_of
from domain.rule_ids import REVIEWED
from domain.russian import plural
from domain.view import OrgView
from rules.params import Demand, Positive
from rules.rule import rule
from rules.security import attested

_BY_KEY = {name_key(column): column for column in AccountColumn}
_LINKS = frozenset(LINK_COLUMNS[network] for network in Network)


def _no_columns(value: object) -> str | None:
    names = [name.strip() for name in str(value).split(",")]
    unknown = [name for name in names if name_key(name) not in _BY_KEY]
    if not unknown:
        return None
    return f"нет столбца «{unknown[0]}»; названия через запятую, как в реестре: {', '.join(AccountColumn)}"


ColumnsText = Annotated[str, Demand(_no_columns)]


@rule("org_status_defined", on=OrgView)
def org_status_defined(view: OrgView) -> Verdict:
    """The registry says whether the organisation keeps pages, is creating them, or is exempt (P1.3)."""
    status = view.organisation.status
    if status is None:
        return Verdict.violated("не указано, ведёт ли организация страницы или освобождена")
    return Verdict.ok(f"статус в реестре: {status}")


@rule("registry_complete", on=OrgView)
def registry_complete(view: OrgView, *, required: ColumnsText = "ОГРН, Адрес, Телефон, E-mail") -> Verdict:
    """The `required` columns of the organisation's row are filled; a page that is being created may wait.

    Of missing pages `page_exists_*` speaks, so their columns are not among the usual ones.
    """
    cells = account_cells(row_of(view.organisation, view.pages))
    wanted = [_BY_KEY[name_key(name)] for name in required.split(",")]
    waiting = _LINKS if view.organisation.status is Status.CREATING else frozenset[AccountColumn]()
    empty = [column for column in dict.fromkeys(wanted) if not cells[column] and column not in waiting]
    if not empty:
        return Verdict.ok("обязательные столбцы реестра заполнены")
    are = plural(len(empty), "не заполнен обязательный столбец", *["не заполнены обязательные столбцы"] * 2)
    return Verdict.violated(f"в реестре {are}: {', '.join(empty)}")


@rule(REVIEWED, on=OrgView)
def registry_reviewed(view: OrgView, *, valid_days: Positive = 30) -> Verdict:
    """A person has lately compared the organisation's row with life (P1.5.1)."""
    verdict = attested(view, REVIEWED, valid_days)
    answer = view.attestations.get(REVIEWED)
    if answer is None or not answer.answer:
        return verdict
    days = (view.now.astimezone(view.zone).date() - answer.at.astimezone(view.zone).date()).days
    ago = f"{days} {plural(days, 'день', 'дня', 'дней')} назад" if days else "сегодня"
    return replace(verdict, evidence=f"{verdict.evidence}; сверено {ago}, {_since_then(view.changed)}")


def _since_then(changed: dict[str, int]) -> str:
    """How much was changed in the row since the review; never the values."""
    if not changed:
        return "с тех пор без изменений"
    fields = ", ".join(f"{name} — {count}" for name, count in changed.items())
    return f"с тех пор изменений: {sum(changed.values())} ({fields})"
