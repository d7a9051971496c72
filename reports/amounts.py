"""Sums of counters as cells: what is not known is said in words, what is known in part carries a star."""

from __future__ import annotations

from domain.counters import Amount
from reports.sheet import EMPTY, UNKNOWN, Cell, Tone

PARTIAL = " *"


def amount_cell(amount: Amount) -> Cell:
    """The sum, or that there is none."""
    if amount.value is None:
        return UNKNOWN
    return Cell(amount.value, Tone.GAP if amount.is_partial else Tone.PLAIN, PARTIAL if amount.is_partial else "")


def mean_cell(amount: Amount, count: int) -> Cell:
    """The sum divided by how many there are; nothing to divide by is an empty cell."""
    if amount.value is None:
        return UNKNOWN
    if not count:
        return EMPTY
    whole = amount_cell(amount)
    return Cell(round(amount.value / count, 1), whole.tone, whole.after)
