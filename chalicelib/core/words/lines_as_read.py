"""The lines of a form that a colleague filled in, as another reader calls them: the history keeps them as its author wrote them."""

from collections.abc import Mapping

from chalicelib.core.policy.model import Field, Policy
from chalicelib.core.policy.remembering import of_policy
from chalicelib.core.words.labels import label, value_label
from chalicelib.core.written.languages import LANGUAGES, language_or_first
from chalicelib.core.written.words import folded

_COLONS = ("：", ":")


def lines_as_read(text: str, policy: Policy, language: str) -> str:
    """The text with labels, choices and days (2026-10-08) of the policy's fields in that language; all other lines as they are."""
    return "\n".join(_as_read(line, policy, language) for line in text.splitlines())


def _as_read(line: str, policy: Policy, language: str) -> str:
    at = min((found for colon in _COLONS if (found := line.find(colon)) > 0), default=-1)
    field = _by_label(policy).get(folded(line[:at])) if at > 0 else None
    if field is None:
        return line
    value = _choice(line[at + 1 :].strip(), field, policy)
    named = label(field.name, policy, language) + language_or_first(language).colon
    return named + value_label(field.name, value, policy, language)


@of_policy
def _by_label(policy: Policy) -> Mapping[str, Field]:
    return {folded(label(field.name, policy, each)): field for field in policy.fields for each in LANGUAGES}


def _choice(value: str, field: Field, policy: Policy) -> str:
    """The choice that bears this name in any language; what is none stays as it is."""
    known = (*field.choices, *(("yes", "no") if field.type == "yes_no" else ()))
    names: dict[str, str] = {
        folded(value_label(field.name, choice, policy, each)): choice for choice in known for each in LANGUAGES
    }
    return names.get(folded(value), value)
