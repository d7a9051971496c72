"""What may be said on the command line (contract, "Command line"); nothing heavy is imported for it."""

from __future__ import annotations

import argparse
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from importlib.metadata import version
from pathlib import Path

from app import central_arguments, journal_arguments, task_arguments
from app.russian_arguments import RussianParser

ABOUT = (
    "Постовой следит за официальными страницами организаций муниципалитета ВКонтакте и в Одноклассниках "
    "и сверяет их с постановлением, пункт за пунктом."
)
ENDINGS = (
    "Коды завершения: 0 — сделано; 1 — doctor или decree check нашли неисправность, или непредвиденная ошибка; "
    "2 — неверные аргументы, настройки, файл или неделя; 3 — check не получил данных хотя бы одной страницы; "
    "4 — базу держит другой процесс; 130 — прервано (Ctrl+C)."
)

# What papers may be; the same as the suffixes in `app.papers`, which brings the libraries along.
FORMATS = ("xlsx", "docx", "html", "csv")

AddArguments = Callable[[RussianParser], None]


class Needs(Enum):
    """Whether a command works without a configuration file."""

    CONFIG = auto()
    CONFIG_IF_ANY = auto()
    NOTHING = auto()


@dataclass(frozen=True, slots=True)
class Command:
    """A command of one or two words; `module` stands in `app.commands`, the log begins at `log_level`."""

    words: tuple[str, ...]
    module: str
    help: str
    add_arguments: AddArguments
    needs: Needs = Needs.CONFIG
    log_level: int = logging.WARNING


def read_arguments(argv: Sequence[str] | None = None) -> argparse.Namespace:
    """What was said; `command` in it is a `Command`. Ends the process with 2 when it cannot be understood."""
    parser = RussianParser(prog="postovoy", description=ABOUT)
    parser.epilog = ENDINGS
    _add_common(parser)
    parser.options.add_argument(
        "--version",
        action="version",
        version=f"postovoy {version('postovoy')}",
        help="показать версию и выйти",
    )
    _add_commands(parser, COMMANDS, depth=0)
    return parser.parse_args(argv)


def _add_commands(parser: RussianParser, commands: Sequence[Command], depth: int) -> None:
    metavar = "КОМАНДА" if depth == 0 else "ДЕЙСТВИЕ"
    branches = parser.add_subparsers(title="команды", metavar=metavar, dest=f"word_{depth}", required=True)
    for word in dict.fromkeys(command.words[depth] for command in commands):
        own = [command for command in commands if command.words[depth] == word]
        is_leaf = len(own[0].words) == depth + 1
        about = own[0].help if is_leaf else GROUPS[word]
        branch = branches.add_parser(word, help=about, description=f"{about[0].upper()}{about[1:]}.")
        _add_common(branch)
        if is_leaf:
            own[0].add_arguments(branch)
            branch.set_defaults(command=own[0])
        else:
            _add_commands(branch, own, depth + 1)


def _add_common(parser: RussianParser) -> None:
    # Without a default: what stands before the command must not be undone by what does not stand after it.
    missing = argparse.SUPPRESS
    parser.options.add_argument(
        "--config", type=Path, metavar="ФАЙЛ", default=missing, help="файл настроек (config.toml)"
    )
    parser.options.add_argument(
        "-v",
        "--verbose",
        action="store_true",
        default=missing,
        help="подробный журнал на стандартном потоке ошибок",
    )


def _nothing(_parser: RussianParser) -> None:
    """The command takes no arguments of its own."""


def _json(parser: RussianParser) -> None:
    parser.options.add_argument("--json", action="store_true", help="ответ для программ вместо таблицы")


def _digest(parser: RussianParser) -> None:
    parser.options.add_argument("--week", metavar="НЕДЕЛЯ", help="какая неделя: 2026-W47 (последняя полная)")
    parser.options.add_argument("--send", action="store_true", help="ещё и отправить адресатам")
    _json(parser)


def _file(parser: RussianParser) -> None:
    parser.required.add_argument("file", type=Path, metavar="ФАЙЛ", help="имя файла")


def _registry_file(parser: RussianParser) -> None:
    parser.required.add_argument("file", type=Path, metavar="ФАЙЛ", help="файл .xlsx или .csv")


def _import(parser: RussianParser) -> None:
    _registry_file(parser)
    parser.options.add_argument(
        "--remove-missing", action="store_true", help="убрать в архив организации, которых нет в файле"
    )


def _export(parser: RussianParser) -> None:
    _registry_file(parser)
    parser.options.add_argument(
        "--people", action="store_true", help="с листом «Ответственные» (там личные сведения; только .xlsx)"
    )


def _plan_import(parser: RussianParser) -> None:
    _registry_file(parser)
    parser.required.add_argument(
        "--org", required=True, metavar="НАЗВАНИЕ", help="чей план: организация из реестра"
    )


def _decree(parser: RussianParser) -> None:
    parser.options.add_argument(
        "pack", nargs="?", metavar="ПОСТАНОВЛЕНИЕ", help="имя из поставки или папка (без него — из настроек)"
    )


def _restore(parser: RussianParser) -> None:
    _file(parser)
    parser.options.add_argument("--force", action="store_true", help="заменить существующую базу")


