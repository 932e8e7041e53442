"""What every command ends with: 0 when all is well or done, 1 when the answer is no, 2 when the call is wrong or names what is not there."""

import argparse
from collections.abc import Callable
from pathlib import Path

import pytest

from redress import cli, raw_mails
from redress.parsing import commands_of
from redress.stack import Stack
from sandbox import Sandbox
from tests.faults.test_no_command_is_left_out import ELSEWHERE, commands
from tests.policy.small_policy import SMALL
from tests.stories.acts import CUSTOMER, RUDE, complain
from tests.stories.letters import letter

Run = Callable[..., tuple[int, str]]
FINE, NO, WRONG = 0, 1, 2
# The shipped policies have thousands of examples each, and what a command ends with is the same of ten.
TAUGHT = """
[examples.category]
delay = ["not come yet", "still waiting", "three weeks late", "nothing delivered", "moved four times"]
conduct = ["shouted at me", "laughed at us", "called me names", "slammed the window", "turned her back"]
"""
# By command what stands after it, and what it then ends with. The numbers, files and people of the last ones are not there.
CALLS: dict[str, tuple[tuple[int, str], ...]] = {
    "status": ((FINE, ""),),
    "cases": ((FINE, ""), (FINE, "--late"), (WRONG, "--unit 月球站"), (WRONG, "--since someday"), (WRONG, "--who no@lc-transport.example")),
    "show": ((FINE, "{number}"), (WRONG, "LC20260302-0099"), (WRONG, "")),
    "completion": ((FINE, "bash"), (WRONG, "fish")),
    "doctor": ((FINE, "policy"), (NO, "raw-mails"), (WRONG, "moon"), (WRONG, "--stack nobodys")),
    "verify": ((FINE, "{number}"), (FINE, ""), (WRONG, "LC20260302-0099")),  # NO: test_verification.py
    "asked": ((FINE, ""), (WRONG, "--days soon"), (WRONG, "--days 99999999999")),
    "export": ((FINE, "{customer} --to {folder}/a.zip"), (FINE, "ALL {folder}/all"), (NO, "--check {folder}/broken"),
               (WRONG, "nobody@qq.com --to {folder}/b.zip"), (WRONG, "somebody"), (WRONG, "ALL {folder}/strange"),
               (WRONG, "--check {folder}/strange"), (WRONG, "--check {folder}/none"), (WRONG, "ALL")),
    "directory export": ((FINE, "{folder}/d.xlsx"), (WRONG, "{folder}/d.xlsx --version 000000000000"), (WRONG, "{folder}/none/d.xlsx")),
    "directory import": ((NO, "{folder}/faulty.toml"), (WRONG, "{folder}/none.xlsx")),
    "directory history": ((FINE, ""), (WRONG, "--days -3")),
    "words export": ((FINE, "{folder}/w.xlsx"), (WRONG, "{folder}/w.xlsx --version 000000000000"), (WRONG, "{folder}/none/w.xlsx")),
    "words import": ((NO, "{folder}/faulty.toml"), (WRONG, "{folder}/none.xlsx")),
    "words history": ((FINE, ""), (WRONG, "--days -3")),
    "policy check": ((FINE, "food-abc"), (NO, "{folder}/faulty.toml"), (WRONG, "food-abd"), (WRONG, "{folder}/faulty.toml none.toml")),
    "policy simulate": ((FINE, "food-abc --days 1"), (NO, "{folder}/faulty.toml"), (WRONG, "food-abd"), (WRONG, "food-abc --received tomorrow"),
                        (WRONG, "food-abc --severity moon"), (WRONG, "food-abc --set moon"), (WRONG, "food-abc --silent moon")),
    "policy prove": ((FINE, "food-abc --lives 0"), (NO, "{folder}/faulty.toml"), (WRONG, "food-abd"), (WRONG, "food-abc --lives many")),
    "policy sorting": ((FINE, "{folder}/taught.toml"), (NO, "{folder}/faulty.toml"), (WRONG, "food-abd")),
    "policy diff": ((FINE, "food-abc uk-landlord"), (NO, "food-abc {folder}/faulty.toml"), (WRONG, "food-abc food-abd")),
    "policy schema": ((FINE, ""), (WRONG, "food-abc")),
    "policy publish": ((NO, "food-abc"), (NO, "{folder}/faulty.toml"), (WRONG, "food-abd")),
    "replay": ((FINE, "{raw}"), (WRONG, "raw/none"), (WRONG, "")),
    "reconcile": ((FINE, "--dry-run"), (WRONG, "--days soon")),
    "redrive": ((FINE, ""), (WRONG, "Moon"), (WRONG, "--stack nobodys")),
    "hold": ((FINE, "{number} --reason x"), (WRONG, "{number}"), (WRONG, "LC20260302-0099 --reason x")),
    "release": ((FINE, "{number} --reason x"), (WRONG, "LC20260302-0099 --reason x")),
    "erase": ((NO, "{customer}"), (FINE, "nobody@qq.com"), (WRONG, "somebody")),
    "retention": ((FINE, ""), (WRONG, "--days soon")),
    "keys": ((FINE, ""), (NO, "--under /nothing/here"), (WRONG, "--now"), (WRONG, "--make --rotate")),
}  # fmt: skip


