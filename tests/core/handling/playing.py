"""A complaint played fact by fact through `decide`, as the pipeline would, with staff who write plain mails."""

import tomllib
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from chalicelib import policies
from chalicelib.core.complaint.context import Context
from chalicelib.core.complaint.decision import Decision, FollowUp, Message
from chalicelib.core.complaint.facts import (
    AnyFact,
    CustomerWrote,
    DeliveryFailed,
    MachineWrote,
    OtherDecided,
    StaffWrote,
    SurveyAnswered,
    TimePassed,
    Writing,
)
from chalicelib.core.complaint.model import Channel, Complainant, Complaint, Evidence
from chalicelib.core.complaint.saying import Said, say
from chalicelib.core.handling import decide
from chalicelib.core.handling.draft import RECENT_LINES
from chalicelib.core.orders import command_reader
from chalicelib.core.people.people import language_of
from chalicelib.core.policy.model import Absence, Policy
from chalicelib.core.policy_reading import read_policy
from chalicelib.core.words.worded import worded

ZONE = ZoneInfo("Asia/Shanghai")
DESK = "tousu-desk@lc-transport.example"
DESK_HEAD = "chen.lihua@lc-transport.example"
TOP = "wang.jianguo@lc-transport.example"
BUS, BUS_HEAD, BUS_DIRECTOR = (f"{n}@lc-transport.example" for n in ("liang.bo", "shen.yulan", "li.guoqiang"))
FREIGHT = "lin.na@lc-transport.example"
LATE_BUS = "投诉：今天早上 K12 路公交在总站等了四十分钟没来，司机态度恶劣"
ANSWER = "#结果\n事实：7:40 车辆故障未发车\n责任：公交公司\n措施：增派备用车，当日已向乘客说明"
CUSTOMER = Complainant(name="张明", mail="zhang@customer.example", phone="+8613912345678")
ASKS_FOR_FACTS = """
[[task]]
name = "answer"
for = "handler"
opens = "referred"
command = "resolve"
form = ["facts"]
required = ["facts"]
"""


def at(text: str) -> datetime:
    """Local time in Liaocheng: `3-2 9:00` (of 2026) or `2026-03-02 09:00:30`."""
    day, _, clock = text.partition(" ")
    year, month, dom = ([2026] * (day.count("-") < 2)) + [int(part) for part in day.split("-")]
    hour, minute, second = ([int(part) for part in clock.split(":")] + [0])[:3]
    return datetime(year, month, dom, hour, minute, second, tzinfo=ZONE).astimezone(UTC)


@cache
def transport() -> Policy:
    """The shipped policy, whose answers leave at once here."""
    return msgspec.structs.replace(policies.packaged("liaocheng-transport"), undo=None)


def with_directory(policy: Policy, **changes: Any) -> Policy:
    return msgspec.structs.replace(policy, directory=msgspec.structs.replace(policy.directory, **changes))


def away(mail: str, deputy: str, start: str = "2026-01-01", end: str = "2026-12-31") -> Absence:
    return Absence(
        mail=mail, start=datetime.fromisoformat(start).date(), end=datetime.fromisoformat(end).date(), deputy=deputy
    )


def file(name: str, kind: str = "application/octet-stream") -> Evidence:
    return Evidence(raw="raw/1", part=2, name=name, content_type=kind, size=10, digest=name)


