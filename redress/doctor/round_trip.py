"""`redress doctor --round-trip`: a mail from us to us that takes every hop which a customer's mail and its answer take."""

import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any

import msgspec

from chalicelib.arrivals import round_trip
from chalicelib.aws import secrets
from chalicelib.core.people.tokens import mint
from chalicelib.core.register.indexing import KeyRef
from chalicelib.core.written.mailboxes import is_sample
from chalicelib.outbox.items import item_id
from redress import raw_mails
from redress.doctor.answers import Answer, Patient
from redress.stack import now

HOLDS = timedelta(hours=1)
PATIENCE = timedelta(minutes=4)  # SES may take a minute to hand a mail over
POLL_SECONDS = 3.0
SUBJECT = "redress doctor --round-trip"
WORDS = "A test mail of the operator's. It is answered, and the answer comes back. Nobody need do anything."


class Trip(msgspec.Struct):
    """One test mail on its way: to which address it went, and when."""

    patient: Patient
    address: str
    begun: datetime

    def noted(self, ref: KeyRef) -> dict[str, str] | None:
        """What the stack has noted at a place, once it has; None if it does not in time."""
        end = now() + PATIENCE
        while not (found := self.patient.stack.container.pipeline.tables.lookup("", [ref]).keys.get(ref)):
            if now() >= end:
                return None
            time.sleep(POLL_SECONDS)
        return dict(found)

    def after(self) -> str:
        """How long it has taken so far."""
        return f"after {(now() - self.begun).total_seconds():.0f} s"


def examined(patient: Patient) -> Iterator[Answer]:
    """Hop by hop, each as soon as it is known; it ends with the first that was not reached."""
    patient.stack.container.policies.current()  # without one nothing is read
    settings = patient.stack.settings
    if is_sample(address := settings.complaint_address) and not settings.rehearsal:
        yield Answer.bad(f"{address} is an address of examples, to which nothing is sent: deploy with one of your own")
        return
    trip = _sent(patient)
    yield Answer.good("SES has taken a test mail")
    read = trip.noted(round_trip.read_ref(trip.address))
    if read is None:
        yield Answer.bad(_lost_on_the_way_in(trip))
        return
    yield Answer.good(f"it came in, was stored, told to the queue, read, and answered, {trip.after()}")
    for found, hop in ((_delivered, "SES has reported what became of the answer"), (_back, "the answer came back")):
        if not found(trip, read):
            yield Answer.bad(NOT_REACHED[hop].format(stack=patient.stack.name))
            return
        yield Answer.good(f"{hop}, {trip.after()}")


def _sent(patient: Patient) -> Trip:
    """A mail from the sender address to a reply address of the complaint address's own."""
    settings, begun = patient.stack.settings, now()
    keys = secrets.signing_keys(patient.clients("ssm"), settings.secret_name, ("reply",))
    token = round_trip.token_for(settings.complaint_address, (begun + HOLDS).replace(microsecond=0))
    local, _, domain = settings.complaint_address.partition("@")
    address = f"{local}+{mint(token, keys)}@{domain}"
    configured: dict[str, Any] = (
        {"ConfigurationSetName": settings.configuration_set} if settings.configuration_set else {}
    )
    patient.clients("sesv2").send_email(
        FromEmailAddress=settings.sender_address,
        Destination={"ToAddresses": [address]},
        Content={"Raw": {"Data": _letter(settings.sender_address, address, begun)}},
        **configured,
    )
    return Trip(patient, address, begun)


def _letter(sender: str, address: str, at: datetime) -> bytes:
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = sender, address, SUBJECT
    letter["Date"], letter["Auto-Submitted"] = format_datetime(at), "auto-generated"
    letter.set_content(WORDS)
    return letter.as_bytes()


def _lost_on_the_way_in(trip: Trip) -> str:
    """Where a mail stopped that was not read: before the bucket or behind it."""
    stack, label = trip.patient.stack, trip.address.partition("@")[0].encode()
    since = trip.begun - timedelta(minutes=1)
    newer = (mail for mail in raw_mails.stored(stack) if mail.at >= since)
    if any(label in (stack.objects.get(mail.key) or b"") for mail in newer):
        return f"it lies in the bucket, but was not read: aws logs tail /redress/{stack.name}/email-arrived --since 10m"
    return "it never reached the bucket: redress doctor identity sending MX\\ record receipt\\ rules"


def _delivered(trip: Trip, read: dict[str, str]) -> bool:
    answer = item_id(read["inbound"], "", 0, 0)
    return trip.noted(KeyRef(key=f"delivered#{answer}")) is not None


def _back(trip: Trip, _: dict[str, str]) -> bool:
    return trip.noted(round_trip.back_ref(trip.address)) is not None


NOT_REACHED = {
    "SES has reported what became of the answer": (
        "SES has reported nothing of the answer: redress doctor outbox sending delivery\\ reports; "
        "aws logs tail /redress/{stack}/delivery-reported --since 10m"
    ),
    "the answer came back": "the answer did not come back: redress doctor outbox dead\\ letters",
}
