"""How long the tasks after a change of a responsible may take: from the settings, over the decree pack."""

from __future__ import annotations

from app.frame import Frame
from domain.norm import Norm
from domain.task import ATTESTED_BY, NOTICES, USUAL_TERMS, Terms
from rules.catalogue import legal_params
from rules.params import effective
from rules.settings import NOTHING_SET


def terms_of(frame: Frame) -> Terms:
    """A notice by the deadline of the rule that watches over it, the others by their rule's `change_workdays`."""
    notices = {kind: _due_workdays(frame, rule) for kind, rule in NOTICES.items()}
    anew = {kind: _change_workdays(frame, rule) for kind, rule in ATTESTED_BY.items()}
    known = {kind: days for kind, days in {**notices, **anew}.items() if days is not None}
    return Terms(frame.zone, frame.calendar, {**USUAL_TERMS.workdays, **known})


def _due_workdays(frame: Frame, rule: str) -> int | None:
    norm, told = _norm(frame, rule), frame.rules.get(rule, NOTHING_SET).due_workdays
    return norm.due_workdays if told is None and norm else told


def _change_workdays(frame: Frame, rule: str) -> int:
    norm = _norm(frame, rule)
    params = effective(legal_params(rule), norm.params if norm else {}, frame.rules.get(rule, NOTHING_SET).params)
    return int(params["change_workdays"])


def _norm(frame: Frame, rule: str) -> Norm | None:
    return next((norm for norm in frame.decree.norms if norm.rule == rule), None)
