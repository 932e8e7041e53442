"""One organisation's rules as data: role, calendar, rule, clock, stage, gate, moment, task, report. Who is who stands in `directory`.

`core.policy_reading.read` makes a Policy from the mappings of a TOML file. A complaint keeps the rules it was opened under;
the directory is always the newest.
"""

from typing import Any, Literal

import msgspec

from chalicelib.core.policy.brand import Brand
from chalicelib.core.policy.directory import Absence, Department, Directory, Person
from chalicelib.core.policy.extension import Extension
from chalicelib.core.policy.part import Part
from chalicelib.core.policy.report import Report
from chalicelib.core.policy.vocabulary import By, Effects, Test, When
from chalicelib.core.times.working_time import ALWAYS, Calendar, Duration
from chalicelib.core.written.languages import LANGUAGES, in_words

__all__ = [
    "Absence", "By", "Clock", "Department", "Directory", "Effects", "Extension", "Field", "Gate", "Meaning", "Person", "Policy", "PolicyError",
    "Report", "Role", "Rule", "Rung", "Stage", "Task", "Test", "When",
]  # fmt: skip


# -- rules ----------------------------------------------------------------------------------------------------------------


class Rule(Part, frozen=True, kw_only=True):
    """When `when` holds and `unless` does not, `then`. The first rule of a group that applies wins; groups go in file order.

    A table of the file is read as rules of one group, a row each. `clause` names the procedure's own paragraph.
    """

    group: str
    when: When = ()
    unless: When = ()
    then: Effects
    clause: str = ""


# -- time -----------------------------------------------------------------------------------------------------------------


class Rung(Part, frozen=True, kw_only=True):
    """One step of a clock's escalation. `at` is measured from the due time in the clock's calendar, negative before it.

    A rung before the due time is a reminder: outdated, it is recorded and not sent. `every` repeats it until the clock is met, `hours` names the calendar whose opening it waits for.
    `level` is the escalation level that it reaches: 0 none, 1 supervisor, 2 director (derived from `tell` when left out).
    """

    at: Duration
    tell: tuple[str, ...]
    by: tuple[By, ...] = ("mail",)
    message: str = ""  # default: reminder, chase or escalation
    every: Duration | None = None
    hours: str = ""
    level: int = 0
    set: dict[str, str] = {}


class Clock(Part, frozen=True, kw_only=True):
    """A time limit between two moments. `within`: severity → limit, "" for all others; `due`: the field that may say less.

    It runs on complaints for which `when` holds and `unless` does not. `promised`: its due time is what the customer is told.
    `pauses`: it stands still while the customer has been asked something.
    """

    name: str
    from_: str
    until: str
    within: dict[str, Duration]
    due: str = ""
    calendar: str = "always"
    when: When = ()
    unless: When = ()
    rungs: tuple[Rung, ...] = ()
    pauses: bool = False
    promised: bool = False
    labels: dict[str, str] = {}
    clause: str = ""


class Stage(Part, frozen=True, kw_only=True):
    """A step of the procedure, from one answer to the next: whoever is not satisfied with a stage's answer may ask for the following one.

    A complaint begins in the first. `answers` says who answers in another round: "same" who answered before, "another" of
    the unit's people, "superior" one level up, or roles, of which the first who may takes it. `times`: the answers that it gives before the next stage begins.
    `within`: how long after an answer the customer may ask for more; None: as long as they like.
    """

    name: str
    answers: tuple[str, ...] = ("superior",)
    times: int = 1
    within: Duration | None = None
    calendar: str = "always"
    labels: dict[str, str] = {}
    clause: str = ""


# -- people's work --------------------------------------------------------------------------------------------------------


# What the handling and the reports look for in a form, whatever an organisation calls it:
# finding       found out by the handler, who may hand the complaint on once it is filled
# complained_of names whom the complaint is about, who must keep out of it
# action        the corrective action that was promised, to be followed up
# measure       what was done, told in reports where no action is written
# carried_out   whether the action was carried out
# proof         how it was carried out
Meaning = Literal["finding", "complained_of", "action", "measure", "carried_out", "proof"]


