"""Whether a mail answers or passes on another, so that it may quote one, and between whom it goes."""

from chalicelib.core.expressions import expression
from chalicelib.core.words.marker import REPLY_WORDS
from chalicelib.core.written import subjects
from chalicelib.core.written.mailboxes import without_token
from chalicelib.inbound import cuts
from chalicelib.inbound.mime_tree import Part

SHORTEST_THREAD = 32
"""Letters of a Thread-Index to which Outlook has added an answer: 22 bytes begin a thread."""
MOST_PARTIES = 100
_MAILBOX = expression(rb"[A-Za-z0-9_.+-]{1,64}@[A-Za-z0-9.-]{1,200}")


def answers(root: Part, subject: str, text: str) -> bool:
    """A mail that answers nothing is new throughout: nobody else's words can stand in it but as what its writer shows us."""
    if not root.all("subject") and cuts.quotes_surely(text):
        return True  # a program that writes no subject at all tells nothing by it
    threaded = any(root.header(name).strip() for name in ("in-reply-to", "references"))
    threaded = threaded or len(root.header("thread-index").strip()) >= SHORTEST_THREAD
    return threaded or bool(subjects.continues(subject) or REPLY_WORDS.search(text[: cuts.LONGEST]))


def parties(root: Part) -> frozenset[str]:
    """The mailboxes that the mail goes from and to, without what stands behind a plus sign."""
    values = [
        value[:4_000] for name in ("from", "to", "cc", "reply-to", "delivered-to") for value in root.all(name)[:5]
    ]
    found = [address for value in values for address in _MAILBOX.findall(value)]
    return frozenset(without_token(address.decode("latin-1")) for address in found[:MOST_PARTIES])
