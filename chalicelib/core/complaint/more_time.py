"""Time that a complaint gets beside its limits: stretches that do not count, and another time that was asked for."""

from datetime import datetime

from chalicelib.core.complaint.data import Data


class Pause(Data, frozen=True):
    """A stretch in which clocks that may pause stood still, waiting for the customer."""

    start: datetime
    end: datetime | None = None


class Extension(Data, frozen=True):
    """Another time that was asked for: which clock's, until when, why and by whom (mail address).

    `by_right`: whoever asked may grant it themselves. Once granted, `at` says when, and `earlier` that the time moved forward.
    """

    clock: str
    until: datetime
    reason: str = ""
    asked_by: str = ""
    by_right: bool = False
    at: datetime | None = None
    earlier: bool = False
