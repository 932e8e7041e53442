"""A sentence as its reader gets it: the words of `sentences.py` with what a decision has filled in, in the reader's language."""

from datetime import datetime

from chalicelib.core.complaint.saying import Name, Said, Value
from chalicelib.core.orders.command_table import COMMANDS, explained, shown
from chalicelib.core.policy.model import Policy
from chalicelib.core.words.labels import label, the_desk, with_desk
from chalicelib.core.words.local_dates import day_as_read, long_date
from chalicelib.core.words.names import person_name
from chalicelib.core.words.sentences import SENTENCES
from chalicelib.core.written.labelled_sums import without_unit
from chalicelib.core.written.languages import in_words, listed


def worded(said: Said, policy: Policy, language: str) -> str:
    """The sentence as a reader of that language gets it. KeyError for a code without words: a mistake of ours."""
    values = {name: _value(value, policy, language) for name, value in said.values.items()}
    sentence = (in_words(SENTENCES[said.code], language) or "").format(**{"desk": the_desk(policy, language), **values})
    return f"[{said.about}] {sentence}" if said.about else sentence


def _value(value: Value, policy: Policy, language: str) -> str:
    if not isinstance(value, Name):
        return str(value)
    if value.kind == "help":
        return "\n".join(
            f"#{shown(name, language)} — {with_desk(explained(name, language), policy, language)}" for name in COMMANDS
        )
    return listed((_named(value, name, policy, language) for name in value.names), language)


def _named(value: Name, name: str, policy: Policy, language: str) -> str:
    match value.kind:
        case "label":
            return label(name, policy, language)
        case "line":
            return without_unit(label(name, policy, language))
        case "command":
            return shown(name, language)
        case "person":
            return person_name(name, policy, language)
        case "time":
            return long_date(datetime.fromisoformat(name), policy.timezone, language)
        case "day":
            return day_as_read(name, language)
        case "reason":
            return _reason(name, policy, language)
        case _:
            return in_words(SENTENCES[name], language) or ""


def _reason(gate: str, policy: Policy, language: str) -> str:
    """Why a gate forbids something, as the policy says it; in Chinese without the stop that the sentence around it brings."""
    said = next((in_words(each.reason, language) for each in policy.gates if each.name == gate), None)
    return (said or in_words(SENTENCES["no_reason"], language) or "").rstrip("。")
