"""The emulator's reading of Telegram HTML, keyboards and pictures, without a server."""

from __future__ import annotations

import html
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emulators.telegram.answers import Refusal
from emulators.telegram.entities import Entity, Formatted, checked_link, trimmed, units, with_automatic
from emulators.telegram.files import picture_size
from emulators.telegram.keyboards import Button, parse_keyboard
from emulators.telegram.markup import parse_html
from emulators.telegram.menu import CommandMenu, MenuCommand
from emulators.telegram.references import BadMarkup
from emulators.telegram.view import styled


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("Пост", "Пост", []),
        ("<b>Пост</b> дня", "Пост дня", [("bold", 0, 4)]),
        ("<strong>а</strong><em>б</em>", "аб", [("bold", 0, 1), ("italic", 1, 1)]),
        ("<u>а</u><ins>б</ins>", "аб", [("underline", 0, 1), ("underline", 1, 1)]),
        ("<s>а</s><strike>б</strike><del>в</del>", "абв", [("strikethrough", n, 1) for n in range(3)]),
        ("<tg-spoiler>а</tg-spoiler>", "а", [("spoiler", 0, 1)]),
        ('<span class="tg-spoiler">а</span>', "а", [("spoiler", 0, 1)]),
        ("<blockquote>а</blockquote>", "а", [("blockquote", 0, 1)]),
        ("<blockquote expandable>а</blockquote>", "а", [("expandable_blockquote", 0, 1)]),
        ("<B>а</b>", "а", [("bold", 0, 1)]),
        ("<i>а</>", "а", [("italic", 0, 1)]),
        ("<i  >а</i  >", "а", [("italic", 0, 1)]),
        ("<b></b>", "", []),
        ("<i><b> </b> <code> </code></i>", "   ", [("italic", 0, 3), ("bold", 0, 1), ("code", 2, 1)]),
        ("🏟<i>🏟</i>", "🏟🏟", [("italic", 2, 2)]),
        ("&lt;&gt;&amp;&quot;&laquo;", '<>&"&laquo;', []),
        ("&#1055;&#x41F;&#12345678;", "ПП&#12345678;", []),
        ("<i>a &lt🏟</i>", "a <🏟", [("italic", 0, 5)]),
        ("<pre>а</pre>", "а", [("pre", 0, 1)]),
        ("<pre><code>а</code></pre>", "а", [("pre", 0, 1), ("code", 0, 1)]),
    ],
)
def test_html_becomes_plain_text_and_entities_in_utf16_units(
    source: str, text: str, entities: list[tuple[str, int, int]]
) -> None:
    parsed = parse_html(source)
    assert parsed.text == text
    found = sorted((entity.kind, entity.offset, entity.length) for entity in parsed.entities)
    assert found == sorted(entities)


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("<script>alert(1)</script>", 'Unsupported start tag "script" at byte offset 0'),
        ("а < б", 'Unsupported start tag "" at byte offset 3'),
        ("<p>", 'Unsupported start tag "p" at byte offset 0'),
        ("<br/>", 'Unsupported start tag "br/" at byte offset 0'),
        ("&lt <", "Unclosed start tag at byte offset 4"),
        ("🏟 🏟&lt;<abacaba", "Unclosed start tag at byte offset 13"),
        ("🏟 🏟&lt;<i   =aba>", 'Empty attribute name in the tag "i" at byte offset 13'),
        (
            "🏟 🏟&lt;<i    aba>",
            'Expected equal sign in declaration of an attribute of the tag "i" at byte offset 13',
        ),
        ("🏟 🏟&lt;<i    aba  =  ", 'Unclosed start tag "i" at byte offset 13'),
        ("🏟 🏟&lt;<i    aba  =  190azAz-.,", "Unexpected end of name token at byte offset 27"),
        ('🏟 🏟&lt;<i    aba  =  "&lt;&gt;&quot;>', "Unclosed start tag at byte offset 13"),
        ("</b>", "Unexpected end tag at byte offset 0"),
        ("🏟 🏟&lt;<b></b></", "Unexpected end tag at byte offset 20"),
        ("🏟 🏟&lt;<i>a</i   ", "Unclosed end tag at byte offset 17"),
        (
            "<b><i>test</b></i>",
            'Unmatched end tag at byte offset 10, expected "</i>", found "</b>"',
        ),
        ("<b>unclosed", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<span>а</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ('<tg-emoji emoji-id="9999999999999999999">x</tg-emoji>', "Invalid custom emoji identifier specified"),
    ],
)
def test_bad_html_is_refused_in_telegrams_own_words(source: str, complaint: str) -> None:
    with pytest.raises(BadMarkup) as refused:
        parse_html(source)
    assert str(refused.value) == complaint


