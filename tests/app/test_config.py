"""The configuration: the example, faults all at once, the environment, secrets out of files."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr

from app.config import ConfigFault, Settings, load_settings, private_files
from app.config.settings import SECRET_KEYS
from app.config.values import duration
from app.config.words import SECTIONS, keys_of
from domain.network import Network
from domain.quiet_hours import NO_QUIET, QuietHours
from domain.week_hour import WeekHour
from rules.settings import RuleSetting

EXAMPLE = Path(__file__).parents[2] / "config.example.toml"
SECRET = "Inv3nted-secret-value"


def load(folder: Path, text: str = "", environ: dict[str, str] | None = None) -> Settings:
    """The settings of this text in a config.toml of this folder."""
    file = folder / "config.toml"
    file.write_text(text, encoding="utf-8")
    return load_settings(file, environ or {})


def faults(folder: Path, text: str = "", environ: dict[str, str] | None = None) -> tuple[str, ...]:
    """What is wrong with it."""
    with pytest.raises(ConfigFault) as caught:
        load(folder, text, environ)
    return caught.value.faults


class TestTheExample:
    def test_the_example_loads_as_it_is_and_says_the_defaults(self, tmp_path: Path) -> None:
        text = EXAMPLE.read_text(encoding="utf-8")

        assert str(load(tmp_path, text)) == str(load(tmp_path))

    def test_every_setting_the_example_shows_is_legal_and_none_is_missing(self, tmp_path: Path) -> None:
        text = re.sub(r"(?m)^#(?=[^\s#])", "", EXAMPLE.read_text(encoding="utf-8"))

        settings = load(tmp_path, text)

        shown = {(name, key) for name, model in SECTIONS.items() if model for key in model.model_fields}
        given_keys = {
            (name, key)
            for name in SECTIONS
            if name not in ("rules", "decree_named", "email")
            for key in getattr(settings, name).model_fields_set
        }
        assert given_keys == shown
        assert set(settings.rules) >= {"posts_weekly_min", "twofa_attested"}

    def test_the_example_names_every_secret_file(self) -> None:
        text = EXAMPLE.read_text(encoding="utf-8")

        missing = [key for keys in SECRET_KEYS.values() for key in keys if f"{key}_file" not in text]

        assert missing == []

    def test_every_secret_of_the_model_may_come_from_a_file(self) -> None:
        models = {name: model for name, model in SECTIONS.items() if model}
        held = {
            name: tuple(key for key, field in model.model_fields.items() if "SecretStr" in str(field.annotation))
            for name, model in models.items()
        }

        assert {name: keys for name, keys in held.items() if keys} == dict(SECRET_KEYS)


class TestTheFile:
    def test_a_file_says_what_it_holds(self, tmp_path: Path) -> None:
        settings = load(
            tmp_path,
            """
            timezone = "Europe/Moscow"
            [vk]
            token = ["first-key", "second-key"]
            rps = 2.5
            [schedule]
            collect_every = "90s"
            digest = "FR 17:30"
            quiet_hours = ""
            [calendar]
            off = [2026-12-31]
            [people]
            specialists = [100001, 100002]
            [decree_named]
            "P1.6" = ["ДК «Заря»"]
            [rules.posts_weekly_min]
            enabled = false
            minimum = 3
            due_workdays = 4
            """,
        )

        assert settings.timezone.key == "Europe/Moscow"
        assert settings.vk is not None
        assert [key.get_secret_value() for key in settings.vk.token] == ["first-key", "second-key"]
        assert settings.vk.rps == 2.5
        assert settings.schedule.collect_every == timedelta(seconds=90)
        assert settings.schedule.digest == WeekHour(4, time(17, 30))
        assert settings.schedule.quiet_hours == NO_QUIET
        assert settings.calendar.off == {date(2026, 12, 31)}
        assert settings.people.specialists == (100001, 100002)
        assert settings.decree_named == {"P1.6": ("ДК «Заря»",)}
        assert settings.rules == {
            "posts_weekly_min": RuleSetting(enabled=False, params={"minimum": 3}, due_workdays=4)
        }
        assert settings.networks_off == {Network.OK}

    def test_paths_are_from_the_folder_of_the_file(self, tmp_path: Path) -> None:
        (tmp_path / "our-decree").mkdir()

        settings = load(
            tmp_path, 'decree = "our-decree"\n[storage]\npath = "data/base.db"\noutbox_folder = "letters"'
        )

        assert settings.storage.path == tmp_path / "data/base.db"
        assert settings.storage.outbox_folder == tmp_path / "letters"
        assert settings.decree == str(tmp_path / "our-decree")
        assert load(tmp_path).storage.path == tmp_path / "postovoy.db"

    def test_a_shipped_decree_wins_over_a_folder_of_its_name(self, tmp_path: Path) -> None:
        (tmp_path / "amurzet-98").mkdir()

        assert load(tmp_path).decree == "amurzet-98"

    def test_a_file_that_is_not_there_is_told_with_the_way_out(self, tmp_path: Path) -> None:
        with pytest.raises(ConfigFault, match=r"nothing\.toml нет.*config\.example\.toml"):
            load_settings(tmp_path / "nothing.toml", {})

    def test_a_slip_of_the_pen_is_told_by_its_line(self, tmp_path: Path) -> None:
        (told,) = faults(tmp_path, 'timezone = "Asia/Vladivostok"\n[vk\nrps = 3')

        assert "в строке 2" in told

    def test_the_file_of_a_windows_notepad_is_read(self, tmp_path: Path) -> None:
        file = tmp_path / "config.toml"
        file.write_bytes("\ufefftimezone = 'Asia/Yakutsk'".encode())

        assert load_settings(file, {}).timezone.key == "Asia/Yakutsk"

    def test_a_file_in_another_encoding_is_a_fault(self, tmp_path: Path) -> None:
        file = tmp_path / "config.toml"
        file.write_bytes("# настройки".encode("cp1251"))

        with pytest.raises(ConfigFault, match="UTF-8"):
            load_settings(file, {})


class TestFaults:
    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ("[vk]\ntoken = 'k'\nrps = 0", "[vk] rps: ожидается число больше 0, а стоит «0»"),
            ("[vk]\ntoken = 'k'\nrps = 'три'", "[vk] rps: ожидается число больше 0, а стоит «три»"),
            ("[vk]\ntoken = 'k'\nrps = nan", "[vk] rps: ожидается число больше 0, а стоит «nan»"),
            ("[vk]\ntoken = 'k'\nrps = true", "[vk] rps: ожидается число больше 0, а стоит «true»"),
            ("[vk]\ntoken = 'k'\ndaily_wall_get = 1.5", "[vk] daily_wall_get: ожидается целое число не меньше 1"),
            ("[vk]\nrps = 3", "[vk] token: не задано; впишите сам ключ или путь к файлу в token_file"),
            ("[vk]\ntoken = ''", "[vk] token: ожидается непустая строка"),
            ("[vk]\ntoken = []", "[vk] token: ожидается непустая строка или список"),
            ("[vk]\ntoken = 'клю ч'", "[vk] token: в ключе не может быть пробелов и русских букв"),
            ("[vk]\ntoken = 'k'\ntokn = 'x'", "[vk] tokn: такого ключа нет; возможно, token"),
            ("[vk]\ntoken = 'k'\napi_url = 'http://api.vk.ru'", "[vk] api_url: ожидается адрес https://"),
            ("[vk]\ntoken = 'k'\napi_url = 'ftp://api.vk.ru'", "[vk] api_url: ожидается адрес вида https://имя"),
            ("[vk]\ntoken = 'k'\napi_url = 'https://u:p@h'", "[vk] api_url: ожидается адрес вида https://имя"),
            ("vk = 3", "[vk]: ожидается раздел с ключами"),
            ("timezon = 'x'", "timezon: такого раздела или ключа нет; возможно, timezone"),
            ("[telegramm]\ntoken = 'x'", "[telegramm]: такого раздела или ключа нет; возможно, telegram"),
            ("timezone = 'Asia'", "timezone: ожидается часовой пояс IANA"),
            ("timezone = '../etc/passwd'", "timezone: ожидается часовой пояс IANA"),
            ("decree = ''", "decree: ожидается непустая строка"),
            ("[telegram]\ntoken = 'abc'", "[telegram] token: не похоже на токен бота"),
            ("[telegram]\ntoken = '1:a'\nproxy = 'gopher://h'", "[telegram] proxy: ожидается адрес посредника"),
            ("[telegram]\ntoken = '1:a'\nproxy = 'socks5://h'", "[telegram] proxy: ожидается адрес посредника"),
            ("[schedule]\ncollect_every = '0s'", "[schedule] collect_every: ожидается длительность"),
            ("[schedule]\ncollect_every = '1 h'", "[schedule] collect_every: ожидается длительность"),
            ("[schedule]\nstale_after = '999999d'", "[schedule] stale_after: ожидается длительность"),
            ("[schedule]\nstale_after = 24", "[schedule] stale_after: ожидается длительность"),
            ("[schedule]\nquiet_hours = '20-8'", "[schedule] quiet_hours: ожидается промежуток"),
            ("[schedule]\nquiet_hours = '24:00-08:00'", "[schedule] quiet_hours: ожидается промежуток"),
            ("[schedule]\ndigest = 'ПН 09:00'", "[schedule] digest: «ПН 09:00» — не день недели и час"),
            ("[schedule]\nstorm_over = 0", "[schedule] storm_over: ожидается целое число не меньше 1"),
            ("[people]\nspecialists = 5", "[people] specialists: ожидается список"),
            ("[people]\nspecialists = ['a']", "[people] specialists: ожидается целое число"),
            ("[calendar]\noff = ['31.12.2026']", "[calendar] off: ожидается дата вида 2026-01-09"),
            (
                "[calendar]\noff = [2026-01-09]\nwork = [2026-01-09]",
                "[calendar]: день 2026-01-09 стоит и в off, и в work",
            ),
            ("[email]\nserver = 'x'", "[email]: второй канал — почта — появится"),
            ("[privacy]\nretention = '1d'", "[privacy] retention: такого ключа нет"),
            ("[decree_named]\n'P1.6' = 'ДК'", "[decree_named] P1.6: ожидается список"),
            ("[rules.page_silen]\ndays = 3", "[rules.page_silen]: такого правила нет; возможно, page_silent"),
            ("[rules.page_silent]\ndays = 0", "[rules.page_silent] days: нужно число не меньше 1, а стоит «0»"),
            ("[rules.page_silent]\ndays = '7'", "[rules.page_silent] days: нужно: целое число, а стоит «7»"),
            ("[rules.page_silent]\nday = 7", "[rules.page_silent] day: неизвестный ключ; у этого правила есть"),
            ("[rules.page_silent]\nenabled = 1", "[rules.page_silent] enabled: ожидается true или false"),
            ("[rules]\npage_silent = 7", "[rules.page_silent]: ожидается раздел с ключами"),
            ("[storage]\npath = '/'", "[storage] path: / — папка, а нужен файл"),
            ("[storage]\npath = 7", "[storage] path: ожидается непустая строка"),
        ],
    )
    def test_a_fault_is_told_by_its_key(self, tmp_path: Path, text: str, told: str) -> None:
        (only,) = faults(tmp_path, text)

        assert only.startswith(told)

    def test_all_faults_are_told_at_once(self, tmp_path: Path) -> None:
        text = """
        timezone = "Nowhere"
        [vk]
        rps = -1
        [schedule]
        digest = "MO"
        [rules.page_silent]
        days = 0
        hours = 1
        [rules.nothing_of_the_kind]
        """

        told = faults(tmp_path, text, {"POSTOVOY_OK__RPS": "0", "POSTOVOY_COLOUR": "red"})

        places = [each.split(":")[0] for each in told]
        assert sorted(places) == sorted(
            [
                "timezone",
                "[vk] token",
                "[vk] rps",
                "[ok] application_key",
                "[ok] application_secret_key",
                "[ok] access_token",
                "[ok] rps (переменная POSTOVOY_OK__RPS)",
                "[schedule] digest",
                "[rules.page_silent] days",
                "[rules.page_silent] hours",
                "[rules.nothing_of_the_kind]",
                "colour (переменная POSTOVOY_COLOUR)",
            ]
        )

    @pytest.mark.parametrize("section", SECRET_KEYS)
    def test_no_fault_shows_a_secret(self, tmp_path: Path, section: str) -> None:
        keys = keys_of(section)
        spoilt = "\n".join(f'{key} = "{SECRET} {SECRET}"' for key in keys if not key.endswith("_file"))
        lists = "\n".join(f'{key} = ["{SECRET}", 1]' for key in keys if not key.endswith("_file"))

        told = [
            *faults(tmp_path, f"[{section}]\n{spoilt}\ntokn = '{SECRET}'", {"POSTOVOY_VK__TOKN": SECRET}),
            *faults(tmp_path, f"[{section}]\n{lists}\n[{SECRET[:8]}]\nx = '{SECRET}'"),
        ]

        secret_keys = SECRET_KEYS[section]
        about_secrets = [each for each in told if any(f"] {key}" in each for key in (*secret_keys, "tokn"))]
        assert about_secrets
        assert not any(SECRET in each for each in about_secrets)

    def test_a_key_put_in_the_wrong_place_is_masked(self, tmp_path: Path) -> None:
        key = "vk1.a.Inv3ntedInv3ntedInv3nted"

        (told,) = faults(tmp_path, f"[schedule]\ndigest = 7\ncollect_every = '{key}'")[:1]

        assert key not in told
        assert "***" in told


class TestTheEnvironment:
    def test_a_variable_wins_over_the_file(self, tmp_path: Path) -> None:
        environ = {
            "POSTOVOY_TIMEZONE": "Asia/Yakutsk",
            "POSTOVOY_DECREE": "another",
            "POSTOVOY_VK__RPS": "2.5",
            "POSTOVOY_PEOPLE__SPECIALISTS": "[7, 8]",
            "POSTOVOY_CALENDAR__WORK": "[2026-12-26]",
            "POSTOVOY_RULES__PAGE_SILENT__DAYS": "21",
            "POSTOVOY_RULES__PAGE_SILENT__ENABLED": "false",
            "POSTOVOY_RULES__POSTS_WEEKLY_RISK__NONE_BY": "WE 10:00",
            "POSTOVOY_DECREE_NAMED__P1_6": '["ДК"]',
            "HOME": "/nowhere",
        }

        settings = load(tmp_path, "timezone = 'Asia/Chita'\n[vk]\ntoken = 'k'\nrps = 1", environ)

        assert settings.timezone.key == "Asia/Yakutsk"
        assert settings.decree == "another"
        assert settings.vk is not None
        assert settings.vk.rps == 2.5
        assert settings.vk.token == (SecretStr("k"),)
        assert settings.people.specialists == (7, 8)
        assert settings.calendar.work == {date(2026, 12, 26)}
        assert settings.rules["page_silent"] == RuleSetting(enabled=False, params={"days": 21})
        assert settings.rules["posts_weekly_risk"].params == {"none_by": "WE 10:00"}
        assert settings.decree_named == {"P1.6": ("ДК",)}

    def test_a_secret_that_looks_like_a_number_stays_as_it_is(self, tmp_path: Path) -> None:
        environ = {f"POSTOVOY_OK__{key.upper()}": "1e5" for key in SECRET_KEYS["ok"]}

        settings = load(tmp_path, "", environ)

        assert settings.ok is not None
        assert settings.ok.application_key.get_secret_value() == "1e5"

    def test_several_keys_come_as_a_list(self, tmp_path: Path) -> None:
        settings = load(tmp_path, "", {"POSTOVOY_VK__TOKEN": '["one", "two", "one"]'})

        assert settings.secrets == ("one", "two")

    @pytest.mark.parametrize(
        ("variable", "told"),
        [
            ("POSTOVOY_VK__TOKN", "[vk] tokn (переменная POSTOVOY_VK__TOKN): такого ключа нет"),
            ("POSTOVOY_TIMEZON", "timezon (переменная POSTOVOY_TIMEZON): такого раздела или ключа нет"),
            ("POSTOVOY_VK", "[vk] (переменная POSTOVOY_VK): ожидается раздел с ключами"),
            ("POSTOVOY_PEOPLE__SPECIALISTS__0", "[people] specialists"),
        ],
    )
    def test_an_unknown_variable_is_a_fault(self, tmp_path: Path, variable: str, told: str) -> None:
        text = "" if variable == "POSTOVOY_VK" else "[vk]\ntoken = 'k'"

        assert any(each.startswith(told) for each in faults(tmp_path, text, {variable: SECRET}))

    def test_where_the_file_is_may_stand_in_the_environment(self, tmp_path: Path) -> None:
        file = tmp_path / "else.toml"
        file.write_text("timezone = 'Asia/Chita'")

        assert load_settings(None, {"POSTOVOY_CONFIG": str(file)}).timezone.key == "Asia/Chita"


class TestSecretFiles:
    def test_a_secret_is_read_from_a_file_beside_the_settings_and_stripped(self, tmp_path: Path) -> None:
        (tmp_path / "bot.token").write_text("  100000:abc\n\n")

        settings = load(tmp_path, "[telegram]\ntoken_file = 'bot.token'")

        assert settings.secrets == ("100000:abc",)

    def test_a_file_of_keys_has_one_on_every_line(self, tmp_path: Path) -> None:
        (tmp_path / "vk.token").write_text("first\nsecond\n")

        assert load(tmp_path, "[vk]\ntoken_file = 'vk.token'").secrets == ("first", "second")

    def test_the_environment_may_name_the_file(self, tmp_path: Path) -> None:
        (tmp_path / "vk.token").write_text("from-file")

        environ = {"POSTOVOY_VK__TOKEN_FILE": "vk.token"}

        assert load(tmp_path, "[vk]\ntoken = 'from-settings'", environ).secrets == ("from-file",)

    @pytest.mark.parametrize(
        ("content", "told"),
        [
            (None, "[vk] token_file: файл {file} не читается (нет такого файла или папки)"),
            (b" \n", "[vk] token_file: файл {file} пуст"),
            (b"\xff\xfe\x00", "[vk] token_file: файл {file} не читается (это не текст)"),
        ],
    )
    def test_a_file_that_gives_no_secret_is_a_fault(self, tmp_path: Path, content: bytes | None, told: str) -> None:
        file = tmp_path / "vk.token"
        if content is not None:
            file.write_bytes(content)

        assert faults(tmp_path, "[vk]\ntoken_file = 'vk.token'") == (told.format(file=file),)

    def test_a_secret_given_twice_is_a_fault(self, tmp_path: Path) -> None:
        (tmp_path / "vk.token").write_text(SECRET)

        (told,) = faults(tmp_path, f"[vk]\ntoken = '{SECRET}'\ntoken_file = 'vk.token'")

        assert told == "[vk] token: задан и сам ключ, и файл (token_file); оставьте одно"

    def test_files_of_secrets_are_known_by_their_paths(self, tmp_path: Path) -> None:
        (tmp_path / "vk.token").write_text("key")
        load(tmp_path, "[vk]\ntoken_file = 'vk.token'")

        files = private_files(tmp_path / "config.toml", {"POSTOVOY_TELEGRAM__TOKEN_FILE": "/run/bot"})

        assert files == (tmp_path / "config.toml", Path("/run/bot"), tmp_path / "vk.token")

    def test_settings_never_print_their_secrets(self, tmp_path: Path) -> None:
        settings = load(tmp_path, f"[vk]\ntoken = '{SECRET}'\n[telegram]\ntoken = '1:{SECRET}'")

        assert SECRET not in repr(settings)
        assert SECRET not in str(settings)


class TestValues:
    @given(count=st.integers(1, 3653), unit=st.sampled_from("smhd"))
    def test_a_duration_is_its_number_of_units(self, count: int, unit: str) -> None:
        seconds = {"s": 1, "m": 60, "h": 3600, "d": 86_400}[unit]

        assert duration(f"{count}{unit}") == timedelta(seconds=count * seconds)

    @given(st.text(max_size=12))
    def test_whatever_is_written_is_a_sensible_duration_or_a_complaint(self, text: str) -> None:
        with suppress(ValueError):
            assert timedelta() < duration(text) <= timedelta(days=3653)

    def test_quiet_hours_are_two_times_of_day(self, tmp_path: Path) -> None:
        settings = load(tmp_path, "[schedule]\nquiet_hours = '22:15-07:45'")

        assert settings.schedule.quiet_hours == QuietHours(time(22, 15), time(7, 45))

    @pytest.mark.parametrize("url", ["http://127.0.0.1:8080/", "http://localhost:1", "http://[::1]:8080"])
    def test_an_api_on_this_machine_may_be_plain_http(self, tmp_path: Path, url: str) -> None:
        settings = load(tmp_path, f"[vk]\ntoken = 'k'\napi_url = '{url}'")

        assert settings.vk is not None
        assert settings.vk.api_url == url.rstrip("/")
