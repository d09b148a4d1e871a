"""A platform of its own, to be broken: servers that nobody else uses, and a web server before them."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import psycopg2

from zcps import services
from zcps.services import postgres, valkey

PATIENCE_SECONDS = 30
DATABASE = "faults"
_TOKEN = "f" * 32


class Running:
    """The servers, their web server, and what a browser and an administrator would do with them."""

    def __init__(self, folder: Path) -> None:
        """Take a folder in which everything lies."""
        self.folder = folder
        self.place = services.Place(folder / "postgres", folder / "valkey", durable=True)
        self.port = _free_port()
        self._web: subprocess.Popen[bytes] | None = None

    def open(self, source: str) -> None:
        """Start, with a copy of another database."""
        self.start_postgres()
        # What is written survives a killed server all the same; only the machine itself must not lose power.
        for said in ("ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()"):
            self._say(said)
        self.start_valkey()
        postgres.create_database(self.place.postgres, DATABASE)
        programs: Path = postgres._programs()
        with subprocess.Popen([programs / "pg_dump", "--no-owner", source], stdout=subprocess.PIPE) as dump:
            target = postgres.address(self.place.postgres, DATABASE)
            command: list[str | Path] = [programs / "psql", "--quiet", "--set", "ON_ERROR_STOP=1", target]
            subprocess.run(command, stdin=dump.stdout, stdout=subprocess.DEVNULL, check=True)
        assert dump.returncode == 0
        self.start_web()

    def close(self) -> None:
        """Stop everything."""
        self.stop_web(signal.SIGKILL)
        valkey.stop(self.place.valkey)
        postgres.stop(self.place.postgres)

    def start_postgres(self) -> None:
        """Start the database server, also after it was killed."""
        postgres.start(self.place.postgres, durable=True)

    def kill_postgres(self) -> None:
        """Kill the database server and all of its children, as when the power fails."""
        pid = int((self.place.postgres / "postmaster.pid").read_text().split()[0])
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        for each in (pid, *map(int, children)):
            os.kill(each, signal.SIGKILL)

    def start_valkey(self) -> None:
        """Start queue and cache; each time at another address."""
        valkey.start(self.place.valkey, durable=False)

    def stop_valkey(self) -> None:
        """Stop queue and cache."""
        valkey.stop(self.place.valkey)

    def start_web(self) -> None:
        """Start the web server as production does, and wait until it answers."""
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.faults.web",
            "DATABASE_URL": postgres.address(self.place.postgres, DATABASE),
            "REDIS_URL": valkey.address(self.place.valkey),
            "FAULTS_FOLDER": str(self.folder),
            "BIND": f"127.0.0.1:{self.port}",
            "WEB_CONCURRENCY": "2",
        }
        command = [sys.executable, "-m", "gunicorn", "zcps.wsgi", "-c", "deploy/gunicorn.py"]
        with (self.folder / "web.log").open("ab") as log:
            self._web = subprocess.Popen(command, cwd=services.ROOT, env=environment, stdout=log, stderr=log)
        until(lambda: self.get("/health/")[0] == 200)

    def stop_web(self, by: signal.Signals = signal.SIGTERM) -> None:
        """Ask the web server to end, as a deployment does, and wait until it has."""
        if self._web is not None:
            self._web.send_signal(by)
            self._web.wait(PATIENCE_SECONDS)

    def ask_web_to_end(self) -> None:
        """Begin a deployment: nobody new is let in, who is inside is served to the end."""
        assert self._web is not None
        self._web.send_signal(signal.SIGTERM)

    def get(self, address: str, session: str = "") -> tuple[int, str]:
        """Open a page; status 0 where nobody answers."""
        return self._ask("GET", address, session)

    def post(self, address: str, session: str) -> tuple[int, str]:
        """Send an empty form as a browser would."""
        return self._ask("POST", address, session, f"csrfmiddlewaretoken={_TOKEN}")

    def _ask(self, method: str, address: str, session: str, body: str = "") -> tuple[int, str]:
        headers = {
            "Cookie": f"sessionid={session}; csrftoken={_TOKEN}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)) as connection:
            try:
                connection.request(method, address, body, headers)
                answer = connection.getresponse()
                return answer.status, answer.read().decode()
            except OSError:
                return 0, ""

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Ask the database."""
        with closing(postgres.connect(self.place.postgres, DATABASE)) as connection, connection.cursor() as cursor:
            cursor.execute(sql, values)
            return list(cursor.fetchall())

    def _say(self, sql: str) -> None:
        with closing(postgres.connect(self.place.postgres)) as connection, connection.cursor() as cursor:
            cursor.execute(sql)

    @contextmanager
    def case_held(self, case: int) -> Iterator[None]:
        """Hold a case's row, so that whoever acts on it waits in the middle of his act."""
        with closing(postgres.connect(self.place.postgres, DATABASE)) as connection:
            connection.autocommit = False
            connection.cursor().execute("SELECT 1 FROM reviews_application WHERE id = %s FOR UPDATE", [case])
            try:
                yield
            finally:
                _give_up(connection)

    def somebody_waits(self) -> bool:
        """Whether an act waits for a row."""
        return bool(self.rows("SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'"))


def until(holds: Any) -> None:
    """Wait until something holds."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        assert time.monotonic() < deadline, "it never came about"
        time.sleep(0.05)


def _give_up(connection: Any) -> None:
    try:
        connection.rollback()
    except psycopg2.Error:
        # The server was killed under it: nothing is held any more.
        assert connection.closed


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
