"""Receiving objections and answering them: receipt and code, evidence, limits to floods, reminders, answers by mail."""

import hmac
from collections.abc import Iterable, Iterator
from hashlib import sha256

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.urls import reverse

from accounts.actor import CLOCK
from accounts.models import Agency, StoredFile, User
from accounts.selectors.offices import users_of
from accounts.services import journal, notices
from accounts.services.files import keep
from accounts.services.notices import Message
from reviews.enums import AnswerWay, ObjectionStage
from reviews.models import Objection, Publicity
from reviews.selectors.people import officers_of_publisher
from reviews.services.numbers import free_receipt
from zcps import clock
from zcps.codes import random_code
from zcps.mail import refused
from zcps.templatetags.chinese import cn_close
from zcps.uploads import Purpose, accept

# From one address in an hour. An objection holds somebody's publicity: a flood of them must not hold a season.
MOST_AN_HOUR = 10
HOUR = 3600
_CODE = 8


def new_receipt() -> str:
    """Return a number that cannot be guessed and can be read over the telephone."""
    return free_receipt("YY", Objection.objects.all())


def new_code() -> str:
    """Return the code with which whoever objected looks at the answer; it is shown once and not kept."""
    return random_code(_CODE)


def sealed_code(receipt: str, code: str) -> str:
    """Return what is kept of the code."""
    return sha256(f"{receipt}:{code.strip().upper()}".encode()).hexdigest()


def found_by(receipt: str, word: str) -> Objection | None:
    """Return the objection with this receipt for whoever knows its code, or the contact that was left with it."""
    rows = Objection.objects.select_related("publicity", "entry")
    found = rows.filter(receipt=receipt.strip().upper()).first()
    if found is None or not word.strip():
        return None
    by_code = bool(found.secret) and hmac.compare_digest(found.secret, sealed_code(found.receipt, word))
    by_contact = bool(found.contact) and hmac.compare_digest(_plain(found.contact).encode(), _plain(word).encode())
    return found if by_code or by_contact else None


def _plain(contact: str) -> str:
    return "".join(sign for sign in contact.casefold() if not sign.isspace() and sign != "-")


def keep_evidence(upload: "File[bytes]") -> StoredFile:
    """Check, rebuild and keep a file handed in with an objection; it belongs to no account.

    Raises:
        UploadRefused: with a sentence for the person who handed it in.
    """
    return keep(accept(upload, Purpose.EVIDENCE), None)


def warn_overdue(limit: int = 200) -> int:
    """Tell the body, and who watches it, of every objection whose time limit has passed; each once."""
    return sum(1 for _ in _warned(limit))


def _warned(limit: int) -> Iterator[Objection]:
    for _ in range(limit):
        with transaction.atomic():
            late = Objection.objects.filter(stage=ObjectionStage.OPEN, due_at__lte=clock.now(), warned_at=None)
            rows = late.select_related("publicity__plan", "publicity__employer", "publicity__agency")
            found = rows.select_for_update(of=("self",), skip_locked=True, no_key=True).order_by("pk").first()
            if found is None:
                return
            found.warned_at = clock.now()
            found.save(update_fields=["warned_at"])
            entry = journal.record("objection_overdue", found, CLOCK, due=found.due_at.isoformat())
            notices.queue(entry.digest, _reminders(found))
        yield found


def _reminders(objection: Objection) -> Iterator[Message]:
    publicity = objection.publicity
    due = cn_close(objection.due_at)
    text = f"{publicity.title}的一件异议（受理编号 {objection.receipt}）应于{due}前答复，现已逾期。"
    address = reverse("objection", args=[objection.receipt])
    for officer in officers_of_publisher(publicity):
        yield Message(officer, "异议答复已逾期", f"{text}请尽快作出核查结论，或写明理由延长期限。", address)
    for officer in watchers(publicity):
        yield Message(officer, "异议答复已逾期", text, address)


def watchers(publicity: Publicity) -> Iterable[User]:
    """Return who supervises the body that published: the committees' supervision offices and the plan's HR bureau."""
    plan = publicity.plan
    supervisors = Agency.objects.filter(pk__in=plan.titles.values("committee__supervisor"))
    return [user for agency in [*supervisors, plan.hr_bureau] for user in users_of(agency)]


def send_answers(limit: int = 100) -> int:
    """Mail whoever left an address that his objection is decided; what was decided he reads with his code.

    An address that the server refuses is left to the officer's telephone. A server that does not answer is no fault of
    the address: the error rises, and the next run begins with it.

    Raises:
        OSError: the mail server cannot be reached.
    """
    return sum(1 for _ in _answered(limit))


def _answered(limit: int) -> Iterator[Objection]:
    for _ in range(limit):
        with transaction.atomic():
            waiting = Objection.objects.filter(answer_way=AnswerWay.MAIL, answered_at=None)
            rows = waiting.select_for_update(of=("self",), skip_locked=True, no_key=True)
            found = rows.order_by("pk").first()
            if found is None:
                return
            if _mailed(found):
                found.answered_at = clock.now()
            else:
                found.answer_way = ""
            found.save(update_fields=["answer_way", "answered_at"])
        yield found


def _mailed(objection: Objection) -> bool:
    address = f"{settings.SITE_ADDRESS}{reverse('objection_status')}"
    body = (
        f"您提出的异议（受理编号 {objection.receipt}）已有核查结论。"
        f"请凭受理编号和查询码（或您预留的联系方式）查看：{address}\n\n此邮件由系统自动发送，请勿回复。"
    )
    # Whom no mail reaches, an officer calls.
    return not refused(objection.contact, "您提出的异议已有核查结论", body, f"objection {objection.pk}")
