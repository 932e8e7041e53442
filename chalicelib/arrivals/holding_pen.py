"""The holding pen: what cannot be understood stays where it lies until a person has looked; the desk is told, with the mail."""

from datetime import datetime

import msgspec

from chalicelib.aws.records import Receipt
from chalicelib.aws.sizing import PAYLOAD_BYTES, cut
from chalicelib.core.complaint.decision import Extra, Message, Recipient
from chalicelib.core.complaint.model import WHOLE, Evidence
from chalicelib.core.register import indexing, parked
from chalicelib.core.register.parked import Parked
from chalicelib.pipeline.pipeline import Pipeline
from chalicelib.reception.limits import notices
from chalicelib.reception.writers import answers_nobody

QUOTED = 2_000
MOST_ATTACHED = (
    10_000_000  # bytes of a mail that goes along; base64 and the making of a mail take several times as much
)


class Looks(msgspec.Struct, frozen=True, kw_only=True):
    """What a message seems to be: `kind` a word of the labels (`seems.…`), the address that may be its writer's, the number of the
    complaint that it may be about, its size in bytes (0: no mail that can be handed on).
    """

    kind: str = ""
    subject: str = ""
    writer: str = ""
    number: str = ""
    size: int = 0


def park(
    pipeline: Pipeline,
    receipt: Receipt,
    reason: str,
    now: datetime,
    *,
    sender: str = "",
    text: str = "",
    to: Recipient | None = None,
    looks: Looks | None = None,
    counted: str = "",
) -> None:
    """Keep it, tell the desk; `to` gets a polite word that we could not read them. Notices are counted by sender, or by `counted`."""
    policy = pipeline.policies.current()
    directory = policy.directory
    desk = Recipient(role="desk", name=directory.desk_name, mail=directory.desk)
    looks = looks or Looks()
    notice = Message(
        name="parked",
        to=desk,
        extra=_told(receipt, reason, sender, text, looks, pipeline.settings.mail_bucket),
        files=_mail(receipt, looks),
    )
    messages = (notice, *([Message(name="unreadable", to=to)] if to else []))
    kept = msgspec.structs.replace(receipt, outcome=f"parked: {reason}")
    waits = parked.items(Parked(inbound=receipt.inbound_id, at=receipt.at, raw=receipt.raw))
    pipeline.post(messages, kept, now, keys=waits, capped=notices("parked", counted or sender, now, policy))


def _told(receipt: Receipt, reason: str, sender: str, text: str, looks: Looks, bucket: str) -> Extra:
    withheld = _why_withheld(receipt, looks)
    return {
        "reason": reason.partition(":")[0]
        if reason.startswith("unreadable")
        else reason,  # what it broke is no word for people
        "who": sender,
        "text": text[:QUOTED],
        "lines": [f"s3://{bucket}/{receipt.raw}"] if withheld else [],
        "reference": parked.reference(receipt.inbound_id),
        "seems": looks.kind,
        "about": looks.subject,
        "writer": looks.writer,
        "number": looks.number,
        "attached": int(bool(_mail(receipt, looks))),
        "withheld": withheld,
        "megabytes": -(-looks.size // 1_000_000),
        "unknown": int(not _may_be_answered(sender, reason)),
    }


def _may_be_answered(sender: str, reason: str) -> bool:
    """Whether the sender is an address or number at which somebody reads, as far as anybody can say."""
    reached = "@" in sender or sender[-1:].isdigit()
    return reached and not answers_nobody(sender) and reason not in ("writer", "bounce of an unknown mail")


def _why_withheld(receipt: Receipt, looks: Looks) -> str:
    """Why the desk gets a mail without the mail: "virus", "large"; "" if it comes along, or if there is none."""
    if not (receipt.raw and looks.size):
        return ""
    return "virus" if looks.kind == "virus" else "large" if looks.size > MOST_ATTACHED else ""


def _mail(receipt: Receipt, looks: Looks) -> tuple[Evidence, ...]:
    """The mail itself, byte for byte; none that carries a virus."""
    if not (receipt.raw and looks.size) or _why_withheld(receipt, looks):
        return ()
    name = f"{parked.reference(receipt.inbound_id)}.eml"
    return (Evidence(receipt.raw, WHOLE, name, "message/rfc822", looks.size, ""),)


def unread(pipeline: Pipeline, body: str, reason: str, now: datetime, sender: str) -> None:
    """A message of a queue that is not of its form."""
    receipt = Receipt(inbound_id=indexing.digest(body), at=now, outcome="parked", payload=cut(body, PAYLOAD_BYTES))
    park(pipeline, receipt, reason, now, sender=sender)
