"""Whatever there is to tell: the numbers in `/status` and in the digest add up, and agree with each other."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from bot_world import BOOK, NOW, ON_OK, ON_VK, ZONE, a_matter, a_page_line, an_organisation, an_overview, local_day
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import render
from domain.digest import Digest, Tally, compose
from domain.finding import DueSource, MatterKind, Outcome, Subject, SubjectKind
from domain.matter import Event, Matter, MatterEvent
from domain.network import Network
from domain.norm import Force
from domain.overview import Freshness, OrgLine, Overview
from domain.week import Week

WEEK = Week.parse("2026-W47", ZONE)
DAYS = st.sampled_from([None, *(local_day(day) for day in (20, 23, 24, 27, 29, 30))])
SUBJECTS = st.sampled_from([ON_VK, ON_OK, Subject(SubjectKind.ORGANISATION, 7)])


@st.composite
def registries(draw: st.DrawFn) -> Overview:
    """Organisations with pages of every freshness, and open matters of theirs and of nobody."""
    lines = [
        OrgLine(an_organisation(number, f"Клуб {number}"), (), tuple(draw(PAGES)))
        for number in range(1, draw(st.integers(1, 5)) + 1)
    ]
    owners = st.sampled_from([None, *(line.organisation.id for line in lines)])
    found = [replace(each, id=number, organisation_id=draw(owners)) for number, each in enumerate(draw(MATTERS))]
    return an_overview(lines, *found)


PAGES = st.lists(st.builds(a_page_line, st.sampled_from(Network), st.sampled_from(Freshness)), max_size=2)
MATTERS = st.lists(
    st.builds(
        lambda kind, force, subject, muted, due: a_matter(
            kind=kind, force=force, subject=subject, muted_since=muted, due_at=due, due_source=DueSource.SETTING
        ),
        st.sampled_from(MatterKind),
        st.sampled_from(Force),
        SUBJECTS,
        st.sampled_from([None, NOW]),
        DAYS,
    ),
    max_size=12,
)


def a_digest(overview: Overview, new: list[Matter] | None = None) -> Digest:
    events = [MatterEvent(matter, Event.OPENED, NOW, "", announced=True) for matter in new or ()]
    return compose(WEEK, Tally(0, 1, 0), overview, events, now=NOW, late=timedelta())


def numbers(text: str) -> int:
    return sum(int(found) for found in re.findall(r"(?<![\w№])\d+(?= [а-яё])", text))


def found(pattern: str, text: str) -> str:
    match = re.search(pattern, text, re.MULTILINE)
    return match[1] if match else ""


@settings(deadline=None)
@given(registries())
def test_the_lines_of_the_status_add_up_to_its_head(overview: Overview) -> None:
    said = "\n".join(map(render.plain, render.status(overview, BOOK)))
    organisations = re.findall(r"^• Клуб \d+ — (.*)$", said, re.MULTILINE)
    apart = found(r"^Не об отдельных организациях: (.*)$", said)
    counts = found(r"^Открыто: (.*)\.$", said)
    assert numbers(counts) == len(overview.matters) == sum(map(numbers, organisations)) + numbers(apart)
    clean = int(found(r"^Без замечаний: (\d+) организац", said) or 0)
    assert len(organisations) + clean == len(overview.organisations)
    pages = found(r"^Страниц в реестре — (\d+)\.", said)
    data = found(r"^Страниц в реестре — \d+\. Данные: (.*)\.$", said)
    assert int(pages or 0) == len(overview.pages) == sum(map(int, re.findall(r"\d+", data)))


@settings(deadline=None)
@given(registries(), st.data())
def test_the_digest_lists_every_matter_it_counts_and_the_status_counts_the_same(
    overview: Overview, data: st.DataObject
) -> None:
    new = data.draw(st.lists(st.sampled_from(overview.matters), unique=True)) if overview.matters else []
    said = render.digest_text(a_digest(overview, new), BOOK)
    counts = found(r"Открыто на 24 ноября: (.*)\.$", said)
    assert counts == found(r"^Открыто: (.*)\.$", render.plain(render.status(overview, BOOK)[0]))
    assert numbers(counts) == len(overview.matters)
    listed = sum(map(int, re.findall(r"^новое: (\d+) из", said, re.MULTILINE)))
    assert listed + len(re.findall(r"^новое ·", said, re.MULTILINE)) == len(new)
    assert int(found(r"Новых и ещё открытых дел: (\d+)", said) or 0) == len(new)
    busy = {matter.organisation_id for matter in overview.matters} | {
        line.organisation.id
        for line in overview.organisations
        if any(page.data is not Freshness.FRESH for page in line.pages)
    }
    clean = int(found(r"^Без замечаний: (\d+) организац", said) or 0)
    assert clean == sum(line.organisation.id not in busy for line in overview.organisations)


@settings(deadline=None)
@given(registries())
def test_a_deadline_that_has_come_or_passed_stands_in_exactly_one_place(overview: Overview) -> None:
    digest = a_digest(overview)
    near = [matter for matter in overview.matters if matter.due_at and matter.due_at <= local_day(29)]
    told = [*digest.overdue, *digest.deadlines]
    assert sorted(matter.id for matter in told) == [matter.id for matter in near]
    assert all(matter.due_at and matter.due_at < local_day(24) for matter in digest.overdue)


@given(st.lists(st.sampled_from(Outcome)), st.integers(0, 5))
def test_the_norm_is_told_of_every_page_of_the_registry(outcomes: list[Outcome], free: int) -> None:
    whole = len(outcomes) + free
    tally = Tally.of(outcomes, whole)
    overview = an_overview([OrgLine(an_organisation(), (), ())], a_matter())
    said = render.digest_text(compose(WEEK, tally, overview, [], now=NOW, late=timedelta()), BOOK)
    told = [int(each) for each in re.findall(r"на (\d+) страниц", said.split("\n")[1])]
    assert sum(told) == (whole if outcomes else 0)
