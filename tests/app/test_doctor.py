"""The doctor before healthy and sick networks: real servers on loopback, a real database."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from household import CULTURE, Answer, Household

from app.config import Settings
from app.doctor.local import local_checks
from emulators.ok import OkEmulator, OkGroup, OkRoutes, OkWorld
from emulators.telegram import TelegramEmulator
from emulators.vk import VkEmulator, VkGroup, VkWorld, api_error

pytestmark = pytest.mark.story

NOW = datetime.now(UTC)
VK_KEY = "vk1.a.Invented-service-key"
BOT = "100000:Invented-bot-token"
APPLICATION, SECRET, TOKEN, SESSION = "APPLICATIONKEY", "0123456789SECRET", "tkn-invented-token", "5e551on-secret"


@dataclass
class Town:
    """Three networks, and the settings that lead to them."""

    vk: VkEmulator
    ok: OkEmulator
    telegram: TelegramEmulator
    home: Household

    def settle(self, extra: str = "") -> None:
        self.home.settings(
            f"""
            [vk]
            token = "{VK_KEY}"
            api_url = "{self.vk.url}"
            rps = 1000
            [ok]
            application_key = "{APPLICATION}"
            application_secret_key = "{SECRET}"
            access_token = "{TOKEN}"
            api_url = "{self.ok.url}"
            rps = 1000
            session_secret_key = "{self.ok.gate.session_secret_key or ""}"
            [telegram]
            token = "{BOT}"
            api_url = "{self.telegram.url}"
            [people]
            specialists = [100001]
            {extra}
            """
        )

    async def examined(self) -> Answer:
        """What `postovoy doctor` says; the servers answer meanwhile."""
        return await asyncio.to_thread(self.home.run, "doctor")


@asynccontextmanager
async def town(home: Household, *, session: str | None = None) -> AsyncIterator[Town]:
    """One community in each network, both in the registry, everything in order."""
    vk_world, ok_world = VkWorld(), OkWorld()
    community = vk_world.add_group(VkGroup(101, "ДК «Заря»", "dk_zarya"))
    community.post(NOW - timedelta(days=1))
    ok_world.add_group(OkGroup("53000000000001", "ДК «Заря»")).topic(NOW - timedelta(days=1))
    keys = {"application_key": APPLICATION, "application_secret_key": SECRET, "access_token": TOKEN}
    async with (
        VkEmulator(vk_world, tokens={VK_KEY: "service"}) as vk,
        OkEmulator(ok_world, **keys, session_secret_key=session) as ok,
        TelegramEmulator(token=BOT) as telegram,
    ):
        place = Town(vk, ok, telegram, home)
        place.settle()
        await asyncio.to_thread(home.settle)
        yield place


def lines(answer: Answer, about: str) -> list[str]:
    return [line for line in answer.out.splitlines() if line[2:].startswith(about)]


async def test_a_healthy_town_has_no_faults(home: Household) -> None:
    async with town(home) as place:
        answer = await place.examined()

    assert (answer.code, "✗" in answer.out) == (0, False)
    assert "✓ ВКонтакте: ключ действует" in answer.out
    assert "– ВКонтакте: execute доступен" in answer.out
    assert "✓ ВКонтакте: профили: получено 1 из 1; признаки госорганизации не приходят" in answer.out
    assert "✓ ВКонтакте: стены читаются; признак can_post" in answer.out
    assert "✓ Одноклассники: право GROUP_CONTENT есть" in answer.out
    assert "✓ Одноклассники: роль администратора или модератора в 1 из 1 групп" in answer.out
    assert "group.getStatTopics — да, mediatopic.getTopics — да, stream.get — да" in answer.out
    assert "✓ Telegram: бот @postovoy_demo_bot отвечает" in answer.out
    assert "✓ люди: письма получат: 1" in answer.out
    assert "✓ реестр: 2 организации; страниц: ВКонтакте — 2, Одноклассники — 1" in answer.out


async def test_an_examination_spends_little_and_leaves_no_trace(home: Household) -> None:
    async with town(home) as place:
        await place.examined()

        assert place.vk.count("wall.get") == 1
        assert place.ok.read_marks == []
        assert {call.method for call in place.telegram.calls} == {"getMe", "getWebhookInfo"}


async def test_nothing_secret_is_shown(home: Household) -> None:
    async with town(home, session=SESSION) as place:
        place.vk.tokens.clear()
        place.ok.gate.session = "revoked"
        answer = await place.examined()

    for secret in (VK_KEY, BOT, APPLICATION, SECRET, TOKEN, SESSION):
        assert secret not in answer.out + answer.err


async def test_dead_keys_are_faults_and_end_with_1(home: Household) -> None:
    async with town(home) as place:
        place.vk.tokens.clear()
        place.ok.gate.session = "expired"
        place.settle()
        file = home.folder / "config.toml"
        file.write_text(file.read_text().replace(BOT, "100000:another"))
        answer = await place.examined()

    assert answer.code == 1
    assert lines(answer, "ВКонтакте") == ["✗ ВКонтакте: ключ доступа ВКонтакте не действует"]
    assert lines(answer, "Одноклассники") == ["✗ Одноклассники: токен Одноклассников не действует, нужен новый"]
    assert lines(answer, "Telegram") == ["✗ Telegram: токен бота не действует; получите новый у @BotFather"]
    assert answer.out.splitlines()[-1] == "Есть неисправности, они отмечены знаком ✗."
    assert answer.err == ""


async def test_a_community_s_key_is_told_from_one_that_reads_walls(home: Household) -> None:
    async with town(home) as place:
        place.vk.tokens[VK_KEY] = "community"
        answer = await place.examined()

    assert answer.code == 1
    assert "✓ ВКонтакте: ключ действует" in answer.out
    assert "✗ ВКонтакте: стены не читаются: ключ доступа ВКонтакте не того вида, нужен сервисный ключ" in answer.out


async def test_pages_the_networks_do_not_know_are_named_by_their_links(home: Household) -> None:
    astray = "МКУ Клуб;Клуб;;ведёт;;;;;vk.com/club999;ok.ru/group/53000000000009;;;"
    async with town(home) as place:
        await asyncio.to_thread(home.settle, CULTURE, astray)
        answer = await place.examined()

    assert answer.code == 1
    [vk] = [line for line in lines(answer, "ВКонтакте") if "профили" in line]
    [ok] = [line for line in lines(answer, "Одноклассники") if "профили" in line]
    advice = "исправьте ссылки в реестре и загрузите его снова"
    assert vk.startswith("✗ ВКонтакте: профили: получено 1 из 2; ")
    assert vk.endswith(f"; сеть не знает страниц: vk.com/club999; {advice}")
    assert ok.startswith("✗ Одноклассники: профили: получено 1 из 2; ")
    assert ok.endswith(f"; сеть не знает страниц: ok.ru/group/53000000000009; {advice}")


async def test_execute_that_is_refused_is_no_fault(home: Household) -> None:
    async with town(home) as place:
        place.vk.execute_allowed = False
        answer = await place.examined()

    assert answer.code == 0
    assert "– ВКонтакте: execute недоступен: страницы читаются по одной" in answer.out


async def test_a_closed_wall_is_no_fault_of_the_key(home: Household) -> None:
    async with town(home) as place:
        place.vk.faults.script(api_error(15, "Access denied: wall is disabled"), method="wall.get")
        answer = await place.examined()

    assert answer.code == 0
    assert "– ВКонтакте: стены не прочитаны: проверено страниц — 1, все закрыты или без стены" in answer.out


async def test_every_key_of_several_is_looked_at_by_itself(home: Household) -> None:
    async with town(home) as place:
        file = home.folder / "config.toml"
        file.write_text(file.read_text().replace(f'"{VK_KEY}"', f'["{VK_KEY}", "a-dead-one"]'))
        answer = await place.examined()

    assert answer.code == 1
    assert "✓ ВКонтакте, ключ 1: ключ действует" in answer.out
    assert lines(answer, "ВКонтакте, ключ 2") == ["✗ ВКонтакте, ключ 2: ключ доступа ВКонтакте не действует"]


@pytest.mark.parametrize(
    ("session", "told"),
    [
        (None, "– Одноклассники: подписывает вычисленный ключ; session_secret_key не задан и не нужен"),
        (SESSION, "– Одноклассники: подписывает заданный session_secret_key"),
    ],
)
async def test_which_secret_signs_is_found_out(home: Household, session: str | None, told: str) -> None:
    async with town(home, session=session) as place:
        answer = await place.examined()

    assert told in answer.out.splitlines()


async def test_missing_rights_in_ok_are_faults(home: Household) -> None:
    async with town(home) as place:
        place.ok.world.permissions.discard("GROUP_CONTENT")
        group = place.ok.world.groups["53000000000001"]
        group.member_status = "ACTIVE"
        group.routes = OkRoutes(stat_topics=False, get_topics=False, stream=False, refusal=50)
        answer = await place.examined()

    assert answer.code == 1
    assert "✗ Одноклассники: права GROUP_CONTENT у приложения нет" in answer.out
    assert "в 0 из 1 групп; нет в группах: 53000000000001" in answer.out
    assert "✗ Одноклассники: публикации не читаются" in answer.out


async def test_networks_that_cannot_be_reached_are_faults(home: Household) -> None:
    async with town(home) as place:
        pass
    answer = await place.examined()

    assert answer.code == 1
    proxy = "задайте посредника: ключ proxy в разделе [telegram]"
    advice = "откройте этой машине выход по HTTPS к нему или исправьте api_url в разделе"
    assert lines(answer, "ВКонтакте") == [
        f"✗ ВКонтакте: связь с ВКонтакте оборвалась; адрес {place.vk.url}: {advice} [vk]"
    ]
    assert lines(answer, "Одноклассники") == [
        f"✗ Одноклассники: нет связи с Одноклассниками; адрес {place.ok.url}: {advice} [ok]"
    ]
    assert lines(answer, "Telegram") == [
        f"✗ Telegram: нет связи; адрес {place.telegram.url}: если отсюда туда не пускают, {proxy}"
    ]
    assert answer.err == ""


async def test_a_proxy_that_does_not_answer_is_told_without_its_password(home: Household) -> None:
    async with town(home) as place:
        file = home.folder / "config.toml"
        proxy = 'proxy = "socks5://clerk:Inv3nted@127.0.0.1:9"'
        file.write_text(file.read_text().replace("[telegram]", f"[telegram]\n{proxy}"))
        answer = await place.examined()

    assert answer.code == 1
    told = f"нет связи через посредника 127.0.0.1:9; адрес {place.telegram.url}"
    advice = "проверьте, работает ли посредник, и ключ proxy в разделе [telegram]"
    assert lines(answer, "Telegram") == [f"✗ Telegram: {told}: {advice}"]
    assert "Inv3nted" not in answer.out + answer.err
    assert "clerk" not in answer.out + answer.err


class TestWithoutNetworks:
    def test_networks_that_are_switched_off_are_said_so_and_are_no_fault(self, home: Household) -> None:
        home.settings()

        answer = home.run("doctor")

        assert answer.code == 0
        assert "– ВКонтакте: сеть выключена в настройках" in answer.out
        assert "– Одноклассники: сеть выключена в настройках" in answer.out
        assert "– Telegram: бот выключен в настройках" in answer.out
        assert "некому доставить" in answer.out
        assert not home.database.exists()

    def test_a_database_that_is_none_is_a_fault(self, home: Household) -> None:
        home.settings()
        home.database.write_bytes(b"not a database" * 1000)

        answer = home.run("doctor")

        assert answer.code == 1
        assert "✗ база: не удаётся прочитать базу" in answer.out

    def test_a_database_open_to_others_is_a_fault(self, home: Household) -> None:
        home.settle()
        home.database.chmod(0o644)

        answer = home.run("doctor")

        assert answer.code == 1
        assert f"✗ база: доступна не только владельцу: chmod 600 {home.database}" in answer.out

    def test_a_name_of_the_settings_that_the_registry_does_not_know_is_a_fault(self, home: Household) -> None:
        home.settings('[decree_named]\n"P1.6" = ["ДК «Заря»", "Музей"]')
        home.settle()

        answer = home.run("doctor")

        assert answer.code == 1
        assert "✗ постановление: в [decree_named] P1.6 названы те, кого нет в реестре: Музей" in answer.out

    @pytest.mark.parametrize(("mode", "mark"), [(0o600, "✓"), (0o644, "–")])
    def test_files_of_secrets_are_looked_at(self, home: Household, mode: int, mark: str) -> None:
        secret = home.folder / "bot.token"
        secret.write_text(BOT)
        secret.chmod(mode)
        home.settings('[telegram]\ntoken_file = "bot.token"\napi_url = "http://127.0.0.1:9"')

        answer = home.run("doctor")

        assert f"{mark} настройки: {secret} доступен" in answer.out

    def test_an_outbox_folder_that_cannot_be_made_is_a_fault(self, home: Household) -> None:
        (home.folder / "letters").write_text("a file where a folder should be")
        home.settings('[storage]\noutbox_folder = "letters"')

        answer = home.run("doctor")

        assert answer.code == 1
        assert f"✗ папка писем: в {home.folder / 'letters'} нельзя писать" in answer.out


@pytest.mark.parametrize(
    ("now", "off", "told"),
    [
        (datetime(2026, 11, 23, tzinfo=UTC), [], "✓ производственный календарь: переносы выходных известны: 2026"),
        (datetime(2035, 3, 1, tzinfo=UTC), [], "– производственный календарь: переносы 2035 года неизвестны"),
        (
            datetime(2035, 3, 1, tzinfo=UTC),
            [date(2035, 5, 11)],
            "✓ производственный календарь: переносы выходных известны: 2035",
        ),
    ],
)
def test_the_years_of_the_calendar_are_told(now: datetime, off: list[date], told: str) -> None:
    settings = Settings.model_validate({"calendar": {"off": off}})

    shown = [check.line for check in local_checks(settings, (), now)]

    assert any(line.startswith(told) for line in shown)
