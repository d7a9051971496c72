"""Hints from acts other than the decree, off until switched on; each is a «возможно» for a person to look at."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from domain.content import Content
from domain.finding import Verdict
from domain.post import Post
from domain.view import PageView
from rules.params import Positive
from rules.publications import address, count_title, days_title, is_whole, standing_since, unread
from rules.rule import PageRule, rule

_MOST_SHOWN = 3

Suspected = Callable[[Content], str | None]
"""What of a publication calls for a look, in Russian, None when nothing does."""


def hint_rule(rule_id: str, suspected: Suspected, hint: str, nothing: str, *, of_absence: bool) -> PageRule:
    """A rule that finds publications to look at; `hint` and `nothing` are Russian.

    `of_absence`: something is missed in the text, so a text that came only in part proves nothing.
    """

    @rule(rule_id, on=PageView)
    def judge(view: PageView, *, days: Positive = 14) -> Verdict:
        standing = standing_since(view, days)
        judged = [post for post in standing if is_whole(post)] if of_absence else standing
        own = frozenset(map(_host, view.expected.sites))
        found = [(post, what) for post in reversed(judged) if (what := suspected(_of_others(post, own)))]
        if found:
            return Verdict.violated(f"возможно, {hint}: {_told(view, found)}")
        if missing := unread(view, days, standing):
            return Verdict.unknown(f"публикации {days_title(days)} проверены не все: {missing}")
        return Verdict.ok(f"{days_title(days)} {count_title(len(standing))}, {nothing}")

    return judge


def _of_others(post: Post, own: frozenset[str]) -> Content:
    """What the publication is made of, without links to the organisation's own site."""
    content = post.content or Content()
    return replace(content, links=tuple(link for link in content.links if _host(link) not in own))


_HOST = re.compile(r"^(?:[a-z]+:)?(?://)?(?:[^/@]*@)?(?:www\.)?([^/:?#\s]*)", re.IGNORECASE)


def _host(link: str) -> str:
    found = _HOST.match(link)
    return found[1].lower() if found else ""


def _told(view: PageView, found: Sequence[tuple[Post, str]]) -> str:
    shown = [f"«{what}»{address(view, post)}" for post, what in found[:_MOST_SHOWN]]
    rest = f" и ещё {len(found) - _MOST_SHOWN}" if len(found) > _MOST_SHOWN else ""
    return f"{', '.join(shown)}{rest}"


# ---------------------------------------------------------------- age category (38-ФЗ, ст. 5, ч. 10.1)

_EVENT = re.compile(
    r"(?<![а-яё])(?:афиш[аеиуы]|(?:кино)?концерт(?:а|у|е|ы|ом)?|спектакл[ьяюеи]|премьер[ауы]|кинопоказ[аеу]?|"
    r"показ(?:а|у|е)?\s+(?:фильма|мультфильм\w*|кино|спектакля)|дискотек[ауеи]|мюзикл[аеу]?|киносеанс[аеуы]?|"
    r"представлени[еяю]|шоу)(?![а-яё])",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"(?<![а-яё])(?:приглаша(?:ем|ет|ют)|приходи(?:те)?|жд[её]м|состоится|состоятся|пройд[её]т|пройдут|"
    r"покажем|покажут|выступ(?:ит|ят|им)|начало\s+в|билет(?:ы|ов|а)?|вход\s+(?:свободный|бесплатный|платный)|"
    r"завтра|не\s+пропустите)(?![а-яё])",
    re.IGNORECASE,
)
_MONTHS = "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
_WHEN = re.compile(rf"(?<!\d)\d{{1,2}}\s+(?:{_MONTHS})[^.!?\n]{{0,40}}?\d{{1,2}}[:.]\d{{2}}(?!\d)", re.IGNORECASE)
_BEHIND = re.compile(
    r"(?<![а-яё])(?:прош[её]л|прошла|прошло|прошли|состоял(?:ся|ась|ось|ись)|вчера|отгремел\w*|"
    r"представил\w*|сыграл\w*|спасибо\s+вс[еэ]м|поблагодарил\w*|фотоотч[её]т\w?)(?![а-яё])",
    re.IGNORECASE,
)
_AGE = re.compile(
    r"(?<!\d)(?:0|6|12|16|18)\s*(?:\+|＋|плюс)|возрастн\w+\s+(?:категори|ограничени|ценз)"
    r"|(?:старше|с|от)\s+(?:6|12|16|18|шести|двенадцати|шестнадцати|восемнадцати)\s+лет",
    re.IGNORECASE,
)


