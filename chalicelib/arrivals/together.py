"""Mails that a queue hands over at once share three calls: a read of the tables, a taking of numbers, the marks of what was sent.

Each stays a fact of its own, stored by its own transaction. A process that dies in between leaves numbers that nobody has, and
messages whose fate the sending service tells.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from chalicelib.arrivals.mails import Mails
from chalicelib.aws.records import Found, Lookup
from chalicelib.core.complaint.facts import CustomerWrote
from chalicelib.core.people import absences
from chalicelib.inbound import ses_notification
from chalicelib.inbound.ses_notification import SesNotification
from chalicelib.reception import Arrival, Match, receive

HELD_AT_ONCE = 4_000_000  # bytes of raw mail; SES takes 40 MB a mail, and a read one takes several times its size


@contextmanager
def together(mails: Mails, bodies: Sequence[str], now: datetime) -> Iterator[None]:
    """Around the work on the mails of these notifications, all of it done at this one moment."""
    tables, policies = mails.pipeline.tables, mails.pipeline.policies
    policies.keep_current(now)
    away = absences.ref_at(now, policies.current().timezone)
    arrivals = {arrival.raw: arrival for arrival in _read(mails, bodies, now)}
    lookups = [mails.lookup_of(arrival, now) for arrival in arrivals.values()]
    with tables.reading_ahead([*lookups, Lookup(wanted=(away,))]):
        opening = sum(_opens(mails, *each) for each in zip(arrivals.values(), lookups, strict=True))
        with tables.numbering(opening), mails.pipeline.outbox_table.marking_at_the_end(), _known(mails, arrivals):
            yield


def _read(mails: Mails, bodies: Sequence[str], now: datetime) -> Iterator[Arrival]:
    """The mails of a batch as far as memory holds them side by side; those after a large one are read in their turn."""
    held = 0
    for notice in _notices(bodies):
        if held >= HELD_AT_ONCE:
            return
        arrival = mails.read(notice, now)
        held += arrival.size
        yield arrival


def _notices(bodies: Sequence[str]) -> Iterator[SesNotification]:
    """Those that can be read; what is made of the others is no matter of the batch."""
    return (each for each in map(ses_notification.parse, bodies) if not isinstance(each, str))


def _opens(mails: Mails, arrival: Arrival, lookup: Lookup) -> bool:
    """Whether a mail opens a complaint, as far as that is certain before its turn: nothing at all is known of it and its sender."""
    found = mails.pipeline.tables.lookup(lookup.inbound_id, lookup.wanted, lookup.complaint_ids)
    if found != Found():
        return False
    verdict = receive(arrival, Match(), mails.pipeline.policies.current(), mails.own)
    return isinstance(verdict.fact, CustomerWrote)


@contextmanager
def _known(mails: Mails, arrivals: dict[str, Arrival]) -> Iterator[None]:
    before, mails.read_before = mails.read_before, arrivals
    try:
        yield
    finally:
        mails.read_before = before
