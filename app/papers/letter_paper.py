"""The letter to ЦУР about a change of the responsible (P1.5.3), and its template as a file of its own."""

from __future__ import annotations

from datetime import date

from sqlite_utils import Database

from app.files import read_bytes
from app.frame import Frame
from app.papers.paper import Made, Option, Order, Paper, PaperFault
from bot.render.words import SOURCES
from domain.norm import Norm
from domain.officer import tenure_of
from domain.organisation import Organisation
from domain.registry import OfficerRole, OfficerRow
from domain.task import NOTICES, OfficerChange, Task, TaskKind
from domain.week import day_title
from reports.letter.facts import LetterFacts, values_of
from reports.letter.fill import TemplateFault, fill_template
from reports.letter.template import shipped_template
from storage import officers, registry, tasks

ADDRESSEE = "В Центр управления регионом"
_MOST_LISTED = 20


def make_letter(db: Database, frame: Frame, order: Order) -> Made:
    """The letter about the change `order.about`, else about the newest one of which ЦУР was not told yet."""
    change, task = _change(db, order.about, frame)
    facts = facts_of(db, frame, change, task)
    template = read_bytes(order.template) if order.template else shipped_template()
    try:
        content = fill_template(template, values_of(facts))
    except TemplateFault as fault:
        raise PaperFault(str(fault)) from None
    return Made(content, f"письмо-ЦУР-{change.id}", f"({facts.short_name}, смена № {change.id})", personal=True)


def make_template(_db: Database, _frame: Frame, _order: Order) -> Made:
    """The shipped template."""
    return Made(shipped_template(), "шаблон-письма-ЦУР", "для правки в Word")


def facts_of(db: Database, frame: Frame, change: OfficerChange, task: Task | None) -> LetterFacts:
    """What the letter says; what nobody wrote down stays empty."""
    organisation = registry.organisation(db, change.organisation_id)
    if organisation is None:
        raise PaperFault(f"организация смены № {change.id} убрана из реестра")
    today = frame.clock().astimezone(frame.zone).date()
    keeper = _keeper(officers.named_of(db, organisation.id), change.on or today)
    norm = _norm(frame)
    return LetterFacts(
        administration="; ".join(each.full_name for each in registry.founders(db)),
        addressee=ADDRESSEE,
        organisation=organisation.full_name,
        short_name=organisation.short_name,
        keeper=keeper.name or "" if keeper else "",
        position=keeper.position or "" if keeper else "",
        phone=keeper.phone or "" if keeper else "",
        order=_order(keeper),
        begins=_day(change.on or (keeper.valid_from if keeper else None)),
        pages=_pages(db, organisation),
        cite=_cite(frame, norm),
        quote=norm.quote if norm else "",
        decree=frame.decree.title,
        deadline=_deadline(frame, task),
    )


def _change(db: Database, about: int, frame: Frame) -> tuple[OfficerChange, Task | None]:
    notices = [each for each in tasks.listed(db, done_too=True) if each.kind is TaskKind.CUR_NOTICE]
    waiting = sorted((each for each in notices if each.done_at is None), key=lambda each: each.change_id)
    number = about or (waiting[-1].change_id if waiting else 0)
    change = tasks.change(db, number) if number else None
    if change is None:
        raise PaperFault(_no_change(about, notices, frame))
    return change, next((each for each in notices if each.change_id == number), None)


def _no_change(about: int, notices: list[Task], frame: Frame) -> str:
    """Why there is nothing to write about, and what there is."""
    known = [f"{each.change_id} — {each.organisation}, {each.day(frame.zone):%d.%m.%Y}" for each in notices]
    listed = f"; известны: {'; '.join(known[:_MOST_LISTED])}" if known else "; смен ответственных не записано"
    if about:
        return f"смены ответственного № {about} нет{listed}"
    return f"нет смены ответственного, о которой ЦУР ещё не уведомлён; о прежней — --about НОМЕР{listed}"


def _keeper(rows: list[OfficerRow], day: date) -> OfficerRow | None:
    """The responsible of that local day, the latest to begin where there are several."""
    keepers = [row for row in rows if row.role is not OfficerRole.DEPUTY and tenure_of(row).holds_on(day)]
    return max(keepers, key=lambda row: row.valid_from or date.min, default=None)


def _norm(frame: Frame) -> Norm | None:
    rule = NOTICES[TaskKind.CUR_NOTICE]
    return next((norm for norm in frame.decree.norms if norm.rule == rule), None)


def _cite(frame: Frame, norm: Norm | None) -> str:
    cites = {clause.id: clause.cite for clause in frame.decree.clauses}
    return cites.get(norm.clause, "") if norm else ""


def _order(keeper: OfficerRow | None) -> str:
    if keeper is None or not (keeper.order_number or keeper.order_date):
        return ""
    number = f"№ {keeper.order_number}" if keeper.order_number else "№ ____"
    return f"{number} от {_day(keeper.order_date) or '________'}"


def _pages(db: Database, organisation: Organisation) -> str:
    return "; ".join(f"{page.network.label} — {page.url}" for page in registry.pages(db, organisation.id))


def _deadline(frame: Frame, task: Task | None) -> str:
    if task is None:
        return ""
    return f"до {_day(task.due_at.astimezone(frame.zone).date())}, {SOURCES[task.due_source]}"


def _day(day: date | None) -> str:
    return f"{day_title(day)} {day.year} года" if day else ""


PAPER = Paper(
    "letter",
    "Письмо в ЦУР о смене ответственного",
    {".docx": make_letter},
    frozenset({Option.ABOUT, Option.TEMPLATE}),
    personal=True,
)
TEMPLATE_PAPER = Paper("letter-template", "Шаблон письма в ЦУР", {".docx": make_template})
