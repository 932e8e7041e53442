"""What stands in everything that goes out: words of the reader's language, and no keys, codes or gaps."""

import re
from collections.abc import Iterator
from functools import lru_cache

from chalicelib.core.complaint.facts import CustomerWrote, StaffWrote
from chalicelib.core.orders.command_reader import plain_label
from chalicelib.core.orders.command_table import COMMANDS
from chalicelib.core.policy.answering import answer_tasks
from chalicelib.core.policy.model import Clock, Field, Gate, Policy, Role, Task
from chalicelib.core.words.marker import REPLY_LINE
from chalicelib.core.written.languages import LANGUAGES, language_or_first, spoken
from redress.proving.playing import Played, Sent
from redress.proving.promises.breach import Breach

KEY = re.compile(r"\b[a-z]+(?:_[a-z0-9]+)+\b|\{\{|\}\}|\{%|\bNone\b|<[a-z]+ object|\b\d{4}-\d\d-\d\dT\d\d")
LATIN = re.compile(r"[A-Za-z][a-z]{3,}")
IDEOGRAPH = re.compile(r"[\u4e00-\u9fff]+")
PARTS = re.compile(r"[：:，,。.；;、\s]+")  # of what people write, each of which may be quoted by itself
LABEL = re.compile(r"(?<=\S)[：:]")
CUT = re.compile(r"([^“「\n]{8,})…")  # what is quoted in part
INTRODUCED = re.compile(r"： ?|: |\] |[—–-]+ ?| · ")
ADDRESS = re.compile(r"https?://\S+|mailto:\S+|[\w.+-]+@[\w.-]+|\b[A-Z]{1,6}\d{8}-\d+\b")


def no_keys_or_foreign_words(played: Played) -> Iterator[Breach]:
    """No key, code or foreign language stands in what goes out."""
    allowed = {language: _latin(played.policy, language) for language in LANGUAGES}
    for sent in played.sent:
        language = spoken(sent.message.to.language) or played.policy.languages[0]
        mark = ("words", sent.message.name, sent.message.channel, language, sent.message.to.role, sent.complaint.kind,
                sent.complaint.category, sent.complaint.severity, sent.complaint.status, str(sent.message.extra.get("clock", "")))  # fmt: skip
        if mark in played.tried:
            continue
        played.tried.add(mark)
        if found := strange(sent, played, language, allowed[language]):
            yield Breach(
                promise="no_keys_or_foreign_words", at=sent.at, sent=sent, why=f"a reader of {language} finds “{found}”"
            )


def forms_stay_inside(played: Played) -> Iterator[Breach]:
    """No line of a form reaches a customer, except those of the letter and what the customer is asked for."""
    shown = {
        *played.policy.asks,
        *(name for task in answer_tasks(played.policy) for name in task.letter or task.required),
    }
    kept = {plain_label(text) for f in played.policy.fields if f.name not in shown for text in f.labels.values()}
    texts = (step.fact.writing.text for step in played.steps if isinstance(step.fact, StaffWrote))
    lines = {line.replace("*", "").strip() for text in texts for line in text.splitlines()}
    inner = {line for line in lines if LABEL.search(line) and plain_label(LABEL.split(line)[0]) in kept}
    for sent in played.sent:
        if sent.to_customer and (found := next((line for line in sorted(inner) if line in sent.text), "")):
            why = f"the customer reads what is for colleagues: {found}"
            yield Breach(promise="forms_stay_inside", at=sent.at, sent=sent, why=why)


def strange(sent: Sent, played: Played, language: str, allowed: frozenset[str]) -> str:
    """The first thing in the message that its reader cannot read; "" if there is none."""
    text = ADDRESS.sub(" ", REPLY_LINE.sub(" ", f"{sent.rendered.subject}\n{sent.text}"))
    for known in sorted(_known(played, sent), key=len, reverse=True):
        text = text.replace(known, " ")
    if found := KEY.search(text):
        return found.group()
    if language_or_first(language).is_latin:
        found = IDEOGRAPH.search(text)
        return found.group() if found else ""
    words = (found.group() for found in LATIN.finditer(text))
    return next((word for word in words if word.lower() not in allowed), "") or _other_script(text, language)


def _other_script(text: str, language: str) -> str:
    charset = LANGUAGES[language].charset
    return (
        next((sign for run in IDEOGRAPH.findall(text) for sign in run if not _has(sign, charset)), "")
        if charset
        else ""
    )


@lru_cache(maxsize=8192)
def _has(sign: str, charset: str) -> bool:
    try:
        sign.encode(charset)
    except UnicodeEncodeError:
        return False
    return True


def _known(played: Played, sent: Sent) -> Iterator[str]:
    """Names and what people themselves wrote: they stand as they are."""
    directory = played.policy.directory
    for line in (sent.complaint.subject, sent.complaint.text, *sent.complaint.text.splitlines()):
        yield from filter(None, (line.strip(), line.strip()[:20], line.strip()[:40]))
    yield from played.policy.organisation.values()
    yield from filter(
        None, (directory.desk_name, *(p.name for p in directory.people), *(d.name for d in directory.departments))
    )
    if not sent.to_customer:  # whoever of staff is shown the letter reads it as the customer does
        yield from filter(None, (part for line in sent.complaint.letter or () for part in line))
        yield from (line for answer in sent.complaint.earlier_answers for line in answer.outcome.splitlines() if line)
    written = [step.fact.writing for step in played.steps if isinstance(step.fact, CustomerWrote | StaffWrote)]
    yield from filter(None, (file.name for writing in written for file in writing.evidence))
    said = {writing.text for writing in written} | played.said  # a merged complaint's words go to the other's people
    whole = [" ".join(text.split()) for text in said]
    cut = (tail for part in CUT.findall(f"{sent.rendered.subject}\n{sent.text}") for tail in _tails(part))
    yield from (part for part in cut if any(part in text for text in whole))
    for text in said:
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        yield from lines
        yield from (line.replace("*", "") for line in lines)  # the history shows a form without its stars
        yield from filter(None, PARTS.split(text))


def _tails(part: str) -> Iterator[str]:
    """What is quoted in part, with and without what introduces it: 请判定并分派：I complain …"""
    yield part
    yield from (part[found.end() :] for found in INTRODUCED.finditer(part))


def _latin(policy: Policy, language: str) -> frozenset[str]:
    """Latin words that the organisation itself uses in that language, and the commands' English names."""
    parts: tuple[Field | Clock | Gate | Task | Role, ...] = (
        *policy.fields, *policy.clocks, *policy.gates, *policy.tasks, *policy.roles,
    )  # fmt: skip
    named = [policy.organisation, *policy.labels.values(), *policy.words.values(), *(part.labels for part in parts)]
    named += [*(field.hint for field in policy.fields), *(gate.reason for gate in policy.gates)]
    said = [texts.get(language, "") for texts in named]
    own = LANGUAGES["en"].own_name
    return frozenset(word.lower() for text in (*said, own, *COMMANDS) for word in LATIN.findall(text))
