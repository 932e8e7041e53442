"""What came from a person and nothing has taken in yet: raw mails without a receipt, texts that wait for a first policy or lie among dead letters.

A dead letter of a mail holds none of its words; they lie in the bucket.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

from chalicelib.arrivals.waiting_texts import PREFIX
from chalicelib.inbound import text_message
from chalicelib.inbound.email_message import parse
from redress.queues import letters
from redress.raw_mails import unread
from redress.stack import Stack, now

DEAD_LETTERS = "InboundTextDeadLetters"


def mails(stack: Stack, address: str) -> Iterator[str]:
    """The keys of their mails."""
    for stored in unread(stack, datetime.min.replace(tzinfo=UTC), now()):
        raw = stack.objects.get(stored.key)
        if raw and any(sender.address == address for sender in parse(raw).senders):
            yield stored.key


def texts(stack: Stack, name: str) -> Iterator[str]:
    """The keys of texts from that number, or that name that address."""
    return (key for key in stack.objects.keys(PREFIX) if _is_theirs((stack.objects.get(key) or b"").decode(), name))


def dead_letters(stack: Stack, name: str, *, really: bool) -> int:
    """How many dead letters are such texts; really: takes them away. All others can be seen again at once."""
    queue, count = stack.queue(DEAD_LETTERS), 0
    for message in list(letters(stack, DEAD_LETTERS)):
        which = {"QueueUrl": queue, "ReceiptHandle": message["ReceiptHandle"]}
        theirs = _is_theirs(message["Body"], name)
        count += theirs
        if theirs and really:
            stack.sqs.delete_message(**which)
        else:
            stack.sqs.change_message_visibility(**which, VisibilityTimeout=0)
    return count


def _is_theirs(body: str, name: str) -> bool:
    text = text_message.parse(body)
    return not isinstance(text, str) and (text.sender == name or ("@" in name and name in text.text.lower()))
