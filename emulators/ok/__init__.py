"""An OK (Odnoklassniki) REST API that answers on loopback from an invented, mutable world."""

from emulators.ok.errors import OkError
from emulators.ok.faults import Broken, Fault, Faults
from emulators.ok.group import OkGroup, OkRoutes
from emulators.ok.habits import Habits
from emulators.ok.server import Arrival, OkEmulator, ReadMark
from emulators.ok.topic import OkComment, OkTopic
from emulators.ok.world import OkLink, OkUser, OkWorld

__all__ = [
    "Arrival",
    "Broken",
    "Fault",
    "Faults",
    "Habits",
    "OkComment",
    "OkEmulator",
    "OkError",
    "OkGroup",
    "OkLink",
    "OkRoutes",
    "OkTopic",
    "OkUser",
    "OkWorld",
    "ReadMark",
]
