"""The registry in a real database file: imported, changed, archived, exported again."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from registry_files import account, as_xlsx, officer, ogrn
from sqlite_utils import Database

from domain.network import Network
from domain.page import Resolution
from domain.registry import RegistryFile
from domain.registry_import import ImportPlan, plan_import
from domain.table_fault import TableFault
from reports.registry_file import read_registry, write_registry
from storage import registry
from storage.store import connect, reading, transaction, writing

pytestmark = pytest.mark.story

NOON = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
SCHOOL = account(FULL_NAME="МБОУ «Школа»", SHORT_NAME="Школа", OGRN=ogrn(1), STATUS="ведёт", VK="vk.com/shkola")
CLUB = account(
    FULL_NAME="МБУ «Клуб»",
    SHORT_NAME="Клуб",
    STATUS="освобождена",
    GROUND="распоряжение № 1",
    GROUND_DATE=date(2026, 1, 2),
    OK="ok.ru/group/90000000000001",
)
KEEPER = officer(SHORT_NAME="Школа", NAME="Имя Выдумано", ORDER_DATE=date(2026, 1, 9), PHONE="84266621000")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "postovoy.sqlite"


def load(path: Path, *rows: dict, officers: list[dict] | None = None, remove: bool = False) -> registry.Applied:
    read = read_registry("registry.xlsx", as_xlsx(rows, officers=officers))
    with writing(path) as db:
        plan = plan_import(registry.known(db), read, remove_missing=remove)
        return registry.apply_import(db, plan, NOON)


def exported(path: Path, *, people: bool = False) -> RegistryFile:
    with reading(path) as db:
        return registry.as_file(db, people)


def resolve(path: Path, page_id: int, network_id: int) -> None:
    with writing(path) as db:
        db.execute("update page set network_id = ?, resolution = 'found' where id = ?", [network_id, page_id])


def only_page(db: Database):
    [page] = registry.pages(db)
    return page


@pytest.mark.parametrize("name", ["registry.xlsx", "registry.csv"])
def test_an_exported_registry_imports_as_no_change(path: Path, name: str):
    load(path, SCHOOL, CLUB)
    again = read_registry(name, write_registry(name, exported(path)))
    with writing(path) as db:
        plan = plan_import(registry.known(db), again)
    assert (len(plan.unchanged), plan.changed, plan.added, plan.absent) == (2, (), (), ())


def test_everything_of_the_file_comes_back(path: Path):
    load(path, SCHOOL, CLUB, officers=[KEEPER, officer(SHORT_NAME="Клуб", ROLE=None)])
    assert exported(path, people=True) == read_registry(
        "registry.xlsx", as_xlsx([SCHOOL, CLUB], officers=[KEEPER, officer(SHORT_NAME="Клуб", ROLE=None)])
    )
    assert exported(path).officers is None


def test_a_page_begins_as_pending_with_its_address_as_written(path: Path):
    load(path, SCHOOL)
    with reading(path) as db:
        page = only_page(db)
    assert (page.url, page.network_id, page.resolution) == ("vk.com/shkola", None, Resolution.PENDING)


def test_another_spelling_of_the_same_page_keeps_what_is_known_of_it(path: Path):
    [page_id] = load(path, SCHOOL).added_pages
    resolve(path, page_id, 900001)
    applied = load(path, account(**named(SCHOOL), VK="https://vk.com/club900001"))
    with reading(path) as db:
        page = only_page(db)
    assert applied == registry.Applied()
    assert (page.id, page.network_id, page.link.written) == (page_id, 900001, "https://vk.com/club900001")
    assert (page.link.number, page.link.name) == (900001, None)


def test_a_changed_link_is_another_page_and_the_old_one_is_kept_in_the_archive(path: Path):
    [old] = load(path, SCHOOL).added_pages
    resolve(path, old, 900001)
    applied = load(path, account(**named(SCHOOL), VK="vk.com/club900002"))
    with reading(path) as db:
        page = only_page(db)
        archived = list(db.execute("select id, network_id, archived_at is not null from page where id = ?", [old]))
    assert (applied.archived_pages, applied.added_pages) == ((old,), (page.id,))
    assert (page.network_id, page.link.number, page.resolution) == (None, 900002, Resolution.PENDING)
    assert archived == [(old, 900001, 1)]


def test_a_link_that_may_mean_the_same_page_keeps_the_row_until_the_network_is_asked(path: Path):
    [page_id] = load(path, SCHOOL).added_pages
    resolve(path, page_id, 900001)
    applied = load(path, account(**named(SCHOOL), VK="vk.com/litsey"))
    with reading(path) as db:
        page = only_page(db)
    assert applied == registry.Applied()
    assert (page.id, page.link.name, page.resolution) == (page_id, "litsey", Resolution.PENDING)
    assert (page.network_id, page.former_id, page.url) == (None, 900001, "vk.com/litsey")


def test_while_the_network_is_not_asked_the_page_may_be_named_by_its_number_again(path: Path):
    [page_id] = load(path, SCHOOL).added_pages
    resolve(path, page_id, 900001)
    load(path, account(**named(SCHOOL), VK="vk.com/litsey"))
    load(path, account(**named(SCHOOL), VK="vk.com/club900001"))
    with reading(path) as db:
        assert (only_page(db).id, only_page(db).former_id) == (page_id, 900001)
    assert load(path, account(**named(SCHOOL), VK="vk.com/club900002")).archived_pages == (page_id,)


def test_a_page_that_two_rows_have_is_not_kept_for_a_new_link(path: Path):
    [page_id] = load(path, SCHOOL).added_pages
    with writing(path) as db:
        db.execute("update page set network_id = 900001, resolution = 'shared'")
    assert load(path, account(**named(SCHOOL), VK="vk.com/litsey")).archived_pages == (page_id,)


def test_an_emptied_link_leaves_the_organisation_without_the_page(path: Path):
    [old] = load(path, SCHOOL).added_pages
    assert load(path, account(**named(SCHOOL))).archived_pages == (old,)
    with reading(path) as db:
        assert registry.pages(db) == []


def test_organisations_that_are_not_in_the_file_stay_unless_told_otherwise(path: Path):
    load(path, SCHOOL, CLUB, officers=[KEEPER])
    load(path, CLUB)
    with reading(path) as db:
        assert [each.short_name for each in registry.organisations(db)] == ["Школа", "Клуб"]
        school = registry.organisations(db)[0]
    applied = load(path, CLUB, remove=True)
    assert applied.archived_organisations == (school.id,)
    with reading(path) as db:
        assert [each.short_name for each in registry.organisations(db)] == ["Клуб"]
        assert [page.network for page in registry.pages(db)] == [Network.OK]
        assert registry.officers(db) == []


def test_an_archived_organisation_may_come_again(path: Path):
    load(path, SCHOOL, CLUB)
    load(path, CLUB, remove=True)
    assert len(load(path, SCHOOL).added_organisations) == 1
    assert {row.short_name for row in exported(path).rows} == {"Школа", "Клуб"}


def test_organisations_exchange_names_and_pages_in_one_import(path: Path):
    load(path, SCHOOL, account(FULL_NAME="Клуб", SHORT_NAME="Клуб", OGRN=ogrn(2), VK="klub"))
    load(
        path,
        account(FULL_NAME="Клуб", SHORT_NAME="Школа", OGRN=ogrn(2), VK="vk.com/shkola"),
        account(FULL_NAME="Школа", SHORT_NAME="Клуб", OGRN=ogrn(1), VK="klub"),
    )
    rows = exported(path).rows
    assert [(row.ogrn, row.short_name, row.vk and row.vk.name) for row in rows] == [
        (ogrn(1), "Клуб", "klub"),
        (ogrn(2), "Школа", "shkola"),
    ]


def test_a_file_without_officers_changes_none_and_a_file_with_them_changes_only_whom_it_names(path: Path):
    second = officer(SHORT_NAME="Клуб", NAME="Другое Имя")
    load(path, SCHOOL, CLUB, officers=[KEEPER, second])
    load(path, SCHOOL, CLUB)
    load(path, SCHOOL, CLUB, officers=[])
    with reading(path) as db:
        assert [each.name for each in registry.officers(db)] == ["Имя Выдумано", "Другое Имя"]
    load(path, SCHOOL, officers=[officer(SHORT_NAME="школа", NAME="Третье Имя")])
    with reading(path) as db:
        assert sorted(each.name or "" for each in registry.officers(db)) == ["Другое Имя", "Третье Имя"]


def test_an_organisation_of_the_file_that_is_not_on_the_sheet_of_officers_loses_its_own(path: Path):
    load(path, SCHOOL, CLUB, officers=[KEEPER])
    load(path, SCHOOL, CLUB, officers=[officer(SHORT_NAME="Клуб", NAME="Другое Имя")])
    with reading(path) as db:
        assert [each.name for each in registry.officers(db)] == ["Другое Имя"]


@pytest.mark.parametrize(
    ("rows", "officers"),
    [
        ([account(SHORT_NAME="Сад"), account(SHORT_NAME="Сад", EMAIL="нет")], None),
        ([account(SHORT_NAME="Сад"), account(FULL_NAME="Школа", SHORT_NAME="Лицей", VK="shkola")], None),
        ([account(SHORT_NAME="Сад")], [officer(SHORT_NAME="Никто")]),
    ],
    ids=["a bad cell", "somebody's page", "an officer of nobody"],
)
def test_a_refused_file_changes_nothing(path: Path, rows: list[dict], officers: list[dict] | None):
    load(path, SCHOOL, CLUB, officers=[KEEPER])
    before = exported(path, people=True)
    with pytest.raises(TableFault):
        load(path, *rows, officers=officers)
    assert exported(path, people=True) == before


class PowerCut(Exception):
    """The program dies before a statement."""


class Fuse:
    """A tracer that lets some statements pass and counts them."""

    def __init__(self) -> None:
        self.passed = 0
        self.limit: int | None = None

    def __call__(self, *_: object) -> None:
        if self.passed == self.limit:
            raise PowerCut
        self.passed += 1


def test_an_import_that_dies_before_any_statement_leaves_the_registry_as_it_was(path: Path):
    load(path, SCHOOL, CLUB, officers=[KEEPER])
    before = exported(path, people=True)
    fuse = Fuse()
    db = connect(path, tracer=fuse)
    plan = planned(db, account(**named(SCHOOL), VK="litsey"), account(SHORT_NAME="Сад", VK="sad", OK="ok.ru/sad"))
    whole = rehearsed(db, plan, fuse)
    assert whole > 10
    for limit in range(whole):
        fuse.passed, fuse.limit = 0, limit
        with pytest.raises(PowerCut), transaction(db):
            registry.apply_import(db, plan, NOON)
        fuse.limit = None
        assert registry.as_file(db, people=True) == before
    db.conn.close()


def rehearsed(db: Database, plan: ImportPlan, fuse: Fuse) -> int:
    """How many statements the whole import takes; it is taken back."""
    fuse.passed = 0
    db.conn.execute("begin immediate")
    registry.apply_import(db, plan, NOON)
    db.conn.rollback()
    return fuse.passed


def planned(db: Database, *rows: dict) -> ImportPlan:
    file = read_registry("registry.xlsx", as_xlsx(rows, officers=[KEEPER]))
    return plan_import(registry.known(db), file, remove_missing=True)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("школа", "Школа"),
        (" КЛУБ ", "Клуб"),
        ("мбоу «школа»", "Школа"),
        ("Дом ремесел", "Дом ремёсел"),
        ("Сад", None),
    ],
)
def test_an_organisation_is_found_by_either_name(path: Path, name: str, found: str | None):
    load(path, SCHOOL, CLUB, account())
    with reading(path) as db:
        organisation = registry.find_organisation(db, name)
    assert (organisation and organisation.short_name) == found


def test_a_full_name_that_two_have_finds_neither(path: Path):
    load(path, account(FULL_NAME="Дом", SHORT_NAME="А"), account(FULL_NAME="Дом", SHORT_NAME="Б"))
    with reading(path) as db:
        assert registry.find_organisation(db, "дом") is None


def test_what_was_archived_keeps_the_time(path: Path):
    load(path, SCHOOL, CLUB)
    load(path, CLUB, remove=True)
    with reading(path) as db:
        [stamp] = [
            text for (text,) in db.execute("select archived_at from organisation where archived_at is not null")
        ]
    assert datetime.fromisoformat(stamp) - NOON == timedelta(0)


def named(row: dict) -> dict[str, object]:
    """The cells of a row that name its organisation, for another row of the same one."""
    return {
        column.name: value for column, value in row.items() if column.name in ("FULL_NAME", "SHORT_NAME", "OGRN")
    }
