"""What no public source settles about OK's answers: settings a client must bear either way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(slots=True)
class Habits:
    """Every setting is a guess of equal standing; only those with a source named are documented.

    Links:
    `object_id_as_text`: url.getInfo gives objectId as text; a number was recorded.
    `object_id_str`: url.getInfo adds objectIdStr (documented today, absent from the recording).
    `unknown_link`: a link to nothing answers type UNKNOWN, an empty object, or error 300.

    Groups:
    `wrapped_groups`: group.getInfo answers ``{"groups": [...]}`` as the documentation draws it, not the
    bare array that was recorded.
    `malformed_group_id`: the code for an id that is no number.
    `uncertain_fields_code`: the code when group.getInfo is asked for gos_org; None: it answers.
    `gone_group_code`: the code of every other method for a group that is blocked, disabled or unknown.
    `blocked_groups_listed`: group.getInfo keeps a blocked group, with ``blocked: true``.
    `allowed_in_flags`: stats_allowed comes as a letter of ``attrs.flags`` (letters: `OkGroup.flags`).
    `wrapped_counters`: group.getCounters answers ``{"counters": {...}}``.

    Topics:
    `flags_when_false`: flags of a topic come as false; else they come only when true.
    `repost`: "media_reshare", a block with media_reshare and media_media_topic_refs; "reshare", the same
    keys without their prefix (as media_text comes as text); "topic", media_reshare on the topic itself.
    `reshare_when_false`: blocks that are no repost carry that key as false.
    `pinned_first`: getTopics and stream.get put pinned topics first, out of order.
    `stat_hidden`, `lists_hidden`: getStatTopics, or getTopics and stream.get, give hidden, postponed and
    suggested topics.
    `missing_topic_fails`: getByIds fails with 300 when an id is gone; else it is left out.

    Pages:
    `stat_page`: the most getStatTopics gives at once.
    `has_more`: getStatTopics and getComments carry has_more. `topics_has_more`: getTopics does.
    `topics_anchor`: getTopics carries an anchor.
    `end_of_list`: a list with nothing in it is empty, its key is absent, or the whole answer is null.
    `last_anchor`: the last page gives a further anchor, none, or repeats the one it was asked with.

    Comments:
    `comment_created_ms`: comments carry created_ms.
    `backward_newest_first`: a page read BACKWARD lists the newest comment first.

    Refusals:
    `no_right_code`: the code when the application lacks a permission.
    `over_rate_code`: the code when calls come faster than `rps`.
    """

    object_id_as_text: bool = False
    object_id_str: bool = False
    unknown_link: Literal["unknown", "empty", "error"] = "unknown"

    wrapped_groups: bool = False
    malformed_group_id: Literal[100, 160] = 160
    uncertain_fields_code: Literal[100, 220] | None = None
    gone_group_code: Literal[160, 300, 456] = 300
    blocked_groups_listed: bool = False
    allowed_in_flags: bool = False
    wrapped_counters: bool = True

    flags_when_false: bool = True
    repost: Literal["media_reshare", "reshare", "topic"] = "media_reshare"
    reshare_when_false: bool = False
    pinned_first: bool = False
    stat_hidden: bool = False
    lists_hidden: bool = True
    missing_topic_fails: bool = False

    stat_page: int = 50
    has_more: bool = True
    topics_has_more: bool = False
    topics_anchor: bool = True
    end_of_list: Literal["empty", "absent", "null"] = "empty"
    last_anchor: Literal["given", "absent", "repeated"] = "given"

    comment_created_ms: bool = False
    backward_newest_first: bool = False

    no_right_code: Literal[10, 50, 200, 3] = 10
    over_rate_code: Literal[7, 8, 11] = 8
