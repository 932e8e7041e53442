"""What stands around a message: sender, reply address, links and headers. No value that came from outside brings a line break in."""

import re
from datetime import timedelta
from email.utils import formataddr

import msgspec

from chalicelib.core.complaint.decision import Message
from chalicelib.core.complaint.message_table import MessageKind
from chalicelib.core.complaint.model import Complaint
from chalicelib.core.people import tokens
from chalicelib.core.words.plain_text import one_line
from chalicelib.render.sender_identity import SenderIdentity

REPLY_DAYS = 400  # a customer may come back within a year, and a little
LINK_DAYS = 180
CONFIRM_DAYS = 3
_MESSAGE_ID = re.compile(r"<[!-;=?-~]{3,250}>")


class Signer(msgspec.Struct, frozen=True):
    """Makes the tokens of one message: bound to its recipient and to the complaint, if there is one."""

    identity: SenderIdentity
    complaint: str
    person: str
    round: int

    def link(self, path: str, purpose: tokens.Purpose, days: int, part: int | None = None) -> str:
        """A signed address of ours; `part` stands in for the round (which of the files)."""
        return f"{self.identity.base_url.rstrip('/')}/{path}/{self.token(purpose, days, part)}"

    def token(self, purpose: tokens.Purpose, days: int, part: int | None = None) -> str:
        """A token that holds for `days` from the voice's present moment."""
        expires = (self.identity.now + timedelta(days=days)).replace(microsecond=0)
        token = tokens.Token(purpose, self.complaint, self.person, expires, min(255, part or self.round))
        return tokens.mint(token, self.identity.keys)

    def reply_address(self) -> str:
        """The complaint address with the reply token behind a plus sign."""
        local, _, domain = self.identity.address.partition("@")
        return f"{local}+{self.token('reply', REPLY_DAYS)}@{domain}"


def signer(message: Message, complaint: Complaint | None, identity: SenderIdentity) -> Signer:
    """The signer for a message about a complaint or about none."""
    address = message.to.mail or message.to.phone
    person = tokens.person_digest(address) if address else ""
    return Signer(identity, complaint.id if complaint else "", person, complaint.round if complaint else 1)


def sender(organisation: str, identity: SenderIdentity) -> str:
    """The From address under the organisation's name, encoded where it is not ASCII (RFC 2047)."""
    return formataddr((one_line(organisation, 60), identity.sender))


def headers(kind: MessageKind, complaint: Complaint | None, identity: SenderIdentity) -> dict[str, str]:
    """Headers that keep robots quiet (RFC 3834), loops short and mails in their thread."""
    loop = one_line(identity.address.lower(), 120)
    quiet = {
        "Auto-Submitted": "auto-replied" if kind.replied else "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "X-Redress-Loop": loop,
    }
    return quiet | (_thread(kind, complaint, identity) if complaint else {})


def _thread(kind: MessageKind, complaint: Complaint, identity: SenderIdentity) -> dict[str, str]:
    """Our own id of the complaint holds its mails together; a customer's also answer the last one that they sent."""
    own = f"<{complaint.id}@{identity.message_domain}>"
    thread = (
        [known for known in complaint.thread if _MESSAGE_ID.fullmatch(known)] if kind.audience == "customer" else []
    )
    capped = thread if len(thread) <= 10 else thread[:4] + thread[-6:]  # noqa: PLR2004  # first four and last six
    answers = {"In-Reply-To": capped[-1]} if capped else {}
    return {"References": " ".join((own, *capped)), **answers}
