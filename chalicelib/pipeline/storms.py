"""First messages beyond what one sender may open in a day: they go to the sender's newest complaint, or into the holding pen."""

from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from chalicelib.aws.records import Commit, Receipt
from chalicelib.core.complaint.facts import AnyFact, CustomerWrote
from chalicelib.core.handling.hold.doubtful import is_doubtful
from chalicelib.core.register import indexing, parked
from chalicelib.core.register.parked import Parked
from chalicelib.pipeline import mergers

if TYPE_CHECKING:
    from chalicelib.pipeline.pipeline import Pipeline


def joined(pipeline: "Pipeline", fact: AnyFact, receipt: Receipt | None, now: datetime) -> tuple[str, CustomerWrote]:
    """The sender's newest complaint and the words as they join it; "" if they may not, and wait in the holding pen."""
    assert isinstance(fact, CustomerWrote)  # nobody else opens complaints
    newest = _newest_of(pipeline, fact, now)
    if not newest:
        _hold_back(pipeline, receipt)
    return newest, msgspec.structs.replace(fact, storm=True)


def _newest_of(pipeline: "Pipeline", fact: CustomerWrote, now: datetime) -> str:
    """The newest complaint of whoever opens one after another; "" if these words, being doubtful, may not join it."""
    who = fact.complainant
    ref = indexing.sender_ref(who.mail) if who.mail else indexing.phone_ref(who.phone)
    pointed = pipeline.lookup(now, wanted=[ref]).keys.get(ref, {})
    newest = mergers.where_it_goes_on(pipeline, pipeline.load(pointed.get("complaint", ""), now), now)
    if newest is None or (fact.doubtful and not is_doubtful(newest.complaint)):
        return ""
    return newest.complaint.id


def _hold_back(pipeline: "Pipeline", receipt: Receipt | None) -> None:
    """Words beyond what one doubtful sender may open are kept where the desk finds them."""
    if receipt is not None:
        waits = parked.items(Parked(inbound=receipt.inbound_id, at=receipt.at, raw=receipt.raw))
        noted = msgspec.structs.replace(receipt, outcome="parked: storm", pointer=None)
        pipeline.keep_silently(Commit(receipt=noted, keys=waits))
