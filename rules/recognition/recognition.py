"""Whether a publication is a placement of an announcement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from domain.content import Content
from rules.recognition.alignment import Fate
from rules.recognition.comparison import Comparison
from rules.recognition.guards import refusal
from rules.recognition.likeness import Alike, Likeness
from rules.recognition.links import is_post, normal_link, shared_links
from rules.recognition.marks import CHANGES, Mark
from rules.recognition.wording import Wording, wording_of

# A link with so many words around it speaks for the link's page, not for itself.
_FEW_WORDS = 14
# Fewer words and facts in common are not worth laying the texts side by side.
_LEAST_SHARED = 3
_DOUBTFUL = 0.3

_NOTHING = Likeness(Alike.OTHER, 0.0, "общих слов почти нет")


def recognise(item_text: str, item_links: Sequence[str], content: Content) -> Likeness:
    """How like the announcement a publication is; never raises.

    `item_text` is the announcement as it was sent (its own first sentence is taken for the subject, so a heading is
    better left out); empty when it is nothing but `item_links`. Of `content` the page's own words count, and what
    it quotes: a repost of the announcement publishes it. Tolerates trimming, emoji, hashtags, typography, words
    of the page's own before and after, a reworded beginning that keeps the facts. Refuses another date, time,
    place, number, name, a move, a cancellation, an outcome, a reminder, a sequel.
    """
    item = wording_of(item_text)
    text = wording_of("\n\n".join(filter(None, (content.text, content.quoted))))
    wanted = item.links | _normal(item_links)
    shared = shared_links(wanted, text.links | _normal(content.links))
    return _by_link(item, text, shared) or _by_words(item, text)


def _normal(links: Iterable[str]) -> frozenset[str]:
    return frozenset(map(normal_link, links)) - {""}


def _by_link(item: Wording, text: Wording, shared: frozenset[str]) -> Likeness | None:
    """Placed by its link alone; None when the words must tell."""
    if any(map(is_post, shared)):
        return Likeness(Alike.SAME, 1.0, "ссылка на саму публикацию")
    if shared and not (item.clauses and text.clauses):
        return Likeness(Alike.SAME, 1.0, "ссылка материала")
    if not shared or sum(len(clause.words) for clause in text.clauses) > _FEW_WORDS:
        return None
    found = Comparison(item, text)
    is_later = found.new_marks(text.clauses) & (CHANGES | {Mark.OVER})
    if is_later or found.new_facts(text.clauses):
        return None
    return Likeness(Alike.SAME, 1.0, "ссылка материала и несколько слов")


def _by_words(item: Wording, text: Wording) -> Likeness:
    if item.clauses and item.clauses == text.clauses:
        return Likeness(Alike.SAME, 1.0, "дословно")
    if len(item.marks & text.marks) < min(_LEAST_SHARED, item.weight or 1):
        return _NOTHING
    found = Comparison(item, text)
    why = refusal(found)
    if why is None:
        return Likeness(Alike.SAME, found.score, f"совпало {found.score:.0%} материала")
    is_near = found.score >= _DOUBTFUL or found.lead.fate is Fate.CHANGED
    return Likeness(Alike.DOUBTFUL if is_near else Alike.OTHER, found.score, why)
