"""What can happen. A fact says what, to whom it is attributed and when it was received; never what follows from it.

`id` is the transport's own (SES messageId, SNS inboundMessageId, or derived), so that the same fact told twice is one.
`at` is when SES, SNS or the web received it; for phoned-in matters the stated time.
"""

import hashlib
from datetime import datetime

import msgspec

from chalicelib.core.complaint.decision import FollowUp
from chalicelib.core.complaint.model import Channel, Complainant, Evidence
from chalicelib.core.complaint.saying import Said


class Writing(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What somebody wrote: `text` is new, `full_text` everything; `raw` the key of the stored original.

    `own`: of the new words those that are surely the writer's, where others may have written some of them.
    """

    text: str = ""
    full_text: str = ""
    subject: str = ""
    evidence: tuple[Evidence, ...] = ()
    raw: str = ""
    message_id: str = ""
    trouble: tuple[str, ...] = ()
    own: str | None = None

    @property
    def deciding(self) -> str:
        """The words that may decide something."""
        return self.text if self.own is None else self.own

    @property
    def words(self) -> str:
        """What they say: the new words, else all that is there, else the subject."""
        return self.text or self.full_text or self.subject

    @property
    def digest(self) -> str:
        """What a mail has in common with itself, handed in again by another server: Message-ID, words and files.

        The Message-ID alone is the sender's to choose.
        """
        parts = (self.message_id, self.text, *(each.digest for each in self.evidence))
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:20]


class Command(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One staff command: its English name, the words behind it, and the form lines under it (field name → value)."""

    name: str
    words: str = ""
    form: dict[str, str] = {}
    acted_by: str = ""  # 经办人, on a shared mailbox
    number: str = ""  # the complaint it names, where a mail answers several


class Fact(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag=True):
    """Base of all facts."""

    id: str
    at: datetime


class CustomerWrote(Fact, frozen=True):
    """A customer's mail or text: opens a complaint, or adds to one. `mute`: file it, do not acknowledge. `parted`: the desk itself took it
    out of another complaint.
    """

    complainant: Complainant
    channel: Channel
    writing: Writing
    mute: bool = False
    automatic: bool = False
    parted: bool = False
    doubtful: bool = False  # SES says that somebody else wrote it
    storm: bool = False  # one of too many first messages of its sender's day
    introduced_by: str = ""  # the staff member who forwarded or registered it
    related: tuple[str, ...] = ()  # complaints it refers to without having authority over them
    fields: dict[str, str] = {}
    settled: str = ""  # what the desk answered on the spot, while it had the customer on the telephone (LC-02)
    confirmed: str = ""  # that these words are to stand though they are asked about


class StaffWrote(Fact, frozen=True):
    """A staff member's mail on a complaint: commands in order, or a note. `problems` are what could not be understood.

    `pasted`: commands in what they quote or have pasted, which are not carried out.
    """

    by: str
    commands: tuple[Command, ...] = ()
    problems: tuple[Said, ...] = ()
    pasted: tuple[str, ...] = ()
    writing: Writing = Writing()
    silent: bool = False  # one of several complaints in one mail, which gets one receipt as a whole


class SurveyAnswered(Fact, frozen=True):
    """The customer's satisfaction, 1 (very dissatisfied) to 4 (very satisfied), for one round.

    `later`: the answer to the question, some weeks after, whether it was really solved: 1 (not at all) to 4 (completely).
    """

    score: int
    words: str = ""
    round: int = 1
    by: str = "customer"
    channel: str = "web"
    later: bool = False


class DeliveryFailed(Fact, frozen=True):
    """A message of ours did not arrive: `address` is a mail address or a phone, `message` the template's name. `passing`: it is this one
    message that was given up; the address is good.
    """

    address: str
    diagnostic: str = ""
    message: str = ""
    passing: bool = False


class MachineWrote(Fact, frozen=True):
    """Automatic mail on a complaint (out of office, bounce text): filed, never answered, never reopens."""

    sender: str
    writing: Writing


class TimePassed(Fact, frozen=True):
    """A tick found the complaint due. `with_others`: other complaints were due in that minute, so that one person may be told of several."""

    with_others: bool = False


class AddressProved(Fact, frozen=True):
    """Somebody sent back the code that went to `address` alone: whoever reads there is the complainant. Not `right`: a guess."""

    address: str
    right: bool = True
    writing: Writing = Writing()


class OtherDecided(Fact, frozen=True):
    """A follow-up fact from another complaint's decision."""

    source: str
    follow_up: FollowUp


AnyFact = (
    CustomerWrote
    | StaffWrote
    | SurveyAnswered
    | DeliveryFailed
    | MachineWrote
    | TimePassed
    | AddressProved
    | OtherDecided
)
