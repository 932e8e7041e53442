"""Where a complaint goes on that was merged into another."""

from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.aws.records import Stored

if TYPE_CHECKING:
    from chalicelib.pipeline.pipeline import Pipeline

MERGERS = 5  # followed from one complaint to the next; more are a circle


def where_it_goes_on(pipeline: "Pipeline", stored: Stored | None, now: datetime) -> Stored | None:
    """The complaint, or the one that it was merged into."""
    for _ in range(MERGERS):
        if stored is None or not stored.complaint.merged_into:
            break
        stored = pipeline.load(stored.complaint.merged_into, now) or stored
    return stored
