"""What to do otherwise once a count was full: texts go to a share of the day's count that has room, all else is as the count means."""

from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from chalicelib.aws.records import CapReached, Stored
from chalicelib.reception.limits import Full, are_texts, share_with_room, texts_refs

if TYPE_CHECKING:
    from chalicelib.pipeline.pipeline import Pipeline


def after(pipeline: "Pipeline", reached: CapReached, full: Full, stored: Stored | None, at: datetime) -> Full:
    """What full counts mean for the next attempt at a fact of `at`. Another share is tried once: where it is full too, all are."""
    policy = pipeline.policies.of(stored.complaint.rules if stored else "")
    counts = list(map(str, reached.args))
    if full.share is None and any(map(are_texts, counts)):
        share = share_with_room(pipeline.tables.counts(texts_refs(at, policy)), policy)
        if share is not None:
            full = msgspec.structs.replace(full, share=share)
            counts = [each for each in counts if not are_texts(each)]
    pipeline.measures.count("Capped", int(bool(counts)))
    return full.and_(counts)
