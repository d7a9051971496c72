"""What mediatopic.getTopics and stream.get have in common: the order and the choice of topics."""

from __future__ import annotations

from collections.abc import Iterable

from emulators.ok.beans import topic_bean
from emulators.ok.call import EVERYTHING, Call, Names, chosen
from emulators.ok.group import OkGroup
from emulators.ok.moments import milliseconds
from emulators.ok.paging import Page, Place, backward, turn
from emulators.ok.topic import JsonObject, OkTopic

# What a client that sends no `fields` was seen to read (Unbewohnte/SNGCNOTIFIERbot, 2025).
USUAL = frozenset({"id", "created_ms", "author_ref", "owner_ref", "media"})


def newest_first(topic: OkTopic) -> Place:
    """The place of a topic by its own date, pinned or not."""
    return 1, -milliseconds(topic.created), -int(topic.id)


def pinned_first(topic: OkTopic) -> Place:
    """The place of a topic where pinned ones stand above all."""
    return 0 if topic.is_sticky else 1, *newest_first(topic)[1:]


def feed_page(call: Call, group: OkGroup, count: int) -> Page[OkTopic]:
    """A page of the group's feed; FORWARD leads to older topics."""
    place = pinned_first if call.habits.pinned_first else newest_first
    topics = group.visible_topics(call.now, hidden=call.habits.lists_hidden)
    return turn(topics, place, call.params.get("anchor", ""), count, back=backward(call))


def topic_beans(call: Call, topics: Iterable[OkTopic], media_limit: int | None = None) -> list[JsonObject]:
    """Topics with the fields asked for under ``media_topic.``, or with the usual ones."""
    names = call.fields("media_topic.")
    wanted = USUAL if names is None else _with_media(names)
    return [chosen(topic_bean(call, each, media_limit), wanted) for each in topics]


def _with_media(names: Names) -> Names:
    """Any media_* field brings the blocks: which keys of a block it brings is not documented."""
    asked = EVERYTHING in names or any(each.startswith("media") for each in names)
    return names | {"media"} if asked else names
