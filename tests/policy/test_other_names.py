"""What fields and tasks are called makes no difference: the keys of a policy say what they are for."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from chalicelib import policies
from chalicelib.core.complaint.saying import command, person, say
from chalicelib.core.policy.model import Policy
from chalicelib.core.policy_reading import read_policy
from chalicelib.core.register.rows import row
from chalicelib.core.report import Frame, Material, make
from chalicelib.core.report.schedule import Period
from chalicelib.core.words.case_view import view
from chalicelib.render import render
from chalicelib.render.own_words import TRIAL
from redress.simulation import Scenario, play, received_at
from tests.core.handling.playing import ANSWER, BUS, DESK, Case, at, told

SHIPPED = Path(policies.__file__).parent
CHASED = (
    "food-abc",
    "insurance-branch",
    "uk-landlord",
)  # played with a handler who does nothing: the longest ladders, and stages
STATION, STATION_HEAD = (f"{name}@lc-transport.example" for name in ("guo.ping", "dong.chengwei"))
MORE_FIELDS = [
    {"name": "named", "means": "complained_of", "labels": {"zh-CN": "被投诉人"}},
    {"name": "promised", "means": "action", "labels": {"zh-CN": "整改承诺"}},
]


def raw(name: str) -> dict[str, Any]:
    return tomllib.loads((SHIPPED / f"{name}.toml").read_text("utf-8"))


def names(data: dict[str, Any]) -> list[str]:
    """What the organisation has called its fields and tasks."""
    return [part["name"] for kind in ("field", "task") for part in data[kind]]


def renamed(value: Any, called: dict[str, str], *, tests: bool = False) -> Any:
    """The policy with other names for them, wherever it speaks of them; what a field means stays.

    `tests`: inside conditions and effects, where the keys are names of fields.
    """
    if isinstance(value, dict):
        return {
            called.get(key, key) if tests else key: each
            if key in ("means", "command")
            else renamed(each, called, tests=tests or key in ("when", "unless", "then", "set", "labels", "examples"))
            for key, each in value.items()
        }
    if isinstance(value, list):
        return [renamed(each, called, tests=tests) for each in value]
    if isinstance(value, str) and value.startswith("="):
        return f"={called.get(value[1:], value[1:])}"
    return called.get(value, value) if isinstance(value, str) else value


def backwards(data: dict[str, Any]) -> dict[str, str]:
    return {name: name[::-1] for name in names(data)}


@cache
def transport(*, other: bool) -> Policy:
    """The transport group, with a line for whom a complaint is about and one for what is promised."""
    data = raw("liaocheng-transport")
    data["field"] += MORE_FIELDS
    next(task for task in data["task"] if task["name"] == "answer")["form"] += ["promised"]
    return read_policy(renamed(data, backwards(data)) if other else data, "transport.toml")


@cache
def lived(*, other: bool) -> Case:
    """Handed on after a finding, taken from the person named, answered, visited, and put right."""
    case = Case(transport(other=other))
    case.customer()
    case.staff(BUS, "#转办 客运总站", "2026-03-02 09:10")
    assert case.complaint.handler == BUS
    case.staff(BUS, "#结果\n原因：车辆故障", "2026-03-02 09:20")
    case.staff(BUS, "#转办 客运总站", "2026-03-02 09:30")
    assert case.complaint.handler == STATION
    case.staff(DESK, "#备注\n被投诉人：郭平", "2026-03-02 09:40")
    case.staff(STATION, ANSWER, "2026-03-02 10:00")
    assert case.complaint.status == "open"
    case.staff(
        STATION_HEAD, f"{ANSWER}\n整改承诺：每线备一辆车".replace("#结果", "#结果 向您道歉。"), "2026-03-02 11:00"
    )
    case.wind("2026-03-03 12:00")
    return case


@cache
def over(*, other: bool) -> Case:
    case = Case(transport(other=other), "2026-03-03 12:00", lived(other=other).complaint)
    case.staff(DESK, "#回访\n是否联系上：是\n是否满意：满意", "2026-03-03 14:00")
    assert case.complaint.status == "closed"
    case.staff(STATION_HEAD, "#填报\n整改是否落实：是\n落实情况：3月10日到位", "2026-03-10 09:00")
    return case


def mails(case: Case) -> list[str]:
    """Everything that was written, as it was read at the end."""
    return [render(message, case.complaint, case.policy, TRIAL).text for message in case.messages]


@pytest.fixture(params=[False, True], ids=["as shipped", "other names"])
def other(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


def test_no_name_is_left_in_the_other_policy():
    data = raw("liaocheng-transport")
    assert not set(names(data)) & set(names(renamed(data, backwards(data))))


def test_a_finding_lets_a_handler_hand_on_and_whoever_is_named_keeps_out(other: bool):
    case = lived(other=other)
    handlers = [d.complaint.handler for d in case.decisions[:6]]
    assert handlers == [BUS, BUS, BUS, STATION, STATION_HEAD, STATION_HEAD]
    assert case.decisions[5].results.problems == (
        say("not_entitled", command=command("resolve")),
        say("now_with", who=person(STATION_HEAD)),
    )


def test_the_letter_has_the_lines_that_the_policy_names(other: bool):
    case = lived(other=other)
    shown = view(case.complaint, case.policy, "zh-CN", case.now)
    assert (shown.outcome, shown.answer) == (
        "向您道歉。",
        (("事实", "7:40 车辆故障未发车"), ("责任", "公交公司"), ("措施", "增派备用车，当日已向乘客说明")),
    )


def test_the_desk_is_asked_to_visit_and_finds_it_on_its_morning_list(other: bool):
    case = lived(other=other)
    assert told(case.messages)[-1] == ("return_visit", "mail", DESK)
    assert case.complaint is not None
    morning = next(report for report in case.policy.reports if report.kind == "list")
    frame = Frame(policy=case.policy, period=Period(case.now, case.now, ""), now=case.now)
    listed = make(morning, Material(open_rows=[row(case.complaint)], person=DESK), frame).sections[0]
    assert (listed.title, [str(line[3]) for line in listed.rows]) == ("待回访 1", ["电话回访"])


def test_the_units_report_follows_the_corrective_action_up(other: bool):
    policy = transport(other=other)
    units = next(report for report in policy.reports if report.kind == "units")
    frame = Frame(policy=policy, period=Period(at("4-1 0:00"), at("5-1 0:00"), "2026-04"), now=at("5-5 9:00"))

    def actions(case: Case) -> list[str]:
        assert case.complaint is not None
        material = Material(previous=[row(case.complaint)], unit="客运总站")
        found = next(s for s in make(units, material, frame).sections if s.title.startswith("上期整改"))
        return [str(cell) for cell in found.rows[0][2:]]

    assert actions(lived(other=other)) == ["每线备一辆车", "未填报", ""]
    assert actions(over(other=other)) == ["每线备一辆车", "已落实", "3月10日到位"]


def test_everybody_reads_the_same_to_the_letter():
    assert mails(lived(other=True)) == mails(lived(other=False))
    assert mails(over(other=True)) == mails(over(other=False))


@pytest.mark.parametrize(
    ("name", "silent"),
    [*((name, frozenset()) for name in policies.names()), *((name, frozenset({"handler"})) for name in CHASED)],
)
def test_every_shipped_policy_runs_the_same_under_other_names(name: str, silent: frozenset[str]):
    data = raw(name)
    scenario = Scenario(
        received=received_at("2026-03-02T09:00", read_policy(data, name)), text="我要投诉", silent=silent
    )
    lines, again = (
        [(line.at, line.who, line.by, line.clause, line.what if line.who else "") for line in play(policy, scenario)]
        for policy in (read_policy(data, name), read_policy(renamed(data, backwards(data)), name))
    )
    assert lines == again
