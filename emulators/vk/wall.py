"""The methods wall.get, wall.getById and wall.getComments."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from emulators.vk.call import Call
from emulators.vk.comment_json import DEFAULT_PREVIEW, Section
from emulators.vk.errors import VkError, bad_parameter
from emulators.vk.group import VkGroup
from emulators.vk.group_json import group_json
from emulators.vk.post import JsonObject, VkComment, VkPost
from emulators.vk.post_json import author_of, deleted_post_json, post_json


def get(call: Call) -> JsonObject:
    """wall.get: the pinned post first, then from new to old."""
    group = _wall_asked_for(call)
    count, offset = call.params.number("count", 20, high=100), call.params.number("offset", 0)
    posts = _in_order(group, call)
    page = posts[offset : offset + count]
    told: JsonObject = {"count": len(posts), "items": [post_json(group, each, call.now) for each in page]}
    return told | _company(call, [group.owner_id, *(author_of(group, each) for each in page)])


def get_by_id(call: Call) -> JsonObject:
    """wall.getById: posts in the order asked for; what cannot be read is left out."""
    references = call.params.words("posts", high=100)
    if not references:
        raise bad_parameter("posts is undefined")
    items = [item for each in references for item in _one_post(each, call)]
    owners = [_owner_in(item, key) for item in items for key in ("owner_id", "from_id")]
    return {"items": items} | _company(call, owners)


def get_comments(call: Call) -> JsonObject:
    """wall.getComments: one level at a time, the top or the thread of `comment_id`."""
    section = _section(call)
    thread_of = call.params.number("comment_id", 0)
    level = section.replies(_comment(section, thread_of)) if thread_of else section.top_level()
    page = _page_of_comments(level, call)
    told: JsonObject = {
        "count": section.post.live_comments(call.now),
        "current_level_count": len(level),
        "items": [section.reply_json(each) if thread_of else section.comment_json(each) for each in page],
        "show_reply_button": True,
    }
    authors = [each.from_id for each in page if not each.deleted]
    return told | section.permissions() | _company(call, [section.group.owner_id, *authors])


def check_readable(group: VkGroup, call: Call) -> None:
    """Raise what VK answers for a wall that cannot be read (texts of code 15 as clients quote them)."""
    if group.deactivated == "deleted":
        raise VkError(call.habits.deleted_wall_code)
    if group.deactivated == "banned":
        raise VkError(15, "Access denied: group is blocked")
    if group.is_closed:
        raise VkError(15, "Access denied: this wall available only for community members")
    if group.wall == 0:
        raise VkError(15, "Access denied: wall is disabled")


def _wall_asked_for(call: Call) -> VkGroup:
    domain = call.params.text("domain", "")
    owner_id = 0 if domain else call.params.number("owner_id", low=-(2**62))
    found = call.world.named(domain) if domain else call.world.groups.get(-owner_id)
    if isinstance(found, VkGroup):
        check_readable(found, call)
        return found
    if found is not None or owner_id in call.world.users:
        raise VkError(30)
    raise bad_parameter("owner_id is invalid")


def _in_order(group: VkGroup, call: Call) -> list[VkPost]:
    passes = _filter(group, call)
    seen = [each for each in group.posts if each.published(call.now) and passes(each)]
    return sorted(seen, key=lambda each: (each.is_pinned, each.date, each.id), reverse=True)


def _filter(group: VkGroup, call: Call) -> Callable[[VkPost], bool]:
    match call.params.text("filter", "all"):
        case "all":
            return lambda _: True
        case "owner":
            return lambda post: author_of(group, post) == group.owner_id
        case "others":
            return lambda post: author_of(group, post) != group.owner_id
        case other:
            raise bad_parameter(f"filter {other} is not emulated")


def _one_post(reference: str, call: Call) -> list[JsonObject]:
    owner, _, rest = reference.partition("_")
    post_id = rest.partition("_")[0]
    if not post_id.isdecimal() or not owner.removeprefix("-").isdecimal():
        raise bad_parameter("posts is invalid")
    group = call.world.groups.get(-int(owner))
    if group is None:
        return []
    try:
        check_readable(group, call)
    except VkError:
        return []
    return _shown_or_marked(group, int(post_id), call)


def _shown_or_marked(group: VkGroup, post_id: int, call: Call) -> list[JsonObject]:
    post = group.find_post(post_id, call.now)
    if post is None:
        marked = call.habits.deleted_posts_marked and post_id in group.deleted_posts
        return [deleted_post_json(group, post_id)] if marked else []
    told = post_json(group, post, call.now)
    originals = told.get("copy_history")
    if isinstance(originals, list):
        told["copy_history"] = originals[: call.params.number("copy_history_depth", 2)]
    return [told]


def _section(call: Call) -> Section:
    params = call.params
    group = _wall_asked_for(call)
    post = group.find_post(params.number("post_id"), call.now)
    if post is None:
        # The text a client of this method met, vknet/vk#203.
        raise VkError(15, "Access denied: post was not found check post_id param")
    if post.comments_denied:
        raise VkError(212)
    preview = params.number("preview_length", DEFAULT_PREVIEW)
    thread_items = params.number("thread_items_count", 0, high=10)
    return Section(group, post, call.now, preview, thread_items, params.flag("need_likes"))


def _comment(section: Section, comment_id: int) -> VkComment:
    for each in section.top_level():
        if each.id == comment_id:
            return each
    raise bad_parameter("comment_id is invalid")


def _page_of_comments(level: list[VkComment], call: Call) -> list[VkComment]:
    newest_first = call.params.text("sort", "asc") == "desc"
    ordered = sorted(level, key=lambda each: (each.date, each.id), reverse=newest_first)
    first = call.params.number("start_comment_id", 0)
    start = next((place for place, each in enumerate(ordered) if each.id == first), 0)
    start = max(0, start + call.params.number("offset", 0, low=-(10**6)))
    return ordered[start : start + call.params.number("count", 10, high=100)]


def _company(call: Call, owners: Iterable[int]) -> JsonObject:
    if not call.params.flag("extended"):
        return {}
    fields = call.params.words("fields")
    met = sorted(set(owners))
    groups = [call.world.groups[-each] for each in met if -each in call.world.groups]
    return {
        "profiles": [_profile(call, each) for each in met if each > 0],
        "groups": [group_json(each, call.kind, fields) for each in groups],
    }


def _profile(call: Call, user_id: int) -> JsonObject:
    known = call.world.users.get(user_id)
    first, last = (known.first_name, known.last_name) if known else ("Посетитель", str(user_id))
    return {"id": user_id, "first_name": first, "last_name": last}


def _owner_in(item: JsonObject, key: str) -> int:
    value = item.get(key)
    return value if isinstance(value, int) else 0
