"""Issuing a circular to 100,000: the ledger beside a bare INSERT … SELECT of the same rows; who is matched; memory."""

from __future__ import annotations

import dataclasses
import multiprocessing
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

from sqlalchemy import text

from casework.enrolment import add_organisation, add_person, open_address
from casework.ports import UnitOfWork
from casework.ports.ledger import Addressees, Wanted
from risk.circular import WarningLevel
from risk.organisation import Level, Role
from storage.engines import is_sqlite, lone_engine
from storage.migrate import migrate
from storage.opening import Storage, open_storage
from storage.vault import KeyRing
from storage.work import Work
from tests.bench.figures import Figure
from tests.support import postgres
from tests.support.customs import world
from tests.support.endings import ENDING
from tests.support.fanout import FANOUT, PLAIN
from tests.support.storage_records import CIRCULAR, SIGNAL, make_person

ROWS = 100_000
ROUNDS = 5  # the best counts: what disturbs one, such as a checkpoint, only ever makes it longer
_FEW, _MANY, _MATCHES = 1_000, 100_000, 200
_ENTERPRISES = 2_000
_TOYS = Wanted(product="toys", hazards=("fire",), origin="CN", level=WarningLevel.ORANGE, enterprises_only=False)
_LEDGER = ("deliveries", "messages")

# Each of those who are not meant misses by one thing alone.
_MISSES = (
    """'["lighting"]', '["fire"]', '["CN"]', 'blue'""",
    """'["toys"]', '["noise"]', '["CN"]', 'blue'""",
    """'["toys"]', '["fire"]', '["DE"]', 'blue'""",
    """'["toys"]', '["fire"]', '["CN"]', 'red'""",
)
_MEANT = """'["toys"]', '[]', '["CN"]', 'yellow'"""


def figures() -> Iterator[Figure]:
    """SQLite always; PostgreSQL where there is one."""
    yield from _of("sqlite", lambda folder: f"sqlite:///{folder}/fenghuo.db")
    try:
        server = postgres.start()
    except postgres.NoServer:
        return
    try:
        yield from _of("postgres", lambda _folder: server.url(server.create()))
        yield from _sizes(lambda _folder: server.url(server.create()))
    finally:
        server.stop()


def _of(name: str, fresh: Callable[[Path], str]) -> Iterator[Figure]:
    with _house(fresh) as storage:
        issue = _issue_seconds(storage)
    ours, bare = _fan_outs(fresh)
    matching = _matching(fresh)
    memory = _memory(fresh, _MANY) / _memory(fresh, _FEW)
    what = f"{name}: circular to {_ENTERPRISES:,} enterprises on 2 channels"
    yield Figure(name=f"{name}_issue", what=what, value=issue, unit="s")
    yield Figure(name=f"{name}_fanout", what=f"{name}: ledger of {ROWS:,} rows", value=ours, unit="s")
    yield Figure(name=f"{name}_bare_fanout", what=f"{name}: bare INSERT … SELECT of them", value=bare, unit="s")
    yield Figure(name=f"{name}_fanout_ratio", what=f"{name}: ledger / bare", value=ours / bare, unit="", most=2)
    ending, bare = _endings(fresh)
    yield Figure(name=f"{name}_ending", what=f"{name}: end of a circular that {ROWS:,} had", value=ending, unit="s")
    yield Figure(name=f"{name}_bare_ending", what=f"{name}: bare INSERT … SELECT of the news", value=bare, unit="s")
    yield Figure(name=f"{name}_ending_ratio", what=f"{name}: end / bare", value=ending / bare, unit="", most=2)
    what = f"{name}: {_MATCHES} matches in {_MANY:,} / in {_FEW:,}"
    yield Figure(name=f"{name}_matching", what=what, value=matching, unit="", most=2)
    what = f"{name}: peak memory for {_MANY:,} / for {_FEW:,} rows"
    yield Figure(name=f"{name}_fanout_memory", what=what, value=memory, unit="", most=1.2)


