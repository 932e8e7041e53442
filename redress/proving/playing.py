"""A life played: fact by fact through `decide`, each message rendered as it goes out, time passing between the acts."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from heapq import heappop, heappush

import msgspec

from chalicelib.core.complaint.context import Context
from chalicelib.core.complaint.decision import Decision, Message
from chalicelib.core.complaint.facts import (
    AnyFact,
    CustomerWrote,
    DeliveryFailed,
    MachineWrote,
    SurveyAnswered,
    TimePassed,
    Writing,
)
from chalicelib.core.complaint.model import Channel, Complainant, Complaint
from chalicelib.core.handling import decide
from chalicelib.core.people.tokens import Keys
from chalicelib.core.policy.model import Policy
from chalicelib.core.written.languages import spoken
from chalicelib.render import Rendered, SenderIdentity, forms, render
from redress.proving import answers
from redress.proving.lives import Act, Life

ID = "0" * 20
MAIL, PHONE = "customer@mail.example", "+8613900000000"
KEYS = Keys(current=1, secrets={1: b"proving" * 8})
QUIET = timedelta(days=9)  # how long is waited after the last act, so that what was promised can come due
LONGEST = timedelta(days=120)
STEPS = 400  # more facts than this in one life are a mistake of the playing
ADDS = {"zh-CN": "补充：我还有照片。", "zh-TW": "補充：我還有照片。", "en": "I also have a photograph."}
INSISTS = {"zh-CN": "问题还是没有解决。", "zh-TW": "問題還是沒有解決。", "en": "It is still not solved."}
THANKS = {"zh-CN": "谢谢", "zh-TW": "謝謝", "en": "thank you"}
GIBBERISH = "#xyzzy"


class Sent(msgspec.Struct, frozen=True, kw_only=True):
    """A message that went out: when it was decided and when it left, its words, and the complaint as the decision left it."""

    at: datetime
    decided: datetime
    step: int
    message: Message
    rendered: Rendered
    complaint: Complaint

    @property
    def text(self) -> str:
        """What is read: the mail's text, or the text message."""
        return self.rendered.sms or self.rendered.text

    @property
    def address(self) -> str:
        """Where it goes."""
        return self.message.to.mail if self.message.channel == "mail" else self.message.to.phone

    @property
    def to_customer(self) -> bool:
        """Whether the customer reads it."""
        return self.message.to.role == "customer"


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """A fact and what was decided on it. `act`: whose act it was; None for time that passed, and for the first message."""

    at: datetime
    act: Act | None
    fact: AnyFact
    decision: Decision
    answered: Sent | None = None


class Played(msgspec.Struct, frozen=True, kw_only=True):
    """All that happened and went out, in order of time. `end`: until when it was watched."""

    policy: Policy
    life: Life
    steps: list[Step]
    sent: list[Sent]
    end: datetime
    tried: set[tuple[object, ...]] = msgspec.field(
        default_factory=set
    )  # what has been tried already, in this life or an earlier one

    def state_at(self, at: datetime) -> Complaint:
        """The complaint as it was then."""
        known = [s.decision.complaint for s in self.steps if s.at <= at and s.decision.complaint is not None]
        return known[-1]

    def what_if(self, complaint: Complaint, fact: AnyFact) -> Decision:
        """What would follow if this happened to the complaint."""
        return decide(complaint, fact, self.policy, _context(self.life), fact.at)


def play(policy: Policy, life: Life, tried: set[tuple[object, ...]] | None = None) -> Played:
    """The life under the policy. `tried`: what promises have tried already and need not try again."""
    directory = msgspec.structs.replace(policy.directory, absences=(*policy.directory.absences, *life.absences))
    return _Playing(msgspec.structs.replace(policy, directory=directory), life).played(
        set() if tried is None else tried
    )


