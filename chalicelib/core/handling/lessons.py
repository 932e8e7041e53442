"""What a closed complaint teaches: what was found out and done, for whoever is given the next one like it. Derived, never set.

Only what solved it: an answer that the customer got and did not find wanting. What was judged not valid, withdrawn or closed without an
answer, is restricted or goes on again, teaches nothing; what is corrected later is corrected here as well.
"""

from collections.abc import Iterator

from chalicelib.core.complaint.lesson import Lesson
from chalicelib.core.complaint.model import Complaint
from chalicelib.core.handling.draft import Draft
from chalicelib.core.policy.model import Meaning, Policy
from chalicelib.core.register import forgetting, likeness
from chalicelib.core.register.counting import PLEASED
from chalicelib.core.words import letter
from chalicelib.core.words.plain_text import one_line
from chalicelib.core.written.namelessness import nameless

LONGEST = 200  # characters of the cause, and of the remedy
READ = 2_000  # characters of what was written, before it is cleaned


def derive(draft: Draft) -> None:
    """Puts what the complaint teaches now in place of what it taught."""
    draft.change(lesson=_lesson(draft.complaint, draft.policy) if _is_solved(draft.complaint, draft.policy) else None)


def are_kept(policy: Policy) -> bool:
    """Whether the organisation's forms tell what was done."""
    return bool(policy.fields_that_mean("measure") or policy.fields_that_mean("action"))


def _is_solved(complaint: Complaint, policy: Policy) -> bool:
    """Whether its customer has an answer, and has not found it wanting."""
    answered = complaint.status == "closed" and complaint.moment("answered") is not None
    pleased = complaint.satisfaction is None or complaint.satisfaction >= PLEASED
    lasted = complaint.moment("confirmed") is None or (complaint.lasting or 0) >= PLEASED
    shown = not complaint.restricted and forgetting.FORGOTTEN not in complaint.flags
    return (
        answered
        and pleased
        and lasted
        and shown
        and complaint.valid is not False
        and complaint.kind in policy.flow_kinds
    )


def _lesson(complaint: Complaint, policy: Policy) -> Lesson | None:
    about = complaint.kept_out
    names = tuple(_names(complaint, policy, about))
    measures = _said("measure", complaint, policy, names) or _said("action", complaint, policy, names)
    if not measures:
        return None
    cause = _said("finding", complaint, policy, names)
    return Lesson(cause=cause, remedy=measures, signs=likeness.signs(complaint, policy), kept_from=about)


def _said(meaning: Meaning, complaint: Complaint, policy: Policy, names: tuple[str, ...]) -> str:
    """The filled fields of that meaning that everybody may see, without anybody in them."""
    open_to_all = {field.name for field in policy.fields if not field.shown_to}
    filled = (
        complaint.fields[name]
        for name in policy.fields_that_mean(meaning)
        if name in open_to_all and letter.is_filled(name, complaint, policy)
    )
    return one_line(nameless("; ".join(filled)[:READ], names), LONGEST)


def _names(complaint: Complaint, policy: Policy, about: tuple[str, ...]) -> Iterator[str]:
    yield complaint.complainant.name
    yield from (complaint.fields.get(name, "") for name in policy.fields_that_mean("complained_of"))
    yield from (person.name for person in policy.directory.people if person.mail in about)
