"""What the letter says, by the placeholders of its template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

BLANK = "________________"
"""What stands for anything nobody has written down: a person fills it in by hand."""


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """Russian texts; empty is unknown. `keeper`, `position`, `phone` and `order` are of the new responsible."""

    administration: str = ""
    addressee: str = ""
    written_on: str = ""
    outgoing: str = ""
    organisation: str = ""
    short_name: str = ""
    keeper: str = ""
    position: str = ""
    phone: str = ""
    order: str = ""
    begins: str = ""
    pages: str = ""
    cite: str = ""
    quote: str = ""
    decree: str = ""
    deadline: str = ""


PLACEHOLDERS: Mapping[str, str] = {
    "администрация": "administration",
    "адресат": "addressee",
    "дата": "written_on",
    "исходящий": "outgoing",
    "организация": "organisation",
    "краткое_название": "short_name",
    "ответственный": "keeper",
    "должность": "position",
    "телефон": "phone",
    "приказ": "order",
    "начало": "begins",
    "страницы": "pages",
    "пункт": "cite",
    "слова_пункта": "quote",
    "постановление": "decree",
    "срок": "deadline",
}
"""What a template may hold, as `{{ имя }}`, and which fact it is."""


def values_of(facts: LetterFacts) -> dict[str, str]:
    """Every placeholder with its text; what is unknown is a blank line."""
    told = {each.name: str(getattr(facts, each.name)) for each in fields(facts)}
    return {name: told[field] or BLANK for name, field in PLACEHOLDERS.items()}