def announced(content: Content) -> str | None:
    """The word of a coming event whose text shows no age category."""
    text = content.text
    event = _EVENT.search(text)
    if event is None or _AGE.search(text) or not _is_ahead(text):
        return None
    return " ".join(event[0].lower().split())


def _is_ahead(text: str) -> bool:
    """It is announced: a report of what is over may invite as well, and is left alone."""
    return bool(_AHEAD.search(text) or _WHEN.search(text)) and not _BEHIND.search(text)


event_age_mark = hint_rule(
    "event_age_mark",
    announced,
    "в анонсе нет возрастной отметки (если её нет и на афише)",
    "анонсов без возрастной отметки не видно",
    of_absence=True,
)

# ---------------------------------------------------------------- advertising (38-ФЗ, ст. 18.1)

_AD = re.compile(
    r"(?<![а-яё])(?:на\s+правах\s+рекламы|рекламная\s+(?:запись|интеграция)|реклама\s*[.:|]|промокод\w{0,3}|"
    r"скидк[аеиуой]{1,2}\s+(?:до\s+)?\d+\s*%|скидк[аи]\s+по\s+промокоду|\d+\s*%\s+скидк[аиу]|"
    r"акци[яию]\s+(?:в\s+)?магазин[аеу]|распродаж[аеиу]\s+в\s+магазине|партн[её]рский\s+материал)(?![а-яё])",
    re.IGNORECASE,
)
_SPONSOR = re.compile(
    r"(?<![а-яё])(?:спонсор\w{0,4}|партн[её]р[аеуы]?|партн[её]ров|купить|закажите|заказать|магазин[аеу]?)(?![а-яё])",
    re.IGNORECASE,
)
_MARKED = re.compile(r"erid", re.IGNORECASE)
# The networks themselves and what bodies of power link to; nobody pays for such a link.
_UNPAID = re.compile(
    r"(?:^|\.)(?:vk\.com|vk\.ru|vk\.cc|vkvideo\.ru|ok\.ru|rutube\.ru|max\.ru|t\.me|gosuslugi\.ru|gov\.ru|"
    r"culture\.ru|edu\.ru|xn--p1ai|рф)$"
)


def advertised(content: Content) -> str | None:
    """The words of an advertisement in a publication that shows no `erid` anywhere."""
    text = content.text
    if _MARKED.search(text) or any(_MARKED.search(link) for link in content.links):
        return None
    paid = _AD.search(text)
    if paid is None and any(not _UNPAID.search(_host(link)) for link in content.links):
        paid = _SPONSOR.search(text)
    return " ".join(paid[0].lower().split()) if paid else None


ad_without_erid = hint_rule(
    "ad_without_erid",
    advertised,
    "реклама без erid",
    "рекламы без erid не видно",
    of_absence=True,
)

# ---------------------------------------------------------------- banned organisations (КоАП, ст. 20.3)

_BANNED_WORD = re.compile(
    r"(?<![a-zа-яё])(?:instagram|facebook|meta\s+platforms|инстаграмм?(?:а|у|ом|е)?|инст[аеуы]|инстой|"
    r"фейсбук(?:а|у|ом|е)?)(?![a-zа-яё])",
    re.IGNORECASE,
)
_BANNED_HOST = re.compile(r"(?:^|\.)(?:instagram\.com|facebook\.com|fb\.com|fb\.me|threads\.net|threads\.com)$")
_SAID_BANNED = re.compile(r"(?<![а-яё])(?:запрещ|экстремист)", re.IGNORECASE)


def banned(content: Content) -> str | None:
    """A link to a banned network, or its name without a word that it is banned; the address is not repeated."""
    if any(_BANNED_HOST.search(_host(link)) for link in content.links):
        return "ссылка на неё"
    named = _BANNED_WORD.search(content.text)
    if named is None or _SAID_BANNED.search(content.text):
        return None
    return " ".join(named[0].lower().split())


banned_org_mention = hint_rule(
    "banned_org_mention",
    banned,
    "упомянута запрещённая организация без пометки о запрете",
    "упоминаний запрещённых организаций не видно",
    of_absence=False,
)
