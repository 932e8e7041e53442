"""What `python -m sandbox` does before it opens a door."""

from pathlib import Path

import pytest

from sandbox import Sandbox
from sandbox.__main__ import main
from sandbox.cloud import APP_DIR
from sandbox.server import WebDoor

SAMPLE = (APP_DIR / "chalicelib" / "policies" / "food-abc.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("sound", "faulty", "said"),
    [
        ('name = "food-abc"', 'nmae = "food-abc"', 'works.toml: nmae: is not a key here; did you mean "name"?'),
        ('name = "food-abc"', "name = food-abc", "works.toml: is not TOML: "),
        ("[[calendar]]", "[[calender]]", 'works.toml: calender: is not a key here; did you mean "calendar"?'),
        (
            'name = "food-abc"',
            'name = "food-abc"\nwords = { "acknowledgemnt.subject" = { zh-CN = "x" } }',
            'did you mean "acknowledgement"?',
        ),
    ],
)
def test_a_faulty_policy_opens_no_door_and_says_where_its_fault_is(
    sound: str, faulty: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    path = tmp_path / "works.toml"
    assert sound in SAMPLE
    path.write_text(SAMPLE.replace(sound, faulty, 1), encoding="utf-8")
    assert main(["--policy", str(path)]) == 1
    told = capsys.readouterr()
    assert said in told.err
    assert "The sandbox does not start" in told.err
    assert "Traceback" not in told.err
    assert told.out == ""


def test_a_policy_that_is_not_there_is_answered_with_the_nearest_that_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    assert main(["--policy", "food-abx"]) == 1
    assert 'food-abx: neither a shipped policy nor a file; did you mean "food-abc"?' in capsys.readouterr().err
    (tmp_path / "works.toml").write_text(SAMPLE, encoding="utf-8")
    assert main(["--policy", str(tmp_path / "work.toml")]) == 1
    assert f'did you mean "{tmp_path / "works.toml"}"?' in capsys.readouterr().err


def test_a_folder_that_holds_anything_is_left_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "mine.eml").write_bytes(b"mine")
    assert main(["--policy", "food-abc", "--keep", str(tmp_path)]) == 1
    assert f"{tmp_path}: holds files already; name a folder that is new or empty" in capsys.readouterr().err
    assert [each.read_bytes() for each in tmp_path.iterdir()] == [b"mine"]


def test_a_port_that_is_taken_is_named(capsys: pytest.CaptureFixture[str]):
    with WebDoor(0) as taken:
        assert main(["--policy", "food-abc", "--port", str(taken.server_port)]) == 1
    assert f"port {taken.server_port}: Address already in use; name another by --port" in capsys.readouterr().err


def test_a_clock_that_no_one_can_read_is_answered_with_an_example(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as ended:
        main(["--now", "monday"])
    assert ended.value.code == 2
    assert '"monday" is no moment like 2026-03-02T09:00+08:00' in capsys.readouterr().err


def test_a_policy_as_windows_editors_save_it_plays(tmp_path: Path):
    path = tmp_path / "works.toml"
    path.write_text(SAMPLE, encoding="utf-8-sig")
    with Sandbox(path) as box:
        assert box.desk
