"""The month's counters by weeks, in the form ЦУР collects them in (clauses, 3a-2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from domain.counters import Amount, Counted, Counter, PageCounts, Stretch, total
from domain.month import Month
from domain.post import PostKind
from reports.amounts import amount_cell, mean_cell
from reports.sheet import EMPTY, Cell, Chart, Column, Shape, Sheet, Tone, notes, number

_WHERE = (Column("Организация", 34), Column("Сеть", 16))
_PLACE = (*_WHERE, Column("Ссылка", 36, Shape.LINK))
_STAR = "Звёздочка: сумма неполная — прочитано не всё, или сеть сообщила счётчик не у всех публикаций."
_BORDERS = (
    "Форма не говорит, какие дни считать какой неделей; здесь неделя — семь дней подряд с первого числа, "
    "«ост. дни» — всё после 28-го. Время местное. Недельная норма постановления считается иначе, по календарным "
    "неделям: см. недельный контроль."
)
_NOTES = {
    "Что считается публикацией": (
        "Записи самой страницы: публикации, репосты, клипы, видео и фото в ленте. Реклама, записи "
        "посетителей, предложенные и отложенные не считаются. Удалённая позже публикация остаётся и помечена."
    ),
    "Счётчики": (
        "Лайки, комментарии, репосты, просмотры — какими программа видела их в последний раз. Счётчик, "
        "которого сеть не сообщила, — «нет данных», а не ноль."
    ),
    "Звёздочка": _STAR,
    "Среднее": (
        "На пост — сумма, делённая на число публикаций, у которых счётчик известен. За неделю — по четырём "
        "неделям, без «ост. дней»."
    ),
}
_KINDS = {
    PostKind.POST: "публикация",
    PostKind.REPOST: "репост",
    PostKind.CLIP: "клип",
    PostKind.VIDEO: "видео",
    PostKind.PHOTO: "фото",
}


@dataclass(frozen=True, slots=True)
class MonthCounts:
    """The whole paper; `lines` is what must be known before reading."""

    month: Month
    stretches: tuple[Stretch, ...]
    pages: tuple[PageCounts, ...]
    lines: tuple[str, ...]


def sheets(counts: MonthCounts) -> tuple[Sheet, ...]:
    """The form's seven sheets, and one that says how it was counted."""
    of_counters = tuple(_of_counter(counts, counter) for counter in Counter)
    return (_organisations(counts), _whole(counts), *of_counters, _by_stretch(counts), _explained(counts))


def _organisations(counts: MonthCounts) -> Sheet:
    """Every publication of the month with its counters as last seen."""
    columns = (
        *_WHERE,
        Column("Ссылка", 52, Shape.LINK),
        Column("Дата публикации", 13, Shape.DAY),
        Column("Неделя", 11),
        Column("Вид", 13),
        *(Column(counter, 14, Shape.NUMBER) for counter in Counter if counter is not Counter.POSTS),
    )
    return Sheet(
        "Организации",
        f"Публикации за {counts.month.title}",
        columns,
        tuple(
            _post(counts, page, stretch, post)
            for page in counts.pages
            for stretch, posts in zip(counts.stretches, page.parts, strict=True)
            for post in posts
        ),
        lines=counts.lines,
    )


def _post(counts: MonthCounts, page: PageCounts, stretch: Stretch, post: Counted) -> tuple[Cell, ...]:
    url = page.network.post_url(page.network_id, post.id) if page.network_id else page.url
    kind = _KINDS.get(post.kind, "другое")
    return (
        Cell(page.organisation),
        Cell(page.network.label),
        Cell(url),
        Cell(post.published_at.astimezone(counts.month.zone).date()),
        Cell(stretch.title),
        Cell(f"{kind}, удалено" if post.is_deleted else kind),
        *(number(post.of(counter)) for counter in Counter if counter is not Counter.POSTS),
    )