def test_a_lone_surrogate_written_as_a_reference_is_refused() -> None:
    with pytest.raises(BadMarkup, match="invalid Unicode"):
        parse_html("&#xDFDF;")


@pytest.mark.parametrize(
    ("source", "url"),
    [
        ('<a href="https://vk.com/club1?a=1&amp;b=2">стр</a>', "https://vk.com/club1?a=1&b=2"),
        ("<a href='ok.ru'>стр</a>", "http://ok.ru/"),
        ("<a>ok.ru/group/1</a>", "http://ok.ru/group/1"),
        ("<a>стр</a>", ""),
        ('<a href="javascript:alert(1)">стр</a>', ""),
    ],
)
def test_a_link_opens_a_checked_address_or_is_plain_text(source: str, url: str) -> None:
    assert "".join(entity.url for entity in parse_html(source).entities) == url


def test_a_language_turns_pre_and_code_into_one_block() -> None:
    parsed = parse_html('<pre><code class="language-toml">а = 1</code></pre>')
    assert parsed.entities == (Entity("pre", 0, 5, language="toml"),)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_escaped_text_comes_back_as_it_was(text: str) -> None:
    assert parse_html(html.escape(text)) == Formatted(text)


@given(st.lists(st.sampled_from(["<b>", "</b>", "<i>", "</i>", "а", "🏟", " ", "\n"]), max_size=12))
def test_entities_of_accepted_html_lie_within_the_trimmed_text(pieces: list[str]) -> None:
    try:
        formatted = trimmed(parse_html("".join(pieces)))
    except BadMarkup:
        return
    assert formatted.text == formatted.text.strip()
    assert all(0 <= entity.offset < entity.end <= units(formatted.text) for entity in formatted.entities)


def test_trimming_moves_entities_with_the_text() -> None:
    formatted = Formatted("  а б  ", (Entity("bold", 0, 3), Entity("italic", 4, 3)))
    assert trimmed(formatted) == Formatted("а б", (Entity("bold", 0, 1), Entity("italic", 2, 1)))


def test_telegram_finds_addresses_and_commands_outside_links_and_code() -> None:
    text = "/status и https://example.org/a, но не </b> и не a/b"
    found = [(one.kind, one.offset, one.length) for one in with_automatic(Formatted(text)).entities]
    assert found == [("bot_command", 0, 7), ("url", 10, 21)]
    code = Formatted("/status", (Entity("code", 0, 7),))
    assert with_automatic(code) == code


@pytest.mark.parametrize(
    ("url", "checked"),
    [("https://a.example", "https://a.example"), ("tg://user?id=1", "tg://user?id=1"), ("слово", ""), ("a:b", "")],
)
def test_only_addresses_telegram_opens_are_links(url: str, checked: str) -> None:
    assert checked_link(url) == checked


def test_text_is_handed_to_the_page_as_a_tree_of_styles() -> None:
    parsed = parse_html('🏟 <b>а<i>б</i></b> <a href="https://a.example">в</a>')
    assert styled(parsed.text, parsed.entities) == [
        {"text": "🏟 "},
        {
            "style": "bold",
            "url": "",
            "inside": [{"text": "а"}, {"style": "italic", "url": "", "inside": [{"text": "б"}]}],
        },
        {"text": " "},
        {"style": "text_link", "url": "https://a.example", "inside": [{"text": "в"}]},
    ]


