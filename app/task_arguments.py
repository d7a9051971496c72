"""What may be said to the commands of officers, of tasks after their change, and of the registry's history."""

from __future__ import annotations

from app.russian_arguments import RussianParser


def listed(parser: RussianParser) -> None:
    """Which tasks."""
    parser.options.add_argument("--all", action="store_true", help="и сделанные тоже")


def done(parser: RussianParser) -> None:
    """Which tasks, when, by what paper."""
    parser.required.add_argument("numbers", nargs="+", metavar="НОМЕР", help="номера задач из postovoy task list")
    options = parser.options
    options.add_argument("--number", metavar="НОМЕР", help="исходящий номер уведомления, например 15-04/123")
    options.add_argument("--date", metavar="ДД.ММ.ГГГГ", help="когда сделано (сегодня)")
    options.add_argument("--note", default="", metavar="ТЕКСТ", help="пояснение без личных сведений и паролей")


def officers(parser: RussianParser) -> None:
    """Whether to name people."""
    parser.options.add_argument("--people", action="store_true", help="с именами (там личные сведения)")


def history(parser: RussianParser) -> None:
    """Whose changes."""
    parser.options.add_argument("--org", metavar="НАЗВАНИЕ", help="только эта организация из реестра")
