"""A platform of its own, to be broken: servers that nobody else uses, and a web server before them."""

import datetime as dt
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

from zcps import clock, services
from zcps.services import postgres, valkey

PATIENCE_SECONDS = 60
DATABASE = "faults"
_TOKEN = "f" * 32
_FORM = "application/x-www-form-urlencoded"


class Running:
    """The servers, their web server, and what a browser and an administrator would do with them."""

    def __init__(self, folder: Path) -> None:
        """Take a folder in which everything lies."""
        self.folder = folder
        self.place = services.Place(folder / "postgres", folder / "valkey", durable=True)
        self.port = _free_port()
        self.files, self.temporary, self.log = folder / "files", folder / "tmp", folder / "web.log"
        self._web: subprocess.Popen[bytes] | None = None
        self._workers: list[subprocess.Popen[bytes]] = []

    def open(self, source: str) -> None:
        """Start, with a copy of another database."""
        self.temporary.mkdir()
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
        self.kill_workers()
        valkey.stop(self.place.valkey)
        postgres.stop(self.place.postgres)

    def start_postgres(self) -> None:
        """Start the database server, also after it was killed."""
        postgres.start(self.place.postgres, durable=True)

    def kill_postgres(self) -> None:
        """Kill the database server and all of its children, as when the power fails."""
        pid = int((self.place.postgres / "postmaster.pid").read_text().split()[0])
        for each in (pid, *_children(pid)):
            os.kill(each, signal.SIGKILL)

    def start_valkey(self) -> None:
        """Start queue and cache; each time at another address."""
        valkey.start(self.place.valkey, durable=False)

    def stop_valkey(self) -> None:
        """Stop queue and cache."""
        valkey.stop(self.place.valkey)

    def start_web(self) -> None:
        """Start the web server as production does, and wait until it answers."""
        command = [sys.executable, "-m", "gunicorn", "zcps.wsgi", "-c", "deploy/gunicorn.py"]
        with self.log.open("ab") as log:
            self._web = subprocess.Popen(
                command, cwd=services.ROOT, env=self._environment("web"), stdout=log, stderr=log
            )
        until(lambda: self.get("/health/")[0] == 200)

    def web_workers(self) -> list[int]:
        """Return the processes that answer."""
        assert self._web is not None
        return _children(self._web.pid)

    def start_workers(self, mail: int) -> None:
        """Start two workers, each with a beat of its own; mail goes to a port."""
        environment = {**self._environment("worker"), "FAULTS_MAIL": str(mail)}
        options = ["-c", "4", "-l", "INFO", "--without-gossip", "--without-mingle", "--without-heartbeat"]
        for name in ("one", "two"):
            beat = ["-B", "-s", str(self.folder / f"beat-{name}"), "-n", f"{name}@faults"]
            command = [sys.executable, "-m", "celery", "-A", "zcps.celery", "worker", *beat, *options]
            with (self.folder / f"worker-{name}.log").open("ab") as log:
                self._workers.append(
                    subprocess.Popen(
                        command, cwd=services.ROOT, env=environment, stdout=log, stderr=log, start_new_session=True
                    )
                )

    def kill_workers(self) -> None:
        """Kill them and their children, without a word."""
        for worker in self._workers:
            os.killpg(worker.pid, signal.SIGKILL)
            worker.wait(PATIENCE_SECONDS)
        self._workers.clear()

    def manage(self, *command: str, ahead: dt.timedelta) -> "subprocess.CompletedProcess[str]":
        """Run a command on a machine whose clock is so much ahead."""
        return subprocess.run(
            [sys.executable, "manage.py", *command], cwd=services.ROOT, capture_output=True, text=True, check=False,
            env={**self._environment("worker"), "FAULTS_AHEAD": str(ahead.total_seconds())},
        )  # fmt: skip

    def _environment(self, settings: str) -> dict[str, str]:
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": f"tests.faults.{settings}",
            "DATABASE_URL": postgres.address(self.place.postgres, DATABASE),
            "REDIS_URL": valkey.address(self.place.valkey),
            "FAULTS_FOLDER": str(self.folder),
            "TMPDIR": str(self.temporary),
            "BIND": f"127.0.0.1:{self.port}",
            "WEB_CONCURRENCY": "2",
        }

    def set_clock(self, moment: str) -> None:
        """Set the platform's clock to a moment in Shanghai, for all of its processes."""
        wanted = dt.datetime.fromisoformat(moment).replace(tzinfo=clock.SHANGHAI)
        (self.folder / "demo-clock").write_text(str((wanted - clock.machine()).total_seconds()))

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

    def upload(self, address: str, session: str, field: str, content: bytes) -> tuple[int, str]:
        """Send a form with a file, as a browser would."""
        token = f'--{_TOKEN}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{_TOKEN}\r\n'
        file = f'--{_TOKEN}\r\nContent-Disposition: form-data; name="{field}"; filename="upload.jpg"\r\n\r\n'
        body = f"{token}{file}".encode() + content + f"\r\n--{_TOKEN}--\r\n".encode()
        return self._ask("POST", address, session, body, f"multipart/form-data; boundary={_TOKEN}")

    def _ask(
        self, method: str, address: str, session: str, body: str | bytes = "", kind: str = _FORM
    ) -> tuple[int, str]:
        headers = {
            "Cookie": f"sessionid={session}; csrftoken={_TOKEN}",
            "Content-Type": kind,
            "Accept": "text/html",
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

    @contextmanager
    def files_held(self) -> Iterator[None]:
        """Let nobody write a file's row: whoever has made a file waits before he can say so."""
        with closing(postgres.connect(self.place.postgres, DATABASE)) as connection:
            connection.autocommit = False
            connection.cursor().execute("LOCK TABLE accounts_storedfile IN SHARE MODE")
            yield
            connection.rollback()

    def somebody_waits(self, number: int = 1) -> bool:
        """Whether so many acts wait for somebody else."""
        [(waiting,)] = self.rows("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
        return bool(waiting >= number)


def _children(pid: int) -> list[int]:
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def until(holds: Any) -> None:
    """Wait until something holds."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        assert time.monotonic() < deadline, "it never came about"
        time.sleep(0.1)


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
