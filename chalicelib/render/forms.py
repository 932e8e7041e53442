"""What a member of staff can answer: the form to fill in, and each command on offer as a link that opens the reply."""

import re
from collections.abc import Mapping
from functools import lru_cache

import msgspec

from chalicelib.core.complaint.decision import Message
from chalicelib.core.lately import lately
from chalicelib.core.orders.command_reader import label_map, read_commands
from chalicelib.core.orders.command_table import COMMANDS, explained, shown
from chalicelib.core.people import rights
from chalicelib.core.policy.answering import EXPLAINS, asks_of
from chalicelib.core.policy.model import Field, Policy, Task
from chalicelib.core.policy.remembering import of_policy
from chalicelib.core.words.case_view import CaseView
from chalicelib.core.words.labels import choice_name, label, with_desk
from chalicelib.core.words.links import mail_link
from chalicelib.core.words.plain_text import one_line, without_unseen
from chalicelib.core.written.languages import LANGUAGES, in_words, language_or_first

LONGEST_HELP = 400  # characters beside a button
ANSWERING = ("proposed", "approved", "answered")


class CommandView(msgspec.Struct, frozen=True):
    """A command on offer: its name, what it does, the lines to send, and the link that opens a reply with them."""

    name: str
    help: str
    lines: str
    href: str


class FormView(msgspec.Struct, frozen=True):
    """The form asked for: the lines to copy, those of them that must be filled in, what is said about some (label, hint), and those that stand already (label, value)."""

    lines: str = ""
    owed: str = ""
    hints: tuple[tuple[str, str], ...] = ()
    filled: tuple[tuple[str, str], ...] = ()


def commands(message: Message, policy: Policy, language: str, address: str, subject: str) -> tuple[CommandView, ...]:
    """The commands that the message offers, the one with the form first."""
    views = []
    for name in _known(message, policy):
        lines = _lines(name, message, policy, language)
        help_ = with_desk(explained(name, language), policy, language)
        views.append(opened(shown(name, language), lines, help_, address, subject))
    return tuple(views)


def opened(name: str, lines: str, help_: str, address: str, subject: str) -> CommandView:
    """A command with the link that opens a reply of those lines. They may name what strangers wrote."""
    written = without_unseen(lines)
    body = "\r\n".join((*written.splitlines(), ""))  # RFC 6068
    return CommandView(
        one_line(name), one_line(help_, LONGEST_HELP), written, mail_link(address, f"Re: {subject}", body)
    )


def command_name(name: str, language: str) -> str:
    """A command as it is written in a reply: `#收到`."""
    return f"#{shown(name, language)}"


def form(message: Message, policy: Policy, language: str, case: CaseView | None = None) -> FormView:
    """The form of the first command on offer; empty if it takes no lines. `case`: as its reader may see it."""
    offered = _known(message, policy)
    standing = (label(name, policy, language) for name in _strings(message, "filled"))
    shown_lines = dict((*case.fields, (label("relation", policy, language), case.relation))) if case else {}
    filled = tuple((called, shown_lines[called]) for called in standing if shown_lines.get(called))
    if not offered or not (filled or _form_fields(offered[0], message, policy)):
        return FormView()
    fields = {field.name: field for field in policy.fields}
    asked = [fields[name] for name in _form_fields(offered[0], message, policy) if name in fields]
    hints = tuple(
        (label(field.name, policy, language), hint) for field in asked if (hint := _hint(field, policy, language))
    )
    lines = _lines(offered[0], message, policy, language)
    return FormView(lines, _owed(lines), hints, filled)


def _owed(lines: str) -> str:
    """The command and the lines marked as required; "" if none is."""
    head, *others = lines.splitlines()
    owed = [line for line in others if re.match(r"[^:：]*\*[:：]", line)]
    return "\n".join((head, *owed)) if owed else ""


@lately
def _offered(message: Message, policy: Policy) -> tuple[str, ...]:
    names = tuple(_strings(message, "commands"))
    if message.name == "receipt" and _strings(message, "problems") and not names:
        return ("help",)
    task = _task(message, policy)
    if names or task is None or task.command in policy.may:  # what the decision offers this reader, and nothing besides
        return names
    return (task.command,)


def _known(message: Message, policy: Policy) -> list[str]:
    return [name for name in _offered(message, policy) if name in COMMANDS]


def _task(message: Message, policy: Policy, key: str = "task") -> Task | None:
    return _tasks(policy).get(str(message.extra.get(key, "")))


@of_policy
def _tasks(policy: Policy) -> Mapping[str, Task]:
    """Each by its name, the first of those called alike."""
    return {task.name: task for task in reversed(policy.tasks)}


@of_policy
def _computed(policy: Policy) -> frozenset[str]:
    """The fields that nobody fills in."""
    return frozenset(field.name for field in policy.fields if field.computed)


def _form_fields(command: str, message: Message, policy: Policy) -> tuple[str, ...]:
    """The form's fields that people fill in."""
    computed = _computed(policy)
    return tuple(name for name in _all_fields(command, message, policy) if name not in computed)


