"""A complaint's whole timeline under a policy: who hears what and when, by which clause, while some people keep silent.

Facts go straight to `decide`; nothing is stored or sent. Whoever is not silent does what they are asked at once, within
the working hours of the policy's first calendar. The customer writes once and then says nothing more.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from heapq import heappop, heappush
from zoneinfo import ZoneInfo

import msgspec

from chalicelib.core.complaint.context import Context
from chalicelib.core.complaint.decision import Message
from chalicelib.core.complaint.facts import AnyFact, Command, CustomerWrote, StaffWrote, TimePassed, Writing
from chalicelib.core.complaint.model import Complainant, Complaint
from chalicelib.core.handling import decide
from chalicelib.core.handling.hold.tasks import message_of
from chalicelib.core.policy.model import Policy, Task
from chalicelib.core.times.working_time import next_opening

PROMPT = timedelta(minutes=20)  # how soon people answer who do
STEPS = 2_000  # more facts than this in one life are a mistake of the simulation
ID = "0" * 20
FILLED = {"number": "1", "yes_no": "yes", "date": "2026-01-01"}


class Scenario(msgspec.Struct, frozen=True, kw_only=True):
    """What is played: when and what the customer writes, and who keeps silent (roles or mail addresses)."""

    received: datetime
    text: str
    severity: str = ""
    department: str = ""
    fields: dict[str, str] = {}
    silent: frozenset[str] = frozenset()
    days: int = 14


class Line(msgspec.Struct, frozen=True):
    """One line of the timeline. `who` is "" for what happens rather than is sent; `clause` names the procedure's paragraph."""

    at: datetime
    what: str
    who: str = ""
    by: str = ""
    clock: str = ""
    clause: str = ""


def play(policy: Policy, scenario: Scenario) -> list[Line]:
    """The timeline, in order of time, up to so many days or until nothing more can happen."""
    return list(_Play(policy, scenario).lines())


