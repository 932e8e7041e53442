"""The holding pen: what cannot be understood stays where it lies until a person has looked, and the desk is told."""

from datetime import datetime

import msgspec

from chalicelib.aws.records import Receipt
from chalicelib.core.complaint.decision import Extra, Message, Recipient
from chalicelib.core.register import indexing
from chalicelib.pipeline.pipeline import Pipeline
from chalicelib.reception.limits import notices

QUOTED = 2_000


def park(
    pipeline: Pipeline,
    receipt: Receipt,
    reason: str,
    now: datetime,
    *,
    sender: str = "",
    text: str = "",
    to: Recipient | None = None,
) -> None:
    """Keep it, tell the desk; `to` gets a polite word that we could not read them."""
    policy = pipeline.policies.current()
    directory = policy.directory
    desk = Recipient(role="desk", name=directory.desk_name, mail=directory.desk)
    extra: Extra = {
        "reason": reason,
        "who": sender,
        "text": text[:QUOTED],
        "lines": [receipt.raw or receipt.inbound_id],
    }
    messages = [Message(name="parked", to=desk, extra=extra), *([Message(name="unreadable", to=to)] if to else [])]
    kept = msgspec.structs.replace(receipt, outcome=f"parked: {reason}")
    pipeline.post(tuple(messages), kept, now, capped=notices("parked", sender, now, policy))


def unread(pipeline: Pipeline, body: str, reason: str, now: datetime, sender: str) -> None:
    """A message of a queue that is not of its form."""
    receipt = Receipt(inbound_id=indexing.digest(body), at=now, outcome="parked", payload=body)
    park(pipeline, receipt, reason, now, sender=sender)
