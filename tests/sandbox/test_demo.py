"""The demo tells its stories to the end, without a terminal, and notices when one breaks."""

import re
import subprocess
import sys

import pytest

from sandbox import demo
from sandbox.cloud import APP_DIR
from sandbox.stage import Stage


def test_the_demo_plays_three_lives_without_a_terminal():
    played = subprocess.run(
        [sys.executable, "-m", "sandbox.demo"],
        cwd=APP_DIR,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=110,
        check=False,
    )
    told = played.stdout.decode()
    assert played.returncode == 0, played.stderr.decode()
    assert re.findall(r"✓ LC20260316-0001　(\w+)　满意度 (\d)", told) == [
        ("已结案", "4"),
        ("已结案", "3"),
        ("已结案", "3"),
    ]
    assert "\033" not in told


def test_a_story_that_breaks_is_an_error(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    def broken(stage: Stage) -> None:
        stage.mail_in("1-customer-from-qq-mail.eml")
        stage.expect("the director sings", happened=False)

    monkeypatch.setattr(demo, "STORIES", (("a story", demo.MORNING, broken),))
    assert demo.main() == 1
    printed = capsys.readouterr()
    assert "the director sings" in printed.err
    assert "王丽华" in printed.out
