"""Two workers, each with a beat of its own, killed in a PDF and in a mail; and a clock that was set wrong.

They are caught where it hurts most: the files lie in the storage, their rows are not written yet; the mail server has
the mail, and has not said so.
"""

import datetime as dt
from collections import Counter
from typing import Any

from tests.faults.post import Post, open_post
from tests.faults.running import Running, until

PERIODS = 5
_HELD_AT, _OVER_AT = "2022-09-05 12:00", "2022-09-06 00:10"
_RELEASED = "SELECT count(*) FROM reviews_publicityentry WHERE released_at IS NOT NULL"
_PAPER = """SELECT number, attempts, failure, file_id, built_at IS NOT NULL FROM reviews_document
WHERE kind = 'review_form'"""
# What else is to be made would only take its time.
_NO_OTHER = """UPDATE reviews_document SET voided_at = requested_at
WHERE kind <> 'review_form' AND built_at IS NULL RETURNING id"""
_JOB = "SELECT stage, attempts, result_file_id FROM accounts_job"


def workers_are_killed_and_beats_fire_twice(running: Running, case: int, session: str) -> None:
    assert running.post(f"/applications/{case}/form/pdf/", session)[0] == 302
    [(job,)] = running.rows("SELECT id FROM accounts_job")
    running.rows(_NO_OTHER)
    [(number, *_)] = running.rows(_PAPER)
    files, strays = _files(running), _strays(running)
    with open_post() as post:
        post.hold.set()
        with running.files_held():
            running.start_workers(post.port)
            until(lambda: running.somebody_waits(2) and post.held.is_set())
            running.kill_workers()
        # Nothing is half there but two contents that no row knows; and nobody was told that it is done.
        assert running.rows(_PAPER) == [(number, 1, "", None, False)]
        assert running.rows(_JOB) == [("running", 1, None)]
        assert _files(running) == files
        assert len(_strays(running) - strays) == 2
        _a_clock_that_was_set_wrong_ends_nothing(running)
        running.set_clock(_OVER_AT)
        running.start_workers(post.port)
        until(lambda: _all_is_done(running))
        running.kill_workers()
    _nothing_is_lost_or_double(running, post, number)
    page = running.get(f"/jobs/{job}/", session)[1]
    assert "查看草稿" in page
    assert len(_strays(running) - strays) == 2


def _a_clock_that_was_set_wrong_ends_nothing(running: Running) -> None:
    running.set_clock(_HELD_AT)
    done = running.manage("sweep", ahead=dt.timedelta(days=1))
    assert done.returncode == 1
    assert "本机时钟比数据库的时钟快 24 小时" in done.stderr
    assert running.rows(_RELEASED) == [(0,)]


def _all_is_done(running: Running) -> bool:
    [(*_, is_built)] = running.rows(_PAPER)
    [(stage, *_)] = running.rows(_JOB)
    unsent = running.rows("SELECT count(*) FROM accounts_notice WHERE mailed_at IS NULL")
    return bool(is_built and stage == "done" and unsent == [(0,)] and running.rows(_RELEASED) == [(PERIODS,)])


def _nothing_is_lost_or_double(running: Running, post: Post, number: str) -> None:
    [(same_number, attempts, failure, paper, _)] = running.rows(_PAPER)
    assert (same_number, attempts, failure) == (number, 2, "")
    [(_, attempts, draft)] = running.rows(_JOB)
    assert attempts == 2
    [(made,)] = running.rows("SELECT count(*) FROM accounts_storedfile WHERE owner_id IS NULL OR id = %s", draft)
    assert (made, paper != draft) == (2, True), "each made once"
    for act in ("close_employer_publicity", "close_publicity"):
        acted = "SELECT count(*), count(DISTINCT subject_id) FROM accounts_journalentry WHERE act = %s"
        assert running.rows(acted, act) == [(PERIODS, PERIODS)]
    # Each notice once, but for the one whose sender was killed: that came again as the same mail.
    [(notices,)] = running.rows("SELECT count(*) FROM accounts_notice")
    times = Counter(post.taken)
    assert len(times) == notices > 2 * PERIODS
    assert [mail for mail, often in times.items() if often > 1] == [post.taken[0]]
    assert times[post.taken[0]] == 2


def _files(running: Running) -> list[tuple[Any, ...]]:
    return running.rows("SELECT content FROM accounts_storedfile ORDER BY 1")


def _strays(running: Running) -> set[str]:
    lying = {str(path.relative_to(running.files)) for path in running.files.rglob("*") if path.is_file()}
    return lying - {name for (name,) in _files(running)}
