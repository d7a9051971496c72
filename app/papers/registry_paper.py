"""The registry of accounts (paper «registry») in the columns ЦУР-type tables ask for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlite_utils import Database

from app.frame import Frame
from app.papers.looking import page_views, read_gap
from app.papers.paper import Made, Option, Order, Paper
from domain.network import Network
from domain.organisation import Kind, Organisation
from domain.profile import Presence, Profile
from domain.registry import OfficerRow
from domain.russian import date_title, moment_title
from domain.view import PageView
from domain.week import Week
from reports.account_sheets import Account, Person, sheets, table
from reports.csv_sheet import write_csv
from reports.workbook import write_workbook
from rules.counting import count_posts
from rules.feedback_forms import Form, FormLink, form_link
from storage import registry

_CONNECTED = "gospabliki_connected"
_BADGE = "gos_badge"


def make_xlsx(db: Database, frame: Frame, order: Order) -> Made:
    """The workbook, with a sheet that explains the columns."""
    local = frame.clock().astimezone(frame.zone)
    found = sheets(accounts(db, frame, people=order.people), _lines(frame), with_people=order.people)
    return _made(write_workbook(found, "Реестр аккаунтов", local), frame, order)


def make_csv(db: Database, frame: Frame, order: Order) -> Made:
    """The table alone."""
    found = table(accounts(db, frame, people=order.people), _lines(frame), with_people=order.people)
    return _made(write_csv(found), frame, order)


def _made(content: bytes, frame: Frame, order: Order) -> Made:
    now = frame.clock()
    name = f"реестр-аккаунтов-{now.astimezone(frame.zone):%Y-%m-%d}"
    return Made(content, name, f"на {date_title(now, frame.zone)}", personal=order.people)


def _lines(frame: Frame) -> tuple[str, ...]:
    return (frame.decree.title, f"Сведения на {moment_title(frame.clock(), frame.zone)}.")


def accounts(db: Database, frame: Frame, *, people: bool) -> tuple[Account, ...]:
    """A row for each organisation; who is responsible only with `people`."""
    founder = next(iter(registry.founders(db)), None)
    officers: dict[str, list[OfficerRow]] = defaultdict(list)
    for each in registry.officers(db) if people else ():
        officers[each.short_name].append(each)
    return tuple(
        _account(organisation, views, founder, officers.get(organisation.short_name, ()), frame)
        for organisation, views in page_views(db, frame, frame.clock())
    )


def _account(
    organisation: Organisation,
    views: Sequence[PageView],
    founder: Organisation | None,
    officers: Sequence[OfficerRow],
    frame: Frame,
) -> Account:
    pages = {view.network: view for view in views}
    vk, ok = pages.get(Network.VK), pages.get(Network.OK)
    profile = vk.profile if vk else None
    return Account(
        founder=founder.full_name if founder else None,
        is_founder=organisation.kind is Kind.ADMINISTRATION,
        name=organisation.full_name,
        ogrn=organisation.ogrn,
        status=organisation.status,
        exemption=organisation.exemption,
        vk_id=vk.page.network_id if vk else None,
        vk_url=vk.page.url if vk else None,
        ok_url=ok.page.url if ok else None,
        has_address=_flag(profile.address.presence) if profile else None,
        connected=_attested(vk, _CONNECTED) or "не подтверждено",
        badge=_badge(vk),
        design=_design(profile) if profile else None,
        widgets=_widgets(profile.menu, organisation) if profile and profile.menu is not None else None,
        activity=_activity(vk, frame) if vk else None,
        members=profile.members if profile else None,
        people=tuple(_person(officer) for officer in officers),
    )


def _flag(presence: Presence) -> bool | None:
    return None if presence is Presence.UNKNOWN else presence is Presence.PRESENT


def _attested(view: PageView | None, rule: str) -> str | None:
    """A person's word that still holds."""
    told = view.attestations.get(rule) if view else None
    if view is None or told is None or told.valid_until <= view.now:
        return None
    return "да" if told.answer else "нет"


def _badge(view: PageView | None) -> str:
    """The network's «yes», else a person's word: the network's «no» is no proof (vk.md 2.4)."""
    if view and view.profile and view.profile.badge:
        return "да"
    return _attested(view, _BADGE) or "не проверено"


def _design(profile: Profile) -> float | None:
    """The share of what P2.4 asks for; unknown while one of it is."""
    asked = [_flag(trait.presence) for trait in (profile.description, profile.avatar, profile.cover)]
    return None if None in asked else sum(map(bool, asked)) / len(asked)


def _widgets(menu: Sequence[str], organisation: Organisation) -> int | None:
    """How many of the two forms the menu leads to by a link in order; unknown while a link may hide one more."""
    links = [form_link(url) for url in menu]
    found = {link.form for link in links if link and _is_in_order(link, organisation)}
    return None if None in links and len(found) < len(Form) else len(found)


def _is_in_order(link: FormLink, organisation: Organisation) -> bool:
    is_foreign = bool(organisation.ogrn and link.ogrn) and link.ogrn != organisation.ogrn
    return not link.faults and not is_foreign


def _activity(view: PageView, frame: Frame) -> float | None:
    week = Week.last_complete(view.now, view.zone)
    share = count_posts(view.posts, week, frame.count_reposts).sure / frame.minimum
    return min(share, 1) if share >= 1 or read_gap(view, week.start, week.end) is None else None


def _person(officer: OfficerRow) -> Person:
    dated = f"от {officer.order_date:%d.%m.%Y}" if officer.order_date else None
    number = f"№ {officer.order_number}" if officer.order_number else None
    return Person(
        officer.role,
        officer.name,
        officer.position,
        officer.phone,
        " ".join(filter(None, (number, dated))),
        officer.valid_from,
        officer.valid_to,
    )


PAPER = Paper(
    "registry",
    "Реестр аккаунтов",
    {".xlsx": make_xlsx, ".csv": make_csv},
    frozenset({Option.PEOPLE}),
)
