"""Papers for the chat: those that hold nothing personal, made at a person's request and noted as any other."""

from __future__ import annotations

from hashlib import sha256

from app.frame import Frame
from app.papers.catalogue import PAPERS, paper_of
from app.papers.ordering import asked_of, order_of
from app.papers.paper import Made, Option, Paper, PaperFault
from bot.papers import Document, NoPaper, Papers
from storage import report_runs
from storage.store import Store


def papers_of(store: Store, frame: Frame) -> Papers:
    """What may be asked for: papers about one thing by its number are for the machine."""
    offered = {paper.kind: paper for paper in PAPERS if not paper.personal and Option.ABOUT not in paper.takes}

    async def make(kind: str, period: str) -> Document:
        paper = offered.get(kind)
        if paper is None:
            raise NoPaper(f"документа «{kind}» здесь нет" if paper_of(kind) is None else _TOO_PERSONAL)
        return await _make(paper, period, store, frame)

    return Papers({kind: paper.title for kind, paper in offered.items()}, make)


_TOO_PERSONAL = "этот документ делается только на компьютере программы: в нём могут быть личные сведения"


async def _make(paper: Paper, period: str, store: Store, frame: Frame) -> Document:
    suffix = next(iter(paper.makes))
    try:
        order = order_of(paper, suffix, asked_of(paper, period), frame)
        made = await store.read(lambda db: paper.makes[suffix](db, frame, order))
    except PaperFault as fault:
        raise NoPaper(str(fault)) from None
    if made.personal:
        raise NoPaper(_TOO_PERSONAL)
    await _note(paper, made, store, frame)
    return Document(f"{made.name}{suffix}", made.content, f"{paper.title} {made.covers}")


async def _note(paper: Paper, made: Made, store: Store, frame: Frame) -> None:
    digest, now = sha256(made.content).hexdigest(), frame.clock()
    await store.write(lambda db: report_runs.note(db, paper.kind, made.period, now, digest))
