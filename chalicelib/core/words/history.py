"""The history in a reader's words: what happened, why and by whom, and the answers of earlier rounds."""

from collections.abc import Iterable

import msgspec

from chalicelib.core.complaint.message_table import MESSAGES
from chalicelib.core.complaint.model import EarlierAnswer, Entry
from chalicelib.core.complaint.saying import say, time_of
from chalicelib.core.expressions import expression
from chalicelib.core.lately import lately
from chalicelib.core.orders.command_table import COMMANDS, shown
from chalicelib.core.policy.model import Policy
from chalicelib.core.policy.remembering import of_policy
from chalicelib.core.words import undelivered
from chalicelib.core.words.labels import history_name, label, message_name
from chalicelib.core.words.lines_as_read import lines_as_read
from chalicelib.core.words.local_dates import short_date
from chalicelib.core.words.names import person_name
from chalicelib.core.words.plain_text import LONGEST_TEXT, displayable, one_line
from chalicelib.core.words.thinned import Shown, thinned
from chalicelib.core.words.worded import worded
from chalicelib.core.written.languages import language_or_first, listed

LONGEST_ENTRY = 400
FORMS = frozenset(
    {"outcome_given", "task_done", "not_kept", "contacted", "contact_failed", "note"}
)  # what staff filled in
_SETTING = expression(r"[a-z][a-z0-9_]*: \S")
_IDENTIFIER = expression(r"[a-z][a-z0-9_]*")


class EntryView(msgspec.Struct, frozen=True):
    """A line of the history."""

    at: str
    what: str
    by: str
    text: str


@lately
def entry_view(entry: Entry, policy: Policy, language: str, longest: int = LONGEST_ENTRY) -> EntryView:
    """A line of the history as its reader sees it, its text in at most so many characters."""
    said = "\n".join(filter(None, (entry_reason(entry, policy, language), entry_text(entry, policy, language))))
    return EntryView(
        at=short_date(entry.at, policy.timezone, language),
        what=one_line(history_name(entry.what, policy, language)),
        by=person_name(entry.by, policy, language) if entry.by else "",
        text=displayable(said, longest, language),
    )


def in_mails(entries: Iterable[Entry], policy: Policy, language: str) -> tuple[EntryView, ...]:
    """The history as mails show it: what the clock repeats once, and what one mail brought about in the line of that mail."""
    views: list[EntryView] = []
    for line in thinned(entries):
        view = _with_times(line, policy, language)
        before = views[-1] if views else None
        if before and not view.text and view.by and (view.at, view.by) == (before.at, before.by):
            views[-1] = msgspec.structs.replace(before, what=f"{before.what} · {view.what}")
        else:
            views.append(view)
    return tuple(views)


def _with_times(line: Shown, policy: Policy, language: str) -> EntryView:
    view = entry_view(line.entry, policy, language)
    if line.times == 1:
        return view
    often = worded(say("many_times", times=line.times, since=time_of(line.since)), policy, language)
    return msgspec.structs.replace(view, text="\n".join(filter(None, (view.text, often))))


def earlier_view(answer: EarlierAnswer, policy: Policy, language: str) -> EntryView:
    """The answer of an earlier round, with what the customer said to it."""
    said = "\n".join(filter(None, (verdict(answer.satisfaction, policy, language), answer.words)))
    return EntryView(
        at=short_date(answer.at, policy.timezone, language),
        what=one_line(label(answer.stage or "answered", policy, language)),
        by=person_name(answer.by, policy, language) if answer.by else "",
        text=displayable("\n".join(filter(None, (answer.outcome, said))), LONGEST_TEXT, language),
    )


def reason_label(reason: str, policy: Policy, language: str) -> str:
    """A reason in words: one of the core's own, a word of the policy, both (`severity: major`), or what somebody wrote.

    Of several names in a row each is put into words. A rule's group that the policy does not put into words tells a reader
    nothing, and is left off.
    """
    groups = _groups(policy)
    if reason in groups and label(reason, policy, language) == reason:
        return ""
    if ", " in reason and all(name in groups or _IDENTIFIER.fullmatch(name) for name in reason.split(", ")):
        named = [(name, label(name, policy, language)) for name in reason.split(", ")]
        return listed((called for name, called in named if name not in groups or called != name), language)
    if "; " in reason and all(_SETTING.match(part) for part in reason.split("; ")):
        parts = (reason_label(part, policy, language) for part in reason.split("; "))
        return language_or_first(language).semicolon.join(parts)
    word, colon, rest = reason.partition(": ")
    own = label(f"reason.{word}", policy, language).removeprefix("reason.")
    own = label(word, policy, language) if own == word else own
    ours = colon and own != word  # what somebody wrote keeps its own sign
    return f"{own}{language_or_first(language).colon if ours else colon}{label(rest, policy, language)}"


def entry_reason(entry: Entry, policy: Policy, language: str) -> str:
    """The reason of a line of the history in words: commands as they are written, satisfaction as it was asked for."""
    word, colon, rest = entry.reason.partition(": ")
    if entry.what in ("acted_by", "refused") and word in COMMANDS:
        return f"#{shown(word, language)}{colon}{rest}"
    if entry.what == "undeliverable" and (word in MESSAGES or f"{word}.subject" in policy.words):
        return message_name(word, policy, language)
    if entry.what in ("undeliverable", "not_arrived"):
        return label(undelivered.why(entry.reason), policy, language)
    if entry.what == "lasting":
        return label(f"lasting.{word}", policy, language).removeprefix("lasting.")
    if entry.what in ("satisfaction", "survey_too_late"):
        return label(f"satisfaction.{word}", policy, language).removeprefix("satisfaction.")
    return reason_label(entry.reason, policy, language)


def entry_text(entry: Entry, policy: Policy, language: str) -> str:
    """The text of a line of the history: what the system said at that moment, in the reader's words, and what was written."""
    said = worded(entry.said, policy, language) if entry.said else ""
    written = lines_as_read(entry.text, policy, language) if entry.what in FORMS else entry.text
    return "\n".join(filter(None, (said, written)))


@of_policy
def _groups(policy: Policy) -> frozenset[str]:
    return frozenset(rule.group for rule in policy.rules)


def verdict(grade: int | None, policy: Policy, language: str) -> str:
    """A grade of the survey in words; "" for none."""
    return label(f"satisfaction.{grade}", policy, language) if grade else ""