def first_message(policy: Policy, life: Life) -> CustomerWrote:
    """The message that begins a life: the customer's own, or what the desk wrote down of a call."""
    who = {"mail": MAIL} if life.channel == "mail" else {"phone": PHONE}
    return CustomerWrote(
        id="first",
        at=life.received,
        complainant=Complainant(language=life.language, **who),
        channel=life.channel,
        writing=Writing(text=life.text, full_text=life.text),
        introduced_by=policy.directory.desk if life.channel == "phone" else "",
    )


def identity(at: datetime) -> SenderIdentity:
    """In whose name the messages of a life are written."""
    return SenderIdentity(
        address="complaints@desk.example", sms_number="10690000", sender="complaints@desk.example",
        base_url="https://desk.example", keys=KEYS, now=at, message_domain="desk.example",
    )  # fmt: skip


def offered(sent: Sent, policy: Policy) -> tuple[answers.Offer, ...]:
    """The commands that a mail offers its reader."""
    language = spoken(sent.message.to.language) or policy.languages[0]
    if sent.message.channel != "mail" or sent.to_customer:
        return ()
    return answers.offers(forms.commands(sent.message, policy, language, "desk@desk.example", "x"), language)


def _context(life: Life) -> Context:
    return Context(complaint_id=ID, number="X20260101-0001", counts=life.counts)


class Course:
    """A complaint's course: facts are taken one by one, each message is rendered as it is decided and kept until it leaves."""

    def __init__(self, policy: Policy, life: Life) -> None:
        self.policy, self.life = policy, life
        self.context = msgspec.structs.replace(_context(life), number=f"{policy.prefix}{life.received:%Y%m%d}-0001")
        self.complaint: Complaint | None = None
        self.steps: list[Step] = []
        self.sent: list[Sent] = []
        self.waiting: list[tuple[datetime, int, Sent]] = []
        self.count = 0

    def wind(self, until: datetime) -> None:
        """Lets time pass until then."""
        while self.complaint and (due := self.complaint.next_check_at) and due <= until and self.count < STEPS:
            self.take(TimePassed(id=f"tick-{self.count}", at=due), due, None)
        self.deliver(until)

    def take(self, fact: AnyFact, at: datetime, act: Act | None, answered: Sent | None = None) -> None:
        """What happens if this fact comes in now."""
        self.deliver(at)
        decision = decide(self.complaint, fact, self.policy, self.context, at)
        if decision.complaint is None:
            return
        self.count += 1
        self.complaint = decision.complaint
        self.waiting = [w for w in self.waiting if w[2].message.name not in decision.cancels]
        self.steps.append(Step(at=at, act=act, fact=fact, decision=decision, answered=answered))
        for message in decision.messages:
            self._send(message, decision.complaint, at)

    def _send(self, message: Message, complaint: Complaint, at: datetime) -> None:
        leaves = max(at, message.not_before or at)
        rendered = render(message, complaint, self.policy, identity(at))
        step = len(self.steps) - 1
        sent = Sent(at=leaves, decided=at, step=step, message=message, rendered=rendered, complaint=complaint)
        if leaves <= at:
            self.sent.append(sent)
        else:
            heappush(self.waiting, (leaves, self.count * 100 + len(self.waiting), sent))

    def deliver(self, until: datetime) -> None:
        """Whatever was to leave by then has left."""
        self.waiting.sort(key=lambda waiting: waiting[:2])
        while self.waiting and self.waiting[0][0] <= until:
            self.sent.append(heappop(self.waiting)[2])


