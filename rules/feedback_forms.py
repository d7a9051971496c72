"""Links to the forms of the feedback platform (ПОС), and what is wrong with one.

Both forms and their parameters are as smkthat/find-pos-widgets reads them: `/form/` takes appeals («Сообщить о
проблеме»), `/og/org-activities` leads to polls and votes («Высказать мнение»).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import parse_qs, urlsplit

HOST = "pos.gosuslugi.ru"
CAMPAIGN = "utm_campaign"

_SPACE = re.compile(r"\s|%20|\+")
# Left as they stand in the instruction people copy the link from.
_PLACEHOLDER = re.compile(r"(?<![A-Za-z])(?:REG-CODE|MUN-CODE|OGRN|ID)(?![A-Za-z])")
_REGION = r"\d{2,4}"
_OGRN = r"\d{13}"


class Form(StrEnum):
    """Which form a link leads to; the value is its name on pages."""

    APPEAL = "Сообщить о проблеме"
    OPINION = "Высказать мнение"


@dataclass(frozen=True, slots=True)
class FormLink:
    """A link to a form. `faults` are Russian and hold no value; `ogrn` is whom it serves, empty if nobody."""

    form: Form
    ogrn: str = ""
    faults: tuple[str, ...] = ()


def form_link(url: str) -> FormLink | None:
    """What a link of a page's menu leads to; None for anything but one of the two forms. Never raises."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").removeprefix("www.")
        told = {key: values[0] for key, values in parse_qs(parts.query, keep_blank_values=True).items()}
    except ValueError:
        return None
    form = _FORMS.get(parts.path.strip("/ ").casefold()) if host == HOST else None
    if form is None:
        return None
    faults = _spelling(url) or _parameters(form, told)
    ogrn = told.get(CAMPAIGN, "").strip()
    return FormLink(form, ogrn if re.fullmatch(_OGRN, ogrn) else "", faults)


def _spelling(url: str) -> tuple[str, ...]:
    """What spoils the link as a whole; its parameters are not worth looking at then."""
    faults: list[str] = []
    if _SPACE.search(url.strip()):
        faults.append("в ссылке пробел")
    if left := dict.fromkeys(_PLACEHOLDER.findall(url)):
        faults.append(f"вместо значения осталось {', '.join(left)}")
    return tuple(faults)


def _parameters(form: Form, told: Mapping[str, str]) -> tuple[str, ...]:
    """The names of parameters that are missing or not of their shape."""
    expected = _EXPECTED[form] | {"utm_medium": _REGION, CAMPAIGN: _OGRN}
    bad = [name for name, shape in expected.items() if not re.fullmatch(shape, told.get(name, ""))]
    if form is Form.OPINION and not _names_territory(told):
        bad.insert(0, "reg_code или mun_code")
    return (f"неверно или не указано: {', '.join(bad)}",) if bad else ()


def _names_territory(told: Mapping[str, str]) -> bool:
    """A region, or a municipality by the eight digits of its code."""
    return bool(
        re.fullmatch(r"\d{2,8}", told.get("reg_code", "")) or re.fullmatch(r"\d{8}", told.get("mun_code", ""))
    )


_FORMS = {"form": Form.APPEAL, "og/org-activities": Form.OPINION}
_EXPECTED = {
    Form.APPEAL: {"opaId": r"\d+", "utm_source": "vk"},
    Form.OPINION: {"utm_source": "vk1|vk2"},
}
