"""The letter: what of an answer the customer reads, in their language, in the order that the policy gives.

It is put together once, when the outcome is given, and lies in the complaint from then on: the approver, the receipt, the mail,
the text and whoever reads it out on the telephone all have the same words.
"""

import unicodedata
from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from chalicelib.core.complaint.model import Complaint
from chalicelib.core.lately import lately
from chalicelib.core.policy import vocabulary
from chalicelib.core.policy.answering import answer_task
from chalicelib.core.policy.model import Field, Policy
from chalicelib.core.words.labels import label, value_label
from chalicelib.core.words.plain_text import displayable, one_line
from chalicelib.core.written.labelled_sums import as_labelled
from chalicelib.core.written.languages import language_or_first
from chalicelib.core.written.yes_and_no import says_no_figure

Lines = tuple[tuple[str, str], ...]
SAYS_IT = 4  # characters of a value at least, found in somebody's words, that need not be said again
PROSE = 20  # columns, of which a Chinese sign takes two: what a line of text is longer by is read as a sentence, not in a table
_ENDS_A_SENTENCE = tuple("。！？；.!?;\n")


class Passage(NamedTuple):
    """A passage of the letter: a text under its heading (the author's own words have none), or short values as a small table."""

    heading: str = ""
    text: str = ""
    values: Lines = ()


def passages(complaint: Complaint, policy: Policy) -> tuple[Passage, ...]:
    """What the customer reads of the answer: the words, then the letter's lines in the policy's order, texts in full and figures as tables."""
    own, lines = complaint.outcome, beside(complaint, policy)
    if complaint.outcome_from_form and complaint.letter:
        own, lines = "", complaint.letter
    typed = {label(f.name, policy, complaint.complainant.language) for f in policy.fields if f.type != "text"}
    told = [Passage(text=own)] if own else []
    for short, group in groupby(lines, key=lambda line: _is_short(line[1], typed=line[0] in typed)):
        alike = tuple(group)
        told += [Passage(values=alike)] if short else [Passage(*line) for line in alike]
    return tuple(told)


def shown(complaint: Complaint, policy: Policy, language: str) -> tuple[Passage, ...]:
    """The passages made harmless, for a mail or page in that language."""
    return tuple(
        Passage(
            one_line(each.heading),
            displayable(each.text, language=language),
            tuple((one_line(name), displayable(value, language=language)) for name, value in each.values),
        )
        for each in passages(complaint, policy)
    )


def _is_short(value: str, *, typed: bool) -> bool:
    """Whether a value is a figure, a day, a name or a choice rather than a text."""
    columns = sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in value)
    return "\n" not in value and (typed or (columns <= PROSE and not value.endswith(_ENDS_A_SENTENCE)))


def lines_of(complaint: Complaint, policy: Policy) -> Lines:
    """The filled lines of the answer's letter, as label and value."""
    task = answer_task(complaint, policy)
    return _lines(task.letter if task else (), complaint, policy)


def composed(complaint: Complaint, policy: Policy) -> str:
    """An answer for which nobody found words of their own: the letter's lines, or else the form's required ones."""
    return "\n".join(_joined(lines_of_form(complaint, policy), complaint))


def lines_of_form(complaint: Complaint, policy: Policy) -> Lines:
    """The lines that are the whole letter where nobody found words of their own."""
    task = answer_task(complaint, policy)
    return _lines((task.letter or task.required) if task else (), complaint, policy)


@lately
def beside(complaint: Complaint, policy: Policy) -> Lines:
    """The letter's lines that the outcome does not say already: as they were when it was given, or else as they would be."""
    if complaint.outcome_from_form:
        return ()
    if complaint.letter is not None:
        return complaint.letter
    said, lines = complaint.outcome, lines_of(complaint, policy)
    return tuple((name, value) for name, value in lines if len(value) < SAYS_IT or value not in said)


def whole(complaint: Complaint, policy: Policy) -> str:
    """The letter as one text: the outcome, and a line for each of the others."""
    return "\n".join(parts(complaint, policy))


def parts(complaint: Complaint, policy: Policy) -> tuple[str, ...]:
    """The letter's texts, each by itself: the outcome, then each of its lines with its label."""
    return tuple(filter(None, (complaint.outcome, *_joined(beside(complaint, policy), complaint))))


def in_a_text(complaint: Complaint, policy: Policy) -> str:
    """As much of it as a text message says, on one line; what does not fit is left off with an ellipsis."""
    return one_line(_unfolded(complaint, policy), language_or_first(complaint.complainant.language).answer_in_a_text)


def fits_a_text(complaint: Complaint, policy: Policy) -> bool:
    """Whether a text message says all of it."""
    text = _unfolded(complaint, policy)
    return len(in_a_text(complaint, policy)) == len(one_line(text, len(text) + 1))


def _unfolded(complaint: Complaint, policy: Policy) -> str:
    semicolon = language_or_first(complaint.complainant.language).semicolon
    lines = complaint.letter if complaint.outcome_from_form else beside(complaint, policy)
    *others, last = _joined(lines, complaint) if lines else [""]
    row = semicolon.join([*(line.rstrip("。.；;") for line in others), last])
    return row if complaint.outcome_from_form and row else " ".join(filter(None, (complaint.outcome, row)))


def _lines(names: Iterable[str], complaint: Complaint, policy: Policy) -> Lines:
    language = complaint.complainant.language
    counted = {
        f.name for f in policy.fields if f.type in ("number", "date")
    }  # of which none is an answer to staff alone
    values = ((name, vocabulary.value_of(complaint, name)) for name in names if is_filled(name, complaint, policy))
    told = (
        (label(name, policy, language), value_label(name, value, policy, language))
        for name, value in values
        if name not in counted or not says_no_figure(value)
    )
    return tuple((called, as_labelled(value, called)) for called, value in told)


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
