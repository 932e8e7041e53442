"""One organisation's rules as data: role, calendar, rule, clock, gate, task, report. And its directory: who is who today.

`core.policy_reading.read` makes a Policy from the mappings of a TOML file. A complaint keeps the rules it was opened under;
the directory is always the newest.
"""

from datetime import date
from typing import Any, Literal

import msgspec

from chalicelib.core.working_time import ALWAYS, Calendar, Duration


class Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"from_": "from", "for_": "for"}):
    """Base of a policy's parts: an unknown key is an error."""


# -- tests and effects: what may stand in a `when` and a `then` ----------------------------------------------------------


class Test(Part, frozen=True):
    """One test. `of` is the field, count or list it looks at.

    words: any of `values` occurs in subject or text. flag: any of `values` is set. moment: any of `values` has happened.
    count: the count `of` satisfies the bounds. field: the complaint's own or declared field `of` equals one of `values`
    (or its number lies in the bounds; `values == ("*",)` means filled at all).
    """

    kind: Literal["words", "flag", "moment", "count", "field"]
    of: str = ""
    values: tuple[str, ...] = ()
    at_least: float | None = None
    over: float | None = None
    at_most: float | None = None
    below: float | None = None
    negate: bool = False


class Effects(Part, frozen=True):
    """What a rule does: values to set, flags to raise, people to tell, a department to assign, tasks to open …"""

    set: dict[str, str] = {}
    flag: tuple[str, ...] = ()
    assign: str = ""
    tell: tuple[str, ...] = ()
    message: str = ""
    by: tuple[Literal["mail", "sms"], ...] = ("mail",)
    confirm: bool = False
    open: tuple[str, ...] = ()
    reopen: bool = False
    restrict: bool = False
    close: bool = False


class Rule(Part, frozen=True):
    """When any of `when` (each a conjunction of tests; none at all: always) holds, `then`. The first match of a group wins."""

    group: str
    when: tuple[tuple[Test, ...], ...] = ()
    then: Effects


# -- time -----------------------------------------------------------------------------------------------------------------


class Rung(Part, frozen=True):
    """One step of a clock's escalation. `at` is measured from the due time in the clock's calendar, negative before it.

    A rung before the due time is a reminder: outdated, it is recorded and not sent. `every` repeats it until the clock is met.
    `level` is the escalation level that it reaches: 0 none, 1 supervisor, 2 director (derived from `tell` when left out).
    """

    at: Duration
    tell: tuple[str, ...]
    by: tuple[Literal["mail", "sms"], ...] = ("mail",)
    message: str = ""  # default: reminder, chase or escalation
    every: Duration | None = None
    level: int = 0
    set: dict[str, str] = {}


class Clock(Part, frozen=True):
    """A time limit between two moments. `within` maps a severity to its limit; "" is the limit for all others."""

    name: str
    from_: str
    until: str
    within: dict[str, Duration]
    calendar: str = "always"
    when: tuple[tuple[Test, ...], ...] = ()
    rungs: tuple[Rung, ...] = ()
    pauses: bool = False  # stands still while the customer has been asked something
    promised: bool = False  # its due time is what the customer is told


# -- people's work --------------------------------------------------------------------------------------------------------


class Field(Part, frozen=True):
    """A field of a form: labels by language, the type of its value, choices if they are limited."""

    name: str
    labels: dict[str, str]
    type: Literal["text", "number", "yes_no", "choice", "date", "attachment"] = "text"
    choices: tuple[str, ...] = ()
    hint: dict[str, str] = {}


class Task(Part, frozen=True):
    """Something asked of a role once `opens` has happened (and `after` has passed), with a form; done, it sets moment `sets`.

    `command` is the staff command that completes it. `unless` names a moment that makes it needless.
    """

    name: str
    for_: str
    opens: str
    command: str = "fill"
    after: Duration | None = None
    within: Duration | None = None
    calendar: str = "always"
    form: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    sets: str = ""
    unless: str = ""
    when: tuple[tuple[Test, ...], ...] = ()
    message: str = ""
    labels: dict[str, str] = {}


class Gate(Part, frozen=True):
    """What must be so `before` a moment may happen: fields filled, none of the forbidden ones, approvals in order.

    `needs_any`: at least one of these fields. `doubts`: words in the outcome that the handler must expressly confirm,
    by giving the field named in `confirm` a "no". `approve`: roles asked one after another.
    """

    name: str
    before: str
    when: tuple[tuple[Test, ...], ...] = ()
    unless: tuple[tuple[Test, ...], ...] = ()
    needs: tuple[str, ...] = ()
    needs_any: tuple[str, ...] = ()
    forbids: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    confirm: str = ""
    approve: tuple[str, ...] = ()
    within: Duration | None = None
    calendar: str = "always"
    reason: dict[str, str] = {}


