"""A case as it is read on a terminal: what it is, its limits, history, messages and files."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from chalicelib.core.policy.model import Policy
from chalicelib.core.words.names import person_name
from chalicelib.core.words.plain_text import displayable, file_size, one_line
from redress.printing import folded, room, table, without_keys
from redress.showing.case_file import CaseFile, Line, Sent

HANGING = 2  # columns that a sign which begins no line may stand beyond the others
SEALED = "sealed; --unsealed shows it"


def told(found: CaseFile, policy: Policy, *, texts: bool) -> Iterator[str]:
    """The lines to print. `texts`: with the messages as they were written."""
    yield f"{found.case.number} · times of {policy.timezone}" + (f" · {SEALED}" if found.sealed else "")
    yield ""
    yield from table(("", ""), found.facts.items(), room(), whole=(0,))
    for title, words in (("Complaint", found.text), ("Answer", found.outcome)):
        yield from _words(title, words)
    limits = [(each.called, _time(each.due, policy), each.state) for each in found.limits]
    yield from _part("Limits", ("limit", "due", "state"), limits)
    yield from _history(found.history, policy)
    sent = [_message(each, found.case.number, policy) for each in found.messages]
    yield from _part("Messages", ("when", "message", "to", "state", "subject"), sent)
    files = [(each.name, each.content_type, file_size(each.size), f"{each.raw} {each.part}") for each in found.files]
    yield from _part("Files", ("name", "type", "size", "mail and part"), files)
    yield from _part("Mails in the bucket", ("key",), [(each,) for each in found.mails])
    for each in found.messages if texts else ():
        yield from _words(f"{each.called} → {each.to or each.role}: {each.subject}", each.text)


def _message(each: Sent, number: str, policy: Policy) -> tuple[str, ...]:
    """A line for a message; the number, which stands in every subject, is left off."""
    to = person_name(each.to, policy, policy.languages[0]) if each.to else each.role
    return _time(each.at, policy), each.called, to, each.state, each.subject.removeprefix(f"[{number}]").strip()


def _history(lines: Sequence[Line], policy: Policy) -> Iterator[str]:
    """A line for each, and below it what was said."""
    header = ("when", "what", "by")
    shown = list(_part("History", header, [(_time(each.at, policy), each.called, each.name) for each in lines]))
    yield from shown[: len(shown) - len(lines)]
    for line, each in zip(shown[len(shown) - len(lines) :], lines, strict=True):
        yield line
        yield from _folded(each.text, 6)


def _time(at: datetime, policy: Policy) -> str:
    return f"{at.astimezone(ZoneInfo(policy.timezone)):%Y-%m-%d %H:%M}"


def _words(title: str, words: str) -> Iterator[str]:
    if words:
        yield from ("", one_line(title, room()), *_folded(words, 2))


def _folded(words: str, indent: int) -> Iterator[str]:
    lines = without_keys(displayable(words, len(words))).splitlines()
    yield from (f"{' ' * indent}{part}".rstrip() for line in lines for part in folded(line, room() - indent - HANGING))


def _part(title: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    if rows:
        yield from (
            "",
            f"{title} {len(rows)}",
            *(f"  {line}".rstrip() for line in table(header, rows, room() - 2, (0,))),
        )
