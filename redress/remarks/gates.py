"""Gates of a sound policy that hardly anybody passes: what they want is asked for only later, or by no form that they look at."""

import re
from collections.abc import Iterator

from chalicelib.core.expressions import expression
from chalicelib.core.policy.answering import ANSWERED_BY, ANSWERS, EXPLAINS, answer_tasks
from chalicelib.core.policy.model import Gate, Policy
from chalicelib.core.policy.vocabulary import Test
from chalicelib.core.policy_reading.coverage import exclude
from chalicelib.core.policy_reading.moment_order import IN_ORDER, place_of
from redress.remarks.condition_logic import FILLED, Table, contradicts, follows
from redress.remarks.value_flow import Giving, givings, in_words

WRITE_NONE = expression(
    r"(?:写|寫|填|填写|填寫|注明|註明)(?:上|明|为|為)?[“「\"']?无|(?:写|寫|填|填写|填寫|注明|註明)(?:上|明|为|為)?[“「\"']?無"
    r"|\b(?:write|put|enter|say|state)\s+[“\"']?(?:none|nothing|no\b)|\bnone if\b",
    re.IGNORECASE,
)

OF_THOSE_WHO_HAVE_SOME = expression(
    r"(?:其他|其它|客户|客戶)?(?:意见|意見)?(?:和|及|与|與)?(?:建议|建議)|(?:其他|其它)(?:说明|說明|事项|事項|情况|情況)"
    r"|(?:opinions and |other |further )?suggestions|(?:other|further) (?:remarks|comments|matters)",
    re.IGNORECASE,
)  # lines that not everybody has something for


SEVERAL = 3  # lines that are wanted together


def remarks_on_gates(policy: Policy) -> Iterator[str]:
    """A sentence for each thing that its author should look at."""
    yield from _none_that_does_not_count(policy)
    yield from _no_value_left(policy)
    yield from _of_the_other_form(policy)
    yield from _ended_in_no_way(policy)
    ways = givings(policy)
    for gate in policy.gates:
        yield from _asked_later(gate, policy, {name for name, each in ways.items() if _is_read(each)})
        yield from _cleared_nowhere(gate, policy)
        yield from _assigned_in_vain(gate, policy)
        yield from _of_what_never_comes(gate, policy)
        yield from _forbids_something_else(gate, policy)


def _is_read(ways: list[Giving]) -> bool:
    """Whether a field gets a value from anything but forms and the refusals of gates."""
    return any(not way.by.title.startswith(("task ", "gate ")) for way in ways)


def _asked_later(gate: Gate, policy: Policy, read: set[str]) -> Iterator[str]:
    """What a gate wants before a moment, and forms ask for only after it."""
    place = IN_ORDER.index(gate.before) if gate.before in IN_ORDER else None
    if place is None or any(test.of in ("round", "stage") or test.kind == "moment" for t in gate.when for test in t):
        return
    for field in (each for each in gate.needs if each not in read):
        asked = [task for task in policy.tasks if field in task.form]
        places = [place_of(task.opens, policy) if task.opens else None for task in asked]
        if asked and all(each is not None and each >= place for each in places):
            yield (
                f'gate "{gate.name}" wants "{field}" before "{gate.before}", '
                f'and task "{asked[0].name}" asks for it only after that'
            )


def _cleared_nowhere(gate: Gate, policy: Policy) -> Iterator[str]:
    """A line by which a suspicion is cleared, and which is no line of the answer."""
    answers = answer_tasks(policy) if gate.before in ANSWERED_BY else ()
    if gate.confirm and answers and not any(gate.confirm in task.form for task in answers):
        yield f'gate "{gate.name}" is passed by "{gate.confirm}", which no form of an answer has as a line'


def _none_that_does_not_count(policy: Policy) -> Iterator[str]:
    """A line whose hint has people write none, and that is not filled by it where it must be."""
    for field in (each for each in policy.fields if each.type == "text" and not each.takes_none):
        asked = next((said for said in field.hint.values() if WRITE_NONE.search(said)), "")
        task = next((each for each in policy.tasks if field.name in each.required), None)
        gate = next((each for each in policy.gates if field.name in each.needs), None)
        if (
            not asked
            and task
            and not gate
            and any(OF_THOSE_WHO_HAVE_SOME.fullmatch(each) for each in field.labels.values())
        ):
            yield f'task "{task.name}" wants "{field.name}" filled, and whoever has none cannot fill it: give it takes_none = true'
        if asked and (task or gate):
            wants = f'task "{task.name}"' if task else f'gate "{gate.name}"' if gate else ""
            yield f'the hint of "{field.name}" says “{asked}”, and {wants} wants it filled, which none does not do: give it takes_none = true'


def _no_value_left(policy: Policy) -> Iterator[str]:
    """A line that must be filled, each of whose values some gate forbids."""
    chosen = ((f, binds) for f in policy.fields if len(f.choices) > 1 for binds in {g.binds for g in policy.gates})
    for field, binds in chosen:
        gates = [gate for gate in policy.gates if field.name in gate.forbids and gate.binds == binds]
        values = {v: g.name for g in gates for t in g.when for each in t if each.of == field.name for v in each.values}
        if {*field.choices} <= {*values} and any(field.name in gate.needs for gate in policy.gates):
            named = " and ".join(f'gate "{name}"' for name in sorted({*values.values()}))
            yield f'{named} forbid "{field.name}" whatever it says, and it must be filled: nobody gets through'


