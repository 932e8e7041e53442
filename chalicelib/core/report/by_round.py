"""A line of the register round by round: what belongs to one round alone, and how it ended."""

from collections.abc import Collection

import msgspec

from chalicelib.core.complaint.moments import LASTING
from chalicelib.core.register.rows import Row


def reopened_since(row: Row) -> bool:
    """Whether the case was taken up again after the round that this line tells of."""
    return any(m.name == "reopened" and m.round > row.rounds for m in row.moments)


def each_round(row: Row) -> tuple[Row, ...]:
    """The line of each round by itself, the first one first."""
    return tuple(of_round(row, round_, {round_}) for round_ in range(1, row.rounds + 1))


def of_round(row: Row, round_: int, own: Collection[int]) -> Row:
    """The line as it stood when that round ended, with what happened in the rounds `own`, and that it was taken up again."""
    moments = tuple(
        m for m in row.moments
        if m.round in own or m.name in LASTING or (m.name == "reopened" and m.round == round_ + 1)
    )  # fmt: skip
    deadlines, lost = (tuple(d for d in each if d.round in own) for each in (row.deadlines, row.lost))
    answers = tuple(a for a in row.earlier_answers if a.round in own and a.round < round_)
    ended = _as_it_ended(row, round_)
    return msgspec.structs.replace(ended, moments=moments, deadlines=deadlines, lost=lost, earlier_answers=answers)


def _as_it_ended(row: Row, round_: int) -> Row:
    if round_ == row.rounds:
        return row
    said = next((answer for answer in row.earlier_answers if answer.round == round_), None)
    return msgspec.structs.replace(
        row,
        rounds=round_,
        status="closed",
        tasks=(),
        approvals=(),
        stage=said.stage if said else row.stage,
        outcome=said.outcome if said else "",
        satisfaction=said.satisfaction if said else None,
        words=said.words if said else "",
        lasting=None,
    )
