"""Where the lines of one report lie, and how it is known who gets the same of them."""

from collections.abc import Callable

import pytest

from chalicelib.clockwork import piles
from chalicelib.core.again import Again
from chalicelib.core.people.sight import Lines
from chalicelib.core.policy.model import Policy
from chalicelib.core.register.rows import Row
from chalicelib.core.report import Frame

Line = Callable[..., Row]


def test_many_lines_lie_in_a_file_that_ends_with_the_report_and_few_in_memory(
    line: Line, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(piles, "FEW", 3)
    rows = [line(f"LC{n}") for n in (3, 1, 2, 4)]
    with piles.Piles() as opened:
        few, many = opened.kept(iter(rows[:2])), opened.kept(iter(rows))
        assert few == rows[:2]
        assert isinstance(many, Again)
        assert [row.number for row in many] == ["LC1", "LC2", "LC3", "LC4"]
        assert {row.number: row for row in many} == {row.number: row for row in rows}
    with pytest.raises(ValueError, match="closed"):
        list(many)


def test_readers_have_the_same_view_where_they_get_the_same_lines_and_no_others(
    line: Line, policy: Policy, frame: Frame
):
    desk, leader, other = policy.directory.desk, policy.directory.director, "gu.min@lc-transport.example"
    rows = [line("LC1"), line("LC2", kept_out=(leader,)), line("LC3", restricted=True)]
    lines = Lines(policy, frame.now)
    views = {reader: lines.view(reader, rows) for reader in (desk, leader, other)}
    assert views[desk].whole
    assert views[desk].hidden == frozenset()
    assert (views[leader].whole, views[leader].hidden) == (False, frozenset({"LC2"}))
    assert views[other].hidden == {"LC3"}
    assert len({view.ways for view in views.values()}) == 3
    assert lines.view(desk, rows) == lines.view(policy.directory.desk_head, rows)
    for reader, view in views.items():
        got = lines.of(reader, rows)
        assert view.whole == (got == rows)
        assert {row.number for row in rows} - {row.number for row in got} == view.hidden
