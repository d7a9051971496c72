"""How one matter reads: where it is, what was found, on what ground, until when."""

from __future__ import annotations

from datetime import datetime

from bot.attestable import ATTESTED
from bot.render.book import Book
from bot.render.html import esc, link
from domain.finding import DueSource, Finding, MatterKind, Subject, SubjectKind
from domain.letter import PageCard
from domain.matter import Event, Matter
from domain.network import Network
from domain.page import LinkFault, parse_link
from domain.russian import plural

# Longer than any evidence of ours; what is cut is a page's link or name that somebody made absurdly long.
_MOST_EVIDENCE = 600
_STEMS = {Network.VK: "ВКонтакте", Network.OK: "Одноклассник"}
_PREFIXES = {Network.VK: "https://vk.com/", Network.OK: "https://ok.ru/"}
SOURCES = {
    DueSource.DECREE: "по постановлению",
    DueSource.REQUEST: "по запросу",
    DueSource.SETTING: "по настройке",
}
_WEEKS_IN_A_ROW = dict(
    enumerate(("вторая", "третья", "четвёртая", "пятая", "шестая", "седьмая", "восьмая", "девятая", "десятая"), 2)
)
ADMINISTRATION = "Обязанности администрации"
"""How the administration's own duties are headed; its pages stand under its name, as any organisation's do."""
NO_PASSWORDS = "Сами пароли сюда не присылайте"


def capital(text: str) -> str:
    """The text with its first letter large."""
    return text[:1].upper() + text[1:]


def after_dash(text: str) -> str:
    """The text as it goes on after a dash: its first letter small, unless that is a name or an abbreviation."""
    is_name = text[1:2].isupper() or text.startswith(tuple(_STEMS.values()))
    return text if is_name else text[:1].lower() + text[1:]


def quoted(text: str, limit: int) -> str:
    """Outside text in quotation marks as HTML; quotation marks within become „ and “."""
    return f"«{esc(text.replace('«', '„').replace('»', '“'), limit)}»"


def whose(subject: Subject, organisation: str | None) -> str | None:
    """Whose a matter is: the organisation's name, or the administration's own duties; None for a network."""
    return ADMINISTRATION if organisation is None and subject.kind is SubjectKind.ADMINISTRATION else organisation


def fact(matter: Matter, book: Book) -> str:
    """What was found, e.g. «ВКонтакте: аватара нет»; plain text."""
    return told(matter.rule, matter.subject, matter.evidence, book)


def told(rule: str, subject: Subject, evidence: str, book: Book) -> str:
    """Evidence with its place; a requirement that only a person can answer is named, for «нет» says nothing."""
    places = [*_network(subject, evidence), *([book.title(rule)] if rule in ATTESTED else [])]
    if not places:
        return capital(evidence)
    return f"{_in_a_row(places)}: {evidence}"


def named(finding: Finding, book: Book) -> str:
    """A finding with its requirement's name, e.g. «ВКонтакте, адрес: поле не пришло»; plain text."""
    title = book.title(finding.rule)
    return f"{_in_a_row([*_network(finding.subject, title), title])}: {finding.verdict.evidence}"


def _in_a_row(places: list[str]) -> str:
    first, *others = places
    return ", ".join([first, *(after_dash(other) for other in others)])


def _network(subject: Subject, words: str) -> list[str]:
    """The network's name, unless the words name it themselves."""
    if subject.network is None or _STEMS[subject.network] in words:
        return []
    return [subject.network.label]


def ended(matter: Matter, event: Event, note: str, book: Book) -> str:
    """How a matter ended, e.g. «ВКонтакте: аватар есть (было: аватара нет)»; plain text."""
    if event is Event.WITHDRAWN:
        return f"{fact(matter, book)}. Причина: {note}"
    was = "" if matter.kind is MatterKind.CONFIRMATION else f" (было: {matter.evidence})"
    return f"{told(matter.rule, matter.subject, note, book)}{was}"


def in_a_row(streak: int) -> str:
    """«вторая неделя подряд», «11-я неделя подряд»."""
    return f"{_WEEKS_IN_A_ROW.get(streak, f'{streak}-я')} неделя подряд"


def deadline(matter: Matter, book: Book) -> str:
    """«срок до 27 ноября — по настройке», or that it is today, or has passed; empty without a deadline."""
    if matter.due_at is None or matter.due_source is None:
        return ""
    last = book.last_day(matter.due_at)
    return f"срок {_when(last, book)} — {SOURCES[matter.due_source]}"


def _when(last: datetime, book: Book) -> str:
    passed = book.days_since(last)
    if passed > 0:
        return f"прошёл {book.day(last)}"
    return f"сегодня, {book.day(last)}" if passed == 0 else f"до {book.day(last)}"


def overdue(matter: Matter, book: Book) -> str:
    """How a reminder speaks of the deadline: «срок прошёл 27 ноября, 2 дня назад — по настройке»."""
    if matter.due_at is None or matter.due_source is None:
        return ""
    last = book.last_day(matter.due_at)
    passed = book.days_since(last)
    since = f", {passed} {plural(passed, 'день', 'дня', 'дней')} назад" if passed > 0 else ""
    return f"срок {_when(last, book)}{since} — {SOURCES[matter.due_source]}"


def is_ledger(matter: Matter) -> bool:
    """The matter asks about passwords, so somebody may take it for a request to send them."""
    return matter.rule == "credentials_ledger"


def evidence_html(text: str) -> str:
    """Plain words made HTML, of bounded length."""
    return esc(text, _MOST_EVIDENCE)


def page_link(page: PageCard | None, inner: str = "страница") -> str:
    """A link to the page, or nothing when the registry's text is no address."""
    url = address(page.network, page.url) if page else None
    return link(url, inner) if url else ""


def address(network: Network, written: str) -> str | None:
    """The full address of a page, from whatever form stands in the registry."""
    try:
        understood = parse_link(network, written)
    except LinkFault:
        return None
    if understood.number is not None:
        return network.page_url(understood.number)
    return f"{_PREFIXES[network]}{understood.name}"


def details(*parts: str) -> str:
    """The small print under a line: what is not empty, in a row."""
    return " · ".join(part for part in parts if part)
