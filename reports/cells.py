"""Foreign texts in table cells: what a table program would take for a formula is kept a text."""

from __future__ import annotations

import unicodedata

# What table programs run when a cell begins with it (OWASP, "CSV Injection"); the minus is also written as U+2212.
_SIGNS = frozenset("=+-@\u2212")
# The most an .xlsx cell holds (support.microsoft.com, "Excel specifications and limits"); XlsxWriter leaves the
# cell empty when there is more.
LONGEST = 32_767


def looks_live(text: str) -> bool:
    """A table program may take the text for a formula: the sign may follow spaces, tabs, apostrophes, invisible
    marks, and be written full-width.
    """
    begun = next((each for each in text if not _is_passed_over(each)), "")
    return bool(begun) and unicodedata.normalize("NFKC", begun)[0] in _SIGNS


def csv_text(text: str) -> str:
    """The text as a field of a CSV: an apostrophe before what looks live."""
    return f"'{text}" if looks_live(text) else text


def restored(field: str) -> str:
    """The reverse of `csv_text`."""
    return field[1:] if field.startswith("'") and looks_live(field[1:]) else field


def visible(text: str) -> str:
    """The text as a cell of a workbook can hold it: no control characters, and no longer than a cell may be."""
    if text.isprintable() and len(text) <= LONGEST:
        return text
    plain = "".join(" " if unicodedata.category(each) in ("Cc", "Cs") and each != "\n" else each for each in text)
    return plain if len(plain) <= LONGEST else f"{plain[: LONGEST - 1]}…"


def _is_passed_over(each: str) -> bool:
    return each == "'" or each.isspace() or unicodedata.category(each) in ("Cc", "Cf")
