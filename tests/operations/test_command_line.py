"""How the commands feel: what was mistyped, what AWS refuses, how far it has come, what scripts read, what shells complete."""

import argparse
import io
import json
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError, NoCredentialsError, NoRegionError, ProfileNotFound

from chalicelib.core.people.tokens import USES
from redress import progress, status
from redress.cli import command_line, main
from redress.completion import offers, script
from redress.printing import columns_of
from redress.progress import watched
from redress.stack import explained
from sandbox import Sandbox
from tests.policy.small_policy import SMALL
from tests.stories.acts import CUSTOMER, HANDLER, RUDE, complain
from tests.stories.letters import letter

Run = Callable[..., tuple[int, str]]
Capture = pytest.CaptureFixture[str]
# Commands that carry out what they are told, or write what is no table: all others tell something.
CARRYING_OUT = {
    *("deploy", "replay", "hold", "release", "erase", "completion", "policy publish", "policy schema"),
    *("directory export", "directory import", "words export", "words import"),
}


def refused(code: str, words: str = "no") -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": words}}, "GetItem")


@pytest.mark.parametrize(
    ("error", "mended_by"),
    [
        (refused("AccessDeniedException"), "OperatorPolicyArn"),
        (refused("ExpiredTokenException"), "aws sso login"),
        (refused("ThrottlingException"), "in a minute"),
        (refused("ResourceNotFoundException"), "redress doctor"),
        (refused("ValidationException"), "--stack"),
        (NoCredentialsError(), "aws configure"),
        (ProfileNotFound(profile="work"), "aws configure list-profiles"),
        (NoRegionError(), "AWS_DEFAULT_REGION"),
        (EndpointConnectionError(endpoint_url="https://sqs.mars-1.example"), "spelt right"),
    ],
)
def test_what_aws_refuses_is_told_with_what_mends_it(error: Any, mended_by: str):
    first, second = explained(error).splitlines()
    assert first.startswith("AWS: ")
    assert mended_by in second


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["statu"], "redress: there is no statu; do you mean status?\nSee: redress --help\n"),
        (["policy", "chekc", "x"], "redress policy: there is no chekc; do you mean check?\nSee: redress policy --help\n"),
        (["publish"], "redress: there is no publish; do you mean policy publish?\nSee: redress --help\n"),
        (["--stak", "x", "status"], "redress: there is no option --stak; do you mean --stack?\nSee: redress --help\n"),
        (["erase", "--dry-rnu"], "redress erase: there is no option --dry-rnu; do you mean --dry-run?\nSee: redress erase --help\n"),
        (["erase", "x", "--rason=y"], "redress erase: there is no option --rason; do you mean --reason?\nSee: redress erase --help\n"),
        (["status", "now"], "redress: too many words: now\nSee: redress --help\n"),
        (["asked", "--days", "soon"], "redress asked: --days: soon is no number of days from 0 to 36500\nSee: redress asked --help\n"),
        (["directory"], "redress directory: name one of export, import, history\nSee: redress directory --help\n"),
        (["completion", "fish"], "redress completion: there is no fish; there are bash, zsh\nSee: redress completion --help\n"),
        (["status", "--lat"], "redress status: there is no option --lat; there are --help, --json, --stack\nSee: redress status --help\n"),
    ],
)  # fmt: skip
def test_whoever_mistypes_learns_what_there_is(capsys: Capture, arguments: list[str], told: str):
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert (ended.value.code, capsys.readouterr().err) == (2, told)