class _Playing(Course):
    """One random life in the playing."""

    def __init__(self, policy: Policy, life: Life) -> None:
        super().__init__(policy, life)
        self.answered: set[int] = set()

    def played(self, tried: set[tuple[object, ...]]) -> Played:
        self.take(first_message(self.policy, self.life), self.life.received, None)
        for number, act in enumerate(self.life.acts):
            # Each in a second of its own, so that what leaves a minute later never leaves with the next act.
            at = self.life.received + timedelta(minutes=act.minute, seconds=20 + number)
            self.wind(at)
            self._act(act, at)
        last = self.life.received + timedelta(minutes=max((act.minute for act in self.life.acts), default=0))
        end = min(last + QUIET, self.life.received + LONGEST)
        self.wind(end)
        self.sent.sort(key=lambda sent: (sent.at, sent.step))
        return Played(policy=self.policy, life=self.life, steps=self.steps, sent=self.sent, end=end, tried=tried)

    # -- what people do ----------------------------------------------------------------------------------------------------

    def _act(self, act: Act, at: datetime) -> None:
        if self.complaint is None:
            return
        match act.does:
            case "adds" | "thanks" | "insists":
                said = {"adds": ADDS, "thanks": THANKS, "insists": INSISTS}[act.does]
                self.take(customer_writes(self.complaint, self.life, said, at, f"act-{self.count}"), at, act)
            case "rates":
                self._rates(act, at)
            case "bounces":
                self._bounces(act, at)
            case "machine":
                self.take(
                    MachineWrote(id=f"act-{self.count}", at=at, sender=MAIL, writing=Writing(text="out of office")),
                    at,
                    act,
                )
            case _:
                self._answers(act, at)

    def _rates(self, act: Act, at: datetime) -> None:
        if (
            any(sent.to_customer and sent.message.name in ("outcome", "survey") for sent in self.sent)
            and self.complaint
        ):
            by = "sms" if self.life.channel == "sms" else "web"
            score = 1 + act.pick % 4
            self.take(
                SurveyAnswered(id=f"act-{self.count}", at=at, score=score, round=self.complaint.round, channel=by),
                at,
                act,
            )

    def _bounces(self, act: Act, at: datetime) -> None:
        if self.sent:
            lost = self.sent[-1 - act.pick % min(4, len(self.sent))]
            name = lost.message.name if lost.to_customer else ""
            self.take(
                DeliveryFailed(id=f"act-{self.count}", at=at, address=lost.address, diagnostic="5.1.1", message=name),
                at,
                act,
            )

    def _answers(self, act: Act, at: datetime) -> None:
        """Somebody of staff answers one of the newest mails that ask for something."""
        asked = [
            s
            for s in self.sent
            if id(s) not in self.answered and s.message.name != "receipt" and offered(s, self.policy)
        ]
        if not asked or self.complaint is None:
            return
        sent = asked[-1 - act.pick % min(3, len(asked))]
        text = self._reply(sent, act, at)
        if act.does == "answers":
            self.answered.add(id(sent))
        words = (text, sent.message, self.policy, at, f"act-{self.count}", sent.rendered.subject)
        fact = answers.wrote(*words, with_files=act.does == "answers")
        self.take(fact, at, act, sent)

    def _reply(self, sent: Sent, act: Act, at: datetime) -> str:
        assert self.complaint is not None
        if act.does == "notes":
            return answers.said(sent.message)
        if act.does == "errs":
            return f"{GIBBERISH} {answers.said(sent.message)}"
        found = offered(sent, self.policy)
        chosen = found[0] if act.pick % 5 < 3 else found[act.pick % len(found)]  # noqa: PLR2004  mostly what is asked
        forget = act.does == "forgets"
        return answers.reply(chosen, sent.message, self.complaint, self.policy, at, act.pick, forget=forget)


def customer_writes(complaint: Complaint, life: Life, said: dict[str, str], at: datetime, fact: str) -> CustomerWrote:
    """The customer writes once more, by the way they used first."""
    text = said.get(complaint.complainant.language, said["en"])
    channel: Channel = "sms" if life.channel == "sms" else "mail"
    writing = Writing(text=text, full_text=text)
    return CustomerWrote(id=fact, at=at, complainant=complaint.complainant, channel=channel, writing=writing)


def ticks(played: Played, complaint: Complaint, until: datetime) -> Iterator[Decision]:
    """What would follow if nobody did anything any more."""
    for number in range(STEPS):
        due = complaint.next_check_at
        if due is None or due > until:
            return
        decision = played.what_if(complaint, TimePassed(id=f"if-{number}", at=due))
        if decision.complaint is None:
            return
        complaint = decision.complaint
        yield decision
