"""Every test that may stand in a `when` and every effect that may stand in a `then`, and what the tests mean.

Tests: words, flag, moment, count, earlier and the comparison of a field, with four bounds and an age. What a rule may do stands in `Effects`.
A `when` is a list of tables: the list holds if any of its tables does, a table if all of its tests do, and an empty `when`
always. `unless` is a `when` that must not hold. Nothing nests and nothing is computed.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal, Protocol, TypeVar, get_args

import msgspec

from chalicelib.core.complaint.model import Complaint
from chalicelib.core.times.working_time import ALWAYS, Duration, shift
from chalicelib.core.written.dates import date_in
from chalicelib.core.written.numerals import number_told
from chalicelib.core.written.values import alike
from chalicelib.core.written.words import folded, mentions
from chalicelib.core.written.yes_and_no import is_empty, is_filled, says_no, says_nothing, says_yes

__all__ = [
    "AGE",
    "BOUNDS",
    "EFFECTS",
    "NO",
    "OWN_FIELDS",
    "SETTABLE",
    "TESTS",
    "WAS",
    "YES",
    "AnyRule",
    "By",
    "Conditional",
    "Effects",
    "Grouped",
    "Test",
    "TestKind",
    "When",
    "alike",
    "any_holds",
    "applies",
    "count_name",
    "first_match",
    "folded",
    "groups",
    "holds",
    "in_bounds",
    "is_empty",
    "is_filled",
    "mentions",
    "number_told",
    "says_no",
    "says_nothing",
    "says_yes",
    "value_of",
]  # fmt: skip

TestKind = Literal["words", "flag", "moment", "count", "earlier", "field"]
By = Literal["mail", "sms"]

TESTS: tuple[str, ...] = get_args(TestKind)
BOUNDS = ("at_least", "over", "at_most", "below")
AGE = "older_than"
WAS = ("late", "unsatisfied")  # what may be asked of a customer's earlier complaint


class Test(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One test. `of` is the field or count it looks at.

    words: any of `values` occurs in what the customer wrote. flag: any of `values` is set. moment: any of `values` has happened.
    count: how many complaints share this one's value of field `of` (received `within` that time, itself included) lies in
    the bounds; with `each`, how many different customers made them. earlier: the same customer has complained before, `within`
    that time, and that complaint was one of `values` (`WAS`), if there are any. field: the complaint's own or declared field `of` equals one of `values`, or its number lies in the bounds, or
    its date lies longer than `older_than` before receipt; `values == ("*",)` means filled at all, if `worded` with something else than
    无, none or 0. `negate` turns the answer round.
    """

    __test__ = False  # not a case for pytest

    kind: TestKind
    of: str = ""
    values: tuple[str, ...] = ()
    at_least: float | None = None
    over: float | None = None
    at_most: float | None = None
    below: float | None = None
    older_than: Duration | None = None
    within: Duration | None = None
    each: Literal["", "customer"] = ""
    worded: bool = False
    negate: bool = False