def _invite(parser: RussianParser) -> None:
    roles = ["specialist", "deputy", "head", "organisation"]
    parser.required.add_argument("--role", required=True, choices=roles, help="в какой роли приглашается человек")
    parser.options.add_argument("--org", metavar="НАЗВАНИЕ", help="организация из реестра (для роли organisation)")


def _report(parser: RussianParser) -> None:
    parser.required.add_argument(
        "kind", nargs="?", metavar="ВИД", help="какой документ; без него или list — список видов"
    )
    options = parser.options
    options.add_argument("--out", type=Path, metavar="ФАЙЛ", help="куда записать (в текущую папку)")
    options.add_argument("--format", choices=FORMATS, help="вид файла (обычный для документа)")
    options.add_argument("--week", metavar="НЕДЕЛЯ", help="какая неделя: 2026-W47 (последняя полная)")
    options.add_argument("--month", metavar="МЕСЯЦ", help="какой месяц: 2026-11 (последний полный)")
    options.add_argument("--about", metavar="НОМЕР", help="о чём документ: номер нарушения или смены")
    options.add_argument("--template", type=Path, metavar="ФАЙЛ", help="свой шаблон вместо поставляемого")
    options.add_argument("--people", action="store_true", help="с ответственными (там личные сведения)")
    options.add_argument("--force", action="store_true", help="заменить существующий файл")


def _demo(parser: RussianParser) -> None:
    parser.options.add_argument("--stay", action="store_true", help="не закрывать страницу с перепиской")


GROUPS = {
    "assistance": "журнал помощи организациям",
    "request": "журнал запросов",
    "central": "материалы «Госпабликов»",
    "plan": "контент-планы организаций",
    "registry": "реестр организаций и их страниц",
    "task": "задачи после смены ответственного",
    "decree": "постановление",
}
COMMANDS: tuple[Command, ...] = (
    Command(
        ("run",),
        "run",
        "служба: собирать, проверять, сообщать — до остановки",
        _nothing,
        log_level=logging.INFO,
    ),
    Command(("check",), "check", "один полный круг проверки и таблица страниц", _json),
    Command(("status",), "status", "та же таблица из сохранённого, без сети", _json),
    Command(("digest",), "digest", "сводка за неделю", _digest),
    Command(("registry", "import"), "registry_import", "загрузить реестр из файла", _import),
    Command(("registry", "export"), "registry_export", "выгрузить реестр в файл", _export),
    Command(
        ("registry", "template"), "registry_template", "пустой файл для заполнения", _registry_file, Needs.NOTHING
    ),
    Command(
        ("registry", "history"), "registry_history", "что, когда и кем изменено в реестре", task_arguments.history
    ),
    Command(("officers",), "officers", "кто сейчас отвечает за страницы", task_arguments.officers),
    Command(("task", "list"), "task_list", "что сделать после смены ответственного", task_arguments.listed),
    Command(("task", "done"), "task_done", "отметить задачи сделанными", task_arguments.done),
    Command(("attest",), "attest", "записать подтверждение от имени оператора", journal_arguments.attest),
    Command(
        ("attestations",),
        "attestations",
        "что подтверждено, до какого дня, с пояснениями",
        journal_arguments.attestations,
    ),
    Command(("request", "add"), "request_add", "записать запрос в журнал", journal_arguments.request_add),
    Command(
        ("request", "answered"), "request_answered", "отметить ответ на запрос", journal_arguments.request_answered
    ),
    Command(("request", "list"), "request_list", "запросы без ответа", journal_arguments.request_list),
    Command(
        ("assistance", "add"),
        "assistance_add",
        "записать помощь организации",
        journal_arguments.assistance_add,
    ),
    Command(
        ("assistance", "list"),
        "assistance_list",
        "какая помощь оказана за месяц",
        journal_arguments.assistance_list,
    ),
    Command(("invite",), "invite", "одноразовый код, которым человек входит в бота", _invite),
    Command(("doctor",), "doctor", "проверить настройки, базу, ключи и права", _nothing),
    Command(
        ("decree", "check"),
        "decree_check",
        "сверить разметку постановления с его текстом",
        _decree,
        Needs.CONFIG_IF_ANY,
    ),
    Command(("central", "add"), "central_add", "записать материал «Госпабликов»", central_arguments.central_add),
    Command(("central", "list"), "central_list", "материалы и на скольких страницах они стоят", _nothing),
    Command(
        ("central", "matrix"),
        "central_matrix",
        "какой материал на какой странице",
        central_arguments.central_matrix,
    ),
    Command(("central", "withdraw"), "central_withdraw", "отозвать материал", central_arguments.central_withdraw),
    Command(
        ("central", "confirm"),
        "central_confirm",
        "решить, материал ли это: слово человека",
        central_arguments.central_confirm,
    ),
    Command(("plan", "import"), "plan_import", "загрузить контент-план организации на месяц", _plan_import),
    Command(("plan", "template"), "plan_template", "пустой контент-план", _registry_file, Needs.NOTHING),
    Command(("plan", "list"), "plan_list", "контент-планы и что по ним найдено", _nothing),
    Command(("backup",), "backup", "согласованная копия базы, можно при работающей службе", _file),
    Command(("restore",), "restore", "вернуть базу из копии", _restore),
    Command(("report",), "report", "документ из базы: реестр, недельный контроль, отчёты, письма", _report),
    Command(("demo",), "demo", "показ на встроенных частях: без ключей и сети", _demo, Needs.NOTHING),
)
