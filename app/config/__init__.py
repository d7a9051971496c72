"""The configuration: read, checked, every fault told at once."""

from app.config.environment import CONFIG
from app.config.load import ConfigFault, config_path, default_settings, load_settings, private_files
from app.config.settings import (
    CalendarSettings,
    OkSettings,
    PeopleSettings,
    ScheduleSettings,
    Settings,
    StorageSettings,
    TelegramSettings,
    VkSettings,
)

__all__ = [
    "CONFIG",
    "CalendarSettings",
    "ConfigFault",
    "OkSettings",
    "PeopleSettings",
    "ScheduleSettings",
    "Settings",
    "StorageSettings",
    "TelegramSettings",
    "VkSettings",
    "config_path",
    "default_settings",
    "load_settings",
    "private_files",
]