@pytest.mark.parametrize(
    ("fault", "code", "told"),
    [
        (KeyboardInterrupt(), 130, "broken off. Give the command again"),
        (
            OSError(28, "No space left on device", "/backup/mails"),
            1,
            "/backup/mails: No space left on device. Mend that",
        ),
    ],
)
def test_what_ends_a_command_from_outside_is_told_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture, fault: BaseException, code: int, told: str
):
    def run(_: argparse.Namespace) -> int:
        raise fault

    monkeypatch.setattr(status, "_status", run)
    assert main(["status"]) == code
    assert capsys.readouterr().err.startswith(told)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_long_command_tells_a_terminal_how_far_it_has_come_and_leaves_nothing_there(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(progress, "EVERY", 0)
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    assert list(watched("abc", "mails", 1500)) == ["a", "b", "c"]
    assert [part for part in terminal.getvalue().split(progress.CLEAR) if part] == [
        "1 of 1,500 mails", "2 of 1,500 mails", "3 of 1,500 mails",
    ]  # fmt: skip
    assert terminal.getvalue().endswith(progress.CLEAR)


def test_nothing_of_it_stands_in_the_mail_of_a_nightly_run(monkeypatch: pytest.MonkeyPatch, capsys: Capture):
    monkeypatch.setattr(progress, "EVERY", 0)
    assert list(watched(iter("ab"), "mails")) == ["a", "b"]
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(("columns", "fits"), [("80", True), ("140", False)])
def test_a_timeline_and_its_letters_are_as_wide_as_the_terminal(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, columns: str, fits: bool
):
    monkeypatch.setenv("COLUMNS", columns)
    assert main(["policy", "simulate", "liaocheng-transport", "--days", "3"]) == 0
    _, *lines = capsys.readouterr().out.splitlines()
    widest = max(map(columns_of, lines))
    assert widest <= int(columns)
    assert (widest <= 80) == fits


# -- for scripts --------------------------------------------------------------------------------------------------------------


def leaves(parser: argparse.ArgumentParser, called: str = "") -> Iterator[tuple[str, argparse.ArgumentParser]]:
    below = [each for each in parser._actions if isinstance(each, argparse._SubParsersAction)]
    for action in below:
        for name, each in action.choices.items():
            yield from leaves(each, f"{called} {name}".strip())
    if not below:
        yield called, parser


def test_every_command_that_tells_something_tells_it_to_scripts_as_well():
    without = {name for name, each in leaves(command_line()) if "--json" not in each._option_string_actions}
    assert without == CARRYING_OUT


def test_what_scripts_read_says_what_people_read(box: Sandbox, run: Run):
    number = complain(box)["number"]
    box.email(letter(HANDLER, box.address, "查询", f"#查询 {number}"))
    box._cloud.store("raw/lost", letter(CUSTOMER, box.address, "投诉", RUDE))
    box.wind(minutes=31)

    def told(*command: str) -> Any:
        return json.loads(run(*command, "--json")[1])

    (question,) = told("asked")
    assert (question["by"], question["number"], question["shown"]) == (HANDLER, number, [number])
    assert told("verify") == {"complaints": 1, "without_witness": 0, "faults": []}
    assert [(each["question"], each["mark"]) for each in told("doctor", "raw mails", "outbox")] == [
        ("raw mails", "bad"), ("outbox", "good"),
    ]  # fmt: skip
    assert run("doctor", "raw mails", "--json")[0] == 1
    assert [(each["key"], each["put_in"]) for each in told("reconcile", "--dry-run")] == [("raw/lost", False)]
    assert {each["queue"]: each["count"] for each in told("redrive", "--dry-run")} == {
        "InboundMailDeadLetters": 0, "InboundTextDeadLetters": 0, "DeliveryEventsDeadLetters": 0, "DueDeadLetters": 0,
        "TickDeadLetters": 0,
    }  # fmt: skip
    assert told("retention") == []
    assert told("directory", "history") == []
    assert {each["use"]: each["signs"] for each in told("keys")} == dict.fromkeys(USES, 1)
    kept = told("export", CUSTOMER)
    assert (list(kept["complaints"]), kept["written"]) == ([number], "")


def test_what_scripts_read_of_policies_says_what_people_read(capsys: Capture, tmp_path: Any):
    (tmp_path / "faulty.toml").write_text('name = "x"\nnonsense = 1\n', encoding="utf-8")

    def told(*command: str) -> tuple[int, Any]:
        return main(["policy", *command, "--json"]), json.loads(capsys.readouterr().out)

    code, (sound, faulty) = told("check", "food-abc", str(tmp_path / "faulty.toml"))
    assert (code, sound["faults"], faulty["said"]) == (1, [], [])
    assert sound["said"][0].startswith("food-abc: sound")
    assert faulty["faults"]
    assert told("diff", "food-abc", "food-abc") == (0, [])
    (tmp_path / "small.toml").write_text(SMALL, encoding="utf-8")
    assert told("sorting", str(tmp_path / "small.toml")) == (0, [])
    code, (played,) = told("simulate", "food-abc", "--days", "1", "--silent", "handler")
    assert (code, played["story"], played["silent"], played["lines"][0]["who"]) == (
        0,
        "answered",
        ["handler"],
        "customer",
    )
    assert told("prove", "food-abc", "--lives", "0") == (0, {"lives": 0, "go_on": 0, "broken": None})


def test_a_search_that_ran_out_of_time_goes_on_where_it_stopped(capsys: Capture, monkeypatch: pytest.MonkeyPatch):
    played: list[str] = []
    monkeypatch.setattr("redress.proving.proof._broken", lambda _, seed, number, *__: played.append(f"{seed}-{number}"))
    assert main(["policy", "prove", "food-abc", "--lives", "3", "--seed", "7", "--from", "5"]) == 0
    assert played == ["7-5", "7-6", "7-7"]
    assert main(["policy", "prove", "food-abc", "--seconds", "-1", "--from", "5"]) == 0
    assert capsys.readouterr().out.endswith("0 lives; there was time for no more, --from 5 goes on\n")

    def interrupted(*_: Any) -> None:
        if len(played) == 4:
            raise KeyboardInterrupt
        played.append("")

    monkeypatch.setattr("redress.proving.proof._broken", interrupted)
    main(["policy", "prove", "food-abc"])
    assert capsys.readouterr().out.endswith("in 1 lives; there was time for no more, --from 2 goes on\n")


# -- for shells ---------------------------------------------------------------------------------------------------------------

COMPLETE = """
eval "$1"; COMP_WORDS=($2); [[ "$2" == *" " ]] && COMP_WORDS+=("")
COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _redress; echo "${COMPREPLY[@]}"
"""


def completed(line: str) -> list[str]:
    bash = shutil.which("bash") or "bash"
    command = [bash, "-c", COMPLETE, "bash", script(command_line(), "bash"), line]
    return shlex.split(subprocess.run(command, check=True, capture_output=True, text=True, timeout=20).stdout)


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("redress st", ["status"]),
        ("redress --stack other stat", ["status"]),
        ("redress policy p", ["prove", "publish"]),
        ("redress policy simulate --si", ["--silent"]),
        ("redress cases --la", ["--late"]),
        ("redress completion ", ["--help", "bash", "zsh", "--stack"]),
        ("redress doctor sign", ["signing-keys"]),
        ("redress doctor signing-keys MX", ["MX-record"]),
        ("redress export A", ["ALL"]),
        ("redress redrive Due", ["DueDeadLetters"]),
        ("redress cases --st", ["--stack"]),
        ("redress export ALL ", []),
        ("redress verify LC2", []),  # nothing of ours: the shell offers files
    ],
)
def test_bash_completes_commands_options_and_choices(line: str, offered: list[str]):
    assert completed(line) == offered


