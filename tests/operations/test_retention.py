"""Each day what was closed long ago loses its people; held cases keep theirs, and until somebody says so all do."""

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from botocore.client import BaseClient

import app
from sandbox import Sandbox
from sandbox.events import schedule_event
from sandbox.lambdas import Context
from tests.operations.test_persons import PHONE, everything
from tests.stories.acts import ANSWER, CUSTOMER, HANDLER, complain, newest, says, survey_link, to

Run = Callable[..., tuple[int, str]]
OTHER = "li.na@163.com"
METRICS = {
    "POWERTOOLS_METRICS_DISABLED": "false",
    "POWERTOOLS_METRICS_NAMESPACE": "Redress",
    "POWERTOOLS_SERVICE_NAME": "r",
}


@pytest.fixture(params=["tell", "erase"])
def box(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    with Sandbox(now="2026-03-31T09:00+08:00", settings={**METRICS, "RETENTION": request.param}) as opened:
        yield opened


def a_day_of_retention(box: Sandbox, capsys: pytest.CaptureFixture[str]) -> dict[str, float]:
    """The metrics of one run."""
    capsys.readouterr()
    box._lambdas.fire("retention", schedule_event(box.now))
    assert not box.dead_letters
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines() if line.startswith('{"_aws"')]
    names = ("RetentionDue", "RetentionKept", "Erased")
    return {name: sum(line[name]) for line in lines for name in names if name in line}


def close(box: Sandbox, sender: str, word: str) -> str:
    number: str = complain(box, f"今天上午9点客运总站检票员骂人，{word}。", sender=sender)["number"]
    says(box, HANDLER, ANSWER)
    box.post(survey_link(to(box, sender)[-1]), {"score": "4", "words": word})
    return number


def test_what_was_closed_three_years_ago_is_counted_or_erased_and_what_is_held_stays(
    box: Sandbox, run: Run, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    erases = app.container().settings.retention == "erase"
    gone, held = close(box, CUSTOMER, "我叫张伟"), close(box, OTHER, "我叫李娜")
    box.sms(PHONE, "今天上午9点客运总站检票员骂人，我叫王芳")
    says(box, HANDLER, ANSWER)
    box.sms(PHONE, "4")
    box.wind(to="2026-04-06T09:00+08:00")  # the monthly workbooks list all three
    assert run("hold", held, "--reason", "（2026）鲁15民初1号")[0] == 0
    box._clock.move_to(box.now + timedelta(days=1085))
    assert a_day_of_retention(box, capsys) == {}
    box._clock.move_to(box.now + timedelta(days=12))

    calls: list[str] = []
    original = vars(BaseClient)["_make_api_call"]

    def noted(client: BaseClient, operation: str, arguments: dict[str, Any]) -> Any:
        calls.append(operation)
        return original(client, operation, arguments)

    with monkeypatch.context() as watched:
        watched.setattr(BaseClient, "_make_api_call", noted)
        counted = a_day_of_retention(box, capsys)
    assert "Scan" not in calls
    left = everything(box)
    assert "李娜" in left
    if not erases:
        assert counted == {"RetentionDue": 2, "RetentionKept": 1}
        assert "张伟" in left
        assert "王芳" in left
        assert "LOOK  retention: 3 complaints were closed" in run("doctor", "retention")[1]
        return
    assert counted == {"Erased": 2, "RetentionKept": 1}
    for trace in (CUSTOMER, "张伟", PHONE, "王芳"):
        assert trace not in left
    assert gone not in "".join(_workbooks())
    assert run("verify")[0] == 0
    assert a_day_of_retention(box, capsys) == {"RetentionKept": 1}
    assert [line.what for line in box.history(gone)][-1] == "erased"


def _workbooks() -> Iterator[str]:
    objects = app.container().objects
    for key in objects.keys("reports/"):
        yield (objects.get(key) or b"").decode("latin-1")


def test_what_is_not_done_in_time_is_done_the_next_day(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    with Sandbox(now="2026-03-31T09:00+08:00", settings={**METRICS, "RETENTION": "erase"}) as box:
        numbers = [close(box, sender, "我的姓名") for sender in (CUSTOMER, OTHER)]
        box.wind(minutes=2)
        box._clock.move_to(box.now + timedelta(days=1200))
        with monkeypatch.context() as hurried:
            hurried.setattr(Context, "get_remaining_time_in_millis", lambda _: 30_000)
            assert a_day_of_retention(box, capsys) == {"RetentionDue": 2}
        assert a_day_of_retention(box, capsys) == {"Erased": 2}
        assert [c["number"] for c in box.complaints() if "forgotten" in c["flags"]] == numbers
        assert newest(box)["status"] == "closed"
