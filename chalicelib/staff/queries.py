"""`#查询`: what the cases that concern whoever asks say to a number or to words, and the note that it was asked.

The note says who asked, when, for which number and which cases were shown. Other words may name a customer: they stay in the mail
alone, whose key the note has.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

import msgspec

from chalicelib.clockwork.reporting import Reporting
from chalicelib.core import report
from chalicelib.core.complaint.decision import Message, Recipient
from chalicelib.core.complaint.model import Complaint
from chalicelib.core.people import sight
from chalicelib.core.register import indexing
from chalicelib.core.register.indexing import KeyItem, KeyRef
from chalicelib.core.register.rows import Row, row
from chalicelib.core.report.schedule import Period
from chalicelib.core.report.shape import Frame
from chalicelib.core.report.wording import word
from chalicelib.core.written.case_numbers import NUMBER
from chalicelib.core.written.words import folded
from chalicelib.pipeline.pipeline import Pipeline

FOUND_SHOWN = 50
NOTES_KEPT = timedelta(days=366)


class Answer(msgspec.Struct, frozen=True):
    """What was found, and the note that it was asked."""

    message: Message
    note: KeyItem


class Queries:
    """The queries of one stack's staff."""

    def __init__(self, pipeline: Pipeline, reporting: Reporting) -> None:
        self.pipeline = pipeline
        self.reporting = reporting

    def answer(self, to: Recipient, words: str, mail: str, now: datetime) -> Answer:
        """What open cases, or the case of a number, say to somebody's words. `mail`: the key of the mail that asks."""
        policy = self.pipeline.policies.current()
        seen = [row(c) for c in self._meant(words) if sight.may_see(to.mail, c, policy, now)]
        frame = Frame(policy=policy, period=Period(now, now, ""), now=now, language=to.language)
        section = report.making.case_list(seen[:FOUND_SHOWN], frame)
        found = [" · ".join(str(cell) for cell in line if str(cell)) for line in section.rows]
        if left := len(seen[FOUND_SHOWN:]):
            found.append(word("found_left", to.language).format(left=left))
        shown = [each.number for each in seen[:FOUND_SHOWN]]
        message = Message(name="query", to=to, extra={"text": words, "lines": found})
        return Answer(message, _note(to.mail, words, shown, mail, now))

    def _meant(self, words: str) -> list[Complaint]:
        """The case of a number, else the open ones whose lines of the register mention all the words."""
        tables, said = self.pipeline.tables, words.strip()
        numbered = tables.lookup("", [indexing.number_ref(said)]).keys if said else {}
        ids = [v["complaint"] for v in numbered.values()] or [
            each.id for each in self.reporting.open_rows() if _mentions(each, words)
        ]
        stored = tables.lookup("", complaint_ids=ids).complaints
        return [stored[each].complaint for each in ids if each in stored]


def noted_key(month: str) -> str:
    """Where the notes of a month (2026-03) lie."""
    return f"asked#{month}"


def _note(by: str, words: str, shown: Iterable[str], mail: str, now: datetime) -> KeyItem:
    number = words.strip().upper()
    place = KeyRef(
        key=noted_key(indexing.instant(now)[:7]), position=f"{indexing.instant(now)}#{indexing.digest(mail + words)}"
    )
    values = {
        "by": by,
        "number": number if NUMBER.fullmatch(number) else "",
        "shown": " ".join(shown),
        "mail": mail,
    }
    return KeyItem(ref=place, values=values, expires=now + NOTES_KEPT)


def _mentions(each: Row, words: str) -> bool:
    text = f"{each.number} {each.name} {each.contact} {each.subject} {each.content} {each.department} {each.unit} {each.category}"
    return bool(words.split()) and all(said in folded(text) for said in folded(words).split())
