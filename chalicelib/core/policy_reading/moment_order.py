"""Which moments can happen under a policy, what comes after what, and which of them somebody has to bring about."""

from collections.abc import Iterator

import msgspec

from chalicelib.core.complaint.moments import LASTING, NAMED, OF_CUSTOMER, SURVEYS
from chalicelib.core.policy import duties
from chalicelib.core.policy.model import CUSTOMER_READS, Policy, Task
from chalicelib.core.policy.vocabulary import Test, When
from chalicelib.core.policy_reading.coverage import exclude
from chalicelib.core.policy_reading.decoding import Reading

# The moments of every complaint that stand in one order; the others may come at any time.
IN_ORDER = ("received", "registered", "referred", "assigned", "proposed", "answered", "visited", "closed")
# What happens only if a person does it, and that nobody else sees to: a clock from there is bounded only if something leads there.
BY_PERSONS = ("accepted", "contacted", "told", "proposed", "answered", "visited")
ONCE = ("accepted", "first_contact")  # nobody is asked for them in a further round


def check_moments(policy: Policy, reading: Reading) -> None:
    """Every moment that a part waits for can happen, and in time."""
    possible = _possible(policy)
    bounded = _bounded(policy)
    for path, name in _waited_for(policy):
        if name in reading.names.moments and name not in possible:
            reading.refuse(path, f'"{name}" never happens: {_why(name, policy)}')
    check_further_rounds(policy, reading)
    _check_needless(policy, reading)
    _check_too_late(policy, reading)
    _check_brought_about(policy, reading)
    _check_own_moments(policy, reading)
    for i, clock in enumerate(policy.clocks):
        if clock.from_ in possible and clock.from_ not in bounded:
            reading.refuse(
                f"clock[{i}].from",
                f'"{clock.from_}" is brought about by somebody, and nothing says by when: give a clock until "{clock.from_}"',
            )


def _check_needless(policy: Policy, reading: Reading) -> None:
    """A task that a moment makes needless which has always happened when it opens."""
    for i, task in enumerate(policy.tasks):
        if task.unless and task.unless != task.opens and _comes_always_before(task.unless, task.opens, policy):
            reading.refuse(
                f"task[{i}].unless", f'"{task.unless}" has happened when "{task.opens}" does: it would never be asked'
            )


def _check_too_late(policy: Policy, reading: Reading) -> None:
    """A gate before an answer that asks for what comes after it."""
    for i, gate in enumerate(policy.gates):
        late = [
            [m for t in table if (m := _awaited(t)) and _is_at_or_after(m, gate.before, policy)] for table in gate.when
        ]
        if gate.before in ("proposed", "answered") and late and all(late):
            reading.refuse(
                f"gate[{i}].when", f'"{late[0][0]}" does not happen before "{gate.before}": this would never apply'
            )


def _check_brought_about(policy: Policy, reading: Reading) -> None:
    """A part whose moments come on other complaints alone than those that it is for."""
    for path, moment, for_these in _parts_with_moments(policy):
        tasks = [task for task in policy.tasks if duties.moment_of(task) == moment and moment not in NAMED]
        if tasks and all(exclude(when, for_these) for task in tasks for when in _asked_when(task, policy)):
            reading.refuse(path, f'"{moment}" never comes where this runs: task "{tasks[0].name}" has another when')


def _parts_with_moments(policy: Policy) -> Iterator[tuple[str, str, When]]:
    """Each moment that a clock, a task or a report waits for, and on which complaints."""
    for i, clock in enumerate(policy.clocks):
        yield f"clock[{i}].from", clock.from_, clock.when
        yield f"clock[{i}].until", clock.until, clock.when
    yield from ((f"task[{i}].opens", task.opens, task.when) for i, task in enumerate(policy.tasks))
    yield from ((f"report[{i}].on", report.on, report.when) for i, report in enumerate(policy.reports))


