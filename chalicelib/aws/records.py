"""What lies in the tables beside complaints: receipts, the outbox, schedules; and what a commit consists of."""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from chalicelib.core.complaint.data import Data
from chalicelib.core.complaint.decision import Recipient
from chalicelib.core.complaint.facts import AnyFact
from chalicelib.core.complaint.model import Complaint, Entry, Evidence
from chalicelib.core.complaint.saying import Said
from chalicelib.core.register.chain import START
from chalicelib.core.register.indexing import KeyItem, KeyRef, digest, instant

OutboxState = Literal["PENDING", "SENDING", "UNKNOWN", "SENT", "FAILED", "CANCELLED", "CONDENSED"]
OutboxChannel = Literal["mail", "sms", "fact", "bundle"]
CONFIRMED = ".confirmed"  # what a mail's id ends with once its bearer has confirmed it
SEVERAL = "staff: several "  # a receipt's outcome, before the numbers of those complaints that one mail was about


class Duplicate(Exception):  # noqa: N818 - the house's word for it
    """An inbound id that has been dealt with before."""


class Conflict(Exception):  # noqa: N818 - the house's word for it
    """The complaint changed since it was read, or another transaction is at it: read, decide and commit again."""


class SenderMoved(Exception):  # noqa: N818 - the house's word for it
    """The sender's newest complaint is not what it was when a new one was decided on: find out again what this is about."""


class CapReached(Exception):  # noqa: N818 - the house's word for it
    """The senders named in `args` have had what they may have today: commit again without it."""


class TooLarge(Exception):  # noqa: N818 - the house's word for it
    """A commit that no shortening makes fit for one transaction."""


class PointerSnapshot(Data, frozen=True):
    """What a sender's pointer told when it was read; no values if there was none."""

    ref: KeyRef
    values: dict[str, str] = {}


class Receipt(Data, frozen=True):
    """That an inbound id was dealt with, and how. `raw` is the stored mail's key, `payload` a text message itself.

    A new complaint is opened only while the sender's pointer tells what the `pointer` snapshot holds: of two first messages, the second to
    be stored finds the first one's complaint. `content_key` is a second id, under which the same mail may come again. `again`: how often
    what came under the id was taken up anew; such a receipt takes the place of the one before it, and of no other.
    """

    inbound_id: str
    at: datetime
    outcome: str
    complaint: str = ""
    raw: str = ""
    payload: str = ""
    expires_at: datetime | None = None
    pointer: PointerSnapshot | None = None
    content_key: str = ""
    again: int = 0

    @property
    def source(self) -> str:
        """What ids of messages derive from that follow of it: another one each time that it is taken up."""
        return f"{self.inbound_id}#{self.again}" if self.again else self.inbound_id


def is_open(receipt: Mapping[str, str]) -> bool:
    """Whether no complaint came of what a receipt tells of, so that it may be taken up anew."""
    undecided = ("parked", "ignored", "hold", "confirm", "blocked")  # as outcomes begin
    return receipt["outcome"].startswith(undecided) and not receipt.get("complaint")


class PassedOn(Data, frozen=True):
    """A message that passes on a customer's words, before anybody's language: to whom, and what its template was given."""

    to: Recipient
    extra: dict[str, str | int | Said | list[str | Said]]


