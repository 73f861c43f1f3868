"""A PostgreSQL cluster that keeps its log: base backups, and clusters brought to a moment from them."""

from __future__ import annotations

import shlex
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tests.support.postgres import Server, _as_ordinary_user, _environment, _programs

_PATIENCE = 60.0  # seconds
_SETTINGS = ("listen_addresses=", "max_connections=60", "shared_buffers=32MB", "fsync=off")


class ArchivedCluster:
    """`archive` gets every finished segment of the log, as `archive_command` would copy it to another machine."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.archive = folder / "archive"
        self._programs = _programs()
        self._prefix = _as_ordinary_user(folder)
        self._run("mkdir", str(self.archive))
        self._run("initdb", "-D", folder / "data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
        command = f"test ! -f {shlex.quote(str(self.archive))}/%f && cp %p {shlex.quote(str(self.archive))}/%f"
        self.server = self._start("data", "wal_level=replica", "archive_mode=on", f"archive_command={command}")

    def base_backup(self) -> None:
        """While the server runs."""
        self._run("pg_basebackup", "-D", self.folder / "base", "-h", self.folder, "-U", "postgres", "-c", "fast")
        self._run("pg_verifybackup", self.folder / "base")

    def moment(self) -> str:
        """Now, by the server's clock; what is committed later is after it."""
        return str(self._ask("SELECT clock_timestamp()"))

    def archive_all(self) -> None:
        """Waits until the log up to now is in the archive."""
        last = str(self._ask("SELECT pg_walfile_name(pg_switch_wal())"))
        until = time.monotonic() + _PATIENCE
        while not (self.archive / last).exists():
            assert time.monotonic() < until, f"{last} did not come into the archive"
            time.sleep(0.05)

    def brought_to(self, moment: str) -> Server:
        """A new cluster from base backup and archive; the old one must be gone."""
        data = self.folder / "restored"
        self._run("cp", "-a", self.folder / "base", data)
        settings = {
            "restore_command": f"cp {shlex.quote(str(self.archive))}/%f %p",
            "recovery_target_time": moment,
            "recovery_target_action": "promote",
            "archive_mode": "off",
        }
        lines = "".join(f"{name} = '{value}'\n" for name, value in settings.items())
        with (data / "postgresql.auto.conf").open("a") as file:
            file.write(lines)
        self._run("touch", data / "recovery.signal")
        server = self._start("restored")
        self.server = server
        until = time.monotonic() + _PATIENCE
        while self._ask("SELECT pg_is_in_recovery()"):
            assert time.monotonic() < until, "the recovery did not come to its end"
            time.sleep(0.05)
        return server

    def _ask(self, statement: str) -> object:
        address = self.server.url("postgres").replace("postgresql+psycopg", "postgresql")
        with psycopg.connect(address, autocommit=True) as connection:
            row = connection.execute(statement.encode()).fetchone()
        return None if row is None else row[0]

    def _start(self, data: str, *settings: str) -> Server:
        options = [part for setting in (*_SETTINGS, *settings) for part in ("-c", setting)]

        def launch() -> subprocess.Popen[bytes]:
            with (self.folder / f"{data}.log").open("ab") as log:
                return subprocess.Popen(
                    [*self._prefix, self._programs / "postgres", "-D", self.folder / data, "-k", self.folder, *options],
                    stdout=log,
                    stderr=log,
                    stdin=subprocess.DEVNULL,
                    cwd="/",
                    env=_environment(),
                    start_new_session=True,
                )

        server = Server(f"postgresql+psycopg://postgres@/postgres?host={self.folder}", launch)
        server.wait()
        return server

    def _run(self, program: str, *arguments: str | Path) -> None:
        found = self._programs / program
        done = subprocess.run(
            [*self._prefix, found if found.exists() else program, *arguments],
            capture_output=True,
            check=False,
            cwd="/",
            env=_environment(),
        )
        assert done.returncode == 0, f"{program} failed: {done.stderr.decode(errors='replace').strip()[-300:]}"


@contextmanager
def archived_cluster() -> Iterator[ArchivedCluster]:
    """Raises `NoServer` where there are no binaries."""
    # Short, for the path of the socket may have 107 bytes at most.
    with tempfile.TemporaryDirectory(prefix="fh-pitr-", dir="/tmp", ignore_cleanup_errors=True) as folder:
        cluster = ArchivedCluster(Path(folder))
        try:
            yield cluster
        finally:
            cluster.server.stop()
