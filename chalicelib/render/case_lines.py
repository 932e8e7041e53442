"""Lines about cases as the mail shows them: read from the JSON that a message carries, each with the link of its button."""

from collections.abc import Sequence
from typing import Any

import msgspec

from chalicelib.core.complaint.decision import Message
from chalicelib.core.orders.command_table import shown
from chalicelib.core.overview import groups
from chalicelib.core.words.links import mail_link
from chalicelib.core.words.plain_text import displayable, one_line, without_unseen
from chalicelib.render import envelope

LISTING = frozenset({"morning_list", "query", "figures"})  # messages about no complaint that bring the page's link
WORK_FIRST = frozenset({"morning_list", "figures"})  # whose readers look for what must be done, not for a number
STRUCTURED = frozenset({"report", "own", "groups", "along"})  # JSON, whose texts are made harmless where it is read


class LineView(msgspec.Struct, frozen=True):
    """A line and the link that opens a reply about its case; "" where it is about none."""

    text: str
    href: str = ""
    number: str = ""


class GroupView(msgspec.Struct, frozen=True):
    """Lines under a title, how many more there are, and whether those stand in what is attached."""

    title: str
    lines: tuple[LineView, ...] = ()
    left: int = 0
    attached: bool = False


def of_message(message: Message, signer: envelope.Signer, language: str) -> dict[str, Any]:
    """The reader's own work and the other groups that a message carries, none if it carries none; and the page that tells it all."""
    groups = {name: _read(str(message.extra.get(name, "")), signer, language) for name in ("own", "groups")}
    if message.name in WORK_FIRST:
        groups = {name: tuple(map(_number_last, each)) for name, each in groups.items()}
    link = signer.link("o", "overview", envelope.OVERVIEW_DAYS) if message.name in LISTING else ""
    return {**groups, "overview_link": link, "only_case": _only_case([*groups["own"], *groups["groups"]])}


def _only_case(groups: Sequence[GroupView]) -> str:
    """The number of the one case that all the lines are about: a reply to the whole mail is then about it. "" if there are several, or more than are shown."""
    numbers = {line.number for group in groups for line in group.lines}
    return numbers.pop() if len(numbers) == 1 and not any(group.left for group in groups) else ""


def _read(text: str, signer: envelope.Signer, language: str) -> tuple[GroupView, ...]:
    return tuple(
        GroupView(
            one_line(group.title),
            tuple(_line(line, signer, language) for line in group.lines),
            group.left,
            group.attached,
        )
        for group in groups.read(text)
    )


def _number_last(group: GroupView) -> GroupView:
    """The same lines, each beginning with what is to be done or whose it is, and ending with the number."""
    return msgspec.structs.replace(group, lines=tuple(map(_turned, group.lines)))


def _turned(line: LineView) -> LineView:
    number, dot, rest = line.text.partition(" · ")
    return msgspec.structs.replace(line, text=f"{rest}{dot}{number}") if rest and number == line.number else line


def _line(line: groups.Line, signer: envelope.Signer, language: str) -> LineView:
    """The button's mail goes to the address of that case, and says its number wherever it ends up."""
    said = displayable(line.text, language=language)
    if not line.number:
        return LineView(said)
    own = msgspec.structs.replace(signer, complaint=line.case, round=line.round)
    subject = f"Re: [{line.number}]" if line.case or line.reply_to else f"Re: {line.number}"
    begun = f"#{shown(line.command, language)}" if line.command else without_unseen(line.begun)
    lines_of_it = "".join(f"{each}\r\n" for each in begun.splitlines())  # RFC 6068
    return LineView(said, mail_link(line.reply_to or own.reply_address(), subject, lines_of_it), line.number)
