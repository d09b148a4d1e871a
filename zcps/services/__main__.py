"""Run a command beside the embedded servers: `python -m zcps.services [--tests] command …`."""

import argparse
import os
import subprocess
import sys

from zcps import services


def main(arguments: list[str] | None = None) -> int:
    """Start the servers, run the command with DATABASE_URL and REDIS_URL set, and return its exit status."""
    parser = argparse.ArgumentParser(prog="python -m zcps.services")
    parser.add_argument("--tests", action="store_true", help="the servers of the tests instead of the demonstration's")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    options = parser.parse_args(arguments)
    place = services.TESTS if options.tests else services.DEMO
    try:
        return _run(place, options.command)
    except (services.postgres.StartError, services.valkey.StartError) as error:
        print(error, file=sys.stderr)
        return 1


def _run(place: services.Place, command: list[str]) -> int:
    with services.joined(place) as addresses:
        environment = {"DJANGO_SETTINGS_MODULE": "zcps.settings.demo", **os.environ, **addresses}
        try:
            return subprocess.run(command, env=environment, check=False).returncode
        except KeyboardInterrupt:
            return 130


if __name__ == "__main__":
    sys.exit(main())
