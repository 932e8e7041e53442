"""Plain customers' mails for stories; the manner of real mail programs is tested with the raw mails of tests/mails."""

from email.message import EmailMessage
from email.utils import make_msgid


def letter(sender: str, to: str, subject: str, text: str) -> bytes:
    """A plain-text mail as a simple program writes it."""
    mail = EmailMessage()
    mail["From"] = sender
    mail["To"] = to
    mail["Subject"] = subject
    mail["Message-ID"] = make_msgid(domain="mail.example")
    mail.set_content(text)
    return mail.as_bytes()
