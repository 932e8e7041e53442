import tomllib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from chalicelib.core.complaint.facts import CustomerWrote, SurveyAnswered
from chalicelib.core.complaint.model import Complainant, Complaint, Deadline, Moment
from chalicelib.core.people.tokens import Ring, Token, alike, mint
from chalicelib.core.policy.model import Policy
from chalicelib.core.policy_reading import read_policy
from chalicelib.web.site import Site

POLICIES = Path(__file__).parents[2] / "chalicelib" / "policies"
NOW = datetime(2026, 3, 3, 1, 0, tzinfo=UTC)
KEYS = alike(Ring(current=1, secrets={1: b"k" * 32}))
CASE = "ab" * 10


@pytest.fixture(scope="session")
def policy() -> Policy:
    return read_policy(
        tomllib.loads((POLICIES / "liaocheng-transport.toml").read_text("utf-8")), "liaocheng-transport.toml"
    )


@pytest.fixture
def complaint(policy: Policy) -> Complaint:
    """Answered, and not yet judged by the customer."""
    promised = next(clock.name for clock in policy.clocks if clock.promised)
    return Complaint(
        id=CASE,
        number="LC20260302-0001",
        policy=policy.name,
        status="answered",
        complainant=Complainant(name="张三", mail="zhang@qq.com", phone="+8613800138000"),
        subject="K12路晚点两小时",
        text="等了两小时没有车，也没有人解释。",
        department="客运营销部",
        outcome="经查，3月1日K12路因车辆故障晚点118分钟。责任在我方调度。\n已增配备用车并培训调度员。",
        moments=(
            Moment(name="received", at=NOW - timedelta(days=1)),
            Moment(name="registered", at=NOW - timedelta(hours=23)),
            Moment(name="referred", at=NOW - timedelta(hours=22)),
            Moment(name="noted", at=NOW - timedelta(hours=21)),
            Moment(name="answered", at=NOW - timedelta(hours=2)),
        ),
        deadlines=(Deadline(clock=promised, round=1, due=NOW + timedelta(days=1)),),
    )


class Backstage:
    """What the web's callbacks reach here: one complaint, one held command, and a note of what was asked for."""

    def __init__(self, complaint: Complaint) -> None:
        self.complaints = {complaint.id: complaint}
        self.facts: list[tuple[SurveyAnswered, str, datetime]] = []
        self.held = "#同意"
        self.released = 0
        self.kept: dict[str, bytes] = {}
        self.written: list[CustomerWrote] = []
        self.guesses: list[tuple[str, int]] = []
        self.waits: dict[str, str] = {}

    def handle(self, fact: SurveyAnswered, complaint: str, now: datetime) -> None:
        self.facts.append((fact, complaint, now))
        case = self.complaints[complaint]
        visited = Moment(name="visited", at=now, round=case.round)
        self.complaints[complaint] = msgspec.structs.replace(
            case, satisfaction=fact.score, moments=(*case.moments, visited)
        )

    def release(self, _: Token, now: datetime) -> bool:
        assert now.tzinfo
        self.released += bool(self.held)
        self.held, was = "", self.held
        return bool(was)

    def keep(self, name: str, raw: bytes) -> None:
        self.kept[name] = raw

    def begin(self, fact: CustomerWrote, until: datetime) -> None:
        self.written.append(fact)
        self.until = until

    def guess(self, token: Token, code: str, refused: int, at: datetime) -> None:
        assert (token.purpose, bool(at.tzinfo)) == ("form", True)
        self.guesses.append((code, refused))

    def add(self, fact: CustomerWrote, complaint: str) -> None:
        assert complaint in self.complaints
        self.written.append(fact)

    def waiting(self, _: Token) -> dict[str, str]:
        return self.waits


@pytest.fixture
def backstage(complaint: Complaint) -> Backstage:
    return Backstage(complaint)


@pytest.fixture
def site(policy: Policy, backstage: Backstage) -> Site:
    return Site(
        policy=policy,
        keys=KEYS,
        address="complaints@redress.example",
        sms_number="+8610690001",
        base_url="https://c.example/api",
        load=backstage.complaints.get,
        handle=backstage.handle,
        held=lambda _: backstage.held,
        release=backstage.release,
        written=backstage,
    )


@pytest.fixture
def link() -> Callable[..., str]:
    """A path with a token, good for a day unless told otherwise."""

    def make(kind: str, purpose: str, **values: Any) -> str:
        claims = {"complaint": CASE, "person": "", "expires": NOW + timedelta(days=1), "round": 1} | values
        return f"/{kind}/{mint(Token(purpose=purpose, **claims), KEYS)}"  # type: ignore[arg-type]

    return make


@pytest.fixture
def now() -> datetime:
    return NOW
