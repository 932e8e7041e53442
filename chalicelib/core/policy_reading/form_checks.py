"""Whether forms can be filled in: their lines told apart and written, their commands given, what gates need asked for."""

from collections.abc import Iterable, Iterator

import msgspec

from chalicelib.core.complaint.model import Status
from chalicelib.core.complaint.moments import NAMED
from chalicelib.core.orders.command_kind import CLASSIFIED, CommandKind
from chalicelib.core.orders.command_reader import LONGEST_LABEL, plain_label
from chalicelib.core.orders.command_table import COMMANDS
from chalicelib.core.orders.form_lines import FORM_LINES
from chalicelib.core.policy import duties
from chalicelib.core.policy.answering import EXPLAINS, answer_tasks
from chalicelib.core.policy.model import Field, Gate, Policy, Task
from chalicelib.core.policy.vocabulary import OWN_FIELDS
from chalicelib.core.policy_reading.coverage import covers, exclude
from chalicelib.core.policy_reading.decoding import Reading
from chalicelib.core.policy_reading.names import FORM_FIELDS
from chalicelib.core.policy_reading.value_checks import check_languages, check_unlike, check_words

# The roles that command records know by another name: whoever heads the desk, or a unit, may do what these may.
STANDS_AMONG = {"desk_head": ("desk", "supervisor"), "unit": ("handler",)}
AFTER_THE_ANSWER = ("answered", "visited", "closed", "confirmed")
BEFORE_ANSWERED = ("received", "registered", "referred", "assigned", "accepted", "proposed")
OF_A_VISIT = ("reached", "satisfied", "words")  # lines that count as a customer's verdict, and in no other form
MARKS = ("contacted", "told")  # moments of every complaint that a form may bring about as well


def check_forms(policy: Policy, reading: Reading) -> None:
    """Fields, the tasks that ask for them and the gates that wait for them."""
    _check_labels(policy, reading)
    for i, field in enumerate(policy.fields):
        _check_field(field, f"field[{i}]", reading)
        for key in ("when", "signs"):
            if getattr(field, key) and field.name not in policy.asks:
                reading.refuse(f"field[{i}].{key}", f'is for what the customer is asked: put "{field.name}" into asks')
    for i, task in enumerate(policy.tasks):
        _check_task(task, f"task[{i}]", reading)
        _check_letter(task, f"task[{i}].letter", policy, reading)
    _check_forbidden_elsewhere(policy, reading)
    for i, gate in enumerate(policy.gates):
        _check_gate(gate, f"gate[{i}]", frozenset(_given_to(gate, policy)), policy, reading)


# -- fields -----------------------------------------------------------------------------------------------------------------


def _check_labels(policy: Policy, reading: Reading) -> None:
    """A label leads to one line: none may be another field's, or that of a line that every form has."""
    shared = ("reason", *CLASSIFIED)  # which a field of one's own may be called: no command asks for them beside it
    lines = [line for line in FORM_LINES.values() if line.name not in shared]
    common = {plain_label(each): line for line in lines for many in line.labels.values() for each in many}
    known: dict[str, str] = {}
    for i, field in enumerate(policy.fields):
        for key, label in (("name", field.name), *((f"labels.{k}", v) for k, v in field.labels.items())):
            path, plain = f"field[{i}].{key}", plain_label(label)
            if known.setdefault(plain, field.name) != field.name:
                reading.refuse(
                    path, f'"{label}" is what "{known[plain]}" is called already: staff could not fill in both'
                )
            elif plain in common:
                reading.refuse(path, f'"{label}" is the label of "{common[plain].name}", a line of every form')


