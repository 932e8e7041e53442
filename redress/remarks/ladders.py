"""Ladders of a sound policy: whether whoever they tell is there already, whether whoever has to act hears of it, and what ends before it is asked."""

from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise

from chalicelib.core.complaint.moments import NAMED
from chalicelib.core.handling.timing.rungs import SUPERIORS
from chalicelib.core.policy import duties
from chalicelib.core.policy.model import Clock, Policy, Task
from chalicelib.core.policy.vocabulary import Test, When
from chalicelib.core.policy_reading.coverage import covers, exclude
from chalicelib.core.policy_reading.moment_order import IN_ORDER, place_of
from chalicelib.core.times.working_time import Duration, shift
from redress.remarks.condition_logic import PASSING, contradicts, high, is_range
from redress.remarks.limits import A_MONDAY
from redress.remarks.value_flow import in_words, opened_where

OF_A_UNIT = ("handler", "assistants", "unit")  # there is none of them until somebody has the complaint
ASSIGNED = IN_ORDER.index("assigned")
ANSWERED = IN_ORDER.index("answered")


def remarks_on_ladders(policy: Policy) -> Iterator[str]:
    """A sentence for each ladder that reaches nobody who can act, and for what is over before it is asked."""
    for clock in policy.clocks:
        yield from _nobody_yet(clock, policy)
        yield from _never_told(clock, policy)
        yield from _opened_too_late(clock, policy)
        yield from _ends_itself(clock)
        yield from _out_of_order(clock, policy)
        yield from _reminded_above(clock)
        yield from _waited_for_in_vain(clock, policy)
    yield from _closed_unanswered(policy)
    yield from _never_asked(policy)
    yield from _closed_too_early(policy)


def _nobody_yet(clock: Clock, policy: Policy) -> Iterator[str]:
    """A limit that ends when the complaint is handed out, and of which its handler should hear."""
    ends = place_of(clock.until, policy)
    if ends is None or ends > ASSIGNED or _is_of_a_further_round(clock):
        return
    early = [role for rung in clock.rungs for role in rung.tell if role in OF_A_UNIT]
    asked = {task.for_ for task in policy.tasks if duties.moment_of(task) == clock.until}
    if early and not asked & {*OF_A_UNIT}:
        yield (
            f'clock "{clock.name}" tells {early[0]} until "{clock.until}", before which nobody handles the complaint: '
            f"tell {' or '.join(sorted(asked)) or 'desk'}, who has to act"
        )


def _is_of_a_further_round(clock: Clock) -> bool:
    return any(test.of in ("round", "stage") for table in clock.when for test in table)


def _never_told(clock: Clock, policy: Policy) -> Iterator[str]:
    """A form that somebody has to fill in, and a ladder that tells all but them."""
    tasks = [t for t in policy.tasks if duties.moment_of(t) == clock.until and not exclude(t.when, clock.when)]
    asked = {task.for_ for task in tasks}
    told = {role for rung in clock.rungs for role in rung.tell}
    if (
        tasks
        and clock.until not in ("answered", "proposed", "told")
        and not asked & told
        and not _stands_in(asked, told)
    ):
        yield f'clock "{clock.name}" waits for {" or ".join(sorted(asked))}, who is asked for "{clock.until}", and never tells them'


def _stands_in(asked: set[str], told: set[str]) -> bool:
    """Whether a unit's people hear for one another, or the desk's for the desk."""
    units = {"handler", "assistants", "unit"}
    return bool(asked & units and told & units) or bool(
        "desk" in asked and "desk_head" in told and "handler" not in told
    )


def _opened_too_late(clock: Clock, policy: Policy) -> Iterator[str]:
    """A limit that begins before the answer and waits for what rules ask only after it."""
    begins = place_of(clock.from_, policy)
    tasks = [task for task in policy.tasks if duties.moment_of(task) == clock.until and not task.opens]
    rules = [rule for task in tasks for rule in policy.rules if task.name in rule.then.open]
    asked = [place for rule in rules for table in rule.when or ((),) if (place := _earliest(table, policy)) is not None]
    whole = asked and len(asked) == sum(len(rule.when or ((),)) for rule in rules)
    if begins is not None and whole and begins < ANSWERED <= min(asked):
        yield (
            f'clock "{clock.name}" begins at "{clock.from_}", and a rule of group "{rules[0].group}" asks for "{clock.until}" only after '
            "the answer: nobody could keep it"
        )


def _earliest(table: tuple[Test, ...], policy: Policy) -> float | None:
    """The place of the latest moment that a table waits for; None if it says nothing of when."""
    places = [
        place_of(value, policy)
        for test in table
        if test.kind == "moment" and not test.negate
        for value in test.values[:1]
    ]
    if any(test.of == "status" and not test.negate and not {*test.values} - {"answered", "closed"} for test in table):
        places.append(ANSWERED)
    known = [place for place in places if place is not None]
    return max(known) if known else None


