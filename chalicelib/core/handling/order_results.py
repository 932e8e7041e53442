"""What the orders of a mail have come to, said by codes, for the one receipt to whoever wrote."""

from collections.abc import Iterable

from chalicelib.core.complaint.decision import Results
from chalicelib.core.complaint.saying import Said, Value, say


class OrderResults:
    """What changed, and what was refused or not understood, in order. `requested_moment`: what the orders were meant to bring nearer;
    `wanted`: the first command that lacked something, so that it is to be given again.
    """

    def __init__(self) -> None:
        self.changes: list[Said] = []
        self.problems: list[Said] = []
        self.requested_moment = ""
        self.wanted = ""
        self.decides: tuple[str, ...] = ()
        self.letter = ""  # the answer that the customer gets, as they read it
        self.lines: dict[str, str] = {}  # those of forms that were kept, wherever in the mail they stood
        self.told = ""  # other words of staff that the customer gets, as they read them

    def done(self, code: str, **values: Value) -> None:
        """That has been done."""
        self.changes.append(say(code, **values))

    def refuse(self, code: str, **values: Value) -> None:
        """That could not be done."""
        self.problems.append(say(code, **values))

    def refuse_for(self, reasons: Iterable[Said]) -> None:
        """That could not be done, for these reasons."""
        self.problems += reasons

    def finished(self) -> Results:
        """All of it, each sentence once."""
        return Results(
            changes=_each_once(self.changes), problems=_each_once(self.problems), letter=self.letter, told=self.told
        )


def _each_once(said: Iterable[Said]) -> tuple[Said, ...]:
    kept: list[Said] = []
    for each in said:
        if each not in kept:
            kept.append(each)
    return tuple(kept)
