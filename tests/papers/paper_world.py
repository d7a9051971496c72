"""An invented settlement in a database: organisations, pages that were read, publications with counters."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from sqlite_utils import Database

from app.decree import load_decree
from app.frame import Frame
from app.papers.catalogue import paper_of
from app.papers.ordering import Asked, order_of
from app.papers.paper import Made
from domain.network import Network
from domain.organisation import Kind, Status
from domain.page import parse_link
from domain.post import PostKind
from domain.profile import Presence, Profile, Trait
from rules.settings import RuleSetting, RuleSettings
from storage import profiles
from storage.sql import inserted, stamp

ZONE = ZoneInfo("Asia/Vladivostok")
DECREE = load_decree("amurzet-98", Path(), {})


def local(text: str) -> datetime:
    """«11-23 09:00» of 2026 by the settlement's clock, aware UTC; without an hour it is noon."""
    written = text if " " in text else f"{text} 12:00"
    return datetime.strptime(f"2026-{written}", "%Y-%m-%d %H:%M").replace(tzinfo=ZONE).astimezone(UTC)


NOW = local("11-24")
LONG_AGO = local("01-10")


@dataclass
class World:
    """`now` is what the program's clock shows."""

    db: Database
    now: datetime = NOW
    rules: RuleSettings = field(default_factory=dict[str, RuleSetting])

    def frame(self) -> Frame:
        """What papers go by."""
        return Frame(lambda: self.now, ZONE, DECREE, rules=self.rules)

    def organisation(
        self,
        name: str = "Дом ремёсел",
        *,
        full_name: str = "",
        kind: Kind = Kind.SUBORDINATE,
        status: Status = Status.RUNS,
        ogrn: str | None = None,
    ) -> int:
        """Its id."""
        values = {
            "short_name": name,
            "short_key": name.casefold(),
            "full_name": full_name or f"МБУ «{name}»",
            "kind": kind,
            "status": status,
            "ogrn": ogrn,
            "added_at": stamp(local("01-01")),
        }
        return inserted(self.db, "organisation", values)

    def page(
        self,
        organisation_id: int,
        network: Network = Network.VK,
        *,
        number: int | None = None,
        read_since: datetime | None = LONG_AGO,
        read_until: datetime | None = NOW,
        profile: Profile | None = None,
    ) -> int:
        """A page read from `read_since` to `read_until`; never read at all with `read_until` None."""
        number = number or 100 + organisation_id
        address = network.page_url(number)
        values = {
            "organisation_id": organisation_id,
            "network": network,
            "written": address,
            "link_number": parse_link(network, address).number,
            "network_id": number,
            "resolution": "found",
            "first_seen_at": stamp(local("01-05")),
            "added_at": stamp(local("01-01")),
        }
        page_id = inserted(self.db, "page", values)
        if read_until is not None:
            self._state(page_id, read_since, read_until, profile)
        return page_id

    def _state(self, page_id: int, since: datetime | None, until: datetime, profile: Profile | None) -> None:
        values = {
            "page_id": page_id,
            "tried_at": stamp(until),
            "answered_at": stamp(until),
            "openness": "open",
            "openness_at": stamp(until),
            "profile": profiles.to_text(profile) if profile else None,
            "profile_at": stamp(profile.seen_at) if profile else None,
            "feed_since": stamp(since) if since else None,
            "feed_until": stamp(until),
            "feed_whole": since is None,
            "feed_route": "wall",
        }
        self.db.table("page_state").insert(values)

    def post(
        self,
        page_id: int,
        when: str,
        *,
        kind: PostKind = PostKind.POST,
        likes: int | None = None,
        comments: int | None = None,
        reposts: int | None = None,
        views: int | None = None,
        deleted: bool = False,
    ) -> None:
        """A publication of 2026."""
        at = local(when)
        values = {
            "page_id": page_id,
            "id": f"{at:%m%d%H%M}{kind}",
            "published_at": stamp(at),
            "kind": kind,
            "likes": likes,
            "comments": comments,
            "reposts": reposts,
            "views": views,
            "first_seen_at": stamp(at),
            "seen_at": stamp(self.now),
            "deleted_seen_at": stamp(self.now) if deleted else None,
        }
        self.db.table("post").insert(values)

    def attest(self, rule: str, page_id: int, *, answer: bool, days: int = 90) -> None:
        """Somebody's word about a page in VK that holds for so many days from now."""
        values = {
            "rule": rule,
            "subject": f"page:{page_id}/vk",
            "answer": int(answer),
            "at": stamp(self.now - timedelta(days=1)),
            "valid_until": stamp(self.now + timedelta(days=days)),
            "role": "specialist",
        }
        inserted(self.db, "attestation", values)

    def matter(
        self,
        rule: str,
        subject: str,
        organisation_id: int | None,
        *,
        kind: str = "violation",
        force: str = "mandatory",
        due: str = "",
    ) -> None:
        """An open matter, due at «11-23 09:00» of 2026 or never."""
        values = {
            "rule": rule,
            "subject": subject,
            "period": "",
            "kind": kind,
            "organisation_id": organisation_id,
            "opened_at": stamp(local("11-10")),
            "due_at": stamp(local(due)) if due else None,
            "due_source": "setting" if due else None,
            "evidence": "адрес не указан",
            "clause": "P2.1.1",
            "clauses": '["P2.1.1"]',
            "force": force,
            "severity": "high",
            "params": "",
        }
        inserted(self.db, "matter", values)

    def made(self, kind: str, suffix: str = ".xlsx", **asked: object) -> Made:
        """The paper as the program makes it; `asked` are fields of `Asked`."""
        paper, frame = paper_of(kind), self.frame()
        assert paper is not None
        order = order_of(paper, suffix, Asked(**asked), frame)  # type: ignore[arg-type] # of the caller's choice
        return paper.makes[suffix](self.db, frame, order)

    def book(self, kind: str, **asked: object) -> Workbook:
        """The workbook, read back."""
        return load_workbook(io.BytesIO(self.made(kind, **asked).content))


def rows(book: Workbook, name: str, heading: str = "Организация") -> list[dict[str, object]]:
    """The rows under the headings of a sheet, the totals too, by heading in one line."""
    page = book[name]
    lines = [[cell.value for cell in line] for line in page.iter_rows()]
    head = next(number for number, line in enumerate(lines) if heading in line)
    names = [str(each).replace("\n", " ") for each in lines[head]]
    return [dict(zip(names, line, strict=True)) for line in lines[head + 1 :] if any(line)]


def formulas(content: bytes) -> list[str]:
    """Every formula in a workbook's sheets; charts, which refer to cells, are left aside."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        sheets = [name for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
        return [found for name in sheets for found in re.findall(r"<f[ >].*?</f>", package.read(name).decode())]


def traits(*, avatar: bool = True, members: int | None = None, menu: tuple[str, ...] | None = None) -> Profile:
    """A profile that was seen now, with everything asked for but perhaps the avatar."""
    here, missing = Trait(Presence.PRESENT), Trait(Presence.ABSENT)
    return Profile(
        NOW,
        address=here,
        description=here,
        avatar=here if avatar else missing,
        cover=here,
        members=members,
        menu=menu,
    )