def _sizes(fresh: Callable[[Path], str]) -> Iterator[Figure]:
    """Right after a fan-out, indexes included."""
    with _house(fresh) as storage:
        storage.transactions.run_now(_offices)
        storage.transactions.run_work(partial(_crowd, meant=ROWS // 2, others=0))
        storage.transactions.run_now(partial(_write, number=0))
        for table in ("deliveries", "messages", "subscriptions", "addresses", "people"):
            size = storage.transactions.run_work(partial(_bytes_of_a_row, table=table))
            yield Figure(name=f"postgres_bytes_{table}", what=f"postgres: a row of {table}", value=size, unit="bytes")


def _bytes_of_a_row(work: Work, *, table: str) -> float:
    size: float = work.first(text(f"SELECT pg_total_relation_size('{table}') / count(*)::float FROM {table}"))[0]  # noqa: S608
    return size


@contextmanager
def _house(fresh: Callable[[Path], str]) -> Iterator[Storage]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        url = fresh(folder)
        migrate(url)
        storage = open_storage(url, keys=KeyRing.load(folder / "key"), anchor_dir=folder / "anchor")
        try:
            yield storage
        finally:
            storage.close()


def _issue_seconds(storage: Storage) -> float:
    """The whole use case, from the approved circular to the committed ledger."""
    here = world(storage.transactions)

    def enrol(uow: UnitOfWork) -> None:
        for number in range(_ENTERPRISES):
            firm = add_organisation(uow, here.env, name=f"第{number}家", level=Level.ENTERPRISE)
            person = add_person(uow, here.env, org_id=firm.id, role=Role.ENTERPRISE, name="某")
            open_address(uow, here.env, person, "telegram", f"7{number}")

    here.do(enrol)
    approved = here.approve(here.submit(here.draft()))
    began = time.perf_counter()
    here.issue(approved)
    return time.perf_counter() - began


def _fan_outs(fresh: Callable[[Path], str]) -> tuple[float, float]:
    """Seconds for the ledger and for the bare copy of its rows into the same tables, by turns."""
    ours, bare = [], []
    with _house(fresh) as storage:
        storage.transactions.run_now(_offices)
        storage.transactions.run_work(partial(_crowd, meant=ROWS // 2, others=0))
        for number in range(ROUNDS):
            _tidy(storage)
            ours.append(_timed(lambda n=number: storage.transactions.run_now(partial(_write, number=n))))  # type: ignore[misc]
            storage.transactions.run_work(_keep)
            _tidy(storage)
            bare.append(_timed(lambda: storage.transactions.run_work(_copy)))
            storage.transactions.run_work(_forget)
    return min(ours), min(bare)


def _endings(fresh: Callable[[Path], str]) -> tuple[float, float]:
    """Seconds to tell all who had a circular that it is over, and for the bare copy of those messages, by turns."""
    ours, bare = [], []
    with _house(fresh) as storage:
        storage.transactions.run_now(_offices)
        storage.transactions.run_work(partial(_crowd, meant=ROWS // 2, others=0))
        for number in range(ROUNDS):
            storage.transactions.run_now(partial(_write, number=number))
            storage.transactions.run_work(_arrived)
            _tidy(storage)
            ours.append(_timed(lambda n=number: storage.transactions.run_now(partial(_end, number=n))))  # type: ignore[misc]
            storage.transactions.run_work(_keep_news)
            _tidy(storage)
            bare.append(_timed(lambda: storage.transactions.run_work(_copy_news)))
            storage.transactions.run_work(_forget_news)
    return min(ours), min(bare)


def _matching(fresh: Callable[[Path], str]) -> float:
    """How many times longer the same matches take among many, by turns."""
    with _house(fresh) as few, _house(fresh) as many:
        for storage, everybody in ((few, _FEW), (many, _MANY)):
            storage.transactions.run_now(_offices)
            storage.transactions.run_work(partial(_crowd, meant=_MATCHES, others=everybody - _MATCHES))
            _tidy(storage)
        seconds: dict[int, list[float]] = {id(few): [], id(many): []}
        for _ in range(50):
            for storage in (few, many):
                seconds[id(storage)].append(_timed(lambda s=storage: s.transactions.run_now(_match)))  # type: ignore[misc]
    return statistics.median(seconds[id(many)]) / statistics.median(seconds[id(few)])


def _memory(fresh: Callable[[Path], str], rows: int) -> float:
    """Kilobytes that a process of its own held at most while it issued to that many rows."""
    with _house(fresh) as storage, tempfile.TemporaryDirectory() as name:
        storage.transactions.run_now(_offices)
        storage.transactions.run_work(partial(_crowd, meant=rows // 2, others=0))
        _tidy(storage)
        context = multiprocessing.get_context("spawn")
        line, theirs = context.Pipe()
        key = storage.ring.key(storage.ring.current_id)
        process = context.Process(target=_issue_apart, args=(storage.url, KeyRing([key]), Path(name), theirs))
        process.start()
        peak: float = line.recv()
        process.join()
        return peak


def _issue_apart(url: str, keys: KeyRing, folder: Path, line: Connection) -> None:
    storage = open_storage(url, keys=keys, anchor_dir=folder)
    storage.transactions.run_now(partial(_write, number=0))
    line.send(_peak())
    storage.close()


def _peak() -> float:
    """`ru_maxrss` begins with what the parent process held; Linux says it of this one alone."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    told = dict(line.split(":", 1) for line in status.read_text().splitlines())
    return float(told["VmHWM"].split()[0])


def _timed(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def _offices(uow: UnitOfWork) -> None:
    make_person(uow)
    uow.signals.add(SIGNAL)
    for number in range(ROUNDS):
        names = {"id": f"c{number}", "number": f"n{number}", "official_number": f"o{number}"}
        uow.circulars.add(dataclasses.replace(CIRCULAR, **names))  # type: ignore[arg-type]


def _crowd(work: Work, *, meant: int, others: int) -> None:
    """People with a telegram chat, a web chat and a subscription; `meant` of them are to be matched."""
    numbers = f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {meant + others})"  # noqa: S608
    name = "substr(CAST(1000000000 + i AS TEXT), 2)"
    columns = "id, org_id, role, created_at, locale, post, active, version"
    work.write(
        text(
            f"INSERT INTO people ({columns}) {numbers} SELECT {name}, org_id, 'citizen', created_at, locale, post, "  # noqa: S608
            "TRUE, 0 FROM n CROSS JOIN people WHERE people.id = 'person'"
        ),
        kind="people",
    )
    for channel in ("telegram", "webchat"):
        work.write(
            text(
                "INSERT INTO addresses (id, person_id, channel, created_at, closed_reason, version) "  # noqa: S608
                f"SELECT id || '{channel}', id, '{channel}', created_at, '', 0 FROM people WHERE role = 'citizen'"
            ),
            kind="addresses",
        )
    step = max((meant + others) // meant, 1)  # the meant ones stand among the others, not in one place
    kinds = [(f"i % {step} = 0 AND i <= {meant * step}", _MEANT)]
    kinds += [(f"NOT ({kinds[0][0]}) AND i % 4 = {number}", missed) for number, missed in enumerate(_MISSES)]
    for condition, asked in kinds:
        work.write(
            text(
                "INSERT INTO subscriptions "  # noqa: S608
                "(id, person_id, created_at, products, hazards, origins, min_level, active, zone, bundled, version) "
                f"{numbers} SELECT {name}, {name}, people.created_at, {asked}, TRUE, '', FALSE, 0 "
                f"FROM n CROSS JOIN people WHERE people.id = 'person' AND {condition}"
            ),
            kind="subscriptions",
        )


def _tidy(storage: Storage) -> None:
    """What PostgreSQL does by itself after a while."""
    if not is_sqlite(storage.url):
        engine = lone_engine(storage.url)
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))
        engine.dispose()


def _write(uow: UnitOfWork, *, number: int) -> None:
    circular = f"c{number}"
    fanout = dataclasses.replace(
        FANOUT,
        circular_id=circular,
        notice=dataclasses.replace(PLAIN, id=circular, circular_id=circular),
        asking=None,
        answer_due=None,
        delivery_prefix=f"{number:032x}",
        message_prefix=f"{number:032x}",
    )
    reach = uow.ledger.write(Addressees(subscribed=_TOYS), fanout)
    if not reach.people or reach.unreachable:
        raise AssertionError(f"of {reach.people} people {reach.unreachable} were not reached")


def _end(uow: UnitOfWork, *, number: int) -> None:
    circular = f"c{number}"
    notice = dataclasses.replace(PLAIN, id=f"end {circular}", circular_id=circular)
    told = uow.endings.write(
        dataclasses.replace(ENDING, circular_id=circular, notice=notice, message_prefix=f"e{number:031x}")
    )
    if told != ROWS:
        raise AssertionError(f"{told} were told")


def _match(uow: UnitOfWork) -> None:
    found = len(uow.ledger.addressed(Addressees(subscribed=_TOYS)))
    if found != _MATCHES:
        raise AssertionError(f"{found} were matched")


def _keep(work: Work) -> None:
    for table in _LEDGER:
        work.write(text(f"CREATE TABLE kept_{table} AS SELECT * FROM {table}"), kind=table)  # noqa: S608
    _empty(work)


def _copy(work: Work) -> None:
    copied = [work.write(text(f"INSERT INTO {table} SELECT * FROM kept_{table}"), kind=table) for table in _LEDGER]  # noqa: S608
    if copied != [ROWS, ROWS]:
        raise AssertionError(f"{copied} rows were written")


def _arrived(work: Work) -> None:
    for table in _LEDGER:
        work.write(text(f"UPDATE {table} SET state = 'sent' WHERE state = 'queued'"), kind=table)  # noqa: S608


def _keep_news(work: Work) -> None:
    work.write(text("CREATE TABLE kept_news AS SELECT * FROM messages WHERE dedupe LIKE 'ended:%'"), kind="messages")
    work.write(text("DELETE FROM messages WHERE dedupe LIKE 'ended:%'"), kind="messages")


def _copy_news(work: Work) -> None:
    copied = work.write(text("INSERT INTO messages SELECT * FROM kept_news"), kind="messages")
    if copied != ROWS:
        raise AssertionError(f"{copied} rows were written")


def _forget_news(work: Work) -> None:
    work.write(text("DROP TABLE kept_news"), kind="messages")
    _empty(work)


def _forget(work: Work) -> None:
    for table in _LEDGER:
        work.write(text(f"DROP TABLE kept_{table}"), kind=table)
    _empty(work)


def _empty(work: Work) -> None:
    for table in _LEDGER:
        work.write(text(f"DELETE FROM {table}"), kind=table)  # noqa: S608


if __name__ == "__main__":
    for figure in figures():
        sys.stdout.write(f"{figure.what}: {figure.value:,.2f} {figure.unit} {figure.aim}\n")