def _check_field(field: Field, path: str, reading: Reading) -> None:
    check_languages(field.hint, f"{path}.hint", reading)
    for choice, labels in field.called.items():
        check_languages(labels, f"{path}.choices.{choice}", reading)
    if field.means == "complained_of" and field.type not in ("text", "choice"):
        reading.refuse(f"{path}.means", f'names people, and the field has type = "{field.type}"')
    for language, label in field.labels.items():
        _check_label(label, f"{path}.labels.{language}", reading)
    check_unlike(field.choices, f"{path}.choices", reading)
    check_words(field.choices, f"{path}.choices", reading)
    check_words(field.signs, f"{path}.signs", reading)
    if field.means == "carried_out" and field.type != "yes_no":
        reading.refuse(f"{path}.means", f'says yes or no, and the field has type = "{field.type}"')
    for i, words in enumerate(field.signs):
        if words.strip() == "#":
            reading.refuse(f"{path}.signs[{i}]", '"#" alone is any number at all; write a word beside it')
    if field.takes_none and field.type != "text":
        reading.refuse(
            f"{path}.takes_none", f'is for a text: a line of type "{field.type}" has a no or none of its own'
        )
    _check_not_alone(field.reads, f"{path}.reads", reading)
    _check_not_alone(field.reads_last, f"{path}.reads_last", reading)


def _check_not_alone(readings: tuple[str, ...], path: str, reading: Reading) -> None:
    for i, words in enumerate(readings):
        if words.strip() == "#":
            reading.refuse(f"{path}[{i}]", '"#" alone would take anything for the value; write a word beside it')


def _check_label(label: str, path: str, reading: Reading) -> None:
    if not label.strip():
        reading.refuse(path, "is empty: nobody could write it")
    elif len(label) > LONGEST_LABEL:
        reading.refuse(
            path, f'"{label}" has {len(label)} characters; a form takes {LONGEST_LABEL}: write the rest under hint'
        )
    elif any(mark in label for mark in ":：\n\t|"):
        reading.refuse(path, f'"{label}" holds a colon, a bar or a break, behind which a form expects the value')


# -- tasks ------------------------------------------------------------------------------------------------------------------


def _check_task(task: Task, path: str, reading: Reading) -> None:
    kind = COMMANDS.get(task.command)
    if kind is None:
        return
    check_unlike(task.form, f"{path}.form", reading)
    if not can_finish(kind):
        able = ", ".join(name for name, each in COMMANDS.items() if can_finish(each))
        reading.refuse(f"{path}.command", f'"{kind.name}" does not finish a task; known are {able}')
    elif task.for_ == "customer":
        reading.refuse(f"{path}.for", "the customer has no tasks: write asks, or a rule that tells them something")
    elif kind.roles and not kind.roles.intersection((task.for_, *STANDS_AMONG.get(task.for_, ()))):
        may = ", ".join(sorted(kind.roles))
        reading.refuse(f"{path}.for", f'"{task.for_}" may not give the command "{kind.name}"; known are {may}')
    elif late := _too_late(task, kind):
        reading.refuse(
            f"{path}.opens", f'"{task.opens}" is too {late} for the command "{kind.name}", which is refused then'
        )
    else:
        _check_lines(task, kind, path, reading)
    _check_sets(task, path, reading)


def _check_letter(task: Task, path: str, policy: Policy, reading: Reading) -> None:
    """Each line of it once, and none that is kept from people here."""
    check_unlike(task.letter, path, reading)
    kept = {field.name for field in policy.fields if field.shown_to}
    for i, name in enumerate(task.letter):
        if name in kept:
            reading.refuse(f"{path}[{i}]", f'"{name}" is shown to some roles alone, and the letter to the customer')


def can_finish(kind: CommandKind) -> bool:
    """Whether a policy's task ends with that command: what moves the complaint as a whole ends none."""
    return kind.needs_complaint and (not kind.completes_task or kind.name in ("fill", *duties.BROUGHT_ABOUT_BY))


def _too_late(task: Task, kind: CommandKind) -> str:
    """Why the command is refused when the task opens: it is too "late" for it, or too "early"; "" if it may be given."""
    if kind.name == "visit" and task.opens in BEFORE_ANSWERED:
        return "early"
    statuses: dict[str, tuple[Status, ...]] = {
        "answered": ("answered",),
        "visited": ("answered", "closed"),
        "closed": ("closed",),
    }
    return "late" if task.opens in statuses and not kind.states.intersection(statuses[task.opens]) else ""


