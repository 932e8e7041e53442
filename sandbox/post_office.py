"""All mailboxes and phones of the sandbox: what each received and what was written from it."""

from collections.abc import Iterable
from datetime import datetime
from email import message_from_bytes, policy
from email.utils import parseaddr
from threading import RLock

import msgspec

from chalicelib.inbound import email_message
from sandbox.sent import SentMail, SentText
from sandbox.staff import compose, reply
from sandbox.world import Sandbox


class Letter(msgspec.Struct, frozen=True):
    """A mail or text in a mailbox or on a phone. `key` finds it again; `ours` says that the owner wrote it."""

    key: str
    at: datetime
    other: str
    subject: str
    text: str
    html: str = ""
    ours: bool = False
    files: tuple[str, ...] = ()


class PostOffice:
    """A sandbox with its mailboxes. Threads take turns: the world has one clock."""

    def __init__(self, box: Sandbox) -> None:
        self.box = box
        self.lock = RLock()
        self._written: dict[str, list[Letter]] = {}

    def mailboxes(self) -> list[str]:
        """Every address that has got or written mail, the desk first."""
        known = {self.box.desk: 0} | {to: 0 for mail in self.box.mails for to in mail.to}
        return list(known | {owner: 0 for owner in self._written if "@" in owner})

    def phones(self) -> list[str]:
        """Every number that has got or written a text."""
        return list(dict.fromkeys([*(text.to for text in self.box.texts), *(o for o in self._written if "@" not in o)]))

    def letters(self, owner: str) -> list[Letter]:
        """What an address or number received and wrote, newest first."""
        got = [_received(mail) for mail in self.box.mails if owner in mail.to]
        got += [_received(text) for text in self.box.texts if text.to == owner]
        return sorted([*self._written.get(owner, ()), *got], key=lambda letter: letter.at)[::-1]

    def write(self, sender: str, subject: str, text: str, to: str = "") -> None:
        """A new mail to the organisation, to its address or one of its reply addresses."""
        self.post(compose(sender, to or self.box.address, subject, text, at=self.box.now))

    def answer(self, key: str, sender: str, text: str) -> None:
        """A reply to a mail that was received."""
        mail = next(mail for mail in self.box.mails if mail.id == key)
        self.post(reply(mail, text, sender, at=self.box.now))

    def text(self, number: str, text: str) -> None:
        """A text to the organisation's number."""
        self._note(number, Letter(f"w{self._count()}", self.box.now, self.box.sms_number, "", text, ours=True))
        self.box.sms(number, text)

    def post(self, raw: bytes, recipients: Iterable[str] = ()) -> str:
        """A raw mail to the organisation, from a form here or through the SMTP door."""
        read = email_message.parse(raw)
        sender = read.sender.address if read.sender else parseaddr(str(_header(raw, "From")))[1]
        self._note(
            sender, Letter(f"w{self._count()}", self.box.now, self.box.address, read.subject, read.text, ours=True)
        )
        return self.box.email(raw, list(recipients) or None)

    def _note(self, owner: str, letter: Letter) -> None:
        self._written.setdefault(owner, []).append(letter)

    def _count(self) -> int:
        return sum(map(len, self._written.values()))


def _received(sent: SentMail | SentText) -> Letter:
    files = tuple(file.name for file in sent.attachments)
    return Letter(sent.id, sent.at, sent.sender, sent.subject, sent.text, sent.html, files=files)


def _header(raw: bytes, name: str) -> object:
    return message_from_bytes(raw, policy=policy.compat32).get(name, "")
