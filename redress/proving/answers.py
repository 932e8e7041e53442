"""How staff answer a mail: a command that it offers, with its lines copied from the mail and filled in."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import msgspec

from chalicelib.core.complaint.decision import Message
from chalicelib.core.complaint.facts import StaffWrote, Writing
from chalicelib.core.complaint.model import Complaint, Evidence
from chalicelib.core.complaint.saying import say
from chalicelib.core.orders.command_reader import form_in, label_map, read_commands
from chalicelib.core.orders.command_table import shown
from chalicelib.core.people.people import language_of
from chalicelib.core.policy.model import Field, Policy
from chalicelib.core.words.labels import choice_name, label
from chalicelib.core.written.languages import spoken
from chalicelib.render.forms import CommandView

NO_PLAYER = frozenset({"merge", "split"})  # orders about other complaints: a life has one
SAID = {"zh-CN": "经核实情况如实", "zh-TW": "經核實情況如實", "en": "we looked into it and found it so"}
NONE = {"zh-CN": "无", "zh-TW": "無", "en": "none"}
YES_NO = {"zh-CN": ("是", "否"), "zh-TW": ("是", "否"), "en": ("yes", "no")}
CONTACTED = {"zh-CN": "电话", "zh-TW": "電話", "en": "by telephone"}
NUMBERS = ("1", "80", "3000", "100000")
REVIEWED = (30, 90, 180)  # in how many days somebody looks again at what is on record


class Offer(msgspec.Struct, frozen=True):
    """A command that a mail offers, by its English name, and the lines that are copied into the reply."""

    command: str
    lines: tuple[str, ...]


def offers(views: tuple[CommandView, ...], language: str) -> tuple[Offer, ...]:
    """What a mail offers to whoever reads it, in its order; orders about other complaints are left out."""
    found = (Offer(_named(view.name, language), tuple(view.lines.splitlines()[1:])) for view in views)
    return tuple(offer for offer in found if offer.command and offer.command not in NO_PLAYER)


@lru_cache(maxsize=256)
def _named(name: str, language: str) -> str:
    commands = read_commands(f"#{name} x", {}, language).commands
    return commands[0].name if commands else ""


def said(message: Message) -> str:
    """What staff say where words are wanted, in their own language."""
    return SAID.get(spoken(message.to.language), SAID["en"])


def reply(
    offer: Offer,
    message: Message,
    complaint: Complaint,
    policy: Policy,
    at: datetime,
    pick: int = 0,
    *,
    forget: bool = False,
) -> str:
    """The reply's text: the command with its words, each line filled in. `forget`: the required lines are left out."""
    language = spoken(message.to.language) or policy.languages[0]
    head = f"#{shown(offer.command, language)} {_words(offer.command, message, complaint, policy, at, pick)}".rstrip()
    lines = (line + _value(line, offer.command, policy, language, at, pick) for line in offer.lines)
    return "\n".join((head, *(line for line in lines if not (forget and "*" in line))))


def wrote(
    text: str, message: Message, policy: Policy, at: datetime, fact: str, subject: str = "", *, with_files: bool = False
) -> StaffWrote:
    """The reply as a fact: it comes from the mail's own reader, under its subject. `with_files`: with whatever forms may ask for."""
    labels = label_map({field.name: field.labels for field in policy.fields})
    reading = read_commands(text, labels, language_of(message.to.mail, policy))
    problems = tuple(say("unknown_command", word=word) for word in reading.problems)
    evidence = tuple(_files(policy)) if with_files else ()
    writing = Writing(text=text, full_text=text, subject=f"Re: {subject}", evidence=evidence)
    return StaffWrote(id=fact, at=at, by=message.to.mail, commands=reading.commands, problems=problems, writing=writing)


def _files(policy: Policy) -> Iterator[Evidence]:
    """A file for every line of a form that is filled by attaching one."""
    for field in policy.fields:
        if field.type == "attachment":
            kind = next(iter(field.choices), "application/pdf")
            kind = f"{kind}x" if kind.endswith("/") else kind
            yield Evidence(raw="raw", part=1, name="附件.jpg", content_type=kind, size=1, digest=field.name)


def _words(command: str, message: Message, complaint: Complaint, policy: Policy, at: datetime, pick: int) -> str:
    language = spoken(message.to.language) or policy.languages[0]
    match command:
        case "transfer" | "assist":
            there = [
                d.name for d in policy.directory.departments if d.name not in (complaint.department, complaint.unit)
            ]
            return f"{there[pick % len(there)]}\n{said(message)}" if there else said(message)
        case "accept":
            flows = complaint.kind if complaint.kind in policy.flow_kinds else policy.flow_kinds[0]
            return label(flows, policy, language)
        case "severity":
            return label(policy.severities[pick % len(policy.severities)], policy, language)
        case "extend":
            later = max(at, max((d.due for d in complaint.deadlines if d.round == complaint.round), default=at))
            local = (later + timedelta(days=3)).astimezone(ZoneInfo(policy.timezone))
            return f"{local:%Y-%m-%d} 17:00 {said(message)}"
        case "about":
            return NONE.get(language, NONE["en"])  # nobody is
        case "correct" | "approve" | "received" | "undo" | "fill" | "visit":
            return ""
        case _:
            return said(message)


