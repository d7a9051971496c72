"""All papers there are, in the order the command's help lists them."""

from __future__ import annotations

from app.papers import card_paper, counts_paper, letter_paper, month_paper, registry_paper, week_paper
from app.papers.paper import Paper

PAPERS: tuple[Paper, ...] = (
    registry_paper.PAPER,
    week_paper.PAPER,
    counts_paper.PAPER,
    month_paper.PAPER,
    card_paper.PAPER,
    letter_paper.PAPER,
    letter_paper.TEMPLATE_PAPER,
)


def paper_of(kind: str) -> Paper | None:
    """The paper of that kind, None when there is none."""
    return next((paper for paper in PAPERS if paper.kind == kind), None)
