"""What one mail says, read from its bytes: the types that everyone else works with."""

import msgspec


class Address(msgspec.Struct, frozen=True):
    """A mailbox: the lower-cased addr-spec, and the display name as text ("" if there is none)."""

    address: str
    name: str


class Attachment(msgspec.Struct, frozen=True):
    """A file in the mail: display name made safe, size in bytes, sha256 in hex, and its place in walk order."""

    name: str
    content_type: str
    size: int
    digest: str
    part: int
    inline: bool = False
    """A picture that the letter shows in its midst."""


class BounceRecipient(msgspec.Struct, frozen=True):
    """One recipient that a mail did not reach: enhanced status "5.1.1" (RFC 3463), and what the other side said."""

    address: str
    status: str
    permanent: bool
    diagnostic: str
    given_up: bool = True
    """Nobody tries any more; False for the notice of a delay."""


class Forwarded(msgspec.Struct, frozen=True):
    """A mail passed on, inline or attached: whom it came from, and what it said."""

    sender: Address | None
    subject: str
    text: str


class Passage(msgspec.Struct, frozen=True):
    """What the headers tell of a mail's way to us. Whoever wrote them may have lied: it gives nobody authority."""

    reply_to: tuple[Address, ...] = ()
    originals: tuple[Address, ...] = ()
    """Whom those who rewrite From say that the mail is from."""
    sent_by: tuple[Address, ...] = ()
    """Whom the mail's envelope named where it came to a group."""
    copied: tuple[Address, ...] = ()
    """Whom it was sent to as a copy: lists that are answered themselves put its writer there."""
    addressed: tuple[str, ...] = ()
    """The mailboxes and lists that it went to or through."""
    listed: bool = False
    """Passed on by a list or a group."""
    by_rule: bool = False
    """Passed on by a mailbox's rule as a mail of its own."""
    by_form: bool = False
    """Made by the program of a web form."""
    only_generated: bool = False
    """Nothing marks it as a machine's but that it was not written in a mail program."""
    only_ranked_low: bool = False
    """Nothing marks it as a machine's but its rank ("Precedence: bulk"), which asks for no answer by a machine either."""
    to_subscribers: bool = False
    """Sent to many, who may unsubscribe."""
    bulk: bool = False
    """By a service that sends newsletters and advertisements, and in answer to nothing."""


class InboundMail(msgspec.Struct, frozen=True):
    """One mail as read. All text is valid UTF-8 without NUL."""

    sender: Address | None
    """None unless there is exactly one From header with exactly one address."""
    senders: tuple[Address, ...]
    """All addresses found in From headers."""
    subject: str
    message_id: str
    in_reply_to: tuple[str, ...]
    references: tuple[str, ...]
    """Message ids without angle brackets; long threads keep the first four and the last six."""
    text: str
    """The full text."""
    new_text: str
    """What the writer newly wrote: `text` without quoted mail and signature."""
    command_text: str
    """The part of `new_text` that is surely the writer's own: the only place where commands are read."""
    attachments: tuple[Attachment, ...]
    automatic: bool
    """Written by a machine: filed, not answered."""
    mute: bool
    """Earns no acknowledgement."""
    bounce: tuple[BounceRecipient, ...]
    is_bounce: bool
    original_ids: tuple[str, ...]
    """Message ids found in the mail that a bounce returns."""
    loop_mark: str
    """Our own loop header, "" if there is none."""
    forwarded: Forwarded | None
    language: str
    """One of our languages, guessed from the script."""
    trouble: tuple[str, ...]
    """What could not be read, as short codes: "charset:x-unknown", "smime", "bomb:depth", "tnef" …"""
    parked: bool
    """So unreadable that a person must look at the raw mail."""
    pasted_orders: str = ""
    """Lines that would be commands, but stand in what the writer quotes or has pasted."""
    own_text: str | None = None
    """`new_text` without what the writer quotes or has pasted, where they do."""
    sender_is_plain: bool = False
    """Whether no other reader of the From header could have taken somebody else for the sender."""
    note: bool = False
    """No more than a reaction to a mail, the recall of one, or a receipt for reading."""
    passage: Passage = Passage()
    through: str = ""
    """The address in From, where another one wrote: then `sender` is who did, None if nobody can say."""
