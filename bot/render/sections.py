"""Under which heading a matter stands; only a mandatory requirement is ever called «нарушение»."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from domain.finding import MatterKind
from domain.letter import Item
from domain.matter import Event, Matter
from domain.norm import Force
from domain.rule_ids import RISK, SILENT
from domain.russian import plural

_WARNINGS = (RISK, SILENT)


class Section(StrEnum):
    """The value is the heading; the order is the order in a message."""

    VIOLATIONS = "Нарушения"
    RECOMMENDATIONS = "Рекомендации"
    WARNINGS = "Предупреждения"
    OTHER_ACTS = "По другим актам"
    CONFIRM = "Нужно подтвердить"
    REMINDERS = "Напоминание"
    TECHNICAL = "Техническое"
    RESOLVED = "Устранено"
    ANSWERED = "Ответ получен"
    WITHDRAWN = "Снято"
    EXPIRED = "Неделя прошла"
    LAPSED = "Время вышло"


_BY_FORCE = {
    Force.MANDATORY: Section.VIOLATIONS,
    Force.RECOMMENDED: Section.RECOMMENDATIONS,
    Force.EXTERNAL: Section.OTHER_ACTS,
}
_ENDINGS = {Event.WITHDRAWN: Section.WITHDRAWN, Event.EXPIRED: Section.EXPIRED}


def of_matter(matter: Matter) -> Section:
    """Where an open matter stands."""
    if matter.kind is MatterKind.CONFIRMATION:
        return Section.CONFIRM
    if matter.kind is MatterKind.TECHNICAL:
        return Section.TECHNICAL
    return Section.WARNINGS if matter.rule in _WARNINGS else _BY_FORCE[matter.force]


def of_event(matter: Matter, event: Event) -> Section:
    """Where something that happened to a matter stands."""
    if event.is_reminder:
        return Section.REMINDERS
    if event is Event.RESOLVED:
        return Section.ANSWERED if matter.kind is MatterKind.CONFIRMATION else Section.RESOLVED
    if event is Event.EXPIRED and matter.is_case:
        return Section.LAPSED
    return _ENDINGS.get(event, of_matter(matter))


def sorted_items(items: Iterable[Item]) -> list[tuple[Section, Item]]:
    """Items in the order of the sections, each section as it came."""
    order = list(Section)
    placed = [(of_event(item.matter, item.event), item) for item in items]
    return sorted(placed, key=lambda pair: order.index(pair[0]))


def sorted_matters(matters: Iterable[Matter]) -> list[tuple[Section, Matter]]:
    """Open matters in the order of the sections, worst first in each."""
    order = list(Section)
    placed = [(of_matter(matter), matter) for matter in matters]
    return sorted(placed, key=lambda pair: (order.index(pair[0]), pair[1].worst_first, pair[1].id))


def tally(sections: Iterable[Section]) -> str:
    """«2 нарушения, 1 рекомендация, 3 ждут подтверждения»; empty for nothing."""
    found = list(sections)
    counts = [(section, found.count(section)) for section in Section]
    return ", ".join(_counted(section, count) for section, count in counts if count)


def _counted(section: Section, count: int) -> str:
    return f"{count} {plural(count, *_FORMS[section])}"


_FORMS = {
    Section.VIOLATIONS: ("нарушение", "нарушения", "нарушений"),
    Section.RECOMMENDATIONS: ("рекомендация", "рекомендации", "рекомендаций"),
    Section.WARNINGS: ("предупреждение", "предупреждения", "предупреждений"),
    Section.OTHER_ACTS: ("замечание по другим актам", "замечания по другим актам", "замечаний по другим актам"),
    Section.CONFIRM: ("ждёт подтверждения", "ждут подтверждения", "ждут подтверждения"),
    Section.REMINDERS: ("напоминание", "напоминания", "напоминаний"),
    Section.TECHNICAL: ("технический вопрос", "технических вопроса", "технических вопросов"),
    Section.RESOLVED: ("устранено",) * 3,
    Section.ANSWERED: ("ответ получен", "ответа получено", "ответов получено"),
    Section.WITHDRAWN: ("снято",) * 3,
    Section.EXPIRED: ("закрыто с концом недели",) * 3,
    Section.LAPSED: ("закрыто по времени",) * 3,
}
