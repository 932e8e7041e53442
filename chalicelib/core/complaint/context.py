"""What a decision may know beside the complaint, the fact and the policy."""

from datetime import datetime

from chalicelib.core.complaint.conduct import Conduct
from chalicelib.core.complaint.data import Data
from chalicelib.core.complaint.lesson import Lesson

EVERYBODY = "*"


class Related(Data, frozen=True):
    """Another complaint that has to do with this one, as much as a decision needs of it."""

    id: str
    number: str
    status: str
    subject: str = ""
    restricted: bool = False
    own: bool = False  # of the same complainant, as far as the address or phone proves it
    named: bool = False  # its complainant named this address or phone as theirs, and nobody has proved it yet


class LikeCase(Data, frozen=True):
    """A closed complaint of the same category, and what solved it."""

    complaint: str
    number: str
    unit: str
    closed: datetime
    lesson: Lesson


class Context(Data, frozen=True):
    """Counts across complaints (name → number), related cases; `number` is the new complaint's, if one is opened.

    `like`: the newest closed complaints of its category, read for whoever is given this one.
    """

    complaint_id: str = ""
    number: str = ""
    counts: dict[str, int] = {}
    related: tuple[Related, ...] = ()
    like: tuple[LikeCase, ...] = ()
    conduct: Conduct | None = None  # what is on record of the contact of whoever wrote
    untexted: frozenset[str] = frozenset()  # numbers that get no text, because a day's count is full; EVERYBODY for all
    storm: bool = False  # so much came from its sender today that nobody is told of each
    gone_out: tuple[str, ...] = ()  # messages that were to be taken back, and had been sent
