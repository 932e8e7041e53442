"""Mails of others that a customer passes on: what they say belongs to what the customer tells, with the lines that mark it as forwarded.

Staff's forwards stay as they are, and orders are read in nobody's.
"""

from chalicelib.core.words.marker import REPLY_WORDS
from chalicelib.core.written import subjects
from chalicelib.core.written.mailboxes import without_token
from chalicelib.inbound import cuts, quoted_text
from chalicelib.inbound.inbound_mail import Forwarded, InboundMail

LONGEST = 8_000
"""Characters of a forwarded mail that belong to what is told; the raw mail has them all."""


def told(mail: InboundMail, ours: frozenset[str], *, marked: bool = False) -> str:
    """The newly written words, and below them the mail that is passed on, its lines `marked` as a quote's or as they came.

    `ours`: mailboxes of ours, whose mails tell us nothing.
    """
    inner = mail.forwarded
    if inner is None or not _passes_on(mail) or (inner.sender and without_token(inner.sender.address) in ours):
        return mail.new_text
    said = _without_ours(inner.text)
    if not said or _squeezed(said) in _squeezed(mail.new_text):
        return mail.new_text
    shown = said[:LONGEST]
    shown = "\n".join(f"> {line}".rstrip() for line in shown.split("\n")) if marked else shown
    return f"{mail.new_text.strip()}\n\n{_introduced(mail, inner)}\n\n{shown}".strip()


def _passes_on(mail: InboundMail) -> bool:
    """Mail programs keep the thread of what they pass on, but say in the subject that they do."""
    return subjects.passes_on(mail.subject) or not (mail.in_reply_to or mail.references)


def _without_ours(text: str) -> str:
    """What stands in it above a mail of ours."""
    return (quoted_text.newly_written(text).above if REPLY_WORDS.search(text) else text).strip()


def _introduced(mail: InboundMail, inner: Forwarded) -> str:
    """The lines by which the customer's program marks it; of an attached mail its writer and subject between rules."""
    cut, begin = cuts.first_cut(mail.text), mail.text.find(inner.text)
    if cut is not None and begin > 0:
        head = "\n".join(mail.text[:begin].split("\n")[cut.begin :]).strip()
        if head:
            return head
    who = f"{inner.sender.name} <{inner.sender.address}>".strip() if inner.sender else ""
    return f"---------- {' · '.join(filter(None, (who, inner.subject)))} ----------"


def _squeezed(text: str) -> str:
    return "".join(text.split())