class Field(Part, frozen=True, kw_only=True):
    """A field of a form: labels by language, the type of its value, `choices` if they are limited.

    Of an attachment they are the kinds of file that fill it: "video/", "image/".
    A field that the customer is asked for (`Policy.asks`) is asked only when `when` holds, and counts as given if any of the
    words `signs` occurs in what the customer wrote. `reads` say how the value itself stands there: "批号#", "损失#" (`told`).
    `money`: any sum is read where they name none, and what `reads_last` name where there is no other.
    `shown_to`: the roles that see its value in mails, if not everybody does.
    `means` tells what the field is for where more is made of it than a line of a form. `takes_none`: 无 and none fill a required line.
    Nobody fills in a field that `sums` others, or that is `numbered`: it gets that prefix, date and serial once its form is complete.
    """

    name: str
    labels: dict[str, str] = {}
    type: Literal["text", "number", "yes_no", "choice", "date", "attachment"] = "text"
    choices: tuple[str, ...] = ()
    called: dict[str, dict[str, str]] = {}  # choice → language → label, in this field alone
    hint: dict[str, str] = {}
    signs: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    money: bool = False
    reads_last: tuple[str, ...] = ()
    when: When = ()
    means: Meaning | None = None
    shown_to: tuple[str, ...] = ()
    sums: tuple[str, ...] = ()
    numbered: str | None = None
    takes_none: bool = False

    @property
    def computed(self) -> bool:
        """Whether it makes itself, so that no form asks for it."""
        return bool(self.sums or self.numbered)


class PolicyMoment(Part, frozen=True, kw_only=True):
    """A moment of the organisation's own, which happens together with the engine's moment `at` on complaints for which `when` holds."""

    name: str
    at: str
    when: When = ()
    labels: dict[str, str] = {}
    clause: str = ""


class Task(Part, frozen=True, kw_only=True):
    """Something asked of a role once `opens` has happened (and `after` has passed), with a form; done, it sets moment `sets`.

    `command` is the staff command that completes it. `unless` names a moment that makes it needless. `letter`: the lines of
    the answer's form that the customer gets beside the outcome, in this order. `promises`: the line of the answer's form that tells
    what was promised, which this task keeps; `due` the line that tells by when (of any task: that may say less than `within`),
    `whose` the line that tells by whom. `brings_answer`: the mail that asks the desk for it shows the answer and is the desk's copy of it.
    """

    name: str
    for_: str
    opens: str = ""  # "": a rule opens it
    command: str = "fill"
    after: Duration | None = None
    within: dict[str, Duration] = {}
    calendar: str = "always"
    form: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    letter: tuple[str, ...] = ()
    promises: str = ""
    due: str = ""
    whose: str = ""
    sets: str = ""
    unless: str = ""
    when: When = ()
    message: str = ""
    brings_answer: bool = False
    labels: dict[str, str] = {}
    clause: str = ""


# What a gate for words stands before: no moment, but whatever the customer reads of staff's words.
CUSTOMER_READS = "customer_reads"


class Gate(Part, frozen=True, kw_only=True):
    """What must be so `before` a moment may happen: fields filled, none of the forbidden ones, approvals in order.

    `needs_any`: at least one of these fields. `suspicious_words`: words in the outcome that the handler must expressly confirm,
    by giving the field named in `confirm` a "no"; `before = "customer_reads"` (`CUSTOMER_READS`): in whatever words of staff go to the
    customer, confirmed by a line of the order. `approve`: roles asked one after another. `binds`: which of the commands that answer the
    customer it holds back; if it does not say, an approval both, all else the outcome alone.
    """

    name: str
    before: str
    when: When = ()
    unless: When = ()
    needs: tuple[str, ...] = ()
    needs_any: tuple[str, ...] = ()
    forbids: tuple[str, ...] = ()
    suspicious_words: tuple[str, ...] = ()
    confirm: str = ""
    approve: tuple[str, ...] = ()
    binds: tuple[str, ...] = ()
    within: Duration | None = None
    calendar: str = "always"
    reason: dict[str, str] = {}
    labels: dict[str, str] = {}
    clause: str = ""