def _closed_too_early(policy: Policy) -> Iterator[str]:
    """A rule that closes with the answer what is to be asked of the customer after it."""
    for rule in (each for each in policy.rules if each.then.close):
        tables = tuple(table for table in rule.when if _with_the_answer(table))
        for task in (each for each in policy.tasks if each.command == "visit" and each.opens == "answered"):
            if tables and not exclude(tables, task.when) and _same_kinds(tables, task):
                yield (
                    f'a rule of group "{rule.group}" closes as soon as the answer is given, and task "{task.name}" is asked after it: '
                    "what is closed is asked nobody any more"
                )
                return


def _with_the_answer(table: tuple[Test, ...]) -> bool:
    """Whether it holds from the answer on, and waits for nothing that comes after."""
    moments = {value for test in table if test.kind == "moment" and not test.negate for value in test.values}
    return moments == {"answered"} and all(
        test.of in ("kind", "severity", "category") for test in table if test.kind != "moment"
    )


def _same_kinds(tables: tuple[tuple[Test, ...], ...], task: Task) -> bool:
    """Whether the rule is not for what the task does not look at: of kinds that the task leaves out by name."""
    return bool(task.when) or any(not any(t.of == "kind" for t in table) for table in tables)


def _closed_unanswered(policy: Policy) -> Iterator[str]:
    """A rule that closes what is handled to an answer as soon as something has happened that comes before the answer."""
    for rule in (each for each in policy.rules if each.then.close):
        for table in rule.when:
            place = _earliest(table, policy)
            kinds = {v for t in table if t.of == "kind" and not t.negate for v in t.values} or {*policy.flow_kinds}
            plainly = all(t.kind == "moment" or t.of in ("kind", "severity", "category", "channel") for t in table)
            if place is not None and place < ANSWERED - 1 and plainly and kinds & {*policy.flow_kinds}:
                yield f'a rule of group "{rule.group}" closes {" and ".join(sorted(kinds))} where {in_words(table)}: nobody would answer it'


def _ends_itself(clock: Clock) -> Iterator[str]:
    """A rung that sets what the clock must not have, before further rungs, which then never come."""
    for i, rung in enumerate(clock.rungs):
        given = tuple(Test(kind="field", of=field, values=(value,)) for field, value in rung.set.items() if value)
        ended = given and clock.when and all(contradicts(given, table, ()) for table in clock.when)
        later = [each for each in clock.rungs[i + 1 :] if str(each.at) != str(rung.at)]
        if ended and later:
            yield f'clock "{clock.name}" sets {in_words(given)} at {rung.at}, with which it ends: its rung at {later[0].at} never comes'


def _never_asked(policy: Policy) -> Iterator[str]:
    """A task for the dissatisfied alone that another round makes needless, which they begin by saying so."""
    for task in (each for each in policy.tasks if each.unless == "reopened"):
        for test in (t for table in task.when for t in table if t.of == "satisfaction" and is_range(t)):
            if high(test)[0] <= policy.reopen_at_most:
                yield f'task "{task.name}" is asked where {in_words((test,))} unless reopened, and whoever says so begins another round: it is never asked'


def _out_of_order(clock: Clock, policy: Policy) -> Iterator[str]:
    """A ladder on which somebody's later step stands above an earlier one: a time is mistyped."""
    steps: dict[str, list[tuple[datetime, Duration]]] = {}
    for rung in clock.rungs:
        for role in rung.tell:
            steps.setdefault(role, []).append((shift(A_MONDAY, rung.at, policy.calendar(clock.calendar)), rung.at))
    for role, each in steps.items():
        if wrong := next((pair for pair in pairwise(each) if pair[0][0] > pair[1][0]), None):
            yield f'clock "{clock.name}" tells {role} at {wrong[0][1]} and, below that, at {wrong[1][1]}: one of the two is mistyped'
            return


def _reminded_above(clock: Clock) -> Iterator[str]:
    """A reminder before the limit that goes to leaders alone, where whoever acts hears only that it has passed."""
    acting = any({*rung.tell} & {"desk", *OF_A_UNIT} for rung in clock.rungs if rung.at.amount >= 0)
    for rung in (each for each in clock.rungs if each.at.amount < 0):
        if acting and {*rung.tell} <= {*SUPERIORS}:
            yield f'clock "{clock.name}" reminds {" and ".join(rung.tell)} at {rung.at}, and not who has to act'


def _waited_for_in_vain(clock: Clock, policy: Policy) -> Iterator[str]:
    """A clock that also runs where nobody is asked for what it waits for."""
    tasks = [task for task in policy.tasks if duties.moment_of(task) == clock.until and clock.until not in NAMED]
    asked = [task.when or opened for task in tasks for opened in opened_where(task, policy)]
    if asked and not any(covers(_lasting(when), _lasting(clock.when)) for when in asked):
        yield (
            f'clock "{clock.name}" runs {_where(clock.when)}, and "{clock.until}" is asked for only {_where(_lasting(asked[0]))}: '
            "elsewhere nobody could meet it"
        )


def _where(when: When) -> str:
    return f"where {in_words(when[0])}" if when and when[0] else "always"


def _lasting(when: When) -> When:
    """Conditions without what changes in the course of a complaint."""
    return tuple(tuple(t for t in table if t.kind != "moment" and t.of not in PASSING) for table in when)