def test_every_command_is_asked():
    assert sorted([*CALLS, *ELSEWHERE]) == sorted(commands())  # that of deploy: tests/operations/test_deploy.py


def ended(call: list[str]) -> int:
    try:
        return cli.main(call)
    except SystemExit as end:
        return int(end.code or 0)


@pytest.mark.parametrize("command", CALLS)
def test_what_a_command_ends_with_says_what_came_of_it(
    box: Sandbox, command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    known = scene(box, tmp_path)
    wrong = [(WRONG, f"--moon {CALLS[command][0][1]}")]
    calls = [(code, [*command.split(), *after.format(**known).split()]) for code, after in (*CALLS[command], *wrong)]
    found = [(ended(call), call) for _, call in calls]
    assert found == calls
    told = capsys.readouterr()
    assert "Traceback" not in told.err
    assert "do you mean" in told.err or "there" in told.err


def scene(box: Sandbox, folder: Path) -> dict[str, str]:
    """A case, a mail that was never read, an export that is broken, a folder of something else, a policy with a fault, and one with examples."""
    number = complain(box)["number"]
    raw = next(raw_mails.stored(Stack("redress"))).key
    box._cloud.store("raw/lost", letter(CUSTOMER, box.address, "投诉", RUDE))
    box.wind(minutes=31)
    cli.main(["export", "ALL", str(folder / "broken")])
    (folder / "broken" / "register.csv").write_text("x", "utf-8")
    (folder / "strange").mkdir()
    (folder / "strange" / "notes.txt").write_text("x", "utf-8")
    (folder / "faulty.toml").write_text('name = "x"\nnonsense = 1\n', "utf-8")
    (folder / "taught.toml").write_text(SMALL + TAUGHT, "utf-8")
    return {"number": number, "customer": CUSTOMER, "folder": str(folder), "raw": raw}


@pytest.mark.usefixtures("box")
@pytest.mark.parametrize("place", ["before", "after"])
def test_the_stack_is_named_before_the_command_or_after_it(capsys: pytest.CaptureFixture[str], place: str):
    named, command = ["--stack", "nobodys"], ["redrive", "--dry-run"]
    assert ended([*named, *command] if place == "before" else [*command, *named]) == WRONG
    assert "no stack nobodys in this account and region" in capsys.readouterr().err


def test_no_command_is_without_the_stack():
    for command in commands():
        assert "--stack" in _parser_of(command)._option_string_actions, command


def _parser_of(command: str) -> argparse.ArgumentParser:
    found = cli.command_line()
    for word in command.split():
        found = commands_of(found)[word]
    return found
