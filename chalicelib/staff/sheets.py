"""`#名录`, `#文案`: what is kept in sheets goes out as a workbook, and comes back as one, is checked, shown as what differs, confirmed and put in force.

What is confirmed is read again out of the stored mail, so that nothing else than what was shown can come into force.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

import msgspec

from chalicelib.aws.objects import Objects
from chalicelib.aws.records import Receipt
from chalicelib.clockwork.state_of_things import kept_for_sending
from chalicelib.core.complaint.decision import Extra, Message, Recipient
from chalicelib.core.complaint.facts import Command, StaffWrote, Writing
from chalicelib.core.complaint.model import Evidence
from chalicelib.core.complaint.saying import Said, Value, command, labels, person, say, time_of
from chalicelib.core.orders.command_table import COMMANDS, shown
from chalicelib.core.people import people, tokens
from chalicelib.core.policy.documents import short_digest
from chalicelib.core.policy.model import Policy
from chalicelib.core.register import indexing, sheet_history
from chalicelib.core.register.indexing import KeyItem, KeyRef
from chalicelib.core.register.sheet_history import Changed
from chalicelib.core.words.worded import worded
from chalicelib.inbound import email_message, spreadsheet
from chalicelib.pipeline.pipeline import Pipeline
from chalicelib.policies import published
from chalicelib.policies.kept_in_sheets import KEPT, Book, KeptInSheets

HOLDS = timedelta(days=3)
FAULTS_SHOWN = 50
CHANGES_SHOWN = 200
PREVIEWS_SHOWN = 6
HTML = "text/html"
VERSIONS_SHOWN = 20
XLSX = ".xlsx"
TABLES = (XLSX, ".xls", ".et", ".ods", ".csv", ".xlsm", ".numbers")  # what may be meant as a workbook
PAST = ("历史", "歷史", "history")


def as_meant(mail: StaffWrote, policy: Policy) -> StaffWrote:
    """The mail, read as sending a workbook back if whoever keeps what is in it sends one that is called as ours is."""
    if mail.commands:
        return mail
    meant = (each for each in KEPT.values() if mail.by in each.keepers(policy) and _is_called_so(each.name, mail))
    kept = next(meant, None)
    return msgspec.structs.replace(mail, commands=(Command(name=kept.name),)) if kept else mail


def _is_called_so(name: str, mail: StaffWrote) -> bool:
    names = tuple(each for called in COMMANDS[name].names.values() for each in called)
    return any(file.name.lower().startswith(names) for file in _sheets(mail))


class SheetOrders:
    """What one mail's orders about what is kept in sheets come to: what to say, to send and to store. `orders`: each one's command and the words behind it."""

    def __init__(
        self, orders: Sequence[tuple[str, str]], mail: StaffWrote, pipeline: Pipeline, objects: Objects, now: datetime
    ) -> None:
        self.changes: list[Said] = []
        self.problems: list[Said] = []
        self.messages: list[Message] = []
        self.keys: list[KeyItem] = []
        self.pipeline, self.objects, self.mail, self.now = pipeline, objects, mail, now
        for name, words in dict(orders).items():
            self._serve(KEPT[name], words)

    def _serve(self, kept: KeptInSheets, words: str) -> None:
        if words in PAST:
            self.changes += _earlier(kept, self.pipeline)
        elif _sheets(self.mail):
            self._check(kept)
        else:
            self._send(kept)

    def _send(self, kept: KeptInSheets) -> None:
        policy, to = self.pipeline.policies.published(), self._writer()
        title = f"{shown(kept.name, to.language)} {self.now:%Y-%m-%d}"
        keys = kept_for_sending(self.objects, kept.workbook(policy, to.language, self.now), title, self.now)
        self.messages.append(Message(name=kept.name, to=to, attachments=keys))

    def _check(self, kept: KeptInSheets) -> None:
        if not self.pipeline.policies.follows:
            self.problems.append(say("sheet_fixed", what=_called(kept)))
            return
        old, book = self.pipeline.policies.published(), _book(self.mail, self.objects)
        if isinstance(book, Said):
            self.problems.append(book)
            return
        found = _renewed(kept, book, self.mail, self.pipeline)
        if isinstance(found, list):
            self.problems += _shown(found)
        elif found == old:
            self.problems.append(say("sheet_same"))
        else:
            self._ask(kept, old, found, [*kept.notes(book, old)])

    def _ask(self, kept: KeptInSheets, old: Policy, new: Policy, notes: list[Said]) -> None:
        """What differs, and how messages then read, with the link that puts it in force; the mail waits for that."""
        to = self._writer()
        lines = _lines(kept, old, new, to.language)
        held_id, expires = indexing.digest(f"{kept.name} {self.mail.id}"), (self.now + HOLDS).replace(microsecond=0)
        token = tokens.Token("confirm", held_id, tokens.person_digest(self.mail.by), expires)
        link = f"{self.pipeline.settings.web_base_url.rstrip('/')}/k/{tokens.mint(token, self.pipeline.keys)}"
        held = {
            "fact": msgspec.json.encode(_sheet_alone(self.mail)).decode(),
            "text": "\n".join(lines),
            "of": kept.name,
            "instead_of": published.in_force(self.objects.get, kept.part),
            "version": short_digest(published.document(kept.part, self.objects.get, new)),
        }
        self.keys.append(KeyItem(ref=KeyRef(key=f"held#{held_id}"), values=held, expires=expires))
        shown_as, attached = self._previewed(kept, old, new, to.language)
        extra: Extra = {"lines": [*lines], "link": link, "problems": notes, "previews": shown_as}
        self.messages.append(Message(name=f"{kept.name}_change", to=to, extra=extra, attachments=attached))

    def _previewed(
        self, kept: KeptInSheets, old: Policy, new: Policy, language: str
    ) -> tuple[list[str], tuple[str, ...]]:
        """How the first messages that change read, title and text, and a page with all of them."""
        found = kept.previews(old, new, language, self.now) if kept.previews else []
        if not found:
            return [], ()
        title = worded(say("previews_file", what=_called(kept)), new, language)
        from chalicelib.render.preview import page  # noqa: PLC0415 - as what else sheets need

        content = page(found, new, language).encode()
        left = len(found) - PREVIEWS_SHOWN
        more = [worded(say("previews_left", count=left), new, language)] if left > 0 else []
        told = [f"{each.title}\n{each.text}" for each in found[:PREVIEWS_SHOWN]]
        return [*told, *more], kept_for_sending(self.objects, content, title, self.now, ".html", HTML)

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
    """Puts in force what was confirmed, once, and tells whoever keeps it. `done`: what the page then shows."""
    kept = KEPT[held["of"]]
    after = kept.part.key(held["version"])
    refused = None
    if published.in_force(objects.get, kept.part) != after:  # else an earlier try got as far as here
        refused = _refused(kept, mail, held, pipeline, objects)
    if refused:
        to = people.recipient(mail.by, "staff", pipeline.policies.current())
        message = Message(name="receipt", to=to, extra={"problems": refused})
        pipeline.post((message,), receipt, now, keys=(done,))
        return
    pipeline.policies.look_again()
    old, new = (published.published(objects.get, {kept.name: key}) for key in (held["instead_of"], after))
    first = "\n".join(_lines(kept, old, new, new.languages[0]))
    changed = Changed(by=mail.by, at=now, before=held["instead_of"], after=after, text=first)
    told = tuple(_told(kept, mail.by, old, new, now))
    pipeline.post(told, receipt, now, keys=(done, sheet_history.item(kept.name, changed)))


def _refused(
    kept: KeptInSheets, mail: StaffWrote, held: Mapping[str, str], pipeline: Pipeline, objects: Objects
) -> list[Said]:
    """Puts it in force, or says why not."""
    if mail.by not in kept.keepers(pipeline.policies.current()):
        return [say("sheet_withdrawn", what=_called(kept))]
    book = _book(mail, objects)
    if isinstance(book, Said):
        return [book]
    found = _renewed(kept, book, mail, pipeline)
    if isinstance(found, list):
        return _shown(found)
    document = published.document(kept.part, objects.get, found)
    same = short_digest(document) == held["version"]
    if not (same and published.put(objects, kept.part, document, held["instead_of"])):
        return [say("sheet_overtaken", what=_called(kept), command=command(kept.name))]
    return []


def _told(kept: KeptInSheets, by: str, old: Policy, new: Policy, now: datetime) -> Iterator[Message]:
    """Whoever confirmed it, and the head of the desk and the director, those of before too."""
    answerable = [(each.directory.desk_head, each.directory.director) for each in (old, new)]
    mails = dict.fromkeys((by, *(mail for both in answerable for mail in both)))
    for mail in mails:
        policy = new if people.is_known(mail, new) else old
        to = people.recipient(people.stand_in(mail, policy, now) if mail != by else mail, "staff", policy)
        lines = _lines(kept, old, new, to.language)
        yield Message(name=f"{kept.name}_changed", to=to, extra={"who": by, "lines": [*lines]})


def _book(mail: StaffWrote, objects: Objects) -> Book | Said:
    """The workbook that a mail brings, or why there is none to be read."""
    file, *further = _sheets(mail)
    if further:
        return say("sheet_several")
    raw = objects.get(file.raw)
    content = email_message.attachment_bytes(raw, file.part) if raw and file.name.lower().endswith(XLSX) else None
    book = spreadsheet.sheets(content) if content else None
    return say("sheet_unreadable", name=file.name) if book is None else book


def _renewed(kept: KeptInSheets, book: Book, mail: StaffWrote, pipeline: Pipeline) -> Policy | list[Said]:
    """The policy with what a workbook says, or what is wrong with that, or not its sender's to change."""
    old = pipeline.policies.published()
    found = kept.renewed(book, old, pipeline.settings.rehearsal)
    return found if isinstance(found, list) else kept.beyond(mail.by, old, found) or found


def _called(kept: KeptInSheets) -> Value:
    return labels(f"kept.{kept.name}")


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


def _lines(kept: KeptInSheets, old: Policy, new: Policy, language: str) -> list[str]:
    """What differs; of very much the beginning, and how much more there is."""
    lines = kept.changes(old, new, language)
    left = len(lines) - CHANGES_SHOWN
    more = [worded(say("sheet_changes_left", count=left), new, language)] if left > 0 else []
    return [*lines[:CHANGES_SHOWN], *more]


def _earlier(kept: KeptInSheets, pipeline: Pipeline) -> list[Said]:
    """The newest changes, each with who made it and when."""
    found = pipeline.tables.newest(sheet_history.changes_of(kept.name), VERSIONS_SHOWN)
    told = [sheet_history.parse(values) for values in found]
    lines = [say("sheet_change", at=time_of(c.at), who=person(c.by), text=c.text.replace("\n", "；")) for c in told]
    return lines or [say("sheet_unchanged", what=_called(kept))]
