"""Lists by mail: each morning's, and the one that somebody asks for (`#清单`)."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

import msgspec

from chalicelib.aws.objects import Objects
from chalicelib.clockwork.audiences import audiences
from chalicelib.clockwork.blocked_senders import BlockedSenders
from chalicelib.clockwork.state_of_things import StateOfThings, open_rows
from chalicelib.core import report
from chalicelib.core.complaint.decision import Extra, Message, Recipient
from chalicelib.core.complaint.saying import Said
from chalicelib.core.overview.groups import Group, as_json
from chalicelib.core.overview.lists import below, own
from chalicelib.core.overview.news import is_news
from chalicelib.core.people import people, subscriptions
from chalicelib.core.people.sight import Lines
from chalicelib.core.policy.model import Policy
from chalicelib.core.policy.model import Report as Definition
from chalicelib.core.register import indexing
from chalicelib.core.report.morning import Item, to_do
from chalicelib.core.report.schedule import Period, Step
from chalicelib.core.report.shape import Frame
from chalicelib.core.report.standing import Standing, standings
from chalicelib.core.report.wording import word
from chalicelib.core.words.plain_text import one_line
from chalicelib.exports.ledger import Print
from chalicelib.pipeline.pipeline import Pipeline

SUBJECT_SHOWN = 24
CASES_SHOWN = 10


class Lists:
    """The lists of one stack's people."""

    def __init__(self, pipeline: Pipeline, objects: Objects) -> None:
        self.pipeline = pipeline
        self.state = StateOfThings(pipeline.tables, objects)
        self.blocked_senders = BlockedSenders(pipeline.tables)

    def scheduled(self, definition: Definition, step: Step, policy: Policy, now: datetime) -> Iterator[Message]:
        """The list of each who gets one and has anything on it, on days on which it tells them anything new."""
        rows = list(report.concerned(open_rows(self.pipeline.tables), definition.when))
        whole, sight = Frame(policy=policy, period=step.period, now=now), Lines(policy, now)
        late = [each.row for each in standings(rows, whole) if each.late]
        off = subscriptions.known(self.pipeline.tables.rows(subscriptions.KEY))
        for audience in audiences(definition.to, policy, now):
            frame = msgspec.structs.replace(whole, language=audience.to.language)
            items = to_do(sight.of(audience.to.mail, rows, with_people=True), audience.person, frame)
            seen = self.state.below(audience.person, sight.theirs(audience.to.mail, late), frame) if late else ()
            nobodys = self.state.of_nobody(audience.person, rows, frame)
            led, attached = self._whole(below(seen, audience.person, items, frame), seen, frame)
            groups = [*led, *nobodys]
            blocked = self.blocked_senders.weekly(audience.person, policy, now)
            to_read = not (items or blocked or nobodys)  # what is late below them, and nothing that waits for them
            news = blocked or nobodys or is_news(items, seen, audience.to.mail, definition, step.period, policy)
            if news and (items or blocked or groups) and not (to_read and audience.to.mail in off):
                extra = {**_listed(items, groups, frame, blocked), "optional": int(to_read)}
                yield Message(name="morning_list", to=audience.to, extra=extra, attachments=attached)

    def asked_for(self, to: Recipient, now: datetime) -> Message:
        """One person's list, as they ask for it (`#清单`): their work, and what is late and open below them."""
        policy, rows = self.pipeline.policies.current(), open_rows(self.pipeline.tables)
        frame = Frame(policy=policy, period=Period(now, now + timedelta(days=1), ""), now=now, language=to.language)
        items = to_do(Lines(policy, now).of(to.mail, rows, with_people=True), to.mail, frame)
        found = self.state.below(to.mail, rows, frame)
        led, attached = self._whole(below(found, to.mail, items, frame), found, frame)
        groups = [*led, *self.state.of_nobody(to.mail, rows, frame)]
        extra = _listed(items, groups, frame, self.blocked_senders.listed_for(to.mail, policy, now))
        return Message(name="morning_list", to=to, extra=extra, attachments=attached)

    def _whole(
        self, led: Sequence[Group], found: Iterable[Standing], frame: Frame
    ) -> tuple[Sequence[Group], tuple[str, ...]]:
        """The groups, and the key of a workbook of all their cases where one of them is too long for a mail."""
        if not any(group.left for group in led):
            return led, ()
        to_print = Print(policy=frame.policy, now=frame.now, language=frame.language)
        attached = self.state.workbook([each.row for each in found], word("state", frame.language), to_print)
        return [msgspec.structs.replace(group, attached=group.left > 0) for group in led], attached

    def own_cases(self, person: str, now: datetime) -> list[str]:
        """Number and subject of what this person handles, leads or has to do, the most urgent first."""
        policy = self.pipeline.policies.current()
        rows = Lines(policy, now).of(person, open_rows(self.pipeline.tables), with_people=True)
        language = people.language_of(person, policy)
        frame = Frame(policy=policy, period=Period(now, now, ""), now=now, language=language)
        led = (
            row for row in rows if row.status in indexing.LIVE and person in (row.handler, row.supervisor, row.director)
        )
        mine = {row.id: row for row in (*(item.row for item in to_do(rows, person, frame)), *led)}
        return [f"{row.number} {one_line(row.subject or row.content, SUBJECT_SHOWN)}" for row in mine.values()][
            :CASES_SHOWN
        ]


def _listed(items: Sequence[Item], groups: Sequence[Group], frame: Frame, blocked: list[Said]) -> Extra:
    mine = own(items, frame)
    return {
        "lines": [line.text for line in mine],
        "own": as_json([Group("", mine)]),
        "groups": as_json(groups),
        "blocked": blocked,
    }
