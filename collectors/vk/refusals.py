"""VK's refusals that say something about a page, and those that only say that we may not look (vk.md 4.3)."""

from __future__ import annotations

from collectors.errors import CollectingError, NoAccess
from collectors.vk.wire import Refused
from domain.page import Openness

NO_SUCH_NAME = frozenset({100, 104, 113, 125})
"""Of utils.resolveScreenName: nothing answers to this name."""

BAD_IDS = frozenset({40, 100, 104, 113, 125})
"""Of groups.getById: an id among those asked for is wrong, and the whole batch fails by it."""

COMMENTS_CLOSED = 212

_BY_CODE = {
    18: Openness.DELETED,
    19: Openness.BLOCKED,
    30: Openness.CLOSED,
    203: Openness.CLOSED,
}

# Of codes 7 and 15, by the words met in practice; VK may reword them.
_BY_WORDS = (
    ("wall is disabled", Openness.WALL_OFF),
    ("group is blocked", Openness.BLOCKED),
    ("only for community members", Openness.CLOSED),
)


def openness_by(refused: Refused) -> Openness | None:
    """What a refused wall tells about the page; None when it tells nothing."""
    if refused.code in (7, 15):
        said = refused.text.casefold()
        return next((openness for words, openness in _BY_WORDS if words in said), None)
    return _BY_CODE.get(refused.code)


def no_access(refused: Refused) -> CollectingError:
    """The page's data are not given to us, and nothing follows about the page."""
    return NoAccess("ВКонтакте не даёт данных этой страницы", code=refused.code)
