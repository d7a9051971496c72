"""Whether a message looks like something that must never be sent here: passwords, codes, phones, e-mails."""

from __future__ import annotations

import re

_SUSPECTS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"парол|логин|password|passwd|\blogin\b|\bpin\b|пин-?код|код\w*\s*(подтвержд|доступа|входа|из смс)",
        r"[\w.+-]+@[\w-]+\.\w+",  # e-mail
        r"(?:\+7|\b8)[\s(-]*\d{3}[\s)-]*\d{3}[\s-]*\d{2}[\s-]*\d{2}\b",  # phone with the country's code
        r"\(\d{3,5}\)[\s-]*\d(?:[\s-]?\d){4,6}\b",  # phone with an area code in brackets
        r"^\s*[\d\s-]{4,}\s*$",  # nothing but digits: a code, a phone, a card
        r"\b(?:код|code|token|токен|ключ)\b\W{0,3}\S*\d",  # «код 123456»
        r"(?<!\S)(?=\S*\d)(?=\S*[A-Za-z])[A-Za-z0-9!@#$%^&*_+=.-]{8,}(?!\S)",  # letters and digits in one word
    )
)


def looks_confidential(text: str) -> bool:
    """Rather once too often: the answer is only a warning."""
    return any(suspect.search(text) for suspect in _SUSPECTS)