def _check_own_moments(policy: Policy, reading: Reading) -> None:
    """A clock that asks whether its own end has come, or that its own beginning has not."""
    for i, clock in enumerate(policy.clocks):
        for key, tables, moment in (("when", clock.when, clock.until), ("unless", clock.unless, clock.from_)):
            any_of = key == "unless"  # one of several moments is enough to spare it
            if tables and any(_is_that_alone(table, moment, any_of=any_of) for table in tables):
                reading.refuse(
                    f"clock[{i}].{key}", f'"{moment}" is where the clock itself begins or ends: it would never run'
                )


def _is_that_alone(table: tuple[Test, ...], moment: str, *, any_of: bool) -> bool:
    """Whether a table asks for nothing but that the moment has come, or, with `any_of`, that it or another one has."""
    if len(table) != 1:
        return False
    test = table[0]
    named = moment in test.values if any_of else test.values == (moment,)
    return test.kind == "moment" and not test.negate and named


def _asked_when(task: Task, policy: Policy) -> Iterator[When]:
    """On which complaints a task is asked: by its own conditions, or by those of the rules that open it."""
    if task.opens or task.when:
        yield task.when
    else:
        yield from (rule.when for rule in policy.rules if task.name in rule.then.open)


def _awaited(test: Test) -> str:
    """The moment that a test waits for, if it waits for one alone."""
    return test.values[0] if test.kind == "moment" and len(test.values) == 1 and not test.negate else ""


def _is_at_or_after(moment: str, other: str, policy: Policy) -> bool:
    return moment == other or _comes_always_before(other, moment, policy)


def _comes_always_before(earlier: str, later: str, policy: Policy) -> bool:
    """Whether the one has happened in every round in which the other does."""
    one, other = place_of(earlier, policy), place_of(later, policy)
    return _engines(earlier, policy) in IN_ORDER and one is not None and other is not None and one < other


def check_further_rounds(policy: Policy, reading: Reading) -> None:
    """A clock from receipt runs anew in each further round: what it waits for must be able to come there again."""
    again = _again(policy)
    for i, clock in enumerate(policy.clocks):
        tasks = [t for t in policy.tasks if duties.moment_of(t) == clock.until]
        in_first = _is_in_first_round(clock.when)
        if clock.from_ not in LASTING or not tasks or in_first or clock.until in again:
            continue
        reading.refuse(
            f"clock[{i}].until",
            f'"{clock.until}" comes in the first round alone, for its task "{tasks[0].name}" opens only there, and a clock from "{clock.from_}" '
            "begins anew in every round: give the clock when = [{ round = 1 }]",
        )


def _again(policy: Policy) -> set[str]:
    """The moments that can come in a further round: not what happens with receipt alone, nor what only such a moment leads to."""
    gates = {gate.name: gate.before for gate in policy.gates if gate.approve}
    once = {own.name for own in policy.moments if own.at in LASTING}
    start = {name for name in NAMED if name not in ONCE} - once
    tasks = tuple(t for t in policy.tasks if not _is_of_the_first_alone(t.when, policy))
    moments = tuple(own for own in policy.moments if own.name not in once)
    return _grown(start, msgspec.structs.replace(policy, tasks=tasks, moments=moments), gates)


def _is_in_first_round(when: When) -> bool:
    """Whether it holds in the first round alone, or says itself in which rounds and stages it does."""
    return bool(when) and all(any(t.kind == "field" and t.of in ("round", "stage") for t in tests) for tests in when)


def _is_of_the_first_alone(when: When, policy: Policy) -> bool:
    """Whether it holds in the first round, or in a first stage of one answer, and in no other."""
    first = {stage.name for stage in policy.stages[:1] if stage.times == 1}

    def says_so(test: Test) -> bool:
        named = set(test.values) if test.kind == "field" and not test.negate else set()
        return bool(named) and named <= {"round": {"1"}, "stage": first}.get(test.of, set())

    return bool(when) and all(any(map(says_so, tests)) for tests in when)


