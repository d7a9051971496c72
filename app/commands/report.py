"""`report [KIND]`: a paper made of what is stored, as a private file; without a kind or a number, what there is."""

from __future__ import annotations

import argparse
from hashlib import sha256
from pathlib import Path

from app.commands.fault import CommandFault
from app.config import Settings
from app.files import write_private
from app.frame import Frame
from app.papers.catalogue import PAPERS, paper_of
from app.papers.ordering import Asked, kinds, order_of
from app.papers.paper import Made, Order, Paper, PaperFault
from app.speech import complain, say
from app.table import EMPTY
from app.wiring import frame_of
from storage import report_runs
from storage.store import reading, writing

LIST = "list"
PERSONAL = "В файле могут быть личные сведения: не пересылайте его в мессенджерах."


def execute(arguments: argparse.Namespace, settings: Settings) -> int:
    """Make the file where there is none yet, and note in the log of papers that it was made."""
    if arguments.kind in (None, LIST):
        say("\n".join(_listed(paper) for paper in PAPERS))
        return 0
    paper = _paper(arguments.kind)
    frame = frame_of(settings)
    try:
        _report(paper, arguments, settings, frame)
    except PaperFault as fault:
        raise CommandFault(str(fault)) from None
    return 0


def _report(paper: Paper, arguments: argparse.Namespace, settings: Settings, frame: Frame) -> None:
    about = None if arguments.about is None else _number(arguments.about)
    asked = Asked(arguments.week, arguments.month, about, arguments.template, arguments.people)
    order = order_of(paper, _suffix(paper, arguments.out, arguments.format), asked, frame)
    if not settings.storage.path.exists():
        complain(EMPTY)
        return
    if paper.listed and not order.about:
        with reading(settings.storage.path) as db:
            say(paper.listed(db, frame))
        return
    made = _made(paper, order, settings, frame)
    file = _place(arguments.out, made, order.suffix, replaces=arguments.force)
    write_private(file, made.content)
    with writing(settings.storage.path) as db:
        report_runs.note(db, paper.kind, made.period, frame.clock(), sha256(made.content).hexdigest())
    say(f"{paper.title} {made.covers}: {file}")
    if paper.personal or made.personal:
        say(PERSONAL)


def _made(paper: Paper, order: Order, settings: Settings, frame: Frame) -> Made:
    with reading(settings.storage.path) as db:
        return paper.makes[order.suffix](db, frame, order)


def _paper(kind: str) -> Paper:
    paper = paper_of(kind)
    if paper is None:
        raise CommandFault(f"документа «{kind}» нет; есть: {kinds()}")
    return paper


def _number(written: str) -> int:
    if not (written.isascii() and written.isdigit() and len(written) < 10 and int(written)):
        raise CommandFault(f"--about: «{written}» — не номер")
    return int(written)


def _suffix(paper: Paper, out: Path | None, form: str | None) -> str:
    """The file's suffix: as said, else as the name ends, else the paper's usual one."""
    named = out.suffix.lower() if out is not None and not out.is_dir() else ""
    if form is not None and named not in ("", f".{form}"):
        raise CommandFault(f"--format {form} не подходит к имени файла {out}")
    return f".{form}" if form else named or next(iter(paper.makes))


def _place(out: Path | None, made: Made, suffix: str, *, replaces: bool) -> Path:
    """Where the file goes: the working folder unless something else was said."""
    file = Path(f"{made.name}{suffix}") if out is None else out
    if file.is_dir():
        file /= f"{made.name}{suffix}"
    file = file if file.suffix else file.with_name(f"{file.name}{suffix}")
    if file.exists() and not replaces:
        raise CommandFault(f"файл {file} уже есть; назовите другой (--out) или добавьте --force")
    return file


def _listed(paper: Paper) -> str:
    width = max(len(each.kind) for each in PAPERS)
    options = " ".join(sorted(paper.takes))
    forms = ", ".join(suffix.removeprefix(".") for suffix in paper.makes)
    return "  ".join(filter(None, (f"{paper.kind:<{width}}", f"{paper.title} ({forms})", options)))