def test_crossing_entities_are_clipped_in_the_tree() -> None:
    crossing = (Entity("bold", 0, 2), Entity("italic", 1, 2))
    assert styled("абв", crossing) == [
        {
            "style": "bold",
            "url": "",
            "inside": [{"text": "а"}, {"style": "italic", "url": "", "inside": [{"text": "б"}]}],
        },
        {"text": "в"},
    ]


def test_a_keyboard_is_read_row_by_row() -> None:
    markup = {
        "inline_keyboard": [
            [{"text": "Да", "callback_data": "y"}, {"text": "Страница", "url": "https://vk.com/club1"}],
            [{"text": "", "callback_data": "x"}],
        ]
    }
    assert parse_keyboard(markup) == ((Button("Да", "y"), Button("Страница", url="https://vk.com/club1")),)


@pytest.mark.parametrize(
    ("button", "complaint"),
    [
        ({"text": "а", "callback_data": "я" * 33}, "BUTTON_DATA_INVALID"),
        ({"text": "а", "callback_data": "x" * 65}, "BUTTON_DATA_INVALID"),
        (
            {"text": "а", "callback_data": ""},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        ({"callback_data": "x"}, "can't parse inline keyboard button: Can't find field \"text\""),
        (
            {"text": "а", "url": "not-a-url"},
            "inline keyboard button URL 'not-a-url' is invalid: Wrong HTTP URL",
        ),
        (
            {"text": "а", "url": "ftp://example.com"},
            "inline keyboard button URL 'ftp://example.com' is invalid: Unsupported URL protocol",
        ),
    ],
)
def test_a_bad_button_is_refused_in_telegrams_own_words(button: dict[str, str], complaint: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse_keyboard({"inline_keyboard": [[dict(button)]]})
    assert refused.value.description == f"Bad Request: {complaint}"


@pytest.mark.parametrize("data", ["я" * 32, "x" * 64, "x"])
def test_callback_data_of_up_to_64_bytes_is_taken(data: str) -> None:
    assert parse_keyboard({"inline_keyboard": [[{"text": "а", "callback_data": data}]]}) == ((Button("а", data),),)


@pytest.mark.parametrize(("buttons", "taken"), [(100, True), (101, False)])
def test_a_keyboard_holds_a_hundred_buttons(buttons: int, taken: bool) -> None:
    markup = {"inline_keyboard": [[{"text": "а", "callback_data": str(n)}] for n in range(buttons)]}
    if taken:
        assert len(parse_keyboard(markup)) == buttons
    else:
        with pytest.raises(Refusal, match="reply markup is too long"):
            parse_keyboard(markup)


def test_a_keyboard_of_too_many_bytes_is_refused() -> None:
    markup = {"inline_keyboard": [[{"text": "ж" * 40, "callback_data": str(n)}] for n in range(99)]}
    with pytest.raises(Refusal, match="reply markup is too long"):
        parse_keyboard(markup)


@pytest.mark.parametrize(
    ("content", "size"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + struct.pack(">II", 640, 480), (640, 480)),
        (
            b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x0b\x08" + struct.pack(">HH", 30, 40) + b"\x01",
            (40, 30),
        ),
        (b"%PDF-1.7", None),
        (b"\xff\xd8\xff", None),
        (b"", None),
    ],
)
def test_the_size_of_a_picture_is_read_from_its_header(content: bytes, size: tuple[int, int] | None) -> None:
    assert picture_size(content) == size


def test_a_chat_shows_the_commands_of_the_narrowest_scope() -> None:
    menu = CommandMenu()
    everywhere, private, own = (MenuCommand(name, "о нём") for name in ("help", "status", "attest"))
    menu.put(None, "", (everywhere,))
    assert menu.shown_in(7) == (everywhere,)
    menu.put({"type": "all_private_chats"}, "", (private,))
    menu.put({"type": "chat", "chat_id": 7}, "", (own,))
    assert (menu.shown_in(7), menu.shown_in(8), menu.shown_in(-9)) == ((own,), (private,), (everywhere,))
