"""`#查询` and `#数据`: what the cases that concern whoever asks say to a number, to words, to a state or of a period.

A note says who asked, when, for which number and which cases were shown. Other words may name a customer: they stay in the mail
alone, whose key the note has.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

import msgspec

from chalicelib.clockwork.reporting import Reporting
from chalicelib.clockwork.state_of_things import open_rows, received_rows
from chalicelib.core import report
from chalicelib.core.complaint.decision import Extra, Message, Recipient
from chalicelib.core.complaint.model import Complaint
from chalicelib.core.overview import figures
from chalicelib.core.overview.groups import Group, Line, as_json
from chalicelib.core.overview.lines import SHOWN, group, of_standing
from chalicelib.core.overview.questions import Question, in_state, meets, mentions, question
from chalicelib.core.people import sight
from chalicelib.core.register import indexing
from chalicelib.core.register.indexing import KeyItem, KeyRef
from chalicelib.core.register.rows import Row, row
from chalicelib.core.report import placing
from chalicelib.core.report.schedule import Period
from chalicelib.core.report.shape import Frame
from chalicelib.core.report.standing import Standing, is_going, standing, standings
from chalicelib.core.report.wording import word
from chalicelib.core.written.case_numbers import NUMBER
from chalicelib.exports.ledger import Print
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
        self.lists = reporting.lists

    def answers(
        self, to: Recipient, queries: Iterable[str], spans: Iterable[Period], mail: str, now: datetime
    ) -> list[Answer]:
        """What a mail's queries find and its periods came to; the same asked twice is asked once. `mail`: its key."""
        found = [self._found(to, words, mail, now) for words in dict.fromkeys(queries)]
        return [*found, *(self._figures(to, span, mail, now) for span in dict.fromkeys(spans))]

    def _found(self, to: Recipient, words: str, mail: str, now: datetime) -> Answer:
        frame = self._frame(to, Period(now, now, ""), now)
        asked = question(words, now, frame.policy.timezone)
        lines, rows = self._of_state(to, asked, frame) if asked.is_of_state else self._of_words(to, words, frame)
        shown, left = lines[:FOUND_SHOWN], len(lines[FOUND_SHOWN:])
        attached = self._workbook(rows, to, frame) if left and asked.is_of_state else ()
        if left and not attached:
            shown = [*shown, Line(word("found_left", to.language).format(left=left))]
        extra: Extra = {
            "text": words,
            "lines": [line.text for line in shown],
            "groups": as_json([Group("", tuple(shown), left if attached else 0, attached=True)] if shown else []),
        }
        message = Message(name="query", to=to, extra=extra, attachments=attached)
        return Answer(message, _note(to.mail, words, [each.number for each in rows[:FOUND_SHOWN]], mail, now))

    def _of_words(self, to: Recipient, words: str, frame: Frame) -> tuple[list[Line], list[Row]]:
        """The case of a number, or the open cases that mention the words."""
        seen = [row(c) for c in self._meant(words) if sight.may_see(to.mail, c, frame.policy, frame.now)]
        cells = report.making.case_list(seen, frame).rows
        texts = (" · ".join(str(cell) for cell in line if str(cell)) for line in cells)
        lines = [Line(text, each.id, each.number, each.rounds) for text, each in zip(texts, seen, strict=True)]
        return lines, seen

    def _of_state(self, to: Recipient, asked: Question, frame: Frame) -> tuple[list[Line], list[Row]]:
        """The cases in the state asked for: of a period those received in it, else the open ones."""
        rows = self._of_period(asked.period, frame) if asked.period else open_rows(self.pipeline.tables)
        seen = sight.Lines(frame.policy, frame.now).theirs(to.mail, (each for each in rows if meets(each, asked)))
        found = in_state(_sorted(seen, frame, only_open=asked.open or not asked.period), asked)
        return [of_standing(each, frame) for each in found], [each.row for each in found]

    def _of_period(self, period: Period, frame: Frame) -> Sequence[Row]:
        """The register's lines of what was received in the period."""
        placed = msgspec.structs.replace(frame, period=period)
        return placing.inside(received_rows(self.pipeline.tables, period, frame.policy), placed)

    def _figures(self, to: Recipient, period: Period, mail: str, now: datetime) -> Answer:
        """What a period came to, and what is late now, as far as the reader may see it."""
        frame, lines = self._frame(to, period, now), sight.Lines(self.pipeline.policies.current(), now)
        rows = lines.theirs(to.mail, self._of_period(period, frame))
        found = standings(lines.theirs(to.mail, open_rows(self.pipeline.tables)), frame)
        told = figures.report(figures.State(rows=rows, open=found), frame)
        late = [of_standing(each, frame) for each in found if each.late]
        attached = self._workbook(rows, to, frame) if len(rows) > 0 else ()
        now_late = [group("late_now", late, to.language)] if late else []
        extra: Extra = {
            "report": report.as_mail(told, attached=False),
            "groups": as_json(now_late),
            "attached": int(bool(attached)),
        }
        message = Message(name="figures", to=to, extra=extra, attachments=attached)
        shown = [each.row.number for each in found if each.late][:SHOWN]
        return Answer(message, _note(to.mail, period.label, shown, mail, now))

    def _workbook(self, rows: Sequence[Row], to: Recipient, frame: Frame) -> tuple[str, ...]:
        title = f"{frame.period.label.replace('/', '--')} {word('state', to.language)}"
        return self.lists.state.workbook(rows, title, Print(frame.policy, frame.now, to.language))

    def _frame(self, to: Recipient, period: Period, now: datetime) -> Frame:
        return Frame(policy=self.pipeline.policies.current(), period=period, now=now, language=to.language)

    def _meant(self, words: str) -> list[Complaint]:
        """The case of a number, else the open ones whose lines of the register mention all the words."""
        tables, said = self.pipeline.tables, words.strip()
        numbered = tables.lookup("", [indexing.number_ref(said)]).keys if said else {}
        ids = [v["complaint"] for v in numbered.values()] or [
            each.id for each in open_rows(self.pipeline.tables) if mentions(each, words)
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


def _sorted(rows: Sequence[Row], frame: Frame, *, only_open: bool) -> list[Standing]:
    """Where these stand, what is late first; what is over last, if it is wanted."""
    going = standings(rows, frame)
    over = [] if only_open else [each for each in (standing(r, frame) for r in rows) if not is_going(each)]
    return [*going, *over]
