"""A report as the mail shows it: read from the JSON that a report message carries."""

import msgspec

from chalicelib.core.report.in_mail import Mailed


def read_report(text: str) -> Mailed:
    """The report; an empty one if there is none. ValueError if it is not a report: that is a mistake of ours, not of a person."""
    return msgspec.json.decode(text, type=Mailed, strict=False) if text else Mailed()