class Report(Part, frozen=True):
    """A report: what it shows, how often, to whom. `by` is a day of the month ("5"), a weekday, or a time for daily ones.

    `draft_before`: working days before the date on which the desk sees a draft.
    """

    name: str
    kind: Literal["summary", "ledger", "sample", "appraisal", "list", "actions", "units", "words", "cases"]
    every: Literal["day", "week", "month", "quarter", "year"]
    to: tuple[str, ...]
    by: str = ""
    calendar: str = "always"
    draft_to: tuple[str, ...] = ()
    draft_before: Duration | None = None
    size: int = 5
    by_field: str = "department"
    when: tuple[tuple[Test, ...], ...] = ()
    labels: dict[str, str] = {}


class Role(Part, frozen=True):
    """A role beside handler, supervisor, director, desk and customer; its holders stand in the directory."""

    name: str
    labels: dict[str, str] = {}


# -- the directory --------------------------------------------------------------------------------------------------------


class Person(Part, frozen=True):
    """A member of staff: `mail` is the identity, `addresses` further addresses that may write, `phone` E.164."""

    mail: str
    name: str
    phone: str = ""
    addresses: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    language: str = "zh-CN"


class Department(Part, frozen=True):
    """A responsible department or answering unit. `handler`, `head`, `director` are mail addresses; `parent` supervises it.

    `words` in a complaint choose this unit among those of one parent.
    """

    name: str
    handler: str
    head: str
    director: str = ""
    parent: str = ""
    words: tuple[str, ...] = ()
    phone: str = ""


class Absence(Part, frozen=True):
    """A person is away from `start` to `end`, both inclusive; `deputy` stands in."""

    mail: str
    start: date
    end: date
    deputy: str


class Directory(Part, frozen=True):
    """Who is who today. `desk` is the shared mailbox of the intake office, `desk_head` and `director` are answerable for it."""

    desk: str
    desk_name: str = ""
    desk_head: str
    director: str
    phone: str = ""
    people: tuple[Person, ...] = ()
    departments: tuple[Department, ...] = ()
    absences: tuple[Absence, ...] = ()
    closures: tuple[date, ...] = ()

    def person(self, mail: str) -> Person | None:
        """The person whose identity or further address `mail` (lower-cased) is."""
        return next((p for p in self.people if mail == p.mail or mail in p.addresses), None)

    def department(self, name: str) -> Department | None:
        """The department or unit of that name."""
        return next((d for d in self.departments if d.name == name), None)


# -- the whole ------------------------------------------------------------------------------------------------------------


class Policy(Part, frozen=True):
    """One organisation's procedure. `labels` gives words of the rules their wording: name → language → label."""

    name: str
    organisation: dict[str, str]
    prefix: str
    timezone: str = "Asia/Shanghai"
    languages: tuple[str, ...] = ("zh-CN", "zh-TW", "en")
    kinds: tuple[str, ...] = ("complaint",)
    default_kind: str = "complaint"
    flow_kinds: tuple[str, ...] = ("complaint",)
    severities: tuple[str, ...] = ("general",)
    categories: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()  # fields that the customer is asked for once, when missing
    acknowledgements_a_day: int = 10
    quiet: tuple[str, str] = ("21:00", "08:00")
    undo: Duration | None = None
    survey_days: int = 30
    labels: dict[str, dict[str, str]] = {}
    words: dict[str, dict[str, str]] = {}  # the organisation's own sentences: key → language → text

    roles: tuple[Role, ...] = ()
    calendars: tuple[Calendar, ...] = ()
    fields: tuple[Field, ...] = ()
    rules: tuple[Rule, ...] = ()
    clocks: tuple[Clock, ...] = ()
    gates: tuple[Gate, ...] = ()
    tasks: tuple[Task, ...] = ()
    reports: tuple[Report, ...] = ()
    directory: Directory
    digest: str = ""

    def calendar(self, name: str) -> Calendar:
        """The calendar of that name, with the directory's closures; `always` is never closed."""
        found = next((c for c in self.calendars if c.name == name), ALWAYS)
        return found if found is ALWAYS else msgspec.structs.replace(found, closures=self.directory.closures)

    def label(self, word: str, language: str) -> str:
        """What `word` (a kind, severity, field, clock, role …) is called in `language`; the word itself if nobody said."""
        named: dict[str, Any] = self.labels.get(word, {})
        return str(named.get(language) or named.get("zh-CN") or word)


class PolicyError(Exception):
    """A policy that cannot be run. The text names file and path: `x.toml: clock[2].within: "3 wroking days" is not a duration`."""
