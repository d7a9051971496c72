"""One organisation, one transaction: save what was read, judge it, plan, post."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlite_utils import Database

from app.frame import Frame
from app.plan_matching import match_plans
from app.recognising import recognise_items
from app.viewing import organisation_view, page_views
from domain import alerting
from domain.alerting import Standing
from domain.finding import Finding, MatterKind, Subject, SubjectKind, Verdict
from domain.network import Network
from domain.organisation import Organisation
from domain.reading import Reading
from domain.rule_ids import UNAVAILABLE
from rules import engine
from storage import (
    control,
    findings,
    matters,
    networks,
    outbox,
    people,
    post_content,
    readings,
    registry,
    retraction,
    tasks,
    views,
)
from storage.outbox import Occasion

# A network is said to be silent as a whole when more than half of at least so many pages keep failing.
MANY_PAGES = 3


@dataclass(frozen=True, slots=True)
class Sweep:
    """What one cycle knows beyond a single organisation; `lost` maps a network to why its access is lost."""

    now: datetime
    lost: dict[Network, str]
    held: bool = True


def settle(
    db: Database, organisation: Organisation, brought: Sequence[Reading], frame: Frame, sweep: Sweep
) -> list[Finding]:
    """Everything about one organisation, in the caller's transaction; returns its findings."""
    for reading in brought:
        readings.save(db, reading, sweep.now, frame.post_texts)
    for page in registry.pages(db, organisation.id):
        match_plans(db, page, sweep.now, frame.zone)
    recognise_items(db, organisation, sweep.now)
    control.note_read(db, [reading for reading in brought if reading.answered], frame.zone)
    pages = registry.pages(db, organisation.id)
    tasks.finish_attested(db, organisation.id, pages)
    found = _judge(db, organisation, frame, sweep.now)
    findings.replace(db, organisation.id, found, sweep.now)
    standing = _standing(
        db,
        frame,
        sweep,
        exempt=organisation.is_exempt,
        live_pages=frozenset(page.id for page in pages),
        doubtful=frozenset(page.network for page in pages if page.is_doubtful),
    )
    _speak(db, organisation.id, found, standing, frame, sweep)
    return found


def dismiss(db: Database, organisation_id: int, frame: Frame, sweep: Sweep) -> None:
    """An organisation left the registry: its open matters are withdrawn."""
    findings.forget(db, organisation_id)
    _speak(db, organisation_id, [], _standing(db, frame, sweep, archived=True), frame, sweep)


def settle_whole(db: Database, frame: Frame, sweep: Sweep) -> None:
    """What concerns many at once, when every organisation has been judged."""
    post_content.purge(db, sweep.now - frame.post_texts)
    # Another row of the registry may have turned out to have a page that was judged before.
    overtaken = findings.overtaken(db)
    retraction.take_back(db, overtaken)
    _settle_again(db, overtaken, frame, sweep)
    silenced = _silenced(db)
    settle_administration(db, frame, sweep)
    answering = silenced - _silenced(db)
    kept_silent = [matter for matter in matters.open_all(db) if matter.muted_since is not None]
    freed = {matter.organisation_id for matter in kept_silent if matter.subject.network in answering}
    _settle_again(db, freed, frame, sweep)


def _settle_again(db: Database, ids: AbstractSet[int | None], frame: Frame, sweep: Sweep) -> None:
    for organisation in registry.organisations(db):
        if organisation.id in ids:
            settle(db, organisation, [], frame, sweep)


def settle_administration(db: Database, frame: Frame, sweep: Sweep) -> list[Finding]:
    """The administration's own duties, and networks that fail as a whole."""
    found = _judge_administration(db, frame, sweep.now)
    networks = [_network_finding(db, network, frame, sweep) for network in Network if network not in frame.off]
    found = [*found, *(finding for finding in networks if finding is not None)]
    findings.replace(db, None, found, sweep.now)
    _speak(db, None, found, _standing(db, frame, sweep), frame, sweep)
    for finding in found:
        if finding.subject.kind is SubjectKind.NETWORK and finding.verdict.opens and finding.subject.network:
            matters.mute(db, finding.subject.network.value, sweep.now)
    return found


def rejudge_administration(db: Database, frame: Frame, sweep: Sweep) -> list[Finding]:
    """Its own duties anew from what is stored; of networks as a whole only a cycle can tell."""
    found = _judge_administration(db, frame, sweep.now)
    findings.replace_administration(db, found, sweep.now)
    _speak(db, None, found, _standing(db, frame, sweep), frame, sweep, about=SubjectKind.ADMINISTRATION)
    return found


