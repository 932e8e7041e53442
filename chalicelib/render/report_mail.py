"""A report as the mail shows it: read from the JSON that a report message carries."""

import msgspec


class Bar(msgspec.Struct, frozen=True):
    """A bar of a chart; `share` is its length from 0 to 1."""

    label: str
    value: str
    share: float


class Section(msgspec.Struct, frozen=True):
    """A part of a report: sentences, a table, bars, what its figures count; any of them may be missing."""

    title: str = ""
    text: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    bars: tuple[Bar, ...] = ()
    notes: tuple[str, ...] = ()


class ReportView(msgspec.Struct, frozen=True):
    """A whole report; `lead` stands before all else."""

    title: str = ""
    period: str = ""
    lead: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()


def read_report(text: str) -> ReportView:
    """The report; an empty one if there is none. ValueError if it is not a report: that is a mistake of ours, not of a person."""
    return msgspec.json.decode(text, type=ReportView, strict=False) if text else ReportView()
