"""What a wall item is made of: every kind of attachment, links, reposts, and nobody's words but the page's."""

from __future__ import annotations

import pytest
from any_json import json_of
from hypothesis import given
from hypothesis import strategies as st

from collectors.links import LONGEST
from collectors.vk import parse, publication
from domain.content import Content, Format
from domain.post import Post, PostKind
from emulators.vk import attachments as made

OWNER = -500000001
CITIZEN = 800000001
AT = 1_790_000_000
ARTICLE = "https://vk.com/@zarechny-istoriya"


def item(**fields: object) -> dict[str, object]:
    return {"id": 7, "from_id": OWNER, "date": AT, "post_type": "post", "text": "", **fields}


def post_of(**fields: object) -> Post:
    (post,) = parse.wall_page({"items": [item(**fields)]}, OWNER).posts
    return post


def content_of(**fields: object) -> Content:
    content = post_of(**fields).content
    assert content is not None
    return content


def original(
    text: str, *, owner: int = -500000002, author: int | None = None, **fields: object
) -> dict[str, object]:
    return {"id": 1, "owner_id": owner, "from_id": owner if author is None else author, "text": text, **fields}


@pytest.mark.parametrize(
    ("attachment", "format_"),
    [
        (made.photo(), Format.PHOTO),
        ({"type": "photos_list", "photos_list": ["1_2"]}, Format.PHOTO),
        ({"type": "posted_photo", "posted_photo": {"id": 1}}, Format.PHOTO),
        ({"type": "album", "album": {"id": "1", "size": 4}}, Format.PHOTO),
        (made.video(), Format.VIDEO),
        (made.video("movie"), Format.VIDEO),
        (made.video("short_video"), Format.CLIP),
        (made.video("live"), Format.LIVE),
        (made.video(live=True), Format.LIVE),
        (made.video(upcoming=True), Format.LIVE),
        ({"type": "video"}, Format.VIDEO),
        ({"type": "video_playlist", "video_playlist": {"id": 1}}, Format.VIDEO),
        (made.clip(), Format.CLIP),
        (made.document("gif"), Format.ANIMATION),
        (made.document("pdf"), Format.DOCUMENT),
        ({"type": "doc", "doc": None}, Format.DOCUMENT),
        (made.link("https://zarya.example.ru"), Format.LINK),
        (made.link(ARTICLE), Format.ARTICLE),
        (made.article(), Format.ARTICLE),
        ({"type": "page", "page": {"id": 1}}, Format.ARTICLE),
        (made.poll(), Format.POLL),
        (made.audio(), Format.AUDIO),
        ({"type": "podcast", "podcast": {"id": 1}}, Format.AUDIO),
        (made.event(), Format.EVENT),
        (made.pretty_cards("https://zarya.example.ru/1"), Format.CARDS),
        ({"type": "market", "market": {"id": 1}}, Format.OTHER),
        ({"type": "hologram", "hologram": {}}, Format.OTHER),
        ({"type": 5}, Format.OTHER),
        ({}, Format.OTHER),
        ("photo", Format.OTHER),
        (None, Format.OTHER),
    ],
)
def test_the_format_of_an_attachment(attachment: object, format_: Format) -> None:
    assert content_of(attachments=[attachment]).formats == (format_,)


@pytest.mark.parametrize(("text", "formats"), [("Праздник", (Format.TEXT,)), (" \u200b", ()), ("", ())])
def test_a_text_that_is_seen_is_a_format_of_its_own(text: str, formats: tuple[Format, ...]) -> None:
    assert content_of(text=text).formats == formats


def test_each_format_is_told_once_in_its_order() -> None:
    told = content_of(text="Афиша", attachments=[made.photo(1), made.photo(2), made.poll(), made.photo(3)])
    assert told.formats == (Format.TEXT, Format.PHOTO, Format.POLL)


def test_links_come_from_the_text_from_marks_and_from_attachments_each_once() -> None:
    told = content_of(
        text="Запись: zarya.example.ru/a, и https://zarya.example.ru/b. [https://vk.com/klub|Наша группа]",
        attachments=[
            made.link("https://zarya.example.ru/b"),
            made.article(ARTICLE),
            made.pretty_cards("https://zarya.example.ru/c", "https://zarya.example.ru/d"),
            made.photo(text="https://zarya.example.ru/under-a-photo"),
        ],
    )
    assert told.links == (
        "zarya.example.ru/a",
        "https://zarya.example.ru/b",
        "https://vk.com/klub",
        ARTICLE,
        "https://zarya.example.ru/c",
        "https://zarya.example.ru/d",
    )


