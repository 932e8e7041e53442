"""The sandbox around the real application: what it shows of complaints, and what it costs."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from chalicelib.core.policy.model import PolicyError
from sandbox import Sandbox
from sandbox.cloud import APP_DIR
from sandbox.staff import compose
from tests.pace import within

LETTER = compose(
    "王丽 <wang@qq.com>", "complaints@liaocheng-transport.example", "投诉客运总站", "司机态度恶劣，昨天9点"
)


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with Sandbox() as opened:
        yield opened


def test_a_complaint_is_shown_as_a_plain_dict(box: Sandbox):
    box.email(LETTER)
    (complaint,) = box.complaints()
    assert complaint["number"] == "LC20260302-0001"
    assert complaint["status"] == "open"
    assert complaint["complainant"]["mail"] == "wang@qq.com"
    assert complaint["handler"].endswith("@lc-transport.example")
    assert complaint["parked"] == ""
    answer = complaint["deadlines"]["answer"]
    assert (answer["due"], answer["met"]) == ("2026-03-04T09:00:00+08:00", None)


def test_the_history_can_be_read_by_item_and_by_attribute(box: Sandbox):
    box.email(LETTER)
    first = box.history("LC20260302-0001")[0]
    assert first["what"] == first.what == "received"
    assert first.at == datetime.fromisoformat("2026-03-02T09:00+08:00")
    assert "司机态度恶劣" in first.text


def test_a_number_that_does_not_exist_has_no_history(box: Sandbox):
    for number in ("LC20260302-0001", ""):
        with pytest.raises(KeyError):
            box.history(number)


def test_what_waits_for_a_person_is_shown_with_its_reason(box: Sandbox):
    box.email(b"nothing that could be a mail")
    (parked,) = [row for row in box.complaints() if row["parked"]]
    assert parked["number"] == ""
    assert parked["reason"]
    assert parked["raw"].startswith("raw/")


def test_a_policy_may_be_any_file(tmp_path: Path):
    text = (APP_DIR / "chalicelib/policies/liaocheng-transport.toml").read_text(encoding="utf-8")
    path = tmp_path / "liaocheng-transport.toml"
    path.write_text(text.replace('prefix = "LC"', 'prefix = "XY"'), encoding="utf-8")
    with Sandbox(policy=path) as box:
        box.email(LETTER)
        assert box.complaints()[0]["number"].startswith("XY2026")


@pytest.mark.parametrize("name", ["water_works", "自来水", "Water Works 2", "_"])
def test_a_policys_file_may_be_called_anything(name: str, tmp_path: Path):
    path = tmp_path / f"{name}.toml"
    path.write_bytes((APP_DIR / "chalicelib" / "policies" / "food-abc.toml").read_bytes())
    with Sandbox(path) as box:
        box.email(compose("王丽 <wang@qq.com>", box.address, "投诉", "面包里有异物"))
        assert box.complaints()[0]["number"]
        assert ("wang@qq.com",) in [mail.to for mail in box.mails]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('name = "food-abc"', 'nmae = "food-abc"', "works.toml: nmae: "),
        ('name = "food-abc"', "name = food-abc", "works.toml: is not TOML: "),
    ],
)
def test_a_faulty_policy_is_told_at_once_with_file_place_and_fault(old: str, new: str, fault: str, tmp_path: Path):
    path = tmp_path / "works.toml"
    text = (APP_DIR / "chalicelib" / "policies" / "food-abc.toml").read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(PolicyError, match=fault):
        Sandbox(path)


def test_one_sandbox_knows_nothing_of_the_one_before():
    for _ in range(2):
        with Sandbox() as box:
            box.email(LETTER)
            assert [row["number"] for row in box.complaints()] == ["LC20260302-0001"]


def test_opening_is_quick_once_everything_is_loaded():
    def opened() -> None:
        with Sandbox():
            pass

    opened()
    within(1.5, opened)


def test_a_quiet_day_jumps_from_one_due_moment_to_the_next(box: Sandbox):
    box.wind(days=1)
    assert box._lambdas.calls < 20
    assert box.dead_letters == []
