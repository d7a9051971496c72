"""The registry is filled and reviewed; what is exempt is looked at every year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from domain.finding import MatterKind, Outcome
from domain.organisation import Exemption, Organisation, Status
from domain.page import Page
from domain.registry import AccountColumn
from rules.catalogue import legal_params
from rules.registry import exemption_documented
from rules.registry_life import org_status_defined, registry_complete, registry_reviewed
from tests.rules.world import CLUB, EXEMPT, OK_PAGE, VK_PAGE, at, org_view, statement

OK, VIOLATED, UNKNOWN = Outcome.OK, Outcome.VIOLATED, Outcome.UNKNOWN
EVERY_COLUMN = "ОГРН, Адрес, Телефон, E-mail, ВКонтакте, Одноклассники"
FULL = replace(
    CLUB, ogrn="1027700000000", address="ул. Новая, 1", phone="84266600000", email="club@ozernoe.example"
)
BOTH = (VK_PAGE, OK_PAGE)
THREE = "с тех пор изменений: 3 (Адрес — 2, Телефон — 1)"


@pytest.mark.parametrize(
    ("status", "outcome", "evidence"),
    [
        (None, VIOLATED, "не указано, ведёт ли организация страницы или освобождена"),
        (Status.RUNS, OK, "статус в реестре: ведёт"),
        (Status.CREATING, OK, "статус в реестре: создаётся"),
    ],
)
def test_the_registry_says_what_an_organisation_does(
    status: Status | None, outcome: Outcome, evidence: str
) -> None:
    verdict = org_status_defined(org_view(organisation=replace(CLUB, status=status)))
    assert (verdict.outcome, verdict.evidence) == (outcome, evidence)


@pytest.mark.parametrize(
    ("organisation", "pages", "empty"),
    [
        (FULL, BOTH, ""),
        (replace(FULL, phone=None), BOTH, "не заполнен обязательный столбец: Телефон"),
        (replace(FULL, site=None), BOTH, ""),
        (FULL, (VK_PAGE,), "не заполнен обязательный столбец: Одноклассники"),
        (replace(FULL, status=Status.CREATING), (), ""),
        (
            replace(FULL, status=Status.CREATING, email=None),
            (),
            "не заполнен обязательный столбец: E-mail",
        ),
        (
            CLUB,
            (),
            "не заполнены обязательные столбцы: ОГРН, Адрес, Телефон, E-mail, ВКонтакте, Одноклассники",
        ),
    ],
)
def test_empty_cells_are_told_by_their_columns(
    organisation: Organisation, pages: tuple[Page, ...], empty: str
) -> None:
    verdict = registry_complete(org_view(organisation=organisation, pages=pages), required=EVERY_COLUMN)
    assert verdict.outcome is (VIOLATED if empty else OK)
    assert verdict.evidence == (f"в реестре {empty}" if empty else "обязательные столбцы реестра заполнены")


def test_what_is_required_is_a_setting() -> None:
    view = org_view(organisation=CLUB)
    assert registry_complete(view, required="краткое название").outcome is OK
    assert registry_complete(view, required="Сайт, сайт").evidence.endswith("обязательный столбец: Сайт")


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ("ОГРН, e-mail", None),
        ("ОГРН, Факс", "нет столбца «Факс»"),
        ("", "нет столбца «»"),
        (5, "нужно: строка"),
    ],
)
def test_a_column_the_registry_lacks_is_refused_in_the_settings(value: object, fault: str | None) -> None:
    complaint = legal_params("registry_complete")["required"].fault(value)
    assert complaint is None if fault is None else (complaint or "").startswith(fault)


def test_every_column_may_be_required() -> None:
    required = legal_params("registry_complete")["required"]
    assert required.fault(", ".join(AccountColumn)) is None


@pytest.mark.parametrize(
    ("made", "answer", "outcome", "evidence"),
    [
        (None, True, UNKNOWN, "не подтверждалось"),
        (
            at(20),
            True,
            OK,
            f"подтверждено 20.11.2026, действует до 20.12.2026; сверено 3 дня назад, {THREE}",
        ),
        (
            at(1, month=10),
            True,
            UNKNOWN,
            f"срок истёк 31.10.2026; сверено 53 дня назад, {THREE}",
        ),
        (at(20), False, VIOLATED, "20.11.2026 получен ответ «нет»"),
    ],
)
def test_a_review_tells_its_age_and_how_much_has_changed_since(
    made: datetime | None, answer: bool, outcome: Outcome, evidence: str
) -> None:
    stated = statement("registry_reviewed", made, answer=answer) if made else {}
    verdict = registry_reviewed(org_view(attestations=stated, changed={"Адрес": 2, "Телефон": 1}))
    assert (verdict.outcome, verdict.evidence) == (outcome, evidence)


def test_a_review_of_today_with_no_change_since_says_so() -> None:
    verdict = registry_reviewed(org_view(attestations=statement("registry_reviewed", at(23, 8))))
    assert verdict.evidence.endswith("; сверено сегодня, с тех пор без изменений")


# ------------------------------------------------------------------ exemptions

PAPER = "основание освобождения: Согласование № 5 от "


@pytest.mark.parametrize(
    ("dated", "said", "outcome", "evidence"),
    [
        (date(2025, 11, 23), None, OK, f"{PAPER}23.11.2025"),
        (
            date(2025, 11, 22),
            None,
            UNKNOWN,
            f"{PAPER}22.11.2025; согласование не сверялось больше 365 дней, подтвердите, что оно действует",
        ),
        (date(2022, 11, 24), (at(1, month=2), True), OK, f"{PAPER}24.11.2022, подтверждено 01.02.2026"),
        (
            date(2022, 11, 24),
            (at(1, month=2), False),
            VIOLATED,
            f"{PAPER}24.11.2022; 01.02.2026 получен ответ «нет»",
        ),
        (date(2026, 3, 1), (at(1, month=2), False), OK, f"{PAPER}01.03.2026"),
        (date(2026, 3, 1), (at(1, month=2), True), OK, f"{PAPER}01.03.2026"),
    ],
    ids=[
        "a year old to the day",
        "older than a year",
        "old and confirmed",
        "old and denied",
        "denied before the new document",
        "confirmed before the new document",
    ],
)
def test_an_exemption_is_confirmed_once_a_year(
    dated: date, said: tuple[datetime, bool] | None, outcome: Outcome, evidence: str
) -> None:
    stated = statement("exemption_documented", said[0], answer=said[1], days=365) if said else {}
    exempt = replace(EXEMPT, exemption=Exemption("Согласование № 5", dated))
    verdict = exemption_documented(org_view(organisation=exempt, pages=(), attestations=stated))
    assert (verdict.outcome, verdict.evidence) == (outcome, evidence)
    assert verdict.opens is {UNKNOWN: MatterKind.CONFIRMATION, VIOLATED: MatterKind.VIOLATION}.get(outcome)


def test_how_often_an_exemption_is_reviewed_is_a_setting() -> None:
    exempt = replace(EXEMPT, exemption=Exemption("Согласование № 5", date(2026, 11, 1)))
    assert exemption_documented(org_view(organisation=exempt), review_days=21).outcome is UNKNOWN
    assert exemption_documented(org_view(organisation=exempt), review_days=22).outcome is OK
