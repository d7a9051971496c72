"""The methods that exist, by name, and the permissions each wants; any other name is error 3."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from emulators.ok.call import Call
from emulators.ok.methods import discussions, group, mediatopic, stream, url, users

Method = Callable[[Call], object]

METHODS: Mapping[str, Method] = {
    "url.getInfo": url.get_info,
    "group.getInfo": group.get_info,
    "group.getCounters": group.get_counters,
    "group.getStatTopics": group.get_stat_topics,
    "group.getUserGroupsByIds": group.get_user_groups_by_ids,
    "mediatopic.getByIds": mediatopic.get_by_ids,
    "mediatopic.getTopics": mediatopic.get_topics,
    "stream.get": stream.get,
    "discussions.getComments": discussions.get_comments,
    "users.getCurrentUser": users.get_current_user,
    "users.hasAppPermission": users.has_app_permission,
}

# "Необходимые права" of each page of apiok.ru; methods without a page, or without that line, want none.
RIGHTS: Mapping[str, frozenset[str]] = {
    "url.getInfo": frozenset({"VALUABLE_ACCESS"}),
    "group.getStatTopics": frozenset({"VALUABLE_ACCESS", "GROUP_CONTENT"}),
    "mediatopic.getByIds": frozenset({"VALUABLE_ACCESS"}),
}
