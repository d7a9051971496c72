"""users.*: whom the token acts for and what the application was granted."""

from __future__ import annotations

from emulators.ok.call import Call, chosen
from emulators.ok.topic import JsonObject


def get_current_user(call: Call) -> JsonObject:
    """``{"uid": str, "name": str}``, as asked for; the uid alone without `fields`."""
    me = call.world.me
    return chosen({"uid": me.uid, "name": me.name}, call.fields() or frozenset({"uid"}))


def has_app_permission(call: Call) -> bool:
    """A bare true or false."""
    return call.text("ext_perm") in call.world.permissions
