"""One organisation's card: its pages, open matters, what could not be judged, what is met."""

from __future__ import annotations

from collections.abc import Sequence

from bot.render.book import Book
from bot.render.glance import DATA, MOST_NAME, NEVER, NOTHING_ASKED, name
from bot.render.html import bold, esc, folded, link
from bot.render.listing import unchecked, without_name
from bot.render.pack import PIECE, SHEET, Block, in_pieces, pack
from bot.render.questions import by_bot, gathered_matters, questions_html
from bot.render.sections import sorted_matters
from bot.render.words import address, capital, details, evidence_html, named, quoted, told
from domain.finding import Finding, Outcome
from domain.matter import Matter
from domain.network import Network
from domain.organisation import Organisation, Status
from domain.overview import Freshness, OrgLine, PageLine
from domain.rule_ids import RISK
from domain.week import Week

_MOST_FULL_NAME = 400
_STATUSES = {Status.RUNS: "Ведёт страницы", Status.CREATING: "Создаёт страницы"}


def organisation(line: OrgLine, matters: Sequence[Matter], book: Book, *, may_answer: bool = True) -> list[str]:
    """The card (HTML, a sheet each); of `matters` the organisation's own are shown.

    `may_answer` is whether the reader may answer what waits for a confirmation.
    """
    own = [matter for matter in matters if matter.organisation_id == line.organisation.id]
    blocks = [
        *(Block(_page(network, line, book)) for network in _networks(line)),
        *_open(own, line, book),
        *_judged(line, own, book),
        *_unfound(line),
    ]
    if may_answer and by_bot(own):
        blocks.append(Block("Ответить на вопросы: /attest", apart=True))
    head = f"{name(line)}\n{esc(line.organisation.full_name, _MOST_FULL_NAME)}\n{_standing(line.organisation)}"
    return [message.html for message in pack(head, f"{name(line)}, продолжение", blocks, limit=SHEET)]


def _open(own: Sequence[Matter], line: OrgLine, book: Book) -> list[Block]:
    return [
        Block(_matters(matters, line, book), (bold(section.value),))
        for section, matters in gathered_matters(sorted_matters(own))
    ]


def _matters(matters: Sequence[Matter], line: OrgLine, book: Book) -> str:
    """One, or questions that have all but their names in common."""
    if len(matters) == 1:
        return without_name(matters[0], line, book)
    return questions_html(matters, book, beside=[unchecked(matters[0].muted_since, book)])


def _unfound(line: OrgLine) -> list[Block]:
    """Why nothing is said of an organisation that is not exempt."""
    if line.organisation.is_exempt or line.all_findings:
        return []
    why = NOTHING_ASKED if line.is_unasked else "" if line.is_judged else NEVER
    return [Block(f"{capital(why)}.", apart=True)] if why else []


def _networks(line: OrgLine) -> list[Network]:
    """Both, but of an exempt organisation only those in which it has a page all the same."""
    held = {page.network for page in line.pages}
    return [network for network in Network if network in held or not line.organisation.is_exempt]


def _standing(found: Organisation) -> str:
    if not found.is_exempt:
        return _STATUSES[found.status] if found.status else "Статус в реестре не указан"
    ground = f": {esc(found.exemption.document, MOST_NAME)}" if found.exemption.document else ""
    dated = f" от {found.exemption.dated:%d.%m.%Y}" if found.exemption.dated else ""
    return f"Освобождена от ведения страниц{ground}{dated}"


def _page(network: Network, line: OrgLine, book: Book) -> str:
    page = next((page for page in line.pages if page.network is network), None)
    if page is None:
        return f"{network.label}: страницы в реестре нет"
    title = quoted(page.title, MOST_NAME) if page.title else esc(page.url, MOST_NAME)
    url = address(network, page.url)
    return f"{network.label}: {link(url, title) if url else title}\n{details(_data(page), _last_post(page, book))}"


def _data(page: PageLine) -> str:
    has_reason = bool(page.reason) and page.data is not Freshness.FRESH
    return f"{DATA[page.data]} ({esc(page.reason, MOST_NAME)})" if has_reason else DATA[page.data]


def _last_post(page: PageLine, book: Book) -> str:
    return f"последняя публикация {book.day(page.last_post_at)}" if page.last_post_at else ""


def _judged(line: OrgLine, own: Sequence[Matter], book: Book) -> list[Block]:
    """What is open stands above already."""
    above = {(matter.rule, matter.subject) for matter in own}
    rest = [finding for finding in line.all_findings if (finding.rule, finding.subject) not in above]
    unknown = [finding for finding in rest if finding.outcome is Outcome.UNKNOWN]
    fine = [finding for finding in rest if finding.outcome is Outcome.OK]
    met = [finding for finding in fine if finding.rule != RISK]
    # The running week is not met before its end; what was seen of a week that is over says nothing now.
    present = Week.of(book.now, book.zone).name
    running = [finding for finding in fine if finding.rule == RISK and finding.verdict.period == present]
    return [
        *_folded("Текущая неделя, ещё идёт", [_met(finding, book) for finding in running]),
        *_folded("Оценить не удалось", [named(finding, book) for finding in unknown]),
        *_folded("Соблюдается", [_met(finding, book) for finding in met]),
    ]


def _met(finding: Finding, book: Book) -> str:
    return told(finding.rule, finding.subject, finding.verdict.evidence, book)


def _folded(heading: str, sentences: Sequence[str]) -> list[Block]:
    lines = [evidence_html(sentence) for sentence in sentences]
    under = (bold(f"{heading}: {len(lines)}"),)
    return [Block(folded(piece), under) for piece in in_pieces(lines, "\n", PIECE)]
