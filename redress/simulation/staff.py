"""What staff write in a simulated life: the command that a mail asks for, with the lines that must be there filled in lawfully.

Where people would write words of their own, the reply says what stands there, so that a reader of the letter sees which line it comes from.
"""

from collections.abc import Iterator
from datetime import datetime

import msgspec

from chalicelib.core.complaint.facts import StaffWrote
from chalicelib.core.complaint.model import Complaint
from chalicelib.core.orders.command_table import shown
from chalicelib.core.policy.answering import ANSWERED_BY, ANSWERS, asks_of
from chalicelib.core.policy.model import Gate, Policy
from chalicelib.core.words.labels import label
from redress.proving import answers
from redress.proving.playing import Sent, offered

ANSWER = {
    "zh-CN": "（这里写给客户的答复）",
    "zh-TW": "（這裡寫給客戶的答覆）",
    "en": "(here: the answer to the customer)",
}
REASONS = {"zh-CN": "（这里写理由）", "zh-TW": "（這裡寫理由）", "en": "(here: the reasons)"}
PLAN = {
    "zh-CN": "（这里写怎样办理、何时办完）",
    "zh-TW": "（這裡寫怎樣辦理、何時辦完）",
    "en": "(here: what will be done, and by when)",
}
NOTE = {"zh-CN": "（这里写联系的情况）", "zh-TW": "（這裡寫聯絡的情況）", "en": "(here: what was said)"}
LINE = {"zh-CN": "（这里写{}）", "zh-TW": "（這裡寫{}）", "en": "(here: {})"}
WORDS = {"resolve": ANSWER, "invalid": REASONS, "tell": PLAN, "contact": NOTE, "extend": REASONS}
PICKS = 4  # other choices, other numbers that a line may have


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody does: the command, words to stand behind it that the policy or the life knows, the customer's satisfaction that they find."""

    command: str
    words: str = ""
    satisfied: int = 3


def replies(order: Order, sent: Sent, complaint: Complaint, policy: Policy, at: datetime) -> Iterator[StaffWrote]:
    """Replies to that mail by which the order may be given, the likeliest first: lines that must be there, then all; then other values."""
    language = policy.languages[0]
    found = next((o for o in offered(sent, policy) if o.command == order.command), None)
    offer = found or answers.Offer(order.command, _wanted_lines(order.command, policy, language))
    for everything, files in ((False, False), (False, True), (True, True)):
        for pick in range(PICKS):
            head, *lines = answers.reply(offer, sent.message, complaint, policy, at, pick).split("\n")
            wanted = [line for line in lines if _value(line)]
            named = [line for line in wanted if everything or _is_wanted(line, order.command, policy, language)]
            said = "\n".join((_head(order, head, language), *(_said(line, order, policy, language) for line in named)))
            yield _fact(said, sent, policy, at, with_files=files)
    yield _fact(answers.reply(offer, sent.message, complaint, policy, at), sent, policy, at, with_files=True)


def _wanted_lines(command: str, policy: Policy, language: str) -> tuple[str, ...]:
    """The lines that gates want of 无效 and 延期, for who gives it though the mail offers it to somebody else or not yet."""
    names = dict.fromkeys(name for gate in policy.gates if _wants(gate, command) for name in gate.needs)
    return tuple(f"{label(name, policy, language)}*:" for name in names)


def _wants(gate: Gate, command: str) -> bool:
    if command == "extend":
        return gate.before == "extended" and not gate.when
    return command != ANSWERS and gate.before in ANSWERED_BY and asks_of(gate, command)


def _fact(text: str, sent: Sent, policy: Policy, at: datetime, *, with_files: bool) -> StaffWrote:
    fact = f"staff-{at:%d%H%M%S}-{sent.step}"
    return answers.wrote(text, sent.message, policy, at, fact, sent.rendered.subject, with_files=with_files)


def _head(order: Order, head: str, language: str) -> str:
    words = order.words or WORDS.get(order.command, {}).get(language, "")
    if order.words and order.command == "extend":
        words = f"{order.words} {REASONS[language]}"
    return f"#{shown(order.command, language)} {words}".rstrip() if words else head


def _divided(line: str) -> tuple[str, str, str]:
    """A line of a form: what it is called with the marks of the form, its colon, and what is filled in."""
    colon = min((sign for sign in "：:" if sign in line), key=line.index, default=":")
    return line.partition(colon)


def _value(line: str) -> str:
    return _divided(line)[2].strip()


def _called(line: str) -> str:
    return _divided(line)[0].strip("* ")


def _is_wanted(line: str, command: str, policy: Policy, language: str) -> bool:
    """Whether the line must be filled, is looked at by a gate, or reaches the customer."""
    gates = [name for gate in policy.gates for name in (*gate.needs, *gate.needs_any[:1], *gate.forbids, gate.confirm)]
    letters = [name for task in policy.tasks if task.command == command for name in task.letter]
    wanted = {label(name, policy, language) for name in (*gates, *letters, "satisfied") if name}
    return "*" in _divided(line)[0] or _called(line) in wanted


def _said(line: str, order: Order, policy: Policy, language: str) -> str:
    called = _called(line)
    if called == label("satisfied", policy, language):
        return f"{''.join(_divided(line)[:2])}{order.satisfied}"
    return line.replace(answers.SAID[language], LINE[language].format(called)) if language in answers.SAID else line
