"""What a closed complaint teaches."""

from chalicelib.core.complaint.data import Data


class Lesson(Data, frozen=True):
    """What solved a complaint, for whoever gets the next one like it: found out and done, without anybody in it.

    `signs` stand for the rules' words that its customer used. `kept_from`: whom it was about (mail addresses), who are not shown it.
    """

    cause: str
    remedy: str
    signs: tuple[str, ...] = ()
    kept_from: tuple[str, ...] = ()
