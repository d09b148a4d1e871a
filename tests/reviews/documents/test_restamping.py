"""Old signatures stamped again in time: the paper stays what it is and outlives the authority's certificate."""

import datetime as dt
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from accounts.models import JournalEntry
from accounts.services.files import content_of, keep_pdf
from reviews.documents.restamping import restamp_due
from reviews.enums import DocumentKind
from reviews.models import Document, PaperStamp
from reviews.services.paper_answers import answer
from reviews.services.watch import State, checks
from tests.signing import BEGIN, SigningPlace, served
from tests.zcps import signed_papers
from zcps import clock as platform_clock
from zcps.signed.authority import Pair, make_list, make_root, make_stamper
from zcps.signed.papers import seal, verdict
from zcps.signed.seal import Seal
from zcps.signed.store import KeyStore
from zcps.signed.tsa import StampAuthority, server
from zcps.signed.verdicts import Finding

pytestmark = pytest.mark.django_db
SIGNED, DAY = dt.datetime(2022, 9, 29, 3, tzinfo=dt.UTC), dt.timedelta(days=1)


class Authority:
    """A time-stamp authority whose certificate ends in 2023, and which has another one afterwards."""

    def __init__(self, settings: Any, rooms: ExitStack) -> None:
        self.root = make_root("时间戳服务根", BEGIN)
        self._settings, self._rooms = settings, rooms
        self.serves(make_stamper(self.root, "时间戳服务", SIGNED - DAY, 366 * DAY))

    def serves(self, pair: Pair) -> None:
        """Answer with this certificate from now on."""
        address = self._rooms.enter_context(served(server(StampAuthority(pair, platform_clock.now))))
        self._settings.TIME_STAMP_ADDRESS = address


@pytest.fixture
def authority(signing_place: SigningPlace, tmp_path: Path, settings: Any, clock) -> Iterator[Authority]:
    shutil.copytree(signing_place.keys, tmp_path / "keys")
    settings.PAPER_KEYS = tmp_path / "keys"
    clock.set("2022-09-29 11:00")
    with ExitStack() as rooms:
        made = Authority(settings, rooms)
        KeyStore(tmp_path / "keys").publish(made.root.certificate, make_list(made.root, BEGIN, {}))
        yield made


def paper(number: str = "BAB20220929000001") -> Document:
    pdf, _ = seal(signed_papers.blank(), number=number, look=Seal("甲"))
    return Document.objects.create(
        kind=DocumentKind.RESULT_FILING_FORM,
        number=number,
        short_code=number[-8:],
        requested_at=platform_clock.now(),
        built_at=platform_clock.now(),
        file=keep_pdf("备案表.pdf", pdf, 1),
    )


def stamps_watched() -> tuple[str, str]:
    found = next(check for check in checks() if check.title == "文书时间戳")
    return found.state, found.text


def test_a_paper_is_stamped_again_before_its_stamp_ends_and_old_copies_still_count(authority: Authority, clock) -> None:
    document = paper()
    assert document.file is not None
    old = content_of(document.file)
    assert (restamp_due().noted, restamp_due().noted) == (1, 0)
    assert stamps_watched()[0] == State.DONE
    # In the last half year, by the authority's next certificate.
    clock.set("2023-06-01 09:00")
    authority.serves(make_stamper(authority.root, "时间戳服务", platform_clock.now(), 3650 * DAY))
    done = restamp_due()
    assert (done.stamped, done.failed, done.why) == (1, 0, "")
    assert restamp_due().stamped == 0
    document.refresh_from_db()
    new = content_of(document.file)
    assert new.startswith(old)
    assert PaperStamp.objects.count() == 2
    entry = JournalEntry.objects.get(act="restamp_paper")
    assert (entry.subject_id, entry.data["number"]) == (document.pk, document.number)
    # Five years later nobody has the first certificate any more.
    clock.set("2028-06-01 09:00")
    found = verdict(new)
    assert found.holds
    assert found.number == document.number
    assert found.signed_at is not None
    assert found.signed_at - SIGNED < DAY
    assert verdict(old).finding is Finding.UNSTAMPED
    said = answer(verdict(old))
    assert said.tone == "done"
    assert "补加时间戳" in said.sentence
    # What never lay with us is not believed.
    assert answer(verdict(old + b"\n")).tone == "stop"


def test_where_the_authority_has_no_new_certificate_or_is_gone_the_watch_says_so(
    authority: Authority, settings: Any, clock
) -> None:
    document = paper()
    restamp_due()
    clock.set("2023-06-01 09:00")
    assert "仍在使用将要到期的证书" in restamp_due().why
    settings.TIME_STAMP_ADDRESS = "http://127.0.0.1:9/"
    assert "时间戳服务暂时不可用" in restamp_due().why
    clock.set("2023-07-20 09:00")
    state, text = stamps_watched()
    assert state == State.DUE
    assert "1 份文书没有补加时间戳，最早于2023年9月29日" in text
    clock.set("2023-09-10 09:00")
    assert stamps_watched()[0] == State.STOP
    # Once it has ended the paper cannot be stamped any more: said once, and nobody else is kept waiting.
    clock.set("2023-10-10 09:00")
    authority.serves(make_stamper(authority.root, "时间戳服务", platform_clock.now(), 3650 * DAY))
    later = paper("BAB20231010000002")
    done = restamp_due()
    assert (done.failed, done.stamped, done.why) == (1, 0, "")
    assert PaperStamp.objects.get(number=document.number).failure.startswith("文件现在不能通过查验")
    assert stamps_watched()[0] == State.STOP
    assert PaperStamp.objects.get(number=later.number).failure == ""
