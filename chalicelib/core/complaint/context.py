"""What a decision may know beside the complaint, the fact and the policy."""

from chalicelib.core.complaint.data import Data


class Related(Data, frozen=True):
    """Another complaint that has to do with this one, as much as a decision needs of it."""

    id: str
    number: str
    status: str
    subject: str = ""
    restricted: bool = False


class Context(Data, frozen=True):
    """Counts across complaints (name → number), related cases; `number` is the new complaint's, if one is opened."""

    complaint_id: str = ""
    number: str = ""
    counts: dict[str, int] = {}
    related: tuple[Related, ...] = ()
    gone_out: tuple[str, ...] = ()  # messages that were to be taken back, and had been sent