def test_bash_completes_what_an_option_may_be():
    assert "dissatisfied" in completed("redress policy simulate --story ")


def test_bash_asks_it_for_the_words_behind_redress_and_offers_files_where_it_has_none(tmp_path: Path):
    (tmp_path / "redress.bash").write_text(script(command_line(), "bash"), "utf-8")
    asked = [shutil.which("bash") or "bash", "-c", f"source {tmp_path}/redress.bash; complete -p redress"]
    told = subprocess.run(asked, check=True, capture_output=True, text=True, timeout=20).stdout
    assert told == "complete -o default -F _redress redress\n"


IN_ZSH = """
compdef() { : }; _files() { : }; compadd() { shift; print -r -- "$*" }
eval "$1"; words=(${(z)2}); [[ $2 == *" " ]] && words+=(""); CURRENT=$#words; _redress
"""


@pytest.mark.skipif(shutil.which("zsh") is None, reason="this machine has no zsh")
@pytest.mark.parametrize(
    ("line", "offered"),
    [("redress doctor ", "signing-keys"), ("redress export ", "ALL"), ("redress --stack x policy ", "sorting"),
     ("redress policy simulate --story ", "dissatisfied")],
)  # fmt: skip
def test_zsh_is_offered_the_same(line: str, offered: str):
    asked = [shutil.which("zsh") or "zsh", "-f", "-c", IN_ZSH, "zsh", script(command_line(), "zsh"), line]
    assert offered in subprocess.run(asked, check=True, capture_output=True, text=True, timeout=20).stdout.split()


def test_both_shells_know_every_command():
    found = list(offers(command_line()))
    assert {each.at for each in found} >= {name for name, _ in leaves(command_line())}
    for shell in ("bash", "zsh"):
        told = script(command_line(), shell)
        for each in found:
            assert f'"{f" {each.at}" if each.at else ""}") offered="{" ".join(each.words)}" ;;' in told
        if there := shutil.which(shell):
            subprocess.run([there, "-n", "-c", told], check=True, timeout=20)
