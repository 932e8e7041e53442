"""The clock stands still, is wound, and stops where something is due."""

import os
import time
from datetime import UTC, datetime, timedelta

import boto3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox import Sandbox
from sandbox.clock import full_minute
from tests.sandbox.stub_app import StubApp


def ticks(stub: StubApp) -> list[str]:
    return [event["time"] for name, event in stub.events if name == "tick"]


def due_item(box: Sandbox, at: str, name: str = "c1") -> None:
    item = {"id": {"S": name}, "due_shard": {"S": "0"}, "next_check_at": {"S": at}}
    boto3.client("dynamodb").put_item(TableName=box._cloud.names["Complaints"], Item=item)


def test_the_process_has_the_sandboxs_time(box: Sandbox):
    assert datetime.now(UTC) == box.now == datetime.fromisoformat("2026-03-02T01:00Z")


def test_time_without_an_offset_is_the_organisations(stub: StubApp):
    with Sandbox(now="2026-05-01T10:00", app=stub) as box:
        box.wind(to="2026-05-01T10:30")
        assert box.now == datetime.fromisoformat("2026-05-01T10:30+08:00")


def test_a_month_without_anything_due_takes_two_ticks(box: Sandbox, stub: StubApp):
    box.wind(days=31)
    assert ticks(stub) == ["2026-03-02T01:01:00Z", "2026-04-02T01:00:00Z"]


def test_winding_stops_at_the_first_full_minute_after_something_is_due(box: Sandbox, stub: StubApp):
    due_item(box, "2026-03-02T02:00:30.000000Z")
    stub.on_tick = lambda: due_item(box, "2027-01-01T00:00:00Z") if len(ticks(stub)) == 2 else None
    box.wind(hours=2)
    assert ticks(stub) == ["2026-03-02T01:01:00Z", "2026-03-02T02:01:00Z", "2026-03-02T03:00:00Z"]


def test_an_item_that_stays_due_is_looked_at_less_and_less(box: Sandbox, stub: StubApp):
    due_item(box, "2026-03-02T01:10:00.000000Z")
    box.wind(minutes=60)
    assert [each[14:16] for each in ticks(stub)] == ["01", "10", "11", "13", "17", "25", "41", "00"]


def test_no_minute_is_ticked_twice_by_winding(box: Sandbox, stub: StubApp):
    for _ in range(3):
        box.wind(minutes=1)
        box.wind(minutes=0)
    assert ticks(stub) == ["2026-03-02T01:01:00Z", "2026-03-02T01:02:00Z", "2026-03-02T01:03:00Z"]


def test_a_broken_minute_has_no_tick_of_its_own(box: Sandbox, stub: StubApp):
    box.wind(minutes=1, seconds=20)
    assert ticks(stub) == ["2026-03-02T01:01:00Z"]
    assert box.now.second == 20


def test_tick_fires_where_the_clock_stands(box: Sandbox, stub: StubApp):
    box.tick()
    box.tick()
    assert ticks(stub) == ["2026-03-02T01:00:00Z"] * 2


def test_the_clock_is_not_wound_back(box: Sandbox):
    with pytest.raises(ValueError, match="forward only"):
        box.wind(to="2026-03-01T09:00+08:00")


def test_what_a_tick_queues_is_worked_off_before_the_call_returns(box: Sandbox, stub: StubApp):
    queue = box._cloud.names["DueQueue"]
    stub.on_tick = lambda: boto3.client("sqs").send_message(QueueUrl=queue, MessageBody='{"id": "c1"}')
    box.tick()
    assert stub.messages("due_arrived") == [{"id": "c1"}]


def test_nothing_is_left_behind(stub: StubApp):
    before, zone = dict(os.environ), time.tzname
    with Sandbox(undo=True, app=stub, now="2031-01-01T00:00+08:00") as box:
        inside = dict(os.environ)
        box.sms("+86138", "x")
    assert inside["POLICY"] == "liaocheng-transport"
    assert dict(os.environ) == before
    assert time.tzname == zone
    assert datetime.now(UTC).year != 2031
    with Sandbox(undo=True, app=StubApp()) as second:
        assert (second.mails, second.texts, second.complaints()) == ([], [], [])


def test_a_sandbox_that_cannot_open_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch):
    before = dict(os.environ)
    monkeypatch.setattr("sandbox.world._application", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError), Sandbox(now="2031-01-01T00:00+08:00"):
        pass
    assert dict(os.environ) == before
    assert datetime.now(UTC).year != 2031


def test_an_unknown_policy_is_refused():
    with pytest.raises(FileNotFoundError, match="no-such"):
        Sandbox(policy="no-such")


@given(
    st.integers(0, 4_000_000_000_000_000).map(lambda us: datetime(2000, 1, 1, tzinfo=UTC) + timedelta(microseconds=us))
)
def test_a_full_minute_is_never_before_the_moment(moment: datetime):
    full = full_minute(moment)
    assert (full.second, full.microsecond) == (0, 0)
    assert 0 <= (full - moment).total_seconds() < 60
