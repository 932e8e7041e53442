"""Reports of the sending service on what we sent: deliveries settle doubts, bounces become a fact for the complaint."""

from datetime import datetime

from chalicelib.arrivals.holding_pen import park, unread
from chalicelib.aws.records import Receipt
from chalicelib.core.complaint.facts import DeliveryFailed
from chalicelib.core.complaint.message_table import kind_of
from chalicelib.core.register import indexing
from chalicelib.inbound import delivery_event
from chalicelib.inbound.delivery_event import DeliveryEvent
from chalicelib.pipeline.pipeline import Pipeline

# SES and SMS report a failure, passing or not, only once they have given up; a delay is none.
SETTLES = frozenset({"Send", "Delivery", "Bounce", "Complaint", "DeliveryDelay"})
FAILS = frozenset({"Bounce", "Reject"})


class DeliveryReports:
    """The door for events of SES."""

    def __init__(self, pipeline: Pipeline) -> None:
        self.pipeline = pipeline

    def arrived(self, body: str, now: datetime) -> None:
        """A notification with one event or several."""
        events = delivery_event.parse(body)
        if isinstance(events, str):
            unread(self.pipeline, body, events, now, "delivery")
            return
        for event in events:
            self._event(event, now)

    def _event(self, event: DeliveryEvent, now: datetime) -> None:
        outbox_id = _tag(event, "outbox")
        if outbox_id and event.kind in SETTLES:
            self.pipeline.outbox_table.report_delivered(outbox_id, event.provider_id, now)
        if event.kind not in FAILS:
            return
        complaint, message = self._about(event)
        for recipient in event.recipients:
            fact = DeliveryFailed(
                id=f"{event.provider_id}:{event.kind}:{indexing.digest(recipient.address)}",
                at=now,
                address=recipient.address.lower(),
                diagnostic=recipient.status or event.subtype,
                message=message,
                passing=not recipient.permanent,
            )
            self._failed(fact, complaint, now)

    def _about(self, event: DeliveryEvent) -> tuple[str, str]:
        """Complaint and message that a mail was about: what it was tagged with, or what its id is known by."""
        if _tag(event, "message"):
            return _tag(event, "complaint"), _tag(event, "message")
        ref = indexing.sent_ref(event.provider_id)
        found = self.pipeline.tables.lookup("", [ref]).keys.get(ref, {})
        return found.get("complaint", ""), found.get("message", "")

    def _failed(self, fact: DeliveryFailed, complaint: str, now: datetime) -> None:
        receipt = Receipt(inbound_id=fact.id, at=now, outcome="undeliverable")
        if complaint and self.pipeline.handle(fact, now, complaint=complaint, receipt=receipt):
            return
        if not complaint and kind_of(fact.message, "").failure_told:
            park(self.pipeline, receipt, "bounce of an unknown mail", now, sender=fact.address, text=fact.diagnostic)


def _tag(event: DeliveryEvent, name: str) -> str:
    return next(iter(event.tags.get(name, "").split(",")), "")
