"""What a decision may contain: the complaint as it is now, lines of its history, messages, and facts for other complaints."""

from datetime import datetime
from typing import Literal

from chalicelib.core.complaint.data import Data
from chalicelib.core.complaint.model import Complaint, Entry, Evidence
from chalicelib.core.complaint.saying import Said
from chalicelib.core.written.languages import FIRST

Extra = dict[str, str | int | Said | list[str] | list[Said]]


class Recipient(Data, frozen=True):
    """Who gets a message. `role` says in what capacity: customer, handler, desk, supervisor, director or a policy's role."""

    role: str
    name: str = ""
    mail: str = ""
    phone: str = ""
    language: str = FIRST


class Message(Data, frozen=True):
    """A message that a decision asks for: template name, recipient, channel and what the template needs beside the complaint.

    `not_before` None means now. `more_comes`: the customer writes in short parts, so that it waits for the next full minute and for what
    else there is to pass on to the same reader.
    """

    name: str
    to: Recipient
    channel: Literal["mail", "sms"] = "mail"
    extra: Extra = {}
    not_before: datetime | None = None
    attachments: tuple[str, ...] = ()  # object keys
    files: tuple[Evidence, ...] = ()  # parts of stored mails
    more_comes: bool = False


class Results(Data, frozen=True):
    """What a staff mail's orders came to: what changed, what was refused or not understood, the letter that the customer gets, and other words that they are told."""

    changes: tuple[Said, ...] = ()
    problems: tuple[Said, ...] = ()
    letter: str = ""
    told: str = ""


class Decision(Data, frozen=True):
    """What follows from a fact: the complaint as it is now, its history's new lines, the messages, facts for others.

    `complaint` None means that no complaint comes of it.
    """

    complaint: Complaint | None = None
    entries: tuple[Entry, ...] = ()
    messages: tuple[Message, ...] = ()
    facts: tuple["FollowUp", ...] = ()
    results: Results = Results()
    cancels: tuple[str, ...] = ()  # names of messages not yet sent that must not go any more


class FollowUp(Data, frozen=True):
    """A fact for another complaint, carried out after commit; stored as an outbox item of channel `fact`."""

    complaint: str
    name: Literal[
        "merged_in",
        "split_off",
        "grouped",
        "counted",
        "condensed",
        "parted",
        "joined",
        "answered_there",
        "conduct",
        "kept",
    ]
    values: dict[str, str] = {}