def _all_fields(command: str, message: Message, policy: Policy) -> tuple[str, ...]:
    """The form's fields: what the message says, else the task's form, else what the gates before the answer need."""
    is_first = command == _offered(message, policy)[0]
    task = _task(message, policy)
    named = tuple(_strings(message, "fields")) if is_first else ()
    if is_first and message.extra.get("filled"):
        return named
    if named or (task and task.form and task.command == command):
        return named or (task.form if task else ())
    if command == "resolve" and not (is_first and "fields" in message.extra):
        return tuple(dict.fromkeys((*_of_the_answer(message, policy)[0], *_needed(policy, command))))
    asks = COMMANDS[command].asks
    if command == "fill" and (fills := _task(message, policy, "fills")):
        return fills.form
    if command == EXPLAINS:
        return tuple(dict.fromkeys((*asks, *_needed(policy, command))))
    if command == "visit":
        return tuple(dict.fromkeys((*asks, *_of_a_visit(policy))))
    if command == "extend":
        gates = [gate for gate in policy.gates if gate.before == "extended" and not gate.when]
        return tuple(dict.fromkeys((*asks, *(n for g in gates for n in (*g.needs, *g.needs_any)))))
    if command == "register" and not rights.may_settle_a_call(message.to.mail, policy):
        return tuple(name for name in asks if name != "settled")
    return asks


def _needed(policy: Policy, command: str) -> list[str]:
    """What the gates before the answer need of the one that is given by this command."""
    gates = [gate for gate in policy.gates if gate.before in ANSWERING and asks_of(gate, command)]
    return [name for gate in gates for name in (*gate.needs, *gate.needs_any)]


def _lines(command: str, message: Message, policy: Policy, language: str) -> str:
    """`#结果`, then a line for each label, with what is `given.NAME` in the message behind it. The shared mailbox says first who acted."""
    colon = language_or_first(language).colon
    required = _required(command, message, policy) | {*COMMANDS[command].always}
    names = _form_fields(command, message, policy)
    marked = [
        f"{_form_label(policy, name, command, language)}{'*' if name in required else ''}{colon}{message.extra.get(f'given.{name}', '')}"
        for name in names
    ]
    actor = (
        [f"{_form_label(policy, 'acted_by', command, language)}{colon}"]
        if message.to.mail == policy.directory.desk
        else []
    )
    return "\n".join((f"#{shown(command, language)}", *actor, *marked))


@of_policy
def _form_label(policy: Policy, name: str, command: str, language: str) -> str:
    """A field's label in a language in which the reading of replies knows it, the reader's own first."""
    kind, named = COMMANDS[command], tuple((field.name, tuple(field.labels.items())) for field in policy.fields)
    head = f"#{shown(command, language)}"
    for text in (label(name, policy, each) for each in (language, *LANGUAGES)):
        if name in _read(f"{head}\n{text}: x", named, (kind.lines, kind.policy_fields)):
            return one_line(text)
    declared = any(field.name == name for field in policy.fields)  # a line that a gate takes from a command's words
    return one_line(label(name, policy, language) if declared else name)


@lru_cache(maxsize=4_096)  # the forms of a few policies, asked for with every mail
def _read(
    order: str, named: tuple[tuple[str, tuple[tuple[str, str], ...]], ...], _takes: tuple[object, ...]
) -> frozenset[str]:
    """The fields that an order of one line fills. `named`: the policy's; `_takes`: what the command takes, for it may change."""
    found = read_commands(order, label_map({name: dict(labels) for name, labels in named})).commands
    return frozenset(name for c in found for name in ("acted_by" if c.acted_by else "", *c.form) if name)


def _required(command: str, message: Message, policy: Policy) -> frozenset[str]:
    task = _task(message, policy)
    whole = task.required if task and task.command == command and not message.extra.get("filled") else ()
    is_first = command == _offered(message, policy)[0]  # what the message says is said of that
    named = (_strings(message, "required") if is_first else ()) or whole
    if command == "visit":
        return frozenset(named) | {*_of_a_visit(policy)}
    if command == "fill" and (fills := _task(message, policy, "fills")):
        return frozenset(fills.required)
    if named or command != "resolve" or message.extra.get("filled"):
        return frozenset(named)
    return frozenset(_of_the_answer(message, policy)[1]) | {
        n for gate in policy.gates if gate.before in ANSWERING and asks_of(gate, command) for n in gate.needs
    }


def _of_the_answer(message: Message, policy: Policy) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The lines shown behind 结果, and those of them without which no answer is taken. Of several answers the whole form of the one
    that the message names, for nobody reads in every mail which it is.
    """
    answers = [task for task in policy.tasks if task.command == "resolve"]
    if len(answers) == 1:
        return answers[0].required, answers[0].required
    named = _task(message, policy, "answers")
    return (named.form, named.required) if named else ((), ())


def _hint(field: Field, policy: Policy, language: str) -> str:
    said = in_words(field.hint, language) or ""
    offered = field.choices if field.type == "choice" else ()  # of an attachment they are the types wanted
    choices = " / ".join(choice_name(field, choice, policy, language) for choice in offered)
    return " ".join(filter(None, (choices, said)))


def _strings(message: Message, key: str) -> list[str]:
    value = message.extra.get(key, [])
    return [str(item) for item in value] if isinstance(value, list) else [str(value)] if value else []


def _of_a_visit(policy: Policy) -> tuple[str, ...]:
    """What every follow-up call of the policy brings home."""
    visits = [task for task in policy.tasks if task.command == "visit"]
    return tuple(name for name in visits[0].required if all(name in task.required for task in visits)) if visits else ()
