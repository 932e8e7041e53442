"""Parts of a sound policy that are never in force: what they wait for has passed, is waited for by itself, or lets nobody through."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from itertools import pairwise

from chalicelib.core.complaint.moments import LASTING, NAMED
from chalicelib.core.expressions import expression
from chalicelib.core.policy import duties
from chalicelib.core.policy.answering import ANSWERED_BY, answer_tasks
from chalicelib.core.policy.model import Clock, Extension, Gate, Policy, Task
from chalicelib.core.policy.vocabulary import Test, When, says_no
from redress.remarks.condition_logic import FILLED, Table, contradicts, implies, is_range, lies_in
from redress.remarks.limits import may_run
from redress.remarks.units import elapsed
from redress.remarks.value_flow import Place, givings, is_word, places

AT_ONCE = timedelta(0)
BOUNDED = expression(r"\s*(\d[\d,]*)\s*[–—~～至到-]\s*(\d[\d,]*)\D*")  # 100–500元
ORDINAL = expression(
    r"(?:^|_|\b)(?:stage|tier|step|level|round)[ _]?([1-9])\b|第([一二三四五])[级級次轮輪阶階]", re.IGNORECASE
)
LAST_WORD = expression(r"\bfinal\b|最终|最終|终局|終局", re.IGNORECASE)
CHINESE = "一二三四五"
OF_THE_ROUND = frozenset({"satisfaction", "round", "stage"})  # what tells one answer from the next


def remarks_on_what_is_never_in_force(policy: Policy) -> Iterator[str]:
    """A sentence for each part that its author should look at."""
    yield from _flags_that_raise_themselves(policy)
    yield from _opened_by_what_they_bring(policy)
    yield from _spared_always(policy)
    yield from _time_for_what_does_not_run(policy)
    yield from _rounds_before_their_stage(policy)
    yield from _stages_out_of_order(policy)
    yield from _begun_when_it_is_over(policy)
    for gate in policy.gates:
        yield from _holds_nothing_back(gate)
    yield from _asked_when_all_is_over(policy)
    yield from _due_by_its_own_end(policy)
    yield from _answered_without_end(policy)
    yield from _final_and_opened_again(policy)
    yield from _proposed_and_refused(policy)


def _flags_that_raise_themselves(policy: Policy) -> Iterator[str]:
    """A flag that every rule which raises it waits for."""
    raising: dict[str, list[When]] = {}
    for rule in policy.rules:
        for flag in rule.then.flag:
            raising.setdefault(flag, []).append(rule.when)
    for flag, whens in raising.items():
        if all(when and all(_asks(table, "flag", flag) for table in when) for when in whens):
            yield f'flag "{flag}" is raised only where it is raised already: it never is'


def _opened_by_what_they_bring(policy: Policy) -> Iterator[str]:
    """A task that rules open only where the moment has come which it alone brings about."""
    for task in policy.tasks:
        moment = duties.moment_of(task)
        openers = [rule for rule in policy.rules if task.name in rule.then.open]
        others = [each for each in policy.tasks if duties.moment_of(each) == moment and each is not task]
        waiting = all(rule.when and all(_asks(table, "moment", moment) for table in rule.when) for rule in openers)
        if moment not in NAMED and openers and waiting and not task.opens and not others:
            yield f'task "{task.name}" is opened where "{moment}" has come, which it alone brings about: it never is'


def _asks(table: Table, what: str, value: str) -> bool:
    """Whether a table holds only where that flag is raised, that moment has come, or that field has the value."""
    return any(what in (test.kind, test.of) and test.values == (value,) and not test.negate for test in table)


def _spared_always(policy: Policy) -> Iterator[str]:
    """A part that spares what a moment has come to which comes with the receipt of every complaint."""
    always = {own.name for own in policy.moments if own.at in LASTING and not own.when} | {*LASTING}
    for place in places(policy):
        for table in place.unless:
            if len(table) == 1 and table[0].kind == "moment" and {*table[0].values} & always and not table[0].negate:
                yield f'{place.title} spares what has come to "{table[0].values[0]}", as every complaint has: it never applies'


def _time_for_what_does_not_run(policy: Policy) -> Iterator[str]:
    """More time for complaints on which the clock does not run."""
    clocks = {clock.name: clock for clock in policy.clocks}
    for extension in policy.extensions:
        clock = clocks.get(extension.clock)
        if clock and extension.when and not _may_concern(extension, clock, policy):
            yield f'extension "{extension.name}" is for complaints on which clock "{clock.name}" does not run: nobody can ask for it'


def _may_concern(extension: Extension, clock: Clock, policy: Policy) -> bool:
    together = any(not contradicts(one, other) for one in extension.when for other in clock.when or ((),))
    graded = [s for s in policy.severities if may_run(Place(extension.name, extension.when), "severity", s)]
    return together and any(may_run(clock, "severity", s) for s in graded)


def _rounds_before_their_stage(policy: Policy) -> Iterator[str]:
    """A stage in a round before it can begin: each stage before it takes a round at least."""
    numbers = {stage.name: number for number, stage in enumerate(policy.stages, 1)}
    for part in places(policy):
        for table in part.when:
            stage = min(
                (numbers[v] for t in table if t.of == "stage" and not t.negate for v in t.values if v in numbers),
                default=1,
            )
            for test in (t for t in table if t.of == "round" and not t.negate):
                if test.values and all(value.isdigit() and int(value) < stage for value in test.values):
                    yield f'stage "{policy.stages[stage - 1].name}" begins in round {stage} at the earliest: with round {", ".join(test.values)} it never is'


def _stages_out_of_order(policy: Policy) -> Iterator[str]:
    """Stages whose own numbers run otherwise than they stand."""
    told = [(_number_in(stage.name, *stage.labels.values()), stage.name) for stage in policy.stages]
    for (earlier, one), (later, other) in pairwise(told):
        if earlier and later and later < earlier:
            yield f'stage "{one}" comes before stage "{other}": stages follow one another as they stand in the policy'


def _number_in(*names: str) -> int:
    found = next((match for name in names if (match := ORDINAL.search(name))), None)
    if not found:
        return 0
    return int(found[1]) if found[1] else CHINESE.index(found[2]) + 1


def _begun_when_it_is_over(policy: Policy) -> Iterator[str]:
    """A clock for what another clock's ladder marks only when the time that it gives has passed."""
    ways = givings(policy)
    for clock in policy.clocks:
        for test in _in_every_table(clock.when):
            marked = [(o, r) for o in policy.clocks for r in o.rungs if r.set.get(test.of) in test.values]
            alone = all(way.by.title.startswith("clock ") for way in ways.get(test.of, ()) if way.gives(test.values[0]))
            if marked and alone and all(o.from_ == clock.from_ and _over(clock, o, elapsed(r.at)) for o, r in marked):
                other = marked[0][0]
                yield f'clock "{clock.name}" is for what clock "{other.name}" marks as {test.of} = "{test.values[0]}", and its time has passed by then'


