"""Every kind of paper as a picture: made of the demo's settlement, rendered by an office program, looked over."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.frame import Frame
from app.officer_terms import terms_of
from app.papers.catalogue import PAPERS
from app.papers.ordering import Asked, order_of
from app.papers.paper import Option, Paper
from domain.month import Month
from domain.registry import OfficerRole, OfficerRow
from storage import officers, registry
from storage.backup import backup
from storage.sql import value
from storage.store import reading, writing

OFFICES = ("soffice", "libreoffice")
# From Debian's poppler-utils.
PAGER, READER = "pdftoppm", "pdftotext"
PATIENCE = 120
DOTS_PER_INCH = 80
MOST_PAGES = 30
# What office programs show for a number too wide for its column, and for what they could not count.
FAULTS = ("###", "#NAME?", "#ИМЯ?", "#VALUE!", "#ЗНАЧ!", "#REF!", "#ССЫЛКА!", "#DIV/0!", "#ДЕЛ/0!", "Err:", "None")
# Pages that are looked at beside the first one, by words on them.
SHOWN = {
    "week": {"weeks": "Публикации по неделям"},
    "counts": {"whole": "Общий свод за", "posts": "Посты по неделям за", "dynamics": "Все страницы вместе"},
    "registry": {"notes": "Как заполнен реестр"},
    "month": {"weeks": "Публикации по неделям", "open": "Не устранённые нарушения"},
}

_KEEPERS = (
    ("Вымышленная В. В.", "4-к", date(2025, 2, 3)),
    ("Придуманная П. П.", "17-к", date(2026, 11, 23)),
)


class NotFit(Exception):
    """A paper cannot be shown to anybody; the text, Russian, says which and why."""


@dataclass(frozen=True, slots=True)
class Tools:
    """Programs by their paths."""

    browser: str
    office: str


def missing() -> list[str]:
    """What has to be installed, as Debian calls it."""
    wanted = {"libreoffice": OFFICES, "poppler-utils": (PAGER,)}
    return [package for package, names in wanted.items() if not any(map(shutil.which, names))]


def office() -> str:
    """The office program; ask `missing` first."""
    return next(found for name in OFFICES if (found := shutil.which(name)))


async def take_papers(tools: Tools, database: Path, frame: Frame, images: Path) -> list[Path]:
    """A picture of each kind of paper made of that database. Raises `NotFit`."""
    with tempfile.TemporaryDirectory(prefix="postovoy-papers-") as name:
        folder = Path(name)
        copy = folder / "furnished.db"
        backup(database, copy)
        _furnish(copy, frame)
        files = [_write(paper, suffix, copy, frame, folder) for paper in PAPERS for suffix in paper.makes]
        return [picture for file in files if file for picture in await _picture(tools, file, images)]


def _furnish(copy: Path, frame: Frame) -> None:
    """What the story does not tell of: counters and members, a change of who is responsible."""
    with closing(sqlite3.connect(copy)) as plain, plain:
        plain.execute(
            "update post set likes = abs(page_id * 7 + strftime('%s', published_at) / 86400) % 40 + 3, "
            "reposts = (page_id + strftime('%s', published_at) / 86400) % 5, views = 60 + page_id * 13 % 90"
        )
        plain.execute("update page_state set profile = json_set(profile, '$.members', 120 + page_id * 37 % 400)")
        # One network tells no views, so that what is not known is on the picture too.
        plain.execute("update post set views = null where page_id in (select id from page where network = 'ok')")
    now = frame.clock()
    with writing(copy) as db:
        library = next(each for each in registry.organisations(db) if each.short_name == "Библиотека")
        for keeper, number, day in _KEEPERS:
            row = OfficerRow(
                library.short_name,
                OfficerRole.KEEPER,
                name=keeper,
                position="заведующая",
                order_number=number,
                order_date=day,
                valid_from=day,
            )
            officers.take_over(db, [row], [library], now, terms_of(frame))


def _write(paper: Paper, suffix: str, copy: Path, frame: Frame, folder: Path) -> Path | None:
    """The paper's file; a CSV is no picture."""
    if suffix == ".csv":
        return None
    now = frame.clock()
    with reading(copy) as db:
        month = Month.of(now, frame.zone).name if Option.MONTH in paper.takes else None
        worst = value(db, "select id from matter where rule = 'posts_weekly_min' order by id limit 1")
        about = int(worst) if paper.kind == "card" else None
        asked = Asked(month=month, about=about)
        made = paper.makes[suffix](db, frame, order_of(paper, suffix, asked, frame))
    file = folder / f"{paper.kind}{suffix}"
    file.write_bytes(made.content)
    return file


async def _picture(tools: Tools, file: Path, images: Path) -> list[Path]:
    pdf = await (_printed(tools.browser, file) if file.suffix == ".html" else _converted(tools.office, file))
    pages = await _pages(pdf)
    look_through(file, pages)
    name = f"report-{file.stem}{'-page' if file.suffix == '.html' else ''}"
    wanted = {"": 1, **_places(file, pages)}
    return [await _taken(pdf, page, images / f"{name}{part}.png") for part, page in wanted.items()]


def _places(file: Path, pages: list[str]) -> dict[str, int]:
    """Numbers of the further pages worth a picture, by the end of the picture's name."""
    found: dict[str, int] = {}
    for part, words in SHOWN.get(file.stem, {}).items():
        number = next((at for at, text in enumerate(pages, start=1) if words in text), 0)
        if not number:
            raise NotFit(f"{file.name}: нет страницы «{words}»")
        found[f"-{part}"] = number
    return found


def look_through(file: Path, pages: list[str]) -> None:
    """Raises `NotFit` on too many pages or none, an empty one, and what an office program shows for a fault."""
    if not 0 < len(pages) <= MOST_PAGES:
        raise NotFit(f"{file.name}: страниц {len(pages)}")
    for number, text in enumerate(pages, start=1):
        if found := [fault for fault in FAULTS if fault in text]:
            raise NotFit(f"{file.name}, страница {number}: {', '.join(found)}")
        if not text.strip():
            raise NotFit(f"{file.name}, страница {number}: пустая")


async def _converted(program: str, file: Path) -> Path:
    """By the office program, with a profile of its own: a running one would take the work away."""
    folder = file.parent / "pdf"
    profile = f"-env:UserInstallation={(file.parent / 'office').as_uri()}"
    await _run(program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(file))
    return _there(folder / f"{file.stem}.pdf", file)


async def _printed(browser: str, file: Path) -> Path:
    pdf = file.with_suffix(".page.pdf")
    profile = f"--user-data-dir={file.parent / 'browser'}"
    switches = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--no-pdf-header-footer")
    await _run(browser, *switches, profile, f"--print-to-pdf={pdf}", file.as_uri())
    return _there(pdf, file)


def _there(pdf: Path, file: Path) -> Path:
    if not pdf.exists():
        raise NotFit(f"{file.name}: файл не открывается")
    return pdf


async def _pages(pdf: Path) -> list[str]:
    """The text of every page; a form feed ends each (man pdftotext)."""
    return (await _run(READER, "-layout", str(pdf), "-")).split("\f")[:-1]


async def _taken(pdf: Path, page: int, picture: Path) -> Path:
    place = ("-f", str(page), "-l", str(page), "-singlefile", "-r", str(DOTS_PER_INCH))
    await _run(PAGER, "-png", *place, str(pdf), str(picture.with_suffix("")))
    return picture


async def _run(*words: str) -> str:
    process = await asyncio.create_subprocess_exec(
        *words, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL
    )
    told, _ = await asyncio.wait_for(process.communicate(), PATIENCE)
    return told.decode(errors="replace")
