"""What leaves the house: items made of a decision, sent in order, marked, and swept up after a crash.

A message is PENDING until somebody leases it (SENDING), and then SENT, FAILED or UNKNOWN. UNKNOWN, because sending has no
idempotency: where an answer was lost, a report of the sending service under our tag is waited for, and only then the
identical text is sent once more, and counted. Messages to one recipient on one complaint go out in the order of writing:
none is taken while an earlier one is not known to be sent.
"""

from chalicelib.outbox.delivery import Follow, InterruptedSweep, Outbox
from chalicelib.outbox.items import items_of
from chalicelib.outbox.tally import Tally

__all__ = ["Follow", "InterruptedSweep", "Outbox", "Tally", "items_of"]
