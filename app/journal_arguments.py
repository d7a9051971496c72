"""What may be said to the commands of attestations, requests and help."""

from __future__ import annotations

from pathlib import Path

from app.russian_arguments import RussianParser

# The same as `bot.attestable.ATTESTED`, which brings all the rules along.
ATTESTED = (
    "twofa_attested",
    "credentials_ledger",
    "gospabliki_connected",
    "messages_moderated",
    "content_8fz_reviewed",
    "style_review",
    "security_review_admin",
    "decree_published",
    "cur_contact_set",
    "registry_reviewed",
    "exemption_documented",
    "gos_badge",
)
_DAY = "ДД.ММ.ГГГГ"


def attest(parser: RussianParser) -> None:
    """Whose duty, which, and the answer."""
    whose = parser.required.add_mutually_exclusive_group(required=True)
    whose.add_argument(
        "--org", action="append", metavar="НАЗВАНИЕ", help="организация из реестра; можно несколько раз"
    )
    whose.add_argument(
        "--all-organisations", action="store_true", help="все организации, которым есть что подтверждать"
    )
    whose.add_argument("--administration", action="store_true", help="обязанность самой администрации")
    parser.required.add_argument(
        "--rule", required=True, metavar="ПРАВИЛО", help=f"что подтверждается: {', '.join(ATTESTED)}"
    )
    answer = parser.required.add_mutually_exclusive_group(required=True)
    answer.add_argument("--yes", dest="answer", action="store_true", help="подтверждаю: «да»")
    answer.add_argument("--no", dest="answer", action="store_false", help="ответ «нет»")
    options = parser.options
    options.add_argument(
        "--network", choices=["vk", "ok"], help="страница в этой сети (без неё — все страницы организации)"
    )
    options.add_argument(
        "--note",
        default="",
        metavar="ТЕКСТ",
        help="пояснение без личных сведений и паролей; в Telegram не попадает",
    )
    options.add_argument("--kept", metavar="ТЕКСТ", help="для credentials_ledger: где хранится учёт паролей")
    options.add_argument("--changed", metavar=_DAY, help="для credentials_ledger: когда пароли меняли")


def attestations(parser: RussianParser) -> None:
    """Whose answers."""
    whose = parser.options.add_mutually_exclusive_group()
    whose.add_argument("--org", metavar="НАЗВАНИЕ", help="только об этой организации")
    whose.add_argument("--administration", action="store_true", help="только об обязанностях администрации")


def request_add(parser: RussianParser) -> None:
    """A request as it stands on paper."""
    required, options = parser.required, parser.options
    required.add_argument(
        "--from", dest="asked_by", required=True, choices=["cur", "administration"], help="кто спрашивает"
    )
    required.add_argument("--number", required=True, metavar="НОМЕР", help="номер запроса, например 15-04/123")
    required.add_argument("--received", required=True, metavar=_DAY, help="день, когда запрос получен")
    options.add_argument("--org", metavar="НАЗВАНИЕ", help="кого спрашивает администрация")
    options.add_argument("--due", metavar=_DAY, help="срок ответа, если запрос его назвал")
    options.add_argument("--file", type=Path, metavar="ФАЙЛ", help="файл запроса: хранится только его хеш")


def request_answered(parser: RussianParser) -> None:
    """Which request, and its answer."""
    parser.required.add_argument("number", metavar="НОМЕР", help="номер запроса")
    options = parser.options
    options.add_argument("--date", metavar=_DAY, help="день ответа (сегодня)")
    options.add_argument("--answer-number", metavar="НОМЕР", help="исходящий номер ответа")
    options.add_argument("--file", type=Path, metavar="ФАЙЛ", help="файл ответа: хранится только его хеш")
    options.add_argument("--received", metavar=_DAY, help="день получения, если запросов с номером несколько")
    options.add_argument("--org", metavar="НАЗВАНИЕ", help="кого спрашивали, если запросов с номером несколько")


def request_list(parser: RussianParser) -> None:
    """Which requests."""
    parser.options.add_argument("--all", action="store_true", help="и те, на которые ответ дан")


def assistance_add(parser: RussianParser) -> None:
    """Whom, with what, when."""
    parser.required.add_argument("--org", required=True, metavar="НАЗВАНИЕ", help="организация из реестра")
    parser.required.add_argument(
        "--topic", required=True, metavar="ТЕКСТ", help="с чем помогли, без личных сведений и паролей"
    )
    parser.options.add_argument("--date", metavar=_DAY, help="день помощи (сегодня)")


def assistance_list(parser: RussianParser) -> None:
    """Which month."""
    parser.options.add_argument("--month", metavar="МЕСЯЦ", help="какой месяц: 2026-11 (текущий)")
