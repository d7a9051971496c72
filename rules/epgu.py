"""How pages interact with the state services portal (P1.4): the government mark and the feedback forms."""

from __future__ import annotations

from collections.abc import Sequence

from domain.finding import Verdict
from domain.network import Network
from domain.organisation import Organisation
from domain.russian import plural
from domain.view import PageView
from rules.feedback_forms import Form, FormLink, form_link
from rules.params import Positive
from rules.presence import UNREAD
from rules.rule import rule
from rules.security import attested

NO_FORMS = "не найдены ссылки форм обратной связи («Сообщить о проблеме», «Высказать мнение»)"


@rule("gos_badge", on=PageView)
def gos_badge(view: PageView, *, valid_days: Positive = 30) -> Verdict:
    """The page carries «Госорганизация»: the network says so, or a person has lately.

    The networks document no such field (vk.md 2.4, ok.md 4.2), so its «no» is no proof.
    """
    if view.profile is not None and view.profile.badge:
        return Verdict.ok("отметка «Госорганизация» есть в ответе сети")
    return attested(view, "gos_badge", valid_days)


@rule("pos_widgets", on=PageView)
def pos_widgets(view: PageView, *, minimum: Positive = 1) -> Verdict:
    """The menu of the community holds links to feedback forms, in order and serving this very organisation."""
    if view.network is not Network.VK:
        return Verdict.unknown("о меню группы Одноклассники не сообщают")
    if view.profile is None:
        return Verdict.unknown(UNREAD.why)
    if view.profile.menu is None:
        return Verdict.unknown("о меню страницы сеть не сообщила")
    links = [form_link(url) for url in view.profile.menu]
    return _forms([link for link in links if link], unread=None in links, view=view, minimum=minimum)


def _forms(links: Sequence[FormLink], *, unread: bool, view: PageView, minimum: int) -> Verdict:
    """`unread`: the menu holds links that may lead to a form by another way."""
    faults = [f"«{link.form}» — {fault}" for link in links for fault in _faults(link, view.organisation)]
    if faults:
        return Verdict.violated("; ".join(dict.fromkeys(faults)))
    found = list(dict.fromkeys(link.form for link in links))
    if len(found) < minimum:
        return _too_few(found, unread=unread)
    names = ", ".join(f"«{form}»" for form in found)
    word = plural(len(found), "форма", "формы", "форм")
    unchecked = "" if view.organisation.ogrn else "; ОГРН сверить не с чем: его нет в реестре"
    return Verdict.ok(f"{word} обратной связи на месте: {names}{unchecked}")


def _too_few(found: Sequence[Form], *, unread: bool) -> Verdict:
    if unread:
        return Verdict.unknown("в меню есть ссылки, по которым не видно, ведут ли они на форму обратной связи")
    if not found:
        return Verdict.violated(NO_FORMS)
    missing = ", ".join(f"«{form}»" for form in Form if form not in found)
    return Verdict.violated(f"не найдена ссылка формы {missing}")


def _faults(link: FormLink, organisation: Organisation) -> tuple[str, ...]:
    is_foreign = bool(organisation.ogrn and link.ogrn) and link.ogrn != organisation.ogrn
    return (*link.faults, "ОГРН не тот, что в реестре") if is_foreign else link.faults
