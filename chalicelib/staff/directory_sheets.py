"""`#名录`: the directory goes out as a sheet, and comes back as one, is checked, shown as what differs, confirmed and put in force.

What is confirmed is read again out of the stored mail, so that nothing else than what was shown can come into force.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

import msgspec

from chalicelib.aws.objects import Objects
from chalicelib.aws.records import Receipt
from chalicelib.clockwork.state_of_things import kept_for_sending
from chalicelib.core.complaint.decision import Message, Recipient
from chalicelib.core.complaint.facts import Command, StaffWrote, Writing
from chalicelib.core.complaint.model import Evidence
from chalicelib.core.complaint.saying import Said, command, person, say, time_of
from chalicelib.core.orders.command_table import COMMANDS, shown
from chalicelib.core.people import people, rights, tokens
from chalicelib.core.policy.model import Policy
from chalicelib.core.policy_reading.directory_sheets import renewed
from chalicelib.core.policy_reading.documents import directory_document, short_digest
from chalicelib.core.policy_reading.own_lines import beyond_theirs
from chalicelib.core.register import directory_history, indexing
from chalicelib.core.register.directory_history import Changed
from chalicelib.core.register.indexing import KeyItem, KeyRef
from chalicelib.core.words.directory_changes import directory_changes
from chalicelib.core.words.worded import worded
from chalicelib.exports.directory_workbook import workbook
from chalicelib.inbound import email_message, spreadsheet
from chalicelib.pipeline.pipeline import Pipeline
from chalicelib.policies import published

NAME = "directory"
HOLDS = timedelta(days=3)
FAULTS_SHOWN = 50
CHANGES_SHOWN = 200
VERSIONS_SHOWN = 20
XLSX = ".xlsx"
TABLES = (XLSX, ".xls", ".et", ".ods", ".csv", ".xlsm", ".numbers")  # what may be meant as a sheet
PAST = ("历史", "歷史", "history")


def as_meant(mail: StaffWrote, policy: Policy) -> StaffWrote:
    """The mail, read as sending the directory back if whoever keeps it sends a sheet that is called as ours is."""
    names = tuple(name for each in COMMANDS[NAME].names.values() for name in each)
    ours = any(file.name.lower().startswith(names) for file in _sheets(mail))
    if mail.commands or not ours or mail.by not in rights.keeps_the_directory(policy):
        return mail
    return msgspec.structs.replace(mail, commands=(Command(name=NAME),))


class DirectorySheets:
    """What one mail's orders about the directory come to: what to say, to send and to store."""

    def __init__(
        self, orders: Sequence[str], mail: StaffWrote, pipeline: Pipeline, objects: Objects, now: datetime
    ) -> None:
        self.changes: list[Said] = []
        self.problems: list[Said] = []
        self.messages: list[Message] = []
        self.keys: list[KeyItem] = []
        self.pipeline, self.objects, self.mail, self.now = pipeline, objects, mail, now
        if any(words in PAST for words in orders):
            self.changes += _earlier(pipeline)
        elif orders and _sheets(mail):
            self._check()
        elif orders:
            self._send()

    def _send(self) -> None:
        policy, to = self.pipeline.policies.published(), self._writer()
        title = f"{shown(NAME, to.language)} {self.now:%Y-%m-%d}"
        keys = kept_for_sending(self.objects, workbook(policy, to.language, self.now), title, self.now)
        self.messages.append(Message(name="directory", to=to, attachments=keys))

    def _check(self) -> None:
        if not self.pipeline.policies.follows:
            self.problems.append(say("sheet_fixed"))
            return
        old, found = self.pipeline.policies.published(), _brought(self.mail, self.pipeline, self.objects)
        if isinstance(found, list):
            self.problems += _shown(found)
        elif found.directory == old.directory:
            self.problems.append(say("sheet_same"))
        else:
            self._ask(old, found)

    def _ask(self, old: Policy, new: Policy) -> None:
        """What differs, with the link that puts it in force; the mail waits for that."""
        to = self._writer()
        lines = _lines(old, new, to.language)
        held_id, expires = indexing.digest(f"{NAME} {self.mail.id}"), (self.now + HOLDS).replace(microsecond=0)
        token = tokens.Token("confirm", held_id, tokens.person_digest(self.mail.by), expires)
        link = f"{self.pipeline.settings.web_base_url.rstrip('/')}/k/{tokens.mint(token, self.pipeline.keys)}"
        held = {
            "fact": msgspec.json.encode(_sheet_alone(self.mail)).decode(),
            "text": "\n".join(lines),
            "instead_of": published.directory_in_force(self.objects.get),
            "directory": short_digest(directory_document(new)),
        }
        self.keys.append(KeyItem(ref=KeyRef(key=f"held#{held_id}"), values=held, expires=expires))
        self.messages.append(Message(name="directory_change", to=to, extra={"lines": [*lines], "link": link}))

    def _writer(self) -> Recipient:
        return people.recipient(self.mail.by, "staff", self.pipeline.policies.current())