class OutboxItem(Data, frozen=True):
    """Something to send, complete: a mail, a text, a fact for a complaint, or a bundle of further items.

    `order` tells which of one recipient's messages on one complaint comes first; it never changes. `look_at` is when the
    sweep looks at the item again. `facts` are handed to the pipeline, for `complaint`. `complaint` is "" where none is concerned.
    """

    id: str
    complaint: str
    channel: OutboxChannel
    order: str
    created: datetime
    look_at: datetime
    state: OutboxState = "PENDING"
    lease_until: datetime | None = None
    attempts: int = 0
    unknowns: int = 0
    message: str = ""
    recipient: str = ""  # mail address or telephone number
    role: str = ""
    subject: str = ""
    text: str = ""
    html: str = ""
    sender: str = ""
    reply_to: str = ""
    headers: dict[str, str] = {}
    attachments: tuple[str, ...] = ()
    files: tuple[Evidence, ...] = ()  # read from their mails when the item is sent
    fact: AnyFact | None = None
    bundle: tuple["OutboxItem", ...] = ()
    together: bool = False  # it waits for others to the same person
    form: str = ""  # the lines it asks for, for the one message in place of several
    said: PassedOn | None = None  # where one message may take its place that passes on more
    shard: str = ""  # in which it lies, where that is not the one that it belongs into since their number was changed

    @property
    def home(self) -> str:
        """What tells the partition in which it waits: what may become one message waits in one place."""
        return self.recipient if self.together else self.complaint or self.id

    @property
    def position(self) -> str:
        """Its place in the queue of what is not yet sent."""
        return f"{instant(self.look_at)}#{self.id}"

    @property
    def meant(self) -> datetime:
        """When it is to leave."""
        return datetime.fromisoformat(self.order.partition("~")[0])

    @property
    def waiting(self) -> str:
        """Its mark on the complaint's record for as long as it is not known to be sent; "" if it keeps nothing waiting."""
        concerned = self.complaint and self.channel in {"mail", "sms"}
        return f"{digest(self.recipient)}|{self.order}|{self.id}" if concerned else ""


class SentRecord(Data, frozen=True):
    """What became of an outbox item."""

    item: OutboxItem
    state: OutboxState
    at: datetime
    provider_id: str = ""
    diagnostic: str = ""


class Stored(Data, frozen=True):
    """A complaint as it lies in the table: with its history's head and length, and the marks of what is not yet sent."""

    complaint: Complaint
    chain: str = START
    entries: int = 0
    unsent: frozenset[str] = frozenset()


class AcknowledgementCap(Data, frozen=True):
    """Counts an acknowledgement to `sender` (address or number, with a word before it for other messages) on `day`.

    `cap` of them are allowed, `number` are counted at once. `days`: for so many the count lasts.
    """

    sender: str
    day: str
    cap: int
    number: int = 1
    days: int = 1


class Commit(Data, frozen=True):
    """All that follows from one fact, to be stored in one transaction.

    `before` is what the decision was made from, None for a new complaint. The stored complaint gets the next version.
    `caps` count further messages as `acknowledgement` does. `timezone` is the policy's; `counted` names the fields whose equal values are counted.
    """

    receipt: Receipt | None = None
    before: Stored | None = None
    complaint: Complaint | None = None
    entries: tuple[Entry, ...] = ()
    items: tuple[OutboxItem, ...] = ()
    keys: tuple[KeyItem, ...] = ()
    acknowledgement: AcknowledgementCap | None = None
    caps: tuple[AcknowledgementCap, ...] = ()
    timezone: str = "Asia/Shanghai"
    counted: tuple[str, ...] = ()


class Lookup(Data, frozen=True):
    """What a message wants to know: what was noted of its inbound id ("" asks for none), which keys and complaints exist."""

    inbound_id: str = ""
    wanted: tuple[KeyRef, ...] = ()
    complaint_ids: tuple[str, ...] = ()


class Found(Data, frozen=True):
    """What a lookup brought: what was noted of the inbound id (nothing if it is new), the keys and the complaints that exist."""

    receipt: dict[str, str] = {}
    keys: dict[KeyRef, dict[str, str]] = {}
    complaints: dict[str, Stored] = {}


class Schedule(Data, frozen=True):
    """Something that recurs: up to where it was done (`last`, a word of the caller's) and when it is due next.

    `kept`: under which key the bucket holds what the last one left for the next. `silent`: for whom how many had nothing to tell, since when.
    """

    name: str
    last: str
    next_check_at: datetime | None = None
    kept: str = ""
    silent: str = ""