def _check_lines(task: Task, kind: CommandKind, path: str, reading: Reading) -> None:
    for i, line in enumerate(task.form):
        if kind.name == "fill" and line in OF_A_VISIT:
            reading.refuse(
                f"{path}.form[{i}]",
                f'"{line}" is what a follow-up call brings home, and no other form keeps it; did you mean command = "visit"?',
            )
        taken = line in kind.lines or (kind.policy_fields and line not in FORM_LINES)
        if not taken and (line in FORM_LINES or line in reading.names.fields):
            reading.refuse(f"{path}.form[{i}]", f'"{line}" is no line that the command "{kind.name}" takes')


def _check_sets(task: Task, path: str, reading: Reading) -> None:
    """What a command brings about by itself is called as it is; a form brings about moments of its own."""
    usual = duties.BROUGHT_ABOUT_BY.get(task.command, "")
    if usual and task.sets not in ("", usual):
        reading.refuse(f"{path}.sets", f'the command "{task.command}" brings about "{usual}"; did you mean "{usual}"?')
    elif not usual and task.sets in NAMED and task.sets not in MARKS:
        reading.refuse(
            f"{path}.sets", f'"{task.sets}" is brought about by the handling, not by a form; choose another name'
        )
    elif duties.moment_of(task) == task.opens:
        reading.refuse(f"{path}.opens", f'"{task.opens}" is what this task brings about itself: it would never open')
    if task.unless and task.unless == task.opens:
        reading.refuse(f"{path}.unless", f'"{task.unless}" is what opens it: it would never be asked')


# -- gates ------------------------------------------------------------------------------------------------------------------


def _has_form(gate: Gate, policy: Policy) -> bool:
    """Whether forms lead to what the gate holds back; what none leads to, such as an explanation, the refusal itself asks for."""
    if gate.binds == (EXPLAINS,):
        return False
    leads = {gate.before, "proposed" if gate.before == "answered" else ""}
    needs = {*gate.needs, *gate.needs_any} if gate.before == "referred" else set()
    forms = [task for task in policy.tasks if task.form]
    return any(duties.moment_of(t) in leads or needs & set(t.form) for t in forms)


def _is_of_the_first_answer(gate: Gate) -> bool:
    """Whether it stands before an answer that no earlier one precedes, so that no form of what comes after the answer has been filled in."""
    later = any(test.of in ("round", "stage") for table in gate.when for test in table)
    return gate.before in ("proposed", "answered") and not later


def _given_to(gate: Gate, policy: Policy) -> Iterator[str]:
    """What is filled in on complaints to which a gate applies, before what it holds back."""
    asked = tuple(task for task in policy.tasks if not exclude(gate.when, task.when))
    return given(msgspec.structs.replace(policy, tasks=asked), _is_of_the_first_answer(gate))


def given(policy: Policy, before_the_answer: bool = False) -> Iterator[str]:
    """Every field that something fills: a form, the customer's words or files, a rule, a rung. `before_the_answer`: of a first round."""
    yield from OWN_FIELDS
    for task in policy.tasks:
        if not (before_the_answer and task.opens in AFTER_THE_ANSWER):
            yield from task.form
    for field in policy.fields:
        if field.reads or field.computed or field.type == "attachment":
            yield field.name
    for rule in policy.rules:
        yield from rule.then.set
    for clock in policy.clocks:
        for rung in clock.rungs:
            yield from rung.set


