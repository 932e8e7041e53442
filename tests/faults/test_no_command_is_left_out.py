"""The operator's commands against the sweep: what changes anything is broken there, what is not there changes nothing."""

import argparse
import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from botocore.client import BaseClient

from redress import cli
from redress.cli import GROUPS
from sandbox import Sandbox
from tests.faults.flows import FLOWS
from tests.faults.operators import SWEPT
from tests.stories.acts import CUSTOMER, complain

WRITES = re.compile(r"Put|Update|Delete|Write|Send|Publish")
READING: dict[str, tuple[str, ...]] = {
    "status": (),
    "cases": (),
    "show": ("LC20260302-0001",),
    "completion": ("bash",),
    "doctor": ("signing keys", "policy", "raw mails", "clockwork", "outbox", "shards", "retention"),
    "verify": (),
    "asked": (),
    "export": (CUSTOMER, "--to", "{folder}/all.zip"),
    "directory export": ("{folder}/directory.xlsx",),
    "directory history": (),
    "words export": ("{folder}/words.xlsx",),
    "words history": (),
    "policy check": ("liaocheng-transport",),
    "policy simulate": ("liaocheng-transport",),
    "policy prove": ("liaocheng-transport", "--help"),
    "policy sorting": ("liaocheng-transport",),
    "policy diff": ("liaocheng-transport", "food-abc"),
    "policy schema": (),
}


# Swept in an account of its own, where no stack is yet: tests/operations/test_deploy.py.
ELSEWHERE = ("deploy",)


def commands() -> Iterator[str]:
    """Every command that there is."""
    parser = argparse.ArgumentParser()
    groups = parser.add_subparsers()
    for group in GROUPS:
        group.register(groups)
    for name, command in groups.choices.items():
        below = [each for each in command._actions if isinstance(each, argparse._SubParsersAction)]
        yield from (f"{name} {each}" for action in below for each in action.choices)
        if not below:
            yield name


def test_each_command_is_swept_or_reads_alone():
    assert sorted(commands()) == sorted([*SWEPT, *READING, *ELSEWHERE])


@pytest.mark.parametrize("command", SWEPT)
def test_the_flows_of_a_command_give_it_and_are_in_the_sweep(command: str):
    given = ", ".join(f'"{word}"' for word in command.split())
    for flow in SWEPT[command]:
        assert f"({given}" in inspect.getsource(flow), flow.__name__
        assert FLOWS[flow.__name__][1] is flow


def test_a_command_outside_the_sweep_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    written: list[str] = []
    with Sandbox(now="2026-03-02T09:00+08:00") as box:
        complain(box)
        original = vars(BaseClient)["_make_api_call"]

        def noted(self: BaseClient, operation: str, arguments: dict[str, Any]) -> Any:
            if WRITES.search(operation):
                written.append(operation)
            return original(self, operation, arguments)

        monkeypatch.setattr(BaseClient, "_make_api_call", noted)
        for command, values in READING.items():
            if not command.startswith("policy"):  # those ask nothing of AWS: no stack is named to them
                cli.main([*command.split(), *(each.format(folder=tmp_path) for each in values)])
        cli.main(["export", "ALL", str(tmp_path / "all")])
        for command in ("erase", "retention"):
            cli.main([command, *((CUSTOMER,) if command == "erase" else ())])  # what they tell before --yes
    assert written == []
