"""What a sound policy declares and never uses, or says twice: left over from the policy that it was made of, or from a part that is gone."""

from collections.abc import Iterator
from difflib import get_close_matches

from chalicelib.core.complaint.message_table import MESSAGES
from chalicelib.core.expressions import expression
from chalicelib.core.people.people import ON_DUTY
from chalicelib.core.policy.model import (
    Clock,
    Extension,
    Field,
    Gate,
    Policy,
    PolicyMoment,
    Report,
    Role,
    Rule,
    Stage,
    Task,
)
from chalicelib.core.policy.vocabulary import Test

PLACEHOLDER = expression(r"\b(TODO|TBD|FIXME|XXX+|lorem ipsum)\b|待定|待填|某某|示例")
NEARLY = 0.8  # of a flag's letters, by which two spellings are one word


def remarks_on_leftovers(policy: Policy) -> Iterator[str]:
    """A sentence for each thing that its author should look at."""
    yield from _unused(policy)
    yield from _misspelt_flags(policy)
    yield from _never_summed(policy)
    yield from _said_twice(policy)
    yield from _placeholders(policy)


def _unused(policy: Policy) -> Iterator[str]:
    """Roles that nobody is told, asked or shown anything by, calendars that count nothing, fields that nobody fills in."""
    for kind, names, used in (
        ("role", [role.name for role in policy.roles], {*_roles(policy), ON_DUTY}),
        ("calendar", [calendar.name for calendar in policy.calendars[1:]], _calendars(policy)),
        ("message", _own_messages(policy), _sent(policy)),
        ("field", [f.name for f in policy.fields if not (f.computed or f.means or f.reads)], _fields(policy)),
    ):
        for name in names:
            if name not in used:
                yield f'{kind} "{name}" is used nowhere'


def _own_messages(policy: Policy) -> list[str]:
    """What the organisation's own sentences make messages of, beside those that the handling sends by itself."""
    made = (key.removesuffix(".body") for key in policy.words if key.endswith(".body"))
    return [name for name in made if name not in MESSAGES]


def _sent(policy: Policy) -> set[str]:
    """Each message that a rule, a rung or a task sends."""
    rungs = [rung.message for clock in policy.clocks for rung in clock.rungs]
    return {*rungs, *(rule.then.message for rule in policy.rules), *(task.message for task in policy.tasks)}


def _roles(policy: Policy) -> Iterator[str]:
    for rule in policy.rules:
        yield from rule.then.tell
    for rung in (rung for clock in policy.clocks for rung in clock.rungs):
        yield from rung.tell
    for task in policy.tasks:
        yield task.for_
    for given in (
        *(gate.approve for gate in policy.gates),
        *(extension.grants for extension in policy.extensions),
        *(stage.answers for stage in policy.stages),
        *((*report.to, *report.draft_to) for report in policy.reports),
        *(field.shown_to for field in policy.fields),
        *policy.may.values(),
    ):
        yield from given


def _calendars(policy: Policy) -> set[str]:
    limited: tuple[Clock | Gate | Task, ...] = (*policy.clocks, *policy.gates, *policy.tasks)
    others: tuple[Extension | Stage | Report, ...] = (*policy.extensions, *policy.stages, *policy.reports)
    hours = {rung.hours for clock in policy.clocks for rung in clock.rungs}
    return {part.calendar for part in limited} | {part.calendar for part in others} | hours


def _fields(policy: Policy) -> set[str]:
    """Those that a form, the customer's words or a rule fills, and those that somebody looks at."""
    looked_at = {name for test in _tests(policy) for name in test.of.split("+")}
    wanted = {n for gate in policy.gates for n in (*gate.needs, *gate.needs_any, *gate.forbids, gate.confirm)}
    told = {n for report in policy.reports for n in (*report.show, *report.per, report.by_field)}
    return _filled(policy) | looked_at | wanted | told | {name for field in policy.fields for name in field.sums}


def _filled(policy: Policy) -> set[str]:
    """Those that a form, the customer's answer, examples, a rule or a passed limit fills."""
    filled = {name for task in policy.tasks for name in task.form} | {*policy.asks, *policy.examples}
    filled |= {name for rule in policy.rules for name in rule.then.set}
    return filled | {name for clock in policy.clocks for rung in clock.rungs for name in rung.set}


def _misspelt_flags(policy: Policy) -> Iterator[str]:
    """A flag that nothing looks at, and that is spelt nearly like one that something does."""
    read = {value for test in _tests(policy) if test.kind == "flag" for value in test.values}
    raised = dict.fromkeys(flag for rule in policy.rules for flag in rule.then.flag)
    for flag in (each for each in raised if each not in read):
        for like in get_close_matches(flag, read, 1, NEARLY):
            yield f'nothing looks at flag "{flag}": is it "{like}"?'


def _never_summed(policy: Policy) -> Iterator[str]:
    """A sum of which one part is never filled in."""
    filled = _filled(policy) | {f.name for f in policy.fields if f.computed or f.reads}
    for field in policy.fields:
        for name in (each for each in field.sums if each not in filled):
            yield f'field "{field.name}" adds up "{name}", which no form asks for: there would never be a sum'


def _tests(policy: Policy) -> Iterator[Test]:
    excepted: tuple[Rule | Clock | Gate, ...] = (*policy.rules, *policy.clocks, *policy.gates)
    others: tuple[Task | PolicyMoment | Extension | Field | Report, ...] = (
        *policy.tasks, *policy.moments, *policy.extensions, *policy.fields, *policy.reports
    )  # fmt: skip
    for when in (*(p.when for p in (*excepted, *others)), *(p.unless for p in excepted)):
        for table in when:
            yield from table


def _said_twice(policy: Policy) -> Iterator[str]:
    """Two limits, reports or tasks that differ in their names alone; two units that are chosen by one word."""
    alike: dict[tuple[object, ...], str] = {}
    for kind, name, *said in (
        *(("clock", c.name, c.from_, c.until, c.within, c.due, c.calendar, c.when, c.unless) for c in policy.clocks),
        *(
            ("report", r.name, r.kind, r.every, r.by, r.on, r.to, r.when, r.by_field, r.show, r.of)
            for r in policy.reports
        ),
        *(("task", t.name, t.for_, t.opens, t.command, t.after, t.form, t.when, t.promises) for t in policy.tasks),
    ):
        other = alike.setdefault((kind, *map(str, said)), str(name))
        if other != name:
            yield f'{kind} "{other}" and {kind} "{name}" say the same: one of them is too much'
    for i, unit in enumerate(policy.directory.departments):
        for beside in policy.directory.departments[:i]:
            if shared := [word for word in unit.words if word in beside.words and unit.parent == beside.parent]:
                yield f'"{shared[0]}" chooses {beside.name} and {unit.name} alike'


def _placeholders(policy: Policy) -> Iterator[str]:
    """Words that stand for others which were to be written."""
    labelled: tuple[Field | Clock | Task | Role | Report | Stage, ...] = (
        *policy.fields, *policy.clocks, *policy.tasks, *policy.roles, *policy.reports, *policy.stages
    )  # fmt: skip
    texts = [policy.organisation, *policy.labels.values(), *policy.words.values(), *(each.labels for each in labelled)]
    texts += [gate.reason for gate in policy.gates]
    for text in (text for each in texts for text in each.values()):
        if found := PLACEHOLDER.search(text):
            yield f'"{found.group()}" stands in what people read: “{text[:40]}”'
