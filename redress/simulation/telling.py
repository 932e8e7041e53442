"""A timeline as it is read on a terminal: a line for each thing, and below it the letter.

What customers read is always shown in full. Of staff's mails the account of the case that stands below them is shown once, and a mail in the
same words as an earlier one says where that stands.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import timedelta

from chalicelib.core.policy.model import Policy
from chalicelib.core.words.marker import REPLY_LINE
from redress.printing import folded, padded, room, without_keys
from redress.simulation.lines import REFUSED, Line, local

BEFORE_THE_NEXT = timedelta(minutes=1) - timedelta(microseconds=1)  # time is looked at once a minute
INDENT = " " * 22
MARGIN = (
    len(INDENT) + 6
)  # columns beside a letter: the mark, and signs that begin no line and may stand beyond the others
WIDE = 110  # columns from which on nothing in the timeline is narrowed
HEADING = "■ "
ORDERS = "#1234"  # what somebody does in a word: a command, a satisfaction


def told(lines: Iterable[Line], policy: Policy, *, brief: bool = False) -> Iterator[str]:
    """The lines to print. `brief`: without the letters."""
    letters = _Letters(policy)
    for line in lines:
        yield _line(line, policy)
        if line.text and not brief and line.what not in ("rates", REFUSED):
            yield from (
                f"{INDENT}│ {part}".rstrip() for said in letters.of(line) for part in folded(said, room() - MARGIN)
            )


def stopped(lines: Iterable[Line]) -> list[str]:
    """What went wrong with the story, a sentence each; none if everybody could do what they were asked."""
    refused = dict.fromkeys(f"{line.who} {line.what} {line.text}" for line in lines if line.what == REFUSED)
    return [f"!! The story does not go as it says: {each}" for each in refused]


def _line(line: Line, policy: Policy) -> str:
    when = _time(line, policy)
    by = f"({', '.join(filter(None, [line.clock, line.clause]))})" if line.clock or line.clause else ""
    if line.what == REFUSED:
        return f"{when}  !! {line.who} {line.what} {line.text}"
    if not line.who:
        return f"{when}  == {line.what} {by}".rstrip()
    if not line.by:
        return f"{when}     {line.who} {line.what} {line.text.split()[0] if line.text[0] in ORDERS else ''}".rstrip()
    channel = "" if line.by == "mail" else f" by {line.by}"
    what, who = (18, 34) if room() >= WIDE else (16, 18)
    return f"{when}     {padded(line.what, what)} → {padded(line.who + channel, who)} {by}".rstrip()


def _time(line: Line, policy: Policy) -> str:
    """The minute whose sweep sends it: whoever is chased for what was due at ten is chased a minute later, and a customer hears at ten."""
    return f"{local(line.at + BEFORE_THE_NEXT, policy):%a %Y-%m-%d %H:%M}"


class _Letters:
    """The letters of one timeline, and what of them has been shown."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.shown: dict[tuple[str, ...], Line] = {}
        self.sections: set[str] = set()

    def of(self, line: Line) -> list[str]:
        """The lines of one."""
        text = without_keys(REPLY_LINE.sub("", line.text)).strip()
        subject = [line.subject] if line.subject else []
        if "customer" in line.who or not line.by:
            return [*subject, *([""] if subject else []), *text.splitlines()]
        said = list(self._without_what_is_known(text))
        first = self.shown.setdefault((line.what, line.by, re.sub(r"[\d:]+", "", "\n".join(said))), line)
        if first is not line:
            return [*subject, f"… in the words of {_time(first, self.policy)}"]
        return [*subject, *([""] if subject else []), *said]

    def _without_what_is_known(self, text: str) -> Iterator[str]:
        head, *sections = re.split(rf"^(?={HEADING})", text, flags=re.MULTILINE)
        yield from head.rstrip().splitlines()
        known = []
        for section in sections:
            heading = section.partition("\n")[0].removeprefix(HEADING)
            if heading in self.sections:
                known.append(heading)
                continue
            self.sections.add(heading)
            yield ""
            yield from section.rstrip().splitlines()
        if known:
            yield ""
            yield f"{HEADING}{' · '.join(known)} …"
