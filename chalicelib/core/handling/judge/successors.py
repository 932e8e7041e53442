"""Who answers in another round, as the stage says that begins."""

from collections.abc import Iterator

from chalicelib.core.handling.draft import Draft
from chalicelib.core.people import people

ANOTHER = ("another",)


def take_over(draft: Draft, answers: tuple[str, ...]) -> None:
    """Gives the complaint to whoever answers now; where there is nobody such, to the next one above."""
    match answers:
        case ("same",):
            return
        case ("superior",):
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


def _hand_to(draft: Draft, answers: tuple[str, ...]) -> None:
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
    supervisor, director = _above(draft, handler, answers)
    draft.change(handler=handler, supervisor=supervisor, director=director)


def _above(draft: Draft, handler: str, answers: tuple[str, ...]) -> tuple[str, str]:
    """Supervisor and director of whoever answers now: of another unit's people that unit's, for the head of the first judges no review of it."""
    complaint, directory = draft.complaint, draft.policy.directory
    if handler == complaint.supervisor:
        return complaint.director, complaint.director
    if handler == complaint.director or answers == ANOTHER:
        return complaint.supervisor if answers == ANOTHER else directory.director, complaint.director
    if any(handler in (unit.handler, unit.head) for unit in directory.departments):
        _, supervisor, director = people.line_of(handler, complaint, draft.policy, draft.now)
        return supervisor, director
    return (directory.director if handler == directory.desk_head else directory.desk_head), directory.director


def _named(draft: Draft, answers: tuple[str, ...]) -> Iterator[str]:
    if answers != ANOTHER:
        for role in answers:
            yield from (holder.mail for holder in people.holders(role, draft.complaint, draft.policy, draft.now))
        return
    unit = draft.policy.directory.department(draft.complaint.unit or draft.complaint.department)
    if unit is not None:
        yield from (
            people.stand_in(mail, draft.policy, draft.now) for mail in (unit.handler, unit.head, unit.director) if mail
        )