OFFICE = """
name = "office"
prefix = "OF"
organisation = { en = "Office", zh-CN = "办事处" }
severities = ["general", "major"]
flow_kinds = ["complaint"]
kinds = ["complaint", "enquiry"]

[[calendar]]
name = "work"
hours = [["09:00", "12:00"], ["13:00", "17:00"]]
holidays = "CN"

[[field]]
name = "facts"
labels = { zh-CN = "事实", en = "Facts" }

[[field]]
name = "amount"
type = "number"
labels = { zh-CN = "金额", en = "Amount" }

[directory]
desk = "desk@office.example"
desk_head = "dora@office.example"
director = "dirk@office.example"
person = [
  { mail = "dora@office.example", name = "Dora", phone = "+8613800001001", language = "en" },
  { mail = "dirk@office.example", name = "Dirk", phone = "+8613800001002", language = "en" },
  { mail = "hans@office.example", name = "Hans", phone = "+8613800001003", language = "en" },
  { mail = "sara@office.example", name = "Sara", phone = "+8613800001004", language = "en" },
  { mail = "lena@office.example", name = "Lena", phone = "+8613800001005", roles = ["legal"], language = "en" },
  { mail = "otto@office.example", name = "Otto", language = "en" },
]
department = [
  { name = "Service", handler = "hans@office.example", head = "sara@office.example" },
  { name = "Sales", handler = "otto@office.example", head = "sara@office.example" },
]

[[role]]
name = "legal"

[[rule]]
group = "route"
when = [{ words = ["service"] }]
then = { assign = ["Service", "Sales"] }
"""
HANS, SARA, DIRK, DORA, LENA, OTTO = (f"{n}@office.example" for n in ("hans", "sara", "dirk", "dora", "lena", "otto"))
OFFICE_DESK = "desk@office.example"


def office(*parts: str, top: str = "") -> Policy:
    """A small office, with what a test adds to its procedure."""
    return read_policy(tomllib.loads(top + OFFICE + "\n".join(parts)), "office.toml")


class Case:
    """One complaint from its first word on. `last` is the newest decision; `messages` and `lines` all so far."""

    def __init__(
        self, policy: Policy | None = None, opened: str = "2026-03-02 09:00", complaint: Complaint | None = None
    ) -> None:
        self.policy = policy or transport()
        self.now = at(opened)
        self.ids = count(1)
        self.complaint = complaint
        self.writer = ""
        self.last = Decision()
        self.decisions: list[Decision] = []

    # -- facts --------------------------------------------------------------------------------------------------------

    def take(self, fact: AnyFact, now: datetime | None = None, **context: Any) -> Decision:
        self.now = now or self.now
        known = Context(complaint_id="00c0ffee00c0ffee00c0", number="LC20260302-0001", **context)
        self.last = decide(self.complaint, fact, self.policy, known, self.now)
        self.complaint = self.last.complaint
        self.decisions.append(self.last)
        return self.last

    def id(self) -> str:
        return f"fact-{next(self.ids)}"

    def customer(
        self,
        text: str = LATE_BUS,
        when: str = "",
        who: Complainant = CUSTOMER,
        channel: Channel = "mail",
        received: str = "",
        **fact: Any,
    ) -> Decision:
        now = at(when) if when else self.now
        writing = Writing(
            text=text,
            full_text=text,
            subject=text.splitlines()[0][:40] if text else "",
            evidence=fact.pop("evidence", ()),
        )
        wrote = CustomerWrote(
            id=self.id(),
            at=at(received) if received else now,
            complainant=who,
            channel=channel,
            writing=writing,
            **fact,
        )
        return self.take(wrote, now)

    def staff(
        self, by: str, text: str, when: str = "", written: str = "", evidence: Iterable[Evidence] = (), **more: Any
    ) -> Decision:
        now = at(when) if when else self.now
        self.writer = by
        labels = command_reader.label_map({f.name: f.labels for f in self.policy.fields})
        reading = command_reader.read_commands(text, labels, language_of(by, self.policy))
        problems = tuple(say("unknown_command", word=w) for w in reading.problems)
        wrote = StaffWrote(
            id=self.id(),
            at=at(written) if written else now,
            by=by,
            commands=reading.commands,
            problems=problems,
            writing=Writing(text=text, full_text=text, evidence=tuple(evidence), subject=more.pop("subject", "")),
            silent=more.pop("silent", False),
        )
        return self.take(wrote, now, **more)

    def tick(self, when: str = "") -> Decision:
        now = at(when) if when else self.now
        return self.take(TimePassed(id=self.id(), at=now), now)

    def wind(self, to: str) -> list[Message]:
        """Every tick that is due until then, each at its time; what was sent."""
        sent: list[Message] = []
        until = at(to)
        for _ in range(2000):
            due = self.complaint.next_check_at if self.complaint else None
            if due is None or due > until:
                break
            self.take(TimePassed(id=self.id(), at=due), due)
            sent += self.last.messages
        else:
            raise AssertionError("time does not pass")
        self.now = until
        return sent

    def survey(self, score: int, when: str = "", of_round: int | None = None, **fact: Any) -> Decision:
        now = at(when) if when else self.now
        return self.take(
            SurveyAnswered(id=self.id(), at=now, score=score, round=of_round or self.complaint.round, **fact), now
        )

    def bounce(self, address: str, message: str = "", when: str = "") -> Decision:
        now = at(when) if when else self.now
        return self.take(
            DeliveryFailed(id=self.id(), at=now, address=address, diagnostic="5.1.1", message=message), now
        )

    def machine(self, text: str = "自动回复：我在休假", sender: str = "zhang@customer.example") -> Decision:
        return self.take(MachineWrote(id=self.id(), at=self.now, sender=sender, writing=Writing(text=text)))

    def other(self, name: Any, source: str = "ff", **values: str) -> Decision:
        follow_up = FollowUp(complaint="00c0ffee00c0ffee00c0", name=name, values=values)
        return self.take(OtherDecided(id=self.id(), at=self.now, source=source, follow_up=follow_up))

    # -- what came of it ----------------------------------------------------------------------------------------------

    @property
    def messages(self) -> list[Message]:
        return [m for d in self.decisions for m in d.messages]

    @property
    def lines(self) -> list[str]:
        return [e.what for d in self.decisions for e in d.entries]

    def sent(self, name: str) -> list[Message]:
        """The newest decision's messages of that name."""
        return [m for m in self.last.messages if m.name == name]

    def due(self, clock: str, of_round: int | None = None) -> datetime:
        return next(
            d.due
            for d in self.complaint.deadlines
            if d.clock == clock and d.round == (of_round or self.complaint.round)
        )

    def met(self, clock: str) -> datetime | None:
        return next(d.met for d in self.complaint.deadlines if d.clock == clock and d.round == self.complaint.round)

    @property
    def problems(self) -> str:
        return self._in_words(self.last.results.problems)

    @property
    def changes(self) -> str:
        return self._in_words(self.last.results.changes)

    def _in_words(self, said: Iterable[Said]) -> str:
        """As whoever wrote last reads it."""
        language = language_of(self.writer, self.policy)
        return "\n".join(worded(each, self.policy, language) for each in said)


