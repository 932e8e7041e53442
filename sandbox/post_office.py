"""All mailboxes and phones of the sandbox: what each received and what was written from it."""

from collections.abc import Iterable
from email import message_from_bytes, policy
from email.utils import parseaddr
from threading import RLock

from chalicelib.core.written.words import folded
from chalicelib.inbound import email_message
from sandbox.keeping import Keeper
from sandbox.letters import Letter, received, written
from sandbox.staff import Files, compose, reply
from sandbox.world import Sandbox


class PostOffice:
    """A sandbox with its mailboxes, kept in a folder if there is a keeper. Threads take turns: the world has one clock."""

    def __init__(self, box: Sandbox, keeper: Keeper | None = None) -> None:
        self.box = box
        self.keeper = keeper
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
        got = [received(mail) for mail in self.box.mails if owner in mail.to]
        got += [received(text) for text in self.box.texts if text.to == owner]
        return sorted([*self._written.get(owner, ()), *got], key=lambda letter: letter.at)[::-1]

    def keep(self) -> None:
        """What has come and gone until now lies in the folder afterwards."""
        if self.keeper is not None:
            for owner in self.mailboxes():
                self.keeper.save(owner, self.letters(owner)[::-1])

    def letter(self, owner: str, key: str) -> Letter:
        """One of them; KeyError if it is not there."""
        found = next((letter for letter in self.letters(owner) if letter.key == key), None)
        if found is None:
            raise KeyError(key)
        return found

    def found(self, asked: str) -> list[tuple[str, Letter]]:
        """The letters, each with its owner, that hold all the words asked for, in whatever script and case; newest first."""
        words = folded(asked).split()
        every = ((owner, letter) for owner in (*self.mailboxes(), *self.phones()) for letter in self.letters(owner))
        fitting = [(owner, letter) for owner, letter in every if words and letter.tells(words)]
        return sorted(fitting, key=lambda one: one[1].at, reverse=True)

    def write(self, sender: str, subject: str, text: str, to: str = "", files: Files = ()) -> None:
        """A new mail to the organisation, to its address or one of its reply addresses."""
        self.post(compose(sender, to or self.box.address, subject, text, at=self.box.now, attachments=files))

    def answer(self, key: str, sender: str, text: str, files: Files = ()) -> None:
        """A reply to a mail that was received."""
        mail = next(mail for mail in self.box.mails if mail.id == key)
        self.post(reply(mail, text, sender, at=self.box.now, attachments=files))

    def text(self, number: str, text: str) -> None:
        """A text to the organisation's number."""
        self._note(number, Letter(f"w{self._count()}", self.box.now, self.box.sms_number, "", text, ours=True))
        self.box.sms(number, text)

    def post(self, raw: bytes, recipients: Iterable[str] = ()) -> str:
        """A raw mail to the organisation, from a form here or through the SMTP door."""
        read = email_message.parse(raw)
        sender = read.sender.address if read.sender else parseaddr(str(_header(raw, "From")))[1]
        self._note(sender, written(f"w{self._count()}", self.box.now, self.box.address, raw))
        return self.box.email(raw, list(recipients) or None)

    def _note(self, owner: str, letter: Letter) -> None:
        self._written.setdefault(owner, []).append(letter)

    def _count(self) -> int:
        return sum(map(len, self._written.values()))


def _header(raw: bytes, name: str) -> object:
    return message_from_bytes(raw, policy=policy.compat32).get(name, "")
