"""What may stand in a note of an attestation: no passwords, codes, phones, addresses or names of people."""

from __future__ import annotations

import re

from app.commands.fault import CommandFault
from app.redact import masked

LONGEST = 300

_SECRETS = (
    re.compile(r"(?:парол|логин|passw|login|пин|pin|код)\w*\s*[:=—–-]\s*\S+", re.IGNORECASE),
    re.compile(r"\b(?:пароль|пароля|логин|password|login|pin|пин|код)\s+(?=\S*\d)(?!\d\d?\.\d)\S+", re.IGNORECASE),
    re.compile(r"(?<!\S)(?=\S*[A-Za-z])(?=\S*\d)\S{8,}"),
    re.compile(r"(?<!\d)\d{6,}(?!\d)"),
)
_PERSONAL = (
    re.compile(r"\S@\S"),
    re.compile(r"(?<!\d)(?:\+?\d[\s()-]{0,2}){10,}(?!\d)"),
    re.compile(r"(?<!\w)[А-ЯЁ][а-яё]+\s+[А-ЯЁ]\.\s?[А-ЯЁ]\."),
    re.compile(r"(?<!\w)[А-ЯЁ]\.\s?[А-ЯЁ]\.\s*[А-ЯЁ][а-яё]+"),
    # A patronymic after another capitalised word is a person's name, in any case of grammar.
    re.compile(
        r"(?<!\w)[А-ЯЁ]\w+\s+[А-ЯЁ]\w*"
        r"(?:вич(?:а|у|ем|е)?|ьич(?:а|у|ом|ем|е)?|[ое]вн(?:а|ы|е|у|ой)|ичн(?:а|ы|е|у|ой))(?!\w)"
    ),
)


def checked_note(text: str) -> str:
    """The note on one line. Raises `CommandFault`, which does not repeat it, when it holds what it may not."""
    note = " ".join(text.split())
    if len(note) > LONGEST:
        raise CommandFault(f"пояснение длиннее {LONGEST} знаков")
    if any(pattern.search(note) for pattern in _PERSONAL):
        raise CommandFault("в пояснении похоже на личные сведения (имя, телефон или почту); запишите без них")
    if masked(note) != note or any(pattern.search(note) for pattern in _SECRETS):
        raise CommandFault("в пояснении похоже на пароль или код; пароли сюда не записывают")
    return note
