"""The card of one matter with its evidence, as a Word file and as a web page."""

from __future__ import annotations

from datetime import datetime

from sqlite_utils import Database

from app.frame import Frame
from app.papers.counted import Counted, counted
from app.papers.monthly.matters import deadline
from app.papers.paper import Made, Option, Order, Paper, PaperFault
from bot.render import words
from bot.render.book import Book
from bot.render.sections import Section, of_matter, sorted_matters
from domain.finding import MatterKind
from domain.matter import Event, Matter
from domain.page import Page
from domain.russian import date_title
from reports.card.facts import CardEvent, CardFacts, Ground
from reports.card.paper import card_paper
from reports.web import web_page
from reports.word import word_file
from storage import cycles, findings, history, matters, registry
from storage.sql import moment_or_none, value

_MOST_LISTED = 60
_TO_CONFIRM = "нужно подтвердить"
_NAMES = {
    Section.VIOLATIONS: "нарушение",
    Section.RECOMMENDATIONS: "рекомендация",
    Section.WARNINGS: "предупреждение",
    Section.OTHER_ACTS: "замечание по другому акту",
    Section.CONFIRM: _TO_CONFIRM,
    Section.TECHNICAL: "технический вопрос",
}
_EVENTS = {
    Event.OPENED: "обнаружено",
    Event.RESOLVED: "устранено",
    Event.WITHDRAWN: "снято",
    Event.EXPIRED: "неделя прошла, закрыто",
    Event.FOLLOWED: "неделя прошла, дальше — карточка следующей недели",
}
_ASKED = {Event.OPENED: "понадобилось подтверждение", Event.RESOLVED: "ответ получен"}


def facts_of(db: Database, frame: Frame, matter: Matter, now: datetime) -> CardFacts:
    """Everything the card says of the matter, as it is known at `now` (aware UTC)."""
    book = Book(frame.decree, frame.zone, now)
    page = _page(db, matter)
    seen = counted(db, matter, page, frame) or Counted("", ())
    return CardFacts(
        number=matter.id,
        name=_name(matter),
        decree=frame.decree.title,
        organisation=_organisation(db, matter),
        page=f"{page.network.label}, {page.url}" if page else "",
        requirement=book.title(matter.rule),
        grounds=_grounds(matter, book),
        fact=words.fact(matter, book),
        evidence_now=_evidence_now(db, matter),
        counted_about=seen.about,
        counted=seen.posts,
        deadline=deadline(matter, book),
        remedied_by=_remedied_by(db, matter),
        status=_status(matter, book),
        journal=_journal(db, matter),
        opened_at=matter.opened_at,
        checked_at=cycles.last_ended(db),
        page_read_at=_page_read_at(db, page),
        made_at=now,
        zone=frame.zone,
    )


def _name(matter: Matter) -> str:
    """What it is called; of a question that is over nothing is needed any more."""
    name = _NAMES[of_matter(matter)]
    return name if matter.is_open or name != _TO_CONFIRM else "подтверждение"


def make_word(db: Database, frame: Frame, order: Order) -> Made:
    """The card as a Word file."""
    facts = _asked(db, frame, order)
    return _made(facts, word_file(card_paper(facts), facts.made_at))


def make_web(db: Database, frame: Frame, order: Order) -> Made:
    """The card as a web page."""
    facts = _asked(db, frame, order)
    return _made(facts, web_page(card_paper(facts)))


def _asked(db: Database, frame: Frame, order: Order) -> CardFacts:
    matter = matters.by_id(db, order.about) if order.about else None
    if matter is None:
        raise PaperFault(_no_matter(db, frame, order.about))
    return facts_of(db, frame, matter, frame.clock())


def _made(facts: CardFacts, content: bytes) -> Made:
    return Made(content, f"карточка-{facts.number}", f"№ {facts.number} ({facts.organisation})")