def comes_after(later: str, earlier: str, policy: Policy) -> bool:
    """Whether `later` may come after `earlier` in one round; moments without an order may."""
    rank = place_of(later, policy)
    after = place_of(earlier, policy) if rank is not None and _engines(later, policy) in IN_ORDER else None
    return rank is None or after is None or after < rank


def _engines(name: str, policy: Policy) -> str:
    """The moment of every complaint with which a moment of the policy's own happens; the name itself for all others."""
    return next((own.at for own in policy.moments if own.name == name), name)


def place_of(name: str, policy: Policy) -> float | None:
    """Where a moment stands in the order: what a task brings about, just behind what opens it."""
    name = _engines(name, policy)
    if name in IN_ORDER:
        return IN_ORDER.index(name)
    opened = [task.opens for task in policy.tasks if duties.moment_of(task) == name]
    places = [IN_ORDER.index(o) for each in opened if (o := _engines(each, policy)) in IN_ORDER]
    return min(places) + 0.5 if opened and len(places) == len(opened) else None


def _waited_for(policy: Policy) -> Iterator[tuple[str, str]]:
    for i, clock in enumerate(policy.clocks):
        yield f"clock[{i}].from", clock.from_
        yield f"clock[{i}].until", clock.until
    for i, gate in enumerate(policy.gates):
        if gate.before != CUSTOMER_READS:
            yield f"gate[{i}].before", gate.before
    for i, task in enumerate(policy.tasks):
        yield from (
            (f"task[{i}].{key}", name) for key, name in (("opens", task.opens), ("unless", task.unless)) if name
        )
    for i, report in enumerate(policy.reports):
        if report.on:
            yield f"report[{i}].on", report.on


def _why(name: str, policy: Policy) -> str:
    task = next((t for t in policy.tasks if name in (t.sets, t.name)), None)
    if name == "approved":
        return "no gate asks for an approval"
    if name in OF_CUSTOMER:
        return 'nobody asks the customer; give a rung { tell = ["customer"], message = "later_survey" }'
    if task is not None and task.command in duties.BROUGHT_ABOUT_BY:
        return f'the command "{task.command}" brings about "{duties.moment_of(task)}"'
    return f'task "{task.name}" is never opened' if task else "what it waits for never happens"


def _possible(policy: Policy) -> set[str]:
    """The moments that can happen at all."""
    gates = {gate.name: gate.before for gate in policy.gates if gate.approve}
    asked = {rung.message for clock in policy.clocks for rung in clock.rungs} | {r.then.message for r in policy.rules}
    never = (set() if gates else {"approved"}) | (set() if asked & {*SURVEYS} else OF_CUSTOMER)
    start = {name for name in NAMED if name not in never}
    return _grown(start, policy, gates)


def _bounded(policy: Policy) -> set[str]:
    """The moments that come by themselves, or by when something says: a clock, a task's limit, an approval's."""
    gates = {gate.name: gate.before for gate in policy.gates if gate.approve}
    found = {name for name in NAMED if name not in BY_PERSONS}
    while True:
        until = {clock.until for clock in policy.clocks if clock.from_ in found}
        by_answer = {"proposed"} if "answered" in found | until else set()
        more = _grown(found | until | by_answer, policy, gates)
        if more == found:
            return found
        found = more


def _grown(start: set[str], policy: Policy, gates: dict[str, str]) -> set[str]:
    """These moments and all that follow from them by tasks, approvals and moments of the policy's own."""
    opened_by_rules = {name for rule in policy.rules for name in rule.then.open}
    found = set(start)
    while True:
        more = {duties.moment_of(t) for t in policy.tasks if t.opens in found or t.name in opened_by_rules}
        more |= {name for name, before in gates.items() if before in found}
        more |= {own.name for own in policy.moments if own.at in found}
        more |= {own.at for own in policy.moments if own.name in found}
        more |= {"answered"} if "proposed" in found | more else set()
        if more <= found:
            return found
        found |= more