def enact(
    mail: StaffWrote,
    held: Mapping[str, str],
    pipeline: Pipeline,
    objects: Objects,
    receipt: Receipt,
    now: datetime,
    done: KeyItem,
) -> None:
    """Puts in force what was confirmed, once, and tells whoever keeps the directory. `done`: what the page then shows."""
    after = published.directory_key(held["directory"])
    refused = None
    if published.directory_in_force(objects.get) != after:  # else an earlier try got as far as here
        refused = _refused(mail, held, pipeline, objects)
    if refused:
        to = people.recipient(mail.by, "staff", pipeline.policies.current())
        message = Message(name="receipt", to=to, extra={"problems": refused})
        pipeline.post((message,), receipt, now, keys=(done,))
        return
    policy = pipeline.policies.published()
    pipeline.policies.look_again()
    old, new = (
        msgspec.structs.replace(policy, directory=published.directory_at(objects.get, key))
        for key in (held["instead_of"], after)
    )
    first = "\n".join(_lines(old, new, policy.languages[0]))
    changed = Changed(by=mail.by, at=now, before=held["instead_of"], after=after, text=first)
    pipeline.post(tuple(_told(mail.by, old, new, now)), receipt, now, keys=(done, directory_history.item(changed)))


def _refused(mail: StaffWrote, held: Mapping[str, str], pipeline: Pipeline, objects: Objects) -> list[Said]:
    """Puts it in force, or says why not."""
    if mail.by not in rights.keeps_the_directory(pipeline.policies.current()):
        return [say("sheet_withdrawn")]
    found = _brought(mail, pipeline, objects)
    if isinstance(found, list):
        return _shown(found)
    same = short_digest(directory_document(found)) == held["directory"]
    if not (same and published.put_directory(objects, found, held["instead_of"])):
        return [say("sheet_overtaken", command=command(NAME))]
    return []


def _told(by: str, old: Policy, new: Policy, now: datetime) -> Iterator[Message]:
    """Whoever confirmed it, and the head of the desk and the director, those of before too."""
    answerable = [(each.directory.desk_head, each.directory.director) for each in (old, new)]
    mails = dict.fromkeys((by, *(mail for both in answerable for mail in both)))
    for mail in mails:
        policy = new if people.is_known(mail, new) else old
        to = people.recipient(people.stand_in(mail, policy, now) if mail != by else mail, "staff", policy)
        lines = _lines(old, new, to.language)
        yield Message(name="directory_changed", to=to, extra={"who": by, "lines": [*lines]})


def _brought(mail: StaffWrote, pipeline: Pipeline, objects: Objects) -> Policy | list[Said]:
    """The policy with the directory of the sheet that a mail brings, or what is wrong with it."""
    file, *further = _sheets(mail)
    if further:
        return [say("sheet_several")]
    raw = objects.get(file.raw)
    content = email_message.attachment_bytes(raw, file.part) if raw and file.name.lower().endswith(XLSX) else None
    book = spreadsheet.sheets(content) if content else None
    if book is None:
        return [say("sheet_unreadable", name=file.name)]
    old = pipeline.policies.published()
    found = renewed(book, old, samples=pipeline.settings.rehearsal)
    return found if isinstance(found, list) else beyond_theirs(mail.by, old, found) or found


def _sheets(mail: StaffWrote) -> list[Evidence]:
    return [each for each in mail.writing.evidence if each.name.lower().endswith(TABLES)]


def _sheet_alone(mail: StaffWrote) -> StaffWrote:
    writing = Writing(raw=mail.writing.raw, message_id=mail.writing.message_id, evidence=tuple(_sheets(mail)))
    return msgspec.structs.replace(mail, writing=writing, problems=(), pasted=())


def _shown(faults: list[Said]) -> list[Said]:
    """The first of many, and how many there are."""
    left = len(faults) - FAULTS_SHOWN
    more = [say("sheet_more", count=left)] if left > 0 else []
    heading = [say("sheet_faulty", count=len(faults))] if any(each.about for each in faults) else []
    return [*heading, *faults[:FAULTS_SHOWN], *more]


def _lines(old: Policy, new: Policy, language: str) -> list[str]:
    """What differs; of very much the beginning, and how much more there is."""
    lines = directory_changes(old, new, language)
    left = len(lines) - CHANGES_SHOWN
    more = [worded(say("sheet_changes_left", count=left), new, language)] if left > 0 else []
    return [*lines[:CHANGES_SHOWN], *more]


def _earlier(pipeline: Pipeline) -> list[Said]:
    """The newest changes, each with who made it and when."""
    found = pipeline.tables.newest(directory_history.CHANGES, VERSIONS_SHOWN)
    told = [directory_history.parse(values) for values in found]
    lines = [say("sheet_change", at=time_of(c.at), who=person(c.by), text=c.text.replace("\n", "；")) for c in told]
    return lines or [say("sheet_unchanged")]