def _check_gate(gate: Gate, path: str, asked: frozenset[str], policy: Policy, reading: Reading) -> None:
    asked = asked if _has_form(gate, policy) else frozenset((*asked, *reading.names.fields))
    for i, field in enumerate(gate.needs):
        _check_needed(field, f"{path}.needs[{i}]", asked, reading, _asked_otherwise(field, gate, policy))
        if field in gate.forbids:
            reading.refuse(f"{path}.needs[{i}]", f'"{field}" is needed and forbidden at once')
    if gate.needs_any and not set(gate.needs_any) - set(gate.forbids):
        reading.refuse(f"{path}.needs_any", "is needed and forbidden at once")
    if gate.needs_any and not asked.intersection(gate.needs_any):
        otherwise = _asked_otherwise(gate.needs_any[0], gate, policy)
        _check_needed(gate.needs_any[0], f"{path}.needs_any[0]", asked, reading, otherwise)
    for i, field in enumerate(gate.forbids):
        if _is_always_required(field, gate, policy):
            reading.refuse(f"{path}.forbids[{i}]", f'"{field}" is required of every answer: none could be given')
    if gate.confirm:
        _check_needed(gate.confirm, f"{path}.confirm", asked, reading, _asked_otherwise(gate.confirm, gate, policy))
    if gate.confirm and not gate.suspicious_words:
        reading.refuse(f"{path}.confirm", "clears no suspicion: give suspicious_words")
    check_words(gate.suspicious_words, f"{path}.suspicious_words", reading)
    _check_approval(gate, path, reading)


def _check_forbidden_elsewhere(policy: Policy, reading: Reading) -> None:
    """What one gate needs and another forbids wherever the one applies: nothing would pass both."""
    for i, gate in enumerate(policy.gates):
        for other in (each for each in policy.gates if each.before == gate.before and each.binds == gate.binds):
            for j, field in enumerate(gate.needs):
                if field in other.forbids and other is not gate and not other.unless and covers(other.when, gate.when):
                    reading.refuse(
                        f"gate[{i}].needs[{j}]", f'"{field}" is needed here and forbidden by gate "{other.name}"'
                    )


def _is_always_required(field: str, gate: Gate, policy: Policy) -> bool:
    """Whether no answer that a gate holds back goes without it; a no is not filled, and tests may let others pass."""
    tests = [test for table in (*gate.when, *gate.unless) for test in table]
    said = {each.name for each in policy.fields if each.type not in ("yes_no", "number") and not each.takes_none}
    if gate.before not in ("proposed", "answered") or field not in said:
        return False
    answers = [task for task in answer_tasks(policy) if not exclude(task.when, gate.when)]
    plain = all(test.kind == "flag" or test.of == "kind" for test in tests)
    return plain and bool(answers) and all(field in task.required for task in answers)


def _asked_otherwise(field: str, gate: Gate, policy: Policy) -> str:
    """Which task asks for it on other complaints or too late; "" if none does."""
    task = next((each for each in policy.tasks if field in each.form), None)
    if task is None:
        return ""
    if exclude(gate.when, task.when):
        return f'task "{task.name}" asks for "{field}", and not where this applies: its when and this one exclude each other'
    return f'task "{task.name}" asks for "{field}" once "{task.opens}" has happened, and this stands before "{gate.before}"'


def _check_needed(field: str, path: str, asked: Iterable[str], reading: Reading, otherwise: str = "") -> None:
    if field in FORM_FIELDS and field not in OWN_FIELDS:
        reading.refuse(path, f'"{field}" is a line of a command and is not kept; declare a field of your own')
    elif field in reading.names.fields and field not in asked:
        nobody = f'no form asks for "{field}", and nothing else fills it: put it into a task\'s form'
        reading.refuse(path, otherwise or nobody)


def _check_approval(gate: Gate, path: str, reading: Reading) -> None:
    for i, role in enumerate(gate.approve):
        where = f"{path}.approve[{i}]"
        if role in ("customer", "assistants", "handler", "unit"):
            reading.refuse(where, f'"{role}" cannot approve; name a superior, the desk or a role of your own')
        elif role in gate.approve[max(i - 1, 0) : i]:
            reading.refuse(where, f'"{role}" has just agreed')
    if gate.within and not gate.approve:
        reading.refuse(f"{path}.within", "is the limit of an approval, and nobody is to approve")
    if gate.within and gate.within.amount <= 0:
        reading.refuse(f"{path}.within", f'"{gate.within}" is not a time to come')
