"""All papers there are, in the order the command's help lists them."""

from __future__ import annotations

from app.papers.paper import Paper

PAPERS: tuple[Paper, ...] = ()


def paper_of(kind: str) -> Paper | None:
    """The paper of that kind, None when there is none."""
    return next((paper for paper in PAPERS if paper.kind == kind), None)
