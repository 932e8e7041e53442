"""Daily lists and reports in a life: what is true passes, and what is not is found."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import msgspec
import pytest

from chalicelib.core.complaint.decision import Results
from chalicelib.core.complaint.model import Complaint
from chalicelib.core.complaint.saying import say
from chalicelib.core.register import rows
from chalicelib.core.report import morning
from chalicelib.policies import packaged
from redress.proving.lives import Act, Life
from redress.proving.playing import Played, play
from redress.proving.promises import breaches, lists
from tests.core.handling.playing import HANS
from tests.proving.test_lives import life, procedure


def lived(*does: Any) -> Played:
    return play(procedure(), life(*does))


def found(played: Played, promise: str = "lists_are_true") -> list[str]:
    return [breach.why for breach in breaches(played) if breach.promise == promise]


def test_the_lists_and_the_report_of_several_complaints_that_are_merged_and_parted_are_true():
    played = lived("again", "registers", "works", ("merges", 1500, 7), ("parts", 1500, 7), "works", ("insists", 3000))
    assert len(played.all) == 3
    assert found(played) == found(played, "reports_are_true") == []


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda line: line.replace("-0001", "-0009"), "there is no such complaint"),
        (lambda line: line.replace("5 Mar", "6 Mar"), "is due on"),
        (lambda line: re.sub(r" · Overdue by [^·]*(?= · )", "", line), "says late"),
        (lambda line: f"{line} · Overdue by 2 days", "says late"),
    ],
)
def test_a_line_of_a_case_that_is_none_or_with_a_time_that_is_not_its_own_is_found(
    spoil: Callable[[str], str], why: str, monkeypatch: pytest.MonkeyPatch
):
    true = morning.lines
    monkeypatch.setattr(lists, "lines", lambda items, frame: map(spoil, true(items, frame)))
    assert any(why in each for each in found(lived()))


def test_the_same_line_twice_is_found(monkeypatch: pytest.MonkeyPatch):
    true = morning.lines
    monkeypatch.setattr(lists, "lines", lambda items, frame: [*true(items, frame)] * 2)
    assert any("it stands there twice" in each for each in found(lived()))


def test_work_that_stands_on_nobodys_list_is_found(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(lists, "to_do", lambda *_: ())
    assert any(f"waits for {HANS}" in each for each in found(lived()))


def as_if(monkeypatch: pytest.MonkeyPatch, change: Callable[[Complaint], dict[str, Any]]) -> None:
    """The register's line says something else than the complaint."""
    monkeypatch.setattr(lists, "row", lambda c: msgspec.structs.replace(rows.row(c), **change(c)))


def test_a_line_for_whom_the_complaint_is_about_or_who_has_nothing_to_do_with_it_is_found(
    monkeypatch: pytest.MonkeyPatch,
):
    as_if(monkeypatch, lambda _: {"tasks": (), "handler": HANS})
    assert any("who the complaint is about" in each for each in found(lived(("names", 30, 1))))
    as_if(monkeypatch, lambda _: {"tasks": (), "handler": "dora@office.example"})
    assert any("nothing of it is theirs" in each for each in found(lived()))


def test_what_was_done_is_no_more_to_do(monkeypatch: pytest.MonkeyPatch):
    def stays_open(complaint: Complaint) -> dict[str, Any]:
        return {"tasks": tuple(msgspec.structs.replace(task, done=None) for task in complaint.tasks)}

    played = lived("works", "consents", ("rates", 60, 3))
    assert found(played) == []
    as_if(monkeypatch, stays_open)
    assert found(played)


@pytest.mark.parametrize(
    ("does", "change", "says"),
    [
        ((), {"status": "closed"}, "counts"),
        ((), {"kind": "other"}, "counts"),
        (("again", "merges"), {"status": "open"}, "merged or none"),
        (("works", "consents", ("rates", 60, 3)), {"status": "answered"}, "counts"),
    ],
)
def test_a_figure_of_what_did_not_happen_is_found(
    does: tuple[Any, ...], change: dict[str, Any], says: str, monkeypatch: pytest.MonkeyPatch
):
    played = lived(*does)
    assert found(played, "reports_are_true") == []
    as_if(monkeypatch, lambda _: change)
    assert any(says in each for each in found(played, "reports_are_true"))


def test_an_answer_that_never_went_out_counts_for_nothing():
    played = lived("works", "consents")
    silent = msgspec.structs.replace(played, sent=[s for s in played.sent if not s.to_customer])
    assert found(played, "reports_are_true") == []
    assert any("no answer went out" in each for each in found(silent, "reports_are_true"))


@pytest.mark.parametrize(("code", "told"), [("contacted", True), ("visited", True), ("noted", False)])
def test_an_answer_that_reached_nobody_was_told_where_the_desk_has_spoken_with_the_customer_since(
    code: str, told: bool
):
    played = lived("works", "consents")
    outcome = next(s for s in played.sent if s.message.name == "outcome")
    unsent = msgspec.structs.replace(outcome.message, name="undeliverable", extra={"text": "outcome"})
    silent = [s for s in played.sent if not s.to_customer] + [msgspec.structs.replace(outcome, message=unsent)]
    last = played.steps[-1]
    spoken = msgspec.structs.replace(last.decision, results=Results(changes=(say(code),)))
    steps = [*played.steps, msgspec.structs.replace(last, at=played.end, decision=spoken)]
    after = msgspec.structs.replace(played, sent=silent, steps=steps)
    assert any("no answer went out" in each for each in found(after, "reports_are_true")) != told


def test_what_was_settled_in_a_call_was_told_in_it_although_no_text_reaches_the_telephone():
    """A caller from abroad, whom the desk answers in the second of two calls that it writes down."""
    call = Life(
        received=datetime(2026, 3, 4, 5, 23, tzinfo=UTC), text="I complain: insulting.", channel="phone", language="en",
        absences=(), counts={}, acts=(Act(minute=185, does="registers", pick=0),),
    )  # fmt: skip
    played = play(packaged("fca-firm"), call)
    assert [c.status for each in played.all if (c := each.steps[0].decision.complaint)] == ["open", "answered"]
    assert not any(s.message.name == "outcome" for each in played.all for s in each.sent)
    assert found(played, "reports_are_true") == []


def test_a_life_has_a_list_every_morning():
    mornings = list(lists.mornings(lived()))
    assert len(mornings) >= 9
    assert {later - one for one, later in pairwise(mornings)} == {timedelta(days=1)}