class Role(Part, frozen=True, kw_only=True):
    """A role beside handler, supervisor, director, desk and customer; its holders stand in the directory."""

    name: str
    labels: dict[str, str] = {}


# -- the whole ------------------------------------------------------------------------------------------------------------


class Policy(Part, frozen=True, kw_only=True):
    """One organisation's procedure. `labels` gives words of the rules their wording: name → language → label."""

    name: str
    organisation: dict[str, str]
    prefix: str
    timezone: str = "Asia/Shanghai"
    languages: tuple[str, ...] = tuple(LANGUAGES)
    kinds: tuple[str, ...] = ("complaint",)
    default_kind: str = "complaint"
    flow_kinds: tuple[str, ...] = ("complaint",)
    severities: tuple[str, ...] = ("general",)
    categories: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()  # fields that the customer is asked for once, when missing
    acknowledgements_a_day: int = 10
    complaints_by_one_a_day: int = 10  # beyond, a sender's words add to their newest
    additions_by_one_a_day: int = 10  # passed on one by one; beyond, people hear once that there are more
    texts_a_day: int = 500
    texts_to_one_a_day: int = 20
    texts_by_one_a_day: int = 30
    text_countries: tuple[str, ...] = ()
    quiet: tuple[str, str] = ("21:00", "08:00")
    undo: Duration | None = None
    routine_receipts: bool = True  # False: of work that was done as it was asked for, its writer hears nothing more
    instruction_within: Duration = Duration(1, "working day")
    chased_again: Duration = Duration(2, "day")
    chased_at: str = ""  # the time of day ("09:00") for which those told again wait; "" for none
    survey_days: int = 30
    brand: Brand = Brand()
    reopen_at_most: int = 2  # a satisfaction up to this begins the next stage, or one level up; 0: none does
    labels: dict[str, dict[str, str]] = {}
    words: dict[str, dict[str, str]] = {}  # the organisation's own sentences: key → language → text
    job_titles: tuple[str, ...] = ()  # of its trade: 司机; what stands beside one is somebody's name, or their number
    satisfied_words: tuple[str, ...] = ()  # of a customer after the answer who disputes nothing: a verdict
    everyday_words: tuple[str, ...] = ()  # of its trade: 急诊; what tells of danger to life only elsewhere
    measure_words: tuple[str, ...] = ()  # of its trade: 路; a text of "3 路…" is no figure of satisfaction
    examples: dict[str, dict[str, tuple[str, ...]]] = {}  # fact → its value → what customers wrote of whom that was so
    may: dict[str, tuple[str, ...]] = {}  # deciding command → the roles that alone may give it
    roles: tuple[Role, ...] = ()
    calendars: tuple[Calendar, ...] = ()
    fields: tuple[Field, ...] = ()
    rules: tuple[Rule, ...] = ()
    clocks: tuple[Clock, ...] = ()
    stages: tuple[Stage, ...] = ()
    extensions: tuple[Extension, ...] = ()
    gates: tuple[Gate, ...] = ()
    tasks: tuple[Task, ...] = ()
    moments: tuple[PolicyMoment, ...] = ()
    reports: tuple[Report, ...] = ()
    directory: Directory
    digest: str = ""

    def calendar(self, name: str) -> Calendar:
        """The calendar of that name, with the directory's closures; `always` is never closed."""
        found = next((c for c in self.calendars if c.name == name), ALWAYS)
        return found if found is ALWAYS else msgspec.structs.replace(found, closures=self.directory.closures)

    def fields_that_mean(self, meaning: Meaning) -> tuple[str, ...]:
        """The names of the fields with that meaning, in the order of the file."""
        return tuple(field.name for field in self.fields if field.means == meaning)

    def label(self, word: str, language: str) -> str:
        """What `word` (a kind, severity, field, clock, role …) is called in `language`; the word itself if nobody said."""
        named: dict[str, Any] = self.labels.get(word, {})
        return str(in_words(named, language) or word)


class PolicyError(Exception):
    """A policy that cannot be run. The text names file and path: `x.toml: clock[2].within: "3 wroking days" is not a duration`."""
