"""The complaint: what is known of one matter, and what a decision about it may contain.

Everything here is frozen data, in the terms of ISO 10002. `core.handling.decide` makes the next Complaint from the last one and a fact.
"""

from datetime import datetime
from typing import Literal

from chalicelib.core.complaint.approval import Approval
from chalicelib.core.complaint.conduct import Conduct
from chalicelib.core.complaint.data import Data
from chalicelib.core.complaint.lesson import Lesson
from chalicelib.core.complaint.moments import LASTING
from chalicelib.core.complaint.more_time import Extension, Pause
from chalicelib.core.complaint.saying import Said
from chalicelib.core.lately import lately
from chalicelib.core.written.languages import FIRST

Status = Literal["open", "answered", "closed", "merged"]
Channel = Literal["mail", "sms", "phone", "visit", "web", "fax", "letter"]

# From each status the statuses it may pass to. `core.handling` refuses everything else.
TRANSITIONS: dict[Status, frozenset[Status]] = {
    "open": frozenset({"answered", "closed", "merged"}),
    "answered": frozenset({"open", "closed", "merged"}),
    "closed": frozenset({"open"}),
    "merged": frozenset({"open"}),
}

RULES_READ = 32_000  # characters of a first text that rules look at


class Complainant(Data, frozen=True):
    """Who complains, and how they are reached: `mail` lower-cased, `phone` as E.164; either may be empty."""

    name: str = ""
    mail: str = ""
    phone: str = ""
    relation: str = ""
    language: str = FIRST


class Offer(Data, frozen=True):
    """A further address or phone that the complainant named: theirs once the code sent there comes back in time. `guesses`: wrong ones."""

    address: str
    until: datetime
    guesses: int = 0


WHOLE = -1  # in place of a part's number: the raw mail itself


class Evidence(Data, frozen=True):
    """An attachment: where it lies (key of the raw mail and part number), never a copy."""

    raw: str
    part: int
    name: str
    content_type: str
    size: int
    digest: str
    inline: bool = False  # a picture within the letter, such as a signature's logo
    from_staff: bool = False


class Moment(Data, frozen=True):
    """A named point of a complaint's life in one round."""

    name: str
    at: datetime
    round: int = 1


class Deadline(Data, frozen=True):
    """One clock on this complaint: when it is due and when it was met, if it was. `of_customer`: nobody here can be late for it.

    `missed`: the time that had passed unmet when the complaint was graded anew and got the later one: it stays missed.
    """

    clock: str
    round: int
    due: datetime
    met: datetime | None = None
    provisional: bool = False
    of_customer: bool = False
    outlives: bool = False  # it goes on after the closing
    needless: bool = False  # nobody wants it any more since `met`: it was never done
    missed: datetime | None = None


class Fired(Data, frozen=True):
    """A rung that has had its say. `turn` counts repetitions of a rung that repeats."""

    clock: str
    round: int
    rung: int
    turn: int = 0


class Warned(Data, frozen=True):
    """When somebody was last told by a ladder, by mail, that something of the complaint is late."""

    mail: str
    at: datetime


class Task(Data, frozen=True):
    """Something one person is asked to do, with a form. `due` may be None; `done` is set once, with `form` filled.

    `promised`: what the customer was promised, where the task is to keep it. `came_with`: the number of the complaint that promised it
    and was merged into this one. `others`: lines of its form that somebody wrote whose form it is not, until whoever is asked hands them in.
    """

    name: str
    round: int
    assignee: str
    opened: datetime
    due: datetime | None = None
    done: datetime | None = None
    form: dict[str, str] = {}
    promised: str = ""
    came_with: str = ""
    needless: bool = False  # ended without being done: nobody wants it any more
    others: dict[str, str] = {}


class Held(Data, frozen=True):
    """Which unit (or department without one) has had the complaint, and since when."""

    unit: str
    since: datetime


class EarlierAnswer(Data, frozen=True):
    """What an earlier round came to: the answer, by whom, and what the customer said to it. `stage` "" if the policy has none."""

    round: int
    stage: str
    at: datetime
    by: str
    outcome: str
    satisfaction: int | None = None
    words: str = ""


class Absorbed(Data, frozen=True):
    """A complaint that was merged into this one."""

    id: str
    number: str


class Addition(Data, frozen=True):
    """A message that the customer added, kept as one: `answered` says that it ended a pause, `number` that it came with a merger,
    `kept_from` who has the complaint and must not read it before the desk has said whether it is about them (mail address), `in_question`
    that the desk has yet to say whether it is another matter.
    """

    at: datetime
    channel: Channel
    text: str
    subject: str = ""
    raw: str = ""
    answered: bool = False
    number: str = ""
    kept_from: str = ""
    in_question: bool = False


class Entry(Data, frozen=True):
    """A line of the history. `text` and `said` may be personal and are kept apart so that they can be erased; `what` and
    `reason` never are. `said` is what the system itself said at that moment, such as why it refused an order.
    """

    at: datetime
    what: str
    by: str = ""
    reason: str = ""
    text: str = ""
    raw: str = ""
    said: Said | None = None


