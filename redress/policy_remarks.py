"""What a sound policy might still want: it runs as it is, but people would read, or wait for, something that nobody meant."""

from collections.abc import Callable, Iterator

from chalicelib.core.policy import duties
from chalicelib.core.policy.answering import answer_tasks
from chalicelib.core.policy.model import Policy
from chalicelib.core.policy_reading.answer_checks import told_apart
from chalicelib.core.policy_reading.moment_order import IN_ORDER
from chalicelib.core.times.calendars import leaves_out, parts
from chalicelib.core.words.labels import clock_name, label
from chalicelib.core.written.languages import LANGUAGES
from chalicelib.render.empty_values import perhaps_empty
from redress.country_remarks import remarks_on_countries
from redress.gate_remarks import remarks_on_gates
from redress.ladder_remarks import remarks_on_ladders
from redress.leftover_remarks import remarks_on_leftovers
from redress.limit_remarks import remarks_on_limits
from redress.message_remarks import remarks_on_messages
from redress.mismatch_remarks import remarks_on_mismatches
from redress.order_remarks import remarks_on_order
from redress.promise_remarks import remarks_on_promises
from redress.range_remarks import remarks_on_ranges
from redress.reader_remarks import remarks_on_readers
from redress.report_remarks import remarks_on_reports
from redress.said_span_remarks import remarks_on_said_spans
from redress.said_sum_remarks import remarks_on_said_sums
from redress.sibling_remarks import remarks_on_siblings
from redress.span_remarks import remarks_on_spans
from redress.text_remarks import remarks_on_texts
from redress.unit_remarks import remarks_on_units
from redress.value_remarks import remarks_on_values
from redress.word_list_remarks import remarks_on_word_lists
from redress.work_remarks import remarks_on_work

A_YEAR = 2026  # which days a part keeps beside its country's hardly changes
MANY = 6  # parts that are named
LOOKS = (
    remarks_on_limits,
    remarks_on_units,
    remarks_on_spans,
    remarks_on_order,
    remarks_on_ladders,
    remarks_on_work,
    remarks_on_promises,
    remarks_on_reports,
    remarks_on_messages,
    remarks_on_texts,
    remarks_on_said_spans,
    remarks_on_said_sums,
    remarks_on_word_lists,
    remarks_on_countries,
    remarks_on_leftovers,
    remarks_on_values,
    remarks_on_gates,
    remarks_on_ranges,
    remarks_on_siblings,
    remarks_on_mismatches,
    remarks_on_readers,
)


def remarks(policy: Policy) -> list[str]:
    """A sentence for each thing that its author should look at; none if there is nothing."""
    bare = unlabelled(policy)
    found = [f"without a label, so that people read the word itself: {bare}"] if bare else []
    return [
        *found,
        *_unlabelled_letters(policy),
        *_alike(policy),
        *_asked_alike(policy),
        *_promised_to_all(policy),
        *_not_kept(policy),
        *_never_dated(policy),
        *_from_another_moment(policy),
        *_of_a_part(policy),
        *_everywhere(policy),
        *(said for look in LOOKS for said in look(policy)),
        *perhaps_empty(policy),
    ]


def unlabelled(policy: Policy) -> str:
    """Names that mails and reports would show as they stand in the file, by kind of part; "" if all have a label."""
    found = ((kind, [n for n in names if _is_bare(n, policy)]) for kind, names in _names(policy))
    return "; ".join(f"{kind} {', '.join(names)}" for kind, names in found if names)


def _unlabelled_letters(policy: Policy) -> Iterator[str]:
    """Lines of a letter that customers of one language would read in another; the two scripts of Chinese are written for one another."""
    sent = {name for task in policy.tasks for name in task.letter}
    for field in (each for each in policy.fields if each.name in sent and each.labels):
        lacking = [each for each in policy.languages if each not in field.labels and LANGUAGES[each].is_latin]
        if lacking:
            yield f'line "{field.name}" of the letter has no label in {", ".join(lacking)}'


def _is_bare(name: str, policy: Policy) -> bool:
    """Whether readers of one of its languages get the name itself: nobody labelled it, and it is no plain word of that language."""
    read = [each for each in policy.languages if "_" in name or not LANGUAGES[each].is_latin]
    return name.isascii() and name not in policy.labels and any(label(name, policy, each) == name for each in read[:1])


def _alike(policy: Policy) -> Iterator[str]:
    """Two clocks that may run on one complaint and are called alike: nobody could tell their reminders apart."""
    for i, clock in enumerate(policy.clocks):
        for other in policy.clocks[:i]:
            called = _called(clock.name, other.name, policy, clock_name)
            if called and not told_apart(clock.when, other.when):
                yield f'clock "{other.name}" and clock "{clock.name}" are both called "{called}": people cannot tell them apart'


