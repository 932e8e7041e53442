"""A life: the customer writes, whoever is not silent does what they are asked, and time passes until nothing more can happen.

Facts go straight to `decide`; nothing is stored or sent. People act within the working hours of the policy's first calendar. What they do is
what the newest mail asks of them, and before the answer whatever a limit waits for that no task asks: 受理, 联系, 告知客户.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from heapq import heappop, heappush

import msgspec

from chalicelib.core.complaint.asked_along import came_along
from chalicelib.core.complaint.decision import Decision, Message
from chalicelib.core.complaint.facts import CustomerWrote, StaffWrote, SurveyAnswered, Writing
from chalicelib.core.complaint.model import Complainant, Complaint, Deadline
from chalicelib.core.complaint.saying import Said
from chalicelib.core.handling import decide
from chalicelib.core.handling.hear.registering import blank
from chalicelib.core.people import people
from chalicelib.core.policy.model import Policy
from chalicelib.core.times.working_time import next_opening
from redress.proving import contacts
from redress.proving.lives import Life
from redress.proving.playing import INSISTS, MAIL, Course, Sent, offered
from redress.simulation import more_time, staff
from redress.simulation.lines import Line, refusal, timeline
from redress.simulation.staff import Order
from redress.simulation.stories import Story

PROMPT = timedelta(minutes=20)  # how soon people answer who do
ANSWERED = timedelta(minutes=60)  # how soon an answer is given, where its limit leaves so long
JUDGED = timedelta(minutes=90)  # how soon a customer says what they think of an answer
A_DAY = timedelta(days=1)  # how long whoever hands on waits for what others decide before
STEPS = 2_000  # more than this in one life is a mistake of the simulation
TEXT = {
    "zh-CN": "我要投诉：至今没有人处理。",
    "zh-TW": "我要投訴：至今沒有人處理。",
    "en": "I complain: nobody has dealt with it.",
}
ASKS = frozenset(
    {"assignment", "task", "return_visit", "call_task", "to_assign", "approval", "receipt_request", "assist"}
)
GOES_ON_BY = frozenset({"resolve", "invalid", "extend"})  # without which no story is what its title says
BROUGHT_ABOUT = {"accepted": "accept", "contacted": "contact", "told": "tell"}


class Scenario(msgspec.Struct, frozen=True, kw_only=True):
    """What is played: when and what the customer writes, and who keeps silent (roles or mail addresses).

    `language`: what everybody reads and writes, "" the policy's first.
    """

    received: datetime
    text: str = ""
    story: Story = "answered"
    language: str = ""
    severity: str = ""
    department: str = ""
    fields: dict[str, str] = {}
    silent: frozenset[str] = frozenset()
    days: int = 14


def play(policy: Policy, scenario: Scenario) -> list[Line]:
    """The timeline, in order of time, up to so many days or until nothing more can happen."""
    life = _Life(_speaking(policy, scenario.language or policy.languages[0]), scenario)
    life.run()
    lines = timeline(life.policy, life.steps, [sent for sent in life.sent if sent.at <= life.end])
    return sorted([*lines, *life.refused], key=lambda line: line.at)


def _speaking(policy: Policy, language: str) -> Policy:
    """The policy of an organisation in which everybody reads that language."""
    people = tuple(msgspec.structs.replace(person, language=language) for person in policy.directory.people)
    directory = msgspec.structs.replace(policy.directory, people=people)
    languages = (language, *(each for each in policy.languages if each != language))
    return msgspec.structs.replace(policy, directory=directory, languages=languages)


class _Life(Course):
    """One simulated life."""

    def __init__(self, policy: Policy, scenario: Scenario) -> None:
        language = policy.languages[0]
        text = scenario.text or TEXT.get(language, TEXT["en"])
        super().__init__(policy, Life(received=scenario.received, text=text, language=language))
        self.scenario = scenario
        self.calendar = policy.calendar(policy.calendars[0].name if policy.calendars else "always")
        self.end = scenario.received + timedelta(days=scenario.days)
        self.queue: list[tuple[datetime, int, Callable[[datetime], None]]] = []
        self.seen = 0  # messages that people have read
        self.refused: list[Line] = []  # orders that no way of giving them got through, each told with the reasons
        self.verdicts = _verdicts(policy) if scenario.story == "dissatisfied" else 0
        if scenario.severity:
            begun = blank(self._first(scenario.received), policy, self.context)
            self.complaint = msgspec.structs.replace(begun, severity=scenario.severity, by_hand=("severity",))

    def run(self) -> None:
        """Plays it to its end."""
        self._at(self.scenario.received, self._write_first)
        for _ in range(STEPS):
            at = self._next()
            if at is None or at > self.end:
                return
            self.wind(at)
            while self.queue and self.queue[0][0] <= at:
                heappop(self.queue)[2](at)
            self._read()

    def _next(self) -> datetime | None:
        tick = self.complaint.next_check_at if self.complaint else None
        due = (tick, self.queue[0][0] if self.queue else None, min(self.waiting)[0] if self.waiting else None)
        return min((each for each in due if each is not None), default=None)

    def _at(self, at: datetime, act: Callable[[datetime], None]) -> None:
        self.count += 1
        heappush(self.queue, (at, self.count, act))

    # -- customers ---------------------------------------------------------------------------------------------------------

    def _write_first(self, at: datetime) -> None:
        self.take(self._first(at), at, None)

    def _first(self, at: datetime) -> CustomerWrote:
        writing = Writing(text=self.life.text, subject="", full_text=self.life.text)
        fields = dict(self.scenario.fields)
        who = Complainant(
            mail=MAIL,
            phone=contacts.of_customer(self.policy),
            language=self.life.language,
            relation=fields.pop("relation", ""),
        )
        return CustomerWrote(id="first", at=at, complainant=who, channel="mail", writing=writing, fields=fields)

    def _judge(self, sent: Sent) -> None:
        """The customer reads the answer and says by its link what they think of it; a content one waits for the follow-up call if there is one."""
        if "customer" in self.scenario.silent or sent.message.name != "outcome":
            return
        if self.verdicts:
            self.verdicts -= 1
            self._at(sent.at + JUDGED, lambda at: self._rate(1, at))
        elif not any(task.command == "visit" for task in self.policy.tasks):
            self._at(sent.at + JUDGED, lambda at: self._rate(4, at))

    def _rate(self, score: int, at: datetime) -> None:
        assert self.complaint is not None
        words = INSISTS.get(self.life.language, INSISTS["en"]) if score == 1 else ""
        fact = SurveyAnswered(
            id=f"rated-{self.count}", at=at, score=score, words=words, round=self.complaint.round, channel="web"
        )
        self.take(fact, at, None)

    # -- staff ---------------------------------------------------------------------------------------------------------------

    def _read(self) -> None:
        """Everybody reads what has reached them, and sees to what a limit waits for."""
        fresh, self.seen = self.sent[self.seen :], len(self.sent)
        for sent in fresh:
            if sent.to_customer:
                self._judge(sent)
            elif sent.message.name in ASKS and sent.message.channel == "mail" and not self._is_silent(sent):
                self._do(sent)

    def _is_silent(self, sent: Sent) -> bool:
        holds = next((p.roles for p in self.policy.directory.people if p.mail == sent.message.to.mail), ())
        return bool({sent.message.to.role, sent.message.to.mail, *holds} & self.scenario.silent)

    def _do(self, sent: Sent) -> None:
        soon = self._soon(sent)
        if sent.message.name == "assignment":
            self._work_on(sent, soon)
        elif (order := self._asked(sent)) is not None:
            self._at(soon, lambda at: self._write(order, sent, at))

    def _soon(self, sent: Sent) -> datetime:
        """When whoever is prompt answers: before any limit, also one that passes while the office is closed."""
        limits = [d.due for d in self._open_limits(sent.complaint)]
        limits += [task.due for task in sent.complaint.tasks if task.done is None and task.due is not None]
        first = min((due for due in limits if due > sent.at), default=None)
        at = min(sent.at + PROMPT, sent.at + (first - sent.at) / 2) if first else sent.at + PROMPT
        opening = next_opening(at, self.calendar)
        return at if first and opening >= first else opening

    def _asked(self, sent: Sent) -> Order | None:
        """What the mail asks for."""
        found = offered(sent, self.policy)
        task = next((t for t in self.policy.tasks if t.name == sent.message.extra.get("task")), None)
        match sent.message.name:
            case "to_assign":
                return Order(command="transfer", words=self._department())
            case "approval":
                return Order(command="approve")
            case "receipt_request":
                return Order(command="received")
        command = task.command if task is not None else found[0].command if found else ""
        return Order(command=command, satisfied=1 if self.verdicts else 3) if command else None

    def _work_on(self, sent: Sent, soon: datetime) -> None:
        """Whoever handles it: what a limit waits for, then more time if the story wants it, then the answer."""
        for first in self._before_the_answer(sent):
            self._at(soon, lambda at, first=first: self._write(first, sent, at))  # type: ignore[misc]
        until = self._asks_for_time(sent, soon + PROMPT) if self.scenario.story == "extension" else None
        command = "invalid" if self.scenario.story == "invalid" else "resolve"
        answered = until - JUDGED if until else self._when_answered(sent)
        opens = next_opening(answered, self.calendar)
        answered = opens if until is None or opens < until else answered  # whoever asked for a time keeps it
        answered = max(answered, soon + timedelta(minutes=1))
        self._at(answered, lambda at: self._write(Order(command=command), sent, at))

    def _asks_for_time(self, sent: Sent, soon: datetime) -> datetime | None:
        """Asks for more time as far as the policy lets it, and says until when; None where no limit that runs may be moved."""
        running = {d.clock: d.due for d in self._open_limits(sent.complaint)}
        rule = more_time.extendable(sent.complaint, self.policy, self.context.counts, running)
        if rule is None or sent.complaint.round > 1:
            return None
        until = more_time.farthest(rule, running[rule.clock], self.policy, self.calendar)
        order = Order(command="extend", words=more_time.asked_for(rule, until, self.policy, self.life.language))
        self._at(soon, lambda at: self._write(order, sent, at))
        self.end += until - running[rule.clock]  # or the story would end before its answer
        return until

    def _before_the_answer(self, sent: Sent) -> Iterator[Order]:
        clocks = {clock.name: clock.until for clock in self.policy.clocks}
        until = {clocks.get(d.clock, "") for d in self._open_limits(sent.complaint)}
        until |= {gate.before for gate in self.policy.gates if gate.before == "accepted"}
        asked = {
            offer.command for each in came_along(sent.message) for offer in offered(_instead(sent, each), self.policy)
        }
        yield from (Order(command=command) for moment, command in BROUGHT_ABOUT.items()
                    if moment in until and command not in asked and sent.complaint.moment(moment) is None)  # fmt: skip

    def _open_limits(self, complaint: Complaint) -> list[Deadline]:
        return [d for d in complaint.deadlines if d.met is None and d.round == complaint.round]

    def _when_answered(self, sent: Sent) -> datetime:
        """An hour after it was assigned, or at half of what its limit leaves."""
        clocks = {clock.name for clock in self.policy.clocks if clock.until in ("proposed", "answered")}
        limits = [d.due for d in self._open_limits(sent.complaint) if d.clock in clocks and d.due > sent.at]
        return min([sent.at + ANSWERED, *(sent.at + (due - sent.at) / 2 for due in limits)])

    def _write(self, order: Order, sent: Sent, at: datetime) -> None:
        """Gives the order in the first way that is not refused; who may not give it leaves it to the desk or the director."""
        is_of_this_round = sent.message.name in ("assignment", "return_visit")
        if self.complaint is None or (is_of_this_round and sent.complaint.round != self.complaint.round):
            return  # the customer has begun another round meanwhile
        if sent.message.name == "task" and self._is_done(sent):
            return  # as what a limit waited for, before its mail had come
        replies = (
            fact
            for giver in (sent, *self._others(sent, order.command, self.complaint))
            for fact in staff.replies(order, giver, self.complaint, self.policy, at)
        )
        tried: list[tuple[StaffWrote, tuple[Said, ...]]] = []
        for fact in replies:
            tried.append((fact, self._what_if(fact).results.problems))
            if not tried[-1][1]:
                self.take(fact, at, None, sent)
                return
        if order.command == "transfer" and self.complaint.approvals and at - sent.at < A_DAY:
            self._at(at + PROMPT, lambda later: self._write(order, sent, later))  # once it is decided
            return
        if order.command in GOES_ON_BY and self.complaint.moment("answered") is None:
            own = [problems for fact, problems in tried if fact.by == sent.message.to.mail]
            self.refused.append(refusal(at, sent, order.command, min(reversed(own), key=len), self.policy))
        self.take(tried[0][0], at, None, sent)

    def _is_done(self, sent: Sent) -> bool:
        """Whether what a mail asks its reader for was done since."""
        own = (str(sent.message.extra.get("task", "")), sent.message.to.mail, sent.complaint.round)
        tasks = self.complaint.tasks if self.complaint else ()
        found = [task for task in tasks if (task.name, task.assignee, task.round) == own]
        return bool(found) and all(task.done is not None for task in found)

    def _others(self, sent: Sent, command: str, complaint: Complaint) -> list[Sent]:
        """The mail as desk and director would answer it, and whoever else may give that command."""
        directory, may = self.policy.directory, self.policy.may.get(command, ())
        named = (p.mail for role in may for p in people.holders(role, complaint, self.policy, sent.at))
        mails = dict.fromkeys((directory.desk, directory.director, *named))
        to = [msgspec.structs.replace(sent.message.to, mail=m) for m in mails if m and m != sent.message.to.mail]
        messages = [msgspec.structs.replace(sent.message, to=each) for each in to]
        return [msgspec.structs.replace(sent, message=message) for message in messages]

    def _what_if(self, fact: StaffWrote) -> Decision:
        return decide(self.complaint, fact, self.policy, self.context, fact.at)

    def _department(self) -> str:
        departments = self.policy.directory.departments
        return self.scenario.department or (departments[0].name if departments else "")


def _instead(sent: Sent, message: Message) -> Sent:
    """The mail as if it had been that message."""
    return msgspec.structs.replace(sent, message=message)


def _verdicts(policy: Policy) -> int:
    """How often the customer is not content: with every answer of every stage, or once."""
    return sum(stage.times for stage in policy.stages) or 1
