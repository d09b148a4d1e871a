"""Whether this process can do its work: asked by the load balancer and by the container runtime."""

from collections.abc import Callable

from django.core.cache import cache
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse


def health(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 - a view
    """Answer 200 where database and Redis answer, else 503; say which of them does not."""
    state = {"database": _works(_ask_database), "redis": _works(_ask_redis)}
    return JsonResponse(state, status=200 if all(state.values()) else 503)


def ready(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 - a view
    """Answer 200 where work can begin: servers answer, the tables are those of this release, files can be reached."""
    asked = {"database": _ask_database, "redis": _ask_redis, "migrations": _ask_migrations, "storage": _ask_storage}
    state = {name: _works(ask) for name, ask in asked.items()}
    return JsonResponse(state, status=200 if all(state.values()) else 503)


def _everybody(_actor: object) -> bool:
    return True


# A load balancer has no account. accounts.middleware opens views by this mark; this layer cannot import its decorator.
for _view in (health, ready):
    _view.rule = _everybody  # type: ignore[attr-defined]  # the middleware looks for it here
    _view.has_subject = False  # type: ignore[attr-defined]  # the middleware looks for it here


def _works(ask: Callable[[], object]) -> bool:
    try:
        ask()
    except Exception:  # noqa: BLE001 - whatever is wrong, the answer is no
        return False
    return True


def _ask_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _ask_redis() -> None:
    cache.get("health")


def _ask_migrations() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise LookupError("the database is behind this release")


def _ask_storage() -> None:
    default_storage.exists("ready")
