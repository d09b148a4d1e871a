"""One mail to one person, in plain text."""

import smtplib
from hashlib import sha256
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage

_LONGEST_ERROR = 200


def refused(recipient: str, subject: str, body: str, called: str) -> str:
    """Send a mail now and return why the server refuses it for good; empty where it was taken.

    What cannot be sent to an address must not keep what is behind it waiting. A server that does not answer is no fault
    of the address: the error rises, and the next run begins with the same mail.

    Args:
        recipient: one address.
        subject: one line.
        body: plain text.
        called: as for send().

    Raises:
        OSError: the mail server cannot be reached.
    """
    try:
        send(recipient, subject, body, called)
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError, ValueError) as refusal:
        return str(refusal)[:_LONGEST_ERROR] or type(refusal).__name__
    return ""


def send(recipient: str, subject: str, body: str, called: str) -> None:
    """Send a mail now; the caller decides when, and whether to try again.

    Args:
        recipient: one address.
        subject: one line; line breaks are turned into spaces, so that no header can be smuggled in.
        body: plain text.
        called: what this mail is among all of ours. Whoever dies between the server's yes and our note of it has it
            sent again: under the same Message-ID, by which mail systems know it as the one they have.

    Raises:
        OSError: including smtplib.SMTPException; the mail server did not take it.

    """
    host = urlsplit(settings.SITE_ADDRESS).hostname
    number = sha256(f"{settings.SITE_ADDRESS} {called}".encode()).hexdigest()[:40]
    EmailMessage(" ".join(subject.split()), body, to=[recipient], headers={"Message-ID": f"<{number}@{host}>"}).send()
