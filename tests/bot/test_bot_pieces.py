"""Small parts of the bot: searching, suspicion, rights, what can be attested, pacing."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from bot_world import DECREE, NOW, an_organisation, norm
from hypothesis import given
from hypothesis import strategies as st

from bot.attestable import ATTESTED, administration_duties, duties
from bot.confidential import looks_confidential
from bot.entrance import code_in
from bot.pace import Pace, SteadyClock
from bot.rights import Command, commands_of, may, sees
from bot.search import matching, near
from domain.attestation import WITHOUT_END, Role
from domain.finding import Subject
from domain.network import Network
from domain.norm import Bound
from domain.organisation import Organisation, Status
from domain.page import Page, parse_link
from domain.person import Person
from rules.settings import RuleSetting

ORGANISATIONS = [
    an_organisation(1, "Школа № 1"),
    an_organisation(2, "Школа № 11"),
    an_organisation(3, "Берёзка", full_name="Детский сад «Берёзка» села Мокдол"),
]
PAGES = [
    Page(11, 1, parse_link(Network.VK, "vk.com/club101")),
    Page(12, 1, parse_link(Network.OK, "ok.ru/group/202")),
    Page(13, 2, parse_link(Network.VK, "vk.com/club103")),
]


def names(found: list[Organisation]) -> list[str]:
    return [each.short_name for each in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("школа", ["Школа № 1", "Школа № 11"]),
        ("Школа № 1", ["Школа № 1"]),
        ("  шКОЛА   № 11 ", ["Школа № 11"]),
        ("березк", ["Берёзка"]),
        ("БЕРЁЗКА", ["Берёзка"]),
        ("сад", ["Берёзка"]),
        ("музей", []),
    ],
)
def test_any_part_of_either_name_finds_an_organisation(text: str, found: list[str]) -> None:
    assert names(matching(ORGANISATIONS, text)) == found


@pytest.mark.parametrize(("text", "found"), [("бирезка", ["Берёзка"]), ("шкала", ["Школа № 1"]), ("qqqq", [])])
def test_a_slip_of_the_pen_finds_what_is_near(text: str, found: list[str]) -> None:
    assert names(near(ORGANISATIONS, text))[:1] == found


@pytest.mark.parametrize(
    "text",
    [
        "пароль от группы: Mockdale2026",
        "Логин klub",
        "password",
        "klub@mockdale.example",
        "+7 900 123-45-67",
        "8(900)1234567",
        "(42600) 2-12-34",
        "123456",
        "4276 0000 0000 0000",
        "код 48213",
        "код подтверждения придёт",
        "token=abc123",
        "Qwerty12345!",
    ],
)
def test_what_looks_like_a_secret_or_a_contact_is_suspected(text: str) -> None:
    assert looks_confidential(text)


@pytest.mark.parametrize(
    "text",
    [
        "Здравствуйте",
        "Когда сводка?",
        "Дом культуры, школа № 11",
        "публикаций 2 из 2",
        "постановление № 98 от 24.11.2022",
        "https://vk.com/club101",
    ],
)
def test_ordinary_words_are_not_suspected(text: str) -> None:
    assert not looks_confidential(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("/start ABCdef123", "ABCdef123"),
        ("/START@postovoy_demo_bot ABC", "ABC"),
        ("/start", None),
        ("/start ", None),
        ("/start ABC DEF", None),
        ("start ABC", None),
        ("скажи /start ABC", None),
        (None, None),
    ],
)
def test_a_code_is_what_stands_alone_after_start(text: str | None, code: str | None) -> None:
    assert code_in(text) == code


@pytest.mark.parametrize(
    ("role", "barred"),
    [
        (Role.SPECIALIST, set()),
        (Role.DEPUTY, set()),
        (Role.HEAD, {Command.ATTEST}),
        (Role.ORGANISATION, {Command.DIGEST, Command.REPORT}),
        (Role.OPERATOR, set(Command)),
    ],
)
def test_every_role_has_its_commands(role: Role, barred: set[Command]) -> None:
    assert set(Command) - set(commands_of(role)) == barred
    assert all(may(Person(1, role), command) is (command not in barred) for command in Command)


@pytest.mark.parametrize(("role", "seen"), [(Role.SPECIALIST, True), (Role.HEAD, True), (Role.ORGANISATION, False)])
def test_only_an_organisations_own_person_is_kept_to_one(role: Role, seen: bool) -> None:
    person = Person(1, role, 7)
    assert sees(person, 7)
    assert sees(person, 8) is seen


def test_an_organisation_answers_for_itself_and_for_each_of_its_own_pages() -> None:
    found = duties(ORGANISATIONS[0], PAGES, DECREE, {})
    assert [(duty.rule, duty.subject, duty.valid_days) for duty in found] == [
        ("twofa_attested", Subject.page(11, Network.VK), 30),
        ("twofa_attested", Subject.page(12, Network.OK), 30),
        ("credentials_ledger", Subject.organisation(1), 90),
    ]
    assert {duty.rule for duty in found} <= ATTESTED


def test_settings_change_the_term_of_an_answer_and_switch_duties_off() -> None:
    settings = {
        "twofa_attested": RuleSetting(enabled=False),
        "credentials_ledger": RuleSetting(params={"valid_days": 14}),
    }
    found = duties(ORGANISATIONS[0], PAGES, DECREE, settings)
    assert [(duty.rule, duty.valid_days) for duty in found] == [("credentials_ledger", 14)]


def test_an_exempt_organisation_has_nothing_to_attest() -> None:
    assert duties(an_organisation(1, status=Status.EXEMPT), PAGES, DECREE, {}) == ()


def test_the_administration_answers_for_its_own_duties_and_for_no_others() -> None:
    own = replace(
        DECREE,
        norms=(
            *DECREE.norms,
            norm("decree_published", "D2.b", "Публикация", binds=(Bound.ADMINISTRATION,)),
            norm("cur_contact_set", "D2.b", "Контакт", binds=(Bound.ADMINISTRATION,), params={"valid_days": 365}),
            norm("security_review_admin", "D2.b", "Проверка", binds=(Bound.SUBORDINATE,)),
        ),
    )
    found = administration_duties(own, {"cur_contact_set": RuleSetting(params={"valid_days": 30})})
    assert [(duty.rule, duty.subject.key, duty.valid_days) for duty in found] == [
        ("decree_published", "admin", None),
        ("cur_contact_set", "admin", 30),
    ]
    assert found[0].valid_until(NOW) == WITHOUT_END
    assert found[1].valid_until(NOW) == NOW + timedelta(days=30)
    assert administration_duties(own, {rule: RuleSetting(enabled=False) for rule in ATTESTED}) == ()


def test_waits_grow_from_seconds_to_less_than_a_minute() -> None:
    waits = [Pace().delay(faults) for faults in range(1, 40)]
    assert 1 <= waits[0] <= 15
    assert waits[:6] == sorted(waits[:6])
    assert max(waits) <= 60


@given(st.integers(1, 100))
def test_the_pause_of_all_ends_before_the_failed_letters_own_wait(faults: int) -> None:
    assert Pace().pause(faults) < Pace().delay(faults)


def test_a_clock_that_stands_still_or_goes_back_does_not_hold_letters() -> None:
    times = iter([NOW, NOW, NOW - timedelta(days=1), NOW + timedelta(days=3)])
    steady = SteadyClock(lambda: next(times))
    first, second, third = steady.now(), steady.now(), steady.now()
    assert NOW <= first <= second < NOW + timedelta(seconds=5)
    assert third == datetime(2026, 11, 26, 22, 30, tzinfo=UTC)


@pytest.mark.story
def test_the_courier_and_the_words_come_without_aiogram() -> None:
    """Importing aiogram takes seconds; the command line renders and delivers without its dispatcher."""
    modules = "bot.courier, bot.render, bot.attestable, bot.answers, bot.entrance, bot.answering"
    check = f"import sys, {modules}; sys.exit('aiogram' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0  # noqa: S603 -- our own words
