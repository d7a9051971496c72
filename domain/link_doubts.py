"""Links that can be a community's and are more likely a slip of the hand; they are taken, and told of."""

from __future__ import annotations

import re

from domain.network import Network
from domain.page import Link

_OK_GROUP = re.compile(r"(?:group|club|public|event)s?[._-]*([0-9]{3,})")
_VK_WORD = re.compile(r"(?:club|clab|klub|clud|public|publik|pablic|event|group)s?[._-]*[a-z]?[0-9]+[._-]*[a-z]?")
_DIGITS = re.compile(r"[0-9]{3,}")


def doubt(link: Link) -> str | None:
    """What the person perhaps meant, in Russian, without a full stop; None when nothing looks mistyped."""
    if link.name is None:
        return None
    return _vk_doubt(link.name) if link.network is Network.VK else _ok_doubt(link.name)


def _vk_doubt(name: str) -> str | None:
    """A name of a word for a community and a number, that is not `club1`, `public1` or `event1` exactly."""
    digits = _DIGITS.findall(name)
    if len(digits) != 1 or not _VK_WORD.fullmatch(name):
        return None
    return (
        f"прочитано как короткое имя; если это номер сообщества, пишите vk.com/club{digits[0]}: "
        "слово club, public или event и сразу цифры, без других знаков"
    )


def _ok_doubt(name: str) -> str | None:
    """OK writes a group's number after a slash; other networks do not."""
    found = _OK_GROUP.fullmatch(name)
    if found is None:
        return None
    return f"прочитано как короткое имя; если это номер группы, пишите ok.ru/group/{found[1]}, с косой чертой"
