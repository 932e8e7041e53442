"""Reports on their dates: which is due, from which lines of the register, to whom, with what attached.

A schedule per report lies in the due index. Carrying it on and putting its mails into the outbox is one transaction; what is
attached lies in the bucket before, under a name that its content determines.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from hashlib import file_digest
from tempfile import TemporaryFile

import msgspec

from chalicelib.aws.objects import Objects
from chalicelib.aws.records import Conflict, Schedule
from chalicelib.aws.schedules import Schedules
from chalicelib.clockwork import counted_before, silent_reports
from chalicelib.clockwork.audiences import Audience, audiences
from chalicelib.clockwork.lists import Lists
from chalicelib.clockwork.piles import Piles
from chalicelib.clockwork.state_of_things import XLSX, each_open, months
from chalicelib.core import report
from chalicelib.core.again import together
from chalicelib.core.complaint.decision import Extra, Message
from chalicelib.core.people import subscriptions
from chalicelib.core.people.sight import Lines, View, gets_restricted
from chalicelib.core.policy.model import Policy
from chalicelib.core.policy.model import Report as Definition
from chalicelib.core.register import indexing
from chalicelib.core.register.rows import Row, read_row
from chalicelib.core.report import monthly_figures, schedule
from chalicelib.core.report.schedule import Period, Step
from chalicelib.core.report.shape import Frame, ReportDocument
from chalicelib.core.report.silence import is_silent
from chalicelib.core.report.told import Counted
from chalicelib.exports import ledger, report_workbook
from chalicelib.exports.ledger import Print
from chalicelib.outbox import items_of
from chalicelib.pipeline.pipeline import Pipeline

OF_ONE = "complaint"  # reports that have no date, but a moment of the complaint that they tell of
TELLING_OF_OPEN = report.RATED | {"promises"}  # kinds that tell of what is open, whenever it was received
WHOLE = frozenset(
    {"ledger", "sample"}
)  # whom a policy gives these, it gives the register itself: to keep it, or to audit it


class Sending(msgspec.Struct, frozen=True):
    """What goes out on one date of a report: where lies what it counted, and of whom it is kept that there was nothing to tell them."""

    messages: tuple[Message, ...]
    kept: str = ""
    silent: str = ""


class Reporting:
    """The reports of one stack."""

    def __init__(self, pipeline: Pipeline, schedules: Schedules, objects: Objects) -> None:
        self.pipeline = pipeline
        self.schedules = schedules
        self.objects = objects
        self.lists = Lists(pipeline, objects)

    def ensure(self, now: datetime) -> None:
        """Every report of the policy has its date in the due index; what has one keeps it."""
        policy = self.pipeline.policies.current()
        self.schedules.ensure_schedules(
            Schedule(name=d.name, last=indexing.instant(now), next_check_at=schedule.looked_at(d, now, policy))
            for d in policy.reports
            if d.every != OF_ONE
        )

    def due(self, name: str, now: datetime) -> None:
        """Sends what of a report is due, and moves its date on. A doubled or late call sends nothing twice, and all of it once."""
        policy = self.pipeline.policies.current()
        before = self.schedules.schedule(name)
        definition = next((d for d in policy.reports if d.name == name and d.every != OF_ONE), None)
        if before is None or (definition is None and before.next_check_at is None):
            return
        if definition is None:
            self.schedules.commit_schedule(before, Schedule(name=name, last=before.last))
            return
        steps = schedule.due_steps(definition, datetime.fromisoformat(before.last), now, policy)
        for step in schedule.still_of_use(steps):
            after = self._send(definition, step, before, policy, now)
            if after is None:
                return
            before = after

    def _send(
        self, definition: Definition, step: Step, before: Schedule, policy: Policy, now: datetime
    ) -> Schedule | None:
        """One date of one report, and the schedule as it then is; None if another worker was first."""
        sending = self._sending(definition, step, before, policy, now)
        written = [(m, self.pipeline.write(m, None, policy, now)) for m in sending.messages]
        items = items_of(f"{step.key}", "", 0, written, now)
        after = Schedule(
            name=before.name,
            last=indexing.instant(step.at),
            next_check_at=schedule.looked_at(definition, step.at, policy),
            kept=sending.kept or before.kept,
            silent=sending.silent,
        )
        try:
            self.schedules.commit_schedule(before, after, items)
        except Conflict:
            return None
        self.pipeline.measures.delivered(self.pipeline.outbox(now).deliver(items, frozenset(), now), now)
        return after

    # -- what it says -----------------------------------------------------------------------------------------------------

    def _sending(self, definition: Definition, step: Step, last: Schedule, policy: Policy, now: datetime) -> "Sending":
        """What goes out on that date, and what is kept of it, as `last` says it of the one before."""
        if definition.kind == "list":
            return Sending(tuple(self.lists.scheduled(definition, step, policy, now)))
        before = counted_before.read(self.objects, last.kept, definition, step.period, policy)
        unsent = silent_reports.read(last.silent)
        whole = Frame(policy=policy, period=step.period, now=now, draft=step.draft)
        with Piles() as piles:
            registered = self._registered(definition, step.period, policy, piles)
            found = dict(self._to_each(definition, step, registered, before, unsent, policy, now, piles))
            every = together(registered[1], registered[0])
            kept = counted_before.keep(self.objects, definition, every, whole)
        told = {silent_reports.reader(audience): message is not None for audience, message in found.items()}
        sent = tuple(message for message in found.values() if message is not None)
        return Sending(messages=sent, kept=kept, silent=silent_reports.kept(unsent, told, step))

    def _to_each(
        self,
        definition: Definition,
        step: Step,
        registered: Sequence[Sequence[Row]],
        before: Sequence[Counted] | None,
        unsent: silent_reports.Unsent,
        policy: Policy,
        now: datetime,
        piles: Piles,
    ) -> Iterator[tuple[Audience, Message | None]]:
        """The report for each who gets it, of the lines that they may see; made once for all who see the same. None of what tells nothing."""
        sight, made = Lines(policy, now), dict[object, tuple[ReportDocument, tuple[str, ...]] | None]()
        anyway = silent_reports.told_all_the_same(definition, step, policy)
        may_stop = subscriptions.can_be_turned_off(definition.kind, draft=step.draft)
        for audience in self._readers(definition, step, policy, now):
            reader, restricted = audience.to.mail, gets_restricted(audience.to.mail, policy, now)
            with_people = definition.kind in WHOLE
            views = [sight.view(reader, each, with_people=with_people) for each in registered]
            who = silent_reports.reader(audience)
            ways = tuple(view.ways for view in views)
            kind = (audience.unit, audience.to.language, restricted, ways, unsent.get(who), who in anyway)
            if kind not in made:
                frame = _frame(definition, step, audience, policy, now)
                alone = "" if restricted and all(view.whole for view in views) else reader
                seen = _seen(reader, registered, views, sight, piles, with_people=with_people)
                material = self._material(definition, frame, *seen)
                told = counted_before.shown(before, views[0].hidden | views[1].hidden)
                material = msgspec.structs.replace(material, told_before=told, unsent=unsent.get(who, ("", 0)))
                silent = is_silent(definition, material, frame)
                made[kind] = (
                    None if silent and who not in anyway else self._made(definition, material, frame, step, alone)
                )
            if (sent := made[kind]) is None:
                yield audience, None
                continue
            shown, attached = sent
            extra = {**_extra(shown, definition, step, policy), "optional": int(may_stop)}
            yield audience, Message(name="report", to=audience.to, extra=extra, attachments=attached)

    def _readers(self, definition: Definition, step: Step, policy: Policy, now: datetime) -> Iterator[Audience]:
        """Whoever gets the report, or its draft, and has not turned off what may be."""
        may_stop = subscriptions.can_be_turned_off(definition.kind, draft=step.draft)
        known = self.pipeline.tables.rows(subscriptions.KEY) if may_stop else ()
        off = subscriptions.known(known) if may_stop else subscriptions.Unsubscribed()
        found = audiences(definition.draft_to if step.draft else definition.to, policy, now)
        yield from (audience for audience in found if audience.to.mail not in off)

    def _registered(
        self, definition: Definition, period: Period, policy: Policy, piles: Piles
    ) -> tuple[Sequence[Row], ...]:
        """The lines that the report is about: of its period, of the one before, and of what is open, where it tells of that."""
        earlier = counted_before.looked_through(definition, period, policy)
        going = each_open(self.pipeline.tables) if definition.kind in TELLING_OF_OPEN else iter(())
        return (
            piles.kept(self._rows(definition, period, policy)),
            piles.kept(self._rows(definition, earlier, policy)),
            piles.kept(report.each_concerned(going, definition.when)),
        )

    def _material(
        self, definition: Definition, frame: Frame, rows: Sequence[Row], previous: Sequence[Row], opened: Sequence[Row]
    ) -> report.Material:
        material = report.Material(
            rows=rows,
            previous=previous,
            open_rows=opened,
            unit=frame.unit,
            base_url=self.pipeline.settings.web_base_url,
        )
        if definition.per:
            told = self.pipeline.tables.rows(monthly_figures.KEY)
            bases = monthly_figures.of_period(told, frame.period, frame.policy.timezone)
            return msgspec.structs.replace(material, bases=bases)
        if definition.kind != "sample":
            return material
        drawn = report.drawn(definition, material, frame).items
        histories = {row.number: self.pipeline.tables.history(row.id) for row in drawn}
        return msgspec.structs.replace(material, histories=histories)

    def _made(
        self, definition: Definition, material: report.Material, frame: Frame, step: Step, reader: str
    ) -> tuple[ReportDocument, tuple[str, ...]]:
        """The report and the keys of what is attached."""
        shown = report.make(definition, material, frame)
        own = report.told_of(definition, material, frame)
        if not own and is_silent(definition, material, frame):
            return shown, ()  # that nothing happened is said by the mail alone
        to = Print(policy=frame.policy, now=frame.now, language=frame.language)
        lines = () if definition.kind == "sample" else own  # of all that a sample is drawn from it shows what was drawn
        with TemporaryFile() as book:
            if definition.kind == "ledger":
                ledger.write(book, own, to)
            else:
                report_workbook.write(book, shown, to, lines)
            book.seek(0)
            key = workbook_key(definition, step, frame, shown.title, file_digest(book, "sha256").hexdigest(), reader)
            book.seek(0)
            self.objects.put(key, book, XLSX)
        return shown, (key,)

    def _rows(self, definition: Definition, period: Period, policy: Policy) -> Iterator[Row]:
        """The register's lines of all months that the period touches: those of their receipt, or of their closing."""
        key_of = indexing.closed_key if definition.placed_by == "closed" else indexing.month_key
        found = (values for key in months(period, policy, key_of) for values in self.pipeline.tables.rows(key))
        rows = (read_row(values) for values in found if "row" in values)
        # What was closed and taken up again is still, as it was closed, what such a report tells of: it looks at that.
        return rows if definition.placed_by == "closed" else report.each_concerned(rows, definition.when)


