"""That somebody's contact is on record as unreasonable."""

from datetime import datetime

from chalicelib.core.complaint.data import Data


class Conduct(Data, frozen=True):
    """That somebody's contact is on record as unreasonable: why, since and until when, by whom (mail address).

    `number`: the complaint on which it was recorded, where it is reviewed and ended. It holds until somebody ends it.
    `acknowledged`: when further words on this complaint were last acknowledged under it.
    """

    reason: str
    since: datetime
    review: datetime
    by: str
    number: str
    round: int = 1
    acknowledged: datetime | None = None
