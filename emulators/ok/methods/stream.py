"""stream.get: the feed as the mobile application reads it; undocumented."""

from __future__ import annotations

from emulators.ok.beans import author_ref
from emulators.ok.call import Call
from emulators.ok.errors import OkError
from emulators.ok.methods.feed import feed_page, topic_beans
from emulators.ok.moments import milliseconds, moscow_text
from emulators.ok.paging import final_anchor
from emulators.ok.topic import JsonObject, OkTopic


def get(call: Call) -> JsonObject:
    """``{"feeds": [...], "entities": {"media_topics": [...]}, "anchor": str}``; at the end no ``feeds``.

    `count` is a hint: clients that asked for 100 got 11 to 21 (ramusus/django-odnoklassniki-discussions),
    here never more than the emulator's `page_limit_stream`.
    """
    group = call.group("gid")
    if not group.routes.stream:
        raise OkError(group.routes.refusal)
    page = feed_page(call, group, min(call.number("count", 20), call.page_limit_stream))
    told: JsonObject = {}
    if page.items:
        told["feeds"] = [_feed(each) for each in page.items]
        told["entities"] = {"media_topics": topic_beans(call, page.items)}
    if anchor := final_anchor(call, page):
        told["anchor"] = anchor
    return told


def _feed(topic: OkTopic) -> JsonObject:
    return {
        "pattern": "POST",
        "date": moscow_text(topic.created),
        "date_ms": milliseconds(topic.created),
        "target_refs": [f"media_topic:{topic.id}"],
        "author_refs": [author_ref(topic)],
        "owner_refs": [f"group:{topic.group_uid}"],
    }
