"""One mail to one person, in plain text."""

from django.core.mail import EmailMessage


def send(recipient: str, subject: str, body: str) -> None:
    """Send a mail now; the caller decides when, and whether to try again.

    Args:
        recipient: one address.
        subject: one line; line breaks are turned into spaces, so that no header can be smuggled in.
        body: plain text.

    Raises:
        OSError: including smtplib.SMTPException; the mail server did not take it.

    """
    EmailMessage(" ".join(subject.split()), body, to=[recipient]).send()