def _judge_administration(db: Database, frame: Frame, now: datetime) -> list[Finding]:
    view = views.administration_view(db, now=now, zone=frame.zone, off=frame.off, calendar=frame.calendar)
    return engine.judge_administration(view, frame.decree, frame.rules)


def judge_pages(db: Database, organisation: Organisation, frame: Frame, now: datetime) -> list[Finding]:
    """Findings about the organisation's pages as they are stored, judged at `now` (aware UTC)."""
    seen = page_views(db, organisation, frame, now)
    return [finding for view in seen for finding in engine.judge_page(view, frame.decree, frame.rules)]


def _judge(db: Database, organisation: Organisation, frame: Frame, now: datetime) -> list[Finding]:
    own = organisation_view(db, organisation, frame, now)
    of_own = engine.judge_organisation(own, frame.decree, frame.rules)
    return [*of_own, *judge_pages(db, organisation, frame, now)]


def _speak(
    db: Database,
    organisation_id: int | None,
    found: Sequence[Finding],
    standing: Standing,
    frame: Frame,
    sweep: Sweep,
    about: SubjectKind | None = None,
) -> None:
    """`about` leaves matters of other kinds of subjects as they are."""
    open_ones = [each for each in matters.open_of(db, organisation_id) if about in (None, each.subject.kind)]
    changes = alerting.plan(found, open_ones, standing)
    matters.apply(db, changes, sweep.now)
    candidates = matters.speakable(db, organisation_id)
    alerts = alerting.words(candidates, standing)
    occasion = Occasion(sweep.now, frame.may_send_at(sweep.now), held=sweep.held)
    outbox.post(db, alerts, organisation_id, people.alerted(db), occasion)


def _standing(
    db: Database,
    frame: Frame,
    sweep: Sweep,
    *,
    archived: bool = False,
    exempt: bool = False,
    live_pages: frozenset[int] = frozenset(),
    doubtful: frozenset[Network] = frozenset(),
) -> Standing:
    """`doubtful` are networks in which nobody knows whether what was read is the organisation's page."""
    return Standing(
        now=sweep.now,
        zone=frame.zone,
        calendar=frame.calendar,
        archived=archived,
        exempt=exempt,
        live_pages=live_pages,
        rules_off=frame.rules_off,
        networks_off=frame.off,
        mute_all=_silenced(db) | frozenset(sweep.lost) | frame.off | doubtful,
    )


def _silenced(db: Database) -> frozenset[Network]:
    """Networks with an open technical matter of their own."""
    open_ones = matters.open_of(db, None)
    return frozenset(
        matter.subject.network
        for matter in open_ones
        if matter.subject.kind is SubjectKind.NETWORK and matter.subject.network is not None
    )


def _network_finding(db: Database, network: Network, frame: Frame, sweep: Sweep) -> Finding | None:
    norm = next((norm for norm in frame.decree.norms if norm.rule == UNAVAILABLE), None)
    if norm is None or UNAVAILABLE in frame.rules_off:
        return None
    return Finding(
        rule=UNAVAILABLE,
        subject=Subject(SubjectKind.NETWORK, network=network),
        organisation_id=None,
        verdict=_network_verdict(db, network, frame, sweep),
        clause=norm.clause,
        clauses=(norm.clause,),
        force=norm.force,
        severity=norm.severity,
    )


def _network_verdict(db: Database, network: Network, frame: Frame, sweep: Sweep) -> Verdict:
    if network in sweep.lost:
        return Verdict.unknown(f"доступ потерян: {sweep.lost[network]}", opens=MatterKind.TECHNICAL)
    failing, asked = networks.failing(db, network, sweep.now - _patience(frame))
    if asked >= MANY_PAGES and failing * 2 > asked:
        return Verdict.unknown(
            f"сеть не отвечает: без данных {failing} из {asked} страниц", opens=MatterKind.TECHNICAL
        )
    return Verdict.ok("сеть отвечает") if asked else Verdict.unknown("страницы ещё не опрашивались")


def _patience(frame: Frame) -> timedelta:
    """How long data may be missing before it is worth a word: the parameter of `data_unavailable`."""
    setting = frame.rules.get(UNAVAILABLE)
    norm = next((norm for norm in frame.decree.norms if norm.rule == UNAVAILABLE), None)
    told = {**(norm.params if norm else {}), **(setting.params if setting else {})}
    return timedelta(hours=float(told.get("after_hours", 6)))