def _no_matter(db: Database, frame: Frame, number: int) -> str:
    """Which numbers there are instead."""
    asked = f"карточки № {number} нет" if number else "назовите номер карточки: --about НОМЕР"
    lines = _open_ones(db, frame)
    return "\n".join([f"{asked}; открыты:", *lines]) if lines else f"{asked}; открытых вопросов сейчас нет"


def listed(db: Database, frame: Frame) -> str:
    """What a card can be made of."""
    lines = _open_ones(db, frame)
    return "\n".join(["Открыты (карточка — --about НОМЕР):", *lines]) if lines else "Открытых вопросов сейчас нет."


def _open_ones(db: Database, frame: Frame) -> list[str]:
    """Every open matter, worst first."""
    book = Book(frame.decree, frame.zone, frame.clock())
    lines = [
        f"  {matter.id} — {_organisation(db, matter)}, {_NAMES[section]}: {words.fact(matter, book)}"
        for section, matter in sorted_matters(matters.open_all(db))
    ]
    more = [f"  и ещё {len(lines) - _MOST_LISTED}"] if len(lines) > _MOST_LISTED else []
    return [*lines[:_MOST_LISTED], *more]


def _organisation(db: Database, matter: Matter) -> str:
    """Its short name, also of one that has left the registry."""
    name = value(db, "select short_name from organisation where id = ?", (matter.organisation_id,))
    return str(name) if name else words.ADMINISTRATION


def _page(db: Database, matter: Matter) -> Page | None:
    if matter.organisation_id is None or matter.subject.network is None:
        return None
    own = registry.pages(db, matter.organisation_id)
    return next((page for page in own if page.network is matter.subject.network), None)


def _page_read_at(db: Database, page: Page | None) -> datetime | None:
    found = value(db, "select answered_at from page_state where page_id = ?", (page.id if page else 0,))
    return moment_or_none(found)


def _grounds(matter: Matter, book: Book) -> tuple[Ground, ...]:
    quotes = {norm.clause: norm.quote for norm in book.decree.norms if norm.rule == matter.rule}
    return tuple(Ground(book.cite(clause), quotes.get(clause, "")) for clause in matter.clauses)


def _evidence_now(db: Database, matter: Matter) -> str:
    """What the last check says of the same, while the matter is open."""
    if not matter.is_open:
        return ""
    place = (matter.rule, matter.subject, matter.period)
    now = [each for each in findings.all_of(db) if (each.rule, each.subject, each.verdict.period) == place]
    return next((each.verdict.evidence for each in now if each.verdict.evidence != matter.evidence), "")


def _remedied_by(db: Database, matter: Matter) -> str:
    if matter.kind is MatterKind.TECHNICAL:
        return "оператор программы"
    if matter.organisation_id is None:
        return "ответственный администрации"
    return f"ответственный организации ({_organisation(db, matter)})"


def _status(matter: Matter, book: Book) -> str:
    if matter.is_open:
        muted = matter.muted_since
        return f"открыто, не проверялось с {date_title(muted, book.zone)}" if muted else "открыто"
    when = date_title(matter.ended_at or book.now, book.zone)
    return f"{_happened(matter, matter.ending or Event.EXPIRED)} {when}"


def _happened(matter: Matter, event: Event) -> str:
    """A question that only a person answers is not remedied, it is answered."""
    asked = _ASKED if matter.kind is MatterKind.CONFIRMATION else {}
    return asked.get(event, _EVENTS[event])


def _journal(db: Database, matter: Matter) -> tuple[CardEvent, ...]:
    happened = [
        CardEvent(at, f"{_happened(matter, event)}: {note}" if note else _happened(matter, event))
        for event, at, note in history.journal(db, matter.id)
    ]
    told = [CardEvent(at, f"сообщено письмом № {number}") for number, at in history.told(db, matter.id)]
    return tuple(sorted([*happened, *told], key=lambda each: each.at))


PAPER = Paper(
    "card",
    "Карточка нарушения или рекомендации",
    {".docx": make_word, ".html": make_web},
    frozenset({Option.ABOUT}),
    listed=listed,
)
