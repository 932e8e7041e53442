"""A report as the mail shows it: read from the JSON that a report message carries."""

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from chalicelib.core.report.in_mail import Mailed


CARRYING = frozenset({"report", "special_report", "figures"})  # messages that carry a report


def read_report(text: str) -> "Mailed":
    """The report; an empty one if there is none. ValueError if it is not a report: that is a mistake of ours, not of a person."""
    from chalicelib.core.report.in_mail import Mailed  # noqa: PLC0415 - reports are few, cold starts are many

    return msgspec.json.decode(text, type=Mailed, strict=False) if text else Mailed()