class Effects(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What a rule does.

    set: values for the complaint's own or declared fields. flag: flags to raise. assign: the responsible department, and
    `assist` those that work with it. certain: no example contradicts what is set and assigned. tell: roles to inform, by `message` over the channels `by`; `confirm` asks each to
    confirm receipt. open: tasks to open. reopen, close: the complaint. restrict: only those concerned may see it.
    """

    set: dict[str, str] = {}
    flag: tuple[str, ...] = ()
    assign: str = ""
    assist: tuple[str, ...] = ()
    certain: bool = False
    tell: tuple[str, ...] = ()
    message: str = ""
    by: tuple[By, ...] = ("mail",)
    confirm: bool = False
    open: tuple[str, ...] = ()
    reopen: bool = False
    restrict: bool = False
    close: bool = False


EFFECTS = tuple(field.name for field in msgspec.structs.fields(Effects))
When = tuple[tuple[Test, ...], ...]


class Conditional(Protocol):
    """A part of a policy that applies only when its conditions hold: a rule, clock, gate."""

    @property
    def when(self) -> When:
        """Applies if this holds."""

    @property
    def unless(self) -> When:
        """Does not apply if this holds."""


class Grouped(Conditional, Protocol):
    """A rule: of the rules of one group only the first that applies has effect."""

    @property
    def group(self) -> str:
        """The group's name."""


AnyRule = TypeVar("AnyRule", bound=Grouped)


# -- what tests look at ---------------------------------------------------------------------------------------------------

YES = "yes"
NO = "no"


def _yes_no(value: bool | None) -> str:
    return "" if value is None else YES if value else NO


def _text(value: object) -> str:
    return "" if value is None else str(value)


# Fields that every complaint has. Any other name is a field that the policy declares.
OWN_FIELDS: dict[str, Callable[[Complaint], str]] = {
    "kind": lambda c: c.kind,
    "category": lambda c: c.category,
    "severity": lambda c: c.severity,
    "channel": lambda c: c.channel,
    "status": lambda c: c.status,
    "valid": lambda c: _yes_no(c.valid),
    "department": lambda c: c.department,
    "unit": lambda c: c.unit,
    "handler": lambda c: c.handler,
    "round": lambda c: str(c.round),
    "stage": lambda c: c.stage,
    "satisfaction": lambda c: _text(c.satisfaction),
    "escalation_level": lambda c: str(c.escalation_level),
    "outcome": lambda c: c.outcome,
    "name": lambda c: c.complainant.name,
    "mail": lambda c: c.complainant.mail,
    "phone": lambda c: c.complainant.phone,
    "relation": lambda c: c.complainant.relation,
    "language": lambda c: c.complainant.language,
    "restricted": lambda c: _yes_no(c.restricted),
    "evidence": lambda c: _yes_no(bool(c.evidence)),
    "customer": lambda c: c.complainant.mail or c.complainant.phone,
}
SETTABLE = ("kind", "category", "severity", "valid", "relation")  # own fields that a rule may set


def value_of(complaint: Complaint, field: str) -> str:
    """A complaint's value of its own or a declared field; "" if it has none. A declared field of an own field's name wins."""
    if field in complaint.fields or field not in OWN_FIELDS:
        return complaint.fields.get(field, "")
    return OWN_FIELDS[field](complaint)


# -- the tests ------------------------------------------------------------------------------------------------------------


def holds(test: Test, complaint: Complaint, counts: Mapping[str, int]) -> bool:
    """Whether the test holds for this complaint; `counts` is keyed by `count_name`."""
    return _answer(test, complaint, counts) is not test.negate


def any_holds(when: When, complaint: Complaint, counts: Mapping[str, int]) -> bool:
    """Whether any of the tables holds, each with all of its tests; an empty `when` holds always."""
    if not when:
        return True
    for table in when:
        for test in table:
            if _answer(test, complaint, counts) is test.negate:
                break
        else:
            return True
    return False


def applies(part: Conditional, complaint: Complaint, counts: Mapping[str, int]) -> bool:
    """Whether a rule, clock or gate applies: its `when` holds and its `unless`, if there is one, does not."""
    barred = bool(part.unless) and any_holds(part.unless, complaint, counts)
    return not barred and any_holds(part.when, complaint, counts)


def first_match(
    rules: Iterable[AnyRule], group: str, complaint: Complaint, counts: Mapping[str, int]
) -> AnyRule | None:
    """The first rule of the group that applies; None if none does."""
    return next((rule for rule in rules if rule.group == group and applies(rule, complaint, counts)), None)


def groups(rules: Iterable[Grouped]) -> tuple[str, ...]:
    """The groups of rules in the order in which they first appear: the order in which they are to be applied."""
    return tuple(dict.fromkeys(rule.group for rule in rules))


def count_name(test: Test) -> str:
    """The name under which `Context.counts` holds what a count or earlier test asks for: "batch", "batch+reaction" for
    complaints that share both, "batch each customer", "batch within 30 days", "earlier late within 30 days".
    """
    each = f" each {test.each}" if test.each else ""
    asked = " ".join(("earlier", *test.values)) if test.kind == "earlier" else f"{test.of}{each}"
    return asked if test.within is None else f"{asked} within {test.within}"


def _answer(test: Test, complaint: Complaint, counts: Mapping[str, int]) -> bool:
    match test.kind:
        case "words":
            return mentions(complaint.words, test.values)
        case "flag":
            return any(value in complaint.flags for value in test.values)
        case "moment":
            return any(complaint.moment(value) is not None for value in test.values)
        case "count":
            return in_bounds(test, counts.get(count_name(test), 0))
        case "earlier":
            return counts.get(count_name(test), 0) > 0
        case "field":
            return _field_holds(test, value_of(complaint, test.of), complaint.moment("received"))


def _field_holds(test: Test, value: str, received: datetime | None) -> bool:
    if test.values == ("*",):
        return is_filled(value) if test.worded else not is_empty(value)
    if test.older_than is not None:
        day = date_in(value)
        return day is not None and received is not None and _runs_out(day, test.older_than) < received
    if test.values:
        return any(_same(value, wanted) for wanted in test.values)
    number = number_told(value)
    return number is not None and in_bounds(test, number)


def _runs_out(day: date, limit: Duration) -> datetime:
    """When a limit that began with the end of a day has passed."""
    return shift(datetime.combine(day + timedelta(days=1), time(), UTC), limit, ALWAYS)


def in_bounds(test: Test, number: float) -> bool:
    """Whether a number lies within a test's bounds."""
    return (
        (test.at_least is None or number >= test.at_least)
        and (test.over is None or number > test.over)
        and (test.at_most is None or number <= test.at_most)
        and (test.below is None or number < test.below)
    )


def _same(value: str, wanted: str) -> bool:
    if wanted == YES:
        return says_yes(value)
    if wanted == NO:
        return says_no(value)
    return alike(value) == alike(wanted)
