"""What `simulate` says of a story that cannot go as its title says, and which paragraphs it names."""

from pathlib import Path

import pytest

from redress.cli import main
from tests.policy.test_policy_documents import EXAMPLE
from tests.policy.test_simulation import STAGES, hotel, lines

PROMISE = """[[task]]
name = "gift_kept"
for = "handler"
opens = "answered"
promises = "remedy"
due = "by_when"
within = "2 hours"

[[report]]                                            # 报表
clause"""
FORM = 'form = ["cause", "remedy", "loss"]'
DATED = 'form = ["cause", "remedy", "loss", { name = "by_when", type = "date", labels = { en = "By when" } }]'
SECOND_CLOCK = """[[clock]]
clause = "HH-12"
name = "review_limit"
from = "referred"
until = "answered"
within = "5 days"
when = [{ stage = "review" }]
rungs = [{ at = "due", tell = ["handler"] }]

[[clock]]
clause = "HH-5"
"""


def policy_file(at: Path, *changes: tuple[str, str]) -> str:
    text = EXAMPLE
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    file = at / "hotel.toml"
    file.write_text(text, encoding="utf-8")
    return str(file)


def simulated(*arguments: str) -> int:
    return main(["policy", "simulate", *arguments, "--language", "en", "--brief"])


def test_a_story_whose_answer_is_refused_says_so_first_and_last_and_ends_with_code_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    file = policy_file(
        tmp_path, (FORM, DATED), ("[[report]]                                            # 报表\nclause", PROMISE)
    )
    assert simulated(file) == 1
    _, first, *_, last = capsys.readouterr().out.splitlines()
    assert first == last
    assert first.startswith("!! The story does not go as it says: handler 梅岚 is refused #resolve: ")
    assert first.endswith("is the latest that may be promised: give an earlier day")


def test_a_story_that_goes_as_it_says_has_no_such_line_and_ends_with_code_nought(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    assert simulated(policy_file(tmp_path), "--story", "all") == 0
    assert "!!" not in capsys.readouterr().out


def test_an_answer_names_the_paragraph_of_its_own_stage_alone():
    stages = STAGES.replace("[labels]\n", SECOND_CLOCK.removesuffix('[[clock]]\nclause = "HH-5"\n') + "[labels]\n")
    found = lines(hotel(stages), "dissatisfied", language="en")
    answered = [line.clause for line in found if line.what == "answered" and not line.who]
    assert answered == ["HH-4", "HH-12, HH-4"]