def told(messages: Iterable[Message]) -> list[tuple[str, str, str]]:
    """Name, channel and address of each."""
    return [(m.name, m.channel, m.to.mail if m.channel == "mail" else m.to.phone) for m in messages]


def names(messages: Iterable[Message]) -> list[str]:
    return [m.name for m in messages]


def referred(policy: Policy | None = None, opened: str = "2026-03-02 09:00", text: str = LATE_BUS, **fact: Any) -> Case:
    """A complaint in the hands of the bus company (or the office's Service)."""
    case = Case(policy, opened)
    case.customer(text, **fact)
    return case


def answered(policy: Policy | None = None, opened: str = "2026-03-02 09:00", when: str = "2026-03-02 15:00") -> Case:
    """A complaint whose customer has the answer."""
    case = referred(policy, opened)
    case.staff(BUS, ANSWER, when)
    assert case.complaint.status == "answered", case.problems
    return case


def much_is_written(case: Case) -> None:
    """More lines of the history than a complaint's record keeps."""
    for number in range(RECENT_LINES + 5):
        case.staff(DESK, f"#备注 第 {number} 次")


def within(moment: datetime, **delta: float) -> datetime:
    return moment + timedelta(**delta)


def named(message: Message, what: str) -> list[str]:
    """The list that a message brings along under this name."""
    found = message.extra[what]
    assert isinstance(found, list)
    return [str(each) for each in found]
