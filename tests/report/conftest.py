import tomllib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest

from chalicelib.core.complaint.model import Deadline, Moment
from chalicelib.core.policy.model import Policy
from chalicelib.core.policy_reading import read_policy
from chalicelib.core.register.rows import Row
from chalicelib.core.report import Frame
from chalicelib.core.report.schedule import Period

SHANGHAI = ZoneInfo("Asia/Shanghai")
POLICIES = Path(__file__).parents[2] / "chalicelib" / "policies"


@pytest.fixture(scope="session")
def policy() -> Policy:
    return read_policy(
        tomllib.loads((POLICIES / "liaocheng-transport.toml").read_text("utf-8")), "liaocheng-transport.toml"
    )


@pytest.fixture(scope="session")
def unit(policy: Policy) -> str:
    """Name of a unit that answers complaints."""
    return next(d.name for d in policy.directory.departments if d.parent)


@pytest.fixture
def at() -> Callable[..., datetime]:
    """A moment in 2026, local time."""
    return lambda month, day, hour=9, minute=0, year=2026: datetime(year, month, day, hour, minute, tzinfo=SHANGHAI)


@pytest.fixture
def february(at: Callable[..., datetime]) -> Period:
    return Period(at(2, 1, 0), at(3, 1, 0), "2026-02")


@pytest.fixture
def frame(policy: Policy, february: Period, at: Callable[..., datetime]) -> Frame:
    return Frame(policy=policy, period=february, now=at(3, 5))


@pytest.fixture
def line(at: Callable[..., datetime], unit: str) -> Callable[..., Row]:
    """Makes a line of the register; `received` is a moment or a day of February; `limits` is clock → (due, met)."""

    def make(number: str, received: datetime | int = 10, **values: Any) -> Row:
        moment = at(2, received) if isinstance(received, int) else received
        limits = values.pop("limits", {})
        happened = values.pop("happened", {})
        row = Row(
            id=number.rjust(20, "0"),
            number=number,
            policy="liaocheng-transport",
            received=moment,
            kind="complaint",
            unit=unit,
            deadlines=tuple(Deadline(clock=clock, round=1, due=due, met=met) for clock, (due, met) in limits.items()),
            moments=tuple(Moment(name=name, at=when) for name, when in happened.items()),
        )
        return msgspec.structs.replace(row, **values)

    return make
