"""An officer's roster: good rows kept, bad ones reported by line and column, the same file twice changes nothing."""

from __future__ import annotations

import pytest

from casework.access import new_citizen
from casework.recipients import recipients
from casework.roster import COLUMNS, Imported, RowError, import_enterprises
from risk.errors import Invalid, NotAllowed
from risk.organisation import Role
from tests.support.customs import TOYS_USCC, World, world

NEW, OTHER = "91440703MA51TABC2M", "91440700MA4W8XYH78"
HEADING = ",".join(COLUMNS)


@pytest.fixture
def here() -> World:
    return world()


def line(**cells: str) -> str:
    return ",".join(cells.get(column, "") for column in COLUMNS)


def imported(here: World, *lines: str, encoding: str = "utf-8", newline: str = "\n") -> Imported:
    text = newline.join((HEADING, *lines, ""))
    return import_enterprises(here.transactions, here.env, text.encode(encoding))


GOOD = line(
    name="江门新企业有限公司",
    uscc=NEW,
    region="江门市",
    contact="赵女士",
    phone="0750-3300000",
    email="zhao@example.com",
    telegram_chat_id="5001",
    locale="zh-HK",
    customs_code="4407961234",
    roles="importer;代理人",
    products="toys;照明电器",
    hazards="fire",
    min_level="orange",
)


def test_a_row_enrols_the_enterprise_its_contact_the_chat_and_the_subscription(here: World) -> None:
    assert imported(here, GOOD) == Imported(added=1)
    company = here.do(lambda uow: uow.organisations.by_uscc(NEW))
    assert company is not None
    assert (company.name, company.operator_roles, company.products) == (
        "江门新企业有限公司",
        ("importer", "agent"),
        ("toys", "lighting"),
    )
    (person,) = here.do(lambda uow: uow.people.of(company.id))
    assert (person.role, person.locale, person.name.reveal()) == (Role.ENTERPRISE, "zh-HK", "赵女士")
    addresses = here.do(lambda uow: uow.addresses.of(person.id))
    assert sorted(address.channel for address in addresses) == ["telegram", "webchat"]
    kept = here.do(lambda uow: uow.subscriptions.of(person.id))
    assert kept is not None
    assert (kept.products, kept.hazards, kept.min_level.value) == (("toys", "lighting"), ("fire",), "orange")


def test_the_same_file_again_changes_nothing(here: World) -> None:
    imported(here, GOOD)
    entries = here.do(lambda uow: sum(len(uow.audit.of(org)) for org in uow.audit.organisations()))
    assert imported(here, GOOD) == Imported(unchanged=1)
    assert here.do(lambda uow: sum(len(uow.audit.of(org)) for org in uow.audit.organisations())) == entries


@pytest.mark.parametrize(
    ("encoding", "newline"),
    [("utf-8-sig", "\n"), ("gb18030", "\r\n"), ("utf-8", "\r\n"), ("utf-16", "\n"), ("utf-8", "\r")],
)
def test_files_as_offices_save_them_are_read(here: World, encoding: str, newline: str) -> None:
    assert imported(here, GOOD, "", "  ", encoding=encoding, newline=newline) == Imported(added=1)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("name", ""),
        ("uscc", NEW[:-1] + "0"),
        ("uscc", ""),
        ("email", "not an address"),
        ("phone", "call me"),
        ("telegram_chat_id", "@name"),
        ("locale", "fr"),
        ("roles", "king"),
        ("products", "food"),
        ("hazards", "boredom"),
        ("min_level", "purple"),
        ("region", "长" * 501),
    ],
)
def test_a_bad_cell_is_reported_by_line_and_column_and_the_rest_is_kept(here: World, column: str, value: str) -> None:
    bad = line(**{"name": "坏行公司", "uscc": OTHER, column: value})
    result = imported(here, bad, GOOD)
    assert (result.added, [(error.line, error.column) for error in result.errors]) == (1, [(2, column)])


def test_a_quote_that_never_closes_costs_its_own_line_only(here: World) -> None:
    result = imported(here, f'"坏公司,{OTHER}', GOOD)
    assert (result.added, result.errors) == (1, (RowError(line=2, column=""),))


def test_a_row_with_too_many_cells_is_reported(here: World) -> None:
    assert imported(here, GOOD + ",extra").errors == (RowError(line=2, column=""),)


def test_a_heading_without_a_credit_code_is_refused(here: World) -> None:
    with pytest.raises(Invalid) as refused:
        import_enterprises(here.transactions, here.env, "name,region\n甲,江门\n".encode())
    assert refused.value.params["field"] == "uscc"


def test_what_is_no_text_at_all_is_refused(here: World) -> None:
    with pytest.raises(Invalid):
        import_enterprises(here.transactions, here.env, b"PK\x03\x04\x00\x00\xff\xfe\x00")


def test_a_chat_of_another_firm_is_not_taken_over(here: World) -> None:
    result = imported(here, line(name="新公司", uscc=NEW, telegram_chat_id="4001"))
    assert [(error.line, error.column) for error in result.errors] == [(2, "telegram_chat_id")]


def test_a_citizen_of_that_chat_becomes_the_contact(here: World) -> None:
    citizen, _ = here.do(lambda uow: new_citizen(uow, here.env, channel="telegram", address="5001", locale="zh-CN"))
    imported(here, GOOD)
    person = here.do(lambda uow: uow.people.get(citizen.id))
    assert (person.role, person.name.reveal()) == (Role.ENTERPRISE, "赵女士")
    assert imported(here, GOOD) == Imported(unchanged=1)


def test_a_known_enterprise_is_brought_up_to_date(here: World) -> None:
    assert imported(
        here, line(name="江门好玩具有限公司", uscc=TOYS_USCC, contact="黄经理", region="江门市江海区")
    ) == Imported(changed=1)


def test_what_a_subscriber_chose_is_not_overwritten(here: World) -> None:
    imported(here, GOOD)
    imported(here, GOOD.replace("orange", "red"))
    circular = here.draft(level="orange", product="toys", hazards=("fire",), audience="subscribers")
    assert len(here.do(lambda uow: recipients(uow, circular)).people) == 1


def test_progress_is_told_per_batch(here: World) -> None:
    told: list[int] = []
    lines = "\n".join([HEADING, *(line(name="x", uscc="y") for _ in range(250))])
    import_enterprises(here.transactions, here.env, lines.encode(), progress=told.append)
    assert told == [100, 100, 50]


def test_only_an_administrator_imports(here: World) -> None:
    with pytest.raises(NotAllowed):
        import_enterprises(here.transactions, here.env, HEADING.encode(), actor=here.people["toys"])