def _value(line: str, command: str, policy: Policy, language: str, at: datetime, pick: int) -> str:
    if command == "correct":
        return _put_right(_field(line, command, policy, language), policy, language, pick)
    return _filled(line, command, policy, language, at, pick)


def _filled(line: str, command: str, policy: Policy, language: str, at: datetime, pick: int) -> str:
    name = _field(line, command, policy, language)
    declared = next((field for field in policy.fields if field.name == name), None)
    chosen = declared is not None and declared.type == "choice"  # of which a gate forbids some
    if name and not chosen and any(name in gate.forbids or name == gate.confirm for gate in policy.gates):
        return NONE.get(language, NONE["en"])
    if declared is not None:
        return _of_a_promise(name, policy, at, pick) or _of_field(declared, policy, language, at, pick)
    match name:
        case "reached":
            return YES_NO.get(language, YES_NO["en"])[0]
        case "satisfied":
            return str(1 + pick % 4)
        case "when" | "received":
            return f"{at.astimezone(ZoneInfo(policy.timezone)):%Y-%m-%d %H:%M}"
        case "review":
            return f"{at + timedelta(days=REVIEWED[pick % len(REVIEWED)]):%Y-%m-%d}"
        case "how":
            return CONTACTED.get(language, CONTACTED["en"])
        case "acted_by":
            return next((person.name for person in policy.directory.people), "A")
        case "phone" | "mail" | "channel" | "relation" | "kind" | "category":
            return _wanted(name, policy, language, pick) if "*" in line else ""
        case _:
            return SAID.get(language, SAID["en"])


def _wanted(name: str, policy: Policy, language: str, pick: int) -> str:
    """What stands in a line about the complaint itself that a form asks for."""
    match name:
        case "category" if policy.categories:
            return label(policy.categories[pick % len(policy.categories)], policy, language)
        case "kind":
            return label(policy.flow_kinds[0], policy, language)
        case "channel":
            return label("phone", policy, language)
        case "phone":
            return "13900000000"
        case "mail":
            return "customer@mail.example"
        case _:
            return label("customer", policy, language)


def _put_right(name: str, policy: Policy, language: str, pick: int) -> str:
    """Another category, where there are any; else how it came."""
    category = policy.categories[pick % len(policy.categories)] if policy.categories else ""
    return (
        label(category, policy, language)
        if name == "category"
        else ""
        if category
        else label("phone", policy, language)
    )


def _of_a_promise(name: str, policy: Policy, at: datetime, pick: int) -> str:
    """By whom something is promised, and by when; "" for any other line."""
    if any(name == task.whose for task in policy.tasks):
        return next((person.name for person in policy.directory.people), "")
    keeps = next((task for task in policy.tasks if task.due == name), None)
    days = 1 + (pick % 9 if keeps and not keeps.within else 0)
    return f"{at + timedelta(days=days):%Y-%m-%d}" if keeps else ""


def _of_field(field: Field, policy: Policy, language: str, at: datetime, pick: int) -> str:
    match field.type:
        case "choice":
            return (
                choice_name(field, field.choices[pick % len(field.choices)], policy, language) if field.choices else ""
            )
        case "yes_no":
            return YES_NO.get(language, YES_NO["en"])[pick % 2]
        case "number":
            return NUMBERS[pick % len(NUMBERS)]
        case "date":
            return f"{at:%Y-%m-%d}"
        case "attachment":
            return ""
        case _:
            return SAID.get(language, SAID["en"])


def _field(line: str, command: str, policy: Policy, language: str) -> str:
    return _field_of(line, command, tuple((f.name, tuple(f.labels.items())) for f in policy.fields), language)


@lru_cache(maxsize=2048)
def _field_of(
    line: str, command: str, fields: tuple[tuple[str, tuple[tuple[str, str], ...]], ...], language: str
) -> str:
    labels = label_map({name: dict(named) for name, named in fields})
    for found in read_commands(f"#{shown(command, language)}\n{line}x", labels, language).commands:
        if found.acted_by or found.form:
            return "acted_by" if found.acted_by else next(iter(found.form))
    return next(iter(form_in(f"{line}x", labels)), "")  # a line that a gate takes from a command's words
