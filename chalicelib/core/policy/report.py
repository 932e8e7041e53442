"""A report that a policy asks for."""

from typing import Literal

from chalicelib.core.policy.part import Part
from chalicelib.core.policy.vocabulary import When
from chalicelib.core.times.working_time import Duration

SORTED_BY = (
    "kind",
    "category",
    "severity",
    "channel",
    "status",
)  # what every case is sorted by, beside the fields that are declared


class Report(Part, frozen=True, kw_only=True):
    """A report: what it shows, how often, to whom. One of every complaint tells of it alone, once moment `on` has happened.

    `by`: "08:30" for a daily one, "mon" for a weekly, "5" (the day) for a monthly or quarterly, "01-31" for a yearly one.
    `to`: roles; "departments" is the heads of departments without a parent, "units" each unit's handler and head, who get the
    unit's own figures only, "staff" everyone with work, who get their own. `of`: what a sample is drawn from.
    `by_field`: what the figures are broken down by, and a list of cases is divided by. `show`: fields that a list of cases
    shows of each. `per`: figures of the organisation, told by 数据, to 100 million of which the complaints are related.
    `placed_by`: the moment that puts a complaint into the report's period. `ranked_by`: the rate by which an appraisal ranks its units.
    `draft_before`: how long before its date `draft_to` sees a draft; it goes out on the day anyway.
    """

    name: str
    kind: Literal[
        "summary", "ledger", "sample", "appraisal", "list", "actions", "units", "words", "cases", "promises", "case"
    ]
    every: Literal["day", "week", "month", "quarter", "half_year", "year", "complaint"]
    to: tuple[str, ...]
    on: str = ""
    by: str = ""
    calendar: str = "always"
    draft_to: tuple[str, ...] = ()
    draft_before: Duration | None = None
    size: int = 5
    of: Literal["cases", "desk", "actions", "posters"] = "cases"
    placed_by: Literal["received", "closed"] = "received"
    by_field: str = "department"
    ranked_by: Literal["", "on_time_rate", "limits_rate", "satisfaction_rate"] = ""
    show: tuple[str, ...] = ()
    per: tuple[str, ...] = ()
    when: When = ()
    labels: dict[str, str] = {}
    clause: str = ""
