"""What a blocked sender writes: kept and counted, answered by nobody. Whose life is in danger is heard whoever blocked them."""

from datetime import datetime

import msgspec

from chalicelib.aws.records import Found, Receipt
from chalicelib.core.people import blocks
from chalicelib.core.written.danger import danger_in
from chalicelib.pipeline.pipeline import Pipeline


def kept_out(pipeline: Pipeline, found: Found, sender: str, text: str, receipt: Receipt, now: datetime) -> bool:
    """Whether the sender is blocked, and no colleague or authority; what came is then kept and that is all."""
    block = blocks.in_force(found.keys.get(blocks.ref_of(sender), {}), receipt.at) if sender else None
    if block is None or danger_in(text) or blocks.why_not(sender, pipeline.policies.current()):
        return False
    kept = blocks.kept(sender, receipt.at, receipt.inbound_id, receipt.raw)
    pipeline.post((), msgspec.structs.replace(receipt, outcome="blocked"), now, keys=(kept,))
    return True