def _seen(
    reader: str,
    registered: Sequence[Sequence[Row]],
    views: Sequence[View],
    sight: Lines,
    piles: Piles,
    *,
    with_people: bool,
) -> list[Sequence[Row]]:
    """Of each pile of lines those that the reader may see: itself where that is all, else another pile."""
    return [
        each if view.whole else piles.kept(sight.each_of(reader, each, with_people=with_people))
        for each, view in zip(registered, views, strict=True)
    ]


def _extra(shown: ReportDocument, definition: Definition, step: Step, policy: Policy) -> Extra:
    extra: Extra = {"report": report.as_mail(shown)}
    if step.draft:
        sends = next(s for s in _sending_days(definition, step, policy))
        extra["due"] = sends.isoformat()
    return extra


def _frame(definition: Definition, step: Step, audience: Audience, policy: Policy, now: datetime) -> Frame:
    return Frame(
        policy=policy,
        period=step.period,
        now=now,
        language=audience.to.language,
        draft=step.draft,
        unit=audience.unit,
        placed_by=definition.placed_by,
        with_restricted=gets_restricted(audience.to.mail, policy, now),
    )


def _sending_days(definition: Definition, step: Step, policy: Policy) -> Iterator[datetime]:
    """When the report goes out of which this step is the draft."""
    for later in schedule.due_steps(definition, step.at, step.at + timedelta(days=40), policy):
        if not later.draft:
            yield later.at


def workbook_key(definition: Definition, step: Step, frame: Frame, title: str, content: str, reader: str = "") -> str:
    """Where a report's workbook lies: the last part is what the recipient sees as its name. `content`: its digest. `reader`: whose alone it is.

    Another worker's workbook, of another moment, lies elsewhere: what was sent stays as it was.
    """
    place = indexing.digest(f"{frame.unit}/{frame.language}{reader and f'/{reader}'}/{content}")[:8]
    draft = "-draft" if step.draft else ""
    named = " ".join(f"{step.period.label} {title}".replace("/", "-").split())
    return f"reports/{definition.name}/{step.period.label}{draft}/{place}/{named}.xlsx"
