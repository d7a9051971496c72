"""What keeps two announcements apart: each guard names, in Russian, why a text is not this item, or is silent.

Whoever repeats an announcement keeps its beginning and its facts; whoever makes another of it changes just these.
"""

from __future__ import annotations

from collections.abc import Callable

from rules.recognition.alignment import Change, Fate, Run
from rules.recognition.comparison import Comparison, is_story
from rules.recognition.facts import is_day, is_phone
from rules.recognition.marks import CHANGES, REPEATS, Mark
from rules.recognition.words import is_past, is_verb, stem

Guard = Callable[[Comparison], str | None]

# Shares of the item's words and facts that a text has to keep, by what became of the beginning.
_WHOLE = 0.95
_LEAST = {Fate.KEPT: 0.12, Fate.CUT: 0.25, Fate.CHANGED: 0.45, Fate.GONE: 0.45}
# A beginning that says little proves little.
_TELLING_WEIGHT, _LEAST_OF_LITTLE = 6, 0.3
_SHOWN = 3


def refusal(found: Comparison) -> str | None:
    """The first guard's reason, None when the text is this item."""
    guards = (*_ALWAYS, *(() if found.lead.fate is Fate.KEPT else _WITHOUT_ITS_BEGINNING), _too_little)
    return next((reason for guard in guards if (reason := guard(found)) is not None), None)


def _contradicted(found: Comparison) -> str | None:
    """A clause of the item stands in the text with another fact, name or tense."""
    for change in (Change.FACT, Change.NAME, Change.TENSE, Change.DENIAL):
        for pair in found.pairs:
            if change in pair.changes:
                return f"{change}{_shown(pair.alien)}"
    return None


def _changed_since(found: Comparison) -> str | None:
    """It says that something was moved or cancelled."""
    return _named(found.new_marks([*found.held, *found.related(found.nearby)]) & CHANGES)


def _replaced_within(found: Comparison) -> str | None:
    """Between kept clauses stand others with facts or names of their own."""
    within = [run for run in found.runs if run.gone and not (run.is_first or run.is_last)]
    return "часть материала заменена" if any(_replaces(found, run) for run in within) else None


def _replaces(found: Comparison, run: Run) -> bool:
    had_facts = any(clause.facts for clause in run.gone)
    had_names = any(clause.names for clause in run.gone)
    return bool((had_facts and found.new_facts(run.fresh)) or (had_names and found.new_names(run.fresh)))


def _other_phone(found: Comparison) -> str | None:
    """It invites to call somebody else: another organisation holds it."""
    own = {fact for fact in found.item.marks if is_phone(fact)}
    endings = [run.fresh for run in found.runs if run.gone and run.is_last and not is_story(run)]
    lost_own = bool(own) and not own & found.text.marks
    suspects = [*found.nearby] if lost_own else [clause for ending in endings for clause in ending]
    return "другой телефон" if any(map(is_phone, found.new_facts(suspects))) else None


def _said_later(found: Comparison) -> str | None:
    """A clause was changed into one of an outcome, a reminder, a sequel."""
    return _named(found.new_marks(found.changed))


def _said_again(found: Comparison) -> str | None:
    """It opens as a reminder or a sequel and does not repeat the item whole."""
    return None if found.score >= _WHOLE else _named(found.new_marks(found.related(found.head)) & REPEATS)


def _dateless(found: Comparison) -> str | None:
    """The dates of the beginning are nowhere in the text."""
    lost = {fact for fact in found.lead.own.facts if is_day(fact)} - found.text.marks
    return f"нет даты материала{_shown(frozenset(lost))}" if lost else None


def _elsewhere(found: Comparison) -> str | None:
    """The beginning's place or name is gone, and another stands in the text."""
    lost = found.lead.own.names - found.text.marks
    return str(Change.NAME) if lost and found.new_names(found.around) else None


def _marked_anyhow(found: Comparison) -> str | None:
    around = found.related(found.around) if found.lead.fate is Fate.CUT else found.around
    return _named(found.new_marks(around))


def _over(found: Comparison) -> str | None:
    """It tells of the past with numbers of its own: how many came, how much was collected."""
    counted = [each for each in found.around if each.facts - found.item.marks]
    return str(Mark.OVER) if any(is_past(word) for each in counted for word in each.words) else None


def _reworded(found: Comparison) -> str | None:
    """The beginning was changed in more than its verbs."""
    lead = found.lead
    if lead.fate is not Fate.CHANGED or lead.there is None:
        return None
    alien = [word for word in lead.there.words if stem(word) in lead.alien]
    is_only_verbs = all(is_verb(word) and not is_past(word) for word in alien)
    return None if is_only_verbs else f"начало материала: {Change.WORDS}"


def _with_new_facts(found: Comparison) -> str | None:
    """The beginning is told in other words, and with facts or names the item does not have."""
    if found.lead.fate is not Fate.GONE:
        return None
    if facts := found.new_facts(found.around):
        return f"{Change.FACT}{_shown(facts)}"
    return str(Change.NAME) if found.new_names(found.around) else None


def _too_little(found: Comparison) -> str | None:
    lead = found.lead
    is_telling = lead.fate is not Fate.KEPT or lead.own.weight >= _TELLING_WEIGHT
    least = _LEAST[lead.fate] if is_telling else _LEAST_OF_LITTLE
    return None if found.score >= least else "мало общего"


def _named(marks: frozenset[Mark]) -> str | None:
    return str(min(marks, key=list(Mark).index)) if marks else None


def _shown(alien: frozenset[str]) -> str:
    """Dates and numbers, for a person to look at; no words, which may be names, and no phones."""
    facts = sorted(each for each in alien if each[0].isdigit() and not is_phone(each))
    return f" ({', '.join(facts[:_SHOWN])})" if facts else ""


_ALWAYS: tuple[Guard, ...] = (
    _contradicted,
    _changed_since,
    _replaced_within,
    _other_phone,
    _said_later,
    _said_again,
)
_WITHOUT_ITS_BEGINNING: tuple[Guard, ...] = (
    _dateless,
    _elsewhere,
    _marked_anyhow,
    _over,
    _reworded,
    _with_new_facts,
)
