"""What happens to whoever files while PostgreSQL is killed, Redis is gone, or a new version is put in."""

import threading
from collections.abc import Callable
from typing import Any

from tests.faults.running import Running, until


def filing(case: int) -> str:
    return f"/applications/{case}/check/"


def state_of(running: Running, case: int) -> tuple[str, int, int]:
    """The stage, how often it was filed by the journal, and how many versions are frozen."""
    [(stage,)] = running.rows("SELECT stage FROM reviews_application WHERE id = %s", case)
    [(filed,)] = running.rows("SELECT count(*) FROM accounts_journalentry WHERE act = 'file' AND case_id = %s", case)
    [(frozen,)] = running.rows("SELECT count(*) FROM reviews_snapshot WHERE application_id = %s", case)
    return stage, filed, frozen


def meanwhile(act: Callable[[], Any]) -> tuple[threading.Thread, list[Any]]:
    found: list[Any] = []
    thread = threading.Thread(target=lambda: found.append(act()))
    thread.start()
    return thread, found


def the_database_is_killed_in_the_middle(running: Running, case: int, session: str) -> None:
    with running.case_held(case):
        thread, found = meanwhile(lambda: running.post(filing(case), session))
        until(running.somebody_waits)
        running.kill_postgres()
        thread.join()
    [(status, page)] = found
    assert status == 503
    assert "您的操作没有完成，已保存的内容不受影响" in page
    assert running.get("/health/")[0] == 503
    running.start_postgres()
    assert state_of(running, case) == ("draft", 0, 0)
    # Every process of the web server finds the new server by itself.
    assert [running.get(f"/applications/{case}/", session)[0] for _ in range(6)] == [200] * 6
    assert running.post(filing(case), session)[0] == 302
    assert state_of(running, case) == ("employer_review", 1, 1)


def queue_and_cache_are_gone(running: Running, case: int, session: str) -> None:
    running.stop_valkey()
    assert running.get("/health/")[0] == 503
    assert running.get(f"/applications/{case}/", session)[0] == 200
    assert running.post(filing(case), session)[0] == 302
    assert state_of(running, case) == ("employer_review", 1, 1)
    # The notice is in the database and goes out when the queue is back.
    assert running.rows("SELECT count(*) > 0 FROM accounts_notice WHERE mailed_at IS NULL") == [(True,)]
    running.start_valkey()
    running.stop_web()
    running.start_web()


def a_new_version_is_put_in(running: Running, case: int, session: str) -> None:
    with running.case_held(case):
        thread, found = meanwhile(lambda: running.post(filing(case), session))
        until(running.somebody_waits)
        running.ask_web_to_end()
    thread.join()
    assert found[0][0] == 302
    running.stop_web()
    running.start_web()
    assert running.post(filing(case), session)[0] == 302
    assert state_of(running, case) == ("employer_review", 1, 1)
