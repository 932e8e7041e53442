"""The letter: what of an answer the customer reads, in their language, in the order that the policy gives.

It is put together once, when the outcome is given, and lies in the complaint from then on: the approver, the receipt, the mail,
the text and whoever reads it out on the telephone all have the same words.
"""

from collections.abc import Iterable

from chalicelib.core.complaint.model import Complaint
from chalicelib.core.policy import vocabulary
from chalicelib.core.policy.answering import answer_task
from chalicelib.core.policy.model import Field, Policy
from chalicelib.core.words.labels import label, value_label
from chalicelib.core.words.plain_text import one_line
from chalicelib.core.written.languages import language_or_first
from chalicelib.core.written.yes_and_no import says_no_figure

Lines = tuple[tuple[str, str], ...]
SAYS_IT = 4  # characters of a value at least, found in somebody's words, that need not be said again


def lines_of(complaint: Complaint, policy: Policy) -> Lines:
    """The filled lines of the answer's letter, as label and value."""
    task = answer_task(complaint, policy)
    return _lines(task.letter if task else (), complaint, policy)


def composed(complaint: Complaint, policy: Policy) -> str:
    """An answer for which nobody found words of their own: the letter's lines, or else the form's required ones."""
    task = answer_task(complaint, policy)
    names = (task.letter or task.required) if task else ()
    return "\n".join(_joined(_lines(names, complaint, policy), complaint))


def beside(complaint: Complaint, policy: Policy) -> Lines:
    """The letter's lines that the outcome does not say already: as they were when it was given, or else as they would be."""
    if complaint.letter is not None:
        return complaint.letter
    if complaint.outcome_from_form:
        return ()
    said, lines = complaint.outcome, lines_of(complaint, policy)
    return tuple((name, value) for name, value in lines if len(value) < SAYS_IT or value not in said)


def whole(complaint: Complaint, policy: Policy) -> str:
    """The letter as one text: the outcome, and a line for each of the others."""
    return "\n".join(filter(None, (complaint.outcome, *_joined(beside(complaint, policy), complaint))))


def in_a_text(complaint: Complaint, policy: Policy) -> str:
    """As much of it as a text message says, on one line; what does not fit is left off with an ellipsis."""
    return one_line(_unfolded(complaint, policy), language_or_first(complaint.complainant.language).answer_in_a_text)


def fits_a_text(complaint: Complaint, policy: Policy) -> bool:
    """Whether a text message says all of it."""
    text = _unfolded(complaint, policy)
    return len(in_a_text(complaint, policy)) == len(one_line(text, len(text) + 1))


def _unfolded(complaint: Complaint, policy: Policy) -> str:
    semicolon = language_or_first(complaint.complainant.language).semicolon
    lines = semicolon.join(_joined(beside(complaint, policy), complaint))
    return " ".join(filter(None, (complaint.outcome, lines)))


def _lines(names: Iterable[str], complaint: Complaint, policy: Policy) -> Lines:
    language = complaint.complainant.language
    counted = {
        f.name for f in policy.fields if f.type in ("number", "date")
    }  # of which none is an answer to staff alone
    values = ((name, vocabulary.value_of(complaint, name)) for name in names if is_filled(name, complaint, policy))
    return tuple(
        (label(name, policy, language), value_label(name, value, policy, language))
        for name, value in values
        if name not in counted or not says_no_figure(value)
    )


def _joined(lines: Lines, complaint: Complaint) -> list[str]:
    colon = language_or_first(complaint.complainant.language).colon
    return [f"{name}{colon}{value}" for name, value in lines]


def is_filled(name: str, complaint: Complaint, policy: Policy) -> bool:
    """Whether a field is filled, as its type has it: 无 or a dash fills no text."""
    field = next((f for f in policy.fields if f.name == name), None)
    return vocabulary.is_filled(vocabulary.value_of(complaint, name), filled_as(field) if field else "text")


def filled_as(field: Field) -> str:
    """By which type's rule a field counts as filled: 无 is an answer to a text that takes it, and attaches nothing."""
    if field.takes_none:
        return ""
    return field.type if field.type != "attachment" else "text"
