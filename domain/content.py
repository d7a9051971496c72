"""What a publication is made of: its text, links and formats (P2.3, P2.5, P1.5.4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

KEPT_FOR = timedelta(days=60)
"""How long after its publication a post's content is kept unless the settings say otherwise."""


class Format(StrEnum):
    """Kinds of material P2.3 names, as far as networks tell them; the value is stored, `label` is shown."""

    TEXT = "text"
    PHOTO = "photo"
    VIDEO = "video"
    CLIP = "clip"
    LIVE = "live"
    ANIMATION = "animation"
    CARDS = "cards"
    POLL = "poll"
    AUDIO = "audio"
    DOCUMENT = "document"
    ARTICLE = "article"
    LINK = "link"
    EVENT = "event"
    OTHER = "other"

    @property
    def label(self) -> str:
        """Russian, lower-case."""
        return _LABELS[self]


_LABELS = {
    Format.TEXT: "текст",
    Format.PHOTO: "фото",
    Format.VIDEO: "видео",
    Format.CLIP: "клип",
    Format.LIVE: "трансляция",
    Format.ANIMATION: "анимация",
    Format.CARDS: "карточки",
    Format.POLL: "опрос",
    Format.AUDIO: "аудио",
    Format.DOCUMENT: "документ",
    Format.ARTICLE: "статья",
    Format.LINK: "ссылка",
    Format.EVENT: "мероприятие",
    Format.OTHER: "другое",
}


@dataclass(frozen=True, slots=True)
class Content:
    """The page's own words and what is attached, as readers see them.

    `quoted` is the text of a reposted publication, empty when a person wrote it: people's words are not kept.
    `links` are addresses as the network gives them, from the texts and from attachments, each once. `formats` are
    what is attached, each once, that of a reposted publication too; TEXT when there is a text, own or quoted.
    `cut` says that the network told only a part: what is here is true, what is not here may be there.
    """

    text: str = ""
    quoted: str = ""
    links: tuple[str, ...] = ()
    formats: tuple[Format, ...] = ()
    cut: bool = False