def test_mentions_stand_as_people_read_them_without_numbers_of_people() -> None:
    told = content_of(text="Ждём [club5|Клуб] и [id800000001|гостя] [в зале]")
    assert told.text == "Ждём Клуб и гостя [в зале]"


def test_a_repost_keeps_the_words_of_a_community_apart_from_the_pages_own() -> None:
    quoted = original("Приходите: zarya.example.ru", attachments=[made.photo(), made.link("https://a.example.ru")])
    told = content_of(text="Советуем", copy_history=[quoted])
    assert (told.text, told.quoted) == ("Советуем", "Приходите: zarya.example.ru")
    assert told.links == ("zarya.example.ru", "https://a.example.ru", "https://vk.com/wall-500000002_1")
    assert told.formats == (Format.TEXT, Format.PHOTO, Format.LINK)
    assert not told.cut


@pytest.mark.parametrize(
    "written",
    [
        original("Тайное слово", owner=CITIZEN),
        original("Тайное слово", author=CITIZEN),
        original("Тайное слово", owner=-500000002, author=0),
        {"id": 1, "text": "Тайное слово"},
    ],
)
def test_a_repost_of_a_persons_words_keeps_none_of_them(written: dict[str, object]) -> None:
    written["attachments"] = [made.photo(), made.link("https://citizen.example.ru")]
    told = content_of(copy_history=[written])
    assert (told.text, told.quoted, told.links, told.cut) == ("", "", (), True)
    assert told.formats == (Format.PHOTO, Format.LINK)


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"from_id": CITIZEN}, PostKind.VISITOR),
        ({"from_id": CITIZEN, "post_type": "suggest"}, PostKind.SUGGESTED),
        ({"post_type": "suggest"}, PostKind.SUGGESTED),
        ({"post_type": "postpone"}, PostKind.POSTPONED),
        ({"post_type": "reply"}, PostKind.OTHER),
        ({"from_id": CITIZEN, "marked_as_ads": 1}, PostKind.AD),
        ({"from_id": None}, PostKind.POST),
    ],
)
def test_what_others_wrote_and_what_is_not_published_has_no_content(
    fields: dict[str, object], kind: PostKind
) -> None:
    post = post_of(text="Тайное слово", **fields)
    assert (post.kind, post.content) == (kind, None)


@pytest.mark.parametrize("fields", [{"text": None}, {"text": 5}, {"attachments": "нет"}])
def test_an_item_not_as_documented_has_no_content_but_counts(fields: dict[str, object]) -> None:
    post = post_of(**fields)
    assert (post.kind, post.content) == (PostKind.POST, None)


def test_the_counters_are_kept_and_what_did_not_come_is_unknown() -> None:
    told = post_of(likes={"count": 5}, reposts={"count": 0}, views={"count": 120})
    assert (told.likes, told.reposts, told.views) == (5, 0, 120)
    odd = post_of(likes=None, reposts={"count": "2"}, views={"count": True})
    assert (odd.likes, odd.reposts, odd.views) == (None, None, None)


def test_a_text_beyond_all_measure_is_cut_and_says_so() -> None:
    told = content_of(text="а" * (LONGEST + 1))
    assert (len(told.text), told.cut) == (LONGEST, True)


def test_halves_of_characters_and_nul_can_be_stored() -> None:
    told = content_of(text="Праз\ud83dдник\0 http://a.example.ru/\udc00")
    assert told.text == "Праз?дник http://a.example.ru/?"
    assert "".join(told.links).encode()


KEYS = st.sampled_from(
    [
        *(
            "type",
            "photo",
            "video",
            "doc",
            "link",
            "url",
            "ext",
            "live",
            "poll",
            "pretty_cards",
            "cards",
            "link_url",
        ),
        *("link_url", "attachments", "copy_history", "text", "owner_id", "from_id", "count", "article", "likes"),
    ]
)
ANSWERS = json_of(KEYS)
ATTACHMENTS = st.lists(
    ANSWERS | st.fixed_dictionaries({"type": KEYS}, optional={"link": ANSWERS, "video": ANSWERS})
)


@given(text=ANSWERS, attachments=ATTACHMENTS | ANSWERS, history=ANSWERS, likes=ANSWERS)
def test_whatever_an_item_holds_its_content_never_raises(
    text: object, attachments: object, history: object, likes: object
) -> None:
    told = item(text=text, attachments=attachments, copy_history=history, likes=likes)
    content = publication.content(told, OWNER)
    assert content is None or content.text.encode() is not None
    count = publication.counter(told, "likes")
    assert count is None or count >= 0
