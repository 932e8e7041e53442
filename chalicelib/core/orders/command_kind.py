"""What there is to know of a command, and the words that its record says it in."""

from collections.abc import Mapping

import msgspec

from chalicelib.core.complaint.model import Status
from chalicelib.core.orders.form_lines import FORM_LINES

HANDLING = frozenset({"handler", "desk", "supervisor", "director"})
LEADING = frozenset({"supervisor", "director"})
DESK = frozenset({"desk", "supervisor", "director"})
OF_THE_DESK = frozenset({"desk"})
ABOUT_CONDUCT = frozenset({"unreasonable", "reasonable"})
ANYBODY: frozenset[str] = frozenset()

BEFORE_THE_ANSWER: frozenset[Status] = frozenset({"open"})  # afterwards only another round brings it back
UNTIL_CLOSED: frozenset[Status] = BEFORE_THE_ANSWER | {"answered"}
UNTIL_MERGED: frozenset[Status] = UNTIL_CLOSED | {"closed"}
ALWAYS: frozenset[Status] = UNTIL_MERGED | {"merged"}

EVERY_LINE = tuple(FORM_LINES)
REASON = ("reason",)
WRITER = ("name", "phone", "mail", "content")  # of a message that the desk takes in
CLASSIFIED = ("kind", "category")  # what it is and what it is about: put right beside any order of whoever may
WHO = ("relation", "name", "phone", "mail")  # of whoever complains, kept with the complaint
CORRECTED = (*CLASSIFIED, "channel", "received")
TOLD = ("confirmed",)  # the line by which words are sent to the customer that were asked about


class CommandKind(msgspec.Struct, frozen=True, kw_only=True):
    """All there is to know of a command, except what it does. `name` is the one that policies, facts and functions use."""

    name: str
    names: Mapping[str, tuple[str, ...]]
    help: Mapping[str, str]
    roles: frozenset[str]  # none: any member of staff
    needs_complaint: bool = True
    states: frozenset[Status] = UNTIL_CLOSED
    lines: tuple[str, ...] = ()  # those of FORM_LINES that it understands; what else has a label is free text
    asks: tuple[str, ...] = ()  # the lines of its form, where the policy does not say
    always: tuple[str, ...] = ()  # those of them without which it is refused, whatever a policy's form says
    policy_fields: bool = False  # whether the policy's own fields may stand in its form
    completes_task: bool = (
        False  # its function says when the task that asks for it is done; if not, whatever is not refused completes it
    )
    ends_with_round: bool = False  # a task that asks for it ends with the round; a form (整改) is due all the same
    number_is_words: bool = False  # a complaint's number behind it is what it is about, not where it belongs
    keeps_everything: bool = False  # blank lines and thanks are part of its last line
    reservable: bool = False  # a policy's `[may]` may leave it to some roles alone