class Complaint(Data, frozen=True):
    """One complaint. Person-valued fields hold mail addresses of the policy's directory.

    `by_hand` names fields that a person set, which rules leave alone from then on. `fired` is what makes a late or
    doubled tick harmless. `deadlines` is a cache for the index and for readers: it is derived anew by every decision.
    """

    id: str
    number: str
    policy: str
    rules: str = ""
    version: int = 0
    round: int = 1
    stage: str = ""  # of the policy's procedure; "" is its first
    stage_round: int = 1  # the round within the stage
    status: Status = "open"
    channel: Channel = "mail"
    complainant: Complainant = Complainant()
    offers: tuple[Offer, ...] = ()
    subject: str = ""
    text: str = ""
    later_words: str = ""  # what the customer wrote later, the newest part: rules hear it too
    additions: tuple[Addition, ...] = ()  # the newest of those messages, each for itself
    evidence: tuple[Evidence, ...] = ()

    kind: str = ""
    category: str = ""
    severity: str = ""
    valid: bool | None = None
    department: str = ""
    unit: str = ""  # the answering unit under the department, if it has any
    handler: str = ""
    supervisor: str = ""
    director: str = ""
    assistants: tuple[str, ...] = ()
    held: tuple[Held, ...] = ()  # by which units, the present one last, capped
    fields: dict[str, str] = {}
    flags: tuple[str, ...] = ()
    by_hand: tuple[str, ...] = ()
    restricted: bool = False
    anonymous: bool = False  # the customer asked not to be named to those whom they complain of

    moments: tuple[Moment, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    lost: tuple[Deadline, ...] = ()  # missed, and then taken away by another judgement: reports tell of them
    fired: tuple[Fired, ...] = ()
    warned: tuple[Warned, ...] = ()  # of what is late, in the last days: lists go out to nobody only to say it again
    done_once: tuple[str, ...] = ()  # what happens once a round and has: "notice:round"
    tasks: tuple[Task, ...] = ()
    approvals: tuple[Approval, ...] = ()
    pauses: tuple[Pause, ...] = ()
    awaiting: tuple[str, ...] = ()  # moments that wait at a gate
    counts: dict[str, int] = {}  # across complaints, as last read: `vocabulary.count_name` → this one and its like
    told: datetime | None = None  # by when the customer was last told, in this round, to have an answer
    limits: dict[str, datetime] = {}  # clock → a due time that a person set (an extension, the customer's own limit)

    named: tuple[str, ...] = ()  # whom it is about, by the desk's word: mail addresses, names of units
    cleared: tuple[str, ...] = ()  # whom it is not
    kept_out: tuple[str, ...] = ()  # who keeps out of it, derived by every decision: for readers and the register
    introduced_by: str = ""  # the member of staff who wrote it down or passed it on (IB-01)
    finders: tuple[str, ...] = ()  # who has found something out, and may hand it on (CW-07)
    returned_by: tuple[str, ...] = ()  # units that gave it back
    heard: tuple[str, ...] = ()  # digests of what the customer wrote, the newest: the same mail again is no news
    last_words: dict[str, str] = {}  # message → what it last told the customer in staff's words

    outcome: str = ""
    outcome_from_form: bool = False  # put together from the form's lines, nobody's own words
    outcome_refused: bool = False  # for what its words say: they stand only where their author confirms them
    outcome_lines: tuple[str, ...] = ()  # fields that came with it: refused, they are its author's and nobody else's
    letter: tuple[tuple[str, str], ...] | None = None  # what the customer reads beside it: label and value
    enclosed: tuple[Evidence, ...] = ()  # files that go with it
    proposed_by: str = ""  # who gave the outcome, and so may not approve it
    extension: Extension | None = None  # the newest that was asked for, or that was decided last
    wishes: tuple[Extension, ...] = ()  # asked for of other clocks, and not decided either
    extensions: tuple[Extension, ...] = ()  # granted in this round, without their reasons
    earlier_answers: tuple[EarlierAnswer, ...] = ()  # of earlier rounds, oldest first, capped
    satisfaction: int | None = None  # with the newest answer: 1 (very dissatisfied) … 4 (very satisfied)
    satisfaction_words: str = ""
    asked_again: datetime | None = None  # when the customer was last asked, in this round, whether it was really solved
    lasting: int | None = None  # what they said then: 1 (not at all) … 4 (completely)
    lasting_words: str = ""
    escalation_level: int = 0
    unreachable: tuple[str, ...] = ()  # addresses and phones that bounced
    conduct: Conduct | None = None  # that the customer's contact is on record as unreasonable
    related: tuple[str, ...] = ()
    absorbed: tuple[Absorbed, ...] = ()
    merged_into: str = ""
    lesson: Lesson | None = None  # while it is closed with an answer that solved it
    thread: tuple[str, ...] = ()  # Message-IDs of the customer's mails, newest last, capped
    recent: tuple[Entry, ...] = ()  # the last lines of the history, texts shortened: what mails to staff show
    next_check_at: datetime | None = None

    @property
    @lately
    def words(self) -> str:
        """Everything the customer has said: subject, first text (as far as rules listen), later ones."""
        return "\n".join(filter(None, (self.subject, self.text[:RULES_READ], self.later_words)))

    def moment(self, name: str) -> datetime | None:
        """When `name` first happened in this round (or at all, if it is a lasting moment); None if it has not."""
        return next(iter(self._times(name)), None)

    def moment_since(self, name: str, start: datetime) -> datetime | None:
        """When `name` first happened in this round at or after `start`; None if it has not since then."""
        return next((at for at in self._times(name) if at >= start), None)

    def _times(self, name: str) -> list[datetime]:
        return [m.at for m in self.moments if m.name == name and (m.round == self.round or name in LASTING)]

    def open_task(self, name: str) -> Task | None:
        """The open task of that name in this round, if there is one."""
        return next((t for t in self.tasks if t.name == name and t.round == self.round and t.done is None), None)
