"""Questions to an office: received under a number, answered by mail."""

from collections.abc import Iterator

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from accounts.actor import PUBLIC
from accounts.models import Agency
from accounts.selectors.offices import users_of
from accounts.services import journal, notices
from accounts.services.notices import Message
from reviews.enums import InquiryStage
from reviews.models import Inquiry, Plan
from reviews.services.calendar import after_working_days
from reviews.services.numbers import free_receipt
from zcps import clock
from zcps.mail import refused

# The notices say "promptly" (及时) and no day: this is what the platform promises on its page.
ANSWER_DAYS = 5


@transaction.atomic
def receive(agency: Agency, plan: Plan | None, **told: str) -> Inquiry:
    """Keep a question under a number that cannot be guessed, and tell the office."""
    made = Inquiry.objects.create(
        receipt=free_receipt("ZX", Inquiry.objects.all()),
        agency=agency,
        plan=plan,
        asked_at=clock.now(),
        due_at=after_working_days(ANSWER_DAYS),
        **told,
    )
    entry = journal.record("ask_question", made, PUBLIC, after=made.stage, agency=agency.name, topic=made.topic)
    text = f"收到一件咨询（{made.receipt}）：{made.get_topic_display()}。请在 {ANSWER_DAYS} 个工作日内答复。"
    address = reverse("inquiry", args=[made.receipt])
    notices.queue(entry.digest, [Message(user, "收到咨询", text, address) for user in users_of(agency)])
    return made


def send_answers(limit: int = 100) -> int:
    """Mail the answers that have not gone out; an address that the server refuses is noted and not tried again.

    Raises:
        OSError: the mail server cannot be reached; the next run begins with the same answer.
    """
    return sum(1 for _ in _mailed(limit))


def _mailed(limit: int) -> Iterator[Inquiry]:
    for _ in range(limit):
        with transaction.atomic():
            waiting = Inquiry.objects.filter(stage=InquiryStage.ANSWERED, mailed_at=None, mail_error="")
            rows = waiting.select_for_update(of=("self",), skip_locked=True, no_key=True)
            found = rows.select_related("agency").order_by("pk").first()
            if found is None:
                return
            found.mail_error = _attempt(found)
            found.mailed_at = None if found.mail_error else clock.now()
            found.save(update_fields=["mailed_at", "mail_error"])
        yield found


def _attempt(inquiry: Inquiry) -> str:
    basis = f"\n\n依据：{inquiry.clause}" if inquiry.clause else ""
    body = (
        f"{inquiry.name}：\n\n您的咨询（受理编号 {inquiry.receipt}）：\n{inquiry.text}\n\n"
        f"{inquiry.agency.name}答复：\n{inquiry.answer}{basis}\n\n"
        f"常见问题：{settings.SITE_ADDRESS}{reverse('questions')}\n\n此邮件由系统自动发送，请勿回复。"
    )
    return refused(inquiry.email, "您的咨询已答复", body, f"inquiry {inquiry.pk}")
