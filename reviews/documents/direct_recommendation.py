"""《直接申报专家推荐表》: for somebody who does not meet the conditions and is put forward by experts (S1 附件1第4条).

The notice's annex 2 is not among the texts at hand. What it asks is in the notice: who applies for what, the landmark
results in the reason, and the experts, who sign. The reason is filled in on line, as a record of the archive; it is
printed from that record for the signatures, and after filing from the frozen version.
"""

from collections.abc import Mapping
from typing import Any

from applicants.models import ArchiveRecord
from applicants.modules import chinese_date, pairs_of
from law.materials import EXPERT_FORM
from reviews.documents.paper import Paper
from reviews.models import Document
from zcps import clock
from zcps.templatetags.chinese import cn_plain

TEMPLATE = "reviews/documents/direct_recommendation.html"
# How many experts sign the notice does not say; three places, further ones on a copy.
PLACES = 3
_RESULTS = 12


def record_in(content: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the record with the reason in a frozen content, where the person was put forward."""
    rows: list[dict[str, Any]] = content["others"]
    return next((row for row in rows if row["data"].get("kind") == EXPERT_FORM), None)


def view_of(document: Document) -> Paper:
    """Return the form as it was filed."""
    snapshot = document.snapshot
    assert snapshot is not None, "asked for by filing"  # noqa: S101 - the row's kind promises it
    content, found = snapshot.content, record_in(snapshot.content)
    assert found is not None, "asked for where there is one"  # noqa: S101 - as above
    p, asked = content["profile"], content["application"]
    basics = _basics(p) | {"申报资格": asked["title"], "申报专业": asked["specialty"]}
    results = [str(row["title"]) for row in content["achievements"]["after"]][:_RESULTS]
    return _paper(basics, str(found["data"].get("reason") or ""), results, dated=cn_plain(snapshot.frozen_at))


def paper_to_sign(record: ArchiveRecord) -> Paper:
    """Return the form for the experts to sign, before it is uploaded; title and specialty are written in by hand."""
    profile = record.profile
    born = profile.born_on.isoformat() if profile.born_on else ""
    person = {
        "name": profile.user.name,
        "gender": profile.get_gender_display(),
        "born_on": born,
        "employer": profile.employer.name if profile.employer else "",
        "post": profile.post,
        "craft": profile.craft,
        "education": "",
        "current_title": "",
    }
    basics = _basics(person) | {"申报资格": "", "申报专业": ""}
    reason = dict(pairs_of(record)).get("推荐理由", "") or str(record.data.get("reason") or "")
    return _paper(basics, reason, [], dated=cn_plain(clock.now()))


def _basics(p: Mapping[str, Any]) -> dict[str, str]:
    return {
        "姓名": p["name"],
        "性别": p["gender"],
        "出生日期": chinese_date(p["born_on"]) if p["born_on"] else "",
        "最高学历": p["education"],
        "工作单位": p["employer"],
        "现任岗位": p["post"],
        "现任专业技术职务": p["current_title"],
        "现从事专业": p["craft"],
    }


def _paper(basics: dict[str, str], reason: str, results: list[str], *, dated: str) -> Paper:
    pairs = list(basics.items())
    context = {
        "heading": EXPERT_FORM,
        "rows": [pairs[place : place + 2] for place in range(0, len(pairs), 2)],
        "reason": reason,
        "results": results,
        "places": list(range(1, PLACES + 1)),
        "dated": dated,
    }
    return Paper(TEMPLATE, EXPERT_FORM, context)
