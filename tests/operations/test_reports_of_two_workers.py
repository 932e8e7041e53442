"""Two workers make one report at the same time: what the one that came first has sent stays as it was sent."""

from datetime import datetime

import app
from chalicelib.core.report.schedule import due_steps
from sandbox import Sandbox
from tests.stories.acts import complain


def lies_there() -> dict[str, bytes]:
    objects = app.container().objects
    return {key: objects.get(key) or b"" for key in objects.keys("reports/")}


def test_what_was_sent_is_not_written_over_by_the_worker_that_came_too_late():
    with Sandbox(now="2026-04-29T16:00+08:00") as box:
        complain(box)
        box.wind(minutes=1)
        reporting = app.container().reporting
        policy = reporting.pipeline.policies.current()
        monthly = [d for d in policy.reports if d.every == "month"]
        began = {d.name: reporting.schedules.schedule(d.name) for d in monthly}
        box.wind(to="2026-05-05T09:01+08:00")
        sent, first = lies_there(), {d.name: reporting.schedules.schedule(d.name) for d in monthly}
        assert any(key.endswith(".xlsx") for key in sent)
        assert any(schedule.kept in sent for schedule in first.values() if schedule)

        complain(box, "公交司机今天又拒载")  # the late one knows more
        for definition in monthly:
            before = began[definition.name]
            assert before is not None
            for step in due_steps(definition, datetime.fromisoformat(before.last), box.now, policy):
                assert reporting._send(definition, step, before, policy, box.now) is None
        now = lies_there()
        assert {key: now[key] for key in sent} == sent
        assert {d.name: reporting.schedules.schedule(d.name) for d in monthly} == first
