"""The weekly control sheet: a row a page, worst in sight, and how much was published in the last weeks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.counters import Amount, total
from domain.network import Network
from reports.amounts import amount_cell
from reports.sheet import EMPTY, NO_DATA, Cell, Chart, Column, Shape, Sheet, Tone, notes

_COLUMNS = (
    Column("Организация", 34),
    Column("Сеть", 15),
    Column("Постов / норма", 17, Shape.NUMBER),
    Column("Норма недели", 21),
    Column("Последняя публикация", 15, Shape.DAY),
    Column("Открытые нарушения", 14, Shape.NUMBER),
    Column("Просрочено", 14, Shape.NUMBER),
    Column("Рекомендации", 17, Shape.NUMBER),
    Column("Нужно подтвердить", 15, Shape.NUMBER),
    Column("Данные полные?", 44),
)
ADMINISTRATION = "Обязанности администрации"


class Norm(StrEnum):
    """What the week's norm says of a page, as the sheet words it."""

    MET = "выполнена"
    SHORT = "не выполнена"
    UNKNOWN = "не оценена"
    RUNNING = "неделя идёт"
    UNBOUND = "не требуется"
    NOT_OF_PAGE = "—"
    EXEMPT = "освобождена"
    NO_PAGES = "нет страниц"


_TONES = {Norm.SHORT: Tone.BAD, Norm.UNKNOWN: Tone.GAP, Norm.RUNNING: Tone.GAP}
_NOTES = {
    "Постов / норма": (
        "Публикации за неделю (понедельник — воскресенье по местному времени) и сколько их требуется. Репосты "
        "и другие публикации, о которых постановление не говорит, считать ли их, стоят отдельно: «спорн.». "
        "Звёздочка: прочитано не всё, публикаций может быть больше."
    ),
    "Норма недели": (
        "выполнена, не выполнена; не оценена — данных не хватило, это не нарушение; не требуется — "
        "постановление не требует этого от организации."
    ),
    "Последняя публикация": "Новейшая из известных программе, включая те, что вышли после этой недели.",
    "Открытые нарушения": "Обязательные требования постановления, не выполненные на дату составления.",
    "Просрочено": (
        "Сколько из открытого (нарушений, рекомендаций, подтверждений) пережило свой срок. Сроки устранения, "
        "кроме самой недели, установлены настройкой программы, а не постановлением."
    ),
    "Рекомендации": "Рекомендации постановления и предупреждения программы; нарушениями они не являются.",
    "Нужно подтвердить": "Требования, о которых может сказать только человек и ответа которых сейчас нет.",
    "Данные полные?": (
        "«да» — прочитаны все публикации недели. Иначе названа причина; по неполным данным нарушение не выносится."
    ),
    "Строка без сети": (
        "То, что относится к организации в целом или к самой администрации, а не к одной странице."
    ),
}


@dataclass(frozen=True, slots=True)
class Open:
    """How many matters are open now: violations, recommendations, confirmations; `overdue` counts among them."""

    violations: int = 0
    recommendations: int = 0
    confirmations: int = 0
    overdue: int = 0


@dataclass(frozen=True, slots=True)
class WeekRow:
    """A page in the week; `network` None: the organisation as a whole, of which no publications are told.

    `minimum` None: the norm does not bind it. `gap` says why the data are not complete.
    """

    organisation: str
    network: Network | None
    norm: Norm
    opened: Open
    posts: int = 0
    disputed: int = 0
    minimum: int | None = None
    last_post: date | None = None
    gap: str | None = None


@dataclass(frozen=True, slots=True)
class PastWeek:
    """What was published in one week, by network; `title` is Russian."""

    title: str
    posts: dict[Network, Amount]


@dataclass(frozen=True, slots=True)
class WeekControl:
    """The whole paper. `title` names the week, `lines` what must be known before reading."""

    title: str
    lines: tuple[str, ...]
    rows: tuple[WeekRow, ...]
    weeks: tuple[PastWeek, ...]


def sheets(control: WeekControl) -> tuple[Sheet, ...]:
    """The control sheet, the weeks before it, and what the columns mean."""
    table = Sheet(
        "Контроль",
        control.title,
        _COLUMNS,
        tuple(_cells(row) for row in control.rows),
        lines=control.lines,
        totals=_totals(control.rows),
        fixed=2,
    )
    return (table, _dynamics(control), notes("Как читать недельный контроль", _NOTES))


def _cells(row: WeekRow) -> tuple[Cell, ...]:
    opened = row.opened
    return (
        Cell(row.organisation),
        Cell(row.network.label if row.network else "—"),
        _posts(row) if row.network else EMPTY,
        Cell(row.norm.value, _TONES.get(row.norm, Tone.PLAIN)),
        (Cell(row.last_post) if row.last_post else Cell(NO_DATA, Tone.GAP)) if row.network else EMPTY,
        Cell(opened.violations, Tone.BAD if opened.violations else Tone.PLAIN),
        Cell(opened.overdue, Tone.BAD if opened.overdue else Tone.PLAIN),
        Cell(opened.recommendations, Tone.WARN if opened.recommendations else Tone.PLAIN),
        Cell(opened.confirmations, Tone.WARN if opened.confirmations else Tone.PLAIN),
        _completeness(row) if row.network else EMPTY,
    )


def _posts(row: WeekRow) -> Cell:
    if row.gap and not row.posts and not row.disputed:
        return Cell(NO_DATA, Tone.GAP)
    norm = f" / {row.minimum}" if row.minimum is not None else ""
    disputed = f" (+{row.disputed} спорн.)" if row.disputed else ""
    tone = Tone.BAD if row.norm is Norm.SHORT else Tone.PLAIN
    return Cell(row.posts, tone, f"{norm}{disputed}{' *' if row.gap else ''}")


def _completeness(row: WeekRow) -> Cell:
    return Cell(f"нет: {row.gap}", Tone.GAP) if row.gap else Cell("да")


def _totals(rows: tuple[WeekRow, ...]) -> tuple[Cell, ...]:
    pages = [row for row in rows if row.network]
    bound = [row for row in pages if row.minimum is not None]
    met = sum(row.norm is Norm.MET for row in bound)
    whole = sum(row.gap is None for row in pages)
    return (
        Cell("Всего"),
        Cell(f"страниц: {len(pages)}"),
        Cell(sum(row.posts for row in pages)),
        Cell(f"выполнена: {met} из {len(bound)}"),
        EMPTY,
        Cell(sum(row.opened.violations for row in rows)),
        Cell(sum(row.opened.overdue for row in rows)),
        Cell(sum(row.opened.recommendations for row in rows)),
        Cell(sum(row.opened.confirmations for row in rows)),
        Cell(f"полные: {whole} из {len(pages)}"),
    )


def _dynamics(control: WeekControl) -> Sheet:
    columns = (
        Column("Неделя", 30),
        *(Column(network.label, 18, Shape.NUMBER) for network in Network),
        Column("Всего", 18, Shape.NUMBER),
    )
    return Sheet(
        "Динамика",
        "Публикации по неделям",
        columns,
        tuple(_of_week(week) for week in control.weeks),
        lines=("Вместе со спорными. Звёздочка: прочитаны не все страницы, публикаций может быть больше.",),
        chart=Chart("Публикации по неделям", (1, 2), "публикаций", is_stacked=True),
        is_upright=True,
    )


def _of_week(week: PastWeek) -> tuple[Cell, ...]:
    amounts = [week.posts.get(network, Amount(0)) for network in Network]
    return (Cell(week.title), *(amount_cell(amount) for amount in amounts), amount_cell(total(amounts)))
