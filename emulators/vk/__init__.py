"""A VK of our own on loopback: API 5.199 over an invented world."""

from emulators.vk.call import Habits, TokenKind
from emulators.vk.errors import VkError
from emulators.vk.faults import (
    CAPTCHA,
    EMPTY_BODY,
    HTML_BODY,
    IMAGE_CAPTCHA,
    NEITHER,
    NOT_JSON,
    RESET,
    TRUNCATED,
    VALIDATION,
    Fault,
    FaultKind,
    Faults,
    api_error,
    drip,
    hang,
    http_status,
    oversize,
)
from emulators.vk.group import VkAddress, VkGroup
from emulators.vk.post import CITIZEN_ID, JsonObject, VkComment, VkPost
from emulators.vk.server import Arrival, VkEmulator
from emulators.vk.world import VkApp, VkUser, VkWorld

__all__ = [
    "CAPTCHA",
    "CITIZEN_ID",
    "EMPTY_BODY",
    "HTML_BODY",
    "IMAGE_CAPTCHA",
    "NEITHER",
    "NOT_JSON",
    "RESET",
    "TRUNCATED",
    "VALIDATION",
    "Arrival",
    "Fault",
    "FaultKind",
    "Faults",
    "Habits",
    "JsonObject",
    "TokenKind",
    "VkAddress",
    "VkApp",
    "VkComment",
    "VkEmulator",
    "VkError",
    "VkGroup",
    "VkPost",
    "VkUser",
    "VkWorld",
    "api_error",
    "drip",
    "hang",
    "http_status",
    "oversize",
]
