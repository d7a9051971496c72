"""Whether somebody else became responsible for an organisation's pages, told by two states of «Ответственные»."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from domain.officer import tenure_of
from domain.registry import OfficerRole, OfficerRow, name_key

_SHORTEST_WITH_A_SLIP = 4


@dataclass(frozen=True, slots=True)
class Succession:
    """Somebody came, or nobody is left. `begins` is the local day of the new term, None when it is not known."""

    begins: date | None = None


def successions(
    before: Sequence[OfficerRow], after: Sequence[OfficerRow], today: date, *, is_first: bool
) -> list[Succession]:
    """What the new lines of one organisation change for the old ones, seen on the local day `today`.

    Substitutes are no responsibles, so they change nothing. `is_first`: the registry never named anybody before;
    then only who is to come later is a change. The order of the lines does not matter.
    """
    coming = _not_over(after, today)
    base = _first(coming, today) if is_first else _last_known(before, today)
    fresh = [row for row in coming if not any(same_person(row, known) for known in base)]
    was_in_office = any(tenure_of(row).holds_on(today) for row in _keepers(before))
    return _dated(fresh, today, at_once=was_in_office and len(fresh) == len(coming))


def _dated(fresh: Sequence[OfficerRow], today: date, *, at_once: bool) -> list[Succession]:
    """One for all who have begun, one for each later day; a departure does not wait for who comes later."""
    days = {row.valid_from for row in fresh}
    begun = [day for day in days if day is not None and day <= today]
    later = [Succession(day) for day in sorted(day for day in days if day is not None and day > today)]
    if begun or None in days:
        return [Succession(max(begun, default=None)), *later]
    return [Succession(), *later[1:]] if at_once else later


def _keepers(rows: Sequence[OfficerRow]) -> list[OfficerRow]:
    return [row for row in rows if row.role is not OfficerRole.DEPUTY]


def _not_over(rows: Sequence[OfficerRow], today: date) -> list[OfficerRow]:
    return [row for row in _keepers(rows) if not tenure_of(row).is_over(today)]


def _first(coming: Sequence[OfficerRow], today: date) -> list[OfficerRow]:
    """Whom the first file found in office; where nobody has begun yet, who begins first."""
    begun = [row for row in coming if tenure_of(row).holds_on(today)]
    earliest = min((row.valid_from for row in coming if row.valid_from is not None), default=None)
    return begun or [row for row in coming if row.valid_from == earliest]


def _last_known(before: Sequence[OfficerRow], today: date) -> list[OfficerRow]:
    """Who is in office or to come; where all terms are over, whose ended last."""
    latest = max((row.valid_to for row in _keepers(before) if row.valid_to is not None), default=None)
    return _not_over(before, today) or [row for row in _keepers(before) if row.valid_to == latest]


def same_person(one: OfficerRow, other: OfficerRow) -> bool:
    """Whether two lines mean one person: initials, the order of words, case and one slip of the pen do not matter.

    A slip beside another order is another person; a new surname under the same order is the same. A line without a
    name is told by its order alone.
    """
    names = _words(one), _words(other)
    if not all(names):
        return not _is_another_order(one, other)
    left, slips = _unmatched(*names)
    if not left and slips <= 1:
        return not slips or not _is_another_order(one, other)
    return _is_renamed(*names) and _is_same_order(one, other)


def _unmatched(one: list[str], other: list[str]) -> tuple[int, int]:
    """How many words of the shorter name are missing in the longer one, and how many are there but for a slip."""
    shorter, longer = sorted(([*one], [*other]), key=len)
    _strike(shorter, longer, str.__eq__)
    _strike(shorter, longer, _is_initial)
    slips = _strike(shorter, longer, _is_one_slip)
    return len(shorter), slips


def _strike(one: list[str], other: list[str], alike: Callable[[str, str], bool]) -> int:
    """Take out of both lists the words that have a like one in the other; how many pairs there were."""
    struck = 0
    for word in [*one]:
        twin = next((each for each in other if alike(word, each)), None)
        if twin is not None:
            one.remove(word)
            other.remove(twin)
            struck += 1
    return struck


def _is_initial(one: str, other: str) -> bool:
    return min(len(one), len(other)) == 1 and one[0] == other[0]


def _is_one_slip(one: str, other: str) -> bool:
    """One letter too many, too few or wrong; not the last one, which tells «Иванов» from «Иванова»."""
    shortest = min(len(one), len(other))
    if shortest < _SHORTEST_WITH_A_SLIP or abs(len(one) - len(other)) > 1:
        return False
    place = next((n for n in range(shortest) if one[n] != other[n]), shortest)
    if place >= shortest - 1:
        return False
    is_missing = one[place:] == other[place + 1 :] or one[place + 1 :] == other[place:]
    return is_missing or one[place + 1 :] == other[place + 1 :]


def _is_renamed(one: list[str], other: list[str]) -> bool:
    """Only the first word differs, the surname of «ФИО»."""
    given = all(
        mine == theirs or _is_initial(mine, theirs) for mine, theirs in zip(one[1:], other[1:], strict=False)
    )
    return given and len(one) == len(other) >= 3


def _is_same_order(one: OfficerRow, other: OfficerRow) -> bool:
    return tenure_of(one).is_documented and _order(one) == _order(other)


def _is_another_order(one: OfficerRow, other: OfficerRow) -> bool:
    """Both orders are known, and they are two."""
    are_known = tenure_of(one).is_documented and tenure_of(other).is_documented
    return are_known and _order(one) != _order(other)


def _order(row: OfficerRow) -> tuple[str, date | None]:
    return name_key(row.order_number or "").removeprefix("№").strip(), row.order_date


def _words(row: OfficerRow) -> list[str]:
    return name_key(row.name or "").replace(".", " ").replace(",", " ").split()