class _Play:
    """One simulated life."""

    def __init__(self, policy: Policy, scenario: Scenario) -> None:
        self.policy = policy
        self.scenario = scenario
        self.calendar = policy.calendar(policy.calendars[0].name if policy.calendars else "always")
        self.end = scenario.received + timedelta(days=scenario.days)
        self.queue: list[tuple[datetime, int, AnyFact]] = []
        self.count = 0
        severity = {"severity": scenario.severity, "by_hand": ("severity",)} if scenario.severity else {}
        self.complaint = Complaint(id=ID, number=f"{policy.prefix}-0001", policy=policy.name, **severity)  # type: ignore[arg-type]

    def lines(self) -> Iterator[Line]:
        self._happens(self._first_mail())
        for _ in range(STEPS):
            if not self.queue or self.queue[0][0] > self.end:
                break
            at, _, fact = heappop(self.queue)
            if isinstance(fact, TimePassed) and at != self.complaint.next_check_at:
                continue  # the tick was for a deadline that has moved
            yield from self._step(at, fact)

    def _first_mail(self) -> CustomerWrote:
        writing = Writing(text=self.scenario.text, subject="")
        customer = Complainant(name="", mail="customer@example.com", phone="+8613900000000")
        at = self.scenario.received
        return CustomerWrote(
            id="first", at=at, complainant=customer, channel="mail", writing=writing, fields=self.scenario.fields
        )

    def _happens(self, fact: AnyFact) -> None:
        self.count += 1
        heappush(self.queue, (fact.at, self.count, fact))

    def _step(self, at: datetime, fact: AnyFact) -> Iterator[Line]:
        before = {(m.name, m.round) for m in self.complaint.moments}
        context = Context(complaint_id=ID, number=self.complaint.number)
        decision = decide(self.complaint, fact, self.policy, context, at)
        if decision.complaint is None:
            return
        self.complaint = decision.complaint
        for moment in self.complaint.moments:
            if (moment.name, moment.round) not in before:
                yield Line(at=at, what=moment.name, clause=self._clause_of_moment(moment.name))
        for message in decision.messages:
            yield self._line(at, message)
            self._react(at, message)
        if self.complaint.next_check_at is not None:
            self._happens(TimePassed(id=f"tick-{self.count}", at=self.complaint.next_check_at))

    # -- how the timeline tells it --------------------------------------------------------------------------------------

    def _line(self, at: datetime, message: Message) -> Line:
        clock = str(message.extra.get("clock", ""))
        clause = self._clause(clock) or self._clause_of_message(message)
        who = f"{message.to.role} {message.to.name}".strip()
        return Line(at=message.not_before or at, what=message.name, who=who, by=message.by, clock=clock, clause=clause)

    def _clause(self, clock: str) -> str:
        kind, _, name = clock.partition(":")
        parts: Mapping[str, Mapping[str, str]] = {
            "task": {t.name: t.clause for t in self.policy.tasks},
            "approval": {g.name: g.clause for g in self.policy.gates},
        }
        if kind in parts:
            return parts[kind].get(name.partition(":")[0], "")
        return next((c.clause for c in self.policy.clocks if c.name == clock), "")

    def _clause_of_message(self, message: Message) -> str:
        for kind in ("task", "gate"):
            name = str(message.extra.get(kind, ""))
            if name:
                return self._clause(f"{'approval' if kind == 'gate' else kind}:{name}")
        return ""

    def _clause_of_moment(self, moment: str) -> str:
        return ", ".join(dict.fromkeys(c.clause for c in self.policy.clocks if c.until == moment and c.clause))

    # -- what people do ----------------------------------------------------------------------------------------------------

    def _react(self, at: datetime, message: Message) -> None:
        if (
            {message.to.role, message.to.mail} & self.scenario.silent
            or message.by == "sms"
            or not self._is_staff(message)
        ):
            return
        command = self._answer(message)
        if command is not None:
            then = next_opening(max(at, message.not_before or at) + PROMPT, self.calendar)
            self._happens(StaffWrote(id=f"staff-{self.count}", at=then, by=message.to.mail, commands=(command,)))

    def _is_staff(self, message: Message) -> bool:
        directory = self.policy.directory
        return message.to.mail == directory.desk or directory.person(message.to.mail) is not None

    def _answer(self, message: Message) -> Command | None:
        match message.name:
            case "to_assign":
                return Command(name="transfer", words=self._department())
            case "assignment":
                return Command(name="resolve", form=self._form("resolve"))
            case "approval":
                return Command(name="approve")
            case "receipt_request":
                return Command(name="received")
        asked = (task for task in self.policy.tasks if task.name == message.extra.get("task"))
        return next((self._done(task) for task in asked if message_of(task) == message.name), None)

    def _done(self, task: Task) -> Command:
        visited = {"reached": "yes", "satisfied": "3"}
        return Command(
            name=task.command, form=visited if task.command == "visit" else self._form(task.command, task.name)
        )

    def _department(self) -> str:
        departments = self.policy.directory.departments
        return self.scenario.department or (departments[0].name if departments else "")

    def _form(self, command: str, name: str = "") -> dict[str, str]:
        """The form's required lines, and what the gates before the answer want, filled with something that they allow."""
        tasks = [t for t in self.policy.tasks if t.command == command and name in ("", t.name)]
        gates = [g for g in self.policy.gates if g.before == "answered" and command == "resolve"]
        wanted = dict.fromkeys([f for t in tasks for f in t.required] + [f for g in gates for f in g.needs])
        fields = {f.name: f for f in self.policy.fields}
        values = {f: self._value(fields[f].type, fields[f].choices) if f in fields else "as found" for f in wanted}
        return {**values, **{g.confirm: "none" for g in gates if g.confirm}}

    def _value(self, kind: str, choices: tuple[str, ...]) -> str:
        return choices[0] if kind == "choice" and choices else FILLED.get(kind, "as found")


def local(at: datetime, policy: Policy) -> datetime:
    """A moment as the organisation's clocks show it."""
    return at.astimezone(ZoneInfo(policy.timezone))


def received_at(text: str, policy: Policy) -> datetime:
    """A time such as 2026-03-02T09:00, local unless it names a zone. ValueError if it is none."""
    moment = datetime.fromisoformat(text)
    return (moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(policy.timezone))).astimezone(UTC)