def _of_the_other_form(policy: Policy) -> Iterator[str]:
    """A gate for all that one form of an answer requires, which is for the complaints of another form alone."""
    answers = answer_tasks(policy)
    for gate in (
        each for each in policy.gates if each.before in ANSWERED_BY and len(each.needs) >= SEVERAL and each.when
    ):
        bound = [task for task in answers if any(not exclude(task.when, (table,)) for table in gate.when)]
        spared = [task for task in answers if task not in bound and {*gate.needs} <= {*task.required}]
        if spared and bound and not any({*gate.needs} <= {*task.required} for task in bound):
            yield (
                f'gate "{gate.name}" wants of the answer what task "{spared[0].name}" requires, and is for task "{bound[0].name}", '
                "which leaves it to its author: it may be on the wrong side"
            )


def _assigned_in_vain(gate: Gate, policy: Policy) -> Iterator[str]:
    """A value that a gate forbids before the complaint is handed on, and of which rules give complaints to a unit."""
    if gate.before not in ("referred", "assigned", "accepted") or gate.unless:
        return
    for rule in (each for each in policy.rules if each.then.assign):
        for table in rule.when:
            for test in (t for t in table if t.of in gate.forbids and t.kind == "field" and t.values and not t.negate):
                if any(_holds_back(test, table, each) for each in gate.when or ((),)) or _forbids_altogether(
                    test, table, gate
                ):
                    yield f'gate "{gate.name}" never lets go what has {in_words((test,))}, which a rule of group "{rule.group}" gives to {rule.then.assign}'
                    return


def _forbids_altogether(test: Test, table: Table, gate: Gate) -> bool:
    """Whether the line is forbidden whatever it says, of complaints that the rule gives away."""
    named = {each.of for held in gate.when for each in held}
    return test.of not in named and any(not contradicts(table, held) for held in gate.when or ((),))


def _ended_in_no_way(policy: Policy) -> Iterator[str]:
    """A value of which gates forbid both an answer and that it be found invalid."""
    barred: dict[tuple[str, str], dict[str, str]] = {}
    for gate in (each for each in policy.gates if each.before == "answered" and not each.unless):
        for test in (t for table in gate.when for t in table if t.of in gate.forbids and t.kind == "field"):
            for value in () if test.negate or test.values == FILLED else test.values:
                for command in gate.binds or (ANSWERS,):
                    barred.setdefault((test.of, value), {})[command] = gate.name
    for (field, value), gates in barred.items():
        if {ANSWERS, EXPLAINS} <= {*gates} and gates[ANSWERS] != gates[EXPLAINS]:
            yield (
                f'gate "{gates[ANSWERS]}" lets nobody answer what has {field} = "{value}", and gate "{gates[EXPLAINS]}" nobody find it invalid: '
                "it ends in no way"
            )


def _holds_back(test: Test, table: Table, held: Table) -> bool:
    """Whether all that has the value which the rule looks at is held back, in the stage that the gate is for."""
    return all(
        other.of in ("stage", "round", "kind") or follows((test,), (other,)) for other in held
    ) and not contradicts(table, held)


def _of_what_never_comes(gate: Gate, policy: Policy) -> Iterator[str]:
    """A gate for what is empty of an answer that another one lets pass only filled: it is never come to."""
    for other in (each for each in policy.gates if each is not gate and each.before == gate.before and not each.unless):
        for table in gate.when:
            empty = {t.of for t in table if t.negate and t.values == FILLED} | _excepted(gate)
            rest = tuple(t for t in table if not t.negate)
            if any(follows(rest, wide) for wide in other.when or ((),)) and _lacks(other, empty):
                yield (
                    f'gate "{gate.name}" is for what has no {" and no ".join(sorted(empty & {*other.needs, *other.needs_any}))}, '
                    f'which gate "{other.name}" lets nobody answer without: it never applies'
                )


def _excepted(gate: Gate) -> set[str]:
    """The lines that are empty where it applies, for it spares what has them."""
    return {
        table[0].of for table in gate.unless if len(table) == 1 and table[0].values == FILLED and not table[0].negate
    }


def _lacks(gate: Gate, empty: set[str]) -> bool:
    return bool(empty & set(gate.needs)) or (bool(gate.needs_any) and set(gate.needs_any) <= empty)


def _forbids_something_else(gate: Gate, policy: Policy) -> Iterator[str]:
    """A gate that is for some values of lines, and forbids a line that has nothing to do with them."""
    lines = {field.name: field for field in policy.fields}
    tested = {test.of for table in gate.when for test in table if test.of in lines}
    forbidden = {part for name in gate.forbids for part in (name, *lines[name].sums) if name in lines}
    if tested and forbidden and not tested & forbidden:
        yield f'gate "{gate.name}" looks at {" and ".join(sorted(tested))} and forbids "{gate.forbids[0]}": one of the two is meant'
