"""Fields that nobody fills in: the sum of others, and the number of a form that has been completed."""

from chalicelib.core.complaint.model import Complaint
from chalicelib.core.handling.draft import Draft
from chalicelib.core.policy.answering import answer_task
from chalicelib.core.policy.model import Field
from chalicelib.core.written.numerals import number_told


def compute(draft: Draft) -> None:
    """Gives each such field its value as soon as there is one; a number once given stays."""
    for field in draft.policy.fields:
        if field.sums and (total := _total(field, draft.complaint)):
            draft.fill({field.name: total})
        elif field.numbered and not draft.complaint.fields.get(field.name) and _is_complete(field, draft):
            draft.fill({field.name: _number(field.numbered, draft.complaint)})


def number_the_answer(draft: Draft) -> None:
    """Gives the numbers of the answer's own form, which is complete: the letter that is about to be made may show them."""
    task = answer_task(draft.complaint, draft.policy)
    for field in draft.policy.fields:
        if field.numbered and task and field.name in task.form and not draft.complaint.fields.get(field.name):
            draft.fill({field.name: _number(field.numbered, draft.complaint)})


def _total(field: Field, complaint: Complaint) -> str:
    """The sum, as soon as every part is a number; "" before."""
    parts = [number_told(complaint.fields.get(name, "")) for name in field.sums]
    return f"{sum(part or 0 for part in parts):g}" if parts and None not in parts else ""


def _is_complete(field: Field, draft: Draft) -> bool:
    """Whether a form that has the field among its lines has been filled in in this round."""
    forms = {task.name for task in draft.policy.tasks if field.name in task.form}
    done = (task for task in draft.complaint.tasks if task.done is not None and task.round == draft.complaint.round)
    return any(task.name in forms for task in done)


def _number(prefix: str, complaint: Complaint) -> str:
    """The prefix, then date and serial of the complaint: 8D20170331001; a later round's with the round behind it."""
    day, _, serial = complaint.number.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ").partition("-")
    again = f"-{complaint.round}" if complaint.round > 1 else ""
    return f"{prefix}{day}{int(serial or 0):03d}{again}"
