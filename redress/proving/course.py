"""A complaint's course: fact by fact through `decide`, each message rendered as it is decided and kept until it leaves."""

from datetime import datetime, timedelta
from heapq import heappop, heappush

import msgspec

from chalicelib.core.complaint.asked_along import came_along, in_one_mail
from chalicelib.core.complaint.context import Context, Related
from chalicelib.core.complaint.decision import Decision, Message
from chalicelib.core.complaint.facts import AnyFact, CustomerWrote, TimePassed, Writing
from chalicelib.core.complaint.model import Channel, Complainant, Complaint
from chalicelib.core.handling import decide
from chalicelib.core.people.tokens import Ring, alike
from chalicelib.core.policy.model import Policy
from chalicelib.core.written.languages import spoken
from chalicelib.render import Rendered, SenderIdentity, forms, render
from redress.proving import answers, contacts
from redress.proving.lives import Act, Life

ID = "0" * 20
MAIL, PHONE = "customer@mail.example", contacts.IN_CHINA[0]
KEYS = alike(Ring(current=1, secrets={1: b"proving" * 8}))
QUIET = timedelta(days=9)  # how long is waited after the last act, so that what was promised can come due
LONGEST = timedelta(days=120)
STEPS = 400  # more facts than this in one life are a mistake of the playing


class Sent(msgspec.Struct, frozen=True, kw_only=True):
    """A message that went out: when it was decided and when it left, its words, and the complaint as the decision left it.

    `along`: work that came along in the mail of another one, in whose words it stands.
    """

    at: datetime
    decided: datetime
    step: int
    message: Message
    rendered: Rendered
    complaint: Complaint
    along: bool = False

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


def identity(at: datetime, texts_to: str = contacts.IN_CHINA[1]) -> SenderIdentity:
    """In whose name the messages of a life are written."""
    return SenderIdentity(
        address="complaints@desk.example", sms_number=texts_to, sender="complaints@desk.example",
        base_url="https://desk.example", keys=KEYS, now=at, message_domain="desk.example",
    )  # fmt: skip


def offered(sent: Sent, policy: Policy) -> tuple[answers.Offer, ...]:
    """The commands that a mail offers its reader."""
    language = spoken(sent.message.to.language) or policy.languages[0]
    if sent.message.channel != "mail" or sent.to_customer:
        return ()
    return answers.offers(forms.commands(sent.message, policy, language, "desk@desk.example", "x"), language)


class Course:
    """A complaint's course: facts are taken one by one, each message is rendered as it is decided and kept until it leaves."""

    def __init__(self, policy: Policy, life: Life, nth: int = 1, related: tuple[Related, ...] = ()) -> None:
        """`nth`: of the customer's complaints; `related`: what is known of the others when it opens."""
        self.policy, self.life = policy, life
        number = f"{policy.prefix}{life.received:%Y%m%d}-{nth:04}"
        self.context = Context(complaint_id=f"{nth - 1:020}", number=number, counts=life.counts, related=related)
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
        for message in in_one_mail(decision.messages, at):
            self._send(message, decision.complaint, at)

    def _send(self, message: Message, complaint: Complaint, at: datetime) -> None:
        leaves = max(at, message.not_before or at)
        rendered = render(message, complaint, self.policy, identity(at, contacts.of_ours(self.policy)))
        step = len(self.steps) - 1
        sent = Sent(at=leaves, decided=at, step=step, message=message, rendered=rendered, complaint=complaint)
        along = (msgspec.structs.replace(sent, message=each, along=True) for each in came_along(message))
        for each in (*along, sent):  # a form before what waits for it
            if leaves <= at:
                self.sent.append(each)
            else:
                heappush(self.waiting, (leaves, self.count * 100 + len(self.waiting), each))

    def deliver(self, until: datetime) -> None:
        """Whatever was to leave by then has left."""
        self.waiting.sort(key=lambda waiting: waiting[:2])
        while self.waiting and self.waiting[0][0] <= until:
            self.sent.append(heappop(self.waiting)[2])


def customer_writes(complaint: Complaint, life: Life, said: dict[str, str], at: datetime, fact: str) -> CustomerWrote:
    """The customer writes once more, by the way they used first."""
    text = said.get(complaint.complainant.language, said["en"])
    channel: Channel = "sms" if life.channel == "sms" else "mail"
    writing = Writing(text=text, full_text=text)
    return CustomerWrote(id=fact, at=at, complainant=complaint.complainant, channel=channel, writing=writing)
