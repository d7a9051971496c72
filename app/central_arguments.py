"""What may be said to the commands of materials of «Госпаблики»."""

from __future__ import annotations

from pathlib import Path

from app.russian_arguments import RussianParser

_MOMENT = "ДД.ММ.ГГГГ ЧЧ:ММ"


def central_add(parser: RussianParser) -> None:
    """A material as it came."""
    required, options = parser.required, parser.options
    required.add_argument("--number", required=True, metavar="НОМЕР", help="короткий номер материала, например 12")
    required.add_argument("--title", required=True, metavar="ТЕКСТ", help="заголовок, без личных сведений")
    options.add_argument("--file", type=Path, metavar="ФАЙЛ", help="текст материала: .txt в UTF-8 или Windows-1251")
    options.add_argument(
        "--link", action="append", default=[], metavar="ССЫЛКА", help="ссылка материала, можно несколько"
    )
    options.add_argument("--received", metavar=f"«{_MOMENT}»", help="когда получен (сейчас)")
    options.add_argument("--due", metavar=f"«{_MOMENT}»", help="срок размещения, если материал его назвал")
    options.add_argument(
        "--org",
        action="append",
        default=[],
        metavar="НАЗВАНИЕ",
        help="кому направлен, можно несколько (всем, кто ведёт страницы)",
    )


def central_matrix(parser: RussianParser) -> None:
    """Which material."""
    parser.options.add_argument("--number", metavar="НОМЕР", help="только этот материал, подробно")


def central_withdraw(parser: RussianParser) -> None:
    """Which material."""
    parser.required.add_argument("number", metavar="НОМЕР", help="номер материала")


def central_confirm(parser: RussianParser) -> None:
    """Which material, on which page, and the answer."""
    required, options = parser.required, parser.options
    required.add_argument("number", metavar="НОМЕР", help="номер материала")
    required.add_argument("--org", required=True, metavar="НАЗВАНИЕ", help="организация из реестра")
    required.add_argument("--network", required=True, choices=["vk", "ok"], help="страница в этой сети")
    answer = required.add_mutually_exclusive_group(required=True)
    answer.add_argument("--post", metavar="ССЫЛКА", help="материал размещён в этой публикации")
    answer.add_argument("--no", action="store_true", help="найденное программой — не он")
    options.add_argument(
        "--published", metavar=f"«{_MOMENT}»", help="когда вышла публикация, если программа её не видела"
    )