def _in_every_table(when: When) -> list[Test]:
    """The values that a part asks for in each of its alternatives."""
    return [test for test in when[0] if is_word(test) and all(test in table for table in when)] if when else []


def _over(clock: Clock, other: Clock, later: timedelta) -> bool:
    """Whether the one has ended so long after the other's limit, both begun together."""
    spans = [(elapsed(clock.within[s]), elapsed(other.within[s])) for s in clock.within if s in other.within]
    return later > AT_ONCE and bool(spans) and all(own <= marked + later for own, marked in spans)


def _holds_nothing_back(gate: Gate) -> Iterator[str]:
    """A gate that forbids a line where it is empty or says no, which is not filled, or needs one where it is filled."""
    if gate.confirm and _all_are((gate.confirm,), gate.when, _is_filled):
        yield f'gate "{gate.name}" is only for what has "{gate.confirm}" filled, which is what passes it: did you mean unless?'
    if gate.approve or gate.confirm or gate.suspicious_words or gate.needs_any:
        return
    if not gate.needs and _all_are(gate.forbids, gate.when, _is_empty):
        yield f'gate "{gate.name}" forbids "{gate.forbids[0]}" where it is empty or no: it holds nothing back'
    if not gate.forbids and _all_are(gate.needs, gate.when, _is_filled):
        yield f'gate "{gate.name}" needs "{gate.needs[0]}" where it has a value anyhow: it holds nothing back'


