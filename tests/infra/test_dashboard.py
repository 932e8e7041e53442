"""The page of figures: all that rings, waits or fails is on it, and nothing that nobody measures."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.infra.shape import FUNCTIONS, Resources, of_type

OPERATIONS = Path(__file__).parents[2] / "docs" / "operations.md"
NAMED = re.compile(r"\$\{(\w+)(?:\.\w+)?\}")
Widget = dict[str, Any]


@pytest.fixture
def widgets(resources: Resources) -> list[Widget]:
    (page,) = of_type(resources, "AWS::CloudWatch::Dashboard").values()
    found: list[Widget] = json.loads(page["DashboardBody"]["Fn::Sub"])["widgets"]
    return found


def shown(widgets: list[Widget], namespace: str) -> set[tuple[str, str]]:
    """The metrics of a namespace, each with what it is of."""
    metrics = [metric for each in widgets for metric in each["properties"].get("metrics", ())]
    return {(name, of) for where, name, _, of in metrics if where == namespace}


def test_every_alarm_that_there_always_is_is_shown(widgets: list[Widget], resources: Resources):
    (alarms,) = (each["properties"]["alarms"] for each in widgets if each["type"] == "alarm")
    made = [n for n, spec in resources.items() if spec["Type"] == "AWS::CloudWatch::Alarm" and "Condition" not in spec]
    assert sorted(alarms) == sorted(f"${{{name}.Arn}}" for name in made)


def test_every_queue_is_shown_with_what_waits_in_it(widgets: list[Widget], resources: Resources):
    queues = {f"${{{name}.QueueName}}" for name in of_type(resources, "AWS::SQS::Queue")}
    assert shown(widgets, "AWS/SQS") == {("ApproximateNumberOfMessagesVisible", queue) for queue in queues}


def test_every_function_is_shown_with_its_errors_and_its_failures(widgets: list[Widget]):
    functions = {f"${{{name}}}" for name in FUNCTIONS}
    assert {of for name, of in shown(widgets, "AWS/Lambda") if name == "Errors"} == functions
    (query,) = (each["properties"]["query"] for each in widgets if each["type"] == "log")
    assert {f"${{{name.removesuffix('Logs')}}}" for name in NAMED.findall(query)} == functions


def test_every_figure_is_one_that_is_measured_and_each_measured_one_is_shown(widgets: list[Widget]):
    _, _, told = OPERATIONS.read_text(encoding="utf-8").partition("\nMetrics (")
    measured = set(re.findall(r"`(\w+)`", told.partition("\n\n")[0])) - {"Redress", "service"}
    names = {name for name, _ in shown(widgets, "Redress")}
    assert names - measured == set()
    assert measured - names == {"DueArrived", "Confirmed", "Ignored"}  # what is ordinary, and nobody waits for


def test_what_the_page_names_is_in_the_template_and_no_two_parts_of_it_overlap(
    widgets: list[Widget], resources: Resources
):
    assert {name for name in NAMED.findall(json.dumps(widgets)) if name != "AWS"} <= resources.keys()
    cells = [
        (x, y)
        for each in widgets
        for x in range(each["x"], each["x"] + each["width"])
        for y in range(each["y"], each["y"] + each["height"])
    ]
    assert len(cells) == len(set(cells))
    assert max(x for x, _ in cells) < 24  # columns of such a page
