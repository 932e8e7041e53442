"""Somebody's consent that a moment waits for, and what they ask before they give it."""

from datetime import datetime

from chalicelib.core.complaint.data import Data


class Question(Data, frozen=True):
    """What an approver asked instead of deciding, and whom (mail addresses), until these have answered."""

    by: str
    of: str
    words: str


class Approval(Data, frozen=True):
    """A step of a gate: asked of `approver` (mail address) and, once `at` is set, granted or refused."""

    gate: str
    step: int
    round: int
    approver: str
    asked: datetime
    at: datetime | None = None
    granted: bool = False
    comment: str = ""
    question: Question | None = None