def _asked_alike(policy: Policy) -> Iterator[str]:
    """Two tasks of one complaint that are called alike: a reply under that name completes whichever comes first."""
    for i, task in enumerate(policy.tasks):
        for other in policy.tasks[:i]:
            called = _called(task.name, other.name, policy, label)
            if called and task.command == other.command and not told_apart(task.when, other.when):
                yield f'task "{other.name}" and task "{task.name}" are both called "{called}": replies cannot tell them apart'


def _called(one: str, other: str, policy: Policy, name: Callable[[str, Policy, str], str]) -> str:
    """What the two are both called in a language of the policy; "" if each has names of its own."""
    names = ((name(one, policy, language), name(other, policy, language)) for language in policy.languages)
    return next((a for a, b in names if a == b), "")


def _promised_to_all(policy: Policy) -> Iterator[str]:
    """A time for the answer that is told to people whose matter is only passed on."""
    passed_on = [kind for kind in policy.kinds if kind not in policy.flow_kinds]
    flows = ", ".join(f'"{kind}"' for kind in policy.flow_kinds)
    wanted = flows if len(policy.flow_kinds) == 1 else f"[{flows}]"
    for clock in policy.clocks:
        looks = any(test.of == "kind" for table in (*clock.when, *clock.unless) for test in table)
        if passed_on and clock.promised and clock.until == "answered" and not looks:
            yield (
                f'clock "{clock.name}" promises an answer to {", ".join(passed_on)} as well, which is only passed on: '
                f"add kind = {wanted} to each table of its when (when = [{{ kind = {wanted} }}] if it has none)"
            )


def _not_kept(policy: Policy) -> Iterator[str]:
    """A time that customers are told, at which nobody speaks to them if it is not kept (GN-01)."""
    for clock in policy.clocks:
        if clock.promised and not any("customer" in rung.tell and rung.at.amount <= 0 for rung in clock.rungs):
            yield (
                f'clock "{clock.name}" promises customers a time and tells them nothing when it passes: '
                'add { at = "due", tell = ["customer"], every = "1 day" } to its rungs'
            )


def _never_dated(policy: Policy) -> Iterator[str]:
    """A promise that every answer makes, with a date that may stay empty."""
    for task in (each for each in policy.tasks if each.promises and each.due):
        for answer in answer_tasks(policy):
            if task.promises in answer.required and task.due not in answer.required:
                yield (
                    f'task "{answer.name}" requires "{task.promises}" and leaves "{task.due}" to its author, '
                    f'but is refused without it: add "{task.due}" to required, or take "{task.promises}" out'
                )


def _from_another_moment(policy: Policy) -> Iterator[str]:
    """An answer without a limit of its own, whose clocks all begin only later than it is asked for: it gets the next working day."""
    for task in answer_tasks(policy):
        clocks = [c for c in policy.clocks if c.until in ("answered", duties.moment_of(task))]
        order = IN_ORDER[: IN_ORDER.index(task.opens) + 1] if task.opens in IN_ORDER else (task.opens,)
        if not task.within and clocks and not any(c.from_ in (*order, task.opens) for c in clocks):
            begins = " or ".join(dict.fromkeys(f'"{c.from_}"' for c in clocks))
            yield (
                f'task "{task.name}" opens at "{task.opens}", but its limit begins at {begins}: until then it has the next '
                f"working day; let both begin together, or give the task within"
            )


def _of_a_part(policy: Policy) -> Iterator[str]:
    """A calendar with what is off in a whole country, where each part of it has more."""
    for calendar in policy.calendars:
        if calendar.holidays and leaves_out(calendar.holidays, A_YEAR):
            known = ", ".join(f"{calendar.holidays}-{part}" for part in parts(calendar.holidays)[:MANY])
            yield f'calendar "{calendar.name}" knows only what is off in all of {calendar.holidays}; each part has more: {known}'


def _everywhere(policy: Policy) -> Iterator[str]:
    """A single letter or figure that is looked for, which stands in nearly every text."""
    for rule in policy.rules:
        words = (w for table in rule.when for test in table if test.kind == "words" for w in test.values)
        for word in words:
            if len(word.strip()) == 1 and word.strip().isascii():
                yield f'a rule of group "{rule.group}" looks for "{word.strip()}", which stands in nearly every text'


def _names(policy: Policy) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield "kind", policy.kinds
    yield "severity", policy.severities if len(policy.severities) > 1 else ()
    yield "category", policy.categories
    yield "role", tuple(role.name for role in policy.roles)
    yield "field", tuple(field.name for field in policy.fields)
    yield "clock", tuple(clock.name for clock in policy.clocks)
    yield "extension", tuple(extension.name for extension in policy.extensions)
    yield "stage", tuple(stage.name for stage in policy.stages)
    yield "task", tuple(task.name for task in policy.tasks)
    yield "report", tuple(report.name for report in policy.reports if report.kind != "list")
    yield "relation", tuple(dict.fromkeys(r.then.set["relation"] for r in policy.rules if "relation" in r.then.set))
    yield (
        "choice",
        tuple(dict.fromkeys(c for f in policy.fields if f.type == "choice" for c in f.choices if c not in f.called)),
    )
