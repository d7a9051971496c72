"""url.getInfo: what a link leads to."""

from __future__ import annotations

from emulators.ok.call import Call
from emulators.ok.errors import OkError
from emulators.ok.topic import JsonObject


def get_info(call: Call) -> JsonObject:
    """``{"objectId": int, "type": "GROUP"}`` (recorded); a person's page is PROFILE.

    Source of objectIdStr: https://apiok.ru/en/dev/methods/rest/url/url.getInfo
    """
    link = call.world.follow(call.text("url"))
    if link is None:
        return _unknown(call)
    number: int | str = str(link.object_id) if call.habits.object_id_as_text else link.object_id
    told: JsonObject = {"objectId": number, "type": link.kind}
    if call.habits.object_id_str:
        told["objectIdStr"] = str(link.object_id)
    return told


def _unknown(call: Call) -> JsonObject:
    if call.habits.unknown_link == "error":
        raise OkError(300)
    return {"type": "UNKNOWN"} if call.habits.unknown_link == "unknown" else {}
