"""Whatever people write into the registry and however much there is to tell, Telegram can take the messages."""

from __future__ import annotations

from bot_world import BOOK, ON_VK, a_letter, a_matter, an_organisation, an_overview, local_day
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import render
from bot.render.html import esc, plain, size
from domain.digest import Tally, compose
from domain.finding import DueSource, MatterKind
from domain.letter import Item, LetterKind, PageCard, Part
from domain.matter import Event, Matter
from domain.network import Network
from domain.norm import Force
from domain.overview import OrgLine
from domain.week import Week
from emulators.telegram.entities import trimmed
from emulators.telegram.markup import parse_html

NAMES = st.one_of(
    st.text(max_size=40), st.sampled_from(["<b>", "&amp;", "«»" * 20, "Ж" * 3000, "😀" * 200, "a</a>"])
)
SPOKEN = [event for event in Event if event is not Event.FOLLOWED]


@st.composite
def matters(draw: st.DrawFn) -> Matter:
    return a_matter(
        id=draw(st.integers(1, 10**6)),
        rule=draw(st.sampled_from(["posts_weekly_min", "credentials_ledger", "page_cover", "page_silent"])),
        kind=draw(st.sampled_from(MatterKind)),
        force=draw(st.sampled_from(Force)),
        streak=draw(st.integers(1, 60)),
        evidence=draw(NAMES),
        ending_note=draw(NAMES),
        subject=ON_VK,
        due_at=draw(st.sampled_from([None, local_day(20), local_day(24), local_day(30)])),
        due_source=draw(st.sampled_from([None, *DueSource])),
        organisation_id=draw(st.integers(1, 9)),
    )


@st.composite
def items(draw: st.DrawFn) -> Item:
    page = PageCard(draw(st.integers(1, 9)), Network.VK, draw(NAMES), draw(NAMES), draw(st.booleans()))
    return Item(draw(matters()), draw(st.sampled_from(SPOKEN)), draw(st.sampled_from([None, page])))


PARTS = st.lists(
    st.builds(Part, st.integers(1, 9), NAMES, st.lists(items(), min_size=1, max_size=12).map(tuple)),
    min_size=1,
    max_size=6,
)


def telegram_takes(html: str) -> None:
    """The emulator's own reader of Telegram's HTML, and Telegram's limits."""
    shown = trimmed(parse_html(html))
    assert 0 < len(shown.text.encode("utf-16-le")) // 2 <= 4096
    assert len(html) <= 9500
    assert len(shown.entities) <= 100
    assert sum(12 + len(entity.url.encode()) for entity in shown.entities) <= 9500


@settings(deadline=None, max_examples=20)
@given(PARTS, st.sampled_from([LetterKind.ALERT, LetterKind.STORM, LetterKind.CATCH_UP]))
def test_every_message_of_a_letter_parses_and_fits(parts: list[Part], kind: LetterKind) -> None:
    letter = a_letter(kind=kind, parts=tuple(parts))
    messages = render.letter_messages(letter, BOOK)
    for message in messages:
        telegram_takes(message.html)
    assert messages[-1].told == sum(len(part.items) for part in parts)


@settings(deadline=None, max_examples=20)
@given(PARTS, st.sampled_from([LetterKind.ALERT, LetterKind.CATCH_UP]), st.data())
def test_a_broken_off_letter_goes_on_where_it_stopped(
    parts: list[Part], kind: LetterKind, data: st.DataObject
) -> None:
    letter = a_letter(kind=kind, parts=tuple(parts))
    whole = render.letter_messages(letter, BOOK)
    place = data.draw(st.integers(0, len(whole) - 1))
    if place == len(whole) - 1:
        return
    rest = render.letter_messages(a_letter(kind=kind, parts=tuple(parts), progress=whole[place].told), BOOK)
    assert [message.html for message in rest] == [message.html for message in whole[place + 1 :]]


@settings(deadline=None, max_examples=20)
@given(st.lists(matters(), max_size=40), st.lists(NAMES, min_size=1, max_size=60))
def test_overviews_and_the_digest_parse_and_fit(found: list[Matter], names: list[str]) -> None:
    lines = [OrgLine(an_organisation(number, name), (), ()) for number, name in enumerate(names, start=1)]
    overview = an_overview(lines, *found)
    week = Week.parse("2026-W47", BOOK.zone)
    digest = compose(week, Tally(1, 1, 1), overview, [], now=BOOK.now, late=week.end - week.start)
    sheets = [
        *render.status(overview, BOOK),
        *render.violations(overview, BOOK),
        *render.organisation(lines[0], found, BOOK),
        *render.digest(digest, BOOK),
        *(message.html for message in render.digest_messages(digest, BOOK, 14)),
    ]
    for html in sheets:
        telegram_takes(html)


@given(st.text(max_size=200))
def test_escaped_text_comes_out_of_telegrams_reader_as_one_line_of_itself(raw: str) -> None:
    shown = parse_html(esc(raw)).text
    assert shown == plain(esc(raw))
    assert "\n" not in shown
    assert shown.replace(" ", "") == "".join(char for char in shown if not char.isspace())


@given(st.text(max_size=200), st.integers(2, 50))
def test_clipped_text_is_never_longer_than_asked(raw: str, limit: int) -> None:
    assert size(esc(raw, limit)).units <= 2 * limit
    assert len(parse_html(esc(raw, limit)).text) <= limit