def _all_are(lines: Sequence[str], when: When, so: Callable[[Test], bool]) -> bool:
    """Whether each of the lines is so in each alternative; of no lines, or without conditions, it is not."""
    return bool(lines and when) and all(
        any(test.kind == "field" and test.of == line and so(test) for test in table) for line in lines for table in when
    )


def _is_filled(test: Test) -> bool:
    filled = test.values == FILLED and not test.negate
    return filled or implies(test, Test(kind="field", of=test.of, values=FILLED))


def _is_empty(test: Test) -> bool:
    if test.negate:
        return test.values == FILLED
    return bool(test.values) and all(map(says_no, test.values))


def _asked_when_all_is_over(policy: Policy) -> Iterator[str]:
    """A task that rules open on closed complaints alone, and without which a gate lets nobody answer."""
    for task in policy.tasks:
        openers = [rule.when for rule in policy.rules if task.name in rule.then.open]
        late = openers and all(when and all(map(_is_closed, when)) for when in openers)
        gate = next((each for each in policy.gates if late and _waits_for_task(each, task)), None)
        if gate:
            yield f'task "{task.name}" is asked only when the complaint is closed, and gate "{gate.name}" wants it before "{gate.before}"'


def _is_closed(table: Table) -> bool:
    return _asks(table, "status", "closed") or _asks(table, "moment", "closed")


def _waits_for_task(gate: Gate, task: Task) -> bool:
    moment = duties.moment_of(task)
    spared = any(test.kind == "moment" and moment in test.values for table in gate.unless for test in table)
    return gate.before in ANSWERED_BY and (spared or bool({*gate.needs} & {*task.form}))


def _due_by_its_own_end(policy: Policy) -> Iterator[str]:
    """A limit that ends at a date which only the work that ends the clock brings."""
    ways = givings(policy)
    answers = {task.name for task in answer_tasks(policy)}
    for clock in (each for each in policy.clocks if each.due):
        ending = (
            answers
            if clock.until in ANSWERED_BY
            else {t.name for t in policy.tasks if duties.moment_of(t) == clock.until}
        )
        writers = [way.by.title for way in ways.get(clock.due, ()) if not way.by.title.startswith("gate ")]
        if writers and {*writers} <= {f'task "{name}"' for name in ending}:
            yield f'clock "{clock.name}" is due on "{clock.due}", which is told only by what ends the clock: it shortens nothing'


def _answered_without_end(policy: Policy) -> Iterator[str]:
    """A rule by which an answer itself begins another round, and so does the next one."""
    for rule in (each for each in policy.rules if each.then.reopen):
        for table in rule.when:
            if _asks(table, "moment", "answered") and not any(
                t.of in OF_THE_ROUND or t.kind in ("count", "words") for t in table
            ):
                yield f'a rule of group "{rule.group}" begins another round at each answer: it never ends; did you mean close?'
                break


def _final_and_opened_again(policy: Policy) -> Iterator[str]:
    """An answer that its own form calls final, and that dissatisfaction opens again."""
    lines = {field.name: field for field in policy.fields}
    for rule in (each for each in policy.rules if each.then.reopen):
        for test in (t for table in rule.when for t in table if is_word(t) and t.of in lines and not t.negate):
            called = (test.values[0].replace("_", " "), *lines[test.of].called.get(test.values[0], {}).values())
            if any(map(LAST_WORD.search, called)):
                yield f'a rule of group "{rule.group}" begins another round after what is called “{called[-1]}” ({test.of})'


def _proposed_and_refused(policy: Policy) -> Iterator[str]:
    """A sum that a rule proposes in a form, and that a gate takes of no line of the same form."""
    for rule in policy.rules:
        for field, value in rule.then.set.items():
            bounds = BOUNDED.fullmatch(value)
            for gate in policy.gates if bounds else ():
                line = next((name for name in gate.forbids if _in_one_form(field, name, policy)), "")
                refused = [t for table in gate.when for t in table if t.of == line and is_range(t) and len(table) == 1]
                ends = [end.replace(",", "") for end in bounds.groups()] if bounds else []
                if line and any(lies_in(end, test) for end in ends for test in refused):
                    yield f'a rule of group "{rule.group}" proposes {value} for "{field}", and gate "{gate.name}" refuses that of "{line}"'
                    return


def _in_one_form(field: str, other: str, policy: Policy) -> bool:
    return any({field, other} <= {*task.form} for task in policy.tasks)
