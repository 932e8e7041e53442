"""Values that may be empty where an organisation's own words name them: there is nobody or nothing yet, or never was.

Words that ask first (`{% if case.handler %}`, `case.handler or org`) are safe. Which values are always there, in which messages, is
tested against messages as they go out.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from jinja2 import Environment, TemplateSyntaxError, nodes

from chalicelib.core.complaint.message_table import MESSAGES
from chalicelib.core.policy.model import Policy

ABOUT_NO_COMPLAINT = frozenset(
    {"unreadable", "condensed", "together", "query", "figures", "confirm", "held", "parked", "blocked", "morning_list", "report", "receipt", "filed", "round_trip"}
)  # fmt: skip
ANSWERED = frozenset({"outcome", "survey", "later_survey", "thanks", "final", "answered_copy", "return_visit"})
HANDLED = ANSWERED - {"answered_copy", "final"} | {
    "assignment",
    "passed_on",
}  # nobody may have had what was found invalid
EVERY = frozenset(MESSAGES)
NO_COMPLAINT = "it may be about no complaint"
# Value → the messages in which it is always there, and what to write where it may be empty.
SURE: Mapping[str, tuple[frozenset[str], str]] = {
    "case.number": (EVERY - ABOUT_NO_COMPLAINT, NO_COMPLAINT),
    "case.received": (EVERY - ABOUT_NO_COMPLAINT, NO_COMPLAINT),
    "case.responsible": (EVERY - ABOUT_NO_COMPLAINT, NO_COMPLAINT),
    "case.subject": (frozenset(), "a text, or a call, has no subject"),
    "case.handler": (HANDLED, "nobody may have it yet; {{ case.responsible }} is whoever has it, the desk to begin with"),
    "case.department": (frozenset(), "no unit may have it yet; {{ case.responsible }} is whoever has it, the desk to begin with"),
    "case.stage": (frozenset(), "a policy without stages has none"),
    "case.outcome": (ANSWERED, "there may be no answer yet, or only the lines of its form; {{ parts.letter() }} is the whole letter"),
    "to": (frozenset(), "nobody may have told their name; {{ parts.greeting() }} does without"),
    "promised": (frozenset(), "no time may be promised, or it is over"),
    "due": (frozenset({"approval"}), "it may name no time"),
    "new_due": (frozenset(), "it may name no new time"),
    "x.reason": (frozenset({"conduct"}), "it may give none"),
    "x.text": (frozenset({"update", "customer_added", "after_closing"}), "it may bring nobody's words"),
    "hotline": (frozenset(), "the directory has no phone"),
}  # fmt: skip


def perhaps_empty(policy: Policy) -> Iterator[str]:
    """A sentence for each value that the policy's own words name and that may be empty where they stand."""
    for key, texts in policy.words.items():
        message, _, block = key.rpartition(".")
        for language, text in texts.items() if message and block in ("subject", "body", "sms") else ():
            for value in sorted(_bare_values(text)):
                sure, why = SURE[value]
                of_a_case = (
                    message not in EVERY and why == NO_COMPLAINT
                )  # rules, rungs and tasks send a policy's own messages
                if message not in sure and not of_a_case and not _is_there(value, policy):
                    yield (
                        f'words."{key}".{language}: "{value}" may be empty there: {why}; '
                        f"or ask first: {{% if {value} %}} … {{% endif %}}"
                    )


def _is_there(value: str, policy: Policy) -> bool:
    """Whether the policy itself sees to it."""
    if value == "promised":
        return any(c.promised and c.from_ == "received" and not (c.when or c.unless) for c in policy.clocks)
    return bool({"case.stage": policy.stages, "hotline": policy.directory.phone}.get(value))


def _bare_values(text: str) -> set[str]:
    """Values that are written out without a question whether there is anything."""
    try:
        parsed = _environment().parse(text)
    except TemplateSyntaxError:
        return set()
    return set(_written(parsed, frozenset()))


def _written(node: nodes.Node, asked: frozenset[str]) -> Iterator[str]:
    name = _name(node)
    if name in SURE and name not in asked:
        yield name
    elif isinstance(node, nodes.If | nodes.CondExpr):
        known = asked | {_name(each) for each in (node.test, *node.test.find_all((nodes.Getattr, nodes.Name)))}
        for child in node.iter_child_nodes(exclude=("test",)):
            yield from _written(child, known)
    elif isinstance(node, nodes.Or):
        yield from _written(node.right, asked)
    elif not name and not (isinstance(node, nodes.Filter) and node.name in ("default", "d")):
        for child in node.iter_child_nodes():
            yield from _written(child, asked)


def _name(node: nodes.Node) -> str:
    """`case.handler`, `to`; "" for what is no value."""
    if isinstance(node, nodes.Getattr):
        owner = _name(node.node)
        return f"{owner}.{node.attr}" if owner else ""
    return node.name if isinstance(node, nodes.Name) else ""


@cache
def _environment() -> Environment:
    return Environment(autoescape=True)


def values_in(key: str, policy: Policy, known: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Of the known values those that are always there in a text, and those that may be empty; none of a complaint where there is none."""
    message = key.rpartition(".")[0]
    about_one = message not in ABOUT_NO_COMPLAINT
    fitting = [value for value in known if about_one or not value.startswith("case.")]
    sure = [value for value in fitting if _is_sure(value, message, policy)]
    return tuple(sure), tuple(value for value in fitting if value not in sure)


def _is_sure(value: str, message: str, policy: Policy) -> bool:
    if value not in SURE:
        return True
    where, why = SURE[value]
    return message in where or (message not in EVERY and why == NO_COMPLAINT) or _is_there(value, policy)