def _whole(counts: MonthCounts) -> Sheet:
    """Sums over the month, and what one publication had on average."""
    shown = tuple(Counter)
    rest = tuple(counter for counter in shown if counter is not Counter.POSTS)
    columns = (
        *_PLACE,
        *(Column(counter, 13, Shape.NUMBER) for counter in shown),
        *(Column(f"{counter} на пост", 13, Shape.MEAN) for counter in rest),
        Column("Данные полные?", 40),
    )
    sums = [{each: total(page.amounts(each)) for each in shown} for page in counts.pages]
    everything = {each: total(of_page[each] for of_page in sums) for each in shown}
    rows = tuple(
        (*_place(page), *_sums(of_page, shown, rest), _completeness(counts, page))
        for page, of_page in zip(counts.pages, sums, strict=True)
    )
    return Sheet(
        "Общий свод",
        f"Общий свод за {counts.month.title}",
        columns,
        rows,
        lines=(_STAR,),
        totals=(*_whole_place(counts), *_sums(everything, shown, rest), EMPTY),
        fixed=2,
    )


def _sums(sums: dict[Counter, Amount], shown: Iterable[Counter], rest: Iterable[Counter]) -> tuple[Cell, ...]:
    means = (mean_cell(sums[each], sums[each].told) for each in rest)
    return (*(amount_cell(sums[each]) for each in shown), *means)


def _of_counter(counts: MonthCounts, counter: Counter) -> Sheet:
    """One counter by weeks, with its sum and its mean for a week."""
    columns = (
        *_PLACE,
        *(Column(_heading(stretch, "\n"), 14, Shape.NUMBER) for stretch in counts.stretches),
        Column("Итого", 15, Shape.NUMBER),
        Column("В среднем за неделю", 13, Shape.MEAN),
    )
    amounts = [page.amounts(counter) for page in counts.pages]
    columnwise = tuple(total(of_page[place] for of_page in amounts) for place in range(len(counts.stretches)))
    return Sheet(
        f"{counter} свод",
        f"{counter} по неделям за {counts.month.title}",
        columns,
        tuple(
            (*_place(page), *_stretched(counts, of_page))
            for page, of_page in zip(counts.pages, amounts, strict=True)
        ),
        lines=(_STAR,),
        totals=(*_whole_place(counts), *_stretched(counts, columnwise)),
        fixed=2,
    )


def _stretched(counts: MonthCounts, amounts: tuple[Amount, ...]) -> tuple[Cell, ...]:
    cells = (
        Cell("—", Tone.GAP) if stretch.is_empty else amount_cell(amount)
        for stretch, amount in zip(counts.stretches, amounts, strict=True)
    )
    # The days left over are no week.
    return (*cells, amount_cell(total(amounts)), mean_cell(total(amounts[:4]), 4))


def _by_stretch(counts: MonthCounts) -> Sheet:
    """All pages together by weeks, to be looked at rather than read."""
    columns = (Column("Неделя", 22), *(Column(counter, 15, Shape.NUMBER) for counter in Counter))
    rows = tuple(
        (
            Cell(_heading(stretch)),
            *(amount_cell(total(page.amounts(each)[place] for page in counts.pages)) for each in Counter),
        )
        for place, stretch in enumerate(counts.stretches)
        if not stretch.is_empty and counts.pages
    )
    return Sheet(
        "Динамика",
        f"Все страницы вместе за {counts.month.title}",
        columns,
        rows,
        lines=(_STAR, "«Ост. дни» короче недели, поэтому их столбик ниже сам по себе."),
        chart=Chart("Публикации по неделям месяца", (1,), "публикаций"),
        is_upright=True,
    )


def _explained(counts: MonthCounts) -> Sheet:
    days = "; ".join(_heading(stretch) for stretch in counts.stretches if not stretch.is_empty)
    return notes("Как посчитано", {"Границы недель": f"{days}. {_BORDERS}", **_NOTES})


def _heading(stretch: Stretch, between: str = " ") -> str:
    if stretch.is_empty:
        return stretch.title
    return f"{stretch.title}{between}({stretch.first:%d}–{stretch.last:%d.%m})"


def _place(page: PageCounts) -> tuple[Cell, Cell, Cell]:
    return Cell(page.organisation), Cell(page.network.label), Cell(page.url)


def _whole_place(counts: MonthCounts) -> tuple[Cell, Cell, Cell]:
    return Cell("Всего"), Cell(f"страниц: {len(counts.pages)}"), EMPTY


def _completeness(counts: MonthCounts, page: PageCounts) -> Cell:
    """The first stretch that was not wholly read, and why."""
    gaps = [(stretch, gap) for stretch, gap in zip(counts.stretches, page.gaps, strict=True) if gap]
    if not gaps:
        return Cell("да")
    stretch, gap = gaps[0]
    return Cell(f"нет, {stretch.title}: {gap}", Tone.GAP)
