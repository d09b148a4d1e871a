"""A kind of long work for tests: it counts to what it is given, or fails as it is told."""

from collections.abc import Callable, Mapping
from typing import Any

from accounts.actor import Actor
from accounts.models import Job, User
from accounts.selectors.hats import hat_worn
from accounts.services.jobs import JobFailed, Work, handles, start

KIND = "counting"
# What happens in the middle of the work, where a test wants to be there.
MEANWHILE: list[Callable[[Work], None]] = []


@handles(KIND, label="计数", leads_to=lambda job: f"/counted/{job.result['counted']}/", link="查看数目")
def count(work: Work) -> Mapping[str, Any]:
    number = int(work.job.input["number"])
    if number < 0:
        raise JobFailed("数目不能小于 0，请重新填写。")
    work.expect(number, "正在计数")
    for _ in range(number):
        work.advance()
    for happen in MEANWHILE:
        happen(work)
    with work.committing():
        User.objects.filter(pk=work.job.owner_id).update(email=f"{number}@example.com")
        work.finish({"counted": number})
    return {"counted": number}


def make_job(owner: User, number: int = 3) -> Job:
    return start(KIND, _hat(owner), given={"number": number})


def _hat(owner: User) -> Actor:
    return hat_worn(owner, "")[0]
