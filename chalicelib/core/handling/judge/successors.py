"""Who answers in another round, as the stage says that begins."""

from collections.abc import Iterator

from chalicelib.core.handling.draft import Draft
from chalicelib.core.people import people


def take_over(draft: Draft, answers: str) -> None:
    """Gives the complaint to whoever answers now; where there is nobody such, to the next one above."""
    match answers:
        case "same":
            return
        case "superior":
            _climb(draft)
        case _:
            _hand_to(draft, answers)


def _climb(draft: Draft) -> None:
    """Everybody one level up; above the director stands the organisation's."""
    complaint, directory = draft.complaint, draft.policy.directory
    unit = directory.department(complaint.unit or complaint.department)
    supervisor = complaint.supervisor or directory.desk_head
    director = complaint.director or directory.director
    leaders = {directory.director, unit.director if unit else ""}
    level = 2 if supervisor in leaders else 1
    draft.change(
        handler=supervisor,
        supervisor=director,
        director=directory.director,
        escalation_level=max(complaint.escalation_level, level),
    )


def _hand_to(draft: Draft, answers: str) -> None:
    """To somebody who has not answered yet and is not complained of: of those who are named, else of those above."""
    complaint, directory = draft.complaint, draft.policy.directory
    answered = {complaint.handler, *(earlier.by for earlier in complaint.earlier_answers)}
    above = (complaint.supervisor, complaint.director, directory.desk_head, directory.director)
    fit = (
        mail
        for mail in (*_named(draft, answers), *above)
        if mail and mail not in answered and not people.complained_of(mail, complaint, draft.policy)
    )
    handler = next(fit, directory.director)
    superiors = {complaint.supervisor: complaint.director, complaint.director: directory.director}
    draft.change(handler=handler, supervisor=superiors.get(handler, complaint.supervisor))


def _named(draft: Draft, answers: str) -> Iterator[str]:
    if answers != "another":
        yield from (holder.mail for holder in people.holders(answers, draft.complaint, draft.policy, draft.now))
        return
    unit = draft.policy.directory.department(draft.complaint.unit or draft.complaint.department)
    if unit is not None:
        yield from (
            people.stand_in(mail, draft.policy, draft.now) for mail in (unit.handler, unit.head, unit.director) if mail
        )
