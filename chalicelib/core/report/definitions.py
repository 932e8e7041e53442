"""What each figure of a report counts, by which one function, and how that is printed under the figure; listed in docs/reports.md."""

from collections.abc import Callable, Iterable

from chalicelib.core.report import figures, verdicts
from chalicelib.core.report.figures import Rows
from chalicelib.core.report.shape import Figure, Frame, counted
from chalicelib.core.report.wording import measure, word
from chalicelib.core.words.labels import with_desk
from chalicelib.core.written.languages import language_or_first

Measure = Callable[[Rows, Frame], Figure]
# What a mail shows before all else: how many, answered in time, to whose satisfaction, and how many came back.
HEADLINE = frozenset({"complaints", "on_time_rate", "satisfaction_rate", "reopened", "reopened_since", "still_open"})
# The figures of a period's complaints, in the order in which the overview tells them, the headline first. `received_all` is of all kinds, every other of complaints.
MEASURES: dict[str, Measure] = {
    "complaints": lambda rows, _: counted(figures.numbers(rows)),
    "on_time_rate": figures.answers_in_time,
    "satisfaction_rate": lambda rows, _: verdicts.satisfied(rows),
    "reopened": lambda rows, _: figures.reopened(rows),
    "reopened_since": lambda rows, _: figures.reopened_since(rows),
    "still_open": lambda rows, _: figures.still_open(rows),
    "received_all": lambda rows, _: counted(figures.numbers(rows)),
    "response_rate": lambda rows, _: figures.answered(rows),
    "withdrawn": lambda rows, _: figures.withdrawn(rows),
    "settlement_rate": lambda rows, _: figures.closed(rows),
    "limits_rate": lambda rows, frame: figures.in_time(rows, frame.now),
    "earlier_rate": lambda rows, _: verdicts.satisfied_earlier(rows),
    "survey_rate": lambda rows, _: verdicts.surveyed(rows),
    "lasting_rate": lambda rows, _: verdicts.lasting(rows),
    "upheld_rate": lambda rows, _: verdicts.upheld(rows),
    "escalated": lambda rows, _: figures.escalated(rows),
    "escalated_top": lambda rows, _: figures.escalated(rows, figures.TO_DIRECTOR),
}


# What a report on one unit tells in their place: of the unit's own part alone.
OF_A_UNIT: dict[str, Measure] = {
    "on_time_rate": lambda rows, frame: figures.answers_in_time(rows, frame, for_unit=True),
    "limits_rate": figures.unit_limits,
    "escalated": figures.climbed_for_the_unit,
    "escalated_top": lambda rows, frame: figures.climbed_for_the_unit(rows, frame, figures.TO_DIRECTOR),
}


def measured(name: str, rows: Rows, frame: Frame) -> Figure:
    """A figure of these rows; in a report on one unit by what is that unit's own to keep."""
    of_unit = OF_A_UNIT.get(name) if frame.unit else None
    return (of_unit or MEASURES[name])(rows, frame)


def notes(names: Iterable[str], frame: Frame) -> tuple[str, ...]:
    """The definitions of these figures, each behind what the figure is called, as they stand under a table."""
    language = frame.language
    colon = language_or_first(language).colon
    said = ((measure(name, frame.placed_by, language), definition(name, frame)) for name in names)
    return tuple(f"{called}{colon}{meaning}" for called, meaning in said)


def definition(name: str, frame: Frame) -> str:
    """What a figure counts, in the frame's language."""
    return with_desk(word(f"means.{name}", frame.language), frame.policy, frame.language)
