"""`make demo`: the whole platform on this machine, with a season to look at, until Ctrl-C.

Starts the embedded servers, prepares the database, then runs the web server, the worker, the beat and a time-stamp
authority as children, and where IDENTITY names one, a service to sign in by (zcps/demo_sign_in.py). Data stays in var/
between starts; `--reset` forgets it. When this process dies, however it dies, its children go with it.
"""

import argparse
import contextlib
import ctypes
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

from zcps import demo_sign_in, services

HOST = "127.0.0.1"
PATIENCE_SECONDS = 60
DATA = (
    "postgres",
    "valkey",
    "files",
    "mail",
    "keys",
    "time-stamps",
    "demo-clock",
    "demo-season",
    "celerybeat",
    "identity",
)
CHILDREN = ("stamps", "web", "worker", "beat")
PR_SET_PDEATHSIG = 1


class DemoError(Exception):
    """The demonstration cannot run; the sentence says why and what to do."""


def main() -> int:
    """Run the demonstration and return the exit status."""
    parser = argparse.ArgumentParser(prog="make demo")
    parser.add_argument("--reset", action="store_true", help="forget the data of earlier demonstrations")
    options = parser.parse_args()
    # SIGINT too: a shell that starts something in the background has it ignored.
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, _interrupt)
    port = int(os.environ.get("PORT", "8000"))
    try:
        _require_free(port)
        if options.reset:
            _forget()
        with services.joined(services.DEMO) as addresses:
            _run({**os.environ, **addresses, **_environment(port)}, port)
    except (DemoError, services.postgres.StartError, services.valkey.StartError) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\n演示已停止，数据保留在 var/ 中。")
        return 0
    return 0


def _run(environment: dict[str, str], port: int) -> None:
    prepare = [sys.executable, "manage.py", "demo_prepare"]
    if subprocess.run(prepare, cwd=services.ROOT, env=environment, check=False).returncode:
        raise DemoError("演示数据没有准备好，原因见上。修正后重新运行，或用 make demo-reset 从头开始。")
    # Taken only now: preparing takes its time, and the port would not be kept for us.
    stamps = _free_port()
    sign_in = _sign_in(environment)
    environment = {**environment, "TIME_STAMP_ADDRESS": f"http://{HOST}:{stamps}/", **sign_in.environment}
    commands = {name: _command(name, stamps if name == "stamps" else port) for name in CHILDREN}
    if sign_in.command:
        commands["identity"] = list(sign_in.command)
    with contextlib.ExitStack() as stack:
        children = {name: stack.enter_context(_child(name, environment, run)) for name, run in commands.items()}
        _await(port, children)
        print(f"\n演示已启动，请访问：http://{HOST}:{port}/    按 Ctrl-C 停止；日志在 var/log/", flush=True)
        print("想从个人申报开始体验，请停止后运行：make demo-reset UNTIL=2022-09-08\n", flush=True)
        try:
            while True:
                _require_alive(children)
                time.sleep(1)
        finally:
            # All at once, so that stopping takes as long as the slowest; the stamps last, for what is being signed.
            for name in ("beat", "worker", "web"):
                children[name].terminate()


def _sign_in(environment: dict[str, str]) -> demo_sign_in.SignIn:
    kind = environment.get("IDENTITY", "")
    if not kind:
        return demo_sign_in.SignIn()
    people, site = demo_sign_in.people(environment), environment["SITE_ADDRESS"]
    try:
        return demo_sign_in.prepared(kind, _free_port(), site, services.VAR / "identity", people)
    except ValueError as error:
        raise DemoError(str(error)) from error


def _environment(port: int) -> dict[str, str]:
    return {
        "DJANGO_SETTINGS_MODULE": "zcps.settings.demo",
        "SITE_ADDRESS": f"http://{HOST}:{port}",
        "PYTHONUNBUFFERED": "1",
        "ZCPS_VAR": str(services.VAR),
    }


def _command(name: str, port: int) -> list[str]:
    celery = [sys.executable, "-m", "celery", "-A", "zcps.celery"]
    schedule = str(services.VAR / "celerybeat")
    return {
        "stamps": [sys.executable, "manage.py", "time_stamps", "--port", str(port)],
        "web": [sys.executable, "-m", "gunicorn", "zcps.wsgi", "-w", "3", "-b", f"{HOST}:{port}", "--preload"],
        "worker": [*celery, "worker", "-c", "1", "-l", "INFO", "--without-gossip", "--without-mingle"],
        "beat": [*celery, "beat", "-l", "INFO", "-s", schedule, "--pidfile="],
    }[name]


@contextlib.contextmanager
def _child(name: str, environment: dict[str, str], command: list[str]) -> Iterator["subprocess.Popen[bytes]"]:
    """Run one process in a session of its own, so that Ctrl-C reaches it through us, in order, and only once."""
    log = _log(name)
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as output:
        child = subprocess.Popen(
            command,
            cwd=services.ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
            preexec_fn=_die_with_parent,  # noqa: PLW1509 - this process has no threads
        )
    try:
        yield child
    finally:
        child.terminate()
        try:
            child.wait(10)
        except subprocess.TimeoutExpired:
            child.kill()


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _await(port: int, children: "dict[str, subprocess.Popen[bytes]]") -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        _require_alive(children)
        with contextlib.suppress(OSError), urllib.request.urlopen(f"http://{HOST}:{port}/health/", timeout=5):
            return
        time.sleep(0.2)
    raise DemoError(f"网页服务在 {PATIENCE_SECONDS} 秒内没有就绪，日志：\n{_tail('web')}")


def _require_alive(children: "dict[str, subprocess.Popen[bytes]]") -> None:
    for name, child in children.items():
        if child.poll() is not None:
            raise DemoError(f"进程 {name} 意外退出，日志：\n{_tail(name)}")


def _free_port() -> int:
    """Return a port for what only our own processes ask, and the browser that they send there."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _require_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise DemoError(
                f"端口 {port} 已被占用，演示无法启动。请先停止占用它的程序，或改用其他端口：make demo PORT={port + 1}\n"
                f"Port {port} is in use. Stop what uses it, or run: make demo PORT={port + 1}"
            ) from error


def _forget() -> None:
    """Remove the data of earlier demonstrations, servers first."""
    services.join(services.DEMO).leave()
    for name in DATA:
        path = services.VAR / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def _log(name: str) -> Path:
    return services.VAR / "log" / f"{name}.log"


def _tail(name: str) -> str:
    return _log(name).read_text(errors="replace")[-3000:]


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
