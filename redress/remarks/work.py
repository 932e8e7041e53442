"""What a sound policy might still want of the people who do the work: whom it asks, in which order, and what it counts."""

from collections.abc import Iterator
from itertools import combinations

from chalicelib.core.handling.judge import why_told
from chalicelib.core.policy.answering import answer_tasks
from chalicelib.core.policy.duties import moment_of
from chalicelib.core.policy.model import Policy
from chalicelib.core.policy.vocabulary import Test

OF_ANSWERS = ("proposed", "answered", "visited")
SEVERAL = 3  # forms beside which one is unlike the others
RANKS = {"supervisor": 1, "desk_head": 1, "director": 2}


def remarks_on_work(policy: Policy) -> Iterator[str]:
    """A sentence for each thing that its author should look at."""
    yield from _agreed_from_above(policy)
    yield from _answered_by_others(policy)
    yield from _needed_too_early(policy)
    yield from _directed_from_below(policy)
    yield from _counted(policy)
    yield from _passed_on_by_default(policy)
    yield from _of_what_is_passed_on(policy)
    yield from _named_to_customers(policy)
    yield from _graded_as_it_is(policy)
    yield from _chosen_in_vain(policy)
    yield from _told_without_a_reason(policy)
    yield from _empty_form(policy)


def _agreed_from_above(policy: Policy) -> Iterator[str]:
    """Consent of a leader before that of those below."""
    for gate in policy.gates:
        ranks = [RANKS[role] for role in gate.approve if role in RANKS]
        if ranks != sorted(ranks):
            yield f'gate "{gate.name}" asks {", then ".join(gate.approve)}: whoever leads agrees before those below'


def _answered_by_others(policy: Policy) -> Iterator[str]:
    """An answer that is not asked of whoever has the complaint."""
    if any(rule.then.assign for rule in policy.rules):
        for task in answer_tasks(policy):
            if task.for_ != "handler":
                yield f'task "{task.name}" asks {task.for_} for the answer, and rules assign complaints to handlers'


def _needed_too_early(policy: Policy) -> Iterator[str]:
    """What must be known before a unit has the complaint, and is asked for by the form of the answer alone."""
    answers = {name for task in answer_tasks(policy) for name in task.form}
    others = {name for task in policy.tasks if task not in answer_tasks(policy) for name in task.form}
    for gate in policy.gates:
        late = [name for name in gate.needs if name in answers - others]
        if gate.before in ("accepted", "referred") and late and not _looks_at_moments(gate.when):
            yield f'gate "{gate.name}" wants "{late[0]}" before "{gate.before}", and only the form of the answer asks for it'


def _looks_at_moments(when: tuple[tuple[Test, ...], ...]) -> bool:
    return any(test.kind == "moment" or test.of in ("round", "stage") for table in when for test in table)


def _told_without_a_reason(policy: Policy) -> Iterator[str]:
    """Colleagues who hear of a complaint by a rule whose group has no label, and of which nothing can be put into words."""
    for rule in policy.rules:
        told = [role for role in rule.then.tell if role != "customer"]
        named = rule.group in why_told.JUDGED or why_told.has_words(rule.group, policy) or rule.then.message
        if told and not named and any(not why_told.can_explain(table, policy) for table in rule.when or ((),)):
            yield f'group "{rule.group}" tells {", ".join(told)} of a complaint and not why: give it a label'


def _directed_from_below(policy: Policy) -> Iterator[str]:
    for unit in policy.directory.departments:
        if unit.director and unit.director == unit.handler:
            yield f'department "{unit.name}" has its handler as director: nobody above the head hears of it'


def _counted(policy: Policy) -> Iterator[str]:
    """Counts of all that a customer has ever written, and those that the first complaint fulfils."""
    tests = [test for rule in policy.rules for table in (*rule.when, *rule.unless) for test in table]
    counts = [test for test in tests if test.kind == "count"]
    if any(test.of == "customer" and test.within is None for test in counts):
        yield 'a rule counts all complaints of a customer since ever: give count a within, as "90 days"'
    for test in (each for each in counts if each.at_least is None and each.over is None):
        yield f"a rule counts {test.of} without at_least or over: it applies to the first complaint already"


def _graded_as_it_is(policy: Policy) -> Iterator[str]:
    """Rules that give the severity which every complaint has already, and none that gives another: the list may stand the wrong way round."""
    rungs = (rung for clock in policy.clocks for rung in clock.rungs)
    given = {each.get("severity", "") for each in (*(rule.then.set for rule in policy.rules), *(r.set for r in rungs))}
    if given - {""} == {policy.severities[0]}:
        yield f"rules make complaints {policy.severities[0]}, which each is from the start: it is the first of severities"


def _chosen_in_vain(policy: Policy) -> Iterator[str]:
    """Words of a department that is no unit of another, and signs by which two fields are read."""
    for department in policy.directory.departments:
        if department.words and not department.parent:
            yield f'words of department "{department.name}" choose nothing: they tell units of one parent apart'
    for one, other in combinations(policy.fields, 2):
        if shared := set(one.reads) & set(other.reads):
            yield f'"{min(shared)}" is read for "{one.name}" and for "{other.name}"'


def _named_to_customers(policy: Policy) -> Iterator[str]:
    for task in policy.tasks:
        for name in (each for each in task.letter if each in policy.fields_that_mean("complained_of")):
            yield f'task "{task.name}" names in its letter whom the complaint is about: "{name}"'


def _passed_on_by_default(policy: Policy) -> Iterator[str]:
    if policy.default_kind not in policy.flow_kinds:
        yield f"what no rule gives a kind is {policy.default_kind}, which is only passed on"


def _of_what_is_passed_on(policy: Policy) -> Iterator[str]:
    """A part that waits for the answer to what gets none."""
    parts = (
        *(("task", task.name, task.opens, task.when) for task in policy.tasks),
        *(
            ("clock", clock.name, moment, clock.when)
            for clock in policy.clocks
            for moment in (clock.from_, clock.until)
        ),
        *(("gate", gate.name, gate.before, gate.when) for gate in policy.gates),
    )
    for kind, name, moment, when in parts:
        if moment in OF_ANSWERS and when and not any(_is_handled(table, policy) for table in when):
            yield f'{kind} "{name}" waits for "{moment}" of what is only passed on, which gets no answer'


def _is_handled(table: tuple[Test, ...], policy: Policy) -> bool:
    """Whether its kinds are among those that are handled to an answer."""
    tests = [test for test in table if test.kind == "field" and test.of == "kind" and not test.negate]
    return all(set(test.values) & set(policy.flow_kinds) for test in tests)


def _empty_form(policy: Policy) -> Iterator[str]:
    """The one form of which no line must be filled, so that whoever sends it back empty has done the work."""
    forms = [task for task in policy.tasks if task.form and task.command == "fill"]
    gated = {gate.before for gate in policy.gates if gate.needs or gate.needs_any}
    empty = [task for task in forms if not task.required and moment_of(task) not in gated]
    if len(empty) == 1 and len(forms) > SEVERAL:
        yield f'task "{empty[0].name}" requires no line of its form, as all others do: whoever sends it back empty has done it'
