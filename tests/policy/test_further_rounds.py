"""A clock from receipt begins anew in every round: what it waits for must be able to come there again."""

import pytest

from chalicelib import policies
from chalicelib.core.policy.model import PolicyError
from tests.core.handling.playing import HANS, OFFICE_DESK, Case, office

CLOCK = """
[[clock]]
name = "check"
from = "FROM"
until = "checked"
within = "2 days"
rungs = [{ at = "due", tell = ["desk"], every = "1 day" }]
WHEN
"""
TASK = """
[[task]]
name = "checked"
for = "desk"
opens = "OPENS"
form = ["facts"]
WHEN
"""
TAKEN = '[[moment]]\nname = "taken"\nat = "registered"\n'
ACCEPT = """
[[clock]]
name = "accept"
from = "received"
until = "accepted"
within = "1 day"
rungs = [{ at = "due", tell = ["desk"] }]
"""
ANSWER = """
[[clock]]
name = "settle"
from = "referred"
until = "answered"
within = "3 days"
rungs = [{ at = "due", tell = ["handler"] }]
"""


def parts(from_: str, opens: str, *, clock: str = "", task: str = "") -> tuple[str, ...]:
    return (
        CLOCK.replace("FROM", from_).replace("WHEN", clock),
        TASK.replace("OPENS", opens).replace("WHEN", task),
        TAKEN,
        ACCEPT,
        ANSWER,
    )


@pytest.mark.parametrize("from_", ["received", "registered"])
@pytest.mark.parametrize(("opens", "task"), [("taken", ""), ("accepted", ""), ("referred", "when = [{ round = 1 }]")])
def test_a_clock_that_would_run_again_for_a_task_that_does_not_open_again_is_refused(from_: str, opens: str, task: str):
    with pytest.raises(PolicyError) as refused:
        office(*parts(from_, opens, task=task))
    assert str(refused.value) == (
        f'office.toml: clock[0].until: "checked" comes in the first round alone, for its task "checked" opens only there, and a clock from "{from_}" '
        "begins anew in every round: give the clock when = [{ round = 1 }]"
    )


@pytest.mark.parametrize(
    ("from_", "opens", "clock"),
    [
        ("received", "taken", "when = [{ round = 1 }]"),
        ("taken", "taken", ""),
        ("received", "registered", ""),
        ("received", "referred", ""),
        ("registered", "answered", ""),
    ],
)
def test_one_that_can_be_met_in_every_round_or_runs_in_the_first_alone_is_sound(from_: str, opens: str, clock: str):
    office(*parts(from_, opens, clock=clock))


STAGES = """
[[stage]]
name = "first"
[[stage]]
name = "second"
[words]
outside_route = { en = "You may turn to the ombudsman.", zh-CN = "您可以向消协反映。", zh-TW = "您可以向消保官反映。" }
"""


@pytest.mark.parametrize(("stage", "is_sound"), [("second", True), ("first", False)])
def test_a_task_for_each_stage_brings_the_moment_about_in_each(stage: str, is_sound: bool):
    """Two tasks that set one moment: one of the first stage, and one of the stage that is named."""
    tasks = (
        TASK.replace("OPENS", "referred").replace("WHEN", f'sets = "checked"\nwhen = [{{ stage = "{each}" }}]').replace('"checked"\nfor', f'"checked_{number}"\nfor')
        for number, each in enumerate(("first", stage))
    )  # fmt: skip
    made = (CLOCK.replace("FROM", "received").replace("WHEN", ""), *tasks, ANSWER, STAGES)
    if is_sound:
        office(*made)
    else:
        with pytest.raises(PolicyError, match="comes in the first round alone"):
            office(*made)


def test_what_check_advises_keeps_the_second_round_quiet():
    case = Case(office(*parts("received", "taken", clock="when = [{ round = 1 }]")))
    case.customer("your service is slow")
    case.staff(OFFICE_DESK, "#fill\nFacts: seen", "2026-03-02 09:30")
    case.staff(HANS, "#resolve Sorry.\nFacts: slow", "2026-03-02 10:00")
    case.survey(1, "2026-03-02 11:00")
    assert case.complaint is not None
    assert case.complaint.round == 2
    assert "check" not in [m.extra.get("clock") for m in case.wind("2026-03-08 12:00")]


@pytest.mark.parametrize("name", policies.names())
def test_the_shipped_policies_have_no_such_clock(name: str):
    policies.packaged(name)
