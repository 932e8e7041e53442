"""Nobody is sent more than they may see: every report of every policy, every mail and every sheet, cell by cell."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import cycle
from typing import IO, Any, cast
from zoneinfo import ZoneInfo

import msgspec
import pytest

from chalicelib import policies
from chalicelib.aws.records import Schedule
from chalicelib.clockwork.audiences import audiences
from chalicelib.clockwork.reporting import OF_ONE, Reporting
from chalicelib.core.complaint.decision import Message
from chalicelib.core.complaint.model import Complainant, Complaint, Deadline, EarlierAnswer, Entry, Moment, Task
from chalicelib.core.people import sight
from chalicelib.core.policy.model import Field, Policy
from chalicelib.core.policy.model import Report as Definition
from chalicelib.core.register.rows import row
from chalicelib.core.report import schedule
from chalicelib.core.report.schedule import Step

NOW = datetime(2026, 3, 20, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
REGISTERS = ("ledger", "sample")  # who gets these keeps or audits the register


@dataclass(frozen=True, eq=False)
class Case:
    complaint: Complaint
    phone: str
    secret: str

    @property
    def name(self) -> str:
        return self.complaint.complainant.name

    def traces(self) -> tuple[str, ...]:
        """What shows whose case it is."""
        return (self.name, self.phone, self.phone.removeprefix("+86"))


class Shelf:
    """The tables of a stack and its bucket, as far as reports read and write them."""

    def __init__(self, policy: Policy, cases: Iterable[Case]) -> None:
        self.policy, self.cases, self.kept = policy, list(cases), dict[str, bytes]()
        self.policies = self.settings = self.tables = self
        self.web_base_url = "https://c.example"

    def current(self) -> Policy:
        return self.policy

    def rows(self, key: str) -> list[dict[str, str]]:
        month, is_open = key[-7:], key == "open"
        found = (c.complaint for c in self.cases)
        shown = (
            c for c in found if (is_open and c.status != "closed") or month in {f"{m.at:%Y-%m}" for m in c.moments}
        )
        return [{"complaint": c.id, "row": msgspec.json.encode(row(c)).decode()} for c in shown]

    def history(self, complaint: str) -> list[Entry]:
        (case,) = (c for c in self.cases if c.complaint.id == complaint)
        return [
            Entry(at=NOW, what="noted", by=case.complaint.handler, text=f"{case.secret}，{case.name}来电{case.phone}")
        ]

    def get(self, key: str, _: object = None) -> bytes | None:
        return self.kept.get(key)

    def put(self, key: str, content: bytes | IO[bytes], _: str) -> None:
        content = content if isinstance(content, bytes) else content.read()
        assert self.kept.setdefault(key, content) == content  # nobody finds another's workbook under the key of theirs


def cases(policy: Policy, most: int = 100) -> Iterator[Case]:
    """Of each unit, up to so many of these, four of January and as many of February: closed, still open, restricted, and about whoever answers for the unit."""
    surnames = cycle("赵钱孙李周吴郑王")
    units = [d for d in policy.directory.departments if d.handler][:most]
    for place, (unit, month, kind) in enumerate(
        (u, m, k) for u in units for m in (1, 2) for k in ("closed", "open", "restricted", "accusing")
    ):
        name, phone, secret = (
            f"{next(surnames)}寒{chr(0x4E00 + 40 * place)}",
            f"+861390000{place:04}",
            f"暗语{place:04}",
        )
        received = NOW.replace(month=month, day=3 + place % 20)
        over = kind != "open"
        said = f"{secret}，我是{name}，电话{phone.removeprefix('+86')}"
        moments = [Moment(name="received", at=received), Moment(name="registered", at=received)]
        moments += [
            Moment(name=each, at=received + timedelta(days=2)) for each in ("answered", "visited", "closed") if over
        ]
        again = received + timedelta(days=4)
        if kind == "open":  # closed once, and taken up again
            moments += [Moment(name=each, at=again) for each in ("answered", "closed")]
            moments.append(Moment(name="reopened", at=again, round=2))
        above = (unit.head, unit.director or policy.directory.director)
        yield Case(
            Complaint(
                id=f"{place:020}", number=f"T{secret[2:]}-{place:04}", policy=policy.name, complainant=Complainant(name=name, phone=phone),
                subject=f"{secret}", text=said, kind=policy.flow_kinds[0], category=policy.categories[0], status="closed" if over else "open",
                department=unit.parent or unit.name, unit=unit.name if unit.parent else "", handler=unit.handler, supervisor=above[0], director=above[1],
                outcome=f"已向{name}致歉，{said}", satisfaction=2 if over else None, satisfaction_words=f"{name}说不行" if over else "", valid=True,
                fields={field.name: _filled(field, said) for field in policy.fields}, moments=tuple(moments), restricted=kind == "restricted",
                deadlines=tuple(Deadline(clock=c.name, due=received + timedelta(days=1), round=1) for c in policy.clocks[:2]),
                kept_out=(unit.handler,) if kind == "accusing" else (), round=2 if kind == "open" else 1,
                earlier_answers=(
                    EarlierAnswer(round=1, stage="", at=again, by=unit.handler, outcome=f"已向{name}致歉，{said}", satisfaction=1, words=f"{name}还是不行"),
                ) if kind == "open" else (),
                tasks=(Task(name="promised", round=1, assignee=unit.handler, opened=received, promised=f"答应给{name}退款"),),
            ), phone, secret,
        )  # fmt: skip


def _filled(field: Field, said: str) -> str:
    simple = {"yes_no": "是", "number": "3", "date": "2026-02-05", "choice": next(iter(field.choices), "")}
    return simple.get(field.type, f"{field.name}：{said}")


def reporting(policy: Policy, some: Iterable[Case]) -> Reporting:
    """What sends reports on these cases, and nothing else."""
    shelf, made = Shelf(policy, some), Reporting.__new__(Reporting)
    made.pipeline, made.objects = cast("Any", shelf), cast("Any", shelf)
    return made


def sent(policy: Policy, some: Iterable[Case], definition: Definition) -> Iterator[tuple[Message, str]]:
    """Each message of the report that went out last, with everything that stands in it and in its workbook."""
    made = reporting(policy, some)
    period = schedule.period_of(definition, NOW, policy)
    step = Step(at=NOW, draft=False, period=period, key="k")
    for message in made._sending(definition, step, Schedule(name=definition.name, last=""), policy, NOW).messages:
        shelf = cast("Any", made.objects)
        books = "\n".join(_text_of(shelf.kept[key]) for key in message.attachments)
        yield message, f"{msgspec.json.encode(message.extra).decode()}\n{books}"


def _text_of(book: bytes) -> str:
    """Everything written in a workbook, whatever sheet it stands in; not when and by which program it was made."""
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        return "\n".join(parts.read(name).decode() for name in sorted(parts.namelist()) if name.startswith("xl/"))


def reports(policy: Policy) -> list[Definition]:
    return [d for d in policy.reports if d.every != OF_ONE and d.kind != "list"]


@pytest.fixture(scope="module", params=policies.names())
def policy(request: pytest.FixtureRequest) -> Policy:
    return policies.packaged(request.param)


def test_no_mail_and_no_workbook_names_a_customer_whose_case_is_not_its_readers(policy: Policy):
    known = list(cases(policy, 2))
    for definition in reports(policy):
        for message, told in sent(policy, known, definition):
            unseen = [c for c in known if not sight.may_see(message.to.mail, c.complaint, policy, NOW)]
            hidden = [c for c in known if _is_hidden(c, message.to.mail, policy)]
            bare = [] if definition.kind in REGISTERS else unseen
            assert [(definition.name, message.to.mail, t) for c in bare for t in c.traces() if t in told] == []
            secrets = [t for c in hidden for t in (*c.traces(), c.secret, c.complaint.number)]
            assert [(definition.name, message.to.mail, t) for t in secrets if t in told] == []


def test_whoever_is_complained_of_or_outside_is_sent_what_they_would_be_if_there_were_no_such_case(policy: Policy):
    known = list(cases(policy, 1))
    for definition in reports(policy):
        everybody = {audience.to.mail for audience in audiences(definition.to, policy, NOW)}
        told = list(sent(policy, known, definition))
        without: dict[tuple[Case, ...], list[tuple[Message, str]]] = {}
        for reader in everybody:
            left = tuple(c for c in known if not _is_hidden(c, reader, policy))
            if len(left) < len(known):
                if left not in without:
                    without[left] = list(sent(policy, left, definition))
                assert _to(reader, told) == _to(reader, without[left]), (definition.name, reader)


def _to(reader: str, told: Iterable[tuple[Message, str]]) -> list[str]:
    """Whatever that reader was sent; nothing, if there was nothing to tell them."""
    return [text for message, text in told if message.to.mail == reader]


def test_the_register_and_the_units_own_report_name_whoever_complains(policy: Policy):
    known = list(cases(policy, 2))
    for definition in reports(policy):
        for message, told in sent(policy, known, definition):
            reader = message.to.mail
            month = [c for c in known if c.complaint.moments[0].at.month == 2 and not _is_hidden(c, reader, policy)]
            if definition.kind == "ledger":
                assert all(c.complaint.number in told for c in month)
                assert all(c.name in told for c in month if not c.complaint.restricted)
            if definition.kind == "units":
                theirs = [
                    c for c in month if sight.may_see(reader, c.complaint, policy, NOW) and c.complaint.number in told
                ]
                assert all(
                    c.name in told for c in theirs if c.complaint.status == "closed" and not c.complaint.restricted
                )


def _is_hidden(case: Case, reader: str, policy: Policy) -> bool:
    """Whether not even the line of that case is for this reader."""
    outside = case.complaint.restricted and not sight.may_see(reader, case.complaint, policy, NOW)
    return outside or reader in case.complaint.kept_out
