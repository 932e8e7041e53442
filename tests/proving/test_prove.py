"""`redress policy prove`: it finds what a policy breaks, tells it shortly, and finds nothing in the shipped policies."""

import re
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from chalicelib.core.policy_reading import read_policy
from chalicelib.policies import by_name_or_path, names, packaged
from redress.cli import main
from redress.proving.lives import Act, Life, random_life
from redress.proving.playing import play
from redress.proving.promises import customers
from redress.proving.proof import prove
from redress.proving.shortest import breach_of, shortest
from redress.proving.telling import told
from tests.policy.small_policy import SMALL

REFERENCE = (Path(__file__).parents[2] / "docs/policy.md").read_text("utf-8")
# The customer is told a time at which nobody speaks to them; all read English, so that nothing else is wrong with it.
PROMISED = SMALL.replace("within = { general", "promised = true\nwithin = { general")
TEXT = f'languages = ["en"]\n{PROMISED}'
SILENT = read_policy(tomllib.loads(TEXT), "small.toml")


@pytest.mark.parametrize("name", names())
@pytest.mark.timed
def test_a_shipped_policy_breaks_no_promise(name: str):
    proof = prove(packaged(name), lives=50, seed=1, seconds=3)
    assert proof.finding is None, told(proof, name)
    assert proof.lives >= 2


@pytest.mark.timed
def test_the_policy_that_the_documentation_explains_breaks_no_promise():
    text = next(block for block in re.findall(r"```toml\n(.*?)```", REFERENCE, re.DOTALL) if "hillside-hotel" in block)
    proof = prove(read_policy(tomllib.loads(text), "hillside-hotel.toml"), lives=50, seed=1, seconds=4)
    assert proof.finding is None, told(proof, "hillside-hotel")
    assert proof.lives >= 3


def test_a_promised_time_at_which_nobody_speaks_is_found_with_no_act_too_many():
    proof = prove(SILENT, lives=20, seed=1, seconds=20)
    assert proof.finding is not None
    assert proof.finding.breach.promise == "times_are_kept"
    assert len(proof.finding.life.acts) == 0


def test_the_life_is_told_by_the_number_from_which_a_search_finds_it_again():
    later = prove(SILENT, lives=20, seed=1, seconds=20, first=3).finding
    assert later is not None
    again = prove(SILENT, lives=1, seed=1, seconds=20, first=later.number)
    assert again.finding is not None
    assert (again.finding.life, later.number >= 3) == (later.life, True)
    assert told(again, "small.toml").startswith(f"small.toml: in life {later.number} a promise is broken")


def test_what_is_left_out_of_a_life_leaves_the_promise_broken():
    for number in range(3):
        life = random_life(Random(f"x-{number}"), SILENT)
        if breach_of(customers.times_are_kept, play(SILENT, life)) is not None:
            shorter, finished = shortest(SILENT, life, customers.times_are_kept, lambda: True)
            assert finished
            assert len(shorter.acts) <= len(life.acts)
            assert breach_of(customers.times_are_kept, play(SILENT, shorter)) is not None


LONG = Life(received=datetime(2026, 3, 2, 1, tzinfo=UTC), text="late", acts=tuple(Act(n, "adds") for n in range(1, 7)))


@pytest.mark.parametrize(("lives", "left"), [(0, 6), (1, 3), (2, 1), (3, 0)])
def test_leaving_out_ends_when_the_time_is_over_and_says_so(lives: int, left: int):
    plays = iter([True] * lives)
    shorter, finished = shortest(SILENT, LONG, customers.times_are_kept, lambda: next(plays, False))
    assert (len(shorter.acts), finished) == (left, left == 0)


@pytest.mark.parametrize("a_second_each", [1, 2, 4])
def test_the_search_and_the_leaving_out_take_no_more_seconds_than_allowed(
    a_second_each: int, monkeypatch: pytest.MonkeyPatch
):
    spent: list[int] = []

    def passes() -> float:
        spent.append(a_second_each)
        return float(sum(spent))

    monkeypatch.setattr("redress.proving.proof.process_time", passes)
    monkeypatch.setattr("redress.proving.proof.random_life", lambda *_: LONG)
    proof = prove(SILENT, lives=20, seed=1, seconds=8)
    assert proof.finding is not None
    assert sum(spent) <= 8 + 2 * a_second_each  # the first look at the clock, and the one that finds it over
    assert proof.finding.unfinished == ("time was over" in told(proof, "small.toml")) == (a_second_each > 1)


def test_the_same_seed_gives_the_same_lives_and_another_seed_others():
    one, same, other = (random_life(Random(seed), SILENT) for seed in ("1-1", "1-1", "2-1"))
    assert one == same
    assert one != other
    assert [s.text for s in play(SILENT, one).sent] == [s.text for s in play(SILENT, same).sent]


def test_it_tells_who_did_what_when_and_shows_the_message(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    file = tmp_path / "small.toml"
    file.write_text(TEXT, encoding="utf-8")
    assert by_name_or_path(str(file)).name == "small"
    assert main(["policy", "prove", str(file), "--lives", "20", "--seconds", "20"]) == 1
    said = capsys.readouterr().out
    assert "every time told to a customer is followed by a word to them at or before it" in said
    assert "  1. " in said
    assert "the customer writes by " in said
    assert "nothing was said to the customer by then" in said
    assert "  | " in said


def test_no_lives_break_nothing(capsys: pytest.CaptureFixture[str]):
    assert main(["policy", "prove", "liaocheng-transport", "--lives", "0"]) == 0
    assert capsys.readouterr().out == "liaocheng-transport: no promise broken in 0 lives\n"
