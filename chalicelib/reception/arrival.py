"""A mail as it came, what the tables know of it, and what is to be done with it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

import msgspec

from chalicelib.aws.records import Stored
from chalicelib.core.complaint.facts import AnyFact, Writing
from chalicelib.core.complaint.model import Evidence
from chalicelib.core.people import tokens
from chalicelib.inbound.inbound_mail import InboundMail

FULL_TEXT = 100_000  # characters kept with the fact; the raw mail keeps everything


class Arrival(msgspec.Struct, frozen=True, kw_only=True):
    """A mail as it came: SES's id, time, envelope recipients and verdicts, the key of the raw mail, and what it says."""

    id: str
    at: datetime
    recipients: tuple[str, ...]
    dmarc: str
    spam: str
    virus: str
    raw: str
    mail: InboundMail
    size: int = 0  # bytes of the raw mail
    spf: str = ""
    dkim: str = ""

    @property
    def forged(self) -> bool:
        """Whether SES says that somebody else wrote it than From tells."""
        return self.dmarc == "FAIL" or (self.dmarc != "PASS" and self.spf == self.dkim == "FAIL")

    @property
    def sender(self) -> str:
        """Who wrote: the one address in the one From header, or whom that stands for; "" if there is no such thing."""
        return self.mail.sender.address if self.mail.sender else ""

    @property
    def shown(self) -> str:
        """The address in From, whoever wrote."""
        return self.mail.through or self.sender


class Match(msgspec.Struct, frozen=True, kw_only=True):
    """What the tables know of a mail: the valid token, the complaint it is about, and the sender's newest live complaint.

    `lapsed`: where the address that it came to is one of ours that has expired, whose that was (a `person_digest`). `stored` is where that complaint goes on: if `named`, which the mail named, was merged into another, it is the other.
    `written_to`: digests of the addresses that those mails of ours went to whose Message-IDs it carries; nobody guesses them. `messages`: what
    those mails were, by the same digests.
    """

    token: tokens.Token | None = None
    lapsed: str = ""
    stored: Stored | None = None
    named: Stored | None = None
    newest: str = ""
    written_to: frozenset[str] = frozenset()
    messages: Mapping[str, str] = {}

    @property
    def complaints(self) -> tuple[Stored, ...]:
        """The complaint named and the one where it goes on."""
        return tuple(each for each in (self.stored, self.named) if each)


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be done with a mail.

    decide: `fact` for `stored` (None: it opens a complaint). staff: commands, some perhaps for other complaints.
    hold: nothing happens, `person` whose address was used is told. confirm: `person` must confirm by a link.
    park: a person must look at it. ignore: it is our own mail.
    """

    action: Literal["decide", "staff", "hold", "confirm", "park", "ignore"]
    fact: AnyFact | None = None
    stored: Stored | None = None
    reason: str = ""
    person: str = ""
    related: tuple[str, ...] = ()


def writing_of(arrival: Arrival) -> Writing:
    """What a mail says, as a fact carries it."""
    mail = arrival.mail
    return Writing(
        text=mail.new_text.strip()[:FULL_TEXT],
        full_text=mail.text[:FULL_TEXT],
        own=mail.own_text,
        subject=mail.subject,
        raw=arrival.raw,
        message_id=mail.message_id,
        trouble=mail.trouble,
        evidence=tuple(
            Evidence(
                raw=arrival.raw,
                part=a.part,
                name=a.name,
                content_type=a.content_type,
                size=a.size,
                digest=a.digest,
                inline=a.inline,
            )
            for a in mail.attachments
        ),
    )
